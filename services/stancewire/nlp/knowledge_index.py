"""The dictionaries behind the look-ups of the knowledge base, built once from its entries."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from stancewire.nlp.knowledge_entry import Entry, Office, Title, fold
from stancewire_schemas.codes import EntityType

_STAND_INS = ("acting ", "interim ", "caretaker ", "transitional ")


@dataclass(slots=True)
class Index:
    """Every dictionary maps what the text says to ids or entries; `posts` are newest first."""

    names: dict[str, tuple[Entry, ...]] = field(default_factory=dict)
    folded: dict[str, tuple[Entry, ...]] = field(default_factory=dict)
    families: dict[str, tuple[Entry, ...]] = field(default_factory=dict)
    countries: dict[str, Entry] = field(default_factory=dict)
    country_names: dict[str, str] = field(default_factory=dict)
    demonyms: dict[str, str] = field(default_factory=dict)
    metonyms: dict[str, str] = field(default_factory=dict)
    institutions: dict[tuple[str, str], str] = field(default_factory=dict)
    posts: dict[tuple[str, str], tuple[tuple[Office, str], ...]] = field(default_factory=dict)


def build_index(entries: Mapping[str, Entry], titles: Mapping[str, Title]) -> Index:
    """Return the dictionaries over these entries. Earlier entries win where only one can stand."""
    index = Index()
    for entry in entries.values():
        _add_names(index, entry)
        if entry.type is EntityType.COUNTRY:
            _add_country(index, entry)
        elif entry.type is EntityType.PERSON:
            _add_family(index, entry)
        _add_stand_ins(index, entry)
    index.posts = _posts(entries.values(), titles)
    return index


def _add_names(index: Index, entry: Entry) -> None:
    for name in entry.names:
        plain = fold(name)
        _append(index.names, name, entry)
        if plain is not name and plain != name:
            _append(index.names, plain, entry)
        if " " in plain:
            _append(index.folded, plain.lower(), entry)


def _append(table: dict[str, tuple[Entry, ...]], key: str, entry: Entry) -> None:
    there = table.get(key)
    if there is None:
        table[key] = (entry,)
    elif entry not in there:
        table[key] = (*there, entry)


def _add_country(index: Index, entry: Entry) -> None:
    alpha3 = str(entry.country)
    index.countries[alpha3] = entry
    for name in entry.names:
        index.country_names.setdefault(name, alpha3)
    for word in (*entry.extra["adjectives"], *entry.extra["demonyms"]):
        index.demonyms.setdefault(word, alpha3)
    for name in (*entry.extra.get("capitals", ()), *entry.extra.get("metonyms", ())):
        index.metonyms.setdefault(name, f"sw:gov/{alpha3}")


def _add_family(index: Index, entry: Entry) -> None:
    family = entry.family_name or entry.name
    _append(index.families, family, entry)
    if not family.isascii():
        _append(index.families, fold(family), entry)


def _add_stand_ins(index: Index, entry: Entry) -> None:
    if entry.type is EntityType.COUNTRY:
        return
    for name in entry.extra.get("metonyms", ()):
        index.metonyms[name] = entry.id
    for key in entry.extra.get("institutions", ()):
        index.institutions.setdefault((key, str(entry.country)), entry.id)


def _posts(
    entries: Iterable[Entry], titles: Mapping[str, Title]
) -> dict[tuple[str, str], tuple[tuple[Office, str], ...]]:
    posts: dict[tuple[str, str], list[tuple[Office, str]]] = {}
    for entry in entries:
        for office in entry.offices:
            if office.country:
                for key in post_keys(office.title, titles):
                    posts.setdefault((key, office.country), []).append((office, entry.id))
    return {key: tuple(sorted(held, key=_newest_first)) for key, held in posts.items()}


def outer_words(titles: Iterable[str]) -> tuple[frozenset[str], frozenset[str]]:
    """Return what tokens titles can begin and end with: whole words, and the parts that tokenizers make of them."""
    firsts: set[str] = set()
    lasts: set[str] = set()
    for title in titles:
        first, *_, last = title.split() * 2
        firsts.add(first)
        lasts.add(last)
        if not first.isalnum():
            firsts.update(first[:size] for size in range(1, len(first)) if not first[size].isalnum())
        if not last.isalnum():
            lasts.update(last[size:] for size in range(1, len(last)) if not last[size - 1].isalnum())
        # "Sgt." ends a sentence without its dot, and the dot alone is a token then.
        lasts.update({last.rstrip("."), last[-1]} if last.endswith(".") else ())
    return frozenset(firsts), frozenset(lasts)


def parts_of_words(titles: Iterable[str]) -> frozenset[str]:
    """Return what tokens titles can be made of: whole words, and any part of one with a mark inside."""
    words = {word for title in titles for word in title.split()}
    marked = [word for word in words if not word.isalnum()]
    pieces = (word[i:j] for word in marked for i in range(len(word)) for j in range(i + 1, len(word) + 1))
    return frozenset(words.union(pieces))


def post_keys(title: str, titles: Mapping[str, Title]) -> tuple[str, ...]:
    """Return the keys of a post, the narrowest first: its own words, then "#" and its kind where that is known.

    Who stands in for a post ("acting president") is found under the post.
    """
    words = title.lower()
    for prefix in _STAND_INS:
        words = words.removeprefix(prefix)
    known = titles.get(words)
    return (words, f"#{known.office}") if known else (words,)


def _newest_first(post: tuple[Office, str]) -> tuple[int, str]:
    return -(post[0].since or date.min).toordinal(), post[1]
