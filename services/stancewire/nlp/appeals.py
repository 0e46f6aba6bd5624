"""What somebody says must be done, bids others do, or will not do himself."""

from __future__ import annotations

from typing import Final

from spacy.tokens import Token

from stancewire.nlp.document import Entity, Extent, Stance
from stancewire.nlp.evaluations import opposite
from stancewire.nlp.operators import SPEAKING, is_negated
from stancewire.nlp.own_words import Verdict, Words, stated
from stancewire.nlp.parties import is_first_person
from stancewire.nlp.propositions import clause_extent, thing_extent, trimmed
from stancewire.nlp.testimony import Testimony
from stancewire.nlp.word_sets import word_set
from stancewire_schemas.codes import Polarity, QuoteForm

_DUTY: Final = frozenset({"must", "should", "ought"})
_WILL: Final = frozenset({"will", "would", "wo", "'ll", "’ll"})
_ENDING: Final = word_set("stop end halt cease quit")
# "Look", "imagine" and "thank you" bid nothing that anybody could stand for.
_ATTENTION: Final = word_set(
    "look listen see imagine remember think believe wait guess let come go note consider suppose trust thank "
    "watch say tell ask hear hold take be have do know mark forget excuse pardon welcome worry bless damn"
)
# "We will not rest" is a promise to go on.
_GOING_ON: Final = word_set("rest stop relent waver cease hesitate tire sleep falter flinch quit yield give forget")
_STATES: Final = word_set("be have know see need mean feel become seem exist happen understand find lose win die")
_FILLERS: Final = frozenset({"please", "now", "so", "and", "but", "do", "don't", "n't", "not", "never", "just"})
_COMPLEMENTS: Final = frozenset({"dobj", "prep", "xcomp", "ccomp", "prt", "dative"})
_CERTAINTY_OF_DUTY: Final = 0.7
_CERTAINTY_OF_APPEAL: Final = 0.65
_CERTAINTY_OF_REFUSAL: Final = 0.65


def appeal_stance(testimony: Testimony, words: Words) -> Stance | None:
    """Return the stand of who says that something must be done, bids it be done, or refuses it; None for others."""
    if is_called_for(words.verb):
        return _called_for(testimony, words)
    if _bids(words):
        return _bidden(testimony, words)
    return _refused(testimony, words) if _refuses(testimony, words) else None


def is_called_for(verb: Token) -> bool:
    """Tell what somebody says must or should be done from what must have happened."""
    auxiliaries = [child.lower_ for child in verb.children if child.dep_ in {"aux", "auxpass"}]
    if "have" in auxiliaries or not any(child.dep_ in {"nsubj", "nsubjpass"} for child in verb.children):
        return False
    if _DUTY.intersection(auxiliaries):
        return True
    if verb.lemma_ == "have" and verb.tag_ == "VBD":
        # "He had to be carried out" tells what happened.
        return False
    if auxiliaries or any(child.lower_ == "yet" for child in verb.children):
        return False
    needs = verb.lemma_ in {"need", "have"} or verb.lower_ == "ought"
    return needs and any(
        child.dep_ == "xcomp" and any(grand.lower_ == "to" for grand in child.lefts) for child in verb.rights
    )


def _called_for(testimony: Testimony, words: Words) -> Stance | None:
    """Return the stand for what must be done, or for or against whom it would touch."""
    negated = is_negated(words.verb)
    inner = testimony.by_anchor.get(words.verb.i)
    if inner is not None and inner.match.cue.object is not None and inner.objects:
        party = testimony.party(inner.objects[0])
        if party is not None:
            polarity = inner.match.cue.negated if negated else inner.match.cue.object
            rule = f"duty+{inner.match.cue.id}"
            return stated(testimony, words, Verdict(party.entity, polarity, rule, _CERTAINTY_OF_DUTY, negated))
    clause = clause_extent(testimony.document, words.verb)
    return stated(testimony, words, Verdict(clause, Polarity.FAVOUR, "duty", _CERTAINTY_OF_DUTY, negated))


def _bids(words: Words) -> bool:
    """Tell an imperative that opens a sentence of direct speech: "Release them now"."""
    verb = words.verb
    if words.quote is None or words.quote.form is not QuoteForm.DIRECT or verb.tag_ not in {"VB", "VBP"}:
        return False
    if verb.lemma_ in _ATTENTION or any(c.dep_ in {"nsubj", "nsubjpass", "expl", "csubj"} for c in verb.children):
        return False
    if any(child.dep_ == "aux" and child.lemma_ != "do" for child in verb.lefts):
        return False
    opening = _opening(words, verb)
    return opening is not None and opening.i == verb.i


def _opening(words: Words, verb: Token) -> Token | None:
    """Return the first word of weight of the sentence, inside the quote."""
    start = words.quote.start if words.quote is not None else 0
    return next(
        (t for t in verb.sent if t.idx >= start and t.is_alpha and t.lower_ not in _FILLERS),
        None,
    )


def _bidden(testimony: Testimony, words: Words) -> Stance | None:
    negated = is_negated(words.verb)
    thing, polarity, rule = _object_of_bidding(testimony, words)
    if thing is None:
        return None
    return stated(
        testimony,
        words,
        Verdict(thing, opposite(polarity) if negated else polarity, rule, _CERTAINTY_OF_APPEAL, negated),
    )


def _object_of_bidding(testimony: Testimony, words: Words) -> tuple[Entity | Extent | None, Polarity, str]:
    """Return what is bidden: the deed; what is to stop, against it; whom a cue of its own stands for or against."""
    verb = words.verb
    inner = testimony.by_anchor.get(verb.i)
    if verb.lemma_ in _ENDING:
        ended = next((c for c in verb.rights if c.dep_ in {"dobj", "xcomp", "ccomp"}), None)
        return (_ended(testimony, ended) if ended is not None else None), Polarity.AGAINST, "appeal"
    if inner is not None and inner.match.cue.object is not None and inner.objects:
        party = testimony.party(inner.objects[0])
        target = party.entity if party is not None else thing_extent(testimony.document, inner.objects[0])
        return target, inner.match.cue.object, f"appeal+{inner.match.cue.id}"
    does = any(child.dep_ in _COMPLEMENTS for child in verb.rights)
    return (_deed(testimony, words) if does else None), Polarity.FAVOUR, "appeal"


def _ended(testimony: Testimony, ended: Token) -> Extent:
    if ended.pos_ == "VERB":
        return clause_extent(testimony.document, ended)
    return thing_extent(testimony.document, ended)


def _refuses(testimony: Testimony, words: Words) -> bool:
    """Tell "we will never accept that" and "said he would not apologise": the holder refuses to act."""
    verb = words.verb
    if verb.lemma_ in SPEAKING | _GOING_ON | _STATES or verb.pos_ != "VERB" or verb.i in testimony.by_anchor:
        return False
    auxiliaries = {child.lower_ for child in verb.children if child.dep_ in {"aux", "auxpass"}}
    if not auxiliaries & _WILL or len(auxiliaries) > 1 or not is_negated(verb):
        return False
    subject = next((child for child in verb.children if child.dep_ == "nsubj"), None)
    if subject is None:
        return False
    party = testimony.party(subject)
    return is_first_person(subject) or (party is not None and party.entity is words.holder)


def _refused(testimony: Testimony, words: Words) -> Stance | None:
    verdict = Verdict(_deed(testimony, words), Polarity.AGAINST, "refusal", _CERTAINTY_OF_REFUSAL, negated=True)
    return stated(testimony, words, verdict)


def _deed(testimony: Testimony, words: Words) -> Extent:
    """Return the verb with what stands behind it in its clause, inside the quote."""
    verb = words.verb
    end = verb.idx + len(verb)
    for child in verb.rights:
        if child.dep_ in {"cc", "conj"}:
            break
        last = child.right_edge
        end = max(end, last.idx + len(last))
    limit = words.quote.end if words.quote is not None else end
    return trimmed(testimony.document, verb.idx, min(end, limit))
