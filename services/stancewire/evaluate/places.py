"""Task `places`: names of places to entries of GeoNames."""

from __future__ import annotations

from typing import Final

from stancewire.enrich.coder import Coder
from stancewire.evaluate.gold import Row, accepted_of
from stancewire.evaluate.measures import Report, ratio

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
    """Return how often an expected entry is found anywhere in the text, by field; other fields are not scored."""
    right = dict.fromkeys(_FIELDS, 0)
    wanted = dict.fromkeys(_FIELDS, 0)
    for row, prediction in zip(rows, predictions, strict=True):
        for expected in row["expect"]:
            field = expected["field"]
            if field in _FIELDS:
                wanted[field] += 1
                right[field] += any(str(p[_FIELDS[field]]) == str(expected["value"]) for p in prediction["places"])
    return {
        name: value
        for field in _FIELDS
        for name, value in (
            (f"{field}.accuracy", ratio(right[field], wanted[field])),
            (f"{field}.gold", float(wanted[field])),
        )
    }
