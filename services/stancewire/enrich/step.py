"""From what was understood to the records that subscribers get, and what must be withdrawn. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from stancewire.core.family import family
from stancewire.core.messages import Outcome, Outgoing, Result
from stancewire.core.outgoing import outgoing
from stancewire.enrich.manifest import Manifest
from stancewire_schemas import AcceptedArticleV1, EnrichedArticleV1, EventMentionV1, StanceV1, topics


def step(
    accepted: AcceptedArticleV1,
    record: EnrichedArticleV1 | None,
    previous: EnrichedArticleV1 | None,
    partition: int,
    evidence_chars: int,
) -> Result:
    """Return all records of an article, and withdrawals of what `previous` said and `record` does not.

    `previous` is what is remembered under the same id. An erasure has no `record`: all is withdrawn and the
    article's record gets a tombstone. The same arguments give the same bytes.
    """
    told = () if record is None else _told(record, accepted, evidence_chars)
    kept = set() if record is None else {s.id for s in record.stances} | {e.id for e in record.events}
    withdrawn = () if previous is None else tuple(_withdrawn(previous, kept))
    return Result(
        _outcome(record),
        # What is new goes first: an event that a new version still tells keeps a telling throughout.
        records=(*told, *withdrawn),
        memory=(outgoing(topics.ENRICHED.name, accepted.id, record, accepted.id, partition),),
    )


def _outcome(record: EnrichedArticleV1 | None) -> Outcome:
    if record is None:
        return Outcome.ERASED
    return Outcome.COPY if record.article.copy_of else Outcome.COMPLETED


def _told(record: EnrichedArticleV1, accepted: AcceptedArticleV1, limit: int) -> tuple[Outgoing, ...]:
    text = accepted.article.text if accepted.article else ""
    manifest = Manifest(record)
    stances = (stance_message(manifest.stance(tag)) for tag in record.stances)
    mentions = (mention_message(manifest.mention(tag, text, limit)) for tag in record.events)
    return (*stances, *mentions)


def _withdrawn(previous: EnrichedArticleV1, kept: set[str]) -> Iterable[Outgoing]:
    manifest = Manifest(previous)
    for stance in previous.stances:
        if stance.id not in kept:
            yield stance_message(manifest.stance(stance, withdrawn=True))
    for event in previous.events:
        if event.id not in kept:
            yield mention_message(manifest.withdrawal(event))


def stance_message(stance: StanceV1) -> Outgoing:
    """Return the message for a stance; its key is the holder's id, or the publisher for its own voice."""
    publisher = "".join(c for c in stance.article.publisher or "" if c.isprintable())
    key = stance.holder.id if stance.holder else f"publisher:{publisher}"
    said = None if stance.withdrawn else stance.polarity
    return outgoing(topics.STANCE.name, key, stance, stance.id, says=said)


def mention_message(mention: EventMentionV1) -> Outgoing:
    """Return the message for an event telling; its key is the event family."""
    said = None if mention.withdrawn else mention.type
    return outgoing(topics.MENTION.name, family(mention.type), mention, mention.id, says=said)
