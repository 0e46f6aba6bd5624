"""Whether a verb is active or passive, an infinitive or not, and who is named by "by"."""

from __future__ import annotations

from stancewire.nlp.attachments import VERBAL
from stancewire.nlp.prepositions import objects_of
from stancewire.nlp.tree import Token


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


def is_infinitive(verb: Token) -> bool:
    """Tell whether "to" stands before the verb."""
    return any(child.dep_ == "aux" and child.lower_ == "to" for child in verb.children)


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
        for noun in objects_of(child)
        if noun.ent_type_ not in {"DATE", "TIME", "PERCENT"}
    ]
