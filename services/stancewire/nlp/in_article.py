"""One event, many sentences: tellings of the same event inside the article become one.

Two tellings join when their type is the same, nothing contradicts (sides, date, place, numbers, "first" v "third"),
and something ties them: a shared side, or words that point back ("the strike"). Status: only tellings of one kind
join; among what happened `asserted` outranks `habitual` and `historical`. A claim stays a claim only where no
telling makes it the article's own. Later detail fills gaps; what the first telling says is kept.
"""

from __future__ import annotations

from typing import Final

from stancewire.nlp import telling
from stancewire.nlp.document import DateMention, Document, Entity, Event
from stancewire.nlp.same_deed import HAPPENED, Group, is_headlined, is_same, points_at_attack
from stancewire.nlp.same_sides import are_places
from stancewire_schemas.codes import EventStatus, Granularity

_FINE: Final = (Granularity.DAY, Granularity.WEEK, Granularity.RANGE, Granularity.MONTH, Granularity.QUARTER)
_NEARBY: Final = 40


def merge_tellings(document: Document) -> None:
    """Join tellings of one event and sort events by first trigger. A repeat changes nothing."""
    groups: list[Group] = []
    for event in sorted(document.events, key=lambda e: (e.mentions[0].trigger, e.type.value)):
        told = _group(document, event)
        # The nearest earlier event is the likeliest; a window keeps long articles linear.
        near = (g for g in reversed(groups[-_NEARBY:]) if g.event.type is event.type)
        known = next((g for g in near if is_same(document, g, told)), None)
        if known is None:
            if not _only_points_back(groups, told):
                groups.append(told)
        else:
            if is_headlined(document, known.event, event):
                # A headline has no room; the lead says who.
                known.event.actors = event.actors or known.event.actors
                known.event.recipients = event.recipients or known.event.recipients
            _join(known, told)
    document.events[:] = [group.event for group in groups]


def _group(document: Document, event: Event) -> Group:
    trigger = telling.trigger_of(document, event)
    return Group(
        event,
        trigger,
        telling.ordinals(trigger),
        telling.names_deed(trigger),
        telling.content(trigger),
        telling.things(document, trigger),
    )


def _only_points_back(groups: list[Group], told: Group) -> bool:
    """Tell a word that takes up violence told before and tells none: "if the killings do not stop"."""
    event = told.event
    if event.status in HAPPENED or event.recipients or not points_at_attack(told):
        return False
    return any(group.event.type is event.type and group.event.status in HAPPENED for group in groups)


def _join(known: Group, told: Group) -> None:
    a, b = known.event, told.event
    a.mentions = sorted([*a.mentions, *b.mentions], key=lambda mention: mention.trigger)
    if a.mode is None and b.mode is not None:
        a.mode, a.cameo, a.goldstein = b.mode, b.cameo, b.goldstein
    if a.status in HAPPENED:
        a.status = min(a.status, b.status, key=HAPPENED.index)
    if a.claimed_by is not None and b.claimed_by is None and b.status is EventStatus.ASSERTED:
        a.claimed_by = None
    if a.mode == "visit" and a.actors != b.actors:
        visitors = [entity for entity in a.actors if entity in b.actors] or a.actors
        met = [entity for entity in (*a.actors, *b.actors) if entity not in visitors]
        hosts = [] if are_places(a.recipients) else a.recipients
        a.actors, a.recipients = visitors, hosts or list(dict.fromkeys(met)) or a.recipients
    else:
        a.actors = _fuller(a.actors, b.actors)
    a.recipients = [entity for entity in _fuller(a.recipients, b.recipients) if entity not in a.actors]
    _fill(a, b)
    known.last = told.last
    known.ordinals |= told.ordinals
    known.deeds |= told.deeds
    known.content |= told.content
    known.things |= told.things


def _fuller(first: list[Entity], later: list[Entity]) -> list[Entity]:
    if are_places(first) and not are_places(later):
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
