"""A name that may be a place: where it begins and ends, and what the gazetteer has of that name."""

from __future__ import annotations

from dataclasses import dataclass

from stancewire.nlp.gazetteer import Gazetteer, GazetteerEntry
from stancewire.nlp.tree import Doc, Span, Token


@dataclass(frozen=True, slots=True)
class Named:
    """A name that may be a place: tokens `start` to `end` (exclusive), its head, what the gazetteer has."""

    start: int
    end: int
    head: Token
    name: str
    label: str
    candidates: tuple[GazetteerEntry, ...]


def named_at(doc: Doc, start: int, end: int, label: str, gazetteer: Gazetteer) -> Named:
    """Return the name that these tokens are."""
    name = doc.text_of(start, end)
    return Named(start, end, doc[start:end].root, name, label, gazetteer.candidates(name))


def longest_at(
    doc: Doc, start: int, gazetteer: Gazetteer, limit: int | None = None, beyond: int = 0
) -> Named | None:
    """Return the longest known name that starts here, of at most five tokens and ending past `beyond`."""
    tokens = doc.tokens
    if not tokens[start].text[0].isupper():
        return None
    stop = min(start + 5, limit if limit is not None else len(tokens))
    while stop > start and stop > beyond:
        last = tokens[stop - 1].text
        if last[0].isupper() or last[0].isdigit() or (last[-1] == "." and len(last) > 1):
            name = doc.text_of(start, stop)
            if "\n" not in name and gazetteer.knows(name):
                return named_at(doc, start, stop, "", gazetteer)
        stop -= 1
    return None


def trimmed(span: Span) -> tuple[int, int]:
    """Drop articles, points of the compass in small letters and possessive marks from the ends."""
    start, end, tokens = span.start, span.end, span.doc.tokens
    while start < end and (tokens[start].lower_ in {"the", "a"} or not tokens[start].text[0].isupper()):
        start += 1
    while end > start and ((last := tokens[end - 1]).tag_ == "POS" or not last.text[-1].isalnum()):
        if last.text[-1] == "." and len(last.text) > 1:
            break
        end -= 1
    return start, end


def whole_start(doc: Doc, start: int, end: int, gazetteer: Gazetteer) -> int:
    """Return where a name begins whose first word NER left out: "Burkina" of "Burkina Faso"."""
    before = doc[start - 1] if start else None
    outside = before is not None and before.tag_ == "NNP" and before.is_title and before.dep_ == "compound"
    if before is None or not outside or before.ent_type_ not in {"", "GPE", "LOC", "ORDINAL"}:
        return start
    return start - 1 if gazetteer.knows(doc.text_of(start - 1, end)) else start


def runs_on(doc: Doc, end: int) -> bool:
    """Tell whether the name goes on in a word that NER left out: "London Breed's office"."""
    after = doc[end] if end < len(doc) else None
    return after is not None and (after.tag_, after.dep_, after.ent_type_) == ("NNP", "poss", "")


def is_several(doc: Doc, start: int, end: int) -> bool:
    """Tell whether the tokens may name more than one place: "Homs and Aleppo"."""
    return any(doc[i].text in {",", "/", "and", "&", "-"} for i in range(start, end))
