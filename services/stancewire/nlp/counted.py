"""What a number counts, and the word that says what happened to the counted: "killed" of "four were killed"."""

from __future__ import annotations

from typing import Final

from stancewire.nlp.magnitude_words import FORCES, PERSONS, Cue, load_cues
from stancewire.nlp.number_words import Number
from stancewire.nlp.tree import Doc, Token
from stancewire.nlp.voice import is_passive
from stancewire.nlp.word_sets import word_set
from stancewire_schemas.codes import MagnitudeKind

_NOT_COUNTS: Final = word_set(
    "year day week month hour minute decade century percent % pct kilometre km mile metre meter foot "
    "degree tonne ton barrel point seat vote time magnitude am pm a.m. p.m. old cent per"
)
_INSIDE_PHRASE: Final = frozenset({"nummod", "quantmod", "compound", "amod", "advmod", "predet"})
_POSTPOSED: Final = 3
_MAX_CLIMB: Final = 6


def licence(doc: Doc, number: Number) -> tuple[Cue, Token] | None:
    """Return the word that says what happened to those whom a number counts, as cue and token, or None.

    None too where it counts years, metres or votes.
    """
    counted = _counted_noun(doc, number)
    return None if counted is None else _licence_behind(doc, number) or _licence_of(counted)


def _licence_behind(doc: Doc, number: Number) -> tuple[Cue, Token] | None:
    """Return the word that follows the number and its noun: "four dead", "two soldiers wounded"."""
    for token in doc.tokens[number.end : number.end + _POSTPOSED]:
        cue = _cue(token, "self")
        if cue is not None and (token.pos_ != "VERB" or token.tag_ == "VBN"):
            return cue, token
        if token.is_punct or token.pos_ in {"ADP", "VERB", "AUX"}:
            return None
    return None


def _counted_noun(doc: Doc, number: Number) -> Token | None:
    """Return the noun that the number counts, or the number where it stands alone ("killing four")."""
    token = doc[number.end - 1] if number.value is not None else doc[number.start : number.end].root
    for _ in range(_MAX_CLIMB):
        if token.dep_ not in _INSIDE_PHRASE or token.head.i < number.start:
            break
        token = token.head
    following = doc[number.end].lemma_.lower() if number.end < len(doc) else ""
    if following in _NOT_COUNTS or _kind_of(token) in _NOT_COUNTS:
        return None
    return token


def _kind_of(counted: Token) -> str:
    """Return the lemma of what is counted: "troops" in "tens of thousands of troops"."""
    for child in counted.children:
        if child.lower_ == "of" and child.i > counted.i:
            return next((noun.lemma_.lower() for noun in child.children if noun.dep_ == "pobj"), "")
    return counted.lemma_.lower()


def _licence_of(counted: Token) -> tuple[Cue, Token] | None:
    while counted.dep_ == "conj" and counted.head.i != counted.i and counted.head.pos_ in {"NOUN", "PROPN", "NUM"}:
        counted = counted.head
    for child in counted.children:
        if child.dep_ == "acl" and child.tag_ == "VBN" and (cue := _object_cue(child, counted)) is not None:
            return cue, child
    return _governing_licence(counted)


def _governing_licence(counted: Token) -> tuple[Cue, Token] | None:
    governor = counted.head
    match counted.dep_:
        case "dobj" | "nsubjpass" | "oprd":
            cue = _object_cue(governor, counted)
        case "nsubj" if is_passive(governor):
            cue = _object_cue(governor, counted)
        case "nsubj":
            cue = _subject_cue(governor)
        case "pobj":
            return _after_noun(counted, governor)
        case _:
            return None
    return None if cue is None else (cue, governor)


def _after_noun(counted: Token, preposition: Token) -> tuple[Cue, Token] | None:
    noun = preposition.head
    if preposition.lower_ == "of":
        cue = _cue(noun, "of")
        if cue is not None and (cue.kind is not MagnitudeKind.TROOPS or _kind_of(counted) in FORCES):
            return cue, noun
        if noun.pos_ == "NUM" or noun.lower_ in {"dozens", "scores", "hundreds", "thousands", "group", "total"}:
            return _governing_licence(noun)
    return _toll(noun) if preposition.lower_ in {"to", "at"} and noun.pos_ == "VERB" else None


def _toll(verb: Token) -> tuple[Cue, Token] | None:
    """Return the cue of "the toll rose to 40"."""
    for child in verb.children:
        is_toll = child.dep_ in {"nsubj", "nsubjpass"} and child.lemma_.lower() == "toll"
        if is_toll and (cue := _cue(child, "toll")):
            return cue, verb
    return None


def _object_cue(verb: Token, counted: Token) -> Cue | None:
    noun = _kind_of(counted)
    if noun in {"hostage", "captive"} and (cue := _cue(verb, "hostage")) is not None:
        return cue
    if noun in FORCES and (cue := _cue(verb, "force")) is not None:
        return cue
    if (cue := _cue(verb, "custody")) is not None and _goes_to_custody(verb, counted):
        return cue
    if (noun in PERSONS or counted.ent_type_ == "NORP" or counted.tag_ == "NNPS") and (cue := _cue(verb, "person")):
        return cue
    return _cue(verb, "obj")


def _goes_to_custody(verb: Token, counted: Token) -> bool:
    # The parser hangs "into custody" on either.
    hung = (child for word in (verb, counted) for child in word.rights if child.lower_ in {"into", "in"})
    return any(noun.lower_ == "custody" for preposition in hung for noun in preposition.children)


def _subject_cue(verb: Token) -> Cue | None:
    if verb.lower_ == "dead":
        return _cue(verb, "self")
    below = {child.lower_ for child in verb.children}
    streets = any(grand.lemma_ == "street" for child in verb.children for grand in child.children)
    if streets and (cue := _cue(verb, "street")) is not None:
        return cue
    if "out" in below and (cue := _cue(verb, "out")) is not None:
        return cue
    return _cue(verb, "subj")


def _cue(token: Token, slot: str) -> Cue | None:
    return load_cues().get((token.lemma_.lower(), slot))
