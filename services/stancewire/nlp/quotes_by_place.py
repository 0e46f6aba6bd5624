"""The quotes of a document by their place, so that the innermost around a word is found fast."""

from __future__ import annotations

from bisect import bisect_right
from typing import Final

from stancewire.nlp.document import Document, Quote

_KNOWN: Final = "stancewire.quotes_by_place"
_REACH: Final = 20_000


class QuotesByPlace:
    """The quotes that have a holder. Cost of a look: the quotes that begin before and end after, mostly one."""

    def __init__(self, document: Document) -> None:
        """Take a document whose quotes are found."""
        self._quotes = sorted((q for q in document.quotes if q.holder), key=lambda q: (q.start, -q.end))
        self._starts = [quote.start for quote in self._quotes]

    def innermost(self, offset: int) -> Quote | None:
        """Return the quote around an offset that begins last, or None."""
        for index in range(bisect_right(self._starts, offset) - 1, -1, -1):
            if self._quotes[index].end > offset:
                return self._quotes[index]
            if offset - self._starts[index] > _REACH:
                break
        return None


def quotes_by_place(document: Document) -> QuotesByPlace:
    """Return the quotes by place, sorted once for as many as there are."""
    known: dict[int, QuotesByPlace] = document.parse.user_data.setdefault(_KNOWN, {})
    count = len(document.quotes)
    if count not in known:
        known[count] = QuotesByPlace(document)
    return known[count]
