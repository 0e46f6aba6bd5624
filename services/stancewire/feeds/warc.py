"""Articles out of WARC files: pages as a crawler met them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final, Self

from fastwarc import ArchiveIterator, WarcRecord, WarcRecordType

from stancewire.core.ids import sha256_hex
from stancewire.errors import UserError
from stancewire.feeds.findings import Finding, Outcome
from stancewire.feeds.state import Place
from stancewire.feeds.stored_response import read_response
from stancewire.feeds.web.article import Lead, web_article
from stancewire.feeds.web.page import read_page
from stancewire.feeds.web.visits import LARGEST_PAGE, PAGES
from stancewire.feeds.why import Why

_HEAD: Final = 512
_OK: Final = 200


@dataclass(frozen=True, slots=True)
class Archive:
    """One WARC file. `name` is the same for the same file wherever it lies: a place in it is remembered by that."""

    path: Path
    name: str
    size: int

    @classmethod
    def at(cls, path: Path) -> Self:
        """Return the archive of a file. Raise UserError where it cannot be read."""
        try:
            with path.open("rb") as file:
                head = file.read(_HEAD)
            return cls(path, sha256_hex(head), path.stat().st_size)
        except OSError as refused:
            raise UserError(f"{path}: {refused.strerror}") from None

    def findings(self, now: datetime, begin: int = 0) -> Iterator[Finding]:
        """Yield what each stored page holds, from a byte on; each finding remembers how far it has read.

        Records that are no page are passed over. At a damaged record the reading ends with a failure, and the place
        before it stays.
        """
        place = begin if begin <= self.size else 0
        with self.path.open("rb") as file:
            file.seek(place)
            try:
                for record in ArchiveIterator(file, WarcRecordType.response, parse_http=False):
                    place = record.stream_pos
                    found = self._finding(record, place, now)
                    if found is not None:
                        yield found
            except OSError as broken:
                damaged = f"damaged behind this record: {broken}"
                yield Finding(f"{self.path}@{place}", None, Outcome.FAILED, damaged, why=Why.DAMAGED)
                return
        yield Finding(str(self.path), facts=(Place(self.name, self.size),), is_counted=False)

    def _finding(self, record: WarcRecord, place: int, now: datetime) -> Finding | None:
        url = (record.headers.get("WARC-Target-URI") or "").strip("<> ")
        length, raw = record.content_length, record.reader.read(LARGEST_PAGE + 1)
        if len(raw) < min(length, LARGEST_PAGE + 1):
            raise OSError("the file ends in the middle of it")
        if not record.is_http or not url.startswith(("http://", "https://")):
            return None
        source, facts = f"{self.path}@{place} {url}", (Place(self.name, place),)
        if len(raw) > LARGEST_PAGE:
            return Finding(source, None, Outcome.EMPTY, f"larger than {LARGEST_PAGE} bytes", facts)
        try:
            response = read_response(raw, LARGEST_PAGE)
        except ValueError as broken:
            return Finding(source, None, Outcome.FAILED, str(broken), facts, why=Why.DAMAGED)
        if response.status != _OK or response.media_type not in PAGES:
            return None
        page = read_page(response.body, now, url, response.charset)
        if page is None:
            return Finding(source, None, Outcome.EMPTY, "no article text", facts)
        return Finding(source, web_article(page, url, Lead(url)), facts=facts)
