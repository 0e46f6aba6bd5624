"""The word lists of coreference: given names and nouns with a gender, nouns that take up an entity of a type."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files

from stancewire_schemas.codes import EntityType

_FOLDER = files("stancewire.data") / "coreference"


def _rows(name: str) -> Iterator[list[str]]:
    for line in (_FOLDER / name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


def _pairs(name: str) -> Iterator[tuple[str, str]]:
    return ((row[0], row[1]) for row in _rows(name))


@cache
def given_names() -> Mapping[str, str]:
    """Return "m" or "f" by given name; names that both bear are not in it."""
    return dict(_pairs("given_names.tsv"))


@cache
def gendered_nouns() -> Mapping[str, str]:
    """Return "m" or "f" by lower-case noun or form of address ("spokeswoman", "mr")."""
    return dict(_pairs("gendered_nouns.tsv"))


@cache
def anaphor_types() -> Mapping[str, frozenset[EntityType]]:
    """Return the types of entity that "the company", "the country", "the group" may take up, by lower-case noun."""
    types: dict[str, set[EntityType]] = {}
    for noun, kind, _example in _rows("anaphors.tsv"):
        types.setdefault(noun, set()).add(EntityType(kind))
    return {noun: frozenset(kinds) for noun, kinds in types.items()}


@cache
def regions() -> Mapping[str, frozenset[str]]:
    """Return the countries (alpha-3) that "South American", "Gulf", "Baltic" speak of, by the adjective."""
    return {adjective: frozenset(codes.split()) for adjective, codes, _example in _rows("regions.tsv")}
