"""The sample stories as the coder reads them, once a session."""

from __future__ import annotations

import json
from collections import Counter
from importlib.resources import files

import pytest

from stancewire.enrich.coder import load_coder
from stancewire.offline import Flow
from stancewire.settings import LimitSettings
from stancewire_schemas import EnrichedArticleV1


@pytest.fixture(scope="session")
def flow() -> Flow:
    """One coder for the session: loading it takes seconds."""
    return Flow(load_coder("accurate"), LimitSettings())


@pytest.fixture(scope="session")
def stories(flow: Flow) -> dict[str, tuple[str, EnrichedArticleV1]]:
    """Text and record of every sample story by id; a later version of an id has `.2` behind it."""
    found: dict[str, tuple[str, EnrichedArticleV1]] = {}
    versions: Counter[str] = Counter()
    for line in (files("stancewire.data") / "samples" / "stories.jsonl").read_text(encoding="utf-8").splitlines():
        raw = json.loads(line)
        versions[raw["id"]] += 1
        name = raw["id"] if versions[raw["id"]] == 1 else f"{raw['id']}.{versions[raw['id']]}"
        record = flow.code(None, line.encode())
        assert record is not None
        found[name] = (raw["text"], record)
    return found
