"""The signature of a story: copies of one text share it, whatever the publisher did to its edges."""

from __future__ import annotations

from stancewire.core.ids import content_id
from stancewire.core.text import story_text


def story_id(text: str) -> str:
    """Return the key of the story that a text tells; equal for texts whose `story_text` is equal."""
    return content_id("story", story_text(text))
