"""The committed schemas and examples say what the models say."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from pydantic import ValidationError

from stancewire_schemas import BY_NAME, CARDS, RawArticleV1, TopicCard
from stancewire_schemas.export import differing, export, schema_file
from stancewire_schemas.topic_page import page

SCHEMAS = Path(__file__).resolve().parents[2] / "schemas"


def examples(kind: str) -> list[Any]:
    return [
        pytest.param(BY_NAME[path.parent.parent.name], path, id=f"{path.parent.parent.name}-{path.stem}")
        for path in sorted((SCHEMAS / "examples").glob(f"*/{kind}/*.json"))
    ]


def test_committed_schemas_are_those_of_the_models() -> None:
    assert differing(SCHEMAS / "json") == []


def test_the_committed_page_of_topics_is_that_of_the_cards() -> None:
    assert (SCHEMAS.parent / "docs" / "topics.md").read_text(encoding="utf-8") == page()


def test_the_page_names_every_topic_and_leads_to_files_that_are_there() -> None:
    links = re.findall(r"\]\((\.\./[^)]+)\)", page())
    assert len(links) == 2 * len(CARDS)
    assert [link for link in links if not (SCHEMAS.parent / "docs" / link).exists()] == []


def test_a_stale_and_a_stray_schema_are_both_named(tmp_path: Path) -> None:
    export(tmp_path)
    assert differing(tmp_path) == []
    stale = tmp_path / schema_file(CARDS[0])
    stale.write_text("{}", encoding="utf-8")
    stray = tmp_path / "gone.v1.schema.json"
    stray.write_text("{}", encoding="utf-8")
    assert differing(tmp_path) == [stale, stray]


def test_a_second_export_writes_nothing(tmp_path: Path) -> None:
    assert len(export(tmp_path)) == len(CARDS)
    assert export(tmp_path) == []


@pytest.mark.parametrize(("card", "path"), examples("valid"))
def test_a_valid_example_passes_model_and_schema(card: TopicCard, path: Path) -> None:
    raw = path.read_bytes()
    record = card.model.from_bytes(raw)
    assert card.model.from_bytes(record.to_bytes()) == record
    jsonschema.Draft202012Validator(schema(card)).validate(json.loads(raw))
    assert record.to_bytes() == card.model.from_bytes(record.to_bytes()).to_bytes()


@pytest.mark.parametrize(("card", "path"), examples("invalid"))
def test_an_invalid_example_fails_where_it_says(card: TopicCard, path: Path) -> None:
    case = json.loads(path.read_bytes())
    with pytest.raises(ValidationError) as caught:
        card.model.from_bytes(json.dumps(case["value"]).encode())
    assert [str(error["loc"][0]) for error in caught.value.errors()] == [case["fails_at"]]


@pytest.mark.parametrize("card", CARDS, ids=lambda card: card.name)
def test_every_topic_has_examples_of_both_kinds(card: TopicCard) -> None:
    folder = SCHEMAS / "examples" / card.name
    assert list(folder.glob("valid/*.json"))
    assert list(folder.glob("invalid/*.json"))


@pytest.mark.parametrize("card", CARDS, ids=lambda card: card.name)
def test_every_field_is_described(card: TopicCard) -> None:
    body = schema(card)
    objects = [body, *body.get("$defs", {}).values()]
    silent = [
        f"{item.get('title')}.{name}"
        for item in objects
        for name, field in item.get("properties", {}).items()
        if "description" not in field
    ]
    assert silent == []


@pytest.mark.parametrize("card", CARDS, ids=lambda card: card.name)
def test_readers_ignore_fields_they_do_not_know(card: TopicCard) -> None:
    example = next((SCHEMAS / "examples" / card.name / "valid").glob("*.json"))
    value = json.loads(example.read_bytes())
    assert card.model.from_bytes(json.dumps(value | {"from_the_future": 1}).encode()) == card.model.from_bytes(
        json.dumps(value).encode()
    )


def test_a_time_without_zone_is_read_as_utc() -> None:
    record = RawArticleV1.from_bytes(b'{"id": "a", "text": "b", "published_at": "2026-03-14T04:30:00"}')
    assert b'"2026-03-14T04:30:00Z"' in record.to_bytes()


def test_a_time_with_zone_is_written_in_utc() -> None:
    record = RawArticleV1.from_bytes(b'{"id": "a", "text": "b", "published_at": "2026-03-14T04:30:00+02:00"}')
    assert b'"2026-03-14T02:30:00Z"' in record.to_bytes()


def schema(card: TopicCard) -> dict[str, Any]:
    body: dict[str, Any] = json.loads((SCHEMAS / "json" / schema_file(card)).read_text(encoding="utf-8"))
    return body
