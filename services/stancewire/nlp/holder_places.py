"""In which grammatical place the holder of a cue stands: its subject, its owner, what it describes."""

from __future__ import annotations

from typing import Final

from stancewire.nlp.arguments import objects
from stancewire.nlp.coordination import conjuncts
from stancewire.nlp.cue_entries import Kind
from stancewire.nlp.cues import Cues, Match
from stancewire.nlp.document import Document
from stancewire.nlp.resumption import resumed
from stancewire.nlp.subjects import subjects, surface_subjects
from stancewire.nlp.tree import Token
from stancewire.nlp.voice import passive_agents
from stancewire.nlp.word_sets import word_set

_LIGHT_VERBS: Final = word_set(
    "accept add amplify announce back begin carry confirm convey continue declare deliver demonstrate "
    "drop escalate express feel file give harbour harbor have hold issue keep launch lead lend levy lodge "
    "make maintain mount offer order pay pledge pursue raise reaffirm register reiterate renew repeat "
    "restate run send show signal slap stage stand state step support threaten unleash voice wage impose "
    "conduct authorise authorize intensify spearhead put lay place pin withdraw end drop lose heap pour "
    "abjure renounce abandon retract rescind restate"
)
# "drew criticism from": the subject is what is criticised.
DRAWING: Final = word_set("attract draw earn face get meet prompt provoke receive spark win garner elicit invite")


def holder_tokens(document: Document, match: Match, cues: Cues) -> list[Token]:
    """Return the tokens that stand in the holder's place."""
    anchor = match.anchor
    if match.cue.kind is Kind.VERB:
        return _of_verb(document, match, cues)
    if match.cue.act in {"supporter", "opponent"}:
        return _of_partisan(anchor)
    if match.cue.kind is Kind.NOUN:
        return _of_noun(anchor)
    if match.cue.kind is Kind.ADJECTIVE:
        return _of_predicate(anchor)
    if match.cue.pattern == ("according", "to"):
        return [noun for child in match.tokens[-1].children if child.dep_ == "pobj" for noun in conjuncts(child)]
    return _of_predicate(anchor)


def _of_verb(document: Document, match: Match, cues: Cues) -> list[Token]:
    verb = match.anchor
    if match.cue.act in {"say", "reveal"} and verb.tag_ == "VBG" and (verb.dep_ == "advcl" or _is_apart(verb)):
        return subjects(_outer_speaker(verb, cues))
    if verb.dep_ == "pcomp" and verb.head.lower_ == "as":
        # "quoted the minister as saying": the one quoted says it.
        quoted = [child for child in verb.head.head.children if child.dep_ == "dobj"]
        if quoted:
            return conjuncts(quoted[0])
    if match.cue.act in {"delight", "upset"}:
        # "The ruling angered Beijing": who feels it stands in the object's place.
        return objects(verb)
    again = resumed(verb, document, cues)
    return subjects(again if again is not None else verb) or _taken_by_relative(verb)


def _taken_by_relative(verb: Token) -> list[Token]:
    """Return the subject that a verb of its relative clause was given: "Polk, who ran but lost, said that"."""
    told = any(child.dep_ == "ccomp" for child in verb.rights)
    for clause in verb.lefts if told else ():
        parted = clause.right_edge.i + 1 < verb.i or clause.doc[verb.left_edge.i - 1].text == ","
        subject = next((child for child in clause.lefts if child.dep_ == "nsubj"), None)
        if clause.dep_ == "ccomp" and subject is not None and parted and _holds_relative(subject):
            return conjuncts(subject)
    return []


def _holds_relative(noun: Token) -> bool:
    return any(child.dep_ == "relcl" and child.i > noun.i for child in noun.subtree)


def _is_apart(participle: Token) -> bool:
    """Tell ", ruling that it broke the law" from "a man saying that", where the noun before speaks."""
    first = participle.left_edge.i
    told = any(child.dep_ == "ccomp" for child in participle.rights)
    return participle.dep_ == "acl" and told and first > 0 and participle.doc[first - 1].text == ","


def _outer_speaker(participle: Token, cues: Cues) -> Token:
    """Return the verb whose subject goes on speaking: "A said B had left, adding that" is A's, not B's."""
    verb = participle.head
    while participle.dep_ == "acl" and verb.pos_ not in {"VERB", "AUX"} and verb.head.i != verb.i:
        verb = verb.head
    if verb.dep_ == "relcl":
        verb = verb.head.head
    climbed = verb
    for _ in range(6):
        if climbed.dep_ not in {"ccomp", "conj", "xcomp", "advcl", "acl", "relcl"} or climbed.head.pos_ != "VERB":
            break
        if climbed.dep_ == "ccomp" and any(m.cue.speech for m in cues.matches(climbed.head)):
            verb = climbed.head
        climbed = climbed.head
    return verb


def _of_partisan(noun: Token) -> list[Token]:
    """Return who is called a supporter or an opponent: a name beside the noun, its subject, or the noun itself."""
    if noun.dep_ in {"appos", "compound", "nmod"} and noun.head.pos_ in {"NOUN", "PROPN"}:
        return [noun.head]
    if noun.dep_ in {"attr", "oprd"} or (noun.dep_ == "pobj" and noun.head.lower_ == "as"):
        governor = noun.head.head if noun.dep_ == "pobj" else noun.head
        return surface_subjects(governor) if governor.pos_ in {"VERB", "AUX"} else [noun]
    # "beat his opponents" says who ran, not where they stand.
    return [] if any(child.tag_ == "PRP$" for child in noun.lefts) else [noun]


def _of_noun(noun: Token) -> list[Token]:
    owners = [child for child in noun.children if child.dep_ == "poss" and child.tag_ != "WP$"]
    owners += [
        grand
        for child in noun.children
        if child.dep_ in {"prep", "agent"} and child.lower_ in {"by", "from"}
        for grand in child.children
        if grand.dep_ == "pobj"
    ]
    owners += [
        child for child in noun.children if child.dep_ in {"compound", "nmod", "amod"} and child.text[:1].isupper()
    ]
    governor = noun.head
    definite = noun.dep_ == "dobj" and any(child.lower_ == "the" for child in noun.lefts)
    if not owners and definite and governor.lemma_ in {"have", "enjoy", "win", "lose"}:
        # "has the support of the Treasury"
        owners = [g for c in noun.rights if c.lower_ == "of" for g in c.children if g.dep_ == "pobj"]
    if not owners and noun.dep_ == "dobj" and governor.lemma_ in DRAWING:
        # "won praise from the mayor": parsers hang the mayor on the verb.
        owners = [g for c in governor.rights if c.lower_ == "from" for g in c.children if g.dep_ == "pobj"]
    carried = noun.dep_ in {"dobj", "attr"} and governor.lemma_ in _LIGHT_VERBS
    own = carried and bool(owners) and owners[0].tag_ == "PRP$" and owners[0].lower_ not in {"my", "our"}
    if owners and not own:
        return [token for owner in owners[:1] for token in conjuncts(owner)]
    if noun.dep_ == "pobj" and governor.lower_ in {"in", "out"} and governor.head.pos_ == "VERB":
        # "walked out in protest against": those who walked protest.
        return subjects(governor.head)
    if carried:
        return subjects(governor)
    if noun.dep_ == "pobj" and governor.lower_ == "but" and governor.head.dep_ == "dobj":
        # "have nothing but respect for"
        return subjects(governor.head.head)
    if noun.dep_ == "nsubjpass" and governor.lemma_ in _LIGHT_VERBS:
        return passive_agents(governor)
    return []


def _of_predicate(word: Token) -> list[Token]:
    """Return the subject of "is critical of", or the noun that "critical of" follows."""
    head = word.head
    if word.dep_ in {"acomp", "attr", "prep", "oprd", "advmod", "xcomp"} and head.pos_ in {"VERB", "AUX"}:
        return subjects(head)
    if word.dep_ == "conj" and head.pos_ == "ADJ":
        return _of_predicate(head)
    if word.dep_ in {"amod", "appos", "acl", "prep"} and head.pos_ in {"NOUN", "PROPN"} and word.i > head.i:
        return [head]
    # "is alarmed by" is passive in form only: whoever is alarmed holds it.
    return surface_subjects(word)
