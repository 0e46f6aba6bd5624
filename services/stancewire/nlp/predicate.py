"""A verb or noun that may tell an event, with its slots. Slots are read once each and only when a frame asks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from stancewire.nlp import arguments
from stancewire.nlp.document import Document
from stancewire.nlp.fillers import content_heads, resolve_all
from stancewire.nlp.frames import ANY_ENTITY, Frame, Frames, LightVerb, Need
from stancewire.nlp.place_sides import PlaceSides
from stancewire.nlp.tree import Token
from stancewire.nlp.word_sets import word_set
from stancewire_schemas.codes import EntityType

_SERIES: Final = word_set(
    "array barrage campaign chain day flurry hour month number pair raft rash round series session set "
    "spate string succession sort type wave week act form kind minute dozen dozens hundred hundreds "
    "scores one two three several some most many another case incident"
)
_PEOPLE: Final = frozenset({"him", "her", "them", "us", "me", "who", "whom", "he", "she", "they", "we", "himself"})
_LEADERS: Final = frozenset({"head", "boss", "founder", "member", "deputy", "organiser", "organizer"})
_REACHING: Final = frozenset(
    {"target", "kill", "wound", "injure", "hit", "carry", "move", "transport", "aim", "involve", "bring"}
)
# "On the sidelines of the summit" says where, not who.
_BESIDES: Final = frozenset({"sideline", "margin", "fringe", "heel", "eve"})
_TOLLS: Final = frozenset({"death", "killing", "wounding", "injury", "murder", "loss"})
_WANTED: Final = frozenset({"arrest", "capture", "conviction", "whereabouts", "location", "prosecution"})
_KINDS: Final = {
    "*state": frozenset({EntityType.COUNTRY, EntityType.GOVERNMENT}),
    "*decider": frozenset({EntityType.COUNTRY, EntityType.GOVERNMENT, EntityType.PERSON}),
    "*people": frozenset({EntityType.POPULATION}),
}
_TIMES: Final = frozenset({"DATE", "TIME"})
_ON_THE_MAP: Final = frozenset({"GPE", "LOC", "FAC"})
_VERBAL: Final = frozenset({"VERB", "AUX"})


@dataclass(slots=True)
class Predicate:
    """The trigger and what stands in each of its slots."""

    token: Token
    document: Document
    frames: Frames
    places: PlaceSides
    _slots: dict[str, list[Token]] = field(default_factory=dict)
    _lemmas: dict[str, frozenset[str]] = field(default_factory=dict)
    _light: tuple[LightVerb, Token] | None = None
    _prepared: bool = False

    @property
    def is_noun(self) -> bool:
        """Tell whether the trigger is a noun."""
        return self.token.pos_ not in _VERBAL

    def slot(self, name: str) -> list[Token]:
        """Return the words in a slot, named in `_READERS` or a preposition; none where nothing stands there."""
        if name not in self._slots:
            self._slots[name] = self._read(name)
        return self._slots[name]

    def meets(self, need: Need) -> bool:
        """Tell whether a test holds on a slot, or on one of several ("from|out")."""
        names = need.slot.split("|")
        fillers = [filler for name in names for filler in self.slot(name)]
        if not need.words:
            # "charged him with fraud" and "charged him with stealing": what follows may be a clause.
            present = bool(fillers) or any(arguments.has_particle(self.token, name) for name in names)
            return present != need.barred
        return self._has(names, fillers, need.words) != need.barred

    def _has(self, names: list[str], fillers: list[Token], words: frozenset[str]) -> bool:
        if any(not words.isdisjoint(self._words(name)) for name in names):
            return True
        if ANY_ENTITY in words and self._names_anybody(fillers):
            return True
        for kind, types in _KINDS.items() if fillers else ():
            if kind in words and any(e.type in types for e in resolve_all(self.document, fillers, descend=False)):
                return True
        return False

    def _words(self, name: str) -> frozenset[str]:
        """Return the lemmas in a slot, with those of the words that narrow them; read once."""
        if name not in self._lemmas:
            self._lemmas[name] = frozenset(word for filler in self.slot(name) for word in _wording(filler))
        return self._lemmas[name]

    def _names_anybody(self, fillers: list[Token]) -> bool:
        if any(filler.lower_ in _PEOPLE or filler.lemma_ in _LEADERS for filler in fillers):
            return True
        # A place that is no actor still says that the sentence is about countries rather than chess.
        places = any(filler.ent_type_ in _ON_THE_MAP for filler in fillers)
        return places or bool(resolve_all(self.document, fillers, descend=False)) or bool(self.places.of(fillers))

    def consumed(self, frame: Frame) -> list[int]:
        """Return the words that the tests named: they are part of this predicate and tell no event of their own."""
        found = [t.i for t in _sought(self.token)] if "wanted" in frame.recipient else []
        for need in frame.needs:
            if need.words and not need.barred:
                fillers = [f for name in need.slot.split("|") for f in self.slot(name) if f.i != self.token.i]
                told = [filler for filler in fillers if not need.words.isdisjoint(_wording(filler))]
                found += [noun.i for filler in told for noun in (filler, *content_heads(filler))]
        return found

    def _read(self, name: str) -> list[Token]:
        own = _READERS.get(name)
        if own is not None:
            return own(self)
        # "On Monday" is nobody that is called on.
        return [token for token in self._prepositional(name) if token.ent_type_ not in _TIMES]

    def _prepositional(self, name: str) -> list[Token]:
        own = arguments.prepositions(self.token)
        found = own.get(name)
        if found is not None and (found or name in {"out", "off", "away"}) and not _are_times(found):
            return found or [self.token]
        # Parsers hang "by Iran" of "the cancellation of the visit by Iran" on either noun.
        things = self.slot("obj")[:1] if not self.is_noun else []
        if name == "between" and not things and not self.is_noun:
            # "A truce between Chad and Sudan took effect": the sides stand at the subject.
            things = arguments.surface_subjects(self.token)[:1]
        inner = [
            *things,
            *(n for thing in things for n in _within(thing)),
            *(n for nouns in own.values() for n in nouns),
        ]
        inner = [noun for noun in inner if noun.lemma_ not in _BESIDES]
        inner += [n for thing in things for nouns in arguments.prepositions(thing).values() for n in nouns]
        # "Sanctions on Chad were lifted": a passive has before it what others have behind.
        before = (
            {"between"} if self.is_noun or not arguments.is_passive(self.token) else {"between", "on", "against"}
        )
        places = [*self._carriers(), *(noun for noun in inner if noun.i > self.token.i or name in before)]
        return next((n for place in places if (n := arguments.prepositions(place).get(name))), [])

    def _carriers(self) -> list[Token]:
        """Return the words beside a noun that may hold its prepositions: its series word, conjunct, light verb."""
        if not self.is_noun:
            return []
        carriers = [self.holder, *(child for child in self.token.children if child.dep_ == "conj")]
        if self.token.dep_ == "conj":
            carriers.append(self.token.head)
        if self.light:
            carriers.append(self.light[1])
        carriers += _participles(self.token)
        return [carrier for carrier in carriers if carrier.i != self.token.i]

    @property
    def holder(self) -> Token:
        """The noun that stands in the clause for this one: "series" of "a series of strikes"."""
        token = self.token
        while token.dep_ == "conj" and token.head.pos_ in {"NOUN", "PROPN"}:
            token = token.head
        if token.dep_ == "pobj" and token.head.lower_ == "of" and token.head.head.lemma_ in _SERIES:
            return token.head.head
        return token

    @property
    def light(self) -> tuple[LightVerb, Token] | None:
        """The light verb that governs this noun, with its token."""
        if not self._prepared:
            self._prepared = True
            self._light = self._find_light() if self.is_noun else None
        return self._light

    def _find_light(self) -> tuple[LightVerb, Token] | None:
        noun = self.holder
        verb, slot = _governor(noun)
        if verb is None:
            return None
        for light in self.frames.light.get(verb.lemma_, ()):
            if light.slot == slot:
                return light, verb
        return None

    def _subjects(self) -> list[Token]:
        if not self.is_noun:
            return arguments.subjects(self.token)
        light = self.light
        return arguments.subjects(light[1]) if light and light[0].subject_as == "actor" else []

    def _objects(self) -> list[Token]:
        if not self.is_noun:
            return arguments.objects(self.token)
        light = self.light
        if light is None or light[0].subject_as == "actor":
            # "a raid targeting soldiers", "flights carrying migrants"
            return [noun for verb in _participles(self.token) for noun in arguments.objects(verb)]
        reader = arguments.subjects if light[0].subject_as == "recipient" else arguments.objects
        return [t for t in reader(light[1]) if t.i != self.holder.i]

    def _complement_subjects(self) -> list[Token]:
        return [t for c in arguments.complements(self.token)[:1] for t in arguments.subjects(c)]


def _are_times(nouns: list[Token]) -> bool:
    """Tell whether all are days: behind "on Monday", "lifted the sanctions on Mali on Monday" has another "on"."""
    return bool(nouns) and all(noun.ent_type_ in _TIMES for noun in nouns)


def _wording(filler: Token) -> set[str]:
    heads = {filler, *content_heads(filler)}
    return {form for head in heads for word in (head, *arguments.modifiers(head)) for form in _forms(word)}


def _forms(word: Token) -> tuple[str, ...]:
    """Return the lemma; a plural at the head of a sentence may be taken for a name ("Inspectors entered")."""
    lemma = word.lemma_.lower()
    return (
        (lemma, lemma[:-1])
        if word.tag_ in {"NNP", "NNPS"} and word.is_sent_start and lemma.endswith("s")
        else (lemma,)
    )


def _governor(noun: Token) -> tuple[Token | None, str]:
    """Return the verb that a noun depends on, and how: obj, subj or the preposition."""
    head = noun.head
    if head.pos_ in _VERBAL:
        if noun.dep_ in {"dobj", "attr", "oprd"}:
            return head, "obj"
        if noun.dep_ == "nsubjpass":
            return head, "obj"
        if noun.dep_ == "nsubj":
            return head, "subj"
    if noun.dep_ == "pobj":
        verb = head.head
        while verb.dep_ == "prep":
            verb = verb.head
        if verb.pos_ in _VERBAL:
            return verb, "subj" if head.dep_ == "agent" else head.lower_
    if any(child.dep_ == "acl" and child.tag_ == "VBN" for child in noun.children):
        return next(c for c in noun.children if c.dep_ == "acl" and c.tag_ == "VBN"), "obj"
    clauses = [c for c in noun.children if c.dep_ == "relcl"]
    if clauses and noun.i in {t.i for t in arguments.objects(clauses[0])}:
        return clauses[0], "obj"
    return None, ""


def _sought(token: Token) -> list[Token]:
    """Return what a reward is offered for: "arrest" in "for information leading to his arrest"."""
    return [t for t in token.subtree if t.i > token.i and t.lemma_ in _WANTED]


def _within(noun: Token) -> list[Token]:
    """Return what a quantity or series is of: "sanctions" in "most of the sanctions", "a round of sanctions"."""
    inner = arguments.prepositions(noun).get("of", []) if noun.lemma_ in _SERIES else content_heads(noun)
    return [other for other in inner if other.i != noun.i]


def _fallen(noun: Token) -> list[Token]:
    """Return who died in the deed: "four shepherds" in "the deaths of four shepherds in a drone strike"."""
    if noun.dep_ != "pobj" or noun.head.lower_ not in {"in", "by", "from", "during"}:
        return []
    toll = noun.head.head
    return arguments.prepositions(toll).get("of", []) if toll.lemma_ in _TOLLS else []


def _owners_of(noun: Token) -> list[Token]:
    possessors = [child for child in noun.children if child.dep_ == "poss"]
    return possessors + arguments.prepositions(noun).get("of", [])


def _participles(noun: Token) -> list[Token]:
    return [c for c in noun.children if c.dep_ == "acl" and c.tag_ == "VBG" and c.lemma_ in _REACHING]


def _adjectives_behind(nouns: list[Token]) -> list[Token]:
    """Return what is said of an object behind it: 'called the tariffs "unjustified and illegal"'."""
    return [
        adjective
        for noun in nouns
        for child in noun.rights
        if child.dep_ == "amod" and child.pos_ == "ADJ"
        for adjective in arguments.conjuncts(child)
    ]


def _of_subject(verb: Token) -> list[Token]:
    return [child for child in verb.children if child.dep_ == "acomp"]


def _particles(predicate: Predicate) -> list[Token]:
    return [c for c in predicate.token.children if c.dep_ in {"prt", "advmod", "prep"}]


def _children(*labels: str) -> Callable[[Predicate], list[Token]]:
    return lambda predicate: [c for c in predicate.token.children if c.dep_ in labels]


_READERS: Final[dict[str, Callable[[Predicate], list[Token]]]] = {
    "subj": Predicate._subjects,  # noqa: SLF001  # the table of this class's own readers
    "obj": Predicate._objects,  # noqa: SLF001  # the same
    "compsubj": Predicate._complement_subjects,  # noqa: SLF001  # the same
    "state": lambda p: [
        c
        for clause in arguments.complements(p.token)[:1]
        for c in clause.children
        if c.dep_ in {"acomp", "attr", "prep"}
    ],
    "inf": lambda p: [c for c in arguments.complements(p.token) if arguments.is_infinitive(c)],
    "comp": lambda predicate: arguments.complements(predicate.token),
    "prt": _particles,
    "poss": lambda p: [
        child
        for noun in ([p.token] if p.is_noun else p.slot("obj"))
        for child in noun.children
        if child.dep_ == "poss"
    ],
    "acomp": lambda p: (
        [
            c
            for c in p.token.children
            if c.dep_ in {"acomp", "oprd"} or (c.pos_ == "ADJ" and c.dep_ in {"ccomp", "xcomp"})
        ]
        + _adjectives_behind(p.slot("obj"))
    ),
    "attr": _children("attr", "oprd"),
    "compobj": lambda p: [t for c in arguments.complements(p.token)[:1] for t in arguments.objects(c)],
    "victims": lambda p: _fallen(p.holder),
    "iobj": lambda p: arguments.receivers(p.token),
    "mod": lambda p: [
        *arguments.modifiers(p.token),
        *(arguments.modifiers(p.holder) if p.holder.i != p.token.i else []),
    ],
    "rel": lambda p: [c for c in p.token.children if c.dep_ == "dobj" and c.tag_ in {"WDT", "WP"}],
    "wanted": lambda p: [n for t in _sought(p.token) for n in _owners_of(t)],
    # "opened a bridge together": the parser may hang the adverb on the object.
    "adv": lambda p: [
        *(c for c in p.token.children if c.dep_ in {"advmod", "npadvmod"}),
        *(c for noun in p.slot("obj") for c in noun.rights if c.dep_ == "advmod"),
    ],
    "aux": _children("aux"),
    # "pleaded not guilty": the denial hangs on what is said of the subject.
    "neg": lambda p: [c for t in (p.token, *_of_subject(p.token)) for c in t.children if c.dep_ == "neg"],
}
