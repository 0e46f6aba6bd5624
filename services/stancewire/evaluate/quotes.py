"""Task `quotes`: who is told to have said what. Where the gold lists no quotes, who speaks in its stances."""

from __future__ import annotations

from typing import Final

from stancewire.enrich.coder import Coder
from stancewire.evaluate.gold import Row, accepted_of
from stancewire.evaluate.measures import Report, Tally, harmonic, paired, ratio
from stancewire.evaluate.names import entities_by_ref
from stancewire.evaluate.spans import Span, names, span_of, spans_of
from stancewire_schemas.enriched_article import EntityV1, QuoteV1

FORMS: Final = ("direct", "indirect", "mixed")
_ENOUGH: Final = 0.5


def predict(row: Row, coder: Coder) -> Row:
    """Return the quotes of a row, each with the spans that name its holder."""
    record = coder.understand(accepted_of(row))
    entities = entities_by_ref(record)
    return {"id": row["id"], "quotes": [_quote(quote, entities) for quote in record.quotes]}


def _quote(quote: QuoteV1, entities: dict[str, EntityV1]) -> Row:
    holder = entities.get(quote.holder or "")
    return {
        "holder": spans_of(holder),
        "name": holder.name if holder else None,
        "form": quote.form,
        "span": (quote.start, quote.end),
        "cue": (quote.cue.start, quote.cue.end) if quote.cue else None,
        "text": quote.text,
    }


def score(rows: list[Row], predictions: list[Row]) -> Report:
    """Return whole quotes for rows that list quotes, and the speakers of stances for the others.

    A quote is found where half of its words are (F1 of characters); it is whole where cue and holder are right too.
    """
    listed = [pair for pair in zip(rows, predictions, strict=True) if "quotes" in pair[0]]
    others = [pair for pair in zip(rows, predictions, strict=True) if "quotes" not in pair[0]]
    return {**(_listed(listed) if listed else {}), **(_of_stances(others) if others else {})}


def _listed(pairs: list[tuple[Row, Row]]) -> Report:
    content, held, whole = Tally(), Tally(), Tally()
    forms = {form: Tally() for form in FORMS}
    alike = seen = 0
    for row, prediction in pairs:
        gold, found = row["quotes"], prediction["quotes"]
        matched = paired(gold, found, _likeness)
        spoken = [(g, f) for g, f in matched if names(f["holder"], span_of(g["holder"]))]
        content.add(len(matched), len(found), len(gold))
        held.add(len(spoken), len(found), len(gold))
        whole.add(sum(_same_cue(g, f) for g, f in spoken), len(found), len(gold))
        alike += sum(g["form"] == f["form"] for g, f in matched)
        seen += len(matched)
        for form in FORMS:
            forms[form].add(
                sum(g["form"] == form for g, _ in spoken),
                sum(f["form"] == form for f in found),
                sum(g["form"] == form for g in gold),
            )
    recalls = {f"{form}.holder_content.recall": forms[form].report("")[".recall"] for form in FORMS}
    golds = {f"{form}.gold": forms[form].report("")[".gold"] for form in FORMS}
    return {
        **content.report("content"),
        **held.report("holder_content"),
        **whole.report("cue_holder_content"),
        **recalls,
        **golds,
        "form.accuracy": ratio(alike, seen),
    }


def _likeness(gold: Row, found: Row) -> float:
    shared = _character_f1(span_of(gold), tuple(found["span"]))
    if shared <= _ENOUGH:
        return 0.0
    return shared + bool(names(found["holder"], span_of(gold["holder"]))) + _same_cue(gold, found)


def _character_f1(gold: Span, found: Span) -> float:
    shared = min(gold[1], found[1]) - max(gold[0], found[0])
    return 0.0 if shared <= 0 else harmonic(shared / (found[1] - found[0]), shared / (gold[1] - gold[0]))


def _same_cue(gold: Row, found: Row) -> bool:
    if gold["cue"] is None:
        return True
    start, end = span_of(gold["cue"])
    return found["cue"] is not None and found["cue"][0] < end and start < found["cue"][1]


def _of_stances(pairs: list[tuple[Row, Row]]) -> Report:
    """Return whether what a holder says in a gold stance was found as a quote of that holder and form."""
    held, formed = Tally(), Tally()
    for row, prediction in pairs:
        gold = [s for s in row["stances"] if s["quote_type"] != "none"]
        found = prediction["quotes"]
        matched = paired(gold, found, lambda g, f: float(names(f["holder"], span_of(g["holder"]))))
        held.add(len(matched), len(found), len(gold))
        formed.add(sum(g["quote_type"] == f["form"] for g, f in matched), len(found), len(gold))
    return {**held.report("holder"), **formed.report("holder_form")}
