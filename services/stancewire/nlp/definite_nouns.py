"""Whether a noun looks back ("the company") or its own words say which one is meant ("the new company")."""

from __future__ import annotations

from typing import Final

from stancewire.nlp.coreference_words import regions
from stancewire.nlp.tree import Token

_CHARGING: Final = frozenset(
    {"accuse", "suspect", "convict", "absolve", "acquit", "warn", "remind", "strip", "charge"}
)
_DEFINITE: Final = frozenset({"the", "this", "that", "these", "those"})
_NEW_ONE: Final = frozenset({
    "other", "another", "new", "neighbouring", "neighboring", "rival", "opposing", "second", "third",
    "next", "previous", "foreign", "whole", "entire", "same", "only", "different", "various", "local",
    "international", "main", "largest", "biggest", "first", "last", "top",
})  # fmt: skip


def is_definite(token: Token) -> bool:
    """Tell whether "the" or "this" stands before a noun."""
    return bool(token.lefts) and any(child.dep_ == "det" and child.lower_ in _DEFINITE for child in token.lefts)


def is_restricted(token: Token, *, is_post: bool = False) -> bool:
    """Tell whether modifiers say which one is meant, so that nothing need be looked back to.

    The words before a post name it ("the foreign minister") and leave open whose it is.
    """
    for child in token.children:
        if (
            is_post
            and child.is_lower
            and (child.dep_ in {"compound", "nmod"} or child.lower_ in {"foreign", "prime"})
        ):
            continue
        if (child.dep_ == "relcl" and _is_aside(child)) or _says_what_was_done(child):
            continue
        if child.dep_ in {"prep", "relcl", "acl", "poss", "nummod"} and child.lower_ not in {
            "on",
            "after",
            "during",
        }:
            return True
        if child.dep_ == "amod" and (child.lower_ in _NEW_ONE or child.tag_ in {"JJS", "JJR"}):
            return True
        if (
            child.dep_ in {"compound", "nmod"}
            and (child.is_lower or child.pos_ == "PROPN")
            and not _region_word(child)
        ):
            return True
        if child.dep_ == "amod" and child.is_title and not _region_word(child) and child.ent_type_ != "NORP":
            return True
    return False


def _says_what_was_done(preposition: Token) -> bool:
    """Tell "of rearming" behind "accused the group", which hangs on the verb whatever the parser says."""
    if preposition.dep_ != "prep":
        return False
    noun = preposition.head
    charged = noun.dep_ == "dobj" and noun.head.lemma_ in _CHARGING and preposition.lower_ in {"of", "with"}
    return charged or any(child.dep_ == "pcomp" for child in preposition.children)


def _is_aside(clause: Token) -> bool:
    """Tell ", who ..." behind a comma, which says more of somebody known, from a clause that says who is meant."""
    return clause.doc[clause.left_edge.i - 1].text == ","


def _region_word(token: Token) -> bool:
    """Tell whether an adjective only says in which part of the world something is."""
    return token.text in regions() or any(name.endswith(" " + token.text) for name in regions())


def region_of(token: Token) -> frozenset[str] | None:
    """Return the countries that an adjective before the noun allows ("South American"), None without one."""
    words = [child.text for child in token.lefts if child.dep_ in {"amod", "compound", "nmod"} and child.is_title]
    inner = [t.text for child in token.lefts if child.is_title for t in child.lefts if t.is_title]
    named = " ".join([*inner, *words])
    return regions().get(named) if named else None
