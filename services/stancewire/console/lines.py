"""Records as lines for people. Pure: the same record gives the same line, without any terminal code in it."""

from __future__ import annotations

from collections.abc import Callable

from pydantic import ValidationError

from stancewire_schemas import (
    BY_NAME,
    AcceptedArticleV1,
    ArticleIndexV1,
    DeadLetterV1,
    EnrichedArticleV1,
    EventMentionV1,
    EventV1,
    RawArticleV1,
    Record,
    StanceV1,
    TextSpan,
)
from stancewire_schemas.codes import EntityType, EventStatus, Granularity
from stancewire_schemas.enriched_article import ArticleRefV1, DateSpanV1
from stancewire_schemas.event import EventBodyV1
from stancewire_schemas.stance import PartyV1

EXCERPT_CHARS = 60
"""Code points of evidence on a line, beside the trigger."""
PARTIES_SHOWN = 3


def printable(text: str) -> str:
    """Return the text on one line, without characters that could command or confuse a terminal."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def shorten(text: str, limit: int) -> str:
    """Return at most `limit` code points, cut at a word and marked with an ellipsis."""
    clean = printable(text)
    if len(clean) <= limit:
        return clean
    head = clean[:limit].rsplit(" ", 1)[0]
    return head.rstrip(" ,;:") + " …"


def excerpt(evidence: TextSpan, trigger: TextSpan, limit: int = EXCERPT_CHARS) -> str:
    """Return about `limit` code points of the evidence around the trigger, whole words, cuts marked."""
    at = trigger.start - evidence.start
    inside = 0 <= at <= len(evidence.text) - len(trigger.text)
    if not inside:
        return f"“{shorten(evidence.text, limit)}”"
    spare = max(0, limit - len(trigger.text)) // 2
    behind = at + len(trigger.text)
    before, after = evidence.text[max(0, at - spare) : at], evidence.text[behind : behind + spare]
    if at > spare:
        before = "… " + before.partition(" ")[2]
    if behind + spare < len(evidence.text):
        after = after.rpartition(" ")[0] + " …"
    return f"“{printable(before + trigger.text + after)}”"


def party(entity: PartyV1 | None) -> str:
    """Return name and country: "Donald Trump (USA)"; a country needs no code behind its name."""
    if entity is None:
        return "?"
    name = printable(entity.name)
    is_country = entity.type in {EntityType.COUNTRY, EntityType.PLACE}
    return name if is_country or entity.country is None else f"{name} ({entity.country})"


def parties(entities: tuple[PartyV1, ...]) -> str:
    """Return the names joined; beyond three, how many more there are."""
    shown = [party(entity) for entity in entities[:PARTIES_SHOWN]]
    more = len(entities) - len(shown)
    return ", ".join(shown) + (f" and {more} more" if more else "") if shown else "?"


def when(date: DateSpanV1 | None) -> str:
    """Return the date in the granularity of the words: day, month, year, or both ends of a range."""
    if date is None or (date.start is None and date.end is None):
        return "undated"
    start, end = date.start or "", date.end or ""
    if date.granularity == Granularity.MONTH:
        return (start or end)[:7]
    if date.granularity == Granularity.YEAR:
        return (start or end)[:4]
    return start if start == end else f"{start}…{end}"


def event_line(event: EventBodyV1, evidence: tuple[TextSpan, ...], triggers: tuple[TextSpan, ...]) -> str:
    """Return "2025-09-20 THREATEN Donald Trump (USA) → Venezuela; “… or else pay …”"."""
    status = "" if event.status == EventStatus.ASSERTED else f" [{printable(event.status)}]"
    claimed = f", says {party(event.claimed_by)}" if event.claimed_by else ""
    arrow = f" → {parties(event.recipients)}" if event.recipients else ""
    place = f" in {printable(event.place.name)}" if event.place else ""
    words = f"; {excerpt(evidence[0], triggers[0])}" if evidence and triggers else ""
    who = parties(event.actors)
    return f"{when(event.date)} {printable(event.type)}{status} {who}{arrow}{place}{claimed}{words}"


def stance_line(stance: StanceV1) -> str:
    """Return "2025-09-21 AGAINST Nicolás Maduro (VEN) → Donald Trump (USA); “… rejected …”"."""
    withdrawn = " [withdrawn]" if stance.withdrawn else ""
    holder = party(stance.holder) if stance.holder else _own_voice(stance.article)
    towards = party(stance.target) if stance.target else ""
    # A withdrawal repeats no words of the article.
    if not towards and stance.proposition and stance.proposition.text:
        towards = f"“{shorten(stance.proposition.text, EXCERPT_CHARS)}”"
    marks = "".join(f" [{name}]" for name in ("negated", "hedged") if getattr(stance, name))
    words = f"; {excerpt(stance.evidence, stance.cue)}" if stance.evidence.text else ""
    arrow = f" → {towards}" if towards else ""
    return f"{_day(stance.article)} {printable(stance.polarity).upper()}{withdrawn}{marks} {holder}{arrow}{words}"


def enriched_line(article: EnrichedArticleV1) -> str:
    """Return what was found in an article, in numbers."""
    ref = article.article
    copy = f", copy of {printable(ref.copy_of)}" if ref.copy_of else ""
    notes = f" ({printable('; '.join(article.pipeline.notes))})" if article.pipeline.notes else ""
    counts = f"{len(article.events)} events, {len(article.stances)} stances, {len(article.quotes)} quotes"
    return f"{_day(ref)} {_named(ref.id, ref.title)}: {counts}{copy}{notes}"


def dead_line(letter: DeadLetterV1) -> str:
    """Return stage, reason, key and error of a dead letter."""
    key = "-" if letter.key is None else shorten(letter.key.decode(errors="replace"), EXCERPT_CHARS)
    where = f"{letter.topic}/{letter.partition}@{letter.offset}"
    return f"{printable(letter.stage)} {printable(letter.reason)} {key} ({where}): {shorten(letter.error, 160)}"


def record_line(topic: str, key: bytes | None, value: bytes | None) -> str:
    """Return one message of a topic as a line; `topic` is a card's name.

    A tombstone, and bytes that are no record of the topic, have lines of their own: reading never fails.
    """
    name = "-" if key is None else shorten(key.decode(errors="replace"), EXCERPT_CHARS)
    if value is None:
        return f"{name} erased"
    model = BY_NAME[topic].model
    try:
        return _WRITERS[model](model.from_bytes(value))
    except ValidationError:
        return f"{name} is no {model.__name__}: {len(value)} bytes"


def _own_voice(article: ArticleRefV1) -> str:
    return f"{printable(article.publisher)} (own voice)" if article.publisher else "the article's own voice"


def _day(article: ArticleRefV1) -> str:
    return article.published_at.date().isoformat() if article.published_at else "undated"


def _named(article_id: str, title: str | None) -> str:
    return f"{printable(article_id)} “{shorten(title, EXCERPT_CHARS)}”" if title else printable(article_id)


def _raw_line(article: RawArticleV1) -> str:
    published = article.published_at.date().isoformat() if article.published_at else "undated"
    by = f", {printable(article.publisher)}" if article.publisher else ""
    return f"{published} {_named(article.id, article.title)}{by}, {len(article.text)} characters"


def _accepted_line(accepted: AcceptedArticleV1) -> str:
    what = "erase" if accepted.article is None else f"{len(accepted.article.text)} characters"
    return f"{printable(accepted.id)} version {accepted.version}, story {accepted.story_id[:8]}, {what}"


def _index_line(index: ArticleIndexV1) -> str:
    return f"{printable(index.id)} version {index.version}, story {index.story_id[:8]}"


def _mention_line(mention: EventMentionV1) -> str:
    withdrawn = " [withdrawn]" if mention.withdrawn else ""
    return event_line(mention, mention.evidence, mention.triggers) + withdrawn


def _merged_line(event: EventV1) -> str:
    told = f" [{len(event.sources)} sources]" if len(event.sources) > 1 else ""
    first = event.sources[0] if event.sources else None
    return event_line(event, first.evidence if first else (), first.triggers if first else ()) + told


_WRITERS: dict[type[Record], Callable[..., str]] = {
    RawArticleV1: _raw_line,
    AcceptedArticleV1: _accepted_line,
    ArticleIndexV1: _index_line,
    EnrichedArticleV1: enriched_line,
    StanceV1: stance_line,
    EventMentionV1: _mention_line,
    EventV1: _merged_line,
    DeadLetterV1: dead_line,
}
