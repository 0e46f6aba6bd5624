"""One frame: a predicate in one sense, with the tests on its surroundings and the slots of its roles."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Final

from stancewire_schemas.codes import EventType

ANY_ENTITY: Final = "*"


@dataclass(frozen=True)
class Need:
    """A test on one slot: it must be filled, by one of `words` or by an entity; `barred` turns it round.

    `*` stands for any entity, `*state` for a country or its government, `*decider` for these and named people,
    `*people` for people who are no body.
    """

    slot: str
    words: frozenset[str]
    barred: bool

    @cached_property
    def slots(self) -> tuple[str, ...]:
        """The slots of which one must hold it: "from|out" names two."""
        return tuple(self.slot.split("|"))

    @cached_property
    def is_plain(self) -> bool:
        """Whether only words are asked for, and no kind of entity."""
        return not any(word.startswith(ANY_ENTITY) for word in self.words)


@dataclass(frozen=True)
class Frame:
    """One predicate in one sense. `actor` and `recipient` list slots in the order in which they are tried."""

    id: str
    trigger: str
    pos: str
    needs: tuple[Need, ...]
    type: EventType
    mode: str | None
    cameo: str
    actor: tuple[str, ...]
    recipient: tuple[str, ...]
    flags: frozenset[str]
    example: str
    example_actors: tuple[str, ...]
    example_recipients: tuple[str, ...]

    @cached_property
    def told(self) -> tuple[frozenset[str], ...]:
        """The words that its tests ask for: of each set one must stand in the sentence."""
        return tuple(need.words for need in self.needs if need.words and need.is_plain and not need.barred)

    def may_fit(self, vocabulary: frozenset[str]) -> bool:
        """Tell whether a sentence of these words can meet the tests; a look at sets, before any slot is read."""
        return not any(map(vocabulary.isdisjoint, self.told))


@dataclass(frozen=True, slots=True)
class LightVerb:
    """A verb whose argument `slot` holds an event noun; its subject is that event's actor or recipient."""

    lemma: str
    slot: str
    subject_as: str
