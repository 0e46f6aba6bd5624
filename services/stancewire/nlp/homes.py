"""Whether a name that many countries have can mean the entry of this one: "AFC", "Democratic Party", "PRO"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from stancewire.nlp.knowledge import Entry, Knowledge
from stancewire.nlp.names import Name
from stancewire.nlp.tree import Doc
from stancewire.nlp.word_index import forms_of
from stancewire.nlp.word_sets import word_set
from stancewire_schemas.codes import EntityType, Sector

_LONGEST_ACRONYM: Final = 4
_OF_ANY_PARTY: Final = word_set(
    "the party democratic democrat democrats republican republicans labour labor conservative conservatives "
    "liberal liberals socialist socialists social national nationalist people peoples s green greens workers "
    "communist communists christian progressive union unity freedom justice development front movement congress "
    "alliance reform left centre center independent"
)
# Bodies that many states call alike.
_OF_ANY_STATE: Final = frozenset({"Treasury"})
# News in English speaks of American bodies without naming the country.
_UNSAID: Final = "USA"


def at_home(parse: Doc, names: Sequence[Name], knowledge: Knowledge) -> list[Name]:
    """Return the names without the entries whose country the text does not speak of, where the name is common.

    Common are acronyms of up to four letters and the names that parties have everywhere. An entry stays where the
    text has another of its names in full. American bodies need no mention of their country, which news leaves out.
    """
    heard = _countries(parse, names, knowledge)
    full = {e.id for name in names if len(name) > 1 for e in name.entries if not _is_common(name.text, e)}
    return [_kept(name, heard, full) for name in names]


def _kept(name: Name, heard: frozenset[str], full: set[str]) -> Name:
    entries = tuple(entry for entry in name.entries if _may_mean(entry, name, heard, full))
    if len(entries) == len(name.entries):
        return name
    # Capitals that nobody here is known by are some other body's.
    label = "ORG" if not entries and name.label == "KB" and name.text.isupper() else name.label
    return replace(name, entries=entries, label=label)


def _countries(parse: Doc, names: Iterable[Name], knowledge: Knowledge) -> frozenset[str]:
    heard: set[str | None] = {
        e.country for name in names for e in name.entries if e.country and not _is_common(name.text, e)
    }
    heard |= {knowledge.demonym(form) for form in forms_of(parse) if form[0].isupper()}
    capitals = (knowledge.metonym(name.text) for name in names if not name.entries)
    heard |= {government.country for government in capitals if government is not None}
    return frozenset(country for country in heard if country)


def _may_mean(entry: Entry, name: Name, heard: frozenset[str], full: set[str]) -> bool:
    if entry.country is None or entry.country in heard or not _is_common(name.text, entry) or entry.id in full:
        return True
    anywhere = name.text in _OF_ANY_STATE or (entry.sector is Sector.PARTY and " " in name.text)
    return entry.country == _UNSAID and not (anywhere and heard)


def _is_common(text: str, entry: Entry) -> bool:
    if entry.type in {EntityType.COUNTRY, EntityType.PERSON}:
        return False
    if text in _OF_ANY_STATE or (text.isupper() and len(text) <= _LONGEST_ACRONYM):
        return True
    return entry.sector is Sector.PARTY and _OF_ANY_PARTY.issuperset(text.lower().replace("'", " ").split())
