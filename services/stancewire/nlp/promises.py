"""What somebody says that he will do: "we will appeal", "I shall rebuild this school"."""

from __future__ import annotations

from typing import Final

from stancewire.nlp.document import Stance
from stancewire.nlp.operators import SPEAKING, is_conditional, is_negated
from stancewire.nlp.own_words import Verdict, Words, stated
from stancewire.nlp.propositions import thing_extent
from stancewire.nlp.refusals import STATES, deed_extent, is_own_deed
from stancewire.nlp.testimony import Testimony
from stancewire.nlp.threats import harmed
from stancewire.nlp.tree import Token
from stancewire.nlp.word_sets import word_set
from stancewire_schemas.codes import Polarity, QuoteForm

_WILL: Final = frozenset({"will", "shall", "'ll", "’ll"})
# What is said of one's way, one's day and one's waiting promises nothing.
_EVERYDAY: Final = word_set(
    "go come leave return arrive travel fly drive walk move meet wait stay look watch listen hear see think read "
    "learn try start begin continue keep remain miss remember find get take bring spend live eat sleep use play "
    "work sit stand turn put expect hold visit"
)
# Deeds that take a side without an object.
_CONTESTING: Final = word_set("appeal sue fight resist protest strike march resign retaliate rebuild persevere")
_CERTAINTY: Final = 0.6


def promise_stance(testimony: Testimony, words: Words) -> Stance | None:
    """Return the stand for what the speaker says he will do; None for plans of the day, and for other words."""
    verb = words.verb
    if words.quote is None or words.quote.form is not QuoteForm.DIRECT:
        # "said it would close the plant" announces.
        return None
    auxiliaries = {child.lower_ for child in verb.children if child.dep_ in {"aux", "auxpass"}}
    if not auxiliaries or auxiliaries - _WILL or is_negated(verb) or is_conditional(verb):
        return None
    if not is_own_deed(testimony, words):
        return None
    hurt = harmed(testimony, verb)
    party = testimony.party(hurt) if hurt is not None else None
    if party is not None:
        return stated(testimony, words, Verdict(party.entity, Polarity.AGAINST, "promise+harm", _CERTAINTY))
    inner = testimony.by_anchor.get(verb.i)
    if inner is not None and inner.match.cue.act == "end" and inner.objects:
        thing = thing_extent(testimony.document, inner.objects[0])
        return stated(
            testimony, words, Verdict(thing, Polarity.AGAINST, f"promise+{inner.match.cue.id}", _CERTAINTY)
        )
    if inner is not None or verb.lemma_ in SPEAKING | STATES | _EVERYDAY or verb.pos_ != "VERB":
        return None
    if not _is_deed(verb):
        return None
    deed = deed_extent(testimony, words, verb)
    return stated(testimony, words, Verdict(deed, Polarity.FAVOUR, "promise", _CERTAINTY))


def _is_deed(verb: Token) -> bool:
    return verb.lemma_ in _CONTESTING or any(child.dep_ == "dobj" for child in verb.rights)
