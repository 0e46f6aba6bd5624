"""What somebody bids others do in speech: "Release them now", "let the inspectors in", "Stop the shelling"."""

from __future__ import annotations

from typing import Final

from stancewire.nlp.document import Entity, Extent, Stance
from stancewire.nlp.evaluations import opposite
from stancewire.nlp.operators import is_negated
from stancewire.nlp.own_words import Verdict, Words, stated
from stancewire.nlp.propositions import clause_extent, thing_extent
from stancewire.nlp.refusals import deed_extent
from stancewire.nlp.testimony import Testimony
from stancewire.nlp.topics import topic_of
from stancewire.nlp.tree import Token
from stancewire.nlp.word_sets import word_set
from stancewire_schemas.codes import Polarity, QuoteForm

ENDING: Final = word_set("stop end halt cease quit")
"""Verbs under which a thing is to end."""
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
_CERTAINTY: Final = 0.65


def bids(words: Words) -> bool:
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


def bidding_stance(testimony: Testimony, words: Words) -> Stance | None:
    """Return the stand for what is bidden, or against what is to stop; None where it names nothing."""
    negated = is_negated(words.verb)
    thing, polarity, rule = _object_of_bidding(testimony, words)
    if thing is None:
        return None
    return stated(
        testimony,
        words,
        Verdict(thing, opposite(polarity) if negated else polarity, rule, _CERTAINTY, negated),
    )


def _object_of_bidding(testimony: Testimony, words: Words) -> tuple[Entity | Extent | None, Polarity, str]:
    """Return what is bidden: the deed; what is to stop, against it; whom a cue of its own stands for or against."""
    verb = words.verb
    inner = testimony.by_anchor.get(verb.i)
    if verb.lemma_ in ENDING:
        ended = next((c for c in verb.rights if c.dep_ in {"dobj", "xcomp", "ccomp"}), None)
        return (_ended(testimony, ended) if ended is not None else None), Polarity.AGAINST, "appeal"
    if inner is not None and inner.match.cue.object is not None and inner.objects:
        party = testimony.party(inner.objects[0])
        target = party.entity if party is not None else thing_bidden(testimony, inner.objects[0])
        return target, inner.match.cue.object, f"appeal+{inner.match.cue.id}"
    does = any(child.dep_ in _COMPLEMENTS for child in verb.rights)
    return (deed_extent(testimony, words, verb) if does else None), Polarity.FAVOUR, "appeal"


def thing_bidden(testimony: Testimony, noun: Token) -> Extent | None:
    """Return the thing, or the one that "it" takes up: "The tax hurts the poor. Scrap it"."""
    topic = topic_of(testimony, noun) if noun.lower_ in {"it", "this", "that"} else noun
    return thing_extent(testimony.document, topic) if topic is not None else None


def _ended(testimony: Testimony, ended: Token) -> Extent:
    if ended.pos_ == "VERB":
        return clause_extent(testimony.document, ended)
    return thing_extent(testimony.document, ended)
