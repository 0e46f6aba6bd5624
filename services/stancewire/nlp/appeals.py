"""What somebody says must be done, needs, bids others do, will do, or will not do himself."""

from __future__ import annotations

from typing import Final

from stancewire.nlp.biddings import ENDING, bidding_stance, bids, thing_bidden
from stancewire.nlp.document import Extent, Stance
from stancewire.nlp.operators import is_negated
from stancewire.nlp.own_words import Verdict, Words, is_disbelieved, stated
from stancewire.nlp.parties import is_first_person
from stancewire.nlp.promises import promise_stance
from stancewire.nlp.propositions import clause_extent, thing_extent
from stancewire.nlp.refusals import refusal_stance
from stancewire.nlp.testimony import Testimony
from stancewire.nlp.tree import Token
from stancewire_schemas.codes import Polarity

_DUTY: Final = frozenset({"must", "should", "ought"})
_SUBJECTS: Final = frozenset({"nsubj", "nsubjpass", "expl"})
_NEEDS: Final = frozenset({"need", "needs", "needed"})
_CERTAINTY_OF_DUTY: Final = 0.7
_CERTAINTY_OF_APPEAL: Final = 0.65


def appeal_stance(testimony: Testimony, words: Words) -> Stance | None:
    """Return the stand of who says that something must be done, bids it be done, or refuses it; None for others."""
    if is_called_for(words.verb):
        return _called_for(testimony, words)
    if is_disbelieved(words.verb):
        return None
    if bids(words):
        return bidding_stance(testimony, words)
    wanted = _wanted(testimony, words)
    if wanted is not None:
        negated = is_negated(words.verb)
        polarity = Polarity.AGAINST if negated else Polarity.FAVOUR
        return stated(testimony, words, Verdict(wanted, polarity, "need", _CERTAINTY_OF_APPEAL, negated))
    return refusal_stance(testimony, words) or promise_stance(testimony, words)


def is_called_for(verb: Token) -> bool:
    """Tell what somebody says must or should be done from what must have happened."""
    auxiliaries = [child.lower_ for child in verb.children if child.dep_ in {"aux", "auxpass"}]
    if "have" in auxiliaries or not any(child.dep_ in _SUBJECTS for child in verb.children):
        return False
    if _DUTY.intersection(auxiliaries):
        return True
    if verb.lemma_ == "have" and verb.tag_ == "VBD":
        # "He had to be carried out" tells what happened.
        return False
    if auxiliaries or any(child.lower_ == "yet" for child in verb.children):
        return False
    needs = verb.lemma_ == "have" or verb.lower_ in {"ought", *_NEEDS}
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
    ended = (_to_be_ended(testimony, words.verb) or _to_be_opposed(testimony, words.verb)) if not negated else None
    if ended is not None:
        return stated(testimony, words, Verdict(ended, Polarity.AGAINST, "duty+end", _CERTAINTY_OF_DUTY))
    clause = clause_extent(testimony.document, words.verb)
    # "I do not think that he should go" is against his going.
    polarity = Polarity.AGAINST if is_disbelieved(words.verb) else Polarity.FAVOUR
    return stated(testimony, words, Verdict(clause, polarity, "duty", _CERTAINTY_OF_DUTY, negated))


def _to_be_ended(testimony: Testimony, verb: Token) -> Extent | None:
    """Return the thing that is to end: "the shelling must stop", "we must scrap the tax"."""
    governed = (
        next((c for c in verb.rights if c.dep_ == "xcomp"), verb)
        if verb.lemma_ == "have" or verb.lower_ in _NEEDS
        else verb
    )
    inner = testimony.by_anchor.get(governed.i)
    if inner is not None and inner.match.cue.act == "end" and inner.objects:
        thing = inner.objects[0]
        ends = thing.pos_ == "NOUN" and testimony.party(thing) is None
        return thing_extent(testimony.document, thing) if ends else None
    stops = governed.lemma_ in ENDING and not any(c.dep_ in {"dobj", "xcomp"} for c in governed.rights)
    subject = next((c for c in verb.lefts if c.dep_ == "nsubj"), None)
    if not stops or subject is None or subject.pos_ != "NOUN" or testimony.party(subject) is not None:
        return None
    return thing_extent(testimony.document, subject)


def _to_be_opposed(testimony: Testimony, verb: Token) -> Extent | None:
    """Return the thing that others are to stand against: "parliament must reject this bill"."""
    inner = testimony.by_anchor.get(verb.i)
    if inner is None or inner.match.cue.object is not Polarity.AGAINST or not inner.objects:
        return None
    return thing_bidden(testimony, inner.objects[0])


def _wanted(testimony: Testimony, words: Words) -> Extent | None:
    """Return what the speakers need, or what it is time for: "we need a truce", "it is time to act"."""
    verb = words.verb
    if verb.lower_ in _NEEDS and any(c.dep_ == "nsubj" and is_first_person(c) for c in verb.lefts):
        thing = next((c for c in verb.rights if c.dep_ == "dobj" and c.pos_ == "NOUN"), None)
        needed = thing is not None and testimony.party(thing) is None
        return thing_extent(testimony.document, thing) if needed and thing is not None else None
    time = next((c for c in verb.rights if c.dep_ == "attr" and c.lower_ == "time"), None)
    if verb.lemma_ != "be" or time is None or is_negated(verb):
        return None
    clauses = (c for c in (*time.rights, *verb.rights) if c.pos_ == "VERB" and c.dep_ not in {"conj", "ROOT"})
    clause = next((c for c in clauses if _is_due(c)), None)
    return clause_extent(testimony.document, clause) if clause is not None else None


def _is_due(clause: Token) -> bool:
    """Tell "it is time to act" and "it is time the council acted" from "the time when he acted"."""
    if any(child.lower_ == "to" and child.dep_ == "aux" for child in clause.lefts):
        return True
    marked = any(child.tag_ in {"WRB", "WDT", "WP"} for child in clause.lefts)
    return clause.tag_ == "VBD" and not marked and any(child.dep_ == "nsubj" for child in clause.lefts)
