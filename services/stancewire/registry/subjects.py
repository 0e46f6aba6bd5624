"""What stands in a schema registry: each topic's JSON Schema, and the same record as Avro. Pure."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from stancewire.settings import Settings
from stancewire_schemas import CARDS, TopicCard, export
from stancewire_schemas.avro import avro_text


class Form(StrEnum):
    """A kind of schema, as registries name it."""

    JSON = "JSON"
    AVRO = "AVRO"


OUTPUT_LEVEL: Final = "FORWARD"
"""Who reads by the last schema can read what is written by the new one; our own gate demands the same."""

INPUT_LEVEL: Final = "BACKWARD"
"""What was sent by the last schema can be read by the new one."""


DRAFT_07: Final = "http://json-schema.org/draft-07/schema#"
"""What registries of every age compare versions by; the schemas use nothing that came later."""


@dataclass(frozen=True, slots=True)
class Subject:
    """One entry of a registry: its name, the schema's text and form, and what a new version must keep."""

    name: str
    form: Form
    text: str
    level: str


def subjects(settings: Settings, forms: Iterable[Form] = tuple(Form)) -> Iterator[Subject]:
    """Yield the subjects of all topics, in a fixed order.

    The wire is JSON: its schema stands under the topic's name and `-value`, where clients look for it. The Avro
    schema, for those who keep records as Avro, stands under the record's full name.
    """
    for card in CARDS:
        for form in forms:
            yield _subject(settings, card, form)


def _subject(settings: Settings, card: TopicCard, form: Form) -> Subject:
    level = INPUT_LEVEL if card.producers == ("feeds",) else OUTPUT_LEVEL
    if form == Form.JSON:
        return Subject(f"{settings.topic(card.name)}-value", form, _draft_07(export.schema_text(card)), level)
    text = avro_text(card)
    record = json.loads(text)
    return Subject(f"{record['namespace']}.{record['name']}", form, text, level)


def _draft_07(text: str) -> str:
    return json.dumps(json.loads(text) | {"$schema": DRAFT_07}, indent=2, ensure_ascii=False) + "\n"
