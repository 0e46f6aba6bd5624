"""Whom or what a clause lays a harm on, names as the trouble, or finds no grounds for."""

from __future__ import annotations

from typing import Final

from stancewire.nlp.evaluations import Evaluation, EvaluationWords
from stancewire.nlp.tree import Token
from stancewire.nlp.word_sets import word_set
from stancewire_schemas.codes import Polarity

COPULAS: Final = frozenset(
    {"be", "remain", "become", "seem", "appear", "look", "sound", "feel", "represent", "constitute"}
)
_LYING: Final = frozenset({"lie", "rest", "fall", "belong", "go"})
_HARMS: Final = word_set(
    "accident assassination attack blackout blast bloodshed bombing chaos collapse collision crash crisis damage "
    "death deadlock defeat delay destruction disaster disappearance escalation explosion failure fire flood "
    "impasse incident injury killing leak loss massacre murder outage poisoning raid shooting shortage spill "
    "strike suffering violation violence war breach"
)
_EXCUSING: Final = frozenset({"justify", "excuse", "warrant", "condone"})
_ABOUT: Final = frozenset({"for", "in", "to", "of"})


def blamed(words: EvaluationWords, verb: Token, subject: Token) -> tuple[Token, Evaluation, Token] | None:
    """Return the word that lays a harm on somebody, its entry, and him: "is to blame", "the fault lies with"."""
    entry = words.blame(subject.lemma_.lower())
    if entry is not None and verb.lemma_ in _LYING:
        nouns = (n for c in verb.rights if c.lower_ in {"with", "on", "to"} for n in c.children if n.dep_ == "pobj")
        return next(((subject, entry, noun) for noun in nouns), None)
    for child in verb.rights:
        entry = words.blame(child.lower_) if child.dep_ in {"xcomp", "acomp"} and verb.lemma_ in COPULAS else None
        if entry is not None and (child.dep_ == "xcomp" or _is_for_harm(words, child)):
            return child, entry, subject
    return None


def _is_for_harm(words: EvaluationWords, adjective: Token) -> bool:
    """Tell "responsible for the attack" from "responsible for roads"."""
    for child in adjective.rights:
        for cause in child.children if child.lower_ == "for" else ():
            judged = words.of(cause)
            if cause.lemma_.lower() in _HARMS or (judged is not None and judged.polarity is Polarity.AGAINST):
                return True
    return False


def named_culprit(words: EvaluationWords, verb: Token, subject: Token) -> tuple[Evaluation, Token] | None:
    """Return the judging noun and who it names: "The problem is the president"."""
    definite = any(child.lower_ in {"the", "our", "your", "their"} for child in subject.lefts)
    entry = words.of(subject) if verb.lemma_ == "be" and definite and subject.pos_ == "NOUN" else None
    if entry is None or entry.kind != "noun":
        return None
    named = (c for c in verb.rights if c.dep_ == "attr" and c.pos_ in {"NOUN", "PROPN"})
    return next(((entry, noun) for noun in named if noun.pos_ == "PROPN" or _is_definite(noun)), None)


def _is_definite(noun: Token) -> bool:
    return any(child.lower_ in {"the", "this", "that", "our", "your", "his", "their"} for child in noun.lefts)


def lacking(words: EvaluationWords, verb: Token) -> tuple[Token, Evaluation, Token] | None:
    """Return the noun, its entry and what there is none of it for: "there is no justification for the raid"."""
    if verb.lemma_ != "be" or not any(child.dep_ == "expl" for child in verb.lefts):
        return None
    for noun in verb.rights:
        found = _nothing_of_it(words, noun)
        if found is not None:
            return found
        if noun.dep_ != "attr" or not any(child.lower_ == "no" for child in noun.lefts):
            continue
        entry = words.lack(noun.lemma_.lower())
        about = (c for p in (noun, verb) for c in p.rights if c.dep_ == "prep" and c.lower_ in _ABOUT)
        heads = (head for preposition in about for head in preposition.rights if head.dep_ in {"pobj", "pcomp"})
        head = next(heads, None) if entry is not None else None
        if entry is not None and head is not None:
            return noun, entry, head
    return None


def _nothing_of_it(words: EvaluationWords, noun: Token) -> tuple[Token, Evaluation, Token] | None:
    """Return the word of praise or blame and what has nothing of it: "there is nothing fair about the vote"."""
    if noun.lower_ != "nothing":
        return None
    judging = (child for child in noun.rights if child.dep_ in {"amod", "acomp"})
    about = (h for c in noun.rights if c.lower_ in {"about", "in"} for h in c.rights if h.dep_ == "pobj")
    word, head = next(judging, None), next(about, None)
    entry = words.adjective(word.lower_) if word is not None else None
    return (word, entry, head) if word is not None and entry is not None and head is not None else None


def unexcused(words: EvaluationWords, verb: Token, subject: Token) -> tuple[Token, Evaluation, Token] | None:
    """Return what "nothing can justify", and what no emergency can, with the entry of the lack."""
    entry = words.lack("justification")
    absent = subject.lower_ == "nothing" or any(c.lower_ == "no" and c.dep_ == "det" for c in subject.lefts)
    if entry is None or not absent or verb.lemma_ not in _EXCUSING:
        return None
    objects = (child for child in verb.rights if child.dep_ in {"dobj", "xcomp"})
    return next(((subject, entry, noun) for noun in objects), None)


def credited(words: EvaluationWords, verb: Token) -> tuple[Token, Evaluation, Token] | None:
    """Return to whom it is owed: "it is thanks to the Red Cross that we live"."""
    thanks = (c for c in verb.rights if c.lower_ == "thanks" and c.dep_ in {"attr", "dobj"})
    noun = next(thanks, None) if verb.lemma_ in COPULAS else None
    entry = words.blame("thanks") if noun is not None else None
    if noun is None or entry is None:
        return None
    owed = (h for c in noun.rights if c.lower_ == "to" for h in c.rights if h.dep_ == "pobj")
    return next(((noun, entry, head) for head in owed), None)
