"""AsyncAPI's own parser takes the document, examples and all."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from ops.node_tools import node

DOCUMENT = Path(__file__).resolve().parents[2] / "schemas" / "asyncapi.json"

pytestmark = pytest.mark.timeout(280)


def test_the_parser_of_asyncapi_finds_nothing_wrong() -> None:
    done = node("asyncapi.mjs", str(DOCUMENT))
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "8 channels\n")


def test_the_parser_would_find_an_example_that_does_not_fit(tmp_path: Path) -> None:
    document = json.loads(DOCUMENT.read_bytes())
    document["components"]["messages"]["event.v1"]["examples"][0]["payload"]["revision"] = "two"
    wrong = tmp_path / "asyncapi.json"
    wrong.write_text(json.dumps(document), encoding="utf-8")
    assert "revision" in node("asyncapi.mjs", str(wrong)).stdout
