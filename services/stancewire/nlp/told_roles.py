"""What a text says a person is: the title or description beside the name, before it or in apposition.

"Secretary of State Marco Rubio", "Geoff Ramsey, Senior Fellow at the Atlantic Council", "the president, Nicolas
Maduro". The mention of the person stays the bare name; the words give the role, and their nouns are no other actor.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from stancewire.nlp.knowledge import Knowledge, RoleNoun, Title
from stancewire.nlp.role_phrases import role_noun_of, role_phrase
from stancewire.nlp.spans import head_of
from stancewire.nlp.titles import BORDERS, HONORIFICS, title_at, title_before
from stancewire.nlp.tree import Doc, Token

_PERSON_ENDINGS: Final = ("er", "or", "ist", "ian", "man", "woman", "ant", "ee", "eer")
_LONGEST_ROLE: Final = 16
_KEPT_IN_A_ROLE: Final = frozenset({
    "former", "acting", "interim", "deputy", "senior", "vice", "assistant", "associate", "special", "chief",
    "retired", "outgoing", "incoming", "top", "honorary", "permanent", "foreign", "prime", "military",
    "political", "federal", "regional", "local", "royal", "general", "executive", "opposition", "presidential",
    "spiritual", "supreme", "late", "ousted", "exiled", "jailed", "national", "human", "financial",
    "international", "economic", "legal", "medical", "religious", "nuclear", "public", "provincial",
    "municipal", "global",
})  # fmt: skip
_NOT_IN_A_ROLE: Final = frozenset({"DATE", "TIME", "PERSON", "MONEY", "CARDINAL", "PERCENT"})


@dataclass(frozen=True, slots=True)
class Role:
    """The words that say what a person is: tokens `start` to `end` (exclusive), governed by `head`.

    `title_tokens` are those that make a known title; a name inside them ("State" of "Secretary of State") is none.
    """

    start: int
    end: int
    head: int
    noun: RoleNoun | None
    title: Title | None
    title_tokens: range = range(0)


def role_before(parse: Doc, start: int, knowledge: Knowledge) -> Role | None:
    """Return the role that stands directly before a name: "Hamas political leader", "Foreign Minister"."""
    skipped = start
    while skipped > 0 and parse[skipped - 1].lower_ in HONORIFICS:
        skipped -= 1
    titled = title_before(parse, skipped, knowledge)
    last = parse[skipped - 1] if skipped else None
    if last is None or not _same_sentence(parse, skipped - 1, start):
        return None
    phrase = role_phrase(last, knowledge)
    noun = phrase[1] if phrase else None
    if titled is None and not (_describes(last, noun) and _belongs(last, parse[start])):
        return None
    first = _extend_left(parse, titled[0] if titled else skipped - 1)
    head = head_of(parse, titled[0] if titled else skipped - 1, skipped)
    if titled is None:
        return Role(first, skipped, head.i, noun, None)
    return Role(first, skipped, head.i, noun, titled[1], range(titled[0], skipped))


def _describes(token: Token, noun: RoleNoun | None) -> bool:
    """Tell whether a noun can say what one person is: a known role, or a noun that ends like one."""
    if token.tag_ == "NN" and not token.ent_type_:
        return noun.unit == "person" if noun is not None else token.lower_.endswith(_PERSON_ENDINGS)
    return noun is not None and noun.unit == "person" and token.tag_ == "NNP"


def _belongs(before: Token, name: Token) -> bool:
    """Tell whether the noun before a name forms one phrase with it."""
    if before.dep_ in {"compound", "nmod"}:
        return before.head.i >= name.i
    return name.dep_ in {"compound", "appos", "flat"} or name.head.dep_ == "appos"


def _same_sentence(parse: Doc, left: int, right: int) -> bool:
    return not any(parse[index].is_sent_start for index in range(left + 1, right + 1))


def _extend_left(parse: Doc, first: int) -> int:
    """Return where a role's noun phrase begins: at "Air" of "Air Force veteran", at "former" of "former mayor"."""
    while first > 0:
        before = parse[first - 1]
        joined = before.pos_ in {"NOUN", "PROPN", "ADJ"} and before.ent_type_ not in _NOT_IN_A_ROLE
        hyphen = before.text == "-" and not before.whitespace_ and first > 1
        if not (joined or hyphen) or parse[first].is_sent_start:
            break
        first -= 1
    # What the writer thinks of a person ("illegitimate president") is no part of the role.
    while parse[first].tag_ == "JJ" and not parse[first].ent_type_ and parse[first].lower_ not in _KEPT_IN_A_ROLE:
        first += 1
    return first


def roles_beside(parse: Doc, start: int, end: int, knowledge: Knowledge) -> list[Role]:
    """Return the roles in apposition to a name, on either side of it."""
    head = head_of(parse, start, end)
    found = [role for child in head.children if child.dep_ == "appos" and child.i >= end
             and (role := _apposed(parse, child, knowledge))]  # fmt: skip
    if head.dep_ == "appos" and head.head.i < start:
        described = _described(head, knowledge)
        noun = role_noun_of(described, knowledge)
        if noun and noun.unit == "person" and described.tag_ not in {"NNS", "NNPS"}:
            first = _extend_left(parse, described.i)
            last = _phrase_end(parse, described.i, start)
            found.append(_role(parse, first, last, described, knowledge))
    return found


def _described(name: Token, knowledge: Knowledge) -> Token:
    """Return whom a name in apposition names: of "a spokesman for the police, Habib Rahman" the spokesman."""
    noun = name.head
    outer = noun.head.head if noun.dep_ == "pobj" else noun
    if outer == noun or not _describes(outer, role_noun_of(outer, knowledge)):
        return noun
    inner = role_noun_of(noun, knowledge)
    one = _describes(noun, inner) and (inner is None or inner.singular is not None)
    return noun if one else outer


def _apposed(parse: Doc, child: Token, knowledge: Knowledge) -> Role | None:
    phrase = role_phrase(child, knowledge)
    noun = phrase[1] if phrase else None
    if child.ent_type_ == "PERSON" or _is_hyphened(parse, child.i + 1):
        return None
    first = min([child.i, *(c.i for c in child.children if c.dep_ in {"amod", "compound", "nmod"})])
    while _is_hyphened(parse, first):
        first -= 1
    last = _phrase_end(parse, child.i, len(parse))
    role = _role(parse, first, last, child, knowledge)
    if child.tag_ in {"NNS", "NNPS"}:
        return None
    plain = (
        child.tag_ == "NN" and child.lower_.endswith(_PERSON_ENDINGS) and any(c.dep_ == "det" for c in child.lefts)
    )
    known = noun is not None and noun.unit == "person"
    return role if role.title or known or (plain and noun is None) else None


def _is_hyphened(parse: Doc, index: int) -> bool:
    """Tell whether a word goes on in this token: at the hyphen and the "owner" of "co-owner"."""
    before = parse[index - 1] if 0 < index < len(parse) else None
    return before is not None and not before.whitespace_ and "-" in {before.text, parse[index].text}


def _phrase_end(parse: Doc, index: int, limit: int) -> int:
    """Return where the words of a role end: at the next comma, verb or relative clause."""
    end = index + 1
    while end < min(limit, index + _LONGEST_ROLE):
        token = parse[end]
        opens_clause = token.tag_ in {"WP", "WDT", "WRB", "WP$", "VBD", "VBZ", "MD"} or token.pos_ == "PRON"
        opens_clause = opens_clause or (token.dep_ == "acl" and token.tag_ == "VBG")
        if token.text in BORDERS or token.is_space or opens_clause or token.is_sent_start:
            break
        end += 1
    return end


def _role(parse: Doc, first: int, last: int, head: Token, knowledge: Knowledge) -> Role:
    phrase = role_phrase(head, knowledge)
    noun = phrase[1] if phrase else None
    for start in range(first, min(first + 3, last)):
        found = title_at(parse, start, knowledge)
        if found and found[0] <= last:
            return Role(first, last, head.i, noun, found[1], range(start, found[0]))
    return Role(first, last, head.i, noun, None)
