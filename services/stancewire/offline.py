"""The same steps in one process, without Kafka: raw messages in, records out, in the same order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator

from stancewire.core.at_once import at_once
from stancewire.core.messages import Message, Outgoing, Result, Stage
from stancewire.enrich.coder import Coder
from stancewire.enrich.stage import EnrichStage
from stancewire.ingest.request import read
from stancewire.ingest.stage import IngestStage
from stancewire.merge.stage import MergeStage
from stancewire.settings import LimitSettings
from stancewire_schemas import EnrichedArticleV1, EventV1, topics


class Flow:
    """The stages of one process, one partition each; they remember what came before, as workers do.

    `wrote` hears of each record that a worker would write.
    """

    def __init__(
        self, coder: Coder, limits: LimitSettings, wrote: Callable[[Outgoing], None] = lambda _: None
    ) -> None:
        self._wrote = wrote
        self._coder = coder
        self._message_bytes = limits.message_bytes
        self._ingest = IngestStage(limits.message_bytes)
        self._enrich = EnrichStage(self._code, limits.evidence_chars, coder.fingerprint)
        self._merge = MergeStage()
        self._offsets: Counter[str] = Counter()

    def code(self, key: bytes | None, value: bytes | None) -> EnrichedArticleV1 | None:
        """Return the record that one raw message leaves of its article; None once it is erased.

        An exact repeat gives the record that is known. Raise Reject for a message that would be dead-lettered.
        """
        made = self._enriched(key, value)
        if not made:
            return self._known(key, value)
        return EnrichedArticleV1.from_bytes(made[-1].value) if made[-1].value else None

    def merge(self, key: bytes | None, value: bytes | None) -> Iterator[tuple[str, EventV1 | None]]:
        """Yield id and new revision of each event that one raw message changes; None for one that it ends.

        Raise Reject for a message that would be dead-lettered.
        """
        for message in self._enriched(key, value):
            if message.topic == topics.MENTION.name:
                for event in self._run(self._merge, message.topic, message.key, message.value).memory:
                    yield event.key.decode(), EventV1.from_bytes(event.value) if event.value else None

    def _enriched(self, key: bytes | None, value: bytes | None) -> list[Outgoing]:
        """Return stances and mentions, then the article's record; nothing for an exact repeat."""
        accepted = self._run(self._ingest, topics.RAW.name, key, value)
        made: list[Outgoing] = []
        for message in accepted.records:
            result = self._run(self._enrich, message.topic, message.key, message.value)
            made += [*result.records, *result.memory]
        return made

    def _known(self, key: bytes | None, value: bytes | None) -> EnrichedArticleV1 | None:
        request = read(Message(topics.RAW.name, 0, 0, key, value), self._message_bytes)
        return self._enrich.known(0, request.id)

    async def _code(self, value: bytes) -> bytes:
        return self._coder.code(value)

    def _run(self, stage: Stage, topic: str, key: bytes | None, value: bytes | None) -> Result:
        message = Message(topic=topic, partition=0, offset=self._offsets[topic], key=key, value=value)
        self._offsets[topic] += 1
        result = at_once(stage.step(message))
        for record in result.memory:
            stage.remember(0, record.key, record.value, message.offset)
        for record in (*result.records, *result.memory):
            self._wrote(record)
        return result
