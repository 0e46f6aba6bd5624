from __future__ import annotations

from typing import Any

import pytest
from builders import make_enriched

from stancewire.cli import batch
from stancewire_schemas import AcceptedArticleV1, EnrichedArticleV1


class StandIn:
    """A coder that needs no models: it knows the sample text only, and fails on any text that says so."""

    fingerprint = "f00d"

    def understand(self, accepted: AcceptedArticleV1) -> EnrichedArticleV1:
        if accepted.article is not None and "BREAKS THE CODER" in accepted.article.text:
            raise RuntimeError(accepted.article.text)
        return make_enriched(accepted)

    def code(self, value: bytes) -> bytes:
        return self.understand(AcceptedArticleV1.from_bytes(value)).to_bytes()


@pytest.fixture
def stand_in(monkeypatch: pytest.MonkeyPatch) -> None:
    """Put the stand-in where the command line would load models."""

    def load(*_: Any) -> StandIn:
        return StandIn()

    monkeypatch.setattr(batch, "load_coder", load)
