"""Tells repeats and outdated records, which delivery at least once brings, from news."""

from __future__ import annotations

from collections import OrderedDict
from hashlib import blake2b
from typing import NamedTuple

from stancewire_schemas import EnrichedArticleV1, EventMentionV1, EventV1, Record, StanceV1

KEEP = 200_000
"""Ids remembered; the one not met for longest is forgotten first."""


class _Known(NamedTuple):
    rank: int
    digest: bytes
    is_given: bool


class Seen:
    """The highest revision and the last bytes of every id, and whether the reader was given it."""

    def __init__(self, keep: int = KEEP) -> None:
        self._keep = keep
        self._known: OrderedDict[str, _Known] = OrderedDict()

    def is_news(self, key: str, record: Record, value: bytes) -> bool:
        """Return whether the record says something that was not known, and remember it."""
        name, rank = identity(key, record)
        digest = blake2b(value, digest_size=16).digest()
        known = self._known.get(name)
        if known is not None and (rank < known.rank or digest == known.digest):
            return False
        self._put(name, rank, digest)
        return True

    def ends(self, key: str) -> bool:
        """Note a tombstone; return whether it is the first for what is known of the key."""
        known = self._known.get(key)
        if known is not None and known.digest == b"":
            return False
        # A later record of the same key is a new beginning, whatever its revision.
        self._put(key, 0, b"")
        return True

    def give(self, name: str, *, is_given: bool) -> bool:
        """Note whether the reader is given what is known now of an id; return whether it had what was before."""
        known = self._known[name]
        self._known[name] = known._replace(is_given=is_given)
        return known.is_given

    def _put(self, name: str, rank: int, digest: bytes) -> None:
        known = self._known.get(name)
        self._known[name] = _Known(rank, digest, known is not None and known.is_given)
        self._known.move_to_end(name)
        if len(self._known) > self._keep:
            self._known.popitem(last=False)


def identity(key: str, record: Record) -> tuple[str, int]:
    """Return what a record is known by, and its revision; the key where a record has no id of its own."""
    if isinstance(record, EventV1):
        return record.event_id, record.revision
    if isinstance(record, EnrichedArticleV1):
        return record.article.id, record.article.version
    if isinstance(record, StanceV1 | EventMentionV1):
        return record.id, 0
    return key, 0
