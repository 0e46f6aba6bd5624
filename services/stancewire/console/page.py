"""Coded articles as one HTML page that stands alone: text with highlights, and beside it what was found."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from importlib.resources import files

from jinja2 import Environment, StrictUndefined

from stancewire.console.highlight import Piece, marks_of, pieces
from stancewire.console.lines import event_line, stance_line
from stancewire.enrich.manifest import Manifest
from stancewire_schemas import EnrichedArticleV1

EXCERPT_CHARS = 200


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the side panel and the tag that it tells."""

    ref: str
    line: str
    css: str


@dataclass(frozen=True, slots=True)
class Section:
    """One article of the page."""

    heading: str
    about: str
    pieces: tuple[Piece, ...]
    events: tuple[Row, ...]
    stances: tuple[Row, ...]
    quotes: tuple[Row, ...]


def page(coded: Iterable[tuple[str, EnrichedArticleV1]]) -> str:
    """Return the page of articles, each given as its text and its record; everything of theirs is escaped."""
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    source = (files("stancewire.data") / "html" / "page.html.j2").read_text(encoding="utf-8")
    return environment.from_string(source).render(sections=[section(text, record) for text, record in coded])


def section(text: str, record: EnrichedArticleV1) -> Section:
    """Return one article, ready to be drawn."""
    ref, manifest = record.article, Manifest(record)
    names = {entity.ref: entity.name for entity in record.entities}
    mentions = [manifest.mention(tag, text, EXCERPT_CHARS) for tag in record.events]
    day = ref.published_at and ref.published_at.strftime("%Y-%m-%d %H:%M UTC")
    told = [ref.publisher, day, ref.id if ref.title else None]
    return Section(
        heading=ref.title or ref.id,
        about=" · ".join(part for part in told if part),
        pieces=tuple(pieces(text, marks_of(record))),
        events=tuple(Row(m.id, event_line(m, m.evidence, m.triggers), m.status) for m in mentions),
        stances=tuple(Row(s.id, stance_line(manifest.stance(s)), s.polarity) for s in record.stances),
        quotes=tuple(
            Row(q.ref, f"{names[q.holder] if q.holder else 'nobody named'}: “{q.text}”", q.form)
            for q in record.quotes
        ),
    )
