"""What somebody says in words of his own: the head verbs of indirect and direct speech, each with its voice.

Only the main clause of the reported words is read, and what "I think" or "I believe" governs; a subordinate clause
says too little of where one stands.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from stancewire.nlp.document import Entity, Extent, Quote, Stance
from stancewire.nlp.operators import is_duty, is_hedged, is_negated
from stancewire.nlp.parties import is_first_person
from stancewire.nlp.sources import kind_of
from stancewire.nlp.testimony import Testimony, evidence_of
from stancewire.nlp.tree import Token
from stancewire.nlp.unvouched import asks, is_contested
from stancewire_schemas.codes import Polarity, QuoteForm, StanceBasis

REPORTING: Final = frozenset({"say", "reveal", "think", "warn", "allege", "fear"})
DISBELIEVING: Final = frozenset({"think", "believe", "expect"})
"""What is told under their negation is denied: "I do not think it will work"."""
_MIND: Final = frozenset({"think", "believe", "feel", "know", "say", "mean", "admit", "guess", "suppose"})


def is_disbelieved(verb: Token) -> bool:
    """Tell "I do not think that it will work"."""
    over = verb.head if verb.dep_ == "ccomp" else verb
    return over.lemma_ in DISBELIEVING and any(child.dep_ == "neg" for child in over.children) and over != verb


@dataclass(frozen=True, slots=True)
class Words:
    """One head verb of somebody's words, with the voice that they belong to."""

    verb: Token
    holder: Entity
    certainty: float
    quote: Quote | None
    cue: Extent
    rule: str
    about: Token | None = None
    addressee: Entity | None = None


def own_words(testimony: Testimony) -> Iterator[Words]:
    """Yield the head verbs of what holders say: those of indirect speech, then those of direct speech."""
    yield from _indirect(testimony)
    yield from direct_words(testimony)


def _indirect(testimony: Testimony) -> Iterator[Words]:
    document, cues = testimony.document, testimony.cues
    quotes = {q.cue_token: q for q in document.quotes if q.cue_token is not None and q.form is not QuoteForm.DIRECT}
    for one in document.attributions:
        anchor, content = one.match.anchor, one.complement
        if content is None or not one.holders or one.match.cue.act not in REPORTING:
            continue
        if is_negated(anchor) and anchor.lemma_ not in DISBELIEVING:
            continue
        if is_duty(anchor) or asks(anchor) or is_contested(anchor, cues):
            continue
        quote = quotes.get(anchor.i)
        if quote is None:
            continue
        party = one.holders[0]
        if one.match.cue.act == "reveal" and kind_of(party.token) == "document":
            # What figures show judges nobody.
            continue
        for verb in _main_verbs(content):
            yield Words(
                verb, party.entity, party.certainty * one.match.cue.prior, quote, one.extent, one.match.cue.id
            )


def direct_words(testimony: Testimony) -> Iterator[Words]:
    """Yield the head verbs of direct speech whose speaker is known, in order of the quotes."""
    document = testimony.document
    for quote in document.quotes:
        if quote.form is not QuoteForm.DIRECT or quote.holder is None:
            continue
        span = document.parse.char_span(quote.start, quote.end, alignment_mode="contract")
        for token in span or ():
            if _is_main(token, quote) and token.sent[-1].text != "?" and not asks(token):
                made = (words_at(testimony, quote, verb) for verb in _main_verbs(token))
                yield from (words for words in made if words is not None)


def words_at(testimony: Testimony, quote: Quote, head: Token) -> Words | None:
    """Return a head word of direct speech with its voice; None where nobody is known to speak."""
    if quote.holder is None:
        return None
    cue = quote.cue or Extent(quote.start, quote.end)
    about, addressee = said_of(testimony, quote), _addressee(testimony, quote)
    return Words(head, quote.holder, quote.confidence, quote, cue, quote.rule, about, addressee)


def _is_main(token: Token, quote: Quote) -> bool:
    """Tell the head of a sentence of speech: the root, or the clause that hangs on the words outside."""
    if token.pos_ not in {"VERB", "AUX"} and not any(child.dep_ == "auxpass" for child in token.lefts):
        # "The force is rotten" may be read as a passive of an adjective.
        return False
    if token.head.i == token.i:
        return True
    outside = not quote.start <= token.head.idx < quote.end
    if not outside and token.dep_ == "ccomp" and token.i < token.head.i:
        # "It is safe, it is cheap": the first of two clauses side by side.
        return True
    if outside and token.dep_ == "xcomp":
        # "Release my son": an order, which parsers take for what somebody is said to do.
        return token.tag_ == "VB" and not any(child.lower_ == "to" for child in token.lefts)
    return outside and token.dep_ in {"ccomp", "parataxis", "ROOT", "conj", "advcl", "acl"}


def said_of(testimony: Testimony, quote: Quote) -> Token | None:
    """Return what the words are said to be about: "she said of the port agreement"."""
    if quote.cue_token is None or quote.cue_token not in testimony.by_anchor:
        return None
    anchor = testimony.document.parse[quote.cue_token]
    speakers = (child for child in anchor.rights if child.dep_ == "nsubj")
    # "said Ruth Abebe, a trader, of the late president": parsers hang the comma's "of" on the trader.
    aside = (c for s in speakers for c in (*s.rights, *(g for a in s.rights for g in a.rights)) if _is_set_off(c))
    for child in (*anchor.rights, *aside):
        if child.dep_ == "prep" and child.lower_ in {"of", "about"}:
            return next((c for c in child.children if c.dep_ == "pobj"), None)
    return None


def _is_set_off(token: Token) -> bool:
    """Tell "said Abebe, of the late president" and "said Abebe of the plan to" from "Abebe of the Greens"."""
    if token.i > 0 and token.nbor(-1).text == ",":
        return True
    of = (noun for noun in token.rights if noun.dep_ == "pobj" and noun.pos_ == "NOUN")
    return any(
        kind_of(noun) in {None, "document"} and any(c.dep_ in {"acl", "prep"} for c in noun.rights) for noun in of
    )


def _addressee(testimony: Testimony, quote: Quote) -> Entity | None:
    """Return who is told the words, and so is "you": "she told the minister"."""
    if quote.cue_token is None or quote.cue_token not in testimony.by_anchor:
        return None
    anchor = testimony.document.parse[quote.cue_token]
    told = [child for child in anchor.rights if child.dep_ in {"dobj", "dative"} and child.pos_ != "ADP"]
    told += [
        noun
        for child in anchor.rights
        if child.lower_ == "to" and child.dep_ in {"prep", "dative"}
        for noun in child.children
        if noun.dep_ == "pobj"
    ]
    party = testimony.party(told[0]) if told else None
    return party.entity if party is not None else None


def _main_verbs(head: Token) -> Iterator[Token]:
    """Yield the verb, its conjuncts, and what a first-person verb of thought governs."""
    yield head
    for child in head.children:
        if child.dep_ == "conj" and child.pos_ in {"VERB", "AUX"} and child.i > head.i:
            yield from _main_verbs(child)
        first = any(c.dep_ == "nsubj" and is_first_person(c) for c in head.children)
        minded = head.lemma_ in (DISBELIEVING if is_negated(head) else _MIND)
        if child.dep_ == "ccomp" and first and minded and child.i > head.i:
            yield from _main_verbs(child)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the words say of whom or what; `certainty` is that of the rule, 0 to 1."""

    target: Entity | Extent
    polarity: Polarity
    rule: str
    certainty: float
    negated: bool = False


def stated(testimony: Testimony, words: Words, verdict: Verdict) -> Stance | None:
    """Return the stance that the words state; None towards the holder himself and towards nothing."""
    target = verdict.target
    if target is words.holder or (isinstance(target, Extent) and target.end <= target.start):
        return None
    return Stance(
        holder=words.holder,
        target=target if isinstance(target, Entity) else None,
        proposition=target if isinstance(target, Extent) else None,
        polarity=verdict.polarity,
        basis=StanceBasis.STATED,
        quote=words.quote,
        negated=verdict.negated,
        hedged=is_hedged(words.verb),
        evidence=evidence_of(testimony.document, words.verb),
        cue=words.cue,
        rule=f"{words.rule}+{verdict.rule}",
        confidence=certainty_of(words, verdict.certainty),
    )


def certainty_of(words: Words, verdict: float) -> float:
    """Return the product of a stance in these words, 0 to 1, from the certainty of the verdict."""
    return round(words.certainty * verdict * (0.85 if is_hedged(words.verb) else 1.0), 3)
