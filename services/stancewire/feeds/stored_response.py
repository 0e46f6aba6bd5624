"""An HTTP response as a crawler stored it: status, headers and body out of its bytes."""

from __future__ import annotations

import io
import zlib
from dataclasses import dataclass
from http.client import HTTPException, HTTPResponse
from socket import socket
from typing import cast

import brotli


@dataclass(frozen=True, slots=True)
class StoredResponse:
    """A response; the body is as its author wrote it, cut where it grows past the limit."""

    status: int
    media_type: str
    charset: str | None
    body: bytes


def read_response(raw: bytes, limit: int) -> StoredResponse:
    """Return the response that the bytes hold. Raise ValueError where they hold none.

    Crawlers unpack bodies and leave the headers that said how: what is not packed as told is taken as it stands.
    """
    response = HTTPResponse(cast("socket", _Replay(raw)))
    try:
        response.begin()
    except (HTTPException, ValueError, OSError) as broken:
        raise ValueError(f"no HTTP response: {type(broken).__name__}") from None
    headers = response.headers
    stored = raw.partition(b"\r\n\r\n")[2]
    body = _joined(response, stored) if response.chunked else stored
    encoding = str(headers.get("Content-Encoding", "")).strip().lower()
    return StoredResponse(
        response.status,
        headers.get_content_type(),
        headers.get_content_charset(),
        _unpacked(body, encoding, limit)[:limit],
    )


class _Replay:
    """What http.client needs of a socket."""

    def __init__(self, raw: bytes) -> None:
        self._raw = raw

    def makefile(self, *_: object) -> io.BytesIO:
        """Return the bytes as a stream."""
        return io.BytesIO(self._raw)


def _joined(response: HTTPResponse, stored: bytes) -> bytes:
    try:
        return response.read()
    except (HTTPException, ValueError):
        return stored


def _unpacked(body: bytes, encoding: str, limit: int) -> bytes:
    try:
        if encoding == "br":
            return bytes(brotli.Decompressor().process(body, output_buffer_limit=limit))
        if encoding in {"gzip", "x-gzip", "deflate"}:
            # 32 more than the largest window: zlib tells gzip and deflate apart by itself.
            return zlib.decompressobj(zlib.MAX_WBITS + 32).decompress(body, limit)
    except (zlib.error, brotli.error):
        pass
    return body
