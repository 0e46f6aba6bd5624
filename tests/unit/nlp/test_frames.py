"""Every line of the predicate lexicon is coded as it says, by its own example."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from event_reading import chain, told

from stancewire.errors import UserError
from stancewire.nlp.document import Document, Entity, Event
from stancewire.nlp.figurative import idiomatic
from stancewire.nlp.frame import Frame
from stancewire.nlp.frames import Frames
from stancewire.nlp.ontology import rows
from stancewire.nlp.parser import Parser
from stancewire_schemas.codes import EventStatus

_NEEDED = {"entities", "coreference", "events"}


@pytest.fixture(scope="module")
def frames() -> Frames:
    return Frames.load()


@pytest.mark.model
def test_every_frame_codes_its_example_with_its_type_and_sides(parser: Parser, frames: Frames) -> None:
    read = [component for name, component in chain() if name in _NEEDED]
    parses = parser.language.pipe((frame.example for frame in frames.all), batch_size=256)
    wrong: list[str] = []
    for frame, parse in zip(frames.all, parses, strict=True):
        tree = parser._tree(parse)  # noqa: SLF001  # one batch is three times as fast as one parse an example
        document = Document(text=frame.example, parse=tree, published=datetime(2025, 9, 21, tzinfo=UTC))
        for component in read:
            component(document)
        if not any(_is_example(document, frame, event) for event in document.events):
            wrong.append(f"{frame.id}: {frame.example}")
    assert wrong == []


def _is_example(document: Document, frame: Frame, event: Event) -> bool:
    sides = ((frame.example_actors, event.actors), (frame.example_recipients, event.recipients))
    return event.type is frame.type and all(_are(document, names, entities) for names, entities in sides)


def _are(document: Document, names: tuple[str, ...], entities: list[Entity]) -> bool:
    written = [document.text[m.start : m.end].lower() for entity in entities for m in entity.mentions]
    found = (any(words in name.lower() or name.lower() in words for words in written) for name in names)
    return len(names) == len(entities) and all(found)


def test_there_are_thousands_of_predicates_for_all_types(frames: Frames) -> None:
    assert len(frames.all) >= 5_000
    assert len({(frame.trigger, frame.pos) for frame in frames.all}) >= 1_000
    assert len({frame.type for frame in frames.all}) == 16


def test_ids_are_unique_and_no_two_frames_of_a_type_ask_the_same(frames: Frames) -> None:
    assert len({frame.id for frame in frames.all}) == len(frames.all)
    asked = [(f.trigger, f.pos, frozenset(f.needs), f.type, f.mode) for f in frames.all]
    assert len(set(asked)) == len(asked)


def test_a_frame_with_a_cell_too_few_is_refused(tmp_path: pytest.TempPathFactory) -> None:
    broken = tmp_path / "own.tsv"  # type: ignore[operator]  # pytest's own stub types the fixture loosely
    broken.write_text("own.frame\thug\tverb\n", encoding="utf-8")
    with pytest.raises(UserError, match="13 cells"):
        Frames.load([broken])


@pytest.mark.model
def test_no_idiom_tells_an_event(parser: Parser, frames: Frames) -> None:
    unreal = {EventStatus.NEGATED.value, EventStatus.HYPOTHETICAL.value}
    for phrase, example in rows("frames/idioms.tsv"):
        parse = parser.parse(example)
        assert idiomatic(list(parse), frames), phrase
        assert [event for event in told(parser, example) if event.split()[-1] not in unreal] == [], phrase
