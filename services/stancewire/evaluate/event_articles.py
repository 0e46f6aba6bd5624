"""Task `events` on whole articles: an event is found where its type is told in a sentence that tells it.

A row of an article has `no_code` (spans that tell no event: denied, feared, figures of speech). Each of its events
has `triggers` (every span that tells it) and may be `optional`: coders may differ on it, so it counts neither where
it is found nor where it is missed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from stancewire.evaluate.breakdown import Matched, by_status, by_type
from stancewire.evaluate.gold import Row
from stancewire.evaluate.measures import Report, Tally, bootstrap, harmonic, paired, ratio
from stancewire.evaluate.names import same_party

_UNREAL: Final = frozenset({"negated", "hypothetical"})
_COUNTED: Final = re.compile(r"(both|the two|the three) \w+$", re.IGNORECASE)
_NO_FACT: Final = frozenset({"negated", "hypothetical", "future"})


@dataclass(frozen=True, slots=True)
class ArticleScore:
    """What one article adds to the measures. Each pair is (right, of how many)."""

    matched: Matched
    found: Tally
    actors: tuple[int, int]
    recipients: tuple[int, int]
    status: tuple[int, int]
    dates: tuple[int, int]
    as_fact: tuple[int, int]


def score_articles(rows: Sequence[Row], predictions: Sequence[Row]) -> Report:
    """Return precision, recall and the shares of right sides, status and dates, with 95 % intervals over articles.

    `no_code.as_fact` is the share of the spans that tell no event but were coded as one that is told as fact.
    An event that the coder itself calls negated or hypothetical counts neither for nor against.
    """
    scores = [_article(row, found) for row, found in zip(rows, predictions, strict=True)]
    report: Report = {}
    for part in ("precision", "recall", "f1"):
        name = f"event.{part}"
        report |= {name: _detection(scores, part)}
        report |= bootstrap(name, scores, lambda some, part=part: _detection(some, part))  # type: ignore[misc]
    for name, field in _SHARES.items():
        report |= {name: _share(scores, field), f"{name}.of": sum(getattr(one, field)[1] for one in scores)}
        report |= bootstrap(name, scores, lambda some, field=field: _share(some, field))  # type: ignore[misc]
    report["event.gold"] = sum(one.found.right + one.found.missed for one in scores)
    matched = [one.matched for one in scores]
    return report | by_type(matched) | by_status(matched)


def _article(row: Row, prediction: Row) -> ArticleScore:
    gold, found = row["events"], prediction["events"]
    pairs = paired(gold, found, _likeness)
    wanted = [event for event in gold if not event.get("optional")]
    right = [(one, other) for one, other in pairs if not one.get("optional")]
    taken = [other for _, other in pairs]
    wrong = [e for e in found if e["status"] not in _UNREAL and not any(e is one for one in taken)]
    counted = [*(other for _, other in right), *wrong]
    tally = Tally()
    tally.add(len(right), len(counted), len(wanted))
    aimed = [(one, other) for one, other in right if one["recipients"]]
    dated = [(one, other) for one, other in right if one["date"]]
    return ArticleScore(
        matched=Matched(wanted, counted, right),
        found=tally,
        actors=(sum(_same_side(one, other, "actors") for one, other in right), len(right)),
        recipients=(sum(_same_side(one, other, "recipients") for one, other in aimed), len(aimed)),
        status=(sum(_same_status(one, other) for one, other in right), len(right)),
        dates=(sum(one["date"] == other["date"] for one, other in dated), len(dated)),
        as_fact=(sum(_told_as_fact(span, found) for span in row["no_code"]), len(row["no_code"])),
    )


def _likeness(gold: Row, found: Row) -> float:
    """Return 0 for another type or another sentence; the same trigger and the same sides are the most alike."""
    if gold["plover"] != found["plover"]:
        return 0.0
    told = [(m, t) for m in found["tellings"] for t in gold["triggers"]]
    if not any(_meet(telling["sentence"], trigger) for telling, trigger in told):
        return 0.0
    same = any(_meet(telling["trigger"], trigger) for telling, trigger in told)
    return 1.0 + 2.0 * same + 0.5 * _same_side(gold, found, "actors") + 0.5 * _same_side(gold, found, "recipients")


def _meet(one: Row, other: Row) -> bool:
    return bool(one["start"] < other["end"] and other["start"] < one["end"])


def _same_side(gold: Row, found: Row, side: str) -> bool:
    """Tell whether somebody of the gold's side is found, or nobody where it has nobody."""
    if not gold[side] or not found[side]:
        return bool(gold[side]) == bool(found[side])
    if len(found[side]) > 1 and any(_COUNTED.match(name) for name in gold[side]):
        # The gold has the words of the text; the record has those whom they mean.
        return True
    return any(_names(one, other, found["wordings"]) for one in gold[side] for other in found[side])


def _names(gold: str, found: str, wordings: dict[str, list[str]]) -> bool:
    """Tell whether the gold's words name the party found, by any wording that the article has for it."""
    return any(same_party(gold, wording) for wording in (found, *wordings.get(found, ())))


def _same_status(gold: Row, found: Row) -> bool:
    """A claim and an assertion differ in who vouches for them; `claimed_by` tells, so both are told as fact."""
    facts = {"asserted", "claimed"}
    return gold["status"] == found["status"] or {gold["status"], found["status"]} <= facts


def _told_as_fact(span: Row, found: Sequence[Row]) -> bool:
    return any(
        event["status"] not in _NO_FACT and any(_meet(telling["trigger"], span) for telling in event["tellings"])
        for event in found
    )


def _detection(scores: Sequence[ArticleScore], part: str) -> float:
    right = sum(one.found.right for one in scores)
    precision = ratio(right, right + sum(one.found.too_much for one in scores))
    recall = ratio(right, right + sum(one.found.missed for one in scores))
    return {"precision": precision, "recall": recall, "f1": harmonic(precision, recall)}[part]


def _share(scores: Sequence[ArticleScore], field: str) -> float:
    return ratio(*(sum(getattr(one, field)[i] for one in scores) for i in (0, 1)))


_SHARES: Final = {
    "actor.accuracy": "actors",
    "recipient.accuracy": "recipients",
    "status.accuracy": "status",
    "date.accuracy": "dates",
    "no_code.as_fact": "as_fact",
}
