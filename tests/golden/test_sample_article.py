"""The real article that the service was asked for, read from beside the project: the facts that must come out."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from stancewire.offline import Flow
from stancewire_schemas import EnrichedArticleV1
from stancewire_schemas.codes import EventStatus, EventType, Polarity

pytestmark = pytest.mark.model

NAME = "000_4f58a869596c13c4"
PUBLISHED = "2025-09-21T00:00:00Z"


@pytest.fixture(scope="module")
def path(shared: Path) -> Path:
    return shared / "seed" / f"{NAME}.txt"


@pytest.fixture(scope="module")
def text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def record(flow: Flow, text: str) -> EnrichedArticleV1:
    raw = {"id": NAME, "text": text, "publisher": "Reuters", "published_at": PUBLISHED}
    coded = flow.code(None, json.dumps(raw).encode())
    assert coded is not None
    return coded


@pytest.fixture(scope="module")
def names(record: EnrichedArticleV1) -> dict[str, str]:
    return {entity.ref: entity.name for entity in record.entities}


@pytest.mark.parametrize(
    ("surname", "name", "times"), [("Maduro", "Nicolás Maduro", 14), ("Trump", "Donald Trump", 11)]
)
def test_every_mention_of_a_surname_is_the_person(
    record: EnrichedArticleV1, *, surname: str, name: str, times: int
) -> None:
    found = [(e.name, m.text) for e in record.entities for m in e.mentions if m.text.endswith(surname)]
    assert len(found) >= times
    assert {owner for owner, _ in found} == {name}


def test_the_main_actors_are_known_by_id(record: EnrichedArticleV1) -> None:
    ids = {entity.name: entity.id for entity in record.entities}
    assert {"Nicolás Maduro", "Donald Trump", "Richard Grenell", "Venezuela", "United States"} <= ids.keys()
    assert ids["Venezuela"] == "wd:Q717"
    assert ids["United States"] == "wd:Q30"


def test_it_holds_many_events_of_many_types(record: EnrichedArticleV1) -> None:
    assert len(record.events) >= 12
    assert len({event.type for event in record.events}) >= 6


def test_the_first_strike_is_one_event_and_the_later_one_stays_apart(
    record: EnrichedArticleV1, names: dict[str, str], text: str
) -> None:
    strikes = [e for e in record.events if e.type == EventType.ASSAULT and e.status == EventStatus.ASSERTED]
    first, later = strikes
    assert first.date is not None
    assert (first.date.start, first.date.end) == ("2025-09-02", "2025-09-02")
    assert [(m.kind, m.value) for m in first.magnitudes] == [("killed", 11.0)]
    assert [names[ref] for ref in first.actors] == ["United States"]
    assert len(first.mentions) >= 4
    (third,) = later.mentions
    assert text[third.sentence.start : third.trigger.start].endswith("the third ")


def test_what_was_denied_or_feared_is_no_fact(record: EnrichedArticleV1, names: dict[str, str]) -> None:
    facts = [e for e in record.events if e.status == EventStatus.ASSERTED and e.claimed_by is None]
    done = {(e.type, names[ref]) for e in facts for ref in e.actors}
    assert (EventType.ASSAULT, "Nicolás Maduro") not in done
    assert (EventType.ASSAULT, "Venezuelan government") not in done
    assert not [e for e in facts if any(m.trigger.text in {"overthrow", "drive", "war"} for m in e.mentions)]


@pytest.mark.parametrize(
    ("words", "start", "end"),
    [
        ("Saturday", "2025-09-20", "2025-09-20"),
        ("last month", "2025-08-01", "2025-08-31"),
        ("four days after", "2025-09-02", "2025-09-02"),
    ],
)
def test_dates_are_resolved(record: EnrichedArticleV1, *, words: str, start: str, end: str) -> None:
    dates = [event.date for event in record.events if event.date and words in event.date.basis.text]
    assert {(date.start, date.end) for date in dates} == {(start, end)}


def test_many_quotes_have_their_speaker(record: EnrichedArticleV1, names: dict[str, str]) -> None:
    speakers = Counter(names[quote.holder] for quote in record.quotes if quote.holder)
    assert sum(speakers.values()) >= 8
    assert speakers["Geoff Ramsey"] == 3
    assert speakers["Henry Ziemer"] == 3


def test_stances_have_the_right_mouth(record: EnrichedArticleV1, names: dict[str, str]) -> None:
    stood = {
        (names.get(s.holder or "", "its own voice"), names.get(s.target or "", "-"), s.polarity)
        for s in record.stances
    }
    assert len(record.stances) >= 8
    assert ("its own voice", "Nicolás Maduro", Polarity.AGAINST) in stood
    assert ("Nicolás Maduro", "United States", Polarity.AGAINST) in stood
    assert ("Marco Rubio", "Nicolás Maduro", Polarity.AGAINST) in stood
    assert ("Nicolás Maduro", "Donald Trump", Polarity.FAVOUR) not in stood


def test_washington_is_a_government_in_the_body_and_a_place_in_the_credit_line(
    record: EnrichedArticleV1, text: str
) -> None:
    government = [m for e in record.entities for m in e.mentions if m.text == "Washington"]
    place = [m for p in record.places for m in p.mentions if m.text == "Washington"]
    assert [m.start for m in government] == [text.index("Washington last month")]
    assert [m.start for m in place] == [text.index("Washington and Bogota")]


def test_another_process_gives_the_same_bytes(path: Path) -> None:
    command = [sys.executable, "-c", "from stancewire.cli import main; main()", "code", str(path)]
    runs = [
        subprocess.run([*command, "--published", PUBLISHED], capture_output=True, check=True).stdout
        for _ in range(2)
    ]
    assert runs[0] == runs[1]
    assert len(runs[0].splitlines()) == 1
