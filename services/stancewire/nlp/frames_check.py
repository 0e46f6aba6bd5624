"""Whether a user's own frames say what they mean: each is coded by its own example."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from pathlib import Path

from stancewire.nlp import coreference, entities, events
from stancewire.nlp.document import Document, Entity, Event
from stancewire.nlp.frame import Frame
from stancewire.nlp.frames import Frames
from stancewire.nlp.gazetteer import Gazetteer
from stancewire.nlp.knowledge import Knowledge
from stancewire.nlp.parser import Parser


def problems_of(files: Iterable[Path], knowledge: Knowledge) -> list[str]:
    """Return a line for each frame of the files whose example is not coded as it claims, in order.

    Raise UserError for a file or line that cannot be read.
    """
    shipped = {frame.id for frame in Frames.load().all}
    frames = Frames.load(files)
    own = frames.all[len(shipped) :]
    parser, gazetteer = Parser(), Gazetteer.load()
    components = (
        partial(entities.find_entities, knowledge=knowledge, gazetteer=gazetteer),
        partial(coreference.resolve, knowledge=knowledge),
        partial(events.find_events, frames=frames),
    )
    found: list[str] = [f"{frame.id}: the id is taken" for frame in own if frame.id in shipped]
    for frame in own:
        document = Document(text=frame.example, parse=parser.parse(frame.example), published=None)
        for component in components:
            component(document)
        if not any(_is_told(document, frame, event) for event in document.events):
            found.append(f"{frame.id}: its example is not coded so: {frame.example}")
    return found


def _is_told(document: Document, frame: Frame, event: Event) -> bool:
    sides = ((frame.example_actors, event.actors), (frame.example_recipients, event.recipients))
    return event.type is frame.type and all(_are(document, names, parties) for names, parties in sides)


def _are(document: Document, names: tuple[str, ...], parties: list[Entity]) -> bool:
    written = [document.text[m.start : m.end].lower() for party in parties for m in party.mentions]
    named = (any(words in name.lower() or name.lower() in words for words in written) for name in names)
    return len(names) == len(parties) and all(named)
