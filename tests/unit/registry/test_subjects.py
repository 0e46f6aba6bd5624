from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import jsonschema
import pytest

from stancewire.registry.subjects import Form, Subject, subjects
from stancewire.settings import Settings
from stancewire_schemas import CARDS

NEWER = {
    "$anchor", "$dynamicAnchor", "$dynamicRef", "$recursiveRef", "$vocabulary", "dependentRequired",
    "dependentSchemas", "maxContains", "minContains", "prefixItems", "unevaluatedItems", "unevaluatedProperties",
}  # fmt: skip
WITHOUT_FORCE = {"default", "description", "examples", "title"}


def nodes(node: Any) -> Iterator[dict[str, Any]]:
    if isinstance(node, dict):
        yield node
    for part in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        yield from nodes(part)


@pytest.mark.parametrize("subject", subjects(Settings(), (Form.JSON,)), ids=lambda subject: subject.name)
def test_a_registered_schema_says_in_draft_07_what_it_said_before(subject: Subject) -> None:
    schema = json.loads(subject.text)
    jsonschema.Draft7Validator.check_schema(schema)
    found = list(nodes(schema))
    assert [sorted(node) for node in found if NEWER & set(node)] == []
    # Draft-07 reads nothing beside a reference.
    assert {word for node in found if "$ref" in node for word in node} - {"$ref"} - WITHOUT_FORCE == set()


def test_each_topic_has_a_subject_under_its_name_and_one_under_its_records_name() -> None:
    names = [subject.name for subject in subjects(Settings(topic_prefix="desk."))]
    assert sorted(names) == sorted(
        [f"desk.{card.name}-value" for card in CARDS] + [f"stancewire.{card.model.__name__}" for card in CARDS]
    )


def test_only_the_topic_that_feeds_write_is_held_to_what_was_sent_before() -> None:
    held = {subject.name for subject in subjects(Settings(), (Form.JSON,)) if subject.level == "BACKWARD"}
    assert held == {"news.article.raw.v1-value"}
