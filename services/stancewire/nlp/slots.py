"""The words around a trigger by the name of their slot, each slot read once and only when it is asked for.

A slot is "subj", "obj" or another of `_READERS` and `DIRECT`, else a preposition. For a noun, the verb that lends
it its arguments is looked up among the light verbs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import chain
from typing import Final

from stancewire.nlp import arguments
from stancewire.nlp.coordination import conjuncts
from stancewire.nlp.direct_slots import DIRECT
from stancewire.nlp.event_nouns import fallen, governor, participles, parts_of, series_of
from stancewire.nlp.frame import LightVerb
from stancewire.nlp.prepositions import prepositions
from stancewire.nlp.subjects import subjects, surface_subjects
from stancewire.nlp.tree import Token
from stancewire.nlp.voice import is_passive

# "Deputies backed it, including four of the party" names some of those who did.
_LISTING: Final = frozenset({"including", "excluding", "except", "besides"})
# "On the sidelines of the summit" says where, not who.
_BESIDES: Final = frozenset({"sideline", "margin", "fringe", "heel", "eve"})
_TIMES: Final = frozenset({"DATE", "TIME"})
_VERBAL: Final = frozenset({"VERB", "AUX"})
_AWAY: Final = frozenset({"out", "off", "away"})
# "Agreed to talks" may be read as an infinitive, whose noun counts as behind "to".
_AS_INFINITIVE: Final = "to"


class Slots:
    """A trigger and what stands around it. `holder` stands for a noun in the clause ("series" of strikes)."""

    __slots__ = ("_light", "_light_verbs", "_read", "around", "holder", "is_noun", "token")

    def __init__(
        self, token: Token, light_verbs: Mapping[str, tuple[LightVerb, ...]], around: frozenset[str]
    ) -> None:
        """Take a trigger, the verbs, by lemma, that lend a noun their arguments, and all words in reach.

        Nothing is read yet. A preposition that is not in reach is not looked for.
        """
        self.token, self.around = token, around
        self.is_noun = token.pos_ not in _VERBAL
        self.holder = series_of(token)
        self._light_verbs = light_verbs
        self._light: tuple[LightVerb, Token] | bool | None = self.is_noun
        self._read: dict[str, list[Token]] = {}

    def slot(self, name: str) -> list[Token]:
        """Return the words in a slot; none where nothing stands there."""
        found = self._read.get(name)
        if found is None:
            found = self._read[name] = self._find(name)
        return found

    def _find(self, name: str) -> list[Token]:
        if name in _READERS:
            return _READERS[name](self)
        if name in DIRECT:
            return DIRECT[name](self.token)
        return _prepositional(self, name) if name in self.around or name == _AS_INFINITIVE else []

    @property
    def light(self) -> tuple[LightVerb, Token] | None:
        """The light verb that governs this noun, with its token."""
        if isinstance(self._light, bool):
            self._light = self._find_light() if self._light else None
        return self._light

    def _find_light(self) -> tuple[LightVerb, Token] | None:
        verb, slot = governor(self.holder)
        if verb is None:
            return None
        return next(((light, verb) for light in self._light_verbs.get(verb.lemma_, ()) if light.slot == slot), None)


def _prepositional(slots: Slots, name: str) -> list[Token]:
    """Return what stands behind a preposition; "on Monday" is nobody that is called on."""
    found = prepositions(slots.token).get(name)
    if found is None or not (found or name in _AWAY) or _are_times(found):
        found = _borrowed(slots, name)
    elif not found:
        # "was driven out"
        found = [slots.token]
    return [token for token in found if token.ent_type_ not in _TIMES]


def _are_times(nouns: list[Token]) -> bool:
    """Tell whether all are days: behind "on Monday", "lifted the sanctions on Mali on Monday" has another "on"."""
    return bool(nouns) and all(noun.ent_type_ in _TIMES for noun in nouns)


def _borrowed(slots: Slots, name: str) -> list[Token]:
    """Return what stands behind the preposition of a word near by.

    Parsers hang "by Iran" of "the cancellation of the visit by Iran" on either noun.
    """
    either_side = _may_stand_before(slots, name)
    inner = (noun for noun in _inner(slots, name) if either_side or noun.i > slots.token.i)
    places = chain(_carriers(slots), inner)
    return next((nouns for place in places if (nouns := prepositions(place).get(name))), [])


def _may_stand_before(slots: Slots, name: str) -> bool:
    """Tell whether it may stand before the trigger: a passive has there what others have behind.

    "Sanctions on Chad were lifted."
    """
    passive = name in {"on", "against"} and not slots.is_noun and is_passive(slots.token)
    return passive or name == "between"


def _inner(slots: Slots, name: str) -> Iterator[Token]:
    """Yield the words within: the object, what that is of, what stands behind prepositions of either.

    What is said of the subject holds its own: "was critical of Poland", "said sorry to China".
    """
    yield from (child for child in slots.token.children if child.dep_ == "acomp")
    things = _things(slots, name)
    own = (noun for how, nouns in prepositions(slots.token).items() if how not in _LISTING for noun in nouns)
    near = chain(things, (noun for thing in things for noun in parts_of(thing)), own)
    yield from (noun for noun in near if noun.lemma_ not in _BESIDES)
    yield from (
        n for thing in things for how, nouns in prepositions(thing).items() if how not in _LISTING for n in nouns
    )


def _things(slots: Slots, name: str) -> list[Token]:
    if slots.is_noun:
        return []
    # "Was outraged at": the preposition hangs on what is said of the subject.
    things = slots.slot("obj")[:1] or slots.slot("acomp")[:1]
    if name == "between":
        # "A truce between Chad and Sudan took effect": the sides stand at the subject.
        things = [*things, *surface_subjects(slots.token)[:1]]
    return things


def _carriers(slots: Slots) -> list[Token]:
    """Return the words beside a noun that may hold its prepositions: its series word, conjunct, light verb."""
    token = slots.token
    if not slots.is_noun:
        return []
    carriers = [slots.holder, *(child for child in token.children if child.dep_ == "conj")]
    if token.dep_ == "conj":
        carriers.append(token.head)
    if slots.light:
        carriers.append(slots.light[1])
    carriers += participles(token)
    return [carrier for carrier in carriers if carrier.i != token.i]


def _subjects(slots: Slots) -> list[Token]:
    if not slots.is_noun:
        return subjects(slots.token)
    light = slots.light
    return subjects(light[1]) if light and light[0].subject_as == "actor" else []


def _objects(slots: Slots) -> list[Token]:
    if not slots.is_noun:
        return arguments.objects(slots.token)
    light = slots.light
    if light is None or light[0].subject_as == "actor":
        # "a raid targeting soldiers", "flights carrying migrants"
        return [noun for verb in participles(slots.token) for noun in arguments.objects(verb)]
    reader = subjects if light[0].subject_as == "recipient" else arguments.objects
    return [token for token in reader(light[1]) if token.i != slots.holder.i]


def _possessors(slots: Slots) -> list[Token]:
    nouns = [slots.token] if slots.is_noun else slots.slot("obj")
    return [child for noun in nouns for child in noun.children if child.dep_ == "poss"]


def _modifiers(slots: Slots) -> list[Token]:
    around = arguments.modifiers(slots.holder) if slots.holder is not slots.token else []
    return [*arguments.modifiers(slots.token), *around]


def _qualities(slots: Slots) -> list[Token]:
    """Return what is said of subject or object: "was unjust", 'called the tariffs "unjustified and illegal"'."""
    own = [child for child in slots.token.children if child.dep_ in {"acomp", "oprd"} or _is_quality(child)]
    behind = (child for noun in slots.slot("obj") for child in noun.rights if child.dep_ == "amod")
    return own + [word for child in behind if child.pos_ == "ADJ" for word in conjuncts(child)]


def _is_quality(child: Token) -> bool:
    return child.pos_ == "ADJ" and child.dep_ in {"ccomp", "xcomp"}


def _adverbs(slots: Slots) -> list[Token]:
    """Return the adverbs; the parser may hang that of "opened a bridge together" on the object."""
    own = [child for child in slots.token.children if child.dep_ in {"advmod", "npadvmod"}]
    return own + [child for noun in slots.slot("obj") for child in noun.rights if child.dep_ == "advmod"]


_READERS: Final[dict[str, Callable[[Slots], list[Token]]]] = {
    "subj": _subjects,
    "obj": _objects,
    "poss": _possessors,
    "mod": _modifiers,
    "acomp": _qualities,
    "adv": _adverbs,
    "victims": lambda slots: fallen(slots.holder),
}
