"""Tasks `entities` and `coreference`: named spans by kind, and which of them are the same."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Final

from stancewire.enrich.coder import Coder
from stancewire.evaluate.gold import Row, accepted_of
from stancewire.evaluate.measures import Report, Tally, b_cubed, overlap, paired
from stancewire_schemas import EnrichedArticleV1

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
            "type": _OUR_KINDS.get(e.type, e.type),
            "named": m.form == "name",
            "chain": e.ref,
            "id": e.id,
        }
        for e in record.entities
        for m in e.mentions
    ]


def _places(record: EnrichedArticleV1) -> list[Row]:
    taken = {(m.start, m.end) for e in record.entities for m in e.mentions}
    return [
        {"start": m.start, "end": m.end, "text": m.text, "type": "place", "named": True, "chain": p.ref, "id": None}
        for p in record.places
        for m in p.mentions
        if (m.start, m.end) not in taken
    ]


def score(rows: list[Row], predictions: list[Row]) -> Report:
    """Return exact and overlapping spans of named people, organisations and places, each kind, and all kinds."""
    exact, near = Tally(), Tally()
    kinds = {kind: Tally() for kind in ("person", "organisation", "place")}
    for row, prediction in zip(rows, predictions, strict=True):
        gold = [g for g in map(_trimmed, row["entities"]) if g is not None]
        found = [f for f in prediction["entities"] if f["named"] and f["type"] in kinds]
        same = paired(gold, found, lambda g, f: float(g["type"] == f["type"] and _span(g) == _span(f)))
        alike = paired(gold, found, lambda g, f: overlap(_span(g), _span(f)) if g["type"] == f["type"] else 0.0)
        exact.add(len(same), len(found), len(gold))
        near.add(len(alike), len(found), len(gold))
        for kind, tally in kinds.items():
            right = sum(g["type"] == kind for g, _ in alike)
            tally.add(right, sum(f["type"] == kind for f in found), sum(g["type"] == kind for g in gold))
    per_kind = {name: value for kind, tally in kinds.items() for name, value in tally.report(kind).items()}
    return {**exact.report("exact"), **near.report("overlap"), **per_kind}


def score_coreference(rows: list[Row], predictions: list[Row]) -> Report:
    """Return B-cubed over the gold mentions of people, organisations and places that were found at all.

    A mention is found when a predicted one covers the same words but for a determiner.
    """
    gold_chains: dict[Hashable, Hashable] = {}
    own_chains: dict[Hashable, Hashable] = {}
    wanted = 0
    for row, prediction in zip(rows, predictions, strict=True):
        by_span = {_span(f): f["chain"] for f in prediction["entities"]}
        for mention in row["entities"]:
            if mention["type"].casefold() not in _GOLD_KINDS or mention.get("chain") is None:
                continue
            wanted += 1
            chain = by_span.get(_bare(mention)) or by_span.get(_span(mention))
            if chain is not None:
                item = (row["id"], mention["start"], mention["end"])
                gold_chains[item] = (row["id"], mention["chain"])
                own_chains[item] = (row["id"], chain)
    return {**b_cubed(gold_chains, own_chains), "mentions.gold": wanted}


def _span(mention: Row) -> tuple[int, int]:
    return int(mention["start"]), int(mention["end"])


def _bare(mention: Row) -> tuple[int, int]:
    start, text = int(mention["start"]), str(mention["text"])
    lead = next((len(d) for d in _DETERMINERS if text.casefold().startswith(d)), 0)
    return start + lead, int(mention["end"])


def _trimmed(mention: Row) -> Row | None:
    """Return a named gold mention of a kind that is scored, without determiner; None for any other."""
    kind = _GOLD_KINDS.get(mention["type"].casefold())
    start, end = _bare(mention)
    text = mention["text"][start - mention["start"] :]
    if kind is None or not text[:1].isupper() or text.casefold() in _PRONOUNS:
        return None
    return {"start": start, "end": end, "type": kind}


_PRONOUNS: Final = frozenset({"he", "she", "it", "they", "we", "i", "you", "this", "that", "who"})
