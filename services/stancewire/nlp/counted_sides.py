"""Whom "the two sides" and "both leaders" take up: the last so many named together or dealing with each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from stancewire.nlp.coordination import conjuncts
from stancewire.nlp.document import Document, Entity, Event
from stancewire.nlp.tree import Token
from stancewire.nlp.word_sets import word_set
from stancewire_schemas.codes import EntityType

Lands = Mapping[str, Entity]
"""The countries of the text by their code."""

_COUNTS: Final = {"both": 2, "two": 2, "three": 3, "four": 4}
_MEN: Final = word_set(
    "leader president minister premier man woman chief envoy diplomat king general politician rival candidate "
    "chancellor monarch commander senator"
)
_STATES: Final = word_set(
    "country nation state neighbour neighbor power ally capital government foe republic kingdom superpower economy"
)
_SIDES: Final = word_set("side party camp army military faction group force team delegation")
_REACH: Final = 800
_NO_SIDE: Final = frozenset({EntityType.POPULATION, EntityType.OTHER, EntityType.PLACE})


def take_up_sides(document: Document) -> None:
    """Put those whom a counted group means in its place, in the sides of every event. A repeat changes nothing."""
    earlier: list[Event] = []
    lands = {e.country: e for e in reversed(document.entities) if e.type is EntityType.COUNTRY and e.country}
    for event in sorted(document.events, key=lambda event: event.mentions[0].token):
        event.actors = _taken_up(document, event, event.actors, earlier, lands)
        event.recipients = _taken_up(document, event, event.recipients, earlier, lands)
        earlier.append(event)


def _taken_up(
    document: Document, event: Event, side: list[Entity], earlier: list[Event], lands: Lands
) -> list[Entity]:
    found: list[Entity] = []
    for entity in side:
        noun = _counted_noun(document, event, entity)
        members = None if noun is None else _members(document, noun, earlier, lands)
        found += [member for member in members or (entity,) if member not in found]
    return found


def _counted_noun(document: Document, event: Event, entity: Entity) -> Token | None:
    """Return the noun of "the two leaders" in the event's sentence, or None for anybody else."""
    if entity.id is not None and not entity.id.startswith("sw:generic"):
        return None
    extent = event.mentions[0].sentence
    inside = (document.parse[m.head] for m in entity.mentions if extent.start <= m.start < extent.end)
    return next((noun for noun in inside if _count(noun) and _fitting(noun)), None)


def _count(noun: Token) -> int:
    """Return how many a definite group is said to be; 0 where nothing says so, or where more tells who they are."""
    words = {child.lower_ for child in noun.lefts}
    told = any(child.dep_ in {"amod", "compound", "poss", "nmod"} for child in noun.lefts)
    told = told or any(child.dep_ in {"prep", "relcl", "acl", "appos"} for child in noun.rights)
    count = next((_COUNTS[word] for word in words if word in _COUNTS), 0)
    return count if not told and ("both" in words or "the" in words) else 0


def _fitting(noun: Token) -> frozenset[str] | None:
    lemma = noun.lemma_.lower()
    return next((kind for kind in (_MEN, _STATES, _SIDES) if lemma in kind), None)


def _members(document: Document, noun: Token, earlier: list[Event], lands: Lands) -> list[Entity] | None:
    """Return the members by a row of names or the sides of a deed: the nearest, or those twice as much in view."""
    count, kind = _count(noun), _fitting(noun)
    best: list[Entity] | None = None
    for _, sides in sorted([*_rows(document, noun), *_dealings(earlier, noun)], key=lambda found: -found[0]):
        fit = [side for entity in sides if (side := _as_member(entity, kind, lands)) is not None]
        whole = list(dict.fromkeys(fit))
        if len(whole) != count or len(whole) != len(sides) or not _are_apart(whole):
            continue
        if best is None or _in_view(whole) >= 2 * _in_view(best):
            best = whole
    return best


def _in_view(members: list[Entity]) -> int:
    """Return how often the text speaks of the one whom it names least."""
    return min(len(member.mentions) for member in members)


def _rows(document: Document, noun: Token) -> Iterator[tuple[int, list[Entity]]]:
    tokens = document.parse[max(0, noun.left_edge.i - _REACH) : noun.left_edge.i]
    for token in tokens:
        if token.dep_ != "conj" and any(child.dep_ == "conj" for child in token.rights):
            yield token.i, [e for word in conjuncts(token) if (e := document.entity_of(word)) is not None]


def _dealings(earlier: list[Event], noun: Token) -> Iterator[tuple[int, list[Entity]]]:
    for event in reversed(earlier):
        at = event.mentions[0].token
        if at < noun.i - _REACH:
            return
        if at < noun.i:
            yield at, [*event.actors, *event.recipients]


def _as_member(entity: Entity, kind: frozenset[str] | None, lands: Lands) -> Entity | None:
    """Return the entity as a member of that kind: a minister who met another stands for his country."""
    if entity.type in _NO_SIDE:
        return None
    if kind is _MEN:
        return entity if entity.type is EntityType.PERSON else None
    if kind is _STATES:
        if entity.country is None or entity.type is EntityType.ARMED_GROUP:
            return None
        return lands.get(entity.country, entity)
    return entity


def _are_apart(members: list[Entity]) -> bool:
    """Tell whether no two of them are one country's: a minister and his own government are no two sides."""
    known = [entity.country for entity in members if entity.country is not None]
    return len(known) == len(set(known)) or all(entity.type is EntityType.PERSON for entity in members)
