"""Who stands where on whom or what: cues turned into stances by documented rules.

Confidence is a product: the cue's prior (data), how surely the holder was resolved (1 for a name, 0.9 for a role,
0.85 for a pronoun, less for detours), 0.9 where two cues combine, 0.85 where hedged, 0.95 for each outer voice,
0.9 where the target is a thing and not an actor. No constant is tuned on a gold file.
"""

from __future__ import annotations

from functools import cache
from typing import Final

from stancewire.nlp.attribution import Attribution
from stancewire.nlp.cues import Cues
from stancewire.nlp.document import Document, Entity, Extent, Stance
from stancewire.nlp.evaluations import EvaluationWords
from stancewire.nlp.holder_places import holder_tokens
from stancewire.nlp.judgements import judgement_stances
from stancewire.nlp.narrator import narrator_stances
from stancewire.nlp.operators import is_hedged
from stancewire.nlp.own_words import said_of
from stancewire.nlp.parties import GENERIC, Party
from stancewire.nlp.propositions import clause_extent, thing_extent
from stancewire.nlp.sources import adopt
from stancewire.nlp.stand_reader import StandReader
from stancewire.nlp.stands import Stand
from stancewire.nlp.taken_up import TAKING_UP, taken_up
from stancewire.nlp.testimony import Testimony, evidence_of
from stancewire.nlp.tree import Token
from stancewire.nlp.void_cues import ACTS, is_void
from stancewire.nlp.word_sets import word_set

_MEASURES: Final = frozenset({"DATE", "TIME", "PERCENT", "ORDINAL", "CARDINAL", "MONEY"})
_POINTING: Final = word_set(
    "he she him her himself herself itself themselves each other what who which you i we me us"
)
_THINGS: Final = frozenset({"NOUN", "PROPN", "PRON", "DET", "VERB", "ADJ", "NUM"})
_ANYTHING: Final = GENERIC | {"anything", "everything", "nothing", "something", "somebody", "someone"}
_THIRD_PERSON: Final = frozenset({"he", "him", "she", "her", "them", "they"})
_SHORTEST: Final = 3
_RELATIVES: Final = frozenset({"whose", "which", "what"})
_CERTAINTY_OF_GENERIC: Final = 0.8


def find_stances(document: Document, cues: Cues) -> None:
    """Fill `document.stances`, sorted by evidence, then cue. A repeat starts anew. Needs quotes found before."""
    words = _evaluations()
    testimony = Testimony(document, cues)
    found = _of_cues(testimony, words)
    found += judgement_stances(testimony, words)
    found += narrator_stances(document, _loaded())
    found.sort(key=lambda stance: (stance.evidence.start, stance.cue.start, stance.rule))
    document.stances = _unique(found)
    adopt(document)


@cache
def _evaluations() -> EvaluationWords:
    return EvaluationWords.load()


@cache
def _loaded() -> EvaluationWords:
    return EvaluationWords.load("loaded_words.tsv")


def _of_cues(testimony: Testimony, words: EvaluationWords) -> list[Stance]:
    """Return the stances that cues carry, in order of the text."""
    reader = StandReader(testimony, words)
    stances: list[Stance] = []
    for one in testimony.document.attributions:
        if one.match.anchor.i in reader.absorbed:
            continue
        parties = one.holders or _generic(testimony, one)
        if not parties or is_void(testimony, one, words):
            continue
        stands = reader.read(one)
        heard = (party for party in parties if not testimony.is_unheard(party))
        made = (_stance(testimony, one, party, stand) for party in heard for stand in stands)
        stances.extend(stance for stance in made if stance is not None)
    return stances


def _generic(testimony: Testimony, one: Attribution) -> tuple[Party, ...]:
    """Let the speaker hold what he says of everybody: "nobody wants a war"."""
    if one.match.cue.act not in {"want", "support"} and one.match.cue.pattern not in {("like",), ("love",)}:
        return ()
    tokens = holder_tokens(testimony.document, one.match, testimony.cues)
    if not any(token.lower_ in GENERIC or _is_no_one(token) for token in tokens):
        return ()
    quote = testimony.quote(one)
    if quote is None or quote.holder is None:
        return ()
    return (Party(quote.holder, one.match.anchor, _CERTAINTY_OF_GENERIC),)


def _is_no_one(token: Token) -> bool:
    return token.lower_ == "one" and any(child.lower_ == "no" for child in token.children)


def _stance(testimony: Testimony, one: Attribution, party: Party, stand: Stand) -> Stance | None:
    target, thing = _about(testimony, one, stand)
    if target is None and (thing is None or thing.end - thing.start < _SHORTEST):
        return None
    if target is None and one.match.cue.act in ACTS and not stand.combined:
        return None
    if target is party.entity:
        return None
    return Stance(
        holder=party.entity,
        target=target,
        proposition=thing,
        polarity=stand.polarity,
        basis=one.match.cue.basis,
        quote=testimony.quote(one),
        negated=stand.negated,
        hedged=_is_soft(one),
        evidence=evidence_of(testimony.document, one.match.anchor),
        cue=stand.cue,
        rule=stand.rule,
        confidence=_confidence(testimony, one, party, stand, target),
    )


def _about(testimony: Testimony, one: Attribution, stand: Stand) -> tuple[Entity | None, Extent | None]:
    """Return the entity or the thing that the stand is about; neither where nothing can be judged."""
    if stand.target is not None:
        called = _thing_called(testimony, stand.target)
        if called is not None:
            return None, thing_extent(testimony.document, called, one.match.anchor)
        found = testimony.party(stand.target)
        if found is not None:
            return found.entity, None
        of = _said_of(testimony, stand.target)
        if of is not None:
            return of, None
        if stand.target.lower_ in TAKING_UP:
            if stand.target.dep_ == "dobj" and stand.target.i < one.match.anchor.i:
                # "A crackdown on migrants that the UN has criticised": a relative whose noun is not sure.
                return None, None
            return None, taken_up(testimony, one, stand.target)
        if not _can_be_judged(stand.target):
            return None, None
        return None, thing_extent(testimony.document, stand.target, one.match.anchor)
    if stand.clause is None:
        return None, None
    named = _thing_called(testimony, stand.clause)
    if named is not None:
        return None, thing_extent(testimony.document, named, one.match.anchor)
    return None, clause_extent(testimony.document, stand.clause)


def _said_of(testimony: Testimony, pronoun: Token) -> Entity | None:
    """Return him of whom the words are said: '"I would not trust him," she said of the governor'."""
    quote = testimony.direct_quote(pronoun) if pronoun.lower_ in _THIRD_PERSON else None
    named = said_of(testimony, quote) if quote is not None else None
    party = testimony.party(named) if named is not None else None
    return party.entity if party is not None else None


def _thing_called(testimony: Testimony, clause: Token) -> Token | None:
    """Return what "what he described as attempts to rig the vote" is about: the attempts."""
    called = testimony.by_anchor.get(clause.i)
    if called is None or called.match.cue.act != "evaluate" or called.predicate is None:
        return None
    is_what = any(child.lower_ == "what" and child.dep_ == "dobj" for child in clause.lefts)
    return called.predicate if is_what and called.predicate.pos_ == "NOUN" else None


def _can_be_judged(token: Token) -> bool:
    """Tell a thing from a time, a number, a reflexive or a question word."""
    if (
        (token.lower_ in _ANYTHING and not any(token.rights))
        or token.lower_ in GENERIC
        or any(child.lower_ in _RELATIVES for child in token.lefts)
    ):
        return False
    return token.ent_type_ not in _MEASURES and token.lower_ not in _POINTING and token.pos_ in _THINGS


def _is_soft(one: Attribution) -> bool:
    return is_hedged(one.match.anchor) or one.match.cue.hedge


def _confidence(testimony: Testimony, one: Attribution, party: Party, stand: Stand, target: Entity | None) -> float:
    value = one.match.cue.prior * party.certainty
    value *= 0.9 if stand.combined else 1.0
    value *= 0.85 if _is_soft(one) else 1.0
    value *= 0.9 if target is None and stand.clause is None else 1.0
    value *= 0.95 ** min(3, len(testimony.enclosing(one)))
    return round(value, 3)


def _unique(found: list[Stance]) -> list[Stance]:
    """Keep one stance for each holder, target and polarity in a sentence: the surest."""
    best: dict[tuple[int, int, object, object, object], Stance] = {}
    for stance in found:
        key = (id(stance.holder), id(stance.target), stance.proposition, stance.polarity, stance.evidence.start)
        known = best.get(key)
        if known is None or stance.confidence > known.confidence:
            best[key] = stance
    kept = {id(stance) for stance in best.values()}
    return [stance for stance in found if id(stance) in kept]
