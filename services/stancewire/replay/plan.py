"""Which dead letters are sent again, and why the others are not. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from pydantic import ValidationError

from stancewire.core.ids import sha256_hex
from stancewire.core.messages import Headers, Message
from stancewire.core.replayed import REPLAY
from stancewire.replay.letters import Letter
from stancewire.topology import STAGES
from stancewire_schemas import AcceptedArticleV1, ArticleIndexV1, EventMentionV1, RawArticleV1, topics

DONE = "stancewire-replayed"
"""Header of a mark in the dead-letter topic: the letter of this number was sent again."""

Index = Mapping[str, ArticleIndexV1]
"""What ingest knows, by article id."""


class Verdict(StrEnum):
    """What is done with a letter."""

    SEND = "send"
    DONE = "already sent again"
    ERASED = "article erased since"
    SUPERSEDED = "newer text known"
    GONE = "original no longer there"
    FOREIGN = "topic is no stage's input"


@dataclass(frozen=True, slots=True)
class Original:
    """The message as it stood; `value` None asks to erase."""

    key: bytes | None
    value: bytes | None
    headers: Headers


def inputs(prefix: str) -> dict[str, str]:
    """Return the only topics that are ever sent to: full name to card's name."""
    return {prefix + row.reads: row.reads for row in STAGES.values()}


def mark_of(message: Message) -> int | None:
    """Return the number of the letter that a mark in the dead-letter topic speaks of; None where it is no mark."""
    for name, value in message.headers:
        if name == DONE and message.value is None and value.isdigit():
            return int(value)
    return None


def is_whole(letter: Letter) -> bool:
    """Return whether the letter holds its original, and not only its hash and place."""
    return letter.record.value is not None or letter.record.value_sha256 is None


def original_of(letter: Letter) -> Original:
    """Return the original of a letter that is whole."""
    record = letter.record
    return Original(record.key, record.value, tuple((h.name, h.value or b"") for h in record.headers))


def is_same(letter: Letter, found: Original | None) -> bool:
    """Return whether what stands at the letter's place is still its original."""
    return found is not None and found.value is not None and sha256_hex(found.value) == letter.record.value_sha256


def judge(letter: Letter, original: Original | None, index: Index, done: Iterable[int], prefix: str) -> Verdict:
    """Return what is to be done with a letter; the same arguments give the same answer."""
    name = inputs(prefix).get(letter.record.topic)
    if name is None:
        return Verdict.FOREIGN
    if letter.number in done:
        return Verdict.DONE
    if original is None:
        return Verdict.GONE
    article_id, version = _told_of(name, original)
    known = index.get(article_id)
    if known is None:
        return Verdict.SEND
    if known.content_sha256 is None and original.value is not None:
        return Verdict.ERASED
    return Verdict.SUPERSEDED if _is_older(letter, version, known) else Verdict.SEND


def again(letter: Letter, original: Original) -> Original:
    """Return the message to send: the original untouched, with one header that says that it is a replay."""
    kept = tuple(pair for pair in original.headers if pair[0] != REPLAY)
    return Original(original.key, original.value, (*kept, (REPLAY, str(letter.number).encode())))


def _is_older(letter: Letter, version: int | None, known: ArticleIndexV1) -> bool:
    if version is not None:
        return version < known.version
    return known.offset > letter.record.offset


def _told_of(name: str, original: Original) -> tuple[str, int | None]:
    """Return the id of the article that a message speaks of, and its version where the message knows it."""
    value = original.value or b""
    try:
        if name == topics.ACCEPTED.name:
            accepted = AcceptedArticleV1.from_bytes(value)
            return accepted.id, accepted.version
        if name == topics.MENTION.name:
            mention = EventMentionV1.from_bytes(value)
            return mention.article.id, mention.article.version
        return RawArticleV1.from_bytes(value).id, None
    except (ValidationError, OverflowError):
        return (original.key or b"").decode(errors="replace"), None
