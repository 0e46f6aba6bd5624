"""What enrich remembers of the articles of one partition: their records, and which texts are known."""

from __future__ import annotations

import zlib
from collections import OrderedDict, defaultdict
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import islice
from typing import Final, TypeVar

from stancewire_schemas import AcceptedArticleV1, EnrichedArticleV1
from stancewire_schemas.base import Record
from stancewire_schemas.enriched_article import ArticleRefV1, PassageV1

SYNDICATED: Final = timedelta(days=3)
"""So long after the first telling its days are still those that a copy means."""

_LOOKED_AT: Final = 20

Key = TypeVar("Key")
Lead = tuple[str, str]
Text = tuple[str, str, str | None]
"""Story, content hash and day of publication: what one coding depends on, among messages that keep an order."""


def text_of(story_id: str, content_sha256: str | None, published_at: datetime | None) -> Text:
    """Return what two articles must share for one coding to do for both: relative dates depend on the day.

    Messages of two stories overlap, so which of them is the copy would depend on the moment.
    """
    return (story_id, content_sha256 or "", published_at.date().isoformat() if published_at else None)


class _Head(Record):
    """What a record is found by; the rest of it is read when it is asked for, which is seldom."""

    article: ArticleRefV1
    passages: tuple[PassageV1, ...] = ()


class Memory:
    """Records by article id, compressed.

    Beyond `keep` articles the one written longest ago is dropped: a later version of it then withdraws nothing,
    and a copy of it is coded anew.
    """

    def __init__(self, keep: int) -> None:
        self._keep = keep
        self._erased: OrderedDict[str, int] = OrderedDict()
        self._records: OrderedDict[str, tuple[Text, Lead, bytes]] = OrderedDict()
        self._ids: defaultdict[Text, dict[str, None]] = defaultdict(dict)
        self._leads: defaultdict[Lead, dict[str, None]] = defaultdict(dict)

    def __len__(self) -> int:
        """Return how many articles are remembered."""
        return len(self._records)

    def get(self, article_id: str) -> EnrichedArticleV1 | None:
        """Return the record of an article id, or None."""
        found = self._records.get(article_id)
        return None if found is None else EnrichedArticleV1.from_bytes(zlib.decompress(found[2]))

    def twin(self, accepted: AcceptedArticleV1) -> EnrichedArticleV1 | None:
        """Return the record of another id with the same text and day, the longest known one, or None."""
        published = accepted.article.published_at if accepted.article else None
        text = text_of(accepted.story_id, accepted.content_sha256, published)
        other = next((i for i in self._ids.get(text, ()) if i != accepted.id), None)
        return None if other is None else self.get(other)

    def tellings(self, accepted: AcceptedArticleV1, own: tuple[PassageV1, ...]) -> Iterator[EnrichedArticleV1]:
        """Yield records of the same story with the same first sentence under other ids, those known longest first.

        Published within three days; at most 20 are looked at. `own` are the passages of the article.
        """
        published = accepted.article.published_at if accepted.article else None
        for other in islice(self._leads.get(_lead(accepted.story_id, own), ()), _LOOKED_AT):
            record = self.get(other) if other != accepted.id else None
            if record is not None and _are_near(record.article.published_at, published):
                yield record

    def was_erased(self, article_id: str, version: int) -> bool:
        """Return whether a version was erased since it was known; told of as many articles as are kept.

        An article that is told again after its erasure has a higher version.
        """
        return version <= self._erased.get(article_id, 0)

    def put(self, article_id: str, value: bytes | None) -> None:
        """Take in a record; None forgets the article, but for which version of it was erased."""
        if value is None:
            self._note_erased(article_id)
        self._drop(article_id)
        if value is None:
            return
        head = _Head.from_bytes(value)
        text = text_of(head.article.story_id, head.article.content_sha256, head.article.published_at)
        lead = _lead(head.article.story_id, head.passages)
        self._records[article_id] = (text, lead, zlib.compress(value, 1))
        self._ids[text][article_id] = None
        self._leads[lead][article_id] = None
        if len(self._records) > self._keep:
            self._drop(next(iter(self._records)))

    def _note_erased(self, article_id: str) -> None:
        known = self.get(article_id)
        if known is not None:
            self._erased[article_id] = known.article.version
            self._erased.move_to_end(article_id)
        if len(self._erased) > self._keep:
            self._erased.popitem(last=False)

    def _drop(self, article_id: str) -> None:
        found = self._records.pop(article_id, None)
        if found is not None:
            _take_out(self._ids, found[0], article_id)
            _take_out(self._leads, found[1], article_id)


def _lead(story_id: str, passages: tuple[PassageV1, ...]) -> Lead:
    # Different stories may share a signature; hardly any share their first sentence too.
    return story_id, passages[0].digest if passages else ""


def _take_out(index: dict[Key, dict[str, None]], key: Key, article_id: str) -> None:
    index[key].pop(article_id)
    if not index[key]:
        del index[key]


def _are_near(one: datetime | None, other: datetime | None) -> bool:
    return one == other if one is None or other is None else abs(one - other) <= SYNDICATED
