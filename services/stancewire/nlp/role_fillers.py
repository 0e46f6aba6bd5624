"""Who fills a frame's roles: the entities in its slots, and those told elsewhere in the clause."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from stancewire.nlp.authors import DOCUMENTS
from stancewire.nlp.document import Entity
from stancewire.nlp.fillers import UNDERGONE, adjectival, resolve_all
from stancewire.nlp.frame import Frame
from stancewire.nlp.predicate import Predicate
from stancewire.nlp.prepositions import prepositions
from stancewire.nlp.tree import Token
from stancewire_schemas.codes import EventType

_WARNING: Final = frozenset({"warn", "threaten", "vow", "pledge", "promise", "announce"})
_TAKING: Final = "192"
_WRITTEN_TO: Final = frozenset({EventType.REQUEST, EventType.THREATEN})
_TOUCHED: Final = {
    (EventType.ASSAULT, None): ("obj", "on", "against", "of", "at", "into", "toward", "towards"),
    (EventType.CONSULT, None): ("with",),
    (EventType.CONSULT, "visit"): ("obj", "subj"),
    (EventType.CONSULT, "third-party"): ("subj",),
    (EventType.AGREE, None): ("with", "to"),
    (EventType.SUPPORT, None): ("obj", "to", "with", "for"),
    (EventType.CONCEDE, None): ("to",),
    (EventType.REJECT, None): ("from", "to", "with"),
    (EventType.AID, None): ("to", "into", "in", "for", "over", "obj"),
    (EventType.THREATEN, None): ("obj", "on", "against", "to"),
    (EventType.COOPERATE, None): ("to", "with"),
    (EventType.ACCUSE, None): ("obj", "against", "to", "with"),
    (EventType.REQUEST, None): ("obj", "on", "to", "from", "with"),
    (EventType.SANCTION, None): ("obj", "on", "against", "to", "with", "from"),
    (EventType.RETREAT, "return"): ("to",),
    (EventType.RETREAT, "release"): ("to",),
}
# Where the thing stands whose owner is the other side when nobody else is told.
_OWNED: Final = {
    EventType.AGREE: ("~obj", "~to"),
    EventType.REJECT: ("obj",),
    EventType.ACCUSE: ("obj",),
    EventType.SUPPORT: ("obj",),
    EventType.SANCTION: ("obj",),
    EventType.COERCE: ("obj",),
    EventType.ASSAULT: ("obj",),
    EventType.CONCEDE: ("~to", "~for"),
}


def role(predicate: Predicate, slots: tuple[str, ...], taken: Sequence[Entity] = ()) -> list[Entity]:
    """Return the first slot's entities that resolve and are more than those `taken`; slots with "+" go together."""
    for group in slots:
        found: list[Entity] = []
        for name in group.split("+"):
            found += [e for e in _fillers(predicate, name) if e not in found]
        if any(entity not in taken for entity in found):
            return found
    return []


def _fillers(predicate: Predicate, name: str) -> list[Entity]:
    if name == "mod":
        found = adjectival(predicate.document, predicate.token)
        holder = predicate.holder
        return found or (adjectival(predicate.document, holder) if holder.i != predicate.token.i else [])
    if name.startswith("~"):
        # Only whose it is: of "the town" or "strikes" the owner, never the thing itself.
        things = (t for t in predicate.slot(name[1:]) if _is_owned(predicate, t))
        return resolve_all(predicate.document, things)
    return resolve_all(predicate.document, _fit(predicate, name))


def _is_owned(predicate: Predicate, token: Token) -> bool:
    """Tell a thing, which only leads to its owner, from a side; "Houthi missiles" are their owner's hand."""
    entity = predicate.document.entity_of(token)
    if entity is None:
        return True
    classes = predicate.frames.classes
    return entity.country is not None and token.lemma_.lower() in classes["attackword"] | classes["weapon"]


def _fit(predicate: Predicate, name: str) -> list[Token]:
    """Return a slot's words, without those to whom the deed would be done: "asked for the release of students"."""
    found = [token for token in predicate.slot(name) if token not in predicate.meant]
    if name != "of" or predicate.is_noun:
        return found
    return [token for token in found if not (token.head.lower_ == "of" and token.head.head.lemma_ in UNDERGONE)]


def sufferers(predicate: Predicate) -> list[Entity]:
    """Return who meets with a noun's deed by the verb that tells it: "Belarus faces sanctions"."""
    light = predicate.light
    meets = light is not None and light[0].subject_as == "recipient"
    return resolve_all(predicate.document, predicate.slot("obj")) if meets else []


def whence(predicate: Predicate, frame: Frame, actors: list[Entity]) -> list[Entity]:
    """Return whose the target is by where it comes from: "a strike on vessels from Chad"."""
    struck = frame.type is EventType.ASSAULT and predicate.is_noun
    if not actors or not (struck or frame.type is EventType.SANCTION):
        return []
    things = [*predicate.slot("on"), *predicate.slot("against")]
    return resolve_all(predicate.document, predicate.slot("from")) if things else []


def behind(predicate: Predicate, frame: Frame) -> list[Entity]:
    """Return whose the deed is that is protested at: "lodged a protest over Chad's decision"."""
    if frame.type is not EventType.ACCUSE or frame.mode != "disapprove":
        return []
    return next((found for name in ("~over", "~about", "~at") if (found := _fillers(predicate, name))), [])


def addressed(predicate: Predicate, frame: Frame) -> list[Entity]:
    """Return to whom the writing goes that asks or threatens: "in a letter to the UN, Iran demanded"."""
    if predicate.is_noun or frame.type not in _WRITTEN_TO:
        return []
    letters = (noun for noun in predicate.slot("in") if noun.lemma_.lower() in DOCUMENTS)
    return resolve_all(predicate.document, (to for noun in letters for to in prepositions(noun).get("to", ())))


def owners_of_target(predicate: Predicate, frame: Frame) -> list[Entity]:
    """Return whose the thing is that a verb's deed is about: "accepted an Indian offer", "seized a Greek ship"."""
    if predicate.is_noun or not frame.recipient or "reciprocal" in frame.flags:
        return []
    found = (_fillers(predicate, name) for name in _OWNED.get(frame.type, ()))
    return next((sides for owners in found if (sides := [e for e in owners if e.country is not None])), [])


def masters(predicate: Predicate) -> list[Entity]:
    """Return for whom those act who are named by him: Serbia, for "its president warned that Serbia"."""
    if predicate.is_noun or predicate.token.lemma_ not in _WARNING:
        return []
    words = [child for noun in predicate.slot("subj") for child in noun.children if child.dep_ == "poss"]
    if any(word.pos_ == "PRON" for word in words):
        # "Serbia will answer, its president warned": the pronoun takes up who is spoken of before.
        words += [token for token in predicate.slot("compsubj") if token.i < predicate.token.i]
    return resolve_all(predicate.document, words)


def touched_places(predicate: Predicate, frame: Frame) -> tuple[Entity, ...]:
    """Return the places that stand for the recipient; a town that is taken only changes hands."""
    if frame.cameo == _TAKING:
        return ()
    told = {slot.lstrip("~") for group in frame.recipient for slot in group.split("+")}
    names = _TOUCHED.get((frame.type, frame.mode)) or _TOUCHED.get((frame.type, None), ())
    slots = (predicate.slot(name) for name in names if name in told)
    return next((tuple(found) for tokens in slots if (found := predicate.places.of(tokens))), ())
