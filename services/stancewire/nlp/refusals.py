"""What somebody says that he will not do: "we will never accept that", "I am not going to resign"."""

from __future__ import annotations

from typing import Final

from stancewire.nlp.document import Entity, Extent, Stance
from stancewire.nlp.operators import SPEAKING, is_negated
from stancewire.nlp.own_words import Verdict, Words, stated
from stancewire.nlp.parties import is_first_person
from stancewire.nlp.propositions import thing_extent, trimmed
from stancewire.nlp.testimony import Testimony
from stancewire.nlp.tree import Token
from stancewire.nlp.voices import SPOKEN_FOR
from stancewire.nlp.word_sets import word_set
from stancewire_schemas.codes import Polarity

_WILL: Final = frozenset({"will", "would", "wo", "'ll", "’ll"})
# "We will not rest" is a promise to go on.
_GOING_ON: Final = word_set(
    "rest stop relent waver cease hesitate tire sleep falter flinch quit yield give forget stand sit pretend lie"
)
_ON_PRINCIPLE: Final = word_set("negotiate bargain deal haggle bow kneel surrender talk trade compromise cooperate")
_UNWILLING: Final = frozenset({"go", "intend", "plan", "propose"})
STATES: Final = word_set("be have know see need mean feel become seem exist happen understand find lose win die")
"""What befalls somebody and is no deed that he might promise or refuse."""
# "We won't get into hypotheticals" only declines to speak.
_EVADING: Final = frozenset({("get", "into"), ("go", "into"), ("weigh", "in"), ("engage", "in")})
_CERTAINTY_OF_REFUSAL: Final = 0.65


def refusal_stance(testimony: Testimony, words: Words) -> Stance | None:
    """Return the stand of who says that he will not do something; None for other words."""
    deed = _refused_deed(testimony, words)
    return _refusal(testimony, words, deed) if deed is not None else None


def _refused_deed(testimony: Testimony, words: Words) -> Token | None:
    """Return what the holder refuses to do: "we will never accept that", "I am not going to resign"."""
    verb = words.verb
    everybody = verb.lemma_ in _ON_PRINCIPLE and any(child.lower_ == "you" for child in verb.lefts)
    if not is_negated(verb) or not (everybody or is_own_deed(testimony, words)):
        return None
    auxiliaries = {child.lower_ for child in verb.children if child.dep_ in {"aux", "auxpass"}}
    if verb.lemma_ in _UNWILLING and (verb.lemma_ != "go" or verb.tag_ == "VBG"):
        # "are not going to", "do not intend to"
        verb = next((c for c in verb.rights if c.dep_ == "xcomp" and c.tag_ == "VB"), verb)
    elif _is_principle(verb, auxiliaries):
        return verb
    elif not _is_will(auxiliaries) or (verb.i in testimony.by_anchor and "be" not in auxiliaries):
        return None
    idle = verb.lemma_ in SPEAKING | _GOING_ON | STATES or verb.pos_ != "VERB"
    return None if idle or (verb.lemma_, _particle(verb)) in _EVADING else verb


def _is_principle(verb: Token, auxiliaries: set[str]) -> bool:
    """Tell "we do not negotiate with looters", which is said of what one never does."""
    return verb.lemma_ in _ON_PRINCIPLE and auxiliaries <= {"do", "does"} and any(verb.rights)


def _is_will(auxiliaries: set[str]) -> bool:
    """Tell "will not go" and "will not be cowed" from "would not have gone"."""
    return bool(auxiliaries & _WILL) and not auxiliaries - _WILL - {"be"}


def is_own_deed(testimony: Testimony, words: Words) -> bool:
    """Tell what the holder says of himself, or of those for whom he speaks."""
    subject = next((child for child in words.verb.children if child.dep_ in {"nsubj", "nsubjpass"}), None)
    if subject is None:
        return False
    if subject.lemma_.lower() in SPOKEN_FOR and any(c.lower_ in {"my", "our"} for c in subject.lefts):
        # "My government will not bow to blackmail" speaks for the speaker.
        return True
    party = testimony.party(subject)
    return is_first_person(subject) or (party is not None and party.entity is words.holder)


def _particle(verb: Token) -> str:
    return next((child.lower_ for child in verb.rights if child.dep_ in {"prep", "prt"}), "")


def _refusal(testimony: Testimony, words: Words, deed: Token) -> Stance | None:
    """Return the stand against the deed, or towards what the deed itself would take a stand on."""
    inner = testimony.by_anchor.get(deed.i)
    target: Entity | Extent = deed_extent(testimony, words, deed)
    polarity = Polarity.AGAINST
    passive = any(child.dep_ == "auxpass" for child in deed.lefts)
    if inner is not None and not passive and inner.match.cue.object is not None and inner.objects:
        party = testimony.party(inner.objects[0])
        target = party.entity if party is not None else thing_extent(testimony.document, inner.objects[0])
        polarity = inner.match.cue.negated
    return stated(testimony, words, Verdict(target, polarity, "refusal", _CERTAINTY_OF_REFUSAL, negated=True))


def deed_extent(testimony: Testimony, words: Words, verb: Token) -> Extent:
    """Return the verb with what stands behind it in its clause, inside the quote."""
    end = verb.idx + len(verb)
    for child in verb.rights:
        if child.dep_ in {"cc", "conj"}:
            break
        last = child.right_edge
        end = max(end, last.idx + len(last))
    limit = words.quote.end if words.quote is not None else end
    return trimmed(testimony.document, verb.idx, min(end, limit))
