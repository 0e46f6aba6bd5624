"""The names that the model sees, cut and labelled anew; ships, laws and prizes are left out."""

from __future__ import annotations

from typing import Final

from stancewire.nlp.knowledge import Entry, Knowledge
from stancewire.nlp.name_labels import PLACE_ENDINGS, SHIPS
from stancewire.nlp.names import LOWER_STARTS, NAME_LABELS, Name
from stancewire.nlp.spans import trim, words
from stancewire.nlp.titles import is_titled
from stancewire.nlp.tree import Doc
from stancewire_schemas.codes import EntityType

_PLACES: Final = frozenset({"LOC", "FAC", "GPE"})
_INDEXES: Final = frozenset({
    "kospi", "kosdaq", "nifty", "sensex", "ibex", "dax", "cac", "ftse", "topix", "bovespa", "ibovespa", "stoxx",
    "merval", "taiex", "smi",
})  # fmt: skip
_NO_ACTORS: Final = frozenset({
    "resolution", "act", "agreement", "treaty", "accord", "accords", "protocol", "bill", "communique", "award",
    "prize", "cup", "games", "championship", "championships", "tournament", "convention", "constitution",
    "code", "amendment", "charter", "olympics", "pact", "memorandum", "strait", "summit", "deal", "festival",
    "index", "festivals", "declaration", "initiative",
})  # fmt: skip
_SMALL: Final = frozenset(
    {"on", "as", "in", "to", "of", "the", "and", "for", "at", "by", "or", "if", "but", "with", "a"}
)


def names_of_model(parse: Doc, knowledge: Knowledge) -> list[Name]:
    """Return the model's names in order, owners apart from what they own. What can be no actor must be known."""
    found = (
        _name(parse, *part, span.label_, knowledge)
        for span in parse.ents
        if span.label_ in NAME_LABELS
        for part in _parts(parse, span.start, span.end, knowledge)
    )
    return [name for name in found if name is not None and (name.entries or not _is_no_actor(name))]


def _name(parse: Doc, first: int, last: int, label: str, knowledge: Knowledge) -> Name | None:
    """Return the name in a span without the small words before it, or None where no capital is left."""
    start, end = trim(parse, first, last)
    while start < end - 1 and parse[start].is_lower and parse[start].lower_ not in LOWER_STARTS:
        start += 1
    if start >= end or not _looks_like_a_name(parse, start, end):
        return None
    text = words(parse, start, end)
    label = "ORG" if _is_body(text, label, knowledge) else label
    entries = knowledge.lookup(text)
    if end - start == 1 and entries and is_other_body(entries) and is_titled(parse, start, knowledge):
        return Name(start, end, "PERSON", text)
    return Name(start, end, label, text, entries)


def is_other_body(entries: tuple[Entry, ...]) -> bool:
    """Tell whether nobody but bodies goes by a name: "Bloomberg", who is a mayor behind "Mayor"."""
    return all(entry.type is EntityType.ORGANISATION for entry in entries)


def _parts(parse: Doc, start: int, end: int, knowledge: Knowledge) -> list[tuple[int, int]]:
    """Return the span, or apart an owner and what it owns, or two bodies that "and" joins.

    "State Department's Flickr", but not "New People's Party"; "BBVA and Inditex", but not "Johnson and Johnson".
    """
    for index in range(start + 1, end - 1):
        if parse[index].tag_ == "POS" and knowledge.lookup(words(parse, *trim(parse, start, index))):
            return [(start, index), (index + 1, end)]
        if parse[index].lower_ == "and" and not knowledge.lookup(words(parse, start, end)):
            sides = (start, index), (index + 1, end)
            if all(knowledge.lookup(words(parse, *side)) for side in sides):
                return list(sides)
    return [(start, end)]


def _looks_like_a_name(parse: Doc, start: int, end: int) -> bool:
    return any(
        token.text[:2] != token.text[:2].lower() and token.lower_ not in _SMALL for token in parse.tokens[start:end]
    )


def _is_body(text: str, label: str, knowledge: Knowledge) -> bool:
    """Tell the organisation that the model takes for a place by its last word: "River Basin Commission"."""
    last = text.rsplit(" ", 1)[-1].lower()
    noun = knowledge.role_noun(last) if label in _PLACES and " " in text and last not in PLACE_ENDINGS else None
    return noun is not None and noun.unit == "body" and noun.type is not EntityType.POPULATION


def _is_no_actor(name: Name) -> bool:
    """Tell what the model takes for a person or body: ships, laws, operations, prizes, indexes of shares."""
    parts = [word for word in name.text.lower().split() if not word.isdigit()]
    if len(parts) < 2:
        return not _INDEXES.isdisjoint(parts)
    return parts[0] in SHIPS or parts[-1] in _NO_ACTORS or parts[0] == "operation"
