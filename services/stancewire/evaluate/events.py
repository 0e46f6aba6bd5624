"""Task `events`: who did what to whom, in single sentences. Also scores their dates."""

from __future__ import annotations

from typing import Final

from stancewire.enrich.coder import Coder
from stancewire.evaluate.event_articles import score_articles
from stancewire.evaluate.event_dyads import score_dyads
from stancewire.evaluate.gold import Row, accepted_of
from stancewire.evaluate.measures import Report, Tally, paired, ratio
from stancewire.evaluate.names import all_written, as_written, entities_by_ref, same_party
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
    """Return detection by type, and for the events that were found: sides, status, root and date.

    An event that the coder itself calls negated or hypothetical is no claim that it happened: where the gold has
    none, it counts neither for nor against. `no_event.accuracy` is the share of rows without events that stay so.
    Whole articles (rows with `no_code`) are scored by `score_articles`, rows with CAMEO dyads by `score_dyads`.
    """
    if rows and "no_code" in rows[0]:
        return score_articles(rows, predictions)
    if any("source" in event for row in rows[:_LOOK] for event in row["events"]):
        return score_dyads(rows, predictions)
    types, whole, actors, recipients = Tally(), Tally(), Tally(), Tally()
    by_type: dict[str, Tally] = {}
    statuses = roots = pairs_seen = quiet = 0
    for row, prediction in zip(rows, predictions, strict=True):
        pairs = paired(row["events"], prediction["events"], _likeness)
        real = [event for event in prediction["events"] if _counts(event, pairs)]
        types.add(len(pairs), len(real), len(row["events"]))
        _add_by_type(by_type, row["events"], real, pairs)
        whole.add(sum(_is_whole(g, f) for g, f in pairs), len(real), len(row["events"]))
        for gold, found in pairs:
            actors.add(_shared(gold, found, "actors"), len(found["actors"]), len(gold["actors"]))
            recipients.add(_shared(gold, found, "recipients"), len(found["recipients"]), len(gold["recipients"]))
            statuses += gold["status"] == found["status"]
            roots += gold["cameo_root"] == found["cameo_root"]
        pairs_seen += len(pairs)
        quiet += not row["events"] and not real
    silent = sum(not row["events"] for row in rows)
    return {
        **types.report("type"),
        **_by_type_report(by_type),
        **actors.report("actors"),
        **recipients.report("recipients"),
        **whole.report("whole"),
        "status.accuracy": ratio(statuses, pairs_seen),
        "cameo_root.accuracy": ratio(roots, pairs_seen),
        "no_event.accuracy": ratio(quiet, silent),
    }


def _counts(event: Row, pairs: list[tuple[Row, Row]]) -> bool:
    return event["status"] not in _UNREAL or any(event is found for _, found in pairs)


def _add_by_type(
    tallies: dict[str, Tally], gold: list[Row], found: list[Row], pairs: list[tuple[Row, Row]]
) -> None:
    for kind in sorted({event["plover"] for event in (*gold, *found)}):
        right = sum(one["plover"] == kind for one, _ in pairs)
        tally = tallies.setdefault(kind, Tally())
        tally.add(right, sum(e["plover"] == kind for e in found), sum(e["plover"] == kind for e in gold))


def _by_type_report(tallies: dict[str, Tally]) -> Report:
    """Return F1 of each type, and their plain mean over the types that the gold has."""
    scores = {kind: tally.report("type") for kind, tally in sorted(tallies.items())}
    wanted = {kind: one for kind, one in scores.items() if one["type.gold"]}
    report: Report = {"type.macro_f1": ratio(sum(one["type.f1"] for one in wanted.values()), len(wanted))}
    for kind, one in wanted.items():
        report |= {f"type.{kind}.{part}": one[f"type.{part}"] for part in ("precision", "recall", "f1", "gold")}
    return report


def score_dates(rows: list[Row], predictions: list[Row]) -> Report:
    """Return how often the date of a found event is right, with those that have none apart."""
    dated = right = undated = left_empty = missed = 0
    for row, prediction in zip(rows, predictions, strict=True):
        pairs = paired(row["events"], prediction["events"], _likeness)
        missed += sum(bool(g["date"]) for g in row["events"]) - sum(bool(g["date"]) for g, _ in pairs)
        for gold, found in pairs:
            dated += bool(gold["date"])
            right += bool(gold["date"]) and gold["date"] == found["date"]
            undated += not gold["date"]
            left_empty += not gold["date"] and not found["date"]
    return {
        "date.accuracy": ratio(right, dated),
        "date.found_events": dated,
        "date.missed_events": missed,
        "no_date.accuracy": ratio(left_empty, undated),
        "no_date.found_events": undated,
    }


def _likeness(gold: Row, found: Row) -> float:
    """Only events of one type pair; those with the same sides first."""
    if gold["plover"] != found["plover"]:
        return 0.0
    return 1.0 + _shared(gold, found, "actors") + _shared(gold, found, "recipients")


def _shared(gold: Row, found: Row, side: str) -> int:
    wordings = found.get("wordings", {})
    return len(paired(gold[side], found[side], lambda g, f: float(_names(g, f, wordings))))


def _names(gold: str, found: str, wordings: dict[str, list[str]]) -> bool:
    """Tell whether the gold's words name the party found, by any wording that the text has for it."""
    return same_party(gold, found) or any(gold.casefold() == other.casefold() for other in wordings.get(found, ()))


def _is_whole(gold: Row, found: Row) -> bool:
    same_sides = all(_shared(gold, found, side) == len(gold[side]) == len(found[side]) for side in _SIDES)
    return same_sides and gold["status"] == found["status"]


_SIDES: Final = ("actors", "recipients")
_UNREAL: Final = frozenset({"negated", "hypothetical"})
_LOOK: Final = 50
