"""Task `events`: who did what to whom, in sentences and in whole articles."""

from __future__ import annotations

from typing import Final

from stancewire.enrich.coder import Coder
from stancewire.evaluate.event_articles import score_articles
from stancewire.evaluate.event_dyads import score_dyads
from stancewire.evaluate.event_sentences import score_sentences
from stancewire.evaluate.gold import Row, accepted_of
from stancewire.evaluate.measures import Report
from stancewire.evaluate.names import all_written, as_written, entities_by_ref
from stancewire_schemas.enriched_article import DateSpanV1, EntityV1, EventTagV1

NEEDED: Final = ("id", "text", "events")


def predict(row: Row, coder: Coder) -> Row:
    """Return the events of a row in the gold's own form."""
    record = coder.understand(accepted_of(row, row.get("pub_date")))
    entities = entities_by_ref(record)
    return {"id": row["id"], "events": [_event(event, entities) for event in record.events]}


def _event(event: EventTagV1, entities: dict[str, EntityV1]) -> Row:
    at = event.mentions[0].trigger.start
    return {
        "plover": event.type,
        "mode": event.mode,
        "cameo_root": event.cameo[:2],
        "actors": [as_written(entities[ref], at) for ref in event.actors],
        "recipients": [as_written(entities[ref], at) for ref in event.recipients],
        "wordings": {as_written(entities[ref], at): all_written(entities[ref]) for ref in _sides(event)},
        "status": "claimed" if event.claimed_by and event.status == "asserted" else event.status,
        "date": date_of(event.date),
        "trigger": event.mentions[0].trigger.text,
        "tellings": [mention.model_dump() for mention in event.mentions],
    }


def _sides(event: EventTagV1) -> tuple[str, ...]:
    return (*event.actors, *event.recipients)


def date_of(told: DateSpanV1 | None) -> str | None:
    """Return a date as the gold writes it: a day, a month, a year, or a range with a slash."""
    if told is None or told.start is None:
        return None
    if told.granularity in {"month", "year"}:
        return told.start[: 7 if told.granularity == "month" else 4]
    return told.start if told.end in {None, told.start} else f"{told.start}/{told.end}"


def score(rows: list[Row], predictions: list[Row]) -> Report:
    """Return the measures of single sentences, of whole articles (rows with `no_code`) or of CAMEO dyads."""
    if rows and "no_code" in rows[0]:
        return score_articles(rows, predictions)
    if any("source" in event for row in rows[:_LOOK] for event in row["events"]):
        return score_dyads(rows, predictions)
    return score_sentences(rows, predictions)


_LOOK: Final = 50
