"""Whether a place's name means the place on the map or the actor that has its seat there."""

from __future__ import annotations

from typing import Final

from stancewire.nlp.gazetteer import GazetteerEntry
from stancewire.nlp.metonyms import acts as governs
from stancewire.nlp.name_labels import DIVISIONS, told_by_kind_word
from stancewire.nlp.named_places import Named
from stancewire.nlp.place_mentions import LABELS
from stancewire.nlp.place_words import (
    ACTOR_PREPOSITIONS,
    ADDRESSING,
    KINDS_OF_SITE,
    LOCAL_NOUNS,
    MOTION_VERBS,
    STREETS,
    TOWNSFOLK,
    WHERE,
)
from stancewire.nlp.tree import Token
from stancewire.nlp.word_sets import word_set

_ACTING: Final = word_set(
    "official authority government administration regime cabinet leader leadership policymaker diplomat "
    "diplomacy envoy lawmaker ministry minister summit talk deal accord agreement treaty pact protocol "
    "consensus plan proposal policy source strategy position stance response reaction pressure tie relation "
    "axis side delegation team negotiator junta ally troop force army navy military aid sanction threat"
)
_LONGEST_ROW: Final = 8


def stands_for_place(named: Named) -> bool:
    """Tell whether the mention is a location and not the actor that has its seat there."""
    best = named.candidates[0] if named.candidates else None
    if best is None:
        return _is_unlisted_place(named)
    acts = best.kind == "country" or bool(best.capital)
    token = named.head
    while token.dep_ == "conj" and token.head.i != token.i and token.head.ent_type_ in {*LABELS, "NORP", ""}:
        token = token.head
    match token.dep_:
        case "pobj":
            return _after_preposition(token, acts=acts)
        case "nsubj":
            # "Santiago was quiet" is the city, "Santiago rejected it" those who govern.
            return not acts or (best.kind == "city" and not governs(token))
        case "agent":
            return not acts
        case "nsubjpass":
            return best.kind != "country"
        case "dobj" | "iobj" | "dative" | "attr" | "oprd":
            return not acts or token.head.lemma_ in MOTION_VERBS
        case "poss":
            return not acts or _is_local(token.head, best) or token.head.lower_ in DIVISIONS
        case "compound" | "nmod" | "amod":
            return (not acts or _is_local(token.head, best) or _tells_where(token, best)) and named.label != ""
    return not acts or token.dep_ in {"ROOT", "appos", "npadvmod", "dep"}


def _is_unlisted_place(named: Named) -> bool:
    """Tell a place that no list knows by the words beside it: "in Keta", "Altiplano prison", "Bagsvaerd-based"."""
    head = named.head
    if head.dep_ in {"compound", "nmod", "amod", "npadvmod"}:
        return head.head.lower_ in KINDS_OF_SITE or head.head.lower_ in {"based", "born"}
    steps = 0
    while head.dep_ == "conj" and steps < _LONGEST_ROW:
        head, steps = head.head, steps + 1
        if head.ent_type_ not in LABELS:
            return False
    if head.dep_ != "pobj":
        return False
    preposition = head.head
    # "The village of Keta" is one, whatever no list knows of it.
    return preposition.lower_ in WHERE or (preposition.lower_ == "of" and told_by_kind_word(preposition.head))


def _tells_where(token: Token, place: GazetteerEntry) -> bool:
    """Tell the city of "a Paris store" from the one that acts in "Paris officials"."""
    noun = token.head
    return place.kind == "city" and noun.tag_ in {"NN", "NNS"} and noun.lemma_.lower() not in _ACTING


def _is_local(noun: Token, place: GazetteerEntry) -> bool:
    lemma = noun.lemma_.lower()
    return lemma in STREETS or (lemma in TOWNSFOLK and place.kind == "city")


def _after_preposition(token: Token, *, acts: bool) -> bool:
    preposition = token.head.lower_
    if preposition == "of":
        return not acts or token.head.head.lemma_.lower() in LOCAL_NOUNS
    if preposition in ACTOR_PREPOSITIONS:
        return not acts
    if preposition == "to" and acts:
        # "a letter to Venezuela" has a recipient, "flights to Venezuela" a destination.
        return token.head.head.lemma_.lower() not in ADDRESSING
    return preposition in WHERE or not acts
