"""Whether two tellings tell one deed: same type, nothing that contradicts, and something that ties them.

Nothing contradicts: sides, date, place, numbers, "first" v "third". Ties: a shared side, or words that point back
("the strike").
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from stancewire.nlp import telling
from stancewire.nlp.document import DateMention, Document, Entity, Event, Magnitude
from stancewire.nlp.same_sides import agree, agree_on_touched, shared, vague
from stancewire.nlp.tree import Token
from stancewire_schemas.codes import EntityType, EventStatus, EventType

HAPPENED: Final = (EventStatus.ASSERTED, EventStatus.HABITUAL, EventStatus.HISTORICAL)
_SPOKEN: Final = frozenset(
    {EventType.REQUEST, EventType.AGREE, EventType.THREATEN, EventType.SUPPORT, EventType.ACCUSE, EventType.REJECT,
     EventType.CONCEDE}
)  # fmt: skip
_OWN_DEEDS: Final = frozenset({"abduct", "beat", "cleansing", "destroy", "sexual", "torture"})
_DISTINCT: Final = frozenset(
    {EventType.SANCTION, EventType.AID, EventType.REJECT, EventType.SUPPORT, EventType.COOPERATE, EventType.RETREAT,
     EventType.COERCE}
)  # fmt: skip
_MAX_ROW: Final = 6
_MOST_OVER: Final = 5.0
_FEW: Final = 50.0


@dataclass(slots=True)
class Group:
    """An event under growth, with what its tellings say beside the record."""

    event: Event
    last: Token
    ordinals: set[str] = field(default_factory=set)
    deeds: set[str] = field(default_factory=set)
    content: set[str] = field(default_factory=set)
    things: set[str] = field(default_factory=set)


def is_same(document: Document, known: Group, told: Group) -> bool:
    """Tell whether a later telling is of the event that is known."""
    a, b = known.event, told.event
    if a.type is not b.type or not _same_status(a, b):
        return False
    if is_headlined(document, a, b):
        return True
    if not _same_mode(a, b):
        return False
    trigger = telling.trigger_of(document, b)
    if not _one_sentence_of_court(a, b) and _side_by_side(telling.trigger_of(document, a), trigger, a.type):
        return False
    if telling.is_another(trigger) or (known.ordinals and told.ordinals and known.ordinals != told.ordinals):
        return False
    taken_up = points_at_attack(told)
    if not taken_up and _of_other_things(known, told):
        return False
    known_deed = taken_up or bool(telling.points_back(trigger) & known.deeds)
    if not agree(a.actors, b.actors) or _met_others(a, b):
        return False
    goes_on = a.mentions[-1].sentence != b.mentions[0].sentence and shared(a.actors, b.actors)
    one_side = (known_deed or goes_on) and vague(a.recipients, b.recipients)
    if not one_side and not agree_on_touched(a.recipients, b.recipients):
        return False
    if not (_same_time(a.date, b.date) and _same_place(a, b) and _same_numbers(a.magnitudes, b.magnitudes)):
        return False
    return known_deed or _tied(known, told)


def points_at_attack(told: Group) -> bool:
    """Tell words for violence that was told before, and say nothing of who did it: "the attack", "the killings"."""
    event = told.event
    if event.type is not EventType.ASSAULT or event.actors or told.ordinals:
        return False
    return telling.names_known_attack(told.last)


def _of_other_things(known: Group, told: Group) -> bool:
    """Tell whether two deeds touch other things and nobody in common; a riot's stones and tyres are one."""
    if told.event.type is EventType.PROTEST or not (known.things and told.things):
        return False
    return not known.things & told.things and not shared(known.event.recipients, told.event.recipients)


def is_headlined(document: Document, a: Event, b: Event) -> bool:
    """Tell whether the headline tells what the lead tells: same deed, and no two countries that cannot be one."""
    headline = telling.headline_end(document)
    if not headline or a.mentions[-1].trigger.end > headline or b.mentions[0].trigger.end <= headline:
        return False
    if b.mentions[0].trigger.start > telling.lead_end(document) or not _same_numbers(a.magnitudes, b.magnitudes):
        return False
    sides = ((a.actors, b.actors), (a.recipients, b.recipients))
    return not any(_apart(one, other) for one, other in sides)


def _apart(a: list[Entity], b: list[Entity]) -> bool:
    known, other = {e.country for e in a}, {e.country for e in b}
    return bool(a and b) and None not in known | other and not known & other


def _side_by_side(first: Token, second: Token, kind: EventType) -> bool:
    """Tell two deeds in a row: "severed ties with Rwanda and recalled its envoys"."""
    return kind in _DISTINCT and first.lemma_ != second.lemma_ and _follows_in_row(first, second)


def _follows_in_row(first: Token, second: Token) -> bool:
    for _ in range(_MAX_ROW):
        if second.dep_ != "conj" or second.pos_ != "VERB":
            return False
        second = second.head
        if second.i == first.i:
            return True
    return False


def _one_sentence_of_court(a: Event, b: Event) -> bool:
    """To convict and to jail for it is one SANCTION."""
    return a.mode == b.mode == "convict"


def _same_mode(a: Event, b: Event) -> bool:
    """A weapon may be told later; to burn, abduct or torture is another deed than to kill."""
    if a.mode == b.mode:
        return True
    if a.type is EventType.CONSULT and "visit" in {a.mode, b.mode}:
        return _one_visit(a, b)
    return not (a.mode and b.mode) and not {a.mode, b.mode} & _OWN_DEEDS


def _one_visit(a: Event, b: Event) -> bool:
    """Tell whether a meeting is part of a visit: with whom the visitor met is whom he visited, as far as told."""
    hosts = [entity for entity in (*a.recipients, *b.recipients) if entity.type is not EntityType.PLACE]
    met = [entity for entity in (*a.actors, *b.actors) if entity not in a.actors or entity not in b.actors]
    return shared(a.actors, b.actors) and (not hosts or not met or shared(hosts, met))


def _met_others(a: Event, b: Event) -> bool:
    """Tell two meetings of one man: "met the governors, and later held talks with the generals"."""
    if a.type is not EventType.CONSULT or "visit" in {a.mode, b.mode}:
        return False
    fewer, more = sorted((a.actors, b.actors), key=len)
    if len(fewer) > 1 and not all(shared([entity], more) for entity in fewer):
        return True
    first = [entity for entity in a.actors if entity not in b.actors]
    second = [entity for entity in b.actors if entity not in a.actors]
    named = len(a.actors) > len(first) and min(len(a.actors), len(b.actors)) > 1
    return named and bool(first and second) and not shared(first, second)


def _same_status(a: Event, b: Event) -> bool:
    if a.status is b.status:
        return True
    if EventStatus.HISTORICAL in {a.status, b.status} and not (_is_dated(a) and _is_dated(b)):
        # What the day's news leaves undated is not the war's beginning years ago.
        return False
    return a.status in HAPPENED and b.status in HAPPENED


def _is_dated(event: Event) -> bool:
    return event.date is not None and event.date.first is not None


def _tied(known: Group, told: Group) -> bool:
    a, b = known.event, told.event
    by_actors, by_recipients = shared(a.actors, b.actors), shared(a.recipients, b.recipients)
    if by_actors and by_recipients:
        return True
    lacks_actor = not (a.actors and b.actors)
    if b.type is EventType.ASSAULT and lacks_actor and _told_with_cause(known, told):
        return True
    if b.type in _SPOKEN:
        # The same speaker may say many things to nobody in particular.
        return by_actors and len(known.content & told.content) >= 2
    if by_actors or not lacks_actor or b.type not in _DISTINCT:
        return by_actors or (by_recipients and lacks_actor)
    # "Deputies were stripped of posts" and "Brussels froze aid to Slovakia" have a country in common, no deed.
    return any(entity in b.recipients for entity in a.recipients)


def _told_with_cause(known: Group, told: Group) -> bool:
    """Tell whether one clause holds both: harm and how it came about, or two harms, one of them in numbers only."""
    first, second = known.last, told.last
    if telling.brings_about(first, second) or telling.brings_about(second, first):
        return True
    return not told.event.recipients and telling.shares_breath(first, second)


def _same_time(a: DateMention | None, b: DateMention | None) -> bool:
    if _lasts(a) is not _lasts(b):
        # "Has been fighting since 2023" dates no deed of the day.
        return False
    if a is None or b is None or a.first is None or b.first is None:
        return True
    return a.first <= (b.last or b.first) and b.first <= (a.last or a.first)


def _lasts(day: DateMention | None) -> bool:
    return day is not None and day.first is not None and day.last is None


def _same_place(a: Event, b: Event) -> bool:
    if a.place is None or b.place is None or a.place is b.place:
        return True
    if a.place.country and b.place.country and a.place.country != b.place.country:
        return False
    return not (a.place.kind == b.place.kind == "city")


def _same_numbers(a: list[Magnitude], b: list[Magnitude]) -> bool:
    return all(_overlap(one, other) for one in a for other in b if one.kind is other.kind)


def _overlap(one: Magnitude, other: Magnitude) -> bool:
    low, high = _bounds(one)
    other_low, other_high = _bounds(other)
    return low <= other_high and other_low <= high


def _bounds(number: Magnitude) -> tuple[float, float]:
    """Return between what a number lies; "at least 23" is not the 68,000 of the whole war."""
    low = number.low if number.low is not None else (number.value or 0.0)
    return low, number.high if number.high is not None else max(_MOST_OVER * low, _FEW)
