"""Avro and AsyncAPI say what the models say; records are CloudEvents; today's schemas break nobody."""

from __future__ import annotations

import io
import json
import shutil
from datetime import datetime
from pathlib import Path
from typing import Any

import fastavro
import pytest
from cloudevents.core.bindings.kafka import KafkaMessage, from_binary_event
from typer.testing import CliRunner, Result

from stancewire.cli.schemas import _texts
from stancewire.cli.schemas import app as schemas_app
from stancewire.core.messages import Message
from stancewire.core.outgoing import outgoing
from stancewire.errors import Reject, UserError
from stancewire.stream.dead_letter import letter
from stancewire_schemas import BY_NAME, CARDS, TopicCard
from stancewire_schemas.avro import avro_file, avro_text
from stancewire_schemas.codes import DeadReason
from stancewire_schemas.compatibility import broken, unreadable
from stancewire_schemas.export import schema_file, schema_text
from stancewire_schemas.headers import HEADERS

ROOT = Path(__file__).resolve().parents[2]
SCHEMAS = ROOT / "schemas"
EXAMPLES = [
    pytest.param(BY_NAME[path.parent.parent.name], path, id=f"{path.parent.parent.name}-{path.stem}")
    for path in sorted((SCHEMAS / "examples").glob("*/valid/*.json"))
]


def test_every_committed_contract_is_current() -> None:
    assert [path for path, text in _texts(ROOT) if path.read_text(encoding="utf-8") != text] == []


def test_no_avro_schema_is_left_over() -> None:
    assert {path.name for path in (SCHEMAS / "avro").iterdir()} == {avro_file(card) for card in CARDS}


def for_avro(plain: Any, rich: Any) -> Any:
    """Return the JSON value with its moments as Python has them, and the free values of metadata as JSON text."""
    if isinstance(plain, dict):
        free = plain.get("metadata") or {}
        told = {name: for_avro(value, rich[name]) for name, value in plain.items()}
        return told | ({"metadata": {name: json.dumps(value) for name, value in free.items()}} if free else {})
    if isinstance(plain, list):
        return [for_avro(one, other) for one, other in zip(plain, rich, strict=True)]
    return rich if isinstance(rich, datetime) else plain


@pytest.mark.parametrize(("card", "path"), EXAMPLES)
def test_a_record_survives_avro(card: TopicCard, path: Path) -> None:
    record = card.model.from_bytes(path.read_bytes())
    value = for_avro(json.loads(record.to_bytes()), record.model_dump())
    parsed = fastavro.parse_schema(json.loads(avro_text(card)))
    stream = io.BytesIO()
    fastavro.schemaless_writer(stream, parsed, value, strict=True)
    stream.seek(0)
    assert fastavro.schemaless_reader(stream, parsed, None) == value


def test_a_record_is_a_cloud_event_and_carries_every_header_that_is_promised() -> None:
    record = BY_NAME["event.v1"].model.from_bytes(
        (SCHEMAS / "examples/event.v1/valid/two_publishers.json").read_bytes()
    )
    sent = outgoing("event.v1", "k", record, "some-id")
    event = from_binary_event(KafkaMessage(headers=dict(sent.headers), key=sent.key, value=sent.value or b""))
    assert (event.get_id(), event.get_type(), event.get_source()) == ("some-id", "event.v1", "/stancewire/event.v1")
    assert event.get_data() == json.loads(record.to_bytes())
    assert {card.name for card in HEADERS if card.is_always_there} == {name for name, _ in sent.headers}


def test_a_dead_letter_is_a_cloud_event_whose_id_is_its_place() -> None:
    message = Message("article.raw.v1", 2, 7, b"k", b"broken")
    sent = letter(
        message, "ingest", Reject(DeadReason.BAD_JSON, "x"), full_topic="news.article.raw.v1", limit=10**6
    )
    event = from_binary_event(KafkaMessage(headers=dict(sent.headers), key=sent.key, value=sent.value or b""))
    assert event.get_id() == "ingest:news.article.raw.v1:2:7"
    assert event.get_type() == "article.dead.v1"


def test_todays_schemas_break_no_reader_of_the_release() -> None:
    assert broken(SCHEMAS / "released") == []


def test_every_topic_has_a_released_schema() -> None:
    released = {path.name for path in (SCHEMAS / "released").iterdir()}
    assert released == {schema_file(card) for card in CARDS}


def released(folder: Path, card: TopicCard, change: Any) -> Path:
    """Return a folder that holds one schema as if it had been released with a change."""
    schema = json.loads(schema_text(card))
    change(schema)
    (folder / schema_file(card)).write_text(json.dumps(schema), encoding="utf-8")
    return folder


def test_an_output_that_lost_a_field_breaks_those_who_read_it(tmp_path: Path) -> None:
    def had_a_field(schema: Any) -> None:
        schema["properties"]["tone"] = {"type": "number"}
        schema["required"].append("tone")

    card = BY_NAME["event.v1"]
    assert broken(released(tmp_path, card, had_a_field)) == [
        "event.v1: a reader of the release fails: $.tone: may be missing"
    ]


def test_an_output_with_a_new_optional_field_breaks_nobody(tmp_path: Path) -> None:
    def had_no_such_field(schema: Any) -> None:
        del schema["properties"]["withdrawn"]

    assert broken(released(tmp_path, BY_NAME["stance.v1"], had_no_such_field)) == []


def test_an_input_that_demands_a_new_field_breaks_those_who_write_it(tmp_path: Path) -> None:
    def did_not_demand(schema: Any) -> None:
        schema["required"].remove("text")

    assert broken(released(tmp_path, BY_NAME["article.raw.v1"], did_not_demand)) == [
        "article.raw.v1: what the release wrote cannot be read: $.text: may be missing"
    ]


def test_an_input_that_takes_more_than_before_breaks_nobody(tmp_path: Path) -> None:
    def demanded_more(schema: Any) -> None:
        schema["required"].append("publisher")

    assert broken(released(tmp_path, BY_NAME["article.raw.v1"], demanded_more)) == []


@pytest.mark.parametrize("card", CARDS, ids=lambda card: card.name)
def test_a_field_that_is_gone_breaks_the_readers_of_every_output_even_where_it_had_a_default(
    tmp_path: Path, card: TopicCard
) -> None:
    def had_a_field_with_a_default(schema: Any) -> None:
        schema["properties"]["tone"] = {"type": "string", "default": ""}

    is_input = card.producers == ("feeds",)
    told = f"{card.name}: a reader of the release fails: $.tone: is no longer written"
    assert broken(released(tmp_path, card, had_a_field_with_a_default)) == ([] if is_input else [told])


@pytest.mark.parametrize("card", CARDS, ids=lambda card: card.name)
def test_a_field_newly_demanded_breaks_those_who_read_back_what_any_topic_holds(
    tmp_path: Path, card: TopicCard
) -> None:
    (name, *_) = json.loads(schema_text(card))["required"]

    def did_not_demand(schema: Any) -> None:
        schema["required"].remove(name)

    assert broken(released(tmp_path, card, did_not_demand)) == [
        f"{card.name}: what the release wrote cannot be read: $.{name}: may be missing"
    ]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of all that `stancewire schemas` makes and checks."""
    for name in ("schemas", "docs", "deploy/kafka"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("stancewire_schemas"))
    return tmp_path


def schemas_command(what: str, project: Path) -> Result:
    return CliRunner().invoke(schemas_app, [what, "--root", str(project)])


def test_the_command_passes_what_breaks_nobody(project: Path) -> None:
    assert schemas_command("check", project).exit_code == 0


@pytest.mark.parametrize("what", ["check", "release"])
def test_the_command_ends_with_1_on_a_break_and_releases_nothing(project: Path, what: str) -> None:
    path = project / "schemas" / "released" / "stance.v1.schema.json"
    schema = json.loads(path.read_bytes())
    schema["properties"]["tone"] = {"type": "string"}
    path.write_text(json.dumps(schema), encoding="utf-8")
    before = path.read_bytes()
    done = schemas_command(what, project)
    assert "stance.v1: a reader of the release fails: $.tone: is no longer written" in done.stderr
    assert isinstance(done.exception, UserError)
    assert done.exception.exit_code == 1
    assert path.read_bytes() == before


def test_a_topic_that_is_gone_is_told(tmp_path: Path) -> None:
    (tmp_path / "mood.v1.schema.json").write_text("{}", encoding="utf-8")
    assert broken(tmp_path) == ["mood.v1.schema.json: the topic is gone"]


TEXT = {"type": "string"}
MAYBE_TEXT = {"anyOf": [{"type": "string"}, {"type": "null"}]}


@pytest.mark.parametrize(
    ("reader", "writer", "why"),
    [
        (TEXT, MAYBE_TEXT, "$: null where string is read"),
        (TEXT, {}, "$: anything where string is read"),
        ({"type": "array", "items": TEXT}, {"type": "array"}, "$[]: anything where string is read"),
        ({"type": "integer"}, {"type": "number"}, "$: number where integer is read"),
        ({"type": "number", "maximum": 1}, {"type": "number", "maximum": 2}, "$: maximum was raised above 1"),
        ({"type": "number", "minimum": 0}, {"type": "number"}, "$: minimum was lowered below 0"),
        ({"type": "string", "pattern": "^a$"}, TEXT, "$: pattern differs"),
        ({"enum": ["a"]}, {"enum": ["a", "b"]}, "$: a value outside the closed list"),
        (
            {"items": TEXT, "type": "array"},
            {"items": {"type": "null"}, "type": "array"},
            "$[]: null where string is read",
        ),
        (TEXT, {"type": "string", "oneOf": []}, "$: cannot be judged for oneOf"),
        (
            {"type": "object", "properties": {}, "additionalProperties": False},
            {"type": "object", "properties": {"a": TEXT}},
            "$.a: is not known",
        ),
        (
            {"$ref": "#/$defs/A", "$defs": {"A": {"type": "object", "properties": {"a": TEXT}}}},
            {"$ref": "#/$defs/B", "$defs": {"B": {"type": "object", "properties": {"a": MAYBE_TEXT}}}},
            "$.a: null where string is read",
        ),
    ],
)
def test_what_a_reader_may_refuse_is_told_with_its_place(reader: Any, writer: Any, why: str) -> None:
    assert unreadable(reader, writer) == [why]


@pytest.mark.parametrize(
    ("reader", "writer"),
    [
        (MAYBE_TEXT, TEXT),
        ({"type": "number"}, {"type": "integer"}),
        ({"type": "string", "maxLength": 5}, {"type": "string", "maxLength": 4}),
        ({}, MAYBE_TEXT),
        ({"enum": ["a", "b"]}, {"enum": ["a"]}),
    ],
)
def test_what_a_reader_takes_is_no_break(reader: Any, writer: Any) -> None:
    assert unreadable(reader, writer) == []


@pytest.mark.parametrize("card", CARDS, ids=lambda card: card.name)
def test_every_schema_can_be_judged_and_reads_itself(card: TopicCard) -> None:
    schema = json.loads(schema_text(card))
    assert unreadable(schema, schema) == []
