"""In which country the towns and provinces of a text lie, and which country the text is about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Final

from stancewire.nlp.gazetteer import Gazetteer, prominence
from stancewire.nlp.knowledge import Knowledge
from stancewire.nlp.names import Name
from stancewire.nlp.tree import Doc
from stancewire.nlp.word_index import forms_of

_KEY: Final = "stancewire.lands"
_PLACES: Final = frozenset({"GPE", "LOC"})
_AHEAD: Final = 0.7
_OFTEN: Final = 3
_MOSTLY: Final = 0.8
_RATHER: Final = 0.6


def places_at(names: Iterable[Name], heard: frozenset[str], gazetteer: Gazetteer | None) -> dict[int, str]:
    """Return the country (alpha-3) by token of the towns and provinces that no entry of the knowledge base is.

    Of places of one name the one in a country that the text speaks of is meant, else the far more prominent one.
    """
    found: dict[int, str] = {}
    for name in names if gazetteer is not None else ():
        if gazetteer is not None and name.label in _PLACES and not name.entries:
            alpha3 = _land(name.text, heard, gazetteer)
            if alpha3:
                found.update(dict.fromkeys(range(name.start, name.end), alpha3))
    return found


def _land(name: str, heard: frozenset[str], gazetteer: Gazetteer) -> str | None:
    candidates = [entry for entry in gazetteer.candidates(name) if entry.country]
    near = [entry for entry in candidates if entry.country in heard]
    if len({entry.country for entry in near}) == 1:
        return near[0].country
    rivals = [e for e in candidates if e.country != candidates[0].country]
    if not candidates or any(prominence(candidates[0], name) - prominence(e, name) < _AHEAD for e in rivals[:1]):
        return None
    return candidates[0].country


def lands_spoken_of(parse: Doc, knowledge: Knowledge) -> frozenset[str]:
    """Return the countries (alpha-3) that a text names, by themselves, their adjectives or their capitals."""
    heard: frozenset[str] | None = parse.user_data.get(_KEY)
    if heard is None:
        words = {form for form in forms_of(parse) if form[0].isupper()}
        words.update(ent.text for ent in parse.ents if ent.label_ == "GPE" and len(ent) > 1)
        calm = {word.title() if word.isupper() else word for word in words}
        lands = {knowledge.country_named(word) or knowledge.demonym(word) for word in calm}
        seats = (knowledge.metonym(word) for word in calm)
        lands |= {seat.country for seat in seats if seat is not None}
        heard = parse.user_data[_KEY] = frozenset(land for land in lands if land)
    return heard


def countries_heard(names: Iterable[Name], knowledge: Knowledge) -> Counter[str]:
    """Count the countries that the names of a text speak of: as such, by adjectives, bodies and capitals."""
    heard: Counter[str] = Counter()
    for name in names:
        lands = {entry.country for entry in name.entries if entry.country}
        government = None if name.entries else knowledge.metonym(name.text)
        if government is not None and government.country:
            lands = {government.country}
        alpha3 = next(iter(lands)) if len(lands) == 1 else knowledge.demonym(name.text)
        if alpha3:
            heard[alpha3] += 1
    return heard


def home_of(heard: Counter[str]) -> str | None:
    """Return the one country that a text is about: named often, and hardly any other beside it."""
    return _first(heard, _MOSTLY)


def mainland_of(heard: Counter[str]) -> str | None:
    """Return the country that a text is mostly about, though it may speak of others at length."""
    return _first(heard, _RATHER)


def _first(heard: Counter[str], share: float) -> str | None:
    (alpha3, count), *_ = heard.most_common(1) or [("", 0)]
    return alpha3 if count >= _OFTEN and count >= share * heard.total() else None
