"""What enrich remembers of the articles of one partition: their records, and which texts are known."""

from __future__ import annotations

import zlib
from collections import OrderedDict, defaultdict
from datetime import datetime

from stancewire_schemas import AcceptedArticleV1, EnrichedArticleV1

Text = tuple[str, str | None]
"""Content hash and day of publication: what the same coding depends on."""


def text_of(content_sha256: str | None, published_at: datetime | None) -> Text:
    """Return what two articles must share for one coding to do for both: relative dates depend on the day."""
    return (content_sha256 or "", published_at.date().isoformat() if published_at else None)


class Memory:
    """Records by article id, compressed.

    Beyond `keep` articles the one written longest ago is dropped: a later version of it then withdraws nothing,
    and a copy of it is coded anew.
    """

    def __init__(self, keep: int) -> None:
        self._keep = keep
        self._records: OrderedDict[str, tuple[Text, bytes]] = OrderedDict()
        self._ids: defaultdict[Text, dict[str, None]] = defaultdict(dict)

    def __len__(self) -> int:
        """Return how many articles are remembered."""
        return len(self._records)

    def get(self, article_id: str) -> EnrichedArticleV1 | None:
        """Return the record of an article id, or None."""
        found = self._records.get(article_id)
        return None if found is None else EnrichedArticleV1.from_bytes(zlib.decompress(found[1]))

    def twin(self, accepted: AcceptedArticleV1) -> EnrichedArticleV1 | None:
        """Return the record of another id with the same text and day, the longest known one, or None."""
        published = accepted.article.published_at if accepted.article else None
        text = text_of(accepted.content_sha256, published)
        other = next((i for i in self._ids.get(text, ()) if i != accepted.id), None)
        return None if other is None else self.get(other)

    def put(self, article_id: str, value: bytes | None) -> None:
        """Take in a record; None forgets the article."""
        self._drop(article_id)
        if value is None:
            return
        record = EnrichedArticleV1.from_bytes(value)
        text = text_of(record.article.content_sha256, record.article.published_at)
        self._records[article_id] = (text, zlib.compress(value, 1))
        self._ids[text][article_id] = None
        if len(self._records) > self._keep:
            self._drop(next(iter(self._records)))

    def _drop(self, article_id: str) -> None:
        found = self._records.pop(article_id, None)
        if found is not None:
            self._ids[found[0]].pop(article_id)
            if not self._ids[found[0]]:
                del self._ids[found[0]]
