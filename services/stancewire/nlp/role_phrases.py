"""Which role noun ends at a token, and where it begins: "leader", "armed forces", "prisoners of war"."""

from __future__ import annotations

from typing import Final

from stancewire.nlp.group_members import member_of
from stancewire.nlp.knowledge import Knowledge, RoleNoun
from stancewire.nlp.tree import Token
from stancewire.nlp.word_sets import word_set
from stancewire_schemas.codes import Sector

_NOUNS: Final = frozenset({"NOUN", "PROPN"})
_ARMED: Final = frozenset({"militant", "insurgent", "guerrilla", "separatist", "jihadist", "rebel", "paramilitary"})
_THEIRS: Final = word_set(
    "ambush assault attack advance base bastion bombing bunker camp checkpoint compound convoy fire gunfire "
    "hideout line offensive position post raid redoubt rocket shelling shooting siege strike stronghold target "
    "territory trench tunnel violence"
)


def is_armed_adjective(token: Token) -> bool:
    """Tell whose a deed or place of war is: "militant attack", "insurgent hideouts", read as adjectives."""
    return (
        token.lower_ in _ARMED
        and token.pos_ == "ADJ"
        and token.dep_ == "amod"
        and token.head.lemma_.lower() in _THEIRS
    )


def role_noun_of(token: Token, knowledge: Knowledge) -> RoleNoun | None:
    """Return what kind of actor a noun names, whatever its case and number."""
    if token.pos_ not in _NOUNS and not is_armed_adjective(token):
        return None
    return knowledge.role_noun(token.lemma_.lower()) or knowledge.role_noun(token.lower_)


def role_phrase(token: Token, knowledge: Knowledge) -> tuple[int, RoleNoun] | None:
    """Return where the longest role noun that ends at a token begins, and the noun ("armed forces")."""
    if token.pos_ not in _NOUNS:
        noun = role_noun_of(token, knowledge)
        return None if noun is None else (token.i, noun)
    noun = _noun_with_of(token, knowledge)
    if noun is not None:
        return token.i, noun
    noun = role_noun_of(token, knowledge)
    longer = _longer(token, noun, knowledge) if _may_be_longer(token, noun, knowledge) else None
    return longer or (None if noun is None else (token.i, noun))


def _noun_with_of(token: Token, knowledge: Knowledge) -> RoleNoun | None:
    """Return the role noun that a token begins with an "of" behind it: "prisoners of war"."""
    tokens, behind = token.doc.tokens, token.i + 1
    if behind + 1 >= len(tokens) or tokens[behind].lower_ != "of":
        return None
    return knowledge.role_noun(f"{token.lower_} of {tokens[behind + 1].lower_}")


def _longer(token: Token, noun: RoleNoun | None, knowledge: Knowledge) -> tuple[int, RoleNoun] | None:
    """Return the longest role noun of several words that ends at a token, and where it begins."""
    found = None
    tokens, front = token.doc.tokens, ""
    for first in range(token.i - 1, max(token.i - 3, -1), -1):
        before = tokens[first]
        # The "Union" of "African Union leaders" ends a name.
        ends_name = before.ent_iob_ == "I" and before.ent_type_ != token.ent_type_
        # "Prisoners of war": the prisoners stand for all of it.
        if ends_name or before.is_punct or before.is_space or (front and tokens[first + 1].lower_ == "of"):
            break
        front = f"{before.lower_} {front}".rstrip()
        longer = (
            knowledge.role_noun(f"{front} {token.lemma_.lower()}")
            or knowledge.role_noun(f"{front} {token.lower_}")
            or member_of(knowledge.role_noun(front), token.lower_, noun)
        )
        found = (first, longer) if longer else found
    return found


def _may_be_longer(token: Token, noun: RoleNoun | None, knowledge: Knowledge) -> bool:
    """Tell whether words before can make one role noun with a token; soldiers may be those of rebels."""
    if noun is not None and noun.sector is Sector.MILITARY:
        return True
    before = token.doc.tokens[token.i - 1].lower_ if token.i else ""
    return knowledge.ends_longer_role(token.lower_, before) or knowledge.ends_longer_role(
        token.lemma_.lower(), before
    )
