"""AsyncAPI's own parser takes the document, and every example fits its payload."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
from ops.node_tools import node

from stancewire_schemas import CARDS, TopicCard

DOCUMENT = Path(__file__).resolve().parents[2] / "schemas" / "asyncapi.json"

pytestmark = pytest.mark.timeout(280)


def test_the_parser_of_asyncapi_finds_nothing_wrong() -> None:
    done = node("asyncapi.mjs", str(DOCUMENT))
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "8 channels\n")


def test_the_parser_would_find_a_reference_that_leads_nowhere(tmp_path: Path) -> None:
    wrong = tmp_path / "asyncapi.json"
    wrong.write_text(DOCUMENT.read_text(encoding="utf-8").replace('/schemas/stance.v1.CueV1"', '/schemas/gone"'))
    assert "#/components/schemas/gone" in node("asyncapi.mjs", str(wrong)).stdout


@pytest.mark.parametrize("card", CARDS, ids=lambda card: card.name)
def test_every_example_fits_the_payload_of_the_document(card: TopicCard) -> None:
    document = json.loads(DOCUMENT.read_bytes())
    message = document["components"]["messages"][card.name]
    judge = jsonschema.Draft202012Validator(document | message["payload"])
    assert message["examples"]
    assert [
        fault.message for example in message["examples"] for fault in judge.iter_errors(example["payload"])
    ] == []
    with pytest.raises(jsonschema.ValidationError):
        judge.validate({})
