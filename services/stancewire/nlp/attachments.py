"""Where a clause belongs that the parser joined to another: joined verbs, relative clauses taken for content.

Each rule reads the forms of the verbs alone: finite goes on from finite, "had" from "had", and who speaks goes on
to take sides.
"""

from __future__ import annotations

from typing import Final

from stancewire.nlp.tree import Token
from stancewire.nlp.word_sets import word_set

SUBJECT: Final = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass"})
FINITE: Final = frozenset({"VBD", "VBZ", "VBP"})
NOMINAL: Final = frozenset({"NOUN", "PROPN", "PRON"})
RELATIVE: Final = frozenset({"WDT", "WP"})
VERBAL: Final = frozenset({"VERB", "AUX"})
_SAYING: Final = word_set("say tell add note warn write claim announce argue insist state believe explain declare")
_TAKING_SIDES: Final = word_set(
    "accuse appeal argue blame call challenge condemn criticise criticize demand denounce deny doubt dismiss "
    "insist pledge praise promise reject thank threaten urge vow"
)


def continued_clause(verb: Token) -> Token | None:
    """Return the governing verb that a joined finite verb goes on from, where the parser joined it to an inner one.

    "accused them of failing and called for": finite follows finite. "said it was lost and demanded": who says,
    not what is spoken of, goes on to take sides; with a pronoun for its object ("met them and urged them") it does
    not.
    """
    if verb.dep_ != "conj" or verb.head.pos_ not in VERBAL:
        return None
    inner = verb.head
    if has_auxiliary(verb):
        return _like_built(verb, inner)
    if verb.tag_ not in FINITE:
        return None
    if inner.tag_ in {"VBG", "VB"} and not has_auxiliary(inner):
        outer = next((a for a in inner.ancestors if a.dep_ == "relcl" or _is_like(a, verb)), None)
        return outer if outer is not None and outer.i < inner.i and _is_like(outer, verb) else None
    says = inner.dep_ == "ccomp" and inner.head.lemma_ in _SAYING and inner.head.i < inner.i
    aims_at_pronoun = any(child.dep_ == "dobj" and child.pos_ == "PRON" for child in verb.children)
    if says and _is_like(inner.head, verb) and verb.lemma_ in _TAKING_SIDES and not aims_at_pronoun:
        return inner.head
    return None


def _like_built(verb: Token, inner: Token) -> Token | None:
    """Return the verb with the same "had" above one without: "had hit men who posed a threat and had shot"."""
    own = {c.lower_ for c in verb.children if c.dep_ == "aux"} & {"had", "has", "have"}
    if not own or verb.tag_ != "VBN" or has_auxiliary(inner) or any(c.dep_ in SUBJECT for c in verb.children):
        return None
    above = (a for a in inner.ancestors if a.tag_ == "VBN" and a.i < inner.i)
    return next((a for a in above if own & {c.lower_ for c in a.children if c.dep_ == "aux"}), None)


def _is_like(one: Token, other: Token) -> bool:
    """Tell whether two finite verbs stand in one tense, as joined verbs do."""
    return one.tag_ == other.tag_ or {one.tag_, other.tag_} == {"VBZ", "VBP"}


def has_auxiliary(verb: Token) -> bool:
    """Tell whether "to", "had", "was" or the like stands with the verb."""
    return any(child.dep_ in {"aux", "auxpass"} for child in verb.children)


def taken_subject(verb: Token) -> Token | None:
    """Return the subject that the parser joined to the object before: "expelled envoys and India responded".

    A joined verb that shares its subject follows "and" or a comma; after a noun, that noun is its subject.
    """
    joined = verb.dep_ == "conj" or (verb.dep_ == "advcl" and not any(c.dep_ == "mark" for c in verb.lefts))
    if not joined or verb.tag_ not in FINITE or verb.head.pos_ not in VERBAL:
        return None
    start = min(
        [verb.i, *(c.i for c in verb.children if c.dep_ in {"aux", "auxpass", "advmod", "neg"} and c.i < verb.i)]
    )
    before = verb.doc[start - 1] if start else None
    while before is not None and before.i > verb.head.i:
        if before.dep_ == "conj" and before.pos_ in NOMINAL and before.right_edge.i == start - 1:
            return before
        before = before.head if before.head.i != before.i else None
    return None


def is_mistaken_for_content(verb: Token) -> bool:
    """Tell a relative clause that the parser took for what a noun says: "a claim that the navy rejected"."""
    if verb.dep_ != "acl" or verb.tag_ not in FINITE or verb.lemma_ not in _TAKING_SIDES:
        return False
    deps = {child.dep_ for child in verb.children if child.lower_ != "that"}
    marked = any(child.dep_ in {"mark", "dobj"} and child.lower_ == "that" for child in verb.children)
    return marked and not deps & {"dobj", "ccomp", "xcomp", "nsubjpass"}


def gerund_subject(verb: Token) -> Token | None:
    """Return the gerund that the parser took for an adverbial: "Shelling by the army killed six"."""
    if verb.tag_ not in FINITE or any(child.dep_ in SUBJECT for child in verb.children):
        return None
    for child in verb.lefts:
        doer = any(grand.dep_ in {"agent", "prep"} and grand.lower_ in {"by", "of"} for grand in child.rights)
        if child.dep_ == "advcl" and child.tag_ == "VBG" and doer and child.right_edge.i + 1 == verb.i:
            return child
    return None


def swallowing_verb(verb: Token) -> Token | None:
    """Return the verb to whose object the parser joined this one: "expelled two attaches and barred trucks"."""
    noun = verb.head
    if verb.dep_ != "conj" or verb.tag_ not in {"VBD", "VBN"} or noun.pos_ not in NOMINAL or noun.dep_ != "dobj":
        return None
    deps = {child.dep_ for child in verb.children}
    if "dobj" not in deps or deps & {"aux", "auxpass", *SUBJECT} or verb.i < noun.i:
        return None
    return noun.head if noun.head.tag_ in {"VBD", "VBN"} else None
