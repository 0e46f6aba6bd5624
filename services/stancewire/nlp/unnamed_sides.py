"""Whether an event is told though a side is not named: passives, nouns, things that act, people who are counted."""

from __future__ import annotations

from typing import Final

from stancewire.nlp.document import Entity
from stancewire.nlp.frame import Frame
from stancewire.nlp.modality import status_of
from stancewire.nlp.performatives import FIRST, STATING
from stancewire.nlp.predicate import Predicate
from stancewire.nlp.tree import Token
from stancewire_schemas.codes import EventStatus, EventType

_WITHOUT_ACTOR: Final = frozenset(
    {
        EventType.ASSAULT, EventType.COERCE, EventType.SANCTION, EventType.RETREAT, EventType.AID, EventType.ACCUSE,
        EventType.MOBILIZE, EventType.THREATEN, EventType.SUPPORT, EventType.COOPERATE,
    }
)  # fmt: skip
# What a text without a known author may say by "we" or "I".
_STATED: Final = frozenset({EventType.ACCUSE, EventType.REQUEST, EventType.SUPPORT, EventType.REJECT})
_OWN_ACTS: Final = STATING | {"appal", "outrage", "be"}
_PRESENT: Final = frozenset({"am", "are", "'m", "'re", "\u2019m", "\u2019re"})
_OF_SOMEBODY: Final = frozenset({EventType.SUPPORT, EventType.COOPERATE, EventType.ACCUSE})
_COUNTS: Final = frozenset({"dozen", "score", "hundred", "thousand", "several", "many"})
_INSTRUMENTS: Final = "attackword"


def may_lack_actor(predicate: Predicate, frame: Frame) -> bool:
    """Tell whether the actor is left out (a passive, a noun), or only a thing ("a blast") stands there."""
    if predicate.is_noun or "subj" not in " ".join(frame.actor) or "bare" in frame.flags:
        return True
    subjects = predicate.slot("subj")
    if not subjects:
        return True
    if frame.type is EventType.ASSAULT:
        return any(_is_instrument(predicate, token) or token.pos_ == "PRON" for token in subjects)
    return _is_stated(predicate, frame)


def _is_stated(predicate: Predicate, frame: Frame) -> bool:
    """Tell "We condemn the attack" in a text that does not say who "we" are: whoever issues it does so."""
    verb = predicate.token
    if frame.type not in _STATED or verb.lemma_ not in _OWN_ACTS or predicate.is_noun:
        return False
    present = any(child.lower_ in _PRESENT for child in verb.children if child.dep_ in {"aux", "auxpass"})
    return (present or verb.tag_ in {"VBP", "VB"}) and all(t.lower_ in FIRST for t in predicate.slot("subj"))


def _is_instrument(predicate: Predicate, token: Token) -> bool:
    return not predicate.frames.classes[_INSTRUMENTS].isdisjoint({token.lemma_.lower(), token.lower_})


def stands_without_actor(predicate: Predicate, frame: Frame, recipients: list[Entity]) -> bool:
    """Tell whether the event is told though nobody is said to do it: "a bomb went off", "was shot dead"."""
    if "owned" in frame.flags:
        return False
    if predicate.slot("subj") and _is_stated(predicate, frame):
        return status_of(predicate.token) is EventStatus.ASSERTED
    if "bare" in frame.flags:
        return not predicate.is_noun or _takes_place(predicate)
    if frame.type is EventType.ACCUSE and frame.mode != "investigate" and predicate.token.dep_ == "acl":
        # "a man accused of theft" says who he is, not that anybody has now accused him.
        return False
    if frame.type in {EventType.SUPPORT, EventType.COOPERATE} and predicate.token.dep_ == "acl":
        # "steel imported from Chile" says which steel, not that anybody has now bought it.
        return False
    if predicate.is_noun and frame.type in _OF_SOMEBODY and frame.mode != "investigate":
        return False
    suffered = bool(recipients) or (frame.type is EventType.ASSAULT and _counts_victims(predicate))
    return suffered and frame.type in _WITHOUT_ACTOR


def _takes_place(predicate: Predicate) -> bool:
    """Tell whether the clause says that a noun's deed happened; "the story of a bombing" only names it."""
    return predicate.light is not None or predicate.holder.dep_ in {"nsubj", "nsubjpass", "ROOT"}


def _counts_victims(predicate: Predicate) -> bool:
    """Tell whether a number says how many suffered it: "five were wounded", "wounded twelve drinkers"."""
    return not predicate.is_noun and any(
        t.tag_ == "CD" or t.lemma_ in _COUNTS or any(c.dep_ == "nummod" for c in t.children)
        for t in predicate.slot("obj")
    )


def aims_at_act(predicate: Predicate) -> bool:
    """Tell whether the object is a deed ("condemned the raid"): whose it is may stand elsewhere."""
    acts = predicate.frames.classes["act"]
    return any(
        t.lemma_.lower() in acts or t.lemma_.lower() in predicate.frames.nouns for t in predicate.slot("obj")
    )


def is_plural(predicate: Predicate) -> bool:
    """Tell whether the one side named is many ("the leaders met")."""
    return any(
        token.tag_ in {"NNS", "NNPS"} and predicate.document.entity_of(token) is not None
        for name in ("subj", "between", "of")
        for token in predicate.slot(name)
    )
