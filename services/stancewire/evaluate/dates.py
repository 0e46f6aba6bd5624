"""Task `dates`: the days that words of time mean; for rows of events, the days of the events."""

from __future__ import annotations

from datetime import date

from stancewire.enrich.coder import Coder
from stancewire.evaluate import events
from stancewire.evaluate.event_sentences import score_dates
from stancewire.evaluate.gold import Row, accepted_of
from stancewire.evaluate.measures import Report, Tally, bootstrap, ratio, recall_of

NEEDED = ("id", "text")


def predict(row: Row, coder: Coder) -> Row:
    """Return every time expression of a row that expects some, else the dated events of the row."""
    if "expect" not in row:
        return events.predict(row, coder)
    document = coder.read(accepted_of(row, row.get("published")))
    found = [
        {
            "start": d.start,
            "end": d.end,
            "text": row["text"][d.start : d.end],
            "first": _day(d.first),
            "last": _day(d.last),
        }
        for d in document.dates
    ]
    return {"id": row["id"], "dates": found}


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def score(rows: list[Row], predictions: list[Row]) -> Report:
    """Return how many expected expressions got both of their days right, null ends included.

    Each expectation is {text, first, last} as ISO days; the expression that overlaps the words counts. `silent` is
    the share of wrong ones that were given the day of publication alone. Rows of events are scored by their events.
    The interval is bootstrapped over the rows.
    """
    if rows and "expect" not in rows[0]:
        return score_dates(rows, predictions)
    of_rows = []
    silent = 0
    for row, prediction in zip(rows, predictions, strict=True):
        tally = Tally()
        for expected in row["expect"]:
            found = _found(row["text"], expected["text"], prediction["dates"])
            days = None if found is None else (found["first"], found["last"])
            is_right = days == (expected["first"], expected["last"])
            tally.add(is_right, 1, 1)
            silent += not is_right and days == (row.get("published"), row.get("published"))
        of_rows.append(tally)
    total = sum(tally.right + tally.missed for tally in of_rows)
    return {
        "expressions.accuracy": recall_of(of_rows),
        **bootstrap("expressions", of_rows, recall_of),
        "expressions.gold": total,
        "expressions.silent": ratio(silent, total),
    }


def _found(text: str, words: str, dates: list[Row]) -> Row | None:
    start = text.index(words)
    end = start + len(words)
    return next((d for d in dates if d["start"] < end and start < d["end"]), None)
