"""What the page of the sink asks of its tables, and every view."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from kafka_workers import Cluster
from sink_databases import Kind, load
from sink_databases import kind as kind  # noqa: PLC0414  # a fixture
from sink_databases import postgres as postgres  # noqa: PLC0414  # a fixture
from topic_records import EVENT, STANCE, event, stance

from stancewire.sink.views import VIEWS

PAGE = Path(__file__).resolve().parents[2] / "docs" / "sink.md"

pytestmark = [pytest.mark.kafka, pytest.mark.timeout(580)]


@pytest.fixture
def asked(cluster: Cluster, kind: Kind) -> Callable[[str], list[tuple[Any, ...]]]:
    """A database that holds something of everything that the page asks for."""
    number = {"kind": "killed", "value": 7.0, "low": 7.0, "high": 7.0, "unit": None, "start": 0, "end": 5}
    place = {"name": "Suva", "geonames_id": 2198148, "country": "FJI", "lat": -18.1, "lon": 178.4, "kind": "city"}
    tonga, fiji = EVENT["actors"]
    dyad: dict[str, Any] = {"actors": [tonga], "recipients": [fiji], "goldstein": -9.0}
    deadly: dict[str, Any] = {
        "magnitudes": [number | {"text": "seven"}],
        "place": place | {"role": "site", "confidence": 0.9},
    }
    cluster.feed([event(1, **dyad), event(2, **dyad, sources=EVENT["sources"][:1]), event(3, **deadly)], "event.v1")
    person = {**tonga, "id": "wd:Q1", "name": "A Minister", "type": "person"}
    cluster.feed(
        [
            stance(1, holder=tonga, target=person, polarity="against", confidence=0.9),
            stance(2, holder=tonga, target=person, polarity="favour", confidence=0.9),
            stance(3, holder=fiji, target=person, polarity="favour", confidence=0.9),
            stance(4, target=person, article=STANCE["article"] | {"copy_of": "x"}, confidence=0.9),
        ],
        "stance.v1",
    )
    target = kind.fresh()
    load(cluster, target)
    return lambda sql: kind.ask(target, sql)


def test_the_pages_five_questions_have_these_answers(asked: Callable[[str], list[tuple[Any, ...]]]) -> None:
    questions = re.findall(r"```sql\n(.*?);\n```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    hostile, stood, killed, alone, disagree = [asked(question) for question in questions]
    ((month, *rest),) = hostile
    assert (str(month)[:10], rest) == ("2026-03-01", ["TON", "FJI", 2, -9.0])
    ((target, leaning, stances, since),) = stood
    assert (target, float(leaning), int(stances)) == ("A Minister", 0.0, 2)
    assert str(since) == STANCE["article"]["published_at"][:10]
    assert killed == [("FJI", "Suva", 7.0, 1)]
    assert [(row[0], row[2]) for row in alone] == [(f"{2:032x}", EVENT["sources"][0]["publisher"])]
    ((who, publisher, count, mean),) = disagree
    assert (who, publisher, count) == ("A Minister", STANCE["article"]["publisher"], 3)
    assert float(mean) == pytest.approx(1 / 3)


def test_every_view_answers(asked: Callable[[str], list[tuple[Any, ...]]]) -> None:
    assert [name for name in VIEWS if not asked(f"SELECT * FROM {name}")] == []  # noqa: S608
