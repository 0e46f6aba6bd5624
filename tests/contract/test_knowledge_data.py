"""Walks every line of the knowledge base's data files."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from datetime import date
from importlib.resources import files
from itertools import pairwise
from typing import Any

import pytest

from stancewire.nlp.knowledge import Knowledge
from stancewire.nlp.knowledge_entry import fold
from stancewire_schemas.codes import EntityType, Sector

FOLDER = files("stancewire.data") / "knowledge"
ENTRY_FILES = ["countries.jsonl", "organisations.jsonl", "people.jsonl"]
TABLES = {"institutions.tsv": 5, "role_nouns.tsv": 6, "titles.tsv": 5}
SOURCES = {"territories", "congress", "factbook", "editors"}
FIELDS = {
    "countries.jsonl": {
        "required": {
            "id",
            "name",
            "type",
            "country",
            "aliases",
            "in_sentence",
            "adjectives",
            "demonyms",
            "capitals",
        },
        "optional": {"metonyms", "leader"},
    },
    "organisations.jsonl": {
        "required": {"id", "name", "type", "sector"},
        "optional": {"country", "aliases", "institutions", "metonyms"},
    },
    "people.jsonl": {
        "required": {"id", "name", "type", "country", "sector"},
        "optional": {"aliases", "family", "offices"},
    },
}


def text_of(name: str) -> str:
    return (FOLDER / name).read_text(encoding="utf-8")


def rows_of(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text_of(name).splitlines()]


def table_of(name: str) -> list[list[str]]:
    return [line.split("\t") for line in text_of(name).splitlines() if not line.startswith("#")]


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return Knowledge.load()


@pytest.fixture(scope="module")
def alpha3s() -> set[str]:
    return {row["country"] for row in rows_of("countries.jsonl")}


@pytest.mark.parametrize("name", ENTRY_FILES)
def test_every_entry_has_its_fields_and_no_others(name: str) -> None:
    required = FIELDS[name]["required"] | {"source", "date"}
    for row in rows_of(name):
        assert required <= row.keys() <= required | FIELDS[name]["optional"], row["id"]


def test_ids_are_unique_over_all_files_and_well_formed() -> None:
    ids = [row["id"] for name in ENTRY_FILES for row in rows_of(name)]
    assert len(ids) == len(set(ids))
    assert all(re.fullmatch(r"wd:Q[1-9]\d*|sw:(person|org|country)/[a-z0-9-]+", identifier) for identifier in ids)


@pytest.mark.parametrize(
    ("name", "key"), [("countries.jsonl", "country"), ("organisations.jsonl", "id"), ("people.jsonl", "id")]
)
def test_entries_are_sorted_so_that_changes_read_well(name: str, key: str) -> None:
    keys = [row[key] for row in rows_of(name)]
    assert keys == sorted(keys)


@pytest.mark.parametrize("name", ENTRY_FILES)
def test_every_entry_names_its_source_and_day(name: str) -> None:
    for row in rows_of(name):
        assert row["source"] in SOURCES, row["id"]
        assert date.fromisoformat(row["date"]) <= date(2026, 12, 31), row["id"]


@pytest.mark.parametrize("name", ENTRY_FILES)
def test_names_are_clean_and_told_once(name: str) -> None:
    for row in rows_of(name):
        names = [row["name"], *row.get("aliases", ())]
        assert len(names) == len(set(names)), row["id"]
        assert all(text == " ".join(text.split()) and text for text in names), row["id"]


@pytest.mark.parametrize("name", ENTRY_FILES)
def test_every_country_code_is_one_of_the_countries(name: str, alpha3s: set[str]) -> None:
    for row in rows_of(name):
        codes = [row.get("country"), *(office[1] for office in row.get("offices", ()))]
        assert {code for code in codes if code is not None} <= alpha3s, row["id"]


def test_posts_have_titles_and_days_in_order(knowledge: Knowledge) -> None:
    for entry in knowledge.entries():
        for office in entry.offices:
            assert office.title[0].isupper(), (entry.id, office.title)
            assert office.role.strip() == office.role
            assert office.since is None or date(1940, 1, 1) <= office.since <= date(2026, 6, 30), (entry.id, office)
            assert office.until is None or office.until <= date(2026, 6, 30), (entry.id, office)
            assert office.since is None or office.until is None or office.since <= office.until, (entry.id, office)


def test_no_two_hold_the_highest_post_of_a_country_for_long(knowledge: Knowledge) -> None:
    clashes = []
    for alpha3 in sorted({row["country"] for row in rows_of("countries.jsonl")}):
        for title in ("President", "Prime Minister", "King", "Chancellor"):
            held = sorted(
                (office.since or date.min, office.until or date.max, entry.id)
                for entry in knowledge.entries()
                for office in entry.offices
                if (office.title, office.country) == (title, alpha3)
            )
            clashes += [
                (title, alpha3, first[2], second[2])
                for first, second in pairwise(held)
                if (first[1] != date.max and (first[1] - second[0]).days > 31) or first[1] == date.max
            ]
    assert clashes == []


def test_a_name_means_things_of_one_type_unless_listed(knowledge: Knowledge) -> None:
    types: dict[str, set[str]] = defaultdict(set)
    for entry in knowledge.entries():
        for name in entry.names:
            types[name].add(entry.type.value)
    mixed = sorted(name for name, kinds in types.items() if len(kinds) > 1)
    assert mixed == MIXED


# Short forms that really are shared: a party or rebel group, and an agency.
MIXED = ["ADF", "AFP", "CPP", "CSIS", "MAS", "SDF"]


def test_a_family_name_is_part_of_its_bearers_names(knowledge: Knowledge) -> None:
    for entry in knowledge.entries():
        if entry.type is EntityType.PERSON:
            assert any(fold(entry.family_name or "?") in fold(name) for name in entry.names), entry.id


def test_every_country_has_a_name_for_sentences_and_adjectives_are_hardly_shared() -> None:
    owners: dict[str, set[str]] = defaultdict(set)
    for row in rows_of("countries.jsonl"):
        assert row["in_sentence"].removeprefix("the ") in [row["name"], *row["aliases"]], row["id"]
        for word in [*row["adjectives"], *row["demonyms"]]:
            owners[word].add(row["country"])
    assert {word: sorted(found) for word, found in owners.items() if len(found) > 1} == {
        "Congolese": ["COD", "COG"],
    }


@pytest.mark.parametrize("name", sorted(TABLES))
def test_tables_have_their_columns_and_are_sorted_by_the_first_that_is_told(name: str) -> None:
    rows = table_of(name)
    assert {len(row) for row in rows} == {TABLES[name]}
    assert all(cell == cell.strip() and cell for row in rows for cell in row)
    keys = [row[0] if row[0] != "-" else row[1] for row in rows]
    assert keys == sorted(keys)
    assert len(keys) == len(set(keys))


def test_role_nouns_carry_known_codes_and_an_example_with_the_noun() -> None:
    rows = table_of("role_nouns.tsv")
    for singular, plural, kind, sector, unit, example in rows:
        assert kind in set(EntityType), singular
        assert sector == "-" or sector in set(Sector), singular
        assert unit in {"person", "body", "thing"}, singular
        assert (singular, plural) != ("-", "-")
        assert any(form != "-" and form.lower() in example.lower() for form in (singular, plural)), example
    assert len(rows) >= 500


def test_titles_carry_known_codes() -> None:
    for words, sector, office, position, needs_country in table_of("titles.tsv"):
        assert words == words.lower()
        assert sector == "-" or sector in set(Sector), words
        assert re.fullmatch(r"[a-z_]+", office), words
        assert position in {"before", "after", "both"}, words
        assert needs_country in {"yes", "no"}, words


def test_institutions_that_organisations_stand_for_exist() -> None:
    keys = {row[0] for row in table_of("institutions.tsv")}
    claimed: set[tuple[str, str]] = set()
    for row in rows_of("organisations.jsonl"):
        for key in row.get("institutions", ()):
            assert key in keys, row["id"]
            assert (key, row["country"]) not in claimed, row["id"]
            claimed.add((key, row["country"]))


def test_there_is_enough_of_each(knowledge: Knowledge) -> None:
    counts = {name: len(rows_of(name)) for name in ENTRY_FILES}
    assert counts["countries.jsonl"] >= 245
    assert counts["organisations.jsonl"] >= 1000
    assert counts["people.jsonl"] >= 1500
    assert len(knowledge) == sum(counts.values())
