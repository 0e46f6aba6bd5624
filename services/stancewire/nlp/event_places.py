"""Which place belongs to which event, and what it is to it: site, origin, destination or transit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from stancewire.nlp.datelines import find_datelines
from stancewire.nlp.document import Document, Event, Extent, Place
from stancewire.nlp.tree import Token
from stancewire.nlp.trigger_tree import REPORTING, TriggerTree
from stancewire.nlp.word_sets import word_list, word_set
from stancewire_schemas.codes import EventType, PlaceRole

_DEEDS: Final = frozenset(
    {EventType.ASSAULT, EventType.PROTEST, EventType.COERCE, EventType.RETREAT, EventType.MOBILIZE, EventType.AID,
     EventType.COOPERATE}
)  # fmt: skip
_IN_ONE_PLACE: Final = frozenset({EventType.ASSAULT, EventType.PROTEST})
_ROLE_OF: Final[dict[str, PlaceRole]] = {
    **dict.fromkeys(
        word_list(
            "in at near on off inside outside around across along throughout within beside opposite over "
            "under amid between beyond"
        ),
        PlaceRole.SITE,
    ),
    **dict.fromkeys(("from",), PlaceRole.ORIGIN),
    **dict.fromkeys(("to", "into", "toward", "towards", "onto", "for"), PlaceRole.DESTINATION),
    **dict.fromkeys(("via", "through"), PlaceRole.TRANSIT),
}
_LEAVING: Final = word_set("leave quit flee evacuate exit vacate abandon depart")
_REACHING: Final = word_set("enter reach visit tour")
_FINENESS: Final = {"city": 0, "other": 1, "region": 2, "sea": 2, "country": 3}
_MAX_CLIMB: Final = 12


@dataclass(frozen=True, slots=True)
class _Offer:
    """A place that a trigger may take, the nearer and finer the better."""

    place: Place
    role: PlaceRole
    steps: int
    start: int

    @property
    def rank(self) -> tuple[int, int, int, int]:
        return (_ROLE_ORDER[self.role], _FINENESS.get(self.place.kind, 2), self.steps, self.start)


_ROLE_ORDER: Final = {
    PlaceRole.SITE: 0,
    PlaceRole.DESTINATION: 1,
    PlaceRole.ORIGIN: 2,
    PlaceRole.TRANSIT: 3,
    PlaceRole.DATELINE: 4,
}


def place_events(document: Document, tree: TriggerTree) -> None:
    """Set `place` and `place_role` of each event whose own words say where; never from a dateline."""
    offers: dict[int, list[_Offer]] = {}
    datelines = find_datelines(document)
    for place in document.places:
        for extent in place.mentions:
            if any(line.start <= extent.start and extent.end <= line.end for line in datelines):
                continue
            for trigger, offer in _offers(document, tree, place, extent):
                offers.setdefault(trigger, []).append(offer)
    for trigger in sorted(offers):
        best = min(offers[trigger], key=lambda offer: offer.rank)
        for event in tree.events[trigger]:
            if event.place is None:
                event.place, event.place_role = best.place, best.role


def _offers(document: Document, tree: TriggerTree, place: Place, extent: Extent) -> list[tuple[int, _Offer]]:
    span = document.parse.char_span(extent.start, extent.end, alignment_mode="expand")
    if span is None:
        return []
    token, preposition = _governor(span.root)
    if preposition is None:
        return _direct(tree, place, token)
    role = _ROLE_OF.get(preposition.lower_)
    if role is None and preposition.lower_ == "of":
        return _of_noun(tree, place, preposition)
    if role is None:
        return []
    return _climb(tree, place, preposition, role)


def _governor(token: Token) -> tuple[Token, Token | None]:
    """Follow "and" and apposition to the first of a row, then the preposition above it."""
    for _ in range(_MAX_CLIMB):
        if token.dep_ in {"conj", "appos"} and token.head.pos_ in {"PROPN", "NOUN"}:
            token = token.head
        elif token.dep_ in {"compound", "nmod", "poss"} and token.head.i != token.i and token.head.dep_ == "pobj":
            # "at the Rafah crossing": the crossing hangs on the preposition.
            token = token.head
        else:
            break
    if token.dep_ in {"pobj", "pcomp"} and token.head.pos_ in {"ADP", "PART"}:
        return token, token.head
    return token, None


def _direct(tree: TriggerTree, place: Place, token: Token) -> list[tuple[int, _Offer]]:
    """Places without a preposition: "stormed Kherson", "the Kabul bombing", "Kyiv was hit", "left Niger"."""
    governor = token.head
    if governor.i not in tree.events or governor.i == token.i:
        return []
    event = tree.events[governor.i][0]
    role = _direct_role(token, governor, event)
    return [] if role is None else [(governor.i, _Offer(place, role, 1, token.i))]


def _direct_role(token: Token, governor: Token, event: Event) -> PlaceRole | None:
    if token.dep_ == "dobj":
        if governor.lemma_ in _LEAVING:
            return PlaceRole.ORIGIN
        if governor.lemma_ in _REACHING:
            return PlaceRole.DESTINATION
        return PlaceRole.SITE if event.type in _DEEDS else None
    if token.dep_ == "nsubjpass" or (token.dep_ in {"compound", "poss", "nmod"} and governor.pos_ == "NOUN"):
        return PlaceRole.SITE if event.type in _DEEDS | {EventType.CONSULT} else None
    return None


def _of_noun(tree: TriggerTree, place: Place, preposition: Token) -> list[tuple[int, _Offer]]:
    """Read "the bombing of Aleppo" and "in the city of Homs", "off the coast of Somalia"."""
    noun = preposition.head
    if noun.i in tree.events:
        deed = tree.events[noun.i][0].type in _DEEDS
        return [(noun.i, _Offer(place, PlaceRole.SITE, 1, preposition.i))] if deed else []
    for _ in range(_MAX_CLIMB):
        if noun.dep_ == "dobj" and noun.head.i in tree.events:
            deed = tree.events[noun.head.i][0].type in _DEEDS
            return [(noun.head.i, _Offer(place, PlaceRole.SITE, 2, preposition.i))] if deed else []
        if noun.dep_ != "pobj":
            return []
        role = _ROLE_OF.get(noun.head.lower_)
        if role is not None:
            return _climb(tree, place, noun.head, role)
        noun = noun.head.head
    return []


def _climb(tree: TriggerTree, place: Place, preposition: Token, role: PlaceRole) -> list[tuple[int, _Offer]]:
    """Go up to the nearest trigger; words about the actor or object place only deeds, not words about them."""
    token, steps, through_noun, through_subject = preposition, 0, False, False
    found: tuple[int, ...] = ()
    while steps < _MAX_CLIMB and token.head.i != token.i:
        through_subject = through_subject or token.dep_ == "nsubj"
        token, steps = token.head, steps + 1
        if token.i in tree.events:
            found = (token.i,)
            break
        if token.pos_ in {"VERB", "AUX"}:
            found = () if token.lemma_ in REPORTING and token.dep_ != "advcl" else tree.below(token)
            if found or token.dep_ != "advcl" or token.tag_ != "VBG":
                break
        through_noun = through_noun or token.pos_ in {"NOUN", "PROPN", "PRON"}
    else:
        return []
    offers: list[tuple[int, _Offer]] = []
    for trigger in found:
        loose = through_noun or (role is not PlaceRole.SITE and tree.parse[trigger].pos_ == "NOUN")
        event = tree.events[trigger][0]
        fitted = _fit(event, role, preposition, through_noun=loose, through_subject=through_subject)
        if fitted is not None:
            offers.append((trigger, _Offer(place, fitted, steps, preposition.i)))
    return offers


def _fit(
    event: Event, role: PlaceRole, preposition: Token, *, through_noun: bool, through_subject: bool
) -> PlaceRole | None:
    deed = event.type in _DEEDS
    if through_noun and not deed:
        return None
    if through_subject and role is not PlaceRole.SITE:
        return None
    if through_noun and role is not PlaceRole.SITE and event.type in _IN_ONE_PLACE:
        # "A strike on vessels from Chad": the vessels come from there, not the strike.
        return None
    if role is PlaceRole.ORIGIN and not deed:
        return PlaceRole.SITE if event.type is not EventType.CONSULT else None
    if role is PlaceRole.TRANSIT and event.type in {EventType.PROTEST, EventType.ASSAULT}:
        return PlaceRole.SITE
    if (
        role is PlaceRole.DESTINATION
        and (not deed or preposition.lower_ == "for")
        and event.type is not EventType.CONSULT
    ):
        return None
    return role
