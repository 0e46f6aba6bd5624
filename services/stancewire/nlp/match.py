"""A frame that fits a predicate: its roles filled, or the reason why it tells no event."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from stancewire.nlp.document import Entity
from stancewire.nlp.fillers import UNDERGONE, adjectival, resolve_all
from stancewire.nlp.frames import Frame
from stancewire.nlp.predicate import Predicate
from stancewire.nlp.tree import Token
from stancewire_schemas.codes import EntityType, EventType, Sector

_WITHOUT_ACTOR: Final = frozenset(
    {
        EventType.ASSAULT, EventType.COERCE, EventType.SANCTION, EventType.RETREAT, EventType.AID, EventType.ACCUSE,
        EventType.MOBILIZE, EventType.THREATEN, EventType.SUPPORT, EventType.COOPERATE,
    }
)  # fmt: skip
_OF_SOMEBODY: Final = frozenset({EventType.SUPPORT, EventType.COOPERATE, EventType.ACCUSE})
_LEADING: Final = frozenset({Sector.ELITE, Sector.RELIGION, Sector.OPPOSITION, Sector.PARTY})
_COUNTS: Final = frozenset({"dozen", "score", "hundred", "thousand", "several", "many"})
_INSTRUMENTS: Final = "attackword"
_WARNING: Final = frozenset({"warn", "threaten", "vow", "pledge", "promise", "announce"})
_TAKING: Final = "192"
_TOUCHED: Final = {
    (EventType.ASSAULT, None): ("obj", "on", "against", "of"),
    (EventType.CONSULT, "visit"): ("obj", "subj"),
    (EventType.CONSULT, "third-party"): ("subj",),
    (EventType.REJECT, None): ("from",),
    (EventType.AID, None): ("to", "into", "in", "for", "over", "obj"),
    (EventType.THREATEN, None): ("obj", "on", "against"),
    (EventType.COOPERATE, None): ("to",),
    (EventType.RETREAT, "return"): ("to",),
    (EventType.RETREAT, "release"): ("to",),
}


@dataclass(frozen=True, slots=True)
class Match:
    """An event to be, as its frame reads it.

    `leaders` are the actors who stand in the actor's own slots; `places` are touched where no recipient is told.
    """

    predicate: Predicate
    type: EventType
    mode: str | None
    cameo: str
    actors: tuple[Entity, ...]
    recipients: tuple[Entity, ...]
    flags: frozenset[str]
    rule: str
    tests: int
    consumed: frozenset[int]
    leaders: tuple[Entity, ...] = ()
    places: tuple[Entity, ...] = ()


def fill(predicate: Predicate, frame: Frame) -> Match | None:
    """Return the match with its roles, or None where nobody fit to act or suffer stands in the slots."""
    actors = _role(predicate, frame.actor)
    if not actors and not _may_lack_actor(predicate, frame):
        return None
    recipients = _role(predicate, frame.recipient, actors)
    leaders = tuple(actors)
    if "reciprocal" in frame.flags:
        actors, recipients = actors + [e for e in recipients if e not in actors], []
    else:
        recipients = recipients or _sufferers(predicate)
    recipients = recipients or _whence(predicate, frame, actors) or _behind(predicate, frame)
    own = [*actors, *masters(predicate)]
    recipients = [entity for entity in recipients if entity not in own]
    sides = [*actors, *recipients]
    if frame.type is EventType.CONSULT and sides and all(map(_decides_nothing, sides)):
        # Families and voters meet too; what is coded is that those who decide do.
        return None
    places = () if recipients else _places(predicate, frame)
    if "need" in frame.flags and not recipients and not _aims_at_act(predicate):
        return None
    if not actors and not _stands_without_actor(predicate, frame, [*recipients, *places]):
        return None
    if "pair" in frame.flags and len(actors) + len(recipients) < 2 and not _plural(predicate):
        return None
    if "two" in frame.flags and len(actors) + len(recipients) < 2:
        # "Its forces held drills": many on one side do not act together with another.
        return None
    return Match(
        predicate, frame.type, frame.mode, frame.cameo, tuple(actors), tuple(recipients), frame.flags, frame.id,
        len(frame.needs), frozenset(predicate.consumed(frame)), leaders, places,
    )  # fmt: skip


def _decides_nothing(entity: Entity) -> bool:
    """Tell villagers from their elders, and workers from a union's leaders."""
    return entity.type is EntityType.POPULATION and entity.sector not in _LEADING


def _stands_without_actor(predicate: Predicate, frame: Frame, recipients: list[Entity]) -> bool:
    """Tell whether the event is told though nobody is said to do it: "a bomb went off", "was shot dead"."""
    if "owned" in frame.flags:
        return False
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


def _counts_victims(predicate: Predicate) -> bool:
    """Tell whether a number says how many suffered it: "five were wounded", "wounded twelve drinkers"."""
    return not predicate.is_noun and any(
        t.tag_ == "CD" or t.lemma_ in _COUNTS or any(c.dep_ == "nummod" for c in t.children)
        for t in predicate.slot("obj")
    )


def _places(predicate: Predicate, frame: Frame) -> tuple[Entity, ...]:
    """Return the places that stand for the recipient; a town that is taken only changes hands."""
    if frame.cameo == _TAKING:
        return ()
    told = {slot.lstrip("~") for group in frame.recipient for slot in group.split("+")}
    names = _TOUCHED.get((frame.type, frame.mode)) or _TOUCHED.get((frame.type, None), ())
    slots = (predicate.slot(name) for name in names if name in told)
    return next((tuple(found) for tokens in slots if (found := predicate.places.of(tokens))), ())


def _sufferers(predicate: Predicate) -> list[Entity]:
    """Return who meets with a noun's deed by the verb that tells it: "Belarus faces sanctions"."""
    light = predicate.light
    meets = light is not None and light[0].subject_as == "recipient"
    return resolve_all(predicate.document, predicate.slot("obj")) if meets else []


def _whence(predicate: Predicate, frame: Frame, actors: list[Entity]) -> list[Entity]:
    """Return whose the target is by where it comes from: "a strike on vessels from Chad"."""
    struck = frame.type is EventType.ASSAULT and predicate.is_noun
    if not actors or not (struck or frame.type is EventType.SANCTION):
        return []
    things = [*predicate.slot("on"), *predicate.slot("against")]
    return resolve_all(predicate.document, predicate.slot("from")) if things else []


def _behind(predicate: Predicate, frame: Frame) -> list[Entity]:
    """Return whose the deed is that is protested at: "lodged a protest over Chad's decision"."""
    if frame.type is not EventType.ACCUSE or frame.mode != "disapprove":
        return []
    return next((found for name in ("~over", "~about", "~at") if (found := _fillers(predicate, name))), [])


def masters(predicate: Predicate) -> list[Entity]:
    """Return for whom those act who are named by him: Serbia, for "its president warned that Serbia"."""
    if predicate.is_noun or predicate.token.lemma_ not in _WARNING:
        return []
    words = [child for noun in predicate.slot("subj") for child in noun.children if child.dep_ == "poss"]
    if any(word.pos_ == "PRON" for word in words):
        # "Serbia will answer, its president warned": the pronoun takes up who is spoken of before.
        words += [token for token in predicate.slot("compsubj") if token.i < predicate.token.i]
    return resolve_all(predicate.document, words)


def _takes_place(predicate: Predicate) -> bool:
    """Tell whether the clause says that a noun's deed happened; "the story of a bombing" only names it."""
    return predicate.light is not None or predicate.holder.dep_ in {"nsubj", "nsubjpass", "ROOT"}


def _role(predicate: Predicate, slots: tuple[str, ...], taken: Sequence[Entity] = ()) -> list[Entity]:
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
        things = (t for t in predicate.slot(name[1:]) if predicate.document.entity_of(t) is None)
        return resolve_all(predicate.document, things)
    return resolve_all(predicate.document, _fit(predicate, name))


def _fit(predicate: Predicate, name: str) -> list[Token]:
    """Return a slot's words, without those to whom the deed would be done: "asked for the release of students"."""
    found = predicate.slot(name)
    if name != "of" or predicate.is_noun:
        return found
    return [token for token in found if not (token.head.lower_ == "of" and token.head.head.lemma_ in UNDERGONE)]


def _may_lack_actor(predicate: Predicate, frame: Frame) -> bool:
    """Tell whether the actor is left out (a passive, a noun), or only a thing ("a blast") stands there."""
    if predicate.is_noun or "subj" not in " ".join(frame.actor) or "bare" in frame.flags:
        return True
    subjects = predicate.slot("subj")
    if not subjects:
        return True
    if frame.type is EventType.ASSAULT:
        return any(_is_instrument(predicate, token) or token.pos_ == "PRON" for token in subjects)
    return False


def _aims_at_act(predicate: Predicate) -> bool:
    """Tell whether the object is a deed ("condemned the raid"): whose it is may stand elsewhere."""
    acts = predicate.frames.classes["act"]
    return any(
        t.lemma_.lower() in acts or t.lemma_.lower() in predicate.frames.nouns for t in predicate.slot("obj")
    )


def _is_instrument(predicate: Predicate, token: Token) -> bool:
    return not predicate.frames.classes[_INSTRUMENTS].isdisjoint({token.lemma_.lower(), token.lower_})


def _plural(predicate: Predicate) -> bool:
    """Tell whether the one side named is many ("the leaders met")."""
    return any(
        token.tag_ in {"NNS", "NNPS"} and predicate.document.entity_of(token) is not None
        for name in ("subj", "between", "of")
        for token in predicate.slot(name)
    )
