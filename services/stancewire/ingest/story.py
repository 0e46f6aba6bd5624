"""The signature of a story: copies of one text share it, whatever the publisher did to its edges."""

from __future__ import annotations

from typing import Final

from stancewire.core.ids import content_id, least_content_id
from stancewire.core.text import plain, story_bounds

_LEAD_WORDS: Final = 50
_SHINGLE: Final = 3


def story_id(text: str) -> str:
    """Return the key of the story that a text tells.

    It is the least of the hashes of all runs of three words in the lead, a min-wise signature (Broder 1997): texts
    that differ only in dateline, credits or a cut tail share it always, others as often as their leads share runs.
    Different stories share it hardly ever, and lose nothing by it but a place in one partition.
    """
    start, end = story_bounds(text)
    words = plain(" ".join(text[start:end].split(maxsplit=_LEAD_WORDS)[:_LEAD_WORDS])).split()[:_LEAD_WORDS]
    if len(words) < _SHINGLE:
        return content_id("story", *words)
    return least_content_id("story", words, _SHINGLE)
