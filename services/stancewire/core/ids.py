"""Ids from content: never from time, host or attempt."""

from __future__ import annotations

import hashlib


def content_id(*parts: str | int | None) -> str:
    """Return 32 hexadecimal digits over the parts; the same parts in the same order give the same id.

    Each part carries its length, so that ("ab", "c") and ("a", "bc") differ; None differs from "".
    """
    digest = hashlib.blake2b(digest_size=16)
    for part in parts:
        raw = b"" if part is None else str(part).encode()
        digest.update(b"-" if part is None else f"{len(raw)}:".encode())
        digest.update(raw)
    return digest.hexdigest()


def sha256_hex(data: bytes) -> str:
    """Return the SHA-256 of the bytes in lower-case hexadecimal."""
    return hashlib.sha256(data).hexdigest()
