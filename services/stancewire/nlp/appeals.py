"""What somebody says must be done, bids others do, needs, will do, or will not do himself."""

from __future__ import annotations

from typing import Final

from stancewire.nlp.document import Entity, Extent, Stance
from stancewire.nlp.evaluations import opposite
from stancewire.nlp.operators import is_negated
from stancewire.nlp.own_words import Verdict, Words, stated
from stancewire.nlp.parties import is_first_person
from stancewire.nlp.promises import promise_stance
from stancewire.nlp.propositions import clause_extent, thing_extent
from stancewire.nlp.refusals import deed_extent, refusal_stance
from stancewire.nlp.testimony import Testimony
from stancewire.nlp.topics import topic_of
from stancewire.nlp.tree import Token
from stancewire.nlp.word_sets import word_set
from stancewire_schemas.codes import Polarity, QuoteForm

_DUTY: Final = frozenset({"must", "should", "ought"})
_NEEDS: Final = frozenset({"need", "needs", "needed"})
_ENDING: Final = word_set("stop end halt cease quit")
# "Look", "imagine" and "thank you" bid nothing that anybody could stand for.
_ATTENTION: Final = word_set(
    "look listen see imagine remember think believe wait guess let come go note consider suppose trust thank "
    "watch say tell ask hear hold take be have do know mark forget excuse pardon welcome worry bless damn"
)
_FILLERS: Final = frozenset({"please", "now", "so", "and", "but", "do", "don't", "n't", "not", "never", "just"})
_COMPLEMENTS: Final = frozenset({"dobj", "prep", "xcomp", "ccomp", "prt", "dative"})
_LET: Final = frozenset({"nsubj", "dobj"})
_IDLY_LET: Final = _ATTENTION | {"talk", "start", "put", "try"}
_ADMITTING: Final = frozenset({"in", "out", "through", "go", "return", "speak", "vote", "decide"})
_CERTAINTY_OF_DUTY: Final = 0.7
_CERTAINTY_OF_APPEAL: Final = 0.65


def appeal_stance(testimony: Testimony, words: Words) -> Stance | None:
    """Return the stand of who says that something must be done, bids it be done, or refuses it; None for others."""
    if is_called_for(words.verb):
        return _called_for(testimony, words)
    if _bids(words):
        return _bidden(testimony, words)
    wanted = _wanted(testimony, words)
    if wanted is not None:
        negated = is_negated(words.verb)
        polarity = Polarity.AGAINST if negated else Polarity.FAVOUR
        return stated(testimony, words, Verdict(wanted, polarity, "need", _CERTAINTY_OF_APPEAL, negated))
    return refusal_stance(testimony, words) or promise_stance(testimony, words)


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
    return stated(testimony, words, Verdict(clause, Polarity.FAVOUR, "duty", _CERTAINTY_OF_DUTY, negated))


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
    stops = governed.lemma_ in _ENDING and not any(c.dep_ in {"dobj", "xcomp"} for c in governed.rights)
    subject = next((c for c in verb.lefts if c.dep_ == "nsubj"), None)
    if not stops or subject is None or subject.pos_ != "NOUN" or testimony.party(subject) is not None:
        return None
    return thing_extent(testimony.document, subject)


def _to_be_opposed(testimony: Testimony, verb: Token) -> Extent | None:
    """Return the thing that others are to stand against: "parliament must reject this bill"."""
    inner = testimony.by_anchor.get(verb.i)
    if inner is None or inner.match.cue.object is not Polarity.AGAINST or not inner.objects:
        return None
    return _thing_bidden(testimony, inner.objects[0])


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


def _bids(words: Words) -> bool:
    """Tell an imperative that opens a sentence of direct speech: "Release them now"."""
    verb = words.verb
    if words.quote is None or words.quote.form is not QuoteForm.DIRECT or verb.tag_ not in {"VB", "VBP"}:
        return False
    if (verb.lemma_ in _ATTENTION and not _lets(verb)) or any(
        c.dep_ in {"nsubj", "nsubjpass", "expl", "csubj"} for c in verb.lefts
    ):
        return False
    if any(child.dep_ == "aux" and child.lemma_ != "do" for child in verb.lefts):
        return False
    opening = _opening(words, verb)
    return opening is not None and opening.i == verb.i


def _lets(verb: Token) -> bool:
    """Tell "let the inspectors in" and "let us bury our dead" from "let me say" and "let the owners live on it"."""
    if verb.lemma_ != "let":
        return False
    clause = next((c for c in verb.rights if c.dep_ in {"ccomp", "xcomp"}), None)
    # Of "let the inspectors in" the parser may hang the inspectors on "in".
    let = {c.lower_ for parent in (verb, *verb.rights) for c in parent.children if c.dep_ in _LET}
    if not let or let & {"me", "'s", "’s"} or (clause is not None and clause.lemma_ in _IDLY_LET):
        return False
    admitted = any(child.lower_ in _ADMITTING for child in verb.rights)
    return admitted or "us" in let or is_negated(verb)


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
        target = party.entity if party is not None else _thing_bidden(testimony, inner.objects[0])
        return target, inner.match.cue.object, f"appeal+{inner.match.cue.id}"
    does = any(child.dep_ in _COMPLEMENTS for child in verb.rights)
    return (deed_extent(testimony, words, verb) if does else None), Polarity.FAVOUR, "appeal"


def _thing_bidden(testimony: Testimony, noun: Token) -> Extent | None:
    """Return the thing, or the one that "it" takes up: "The tax hurts the poor. Scrap it"."""
    topic = topic_of(testimony, noun) if noun.lower_ in {"it", "this", "that"} else noun
    return thing_extent(testimony.document, topic) if topic is not None else None


def _ended(testimony: Testimony, ended: Token) -> Extent:
    if ended.pos_ == "VERB":
        return clause_extent(testimony.document, ended)
    return thing_extent(testimony.document, ended)
