"""Task `stances`: who stands where on whom or what, in short texts. Also scores the quotes they were read from."""

from __future__ import annotations

from typing import Final

from stancewire.enrich.coder import Coder
from stancewire.evaluate.gold import Row, accepted_of
from stancewire.evaluate.measures import Report, Tally, overlap, paired, ratio
from stancewire.evaluate.names import entities_by_ref
from stancewire_schemas.enriched_article import EntityV1, StanceTagV1

NEEDED: Final = ("id", "text", "stances")
AUTHOR: Final = "__author__"

Span = tuple[int, int]


def predict(row: Row, coder: Coder) -> Row:
    """Return the stances of a row, each with the spans that name its holder and target, and the quotes."""
    record = coder.understand(accepted_of(row))
    entities = entities_by_ref(record)
    forms = {quote.ref: quote.form for quote in record.quotes}
    return {
        "id": row["id"],
        "stances": [_stance(stance, entities, forms) for stance in record.stances],
        "quotes": [
            {
                "holder": _spans(entities.get(quote.holder or "")),
                "form": quote.form,
                "span": (quote.start, quote.end),
            }
            for quote in record.quotes
        ],
    }


def _stance(stance: StanceTagV1, entities: dict[str, EntityV1], forms: dict[str, str]) -> Row:
    holder, target = entities.get(stance.holder or ""), entities.get(stance.target or "")
    about = stance.proposition
    return {
        "holder": holder.name if holder else AUTHOR,
        "holder_spans": _spans(holder),
        "target": target.name if target else about.text if about else None,
        "target_spans": [(about.start, about.end)] if about else _spans(target),
        "polarity": stance.polarity,
        "quote_type": forms.get(stance.quote or "", "none"),
        "cue": (stance.cue.start, stance.cue.end),
        "negated": stance.negated,
        "hedged": stance.hedged,
    }


def _spans(entity: EntityV1 | None) -> list[Span]:
    return [(m.start, m.end) for m in entity.mentions] if entity else []


def score(rows: list[Row], predictions: list[Row]) -> Report:
    """Return detection of holder and target, the same with polarity, and holder alone."""
    pairs_of_sides, with_polarity, holders = Tally(), Tally(), Tally()
    polarity = quiet = seen = 0
    for row, prediction in zip(rows, predictions, strict=True):
        gold, found = row["stances"], prediction["stances"]
        pairs = paired(gold, found, _likeness)
        right = sum(g["polarity"] == f["polarity"] for g, f in pairs)
        pairs_of_sides.add(len(pairs), len(found), len(gold))
        with_polarity.add(right, len(found), len(gold))
        holders.add(len(paired(gold, found, _same_holder)), len(found), len(gold))
        polarity += right
        seen += len(pairs)
        quiet += not gold and not found
    return {
        **holders.report("holder"),
        **pairs_of_sides.report("holder_target"),
        **with_polarity.report("holder_target_polarity"),
        "polarity.accuracy": ratio(polarity, seen),
        "no_stance.accuracy": ratio(quiet, sum(not row["stances"] for row in rows)),
    }


def score_quotes(rows: list[Row], predictions: list[Row]) -> Report:
    """Return whether what a holder says in a gold stance was found as a quote of that holder and form."""
    held, formed = Tally(), Tally()
    for row, prediction in zip(rows, predictions, strict=True):
        gold = [s for s in row["stances"] if s["quote_type"] != "none"]
        found = prediction["quotes"]
        pairs = paired(gold, found, lambda g, f: float(_names(f["holder"], _span(g["holder"]))))
        held.add(len(pairs), len(found), len(gold))
        formed.add(sum(g["quote_type"] == f["form"] for g, f in pairs), len(found), len(gold))
    return {**held.report("holder"), **formed.report("holder_form")}


def _likeness(gold: Row, found: Row) -> float:
    if not _same_holder(gold, found) or not _names(found["target_spans"], _span(gold["target"])):
        return 0.0
    return 2.0 if gold["polarity"] == found["polarity"] else 1.0


def _same_holder(gold: Row, found: Row) -> float:
    if gold["holder"]["text"] == AUTHOR:
        return float(found["holder"] == AUTHOR)
    return float(_names(found["holder_spans"], _span(gold["holder"])))


def _span(named: Row) -> Span:
    return int(named["start"]), int(named["end"])


def _names(spans: list[Span], gold: Span) -> bool:
    """Tell whether one of the spans overlaps the gold span and neither is twice beside the point."""
    return any(overlap((start, end), gold) >= 0.2 or _ends_alike((start, end), gold) for start, end in spans)


def _ends_alike(found: Span, gold: Span) -> bool:
    # "Okafor" is the right end of "Prime Minister Lena Okafor".
    return found[1] == gold[1] and found[0] >= gold[0]
