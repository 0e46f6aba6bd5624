"""Who does what a verb tells, where passives, participles, relative clauses and control verbs hide it."""

from __future__ import annotations

from typing import Final

from stancewire.nlp.attachments import (
    RELATIVE,
    SUBJECT,
    VERBAL,
    continued_clause,
    gerund_subject,
    swallowing_verb,
    taken_subject,
)
from stancewire.nlp.coordination import conjuncts
from stancewire.nlp.tree import Token
from stancewire.nlp.voice import is_infinitive, is_passive, passive_agents
from stancewire.nlp.word_sets import word_set

_OBJECT_CONTROL: Final = word_set(
    "allow ask authorise authorize beg call cause challenge command compel convince direct enable "
    "encourage entitle expect force get help implore inspire instruct intend invite lead leave let make "
    "motivate need oblige order permit persuade press pressure prompt push remind require send summon "
    "task teach tell train urge want warn see hear watch have catch allege believe report say"
)
_COMPLAINING: Final = word_set(
    "protest lodge convey express demand deliver denounce condemn object register complain voice seek"
)
_WRITTEN: Final = word_set(
    "demand ask urge call seek request warn accuse threaten condemn protest offer invite say state announce "
    "explain argue express claim declare criticise criticize thank praise describe note tell"
)
_LETTERS: Final = word_set("letter note message statement petition email memo appeal cable communique")
_SENDING: Final = word_set("send write issue deliver submit address present hand post release publish file sign")
_MAX_CLIMB: Final = 8


def subjects(verb: Token) -> list[Token]:
    """Return who does it."""
    if not is_passive(verb):
        return surface_subjects(verb)
    agents = passive_agents(verb)
    if not agents and verb.dep_ == "conj" and verb.head.pos_ in VERBAL and is_passive(verb.head):
        return passive_agents(verb.head)
    if not agents:
        # "were freed and flown out by the rebels": the last verb carries the agent of all.
        agents = [noun for child in verb.children if child.dep_ == "conj" for noun in passive_agents(child)]
    return agents


def surface_subjects(verb: Token, climb: int = 0) -> list[Token]:
    """Return the grammatical subject, looked for in the governing clause where the verb has none of its own."""
    own = next((child for child in verb.children if child.dep_ in SUBJECT), None)
    if own is not None:
        return _subject_or_antecedent(own, verb)
    if taken := taken_subject(verb):
        return conjuncts(taken)
    if gerund := gerund_subject(verb):
        return [gerund]
    if clause := continued_clause(verb) or swallowing_verb(verb):
        return surface_subjects(clause, climb + 1)
    if climb > _MAX_CLIMB or verb.head.i == verb.i:
        return []
    return _governing_subjects(verb, climb)


def _governing_subjects(verb: Token, climb: int) -> list[Token]:
    """Return the subject that the word gives it on which the verb hangs."""
    head = verb.head
    if verb.dep_ in {"acl", "relcl"} and head.dep_ == "attr" and is_infinitive(verb):
        # "became the first country to recognise them"
        return surface_subjects(head.head, climb + 1)
    if verb.dep_ == "acl":
        return _subject_of_adnominal(verb)
    if verb.dep_ == "pcomp":
        return _subject_of_gerund(verb, climb)
    if verb.dep_ == "xcomp" and head.lemma_ in _OBJECT_CONTROL and not _is_callers_own(verb):
        controlled = next((child for child in head.children if child.dep_ in {"dobj", "dative"}), None)
        if controlled is not None:
            return conjuncts(controlled)
        if is_passive(head):
            return surface_subjects(head, climb + 1)
    clause = _sharing_clause(verb)
    return [] if clause is None else surface_subjects(clause, climb + 1)


def _sharing_clause(verb: Token) -> Token | None:
    """Return the clause around whose subject is this verb's too: "went on to sign", "was ready to sign"."""
    head = verb.head
    if verb.dep_ in {"conj", "xcomp", "advcl", "ccomp", "dep"} and head.pos_ in VERBAL:
        return head
    through = verb.dep_ in {"xcomp", "acomp", "advcl"} and head.pos_ == "ADJ" and head.head.pos_ in VERBAL
    return head.head if through else None


def _is_callers_own(verb: Token) -> bool:
    """Tell whether who calls somebody in is who then speaks: "summoned the envoy to protest"."""
    return verb.head.lemma_ in {"summon", "call", "invite"} and verb.lemma_ in _COMPLAINING


def _subject_or_antecedent(subject: Token, verb: Token) -> list[Token]:
    if subject.tag_ not in RELATIVE:
        return conjuncts(subject)
    clause = verb
    while clause.dep_ == "conj" and clause.head.pos_ in VERBAL:
        clause = clause.head
    return [clause.head] if clause.dep_ == "relcl" else [subject]


def _subject_of_adnominal(verb: Token) -> list[Token]:
    noun = verb.head
    if writer := _writing(verb):
        return surface_subjects(writer)
    if any(child.dep_ == "aux" and child.lower_ == "to" for child in verb.children):
        owners = [child for child in noun.children if child.dep_ == "poss"]
        if owners:
            return owners
        governor = noun.head
        return surface_subjects(governor) if noun.dep_ == "dobj" and governor.pos_ in VERBAL else []
    return conjuncts(noun)


def _subject_of_gerund(verb: Token, climb: int) -> list[Token]:
    governor = verb.head.head
    if governor.pos_ in VERBAL:
        # "accused them of killing": the one accused kills; "left after killing": the one who left does.
        blamed = [child for child in governor.children if child.dep_ == "dobj"]
        if verb.head.lower_ in {"of", "from", "for", "into"} and blamed:
            return conjuncts(blamed[0])
        return surface_subjects(governor, climb + 1)
    return [child for child in governor.children if child.dep_ == "poss"]


def _writing(verb: Token) -> Token | None:
    """Return the verb of sending behind "sent a letter to the minister demanding": who sends demands."""
    if verb.tag_ != "VBG" or verb.lemma_ not in _WRITTEN:
        return None
    noun = verb.head
    receiver = noun.dep_ == "pobj" and noun.head.lower_ == "to"
    near = noun.head.head if receiver else noun
    letters = [near, *(child for child in near.children if child.dep_ == "dobj")] if receiver else [near]
    letter = next((word for word in letters if word.lemma_.lower() in _LETTERS and word.dep_ == "dobj"), None)
    return letter.head if letter is not None and letter.head.lemma_ in _SENDING else None
