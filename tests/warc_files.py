"""WARC records and files for tests, written by hand: what crawlers write, and what they should not."""

from __future__ import annotations

import gzip
from collections.abc import Iterable
from pathlib import Path
from zlib import crc32

from loopback_site import page


def stored_response(body: bytes, status: str = "200 OK", **headers: str) -> bytes:
    """Return an HTTP response; an underscore in a header's name stands for a hyphen."""
    told = {"Content_Type": "text/html; charset=utf-8"} | headers
    head = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in told.items())
    return f"HTTP/1.1 {status}\r\n{head}\r\n".encode() + body


def warc_record(
    url: str, block: bytes, kind: str = "response", media: str = "application/http;msgtype=response"
) -> bytes:
    """Return one record of WARC 1.0."""
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:{crc32(url.encode()):032x}>\r\n"
        f"WARC-Date: 2026-03-10T12:00:00Z\r\nWARC-Target-URI: {url}\r\nContent-Type: {media}\r\n"
        f"Content-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def story_record(url: str) -> bytes:
    """Return the record of a page with an article that no other URL's page has."""
    return warc_record(url, stored_response(page(f"Story at {url}", day=f"day {url}")))


def packed_archive(folder: Path, records: Iterable[bytes], name: str = "a.warc.gz") -> Path:
    """Write the records as a packed file and return its path."""
    path = folder / name
    path.write_bytes(b"".join(gzip.compress(one, mtime=0) for one in records))
    return path
