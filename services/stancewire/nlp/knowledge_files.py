"""Reads the files of the knowledge base; knows their columns and nothing of their use."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

from stancewire.errors import UserError
from stancewire.nlp.knowledge_entry import Entry, RoleNoun, Title
from stancewire.nlp.knowledge_rows import BadEntry, entry_of
from stancewire_schemas.codes import EntityType, Sector

ENTRY_FILES = ("countries.jsonl", "organisations.jsonl", "people.jsonl")
_FOLDER = files("stancewire.data") / "knowledge"


def read_rows(name: str) -> Iterator[list[str]]:
    """Yield the columns of each line of one of the project's own TSV files, without comments and header."""
    for line in (_FOLDER / name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


def read_own_entries() -> dict[str, Entry]:
    """Return every entry of the project's own files by id, countries first."""
    countries: dict[str, str] = {}
    entries: dict[str, Entry] = {}
    for name in ENTRY_FILES:
        text = (_FOLDER / name).read_text(encoding="utf-8")
        for row in json.loads("[" + ",".join(text.splitlines()) + "]"):
            if row["type"] == EntityType.COUNTRY:
                countries[row["country"]] = row["in_sentence"]
            entries[row["id"]] = entry_of(row, countries)
    return entries


def merge_extra_file(path: Path, entries: dict[str, Entry]) -> None:
    """Add the entries of a user's JSONL file; an id that is there already is replaced, so a repeat changes nothing.

    Raises:
        UserError: The file cannot be read, or a line of it cannot be used; names file, line and remedy.
    """
    countries = names_in_sentences(entries.values())
    for number, line in enumerate(lines_of(path), start=1):
        if line.strip():
            entry = _entry_at(path, number, line, countries)
            entries[entry.id] = entry


def names_in_sentences(entries: Iterable[Entry]) -> dict[str, str]:
    """Return the name of each country inside a sentence ("the United States") by its alpha-3."""
    return {
        entry.country: str(entry.extra["in_sentence"])
        for entry in entries
        if entry.type is EntityType.COUNTRY and entry.country
    }


def lines_of(path: Path) -> list[str]:
    """Return the lines of a user's file. Raise UserError where it cannot be read."""
    try:
        return path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise UserError(f"{path}: cannot read this knowledge file; give a readable UTF-8 file ({error})") from error


def _entry_at(path: Path, number: int, line: str, countries: dict[str, str]) -> Entry:
    try:
        return entry_of(with_defaults(json.loads(line)), countries)
    except json.JSONDecodeError as error:
        raise UserError(f"{path}:{number}: not JSON ({error.msg}); write one JSON object a line") from error
    except BadEntry as error:
        raise UserError(f"{path}:{number}: {error}; mend or remove this line") from error


def with_defaults(row: Any) -> Any:
    """Return a decoded line with the fields that a user need not give for a country."""
    if isinstance(row, dict) and row.get("type") == EntityType.COUNTRY:
        return {"in_sentence": row.get("name"), "adjectives": [], "demonyms": [], **row}
    return row


def read_role_nouns() -> dict[str, RoleNoun]:
    """Return the role nouns by lemma; a noun with a singular is found under singular and plural."""
    nouns: dict[str, RoleNoun] = {}
    for singular, plural, kind, sector, unit, example in read_rows("role_nouns.tsv"):
        noun = RoleNoun(
            lemma=singular if singular != "-" else plural,
            singular=None if singular == "-" else singular,
            plural=None if plural == "-" else plural,
            type=EntityType(kind),
            sector=None if sector == "-" else Sector(sector),
            unit=unit,
            example=example,
        )
        for form in (singular, plural):
            if form != "-":
                nouns.setdefault(form, noun)
    return nouns


def read_titles() -> dict[str, Title]:
    """Return the titles by their lower-case words."""
    return {
        words: Title(words, None if sector == "-" else Sector(sector), office, position, needs_country == "yes")
        for words, sector, office, position, needs_country in read_rows("titles.tsv")
    }


def paths_of(extra_files: Iterable[str | Path]) -> list[Path]:
    """Return the user's files as paths, in the order given: later files win."""
    return [Path(name) for name in extra_files]
