"""The record that the README explains is the one that the coder makes."""

from __future__ import annotations

import json
import re
from importlib.resources import files
from pathlib import Path

import pytest

from stancewire.enrich.manifest import Manifest
from stancewire_schemas import EnrichedArticleV1

pytestmark = pytest.mark.model

README = Path(__file__).resolve().parents[2] / "README.md"


def test_the_explained_record_is_real(stories: dict[str, tuple[str, EnrichedArticleV1]]) -> None:
    (shown,) = re.findall(r"```json\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)
    wanted = json.loads(shown)
    text, record = stories["gulf-0803"]
    mentions = [json.loads(Manifest(record).mention(tag, text, 500).to_bytes()) for tag in record.events]
    (found,) = [mention for mention in mentions if mention["id"] == wanted["id"]]
    assert_shortened(wanted, found, "record")


def assert_shortened(short: object, whole: object, where: str) -> None:
    """Assert that the first says nothing that the second does not say; "..." stands for what was left out."""
    if isinstance(short, dict) and isinstance(whole, dict):
        for name, value in short.items():
            assert_shortened(value, whole[name], f"{where}.{name}")
    elif isinstance(short, list) and isinstance(whole, list):
        assert len(short) == len(whole), where
        for one, other in zip(short, whole, strict=True):
            assert_shortened(one, other, where)
    elif isinstance(short, str) and short.endswith("..."):
        assert str(whole).startswith(short.removesuffix("...").strip()), where
    else:
        assert short == whole, where


def test_the_sample_stories_are_as_many_as_promised() -> None:
    lines = (files("stancewire.data") / "samples" / "stories.jsonl").read_text(encoding="utf-8").splitlines()
    assert len({json.loads(line)["id"] for line in lines}) >= 60
