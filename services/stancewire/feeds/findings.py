"""What a feed found in one place: an article, or why there is none, and what to remember once that is settled."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from stancewire.feeds.state import Fact
from stancewire.feeds.why import Why
from stancewire_schemas import RawArticleV1


class Outcome(StrEnum):
    """What became of a place."""

    SENT = "sent"
    CHANGED = "sent anew"
    KNOWN = "unchanged"
    EMPTY = "without article text"
    REFUSED = "not to be fetched"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Finding:
    """One place. With an article, the courier decides the outcome; without, `outcome` and `detail` tell it.

    `facts` become true once the article is acknowledged, or at once where there is none to send. What was refused
    or has failed says `why`.
    """

    source: str
    article: RawArticleV1 | None = None
    outcome: Outcome = Outcome.KNOWN
    detail: str = ""
    facts: tuple[Fact, ...] = ()
    is_counted: bool = True
    why: Why | None = None

    @property
    def is_settled(self) -> bool:
        """Tell whether nothing has to be tried again: a failure that may pass leaves nothing to remember."""
        return self.outcome != Outcome.FAILED or bool(self.facts)
