"""Task `places`: names of places to entries of GeoNames."""

from __future__ import annotations

from typing import Final

from stancewire.enrich.coder import Coder
from stancewire.evaluate.gold import Row, accepted_of
from stancewire.evaluate.measures import Report, Tally, bootstrap, recall_of

NEEDED: Final = ("id", "text", "expect")

_FIELDS: Final = {"geonameid": "geonames_id", "country_code3": "country"}


def predict(row: Row, coder: Coder) -> Row:
    """Return every mention of a place in order, with its entry; countries named as actors are places too."""
    record = coder.understand(accepted_of(row))
    found = [
        {"start": m.start, "end": m.end, "text": m.text, "geonames_id": p.geonames_id, "country": p.country}
        for p in record.places
        for m in p.mentions
    ]
    return {"id": row["id"], "places": sorted(found, key=lambda m: (m["start"], m["end"]))}


def score(rows: list[Row], predictions: list[Row]) -> Report:
    """Return how often a place is given its entry and its country, and how often an actor is taken for a place.

    A row's `expect` holds either {field, value}, which any mention of the text may meet, or {text, geonameid,
    country_code3}, which the mention of those words must meet, null fields apart. `absent` holds words that name an
    actor here and no place. Intervals are bootstrapped over the rows.
    """
    measured: dict[str, list[Tally]] = {name: [] for name in ("mention", *_FIELDS, "actor")}
    for row, prediction in zip(rows, predictions, strict=True):
        for name, tally in _compared(row, prediction).items():
            measured[name].append(tally)
    return {
        measure: value
        for name, of_rows in measured.items()
        for measure, value in {
            f"{name}.accuracy": recall_of(of_rows),
            **bootstrap(name, of_rows, recall_of),
            f"{name}.gold": float(sum(tally.right + tally.missed for tally in of_rows)),
        }.items()
    }


def _compared(row: Row, prediction: Row) -> dict[str, Tally]:
    tallies = {name: Tally() for name in ("mention", *_FIELDS, "actor")}
    for expected in row["expect"]:
        told = _told(expected, prediction["places"])
        for field, value in _wanted(expected):
            tallies[field].add(any(str(p[_FIELDS[field]]) == str(value) for p in told), 1, 1)
        if "text" in expected:
            tallies["mention"].add(bool(told), 1, 1)
    for words in row.get("absent", ()):
        tallies["actor"].add(all(p["text"] != words for p in prediction["places"]), 1, 1)
    return tallies


def _wanted(expected: Row) -> list[tuple[str, object]]:
    if "field" in expected:
        return [(expected["field"], expected["value"])] if expected["field"] in _FIELDS else []
    return [(field, expected[field]) for field in _FIELDS if expected.get(field) is not None]


def _told(expected: Row, places: list[Row]) -> list[Row]:
    """Return the predicted mentions that may meet an expectation."""
    return [p for p in places if p["text"] == expected["text"]] if "text" in expected else places
