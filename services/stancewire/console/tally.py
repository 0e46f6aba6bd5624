"""What the topics themselves say came of the messages. Pure: messages in, counts out; a repeat counts once."""

from __future__ import annotations

from collections import Counter, OrderedDict
from collections.abc import Callable, Hashable
from itertools import islice

from pydantic import ValidationError

from stancewire.console.lines import record_line
from stancewire.console.summary import StageCounts
from stancewire.core.messages import Message
from stancewire.topology import ENRICH, INGEST, MERGE
from stancewire_schemas import (
    AcceptedArticleV1,
    DeadLetterV1,
    EnrichedArticleV1,
    EventMentionV1,
    EventV1,
    StanceV1,
    topics,
)

NEWEST = 40
"""Lines kept for each topic to show; older ones are forgotten."""


Shown = tuple[Hashable, bool]
"""Whose line a message changes, and whether it takes that line away; by default each message has its own."""


class Newest:
    """The lines that changed last, one for each identity."""

    def __init__(self) -> None:
        self._lines: OrderedDict[Hashable, str] = OrderedDict()

    def put(self, identity: Hashable, line: str | None) -> None:
        """Take in a line; None takes away the one that was there."""
        self._lines.pop(identity, None)
        if line is not None:
            self._lines[identity] = line
        if len(self._lines) > NEWEST:
            self._lines.popitem(last=False)

    def last(self, count: int) -> list[str]:
        """Return at most so many, newest first."""
        return list(islice(reversed(self._lines.values()), count))


class Tally:
    """Takes every message of every topic once, in each partition's order."""

    def __init__(self) -> None:
        self.taken: Counter[str] = Counter()
        self.accepted: dict[tuple[str, int], bool] = {}
        self.enriched: dict[tuple[str, int], bool] = {}
        self.erasures = 0
        self.requests_to_erase: set[tuple[int, int]] = set()
        self.dead: dict[tuple[str, str, int, int], str] = {}
        self.stances: dict[str, bool] = {}
        self.mentions: dict[str, bool] = {}
        self.events: dict[str, tuple[str, ...]] = {}
        self.strangers = 0
        self.newest = {card.name: Newest() for card in topics.CARDS}
        self._takers: dict[str, Callable[[Message], Shown | None]] = {
            topics.RAW.name: self._take_raw,
            topics.ACCEPTED.name: self._take_accepted,
            topics.ENRICHED.name: self._take_enriched,
            topics.STANCE.name: self._take_stance,
            topics.MENTION.name: self._take_mention,
            topics.EVENT.name: self._take_event,
            topics.DEAD.name: self._take_dead,
        }

    def take(self, message: Message) -> None:
        """Count one message. Bytes that are no record of their topic count as strangers, raw ones excepted."""
        self.taken[message.topic] += 1
        shown = None
        try:
            shown = self._takers[message.topic](message)
        except ValidationError:
            self.strangers += 1
        identity, is_gone = shown or ((message.partition, message.offset), False)
        line = None if is_gone else record_line(message.topic, message.key, message.value)
        self.newest[message.topic].put(identity, line)

    def dead_by_reason(self) -> dict[str, int]:
        """Return how many dead letters stand there for each reason, sorted by name."""
        return dict(sorted(Counter(self.dead.values()).items()))

    def untold(self) -> int:
        """Return how many mentions stand in no event, beyond those that merge gave up."""
        return max(0, len(self._live() - self._told()) - self._dead_of(MERGE.name))

    def overtold(self) -> int:
        """Return how many mentions stand in an event though they were withdrawn, or were never there."""
        return len(self._told() - self._live())

    def _live(self) -> set[str]:
        return {mention for mention, is_withdrawn in self.mentions.items() if not is_withdrawn}

    def _told(self) -> set[str]:
        return {mention for mentions in self.events.values() for mention in mentions}

    def stages(self) -> dict[str, StageCounts]:
        """Return each stage's outcomes as its output topics show them.

        Of a text that is known already ingest writes nothing: its copies are what is missing in the sum. So are
        the completed ones of merge, whose mentions end in events that other mentions founded.
        """
        return {INGEST.name: self._ingest(), ENRICH.name: self._enrich(), MERGE.name: self._merge()}

    def _ingest(self) -> StageCounts:
        taken, dead = self.taken[INGEST.reads], self._dead_of(INGEST.name)
        completed = sum(not is_erasure for is_erasure in self.accepted.values())
        erased = len(self.requests_to_erase - self._places_of_dead(INGEST.name))
        return StageCounts(taken, completed, taken - completed - erased - dead, erased, dead)

    def _enrich(self) -> StageCounts:
        copies = sum(self.enriched.values())
        return StageCounts(
            taken=self.taken[ENRICH.reads],
            completed=len(self.enriched) - copies,
            copies=copies,
            erased=self.erasures,
            dead=self._dead_of(ENRICH.name),
        )

    def _merge(self) -> StageCounts:
        taken, dead = self.taken[MERGE.reads], self._dead_of(MERGE.name)
        return StageCounts(taken, taken - dead, 0, 0, dead)

    def _places_of_dead(self, stage: str) -> set[tuple[int, int]]:
        return {(partition, offset) for found, _, partition, offset in self.dead if found == stage}

    def _dead_of(self, stage: str) -> int:
        return sum(found == stage for found, *_ in self.dead)

    def _take_raw(self, message: Message) -> None:
        if message.value is None:
            self.requests_to_erase.add((message.partition, message.offset))

    def _take_accepted(self, message: Message) -> None:
        record = AcceptedArticleV1.from_bytes(message.value or b"")
        self.accepted[record.id, record.version] = record.article is None

    def _take_enriched(self, message: Message) -> None:
        if message.value is None:
            self.erasures += 1
            return
        ref = EnrichedArticleV1.from_bytes(message.value).article
        self.enriched[ref.id, ref.version] = ref.copy_of is not None

    def _take_stance(self, message: Message) -> Shown:
        record = StanceV1.from_bytes(message.value or b"")
        self.stances[record.id] = record.withdrawn
        return record.id, record.withdrawn

    def _take_mention(self, message: Message) -> None:
        record = EventMentionV1.from_bytes(message.value or b"")
        self.mentions[record.id] = record.withdrawn

    def _take_event(self, message: Message) -> Shown:
        event_id = (message.key or b"").decode(errors="replace")
        if message.value is None:
            self.events.pop(event_id, None)
        else:
            self.events[event_id] = EventV1.from_bytes(message.value).mention_ids
        return event_id, message.value is None

    def _take_dead(self, message: Message) -> None:
        record = DeadLetterV1.from_bytes(message.value or b"")
        self.dead[record.stage, record.topic, record.partition, record.offset] = record.reason
