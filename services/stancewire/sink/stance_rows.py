"""From one stance's record to its row. Pure."""

from __future__ import annotations

from stancewire.sink.event_rows import Row, party_values, utc
from stancewire.sink.tables import STANCES
from stancewire_schemas import StanceV1


def rows_of_stance(stance: StanceV1) -> dict[str, list[Row]]:
    """Return a stance's one row under its table; the same record gives the same row."""
    return {STANCES.name: [_stance(stance)]}


def _stance(stance: StanceV1) -> Row:
    article, about = stance.article, stance.proposition
    return (
        stance.id,
        *party_values(stance.holder),
        *party_values(stance.target),
        about.text if about else None,
        stance.polarity,
        stance.basis,
        stance.negated,
        stance.hedged,
        stance.quote_form,
        stance.evidence.text,
        stance.evidence.start,
        stance.evidence.end,
        stance.cue.text,
        stance.cue.rule,
        stance.confidence,
        article.id,
        article.version,
        article.publisher,
        article.title,
        article.url,
        article.language,
        utc(article.published_at),
        article.story_id,
        article.copy_of,
        stance.fingerprint,
    )
