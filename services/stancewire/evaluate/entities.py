"""Task `entities`: named spans by kind. The predictions serve coreference too."""

from __future__ import annotations

from functools import cache
from typing import Final

from stancewire.enrich.coder import Coder
from stancewire.evaluate.gold import Row, accepted_of
from stancewire.evaluate.measures import Report, Tally, bootstrap, f1_of, overlap, paired, summed
from stancewire.nlp.gazetteer import Gazetteer
from stancewire_schemas import EnrichedArticleV1
from stancewire_schemas.codes import EntityType, MentionForm
from stancewire_schemas.enriched_article import EntityMentionV1, EntityV1

NEEDED: Final = ("id", "text", "entities")

_GOLD_KINDS: Final = {
    "person": "person",
    "organisation": "organisation",
    "organization": "organisation",
    "location": "place",
    "place": "place",
}
_OUR_KINDS: Final = {
    "person": "person",
    "organisation": "organisation",
    "government": "organisation",
    "armed_group": "organisation",
    "country": "place",
    "place": "place",
}
_KINDS: Final = ("person", "organisation", "place")
_DETERMINERS: Final = ("the ", "a ", "an ", "its ", "his ", "her ", "their ")


def predict(row: Row, coder: Coder) -> Row:
    """Return every mention with its kind and entity; `named` tells names from nominals and pronouns."""
    published = row.get("published") or row.get("date")
    record = coder.understand(accepted_of(row, published if published and len(published) == 10 else None))
    return {"id": row["id"], "entities": sorted([*_entities(record), *_places(record)], key=_order)}


def _order(mention: Row) -> tuple[int, int, str]:
    return mention["start"], mention["end"], mention["type"]


def _entities(record: EnrichedArticleV1) -> list[Row]:
    return [
        {
            "start": m.start,
            "end": m.end,
            "text": m.text,
            "type": _kind(e, m),
            "named": m.form == "name",
            "chain": e.ref,
            "id": e.id,
        }
        for e in record.entities
        for m in e.mentions
    ]


def _kind(entity: EntityV1, mention: EntityMentionV1) -> str:
    """Return the kind by the usual tag sets: "Beijing" is a place also where it stands for a government."""
    if entity.type == EntityType.GOVERNMENT and mention.form == MentionForm.NAME and _is_seat(mention.text):
        return "place"
    return _OUR_KINDS.get(entity.type, entity.type)


def _is_seat(name: str) -> bool:
    return any(place.kind == "country" or place.capital for place in _gazetteer().candidates(name))


@cache
def _gazetteer() -> Gazetteer:
    return Gazetteer.load()


def _places(record: EnrichedArticleV1) -> list[Row]:
    taken = {(m.start, m.end) for e in record.entities for m in e.mentions}
    return [
        {"start": m.start, "end": m.end, "text": m.text, "type": "place", "named": True, "chain": p.ref, "id": None}
        for p in record.places
        for m in p.mentions
        if (m.start, m.end) not in taken
    ]


def score(rows: list[Row], predictions: list[Row]) -> Report:
    """Return exact and overlapping spans of named people, organisations and places, each kind, and all kinds.

    Intervals are bootstrapped over the rows.
    """
    tallies: dict[str, list[Tally]] = {"exact": [], "overlap": [], **{kind: [] for kind in _KINDS}}
    for row, prediction in zip(rows, predictions, strict=True):
        for name, tally in _compared(row, prediction).items():
            tallies[name].append(tally)
    return {
        measure: value
        for name, of_rows in tallies.items()
        for measure, value in {**summed(of_rows).report(name), **bootstrap(name, of_rows, f1_of)}.items()
    }


def _compared(row: Row, prediction: Row) -> dict[str, Tally]:
    gold = [g for g in map(_trimmed, row["entities"]) if g is not None]
    found = [f for f in prediction["entities"] if f["named"] and f["type"] in _KINDS]
    same = paired(gold, found, lambda g, f: float(g["type"] == f["type"] and span_of(g) == span_of(f)))
    alike = paired(gold, found, lambda g, f: overlap(span_of(g), span_of(f)) if g["type"] == f["type"] else 0.0)
    tallies = {"exact": _tally(len(same), found, gold), "overlap": _tally(len(alike), found, gold)}
    for kind in _KINDS:
        of_kind = [[mention for mention in some if mention["type"] == kind] for some in (found, gold)]
        tallies[kind] = _tally(sum(g["type"] == kind for g, _ in alike), *of_kind)
    return tallies


def _tally(right: int, found: list[Row], gold: list[Row]) -> Tally:
    tally = Tally()
    tally.add(right, len(found), len(gold))
    return tally


def scored_kind(mention: Row) -> str | None:
    """Return person, organisation or place; None for a gold mention of anything else."""
    return _GOLD_KINDS.get(mention["type"].casefold())


def span_of(mention: Row) -> tuple[int, int]:
    """Return start and end."""
    return int(mention["start"]), int(mention["end"])


def bare_span(mention: Row) -> tuple[int, int]:
    """Return start and end without a determiner in front."""
    start, text = int(mention["start"]), str(mention["text"])
    lead = next((len(d) for d in _DETERMINERS if text.casefold().startswith(d)), 0)
    return start + lead, int(mention["end"])


def _trimmed(mention: Row) -> Row | None:
    """Return a named gold mention of a kind that is scored, without determiner; None for any other."""
    kind = scored_kind(mention)
    start, end = bare_span(mention)
    text = mention["text"][start - mention["start"] :]
    if kind is None or not text[:1].isupper() or text.casefold() in _PRONOUNS:
        return None
    return {"start": start, "end": end, "type": kind}


_PRONOUNS: Final = frozenset({"he", "she", "it", "they", "we", "i", "you", "this", "that", "who"})
