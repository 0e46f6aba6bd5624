"""Tells a record that came late from the newest of its key.

A record can reach the broker after one that replaced it: held up in a network, sent by a worker that had lost its
partitions without knowing. Such a record is, byte for byte, one that stood there before, since whoever took over
made it again before going on; and no stage ever returns to an earlier record, since versions and revisions grow.
"""

from __future__ import annotations

import hashlib
from array import array
from bisect import bisect_left
from typing import Any

Key = tuple[int, bytes]


class Newest:
    """Which record is the newest of its partition and key in one topic, told the records in the order of the log.

    A null value always counts: what was ended may be ended again. Holds eight bytes of each replaced record: a
    topic keeps a day of them, and what they take is not given back to the machine.
    """

    def __init__(self) -> None:
        self._newest: dict[Key, int] = {}
        self._replaced: dict[Key, array[int]] = {}
        self._hidden: set[Key] = set()

    @property
    def hidden(self) -> bool:
        """Whether a late record stands at the end of any key."""
        return bool(self._hidden)

    def takes(self, partition: int, record: Any) -> bool:
        """Return whether a record counts: not one that was replaced before."""
        key, digest = (partition, record.key or b""), _digest(record.value)
        newest = self._newest.get(key)
        if record.value is not None and digest != newest and self._was_replaced(key, digest):
            self._hidden.add(key)
            return False
        self._hidden.discard(key)
        if newest is not None and digest != newest:
            self._note_replaced(key, newest)
        self._newest[key] = digest
        return True

    def _was_replaced(self, key: Key, digest: int) -> bool:
        replaced = self._replaced.get(key)
        if replaced is None:
            return False
        at = bisect_left(replaced, digest)
        return at < len(replaced) and replaced[at] == digest

    def _note_replaced(self, key: Key, digest: int) -> None:
        replaced = self._replaced.setdefault(key, array("Q"))
        at = bisect_left(replaced, digest)
        if at == len(replaced) or replaced[at] != digest:
            replaced.insert(at, digest)

    def hides(self, partition: int, record: Any) -> bool:
        """Return whether a record is the newest of a key at whose end a late one stands."""
        key = (partition, record.key or b"")
        return key in self._hidden and self._newest[key] == _digest(record.value)


def _digest(value: bytes | None) -> int:
    return 0 if value is None else int.from_bytes(hashlib.blake2b(value, digest_size=8).digest(), "big")
