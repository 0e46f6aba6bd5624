"""The articles that tell two events: whether some tell both, and whether they are of one story. Pure."""

from __future__ import annotations

from typing import Final

from stancewire.core.content_words import resemblance
from stancewire.merge.parts import Beside
from stancewire.merge.point import Point
from stancewire.merge.profile import Profile

THE_SAME_STORY: Final = Point("the same story", 1.0, particular=True)

_SAME_STORY: Final = 0.22
_LIKE_STORY: Final = 0.14
_OTHER_STORY: Final = 0.08
_LIKE_STORIES: Final = Point("like stories", 0.25)
_ANOTHER_STORY: Final = Point("another story", -2.0)
_ONE_ARTICLE: Final = Point("the same article tells them apart", 0.0, forbids=True)
_HALF: Final = 0.5


def told_in_both(telling: Profile, event: Profile) -> float:
    """Return the share of the articles of the side that has fewer which tell the other side too; 0 for none."""
    return len(telling.texts & event.texts) / min(len(telling.texts), len(event.texts))


def twice(telling: Profile, event: Profile, share: float) -> Point:
    """Judge two events that a share of the articles tells both."""
    # What an article tells twice in other words are mostly two deeds, "shot" and "wounded". Where it comes back to
    # one with the same word the coder may have left two tellings, which must not split those of all other papers.
    if telling.stems.isdisjoint(event.stems):
        return _ONE_ARTICLE
    return Point("the same article tells both", round(-share, 3))


def story(one: Beside, other: Beside, share: float) -> list[Point]:
    """Compare articles as wholes, a share of which tell both: those of one story have many words in common."""
    # An article is like itself, which says nothing.
    if share > _HALF:
        return []
    likest = max([resemblance(a, b) for a in one.sketches for b in other.sketches], default=None)
    if likest is None:
        return []
    if likest >= _SAME_STORY:
        return [THE_SAME_STORY]
    if likest >= _LIKE_STORY:
        return [_LIKE_STORIES]
    return [_ANOTHER_STORY] if likest < _OTHER_STORY else []
