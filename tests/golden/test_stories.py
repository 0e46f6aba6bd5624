"""What the sample stories come out as, line by line; a change shows as a difference that a person reads."""

from __future__ import annotations

from pathlib import Path

import pytest
from golden_lines import lines_of

from stancewire_schemas import EnrichedArticleV1
from stancewire_schemas.codes import EventStatus, EventType

pytestmark = pytest.mark.model

Stories = dict[str, tuple[str, EnrichedArticleV1]]
FOLDER = Path(__file__).parent / "records"
NAMES = sorted(path.stem for path in FOLDER.glob("*.txt"))


@pytest.mark.parametrize("name", NAMES)
def test_a_story_comes_out_as_it_was_reviewed(stories: Stories, name: str, request: pytest.FixtureRequest) -> None:
    path, found = FOLDER / f"{name}.txt", lines_of(stories[name][1])
    if request.config.getoption("--write-golden"):
        path.write_text(found, encoding="utf-8")
    assert found == path.read_text(encoding="utf-8")


def test_the_reviewed_stories_are_many_and_of_every_event_type() -> None:
    assert len(NAMES) >= 20
    told = {line.split()[1] for name in NAMES for line in (FOLDER / f"{name}.txt").read_text("utf-8").splitlines()}
    assert {member.value for member in EventType} <= told


def test_every_span_of_every_story_slices_to_its_words(stories: Stories) -> None:
    for name, (text, record) in stories.items():
        for start, end, words in spans_of(record.model_dump(mode="json")):
            assert text[start:end] == words, name


def test_every_reference_leads_to_an_entity_quote_or_place(stories: Stories) -> None:
    for name, (_, record) in stories.items():
        entities, quotes = {e.ref for e in record.entities}, {q.ref for q in record.quotes}
        for event in record.events:
            parties = {*event.actors, *event.recipients, *filter(None, [event.claimed_by])}
            assert parties <= entities, name
            assert event.place is None or event.place.ref in {p.ref for p in record.places}, name
        for stance in record.stances:
            assert {*filter(None, [stance.holder, stance.target])} <= entities, name
            assert stance.quote is None or stance.quote in quotes, name


def test_nobody_stands_towards_himself_or_acts_on_himself(stories: Stories) -> None:
    for name, (_, record) in stories.items():
        assert all(s.holder is None or s.holder != s.target for s in record.stances), name
        assert all(not set(e.actors) & set(e.recipients) for e in record.events), name


def test_what_is_only_feared_or_figurative_is_no_fact(stories: Stories) -> None:
    for name in ("northern-1804", "alpine-1102"):
        facts = [e.type for e in stories[name][1].events if e.status == EventStatus.ASSERTED]
        assert not {*facts} & {EventType.ASSAULT, EventType.COERCE, EventType.MOBILIZE, EventType.THREATEN}, name


def spans_of(value: object) -> list[tuple[int, int, str]]:
    """Return start, end and text of every object in a record that has the three."""
    if isinstance(value, list):
        return [span for item in value for span in spans_of(item)]
    if not isinstance(value, dict):
        return []
    own = [(value["start"], value["end"], value["text"])] if {"start", "end", "text"} <= value.keys() else []
    return own + [span for item in value.values() for span in spans_of(item)]
