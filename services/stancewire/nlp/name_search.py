"""Where the text names something: the model's names, corrected and completed by the knowledge base."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from stancewire.nlp.coreference_words import given_names
from stancewire.nlp.knowledge import Knowledge
from stancewire.nlp.known_names import known_names
from stancewire.nlp.model_names import names_of_model
from stancewire.nlp.name_labels import SHIPS
from stancewire.nlp.names import Name
from stancewire.nlp.possessed_bodies import OWNERS
from stancewire.nlp.spans import words
from stancewire.nlp.tree import Doc, Token
from stancewire.nlp.word_index import tokens_in
from stancewire_schemas.codes import Sector

_GOVERNING: Final = frozenset(
    {Sector.GOVERNMENT, Sector.LEGISLATURE, Sector.JUDICIARY, Sector.POLICE, Sector.MILITARY}
)
_PORTFOLIOS: Final = frozenset({
    "ministry", "department", "office", "commission", "committee", "council", "bureau", "secretariat",
    "directorate", "institute",
})  # fmt: skip


def find_names(parse: Doc, knowledge: Knowledge) -> list[Name]:
    """Return the names in order, none overlapping another. Linear in the number of tokens."""
    seen = [*names_of_model(parse, knowledge), *known_names(parse, knowledge), *_from_given_names(parse)]
    found = [_with_whole_portfolio(parse, name) for name in seen]
    # The longest wins: "Bank of England" is no mention of England. At equal length the knowledge base knows better.
    found.sort(key=lambda name: (-len(name), not name.entries, name.start))
    taken: set[int] = set()
    kept: list[Name] = []
    for name in found:
        tokens = range(name.start, name.end)
        if not taken.intersection(tokens):
            taken.update(tokens)
            kept.extend(_owner_apart(parse, name, knowledge))
    return sorted(kept, key=lambda name: name.start)


def _owner_apart(parse: Doc, name: Name, knowledge: Knowledge) -> Iterator[Name]:
    """Yield the country and its institution of "Kenya's High Court"; the institution keeps what is known of it."""
    mark = next((i for i in range(name.start + 1, name.end - 1) if parse[i].tag_ == "POS"), None)
    owner = words(parse, name.start, mark) if mark else ""
    if mark is None or not _is_land(parse, mark, name.end, owner, knowledge):
        yield name
        return
    yield Name(name.start, mark, "GPE", owner, knowledge.lookup(owner))
    yield replace(name, start=mark + 1, label="ORG", text=words(parse, mark + 1, name.end))


def _is_land(parse: Doc, mark: int, end: int, owner: str, knowledge: Knowledge) -> bool:
    """Tell whether the owner is a place: a country, a capital, or whatever has a ministry, police or court."""
    if parse[mark - 1].lower_ in OWNERS:
        return False
    noun = knowledge.role_noun(parse[end - 1].lower_)
    governs = noun is not None and noun.unit == "body" and noun.sector in _GOVERNING and mark < end - 1
    return bool(governs or knowledge.country_named(owner) or knowledge.metonym(owner))


def _with_whole_portfolio(parse: Doc, name: Name) -> Name:
    """Return "Ministry of Industry and Trade" for the "Ministry of Industry" that the model sees."""
    end = name.end
    if len(name) < 3 or not any(t.lower_ in _PORTFOLIOS for t in parse.tokens[name.start : end - 2]):
        return name
    while end + 1 < len(parse) and parse[end].lower_ in {"and", "&"} and _goes_on(parse[end + 1]):
        end += 2
        while end < len(parse) and _goes_on(parse[end]):
            end += 1
    return name if end == name.end else replace(name, end=end, text=words(parse, name.start, end))


def _goes_on(token: Token) -> bool:
    return token.tag_ in {"NNP", "NNPS"} and token.is_title and token.ent_type_ in {"", "ORG"}


def _from_given_names(parse: Doc) -> list[Name]:
    """Return the people whom the model missed: a known given name before another name without any label."""
    names: list[Name] = []
    for token in tokens_in(parse, given_names().keys()):
        if token.pos_ != "PROPN" or token.ent_type_:
            continue
        end = token.i + 1
        while end < len(parse) and parse[end].pos_ == "PROPN" and parse[end].is_title and not parse[end].ent_type_:
            end += 1
        before = parse[token.i - 1] if token.i else None
        starts = before is None or before.pos_ != "PROPN" or before.ent_type_
        is_ship = before is not None and before.is_upper and before.lower_ in SHIPS
        if starts and not is_ship and 2 <= end - token.i <= 3:
            names.append(Name(token.i, end, "PERSON", words(parse, token.i, end)))
    return names
