"""What the verb of a clause, or its adverb, says of its subject: "punishes us", "is riddled with errors"."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from stancewire.nlp.evaluations import Evaluation, EvaluationWords, opposite
from stancewire.nlp.tree import Token
from stancewire_schemas.codes import Polarity

_FIRST: Final = frozenset({"me", "us", "my", "our"})
_LIED_TO: Final = frozenset({"to", "about", "again", "repeatedly", "constantly", "openly", "shamelessly", "daily"})


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a clause says of its subject: the judging word, its polarity after negation, who or what is judged."""

    word: Token
    entry: Evaluation
    polarity: Polarity
    subject: Token


def judged(found: tuple[Token, Evaluation, Polarity], subject: Token, *, negated: bool) -> Judgement:
    """Return the judgement of a word, its entry and its polarity, turned round where the clause says no."""
    word, entry, polarity = found
    return Judgement(word, entry, opposite(polarity) if negated else polarity, subject)


def judgement_of_verb(words: EvaluationWords, verb: Token, subject: Token, *, negated: bool) -> Judgement | None:
    """Return what the verb itself says of its subject, or None where it does not judge."""
    several = words.phrase(verb) if subject.dep_ == "nsubjpass" else None
    if several is not None and several[0] == verb:
        # "is riddled with errors", which the parser takes for a passive.
        return judged((*several, several[1].polarity), subject, negated=negated)
    described = _described(words, verb)
    if described is not None:
        return judged((verb, described, described.polarity), subject, negated=negated)
    active = subject.dep_ in {"nsubj", "csubj"}
    harm = words.harm(verb) if active and _hits_speaker(verb) else None
    if harm is not None:
        return judged((verb, harm, harm.polarity), subject, negated=negated)
    entry = words.of(verb) if verb.pos_ == "VERB" and active and not _is_factual(verb) else None
    if entry is not None and entry.kind == "verb":
        return judged((verb, entry, entry.polarity), subject, negated=negated)
    for child in verb.children:
        if child.dep_ == "advmod":
            entry = words.of(child)
            if entry is not None and entry.kind == "adverb":
                return judged((child, entry, entry.polarity), subject, negated=negated)
    return None


def _hits_speaker(verb: Token) -> bool:
    """Tell "robbed us" and "is killing our trade" from what is done to others."""
    objects = [c for c in verb.rights if c.dep_ in {"dobj", "dative"}]
    objects += [noun for c in verb.rights if c.dep_ == "prep" for noun in c.children if noun.dep_ == "pobj"]
    return any(
        noun.lower_ in _FIRST or any(child.lower_ in _FIRST for child in noun.lefts if child.dep_ == "poss")
        for noun in objects
    )


def _described(words: EvaluationWords, verb: Token) -> Evaluation | None:
    """Read a participle as an adjective: "was horrifying", "is broken"; not with an object or an agent."""
    if verb.tag_ not in {"VBG", "VBN", "JJ"} or any(c.dep_ in {"dobj", "agent", "xcomp"} for c in verb.children):
        return None
    if not any(child.lemma_ == "be" for child in verb.lefts):
        return None
    return words.adjective(verb.lower_)


def _is_factual(verb: Token) -> bool:
    """Tell an injury count or a plain event ("hurt ten people", "broke a window") from a judgement."""
    objects = [child for child in verb.children if child.dep_ == "dobj"]
    counted = any(grand.pos_ == "NUM" for noun in objects for grand in noun.children)
    if any(noun.lower_.endswith(("self", "selves")) for noun in objects):
        # "They are punishing themselves" foretells and reproaches nobody.
        return True
    if verb.lemma_ == "break":
        return not any(
            noun.lemma_ in {"promise", "law", "pledge", "word", "vow", "rule", "faith"} for noun in objects
        )
    if verb.lemma_ == "lie":
        # "The ships lay off the coast" tells where they were.
        return any(child.dep_ in {"prep", "advmod"} and child.lower_ not in _LIED_TO for child in verb.rights)
    if verb.lemma_ == "care":
        # "The dead do not care who fired."
        return any(child.dep_ == "ccomp" for child in verb.rights)
    if verb.lemma_ == "work":
        # "The pump works at night" tells what it does; "sanctions do not work" judges them.
        return any(child.dep_ in {"prep", "dobj", "xcomp", "dative", "advcl"} for child in verb.rights)
    if verb.lemma_ == "fail":
        return any(child.dep_ == "xcomp" for child in verb.children)
    return counted
