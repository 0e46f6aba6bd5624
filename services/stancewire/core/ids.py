"""Ids from content: never from time, host or attempt."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence


def content_id(*parts: str | int | None) -> str:
    """Return 32 hexadecimal digits over the parts; the same parts in the same order give the same id.

    Each part carries its length, so that ("ab", "c") and ("a", "bc") differ; None differs from "".
    """
    return _digest(b"".join(map(_with_length, parts))).hex()


def least_content_id(name: str, words: Sequence[str], length: int) -> str:
    """Return the least of the content ids of the name and each run of so many words; at least one run is needed."""
    told = [_with_length(word) for word in words]
    begin = _with_length(name)
    runs = (begin + b"".join(told[start : start + length]) for start in range(len(told) - length + 1))
    return min(map(_digest, runs)).hex()


def _with_length(part: str | int | None) -> bytes:
    if part is None:
        return b"-"
    raw = str(part).encode()
    return b"%d:%b" % (len(raw), raw)


def _digest(data: bytes) -> bytes:
    return hashlib.blake2b(data, digest_size=16).digest()


def sha256_hex(data: bytes) -> str:
    """Return the SHA-256 of the bytes in lower-case hexadecimal."""
    return hashlib.sha256(data).hexdigest()
