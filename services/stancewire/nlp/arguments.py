"""Who stands where around a predicate: deep subjects, objects and prepositions out of the surface parse.

Passives, participles, relative clauses, control verbs and shared subjects are undone here, so that frames speak of
"subj" and "obj" only. Nothing here knows events or entities.
"""

from __future__ import annotations

from typing import Final

from stancewire.nlp.attachments import (
    NOMINAL,
    RELATIVE,
    SUBJECT,
    VERBAL,
    continued_clause,
    gerund_subject,
    is_mistaken_for_content,
    swallowing_verb,
    taken_subject,
)
from stancewire.nlp.tree import Token
from stancewire.nlp.word_sets import word_set

_KNOWN: Final = "stancewire.prepositions"
_NESTING: Final = frozenset(
    {"out", "from", "up", "away", "off", "back", "over", "down", "ahead", "in", "on", "along"}
)
_AWAY: Final = frozenset({"back", "away", "home", "over", "out", "off"})
_OBJECT_CONTROL: Final = word_set(
    "allow ask authorise authorize beg call cause challenge command compel convince direct enable "
    "encourage entitle expect force get help implore inspire instruct intend invite lead leave let make "
    "motivate need oblige order permit persuade press pressure prompt push remind require send summon "
    "task teach tell train urge want warn see hear watch have catch allege believe report say"
)
_COMPLAINING: Final = word_set(
    "protest lodge convey express demand deliver denounce condemn object register complain voice seek"
)
_GIVING: Final = word_set(
    "award bring deliver deny donate extend fly gift give grant hand issue leave lend loan offer owe pass pay "
    "sell send ship supply throw toss wire"
)
_MAX_CLIMB: Final = 8
_BEFORE_NOUN: Final = frozenset({"compound", "amod", "nmod", "det", "poss", "nummod"})


def is_passive(verb: Token) -> bool:
    """Tell whether the surface subject (or the noun that a participle follows) undergoes the act."""
    deps = {child.dep_ for child in verb.children}
    if deps & {"auxpass", "nsubjpass"}:
        return True
    if verb.tag_ != "VBN" or "aux" in deps:
        return False
    if "nsubj" in deps:
        # "Four were killed and dozens injured": the auxiliary is not said twice.
        return verb.dep_ == "conj" and "dobj" not in deps and is_passive(verb.head)
    if verb.dep_ == "conj" and verb.head.pos_ in VERBAL:
        return "dobj" not in deps and is_passive(verb.head)
    return verb.dep_ in {"acl", "advcl", "xcomp", "ROOT", "ccomp"} and "dobj" not in deps


def conjuncts(token: Token) -> list[Token]:
    """Return the token and what is joined to it by "and" or "or", without what "but not" takes away."""
    found = [token]
    for child in token.children:
        if child.dep_ == "conj" and not (_excluded(child) or _begins_clause(child) or swallowing_verb(child)):
            found += conjuncts(child)
    return found


def _begins_clause(conjunct: Token) -> bool:
    """Tell whether a finite verb follows that has no other subject: it is no second object but that subject."""
    index = conjunct.right_edge.i + 1
    if index >= len(conjunct.doc) or conjunct.pos_ not in NOMINAL:
        return False
    following = conjunct.doc[index]
    verb = following if following.pos_ == "VERB" else following.head
    return verb.i >= index and taken_subject(verb) == conjunct


def _excluded(conjunct: Token) -> bool:
    if any(child.dep_ == "neg" for child in conjunct.children):
        return True
    before = conjunct.doc[conjunct.left_edge.i - 1] if conjunct.left_edge.i else None
    return before is not None and before.lower_ in {"not", "than"}


def surface_subjects(verb: Token, climb: int = 0) -> list[Token]:
    """Return the grammatical subject, looked for in the governing clause where the verb has none of its own."""
    own = [child for child in verb.children if child.dep_ in SUBJECT]
    if own:
        return _subject_or_antecedent(own[0], verb)
    if taken := taken_subject(verb):
        return conjuncts(taken)
    if gerund := gerund_subject(verb):
        return [gerund]
    if clause := continued_clause(verb) or swallowing_verb(verb):
        return surface_subjects(clause, climb + 1)
    head = verb.head
    if climb > _MAX_CLIMB or head.i == verb.i:
        return []
    if verb.dep_ in {"acl", "relcl"} and head.dep_ == "attr" and is_infinitive(verb):
        # "became the first country to recognise them"
        return surface_subjects(head.head, climb + 1)
    if verb.dep_ == "acl":
        return _subject_of_adnominal(verb)
    if verb.dep_ == "xcomp" and head.lemma_ in _OBJECT_CONTROL and not _is_callers_own(verb):
        controlled = [child for child in head.children if child.dep_ in {"dobj", "dative"}]
        if controlled:
            return conjuncts(controlled[0])
        if is_passive(head):
            return surface_subjects(head, climb + 1)
    if verb.dep_ in {"conj", "xcomp", "advcl", "ccomp", "dep"} and head.pos_ in VERBAL:
        return surface_subjects(head, climb + 1)
    if verb.dep_ in {"xcomp", "acomp", "advcl"} and head.pos_ == "ADJ" and head.head.pos_ in VERBAL:
        return surface_subjects(head.head, climb + 1)
    if verb.dep_ == "pcomp":
        return _subject_of_gerund(verb, climb)
    return []


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


def passive_agents(verb: Token) -> list[Token]:
    """Return who is named by "by" after a passive."""
    own = _named_by(verb)
    # "Was given a grant by the EU": the parser may hang who gives on what is given.
    return own or [noun for child in verb.rights if child.dep_ == "dobj" for noun in _named_by(child)]


def _named_by(token: Token) -> list[Token]:
    return [
        noun
        for child in token.children
        if child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ == "by")
        for noun in _objects_of(child)
        if noun.ent_type_ not in {"DATE", "TIME", "PERCENT"}
    ]


def _objects_of(preposition: Token) -> list[Token]:
    return [noun for child in preposition.children if child.dep_ == "pobj" for noun in conjuncts(child)]


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


def objects(verb: Token) -> list[Token]:
    """Return who or what undergoes it."""
    if is_passive(verb):
        # "were granted asylum": the surface subject receives, the object is given.
        given = [noun for child in verb.children if child.dep_ == "dobj" for noun in conjuncts(child)]
        return given or surface_subjects(verb)
    if gift := _two_objects(verb):
        return conjuncts(gift[1])
    own = [noun for child in verb.children if child.dep_ == "dobj" for noun in conjuncts(child)]
    if own and not is_mistaken_for_content(verb):
        return [antecedent for noun in own for antecedent in _antecedent(noun, verb)]
    raised = _raised_objects(verb)
    if raised:
        return raised
    has_own_subject = any(child.dep_ in SUBJECT and child.tag_ not in RELATIVE for child in verb.children)
    if has_own_subject and (verb.dep_ == "relcl" or is_mistaken_for_content(verb)):
        takes_clause = any(child.dep_ in {"ccomp", "xcomp"} for child in verb.children)
        return [] if takes_clause else [verb.head]
    return _shared_objects(verb)


def receivers(verb: Token) -> list[Token]:
    """Return to whom something is given: "lent Kenya money", "was lent money"."""
    if is_passive(verb) and any(child.dep_ == "dobj" for child in verb.children):
        return surface_subjects(verb)
    own = [noun for child in verb.children if child.dep_ == "dative" for noun in conjuncts(child)]
    if not own and (gift := _two_objects(verb)):
        return conjuncts(gift[0])
    return own or _swallowed_receivers(verb)


def _two_objects(verb: Token) -> tuple[Token, Token] | None:
    """Return receiver and gift where the parser made both of them objects: "sent Ukraine its first tanks"."""
    if verb.lemma_ not in _GIVING:
        return None
    nouns = [child for child in verb.rights if child.pos_ in NOMINAL]
    first, second = (*nouns[:2], None, None)[:2]
    if first is None or second is None or first.dep_ != "dobj" or not _adjoin(first, second):
        return None
    is_gift = second.dep_ in {"dobj", "npadvmod"} and second.ent_type_ not in {"DATE", "TIME"}
    return (first, second) if is_gift else None


def _adjoin(first: Token, second: Token) -> bool:
    """Tell whether nothing stands between but "back" or the like: "gave Spain back 30 migrants"."""
    between = first.doc[first.right_edge.i + 1 : second.left_edge.i]
    return second.i > first.i and all(token.lower_ in _AWAY for token in between)


def _swallowed_receivers(verb: Token) -> list[Token]:
    """Return the name that the parser took into the gift: "handed Ukraine 16 vehicles"."""
    return [
        noun
        for gift in verb.children
        if gift.dep_ == "dobj"
        for noun in gift.lefts
        if noun.dep_ in {"nmod", "compound", "poss"}
        and noun.pos_ == "PROPN"
        and any(other.dep_ in {"nummod", "det", "quantmod"} and other.i > noun.i for other in gift.lefts)
    ]


def _antecedent(noun: Token, verb: Token) -> list[Token]:
    return [verb.head] if noun.tag_ in RELATIVE and verb.dep_ == "relcl" else [noun]


def _raised_objects(verb: Token) -> list[Token]:
    """Return the one spoken of: "urged Iran to stop", "found him guilty" make it the small clause's subject."""
    return [
        noun
        for child in verb.children
        if child.dep_ in {"ccomp", "xcomp"} and (child.pos_ == "ADJ" or is_infinitive(child))
        for grand in child.children
        if grand.dep_ == "nsubj"
        for noun in conjuncts(grand)
    ]


def is_infinitive(verb: Token) -> bool:
    """Tell whether "to" stands before the verb."""
    return any(child.dep_ == "aux" and child.lower_ == "to" for child in verb.children)


def _shared_objects(verb: Token) -> list[Token]:
    joined = [child for child in verb.rights if child.dep_ == "conj" and child.pos_ in VERBAL]
    others = [child for child in verb.rights if child.dep_ not in {"conj", "cc", "advmod"}]
    if not joined or others or is_passive(joined[0]):
        return []
    return [noun for child in joined[0].children if child.dep_ == "dobj" for noun in conjuncts(child)]


def prepositions(token: Token) -> dict[str, list[Token]]:
    """Return the nouns behind each preposition that hangs on the token; "out of" counts as both its words.

    Read once for each token of a parse, so the answer must not be changed.
    """
    known: dict[int, dict[str, list[Token]]] = token.doc.user_data.setdefault(_KNOWN, {})
    if token.i not in known:
        known[token.i] = _read_prepositions(token)
    return known[token.i]


def _read_prepositions(token: Token) -> dict[str, list[Token]]:
    found: dict[str, list[Token]] = {}
    for child in token.children:
        if child.dep_ in {"prep", "dative", "agent"} and child.pos_ in {"ADP", "PART", "ADV", "SCONJ", "X", "VERB"}:
            _collect(child, found)
        elif child.dep_ == "xcomp" and child.pos_ == "NOUN":
            # "agreed to talks" is often read as an infinitive.
            found.setdefault("to", []).append(child)
        elif child.dep_ in {"advmod", "prt"} and child.lower_ in _AWAY:
            # "gave the bronzes back to Nigeria"
            for grand in child.children:
                if grand.dep_ == "prep":
                    _collect(grand, found)
    return found


def has_particle(token: Token, name: str) -> bool:
    """Tell whether a preposition or particle hangs on the token, whatever follows it."""
    return any(child.dep_ in {"prep", "prt", "advmod"} and child.lower_ == name for child in token.children)


def _collect(preposition: Token, found: dict[str, list[Token]]) -> None:
    nouns = _objects_of(preposition)
    if preposition.lower_ == "between" and len(nouns) == 1:
        nouns += _partner(nouns[0])
    found.setdefault(preposition.lower_, []).extend(nouns)
    for child in preposition.children:
        if child.dep_ == "prep" and preposition.lower_ in _NESTING:
            _collect(child, found)
        if child.dep_ == "conj" and child.pos_ == "ADP":
            _collect(child, found)


def _partner(noun: Token) -> list[Token]:
    """Return the second side of "between A and B", where the parser made B the subject of what follows."""
    doc, index = noun.doc, noun.right_edge.i
    if doc[index].lower_ != "and":
        index += 1
    if index + 1 >= len(doc) or doc[index].lower_ != "and":
        return []
    following = (doc[i] for i in range(index + 1, min(index + 1 + _MAX_CLIMB, len(doc))))
    return next(([t] for t in following if t.pos_ in NOMINAL and t.dep_ not in _BEFORE_NOUN), [])


def modifiers(noun: Token) -> list[Token]:
    """Return the words that stand before a noun and narrow it: "Saudi", "Iranian" of "Saudi-Iranian talks"."""
    found: list[Token] = []
    for child in noun.children:
        if child.dep_ in {"compound", "amod", "nmod", "npadvmod", "nummod"} and child.i < noun.i:
            found += [*modifiers(child), child]
            found += [other for other in conjuncts(child)[1:] if other.i < noun.i]
    return found


def complements(verb: Token) -> list[Token]:
    """Return the heads of clauses that complete the predicate: infinitives, that-clauses, "of doing"."""
    found = [child for child in verb.children if child.dep_ in {"xcomp", "ccomp"}]
    if verb.pos_ not in VERBAL:
        found += [
            child for child in verb.children if child.dep_ in {"acl", "advcl", "relcl"} and is_infinitive(child)
        ]
    if not found:
        found = [child for child in verb.children if child.dep_ == "advcl" and is_infinitive(child)]
    for child in verb.children:
        if child.dep_ in {"prep", "agent"}:
            found += [grand for grand in child.children if grand.dep_ == "pcomp"]
    return [joined for clause in found for joined in conjuncts(clause)]
