"""Enrich as the runner sees it: the step, the coder in its pool, and the records known for each partition."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Awaitable, Callable
from functools import partial

from pydantic import ValidationError

from stancewire.core.messages import UNKNOWN_OFFSET, Message, Outcome, Result
from stancewire.core.passages import passages
from stancewire.enrich.copies import copied, near_copy
from stancewire.enrich.excerpts import with_short_spans
from stancewire.enrich.memory import Memory
from stancewire.enrich.step import step
from stancewire.errors import Reject
from stancewire_schemas import AcceptedArticleV1, EnrichedArticleV1
from stancewire_schemas.codes import DeadReason

Code = Callable[[bytes], Awaitable[bytes]]
"""AcceptedArticleV1 bytes to EnrichedArticleV1 bytes; raises Reject for an article that cannot be coded."""

KEEP = 50_000
"""Articles remembered for each partition."""


class EnrichStage:
    """Codes new texts, takes copies over, withdraws what a new version no longer says."""

    row = 1

    def __init__(self, code: Code, evidence_chars: int, fingerprint: str | None = None, keep: int = KEEP) -> None:
        self._code, self._evidence_chars, self._fingerprint = code, evidence_chars, fingerprint
        self._memory: defaultdict[int, Memory] = defaultdict(partial(Memory, keep))

    def order_key(self, message: Message) -> str:
        """Return the story: its versions and copies wait for each other."""
        return (message.key or b"").decode("latin-1")

    async def step(self, message: Message) -> Result:
        """Return the records of an accepted article.

        A repeat of an older version than the known says nothing, and so does one of a text that was erased since,
        also where a network delivers it behind its erasure.
        """
        accepted = _accepted(message)
        memory = self._memory[message.partition]
        previous = memory.get(accepted.id)
        if previous is not None and accepted.version < previous.article.version:
            return Result(Outcome.COMPLETED)
        if memory.was_erased(accepted.id, accepted.version):
            return Result(Outcome.COMPLETED)
        record = await self._record(message, accepted, previous)
        return step(accepted, record, previous, message.partition, self._evidence_chars)

    async def _record(
        self, message: Message, accepted: AcceptedArticleV1, previous: EnrichedArticleV1 | None
    ) -> EnrichedArticleV1 | None:
        if accepted.article is None or message.value is None:
            return None
        if previous is not None and self._is_repeat(accepted, previous):
            return previous
        memory, article = self._memory[message.partition], accepted.article
        twin = memory.twin(accepted)
        if twin is not None:
            return copied(accepted, twin)
        own = passages(article.text)
        copy = near_copy(accepted, article, own, memory.tellings(accepted, own))
        if copy is not None:
            return copy
        coded = EnrichedArticleV1.from_bytes(await self._code(message.value))
        return with_short_spans(coded.model_copy(update={"passages": own}), self._evidence_chars)

    def _is_repeat(self, accepted: AcceptedArticleV1, previous: EnrichedArticleV1) -> bool:
        is_same = (accepted.version, accepted.content_sha256) == (
            previous.article.version,
            previous.article.content_sha256,
        )
        return is_same and self._fingerprint in {None, previous.pipeline.fingerprint}

    def known(self, partition: int, article_id: str) -> EnrichedArticleV1 | None:
        """Return what is remembered of an article, or None."""
        return self._memory[partition].get(article_id)

    def remember(self, partition: int, key: bytes, value: bytes | None, _offset: int = UNKNOWN_OFFSET) -> None:
        """Take in one article's record; the last one counts."""
        self._memory[partition].put(key.decode(), value)

    def forget(self, partition: int) -> None:
        """Drop the records of a partition."""
        self._memory.pop(partition, None)


def _accepted(message: Message) -> AcceptedArticleV1:
    try:
        return AcceptedArticleV1.from_bytes(message.value or b"")
    except ValidationError as invalid:
        first = invalid.errors(include_input=False, include_url=False)[0]
        raise Reject(DeadReason.SCHEMA, f"{'.'.join(map(str, first['loc'][:2]))}: {first['msg']}") from None
