"""One event, many sentences: tellings of the same event inside the article become one.

Two tellings join when their type is the same, nothing contradicts (sides, date, place, numbers, "first" v "third"),
and something ties them: a shared side, or words that point back ("the strike"). Status: only tellings of one kind
join; among what happened `asserted` outranks `habitual` and `historical`. A claim stays a claim only where no
telling makes it the article's own. Later detail fills gaps; what the first telling says is kept.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from spacy.tokens import Token

from stancewire.nlp import telling
from stancewire.nlp.document import DateMention, Document, Entity, Event, Magnitude
from stancewire_schemas.codes import EntityType, EventStatus, EventType, Granularity

_HAPPENED: Final = (EventStatus.ASSERTED, EventStatus.HABITUAL, EventStatus.HISTORICAL)
_SPOKEN: Final = frozenset(
    {EventType.REQUEST, EventType.AGREE, EventType.THREATEN, EventType.SUPPORT, EventType.ACCUSE, EventType.REJECT,
     EventType.CONCEDE}
)  # fmt: skip
_OWN_DEEDS: Final = frozenset({"abduct", "beat", "cleansing", "destroy", "sexual", "torture"})
_DISTINCT: Final = frozenset(
    {EventType.SANCTION, EventType.AID, EventType.REJECT, EventType.SUPPORT, EventType.COOPERATE, EventType.RETREAT}
)
_BODIES: Final = frozenset({EntityType.COUNTRY, EntityType.GOVERNMENT})
_FINE: Final = (Granularity.DAY, Granularity.WEEK, Granularity.RANGE, Granularity.MONTH, Granularity.QUARTER)
_NEARBY: Final = 40
_MOST_OVER: Final = 5.0
_FEW: Final = 50.0


@dataclass(slots=True)
class _Group:
    """An event under growth, with what its tellings say beside the record."""

    event: Event
    last: Token
    ordinals: set[str] = field(default_factory=set)
    deeds: set[str] = field(default_factory=set)
    content: set[str] = field(default_factory=set)
    things: set[str] = field(default_factory=set)


def merge_tellings(document: Document) -> None:
    """Join tellings of one event and sort events by first trigger. A repeat changes nothing."""
    groups: list[_Group] = []
    for event in sorted(document.events, key=lambda e: (e.mentions[0].trigger, e.type.value)):
        told = _group(document, event)
        # The nearest earlier event is the likeliest; a window keeps long articles linear.
        known = next((g for g in reversed(groups[-_NEARBY:]) if _same(document, g, told)), None)
        if known is None:
            groups.append(told)
        else:
            if _headlined(document, known.event, event):
                # A headline has no room; the lead says who.
                known.event.actors = event.actors or known.event.actors
                known.event.recipients = event.recipients or known.event.recipients
            _join(known, told)
    document.events[:] = [group.event for group in groups]


def _group(document: Document, event: Event) -> _Group:
    trigger = telling.trigger_of(document, event)
    return _Group(
        event,
        trigger,
        telling.ordinals(trigger),
        telling.names_deed(trigger),
        telling.content(trigger),
        telling.things(document, trigger),
    )


def _same(document: Document, known: _Group, told: _Group) -> bool:
    a, b = known.event, told.event
    if a.type is not b.type or not _same_status(a, b):
        return False
    if _headlined(document, a, b):
        return True
    if not _same_mode(a, b):
        return False
    trigger = telling.trigger_of(document, b)
    if not _one_sentence_of_court(a, b) and _side_by_side(telling.trigger_of(document, a), trigger, a.type):
        return False
    if telling.is_another(trigger) or (known.ordinals and told.ordinals and known.ordinals != told.ordinals):
        return False
    if _of_other_things(known, told):
        return False
    pointing = telling.points_back(trigger)
    known_deed = bool(pointing & known.deeds)
    if not _agree(a.actors, b.actors):
        return False
    one_side = known_deed and _vague(a.recipients, b.recipients)
    if not one_side and not _agree_on_touched(a.recipients, b.recipients):
        return False
    if not (_same_time(a.date, b.date) and _same_place(a, b) and _same_numbers(a.magnitudes, b.magnitudes)):
        return False
    return known_deed or _tied(known, told)


def _of_other_things(known: _Group, told: _Group) -> bool:
    """Tell whether two deeds touch other things and nobody in common; a riot's stones and tyres are one."""
    if told.event.type is EventType.PROTEST or not (known.things and told.things):
        return False
    return not known.things & told.things and not _shared(known.event.recipients, told.event.recipients)


def _headlined(document: Document, a: Event, b: Event) -> bool:
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
    row = second.dep_ == "conj" and second.head.i == first.i and second.pos_ == "VERB"
    return row and kind in _DISTINCT and first.lemma_ != second.lemma_


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
    hosts = [*a.recipients, *b.recipients]
    met = [entity for entity in (*a.actors, *b.actors) if entity not in a.actors or entity not in b.actors]
    return _shared(a.actors, b.actors) and (not hosts or not met or _shared(hosts, met))


def _same_status(a: Event, b: Event) -> bool:
    if a.status is b.status:
        return True
    if EventStatus.HISTORICAL in {a.status, b.status} and not (_is_dated(a) and _is_dated(b)):
        # What the day's news leaves undated is not the war's beginning years ago.
        return False
    return a.status in _HAPPENED and b.status in _HAPPENED


def _is_dated(event: Event) -> bool:
    return event.date is not None and event.date.first is not None


def _tied(known: _Group, told: _Group) -> bool:
    a, b = known.event, told.event
    by_actors, by_recipients = _shared(a.actors, b.actors), _shared(a.recipients, b.recipients)
    if by_actors and by_recipients:
        return True
    lacks_actor = not (a.actors and b.actors)
    if b.type is EventType.ASSAULT and lacks_actor and _told_with_cause(known, told):
        return True
    if b.type in _SPOKEN:
        # The same speaker may say many things to nobody in particular.
        return by_actors and len(known.content & told.content) >= 2
    return by_actors or (by_recipients and not (a.actors and b.actors))


def _told_with_cause(known: _Group, told: _Group) -> bool:
    """Tell whether one clause holds both: harm and how it came about, or two harms, one of them in numbers only."""
    first, second = known.last, told.last
    if telling.brings_about(first, second) or telling.brings_about(second, first):
        return True
    return not told.event.recipients and telling.shares_breath(first, second)


def _shared(a: list[Entity], b: list[Entity]) -> bool:
    return any(_alike(one, other) for one in a for other in b)


def _alike(one: Entity, other: Entity) -> bool:
    if one is other:
        return True
    related = one.country is not None and one.country == other.country
    return related and (one.type in _BODIES or other.type in _BODIES)


def _agree(a: list[Entity], b: list[Entity]) -> bool:
    return not a or not b or _shared(a, b)


def _agree_on_touched(a: list[Entity], b: list[Entity]) -> bool:
    """Those hurt and the place where they were are no contradiction: "the attack on Sumy", "killed 35 people"."""
    return _agree(a, b) or _are_places(a) is not _are_places(b)


def _are_places(side: list[Entity]) -> bool:
    return all(entity.type is EntityType.PLACE for entity in side)


def _vague(a: list[Entity], b: list[Entity]) -> bool:
    """Tell whether one side names nobody closer than "people"."""
    return any(
        all(entity.type is EntityType.POPULATION and entity.country is None for entity in side) for side in (a, b)
    )


def _same_time(a: DateMention | None, b: DateMention | None) -> bool:
    if a is None or b is None or a.first is None or b.first is None:
        return True
    return a.first <= (b.last or b.first) and b.first <= (a.last or a.first)


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


def _join(known: _Group, told: _Group) -> None:
    a, b = known.event, told.event
    a.mentions = sorted([*a.mentions, *b.mentions], key=lambda mention: mention.trigger)
    if a.mode is None and b.mode is not None:
        a.mode, a.cameo, a.goldstein = b.mode, b.cameo, b.goldstein
    if a.status in _HAPPENED:
        a.status = min(a.status, b.status, key=_HAPPENED.index)
    if a.claimed_by is not None and b.claimed_by is None and b.status is EventStatus.ASSERTED:
        a.claimed_by = None
    if a.mode == "visit" and a.actors != b.actors:
        visitors = [entity for entity in a.actors if entity in b.actors] or a.actors
        met = [entity for entity in (*a.actors, *b.actors) if entity not in visitors]
        a.actors, a.recipients = visitors, a.recipients or list(dict.fromkeys(met))
    else:
        a.actors = _fuller(a.actors, b.actors)
    a.recipients = _fuller(a.recipients, b.recipients)
    _fill(a, b)
    known.last = told.last
    known.ordinals |= told.ordinals
    known.deeds |= told.deeds
    known.content |= told.content
    known.things |= told.things


def _fuller(first: list[Entity], later: list[Entity]) -> list[Entity]:
    if first and _are_places(first) and not _are_places(later):
        return list(later)
    holds_all = all(entity in later for entity in first)
    return list(later) if holds_all and len(later) > len(first) else first


def _fill(a: Event, b: Event) -> None:
    if a.date is None or (b.date is not None and _grain(b.date) < _grain(a.date)):
        a.date = b.date or a.date
    if a.place is None:
        a.place, a.place_role = b.place, b.place_role
    known = {(number.kind, number.start) for number in a.magnitudes}
    a.magnitudes += [number for number in b.magnitudes if (number.kind, number.start) not in known]
    a.magnitudes.sort(key=lambda number: number.start)
    a.contexts |= b.contexts
    a.confidence = round(min(0.99, max(a.confidence, b.confidence) + 0.02), 3)


def _grain(day: DateMention) -> int:
    return _FINE.index(day.granularity) if day.granularity in _FINE else len(_FINE)
