"""A file of one's own merges over what is known, and a mistake in it is one line with its place."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from stancewire.errors import UserError
from stancewire.nlp.knowledge import Knowledge
from stancewire_schemas.codes import Sector


def write_lines(path: Path, *rows: Any) -> Path:
    path.write_text(
        "".join(f"{row if isinstance(row, str) else json.dumps(row)}\n" for row in rows), encoding="utf-8"
    )
    return path


def test_an_extra_file_adds_and_replaces_and_leaves_the_rest(tmp_path: Path) -> None:
    knowledge = Knowledge.load()
    extra = write_lines(
        tmp_path / "own.jsonl",
        {"id": "sw:org/acme", "name": "Acme Widgets", "type": "organisation", "sector": "BUS", "aliases": ["Acme"]},
        {
            "id": "wd:Q22686",
            "name": "Donald Trump",
            "type": "person",
            "offices": [["Governor", "VEN", "2025", None]],
        },
    )
    merged = Knowledge.load([extra])
    (trump,), (acme,) = merged.lookup("Donald Trump"), merged.lookup("Acme")
    office = merged.office_at(trump, date(2025, 9, 21))
    assert acme.sector is Sector.BUSINESS
    assert office is not None
    assert office.role == "Governor of Venezuela"
    assert len(merged) == len(knowledge) + 1
    assert knowledge.lookup("Acme Widgets") == ()


def test_an_extra_country_brings_its_adjectives(tmp_path: Path) -> None:
    extra = write_lines(
        tmp_path / "own.jsonl",
        {
            "id": "sw:country/RUR",
            "name": "Ruritania",
            "type": "country",
            "country": "RUR",
            "adjectives": ["Ruritanian"],
        },
    )
    merged = Knowledge.load([extra])
    assert merged.demonym("Ruritanian") == "RUR"
    assert [entry.id for entry in merged.lookup("Ruritanian army")] == ["sw:gov/RUR/military"]


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("{not json", "not JSON"),
        ("[]", "no JSON object"),
        ({"id": "Q1", "name": "A", "type": "person"}, "id 'Q1'"),
        ({"id": "sw:org/a", "type": "person"}, "name is missing"),
        ({"id": "sw:org/a", "name": "A", "type": "robot"}, "type 'robot'"),
        ({"id": "sw:org/a", "name": "A", "type": ["person"]}, "type ['person']"),
        ({"id": "sw:org/a", "name": "A", "type": "person", "sector": "ABC"}, "sector 'ABC'"),
        ({"id": "sw:org/a", "name": "A", "type": "person", "country": "us"}, "country 'us'"),
        ({"id": "sw:org/a", "name": "A", "type": "country"}, "country is missing"),
        ({"id": "sw:org/a", "name": "A", "type": "person", "aliases": "B"}, "aliases"),
        ({"id": "sw:org/a", "name": "A", "type": "person", "aliases": 7}, "aliases"),
        ({"id": "sw:org/a", "name": "A", "type": "person", "offices": [["X"]]}, "office"),
        ({"id": "sw:org/a", "name": "A", "type": "person", "offices": 5}, "offices"),
        (
            {"id": "sw:org/a", "name": "A", "type": "person", "offices": [["X", None, "2020", "2019"]]},
            "ends before",
        ),
        ({"id": "sw:org/a", "name": "A", "type": "person", "offices": [["X", None, "2020-13", None]]}, "calendar"),
        ({"id": "sw:org/a", "name": "A", "type": "person", "offices": [["X", None, "May", None]]}, "not a date"),
    ],
)
def test_a_bad_extra_line_is_named_with_file_and_line(tmp_path: Path, line: Any, complaint: str) -> None:
    good = {"id": "sw:org/good", "name": "Good", "type": "organisation"}
    path = write_lines(tmp_path / "own.jsonl", good, line)
    with pytest.raises(UserError) as caught:
        Knowledge.load([path])
    message = str(caught.value)
    assert message.startswith(f"{path}:2: ")
    assert complaint in message
    assert "\n" not in message


def test_an_extra_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"none\.jsonl: cannot read"):
        Knowledge.load([tmp_path / "none.jsonl"])
