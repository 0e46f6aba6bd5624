"""Tells repeats and outdated records, which delivery at least once brings, from news."""

from __future__ import annotations

from collections import OrderedDict
from hashlib import blake2b

from stancewire_schemas import EnrichedArticleV1, EventMentionV1, EventV1, Record, StanceV1

KEEP = 200_000
"""Ids remembered; the one not met for longest is forgotten first."""


class Seen:
    """The highest revision and the last bytes of every id."""

    def __init__(self, keep: int = KEEP) -> None:
        self._keep = keep
        self._known: OrderedDict[str, tuple[int, bytes]] = OrderedDict()

    def is_news(self, key: str, record: Record, value: bytes) -> bool:
        """Return whether the record says something that was not known, and remember it."""
        name, rank = _identity(key, record)
        digest = blake2b(value, digest_size=16).digest()
        known = self._known.get(name)
        if known is not None and (rank < known[0] or digest == known[1]):
            return False
        self._put(name, rank, digest)
        return True

    def ends(self, key: str) -> bool:
        """Note a tombstone; return whether it is the first for what is known of the key."""
        known = self._known.get(key)
        if known is not None and known[1] == b"":
            return False
        # A later record of the same key is a new beginning, whatever its revision.
        self._put(key, 0, b"")
        return True

    def _put(self, name: str, rank: int, digest: bytes) -> None:
        self._known[name] = rank, digest
        self._known.move_to_end(name)
        if len(self._known) > self._keep:
            self._known.popitem(last=False)


def _identity(key: str, record: Record) -> tuple[str, int]:
    if isinstance(record, EventV1):
        return record.event_id, record.revision
    if isinstance(record, EnrichedArticleV1):
        return record.article.id, record.article.version
    if isinstance(record, StanceV1 | EventMentionV1):
        return record.id, 0
    return key, 0
