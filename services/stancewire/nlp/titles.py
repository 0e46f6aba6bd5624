"""What a text says a person is: the title or description beside the name, before it or in apposition.

"Secretary of State Marco Rubio", "Geoff Ramsey, Senior Fellow at the Atlantic Council", "the president, Nicolas
Maduro". The mention of the person stays the bare name; the words give the role, and their nouns are no other actor.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from stancewire.nlp.group_members import member_of
from stancewire.nlp.knowledge import Knowledge, RoleNoun, Title
from stancewire.nlp.spans import head_of, words
from stancewire.nlp.tree import Doc, Token

HONORIFICS: Final = frozenset({
    "mr", "mr.", "mrs", "mrs.", "ms", "ms.", "miss", "dr", "dr.", "sir", "dame", "lord", "lady", "prof",
    "prof.", "sen.", "sen", "rep.", "gov.", "gen.", "col.", "lt.", "sgt.", "capt.", "maj.", "cmdr.", "adm.",
    "hon.", "rev.", "fr.", "sheikh", "sheikha", "ayatollah", "imam", "mullah", "madam", "baroness", "brig.",
    "cpl.", "pvt.", "insp.", "supt.", "det.", "constable", "sergeant", "detective", "inspector", "superintendent",
    "lieutenant", "corporal", "deputy", "sheriff",
})  # fmt: skip
_PERSON_ENDINGS: Final = ("er", "or", "ist", "ian", "man", "woman", "ant", "ee", "eer")
_LONGEST_TITLE: Final = 8
_LONGEST_ROLE: Final = 16
_STOPS: Final = frozenset({",", ";", ":", ".", "(", ")", "-", "–", "—", '"', "“", "”", "!", "?"})
_BORDERS: Final = _STOPS - {"-"}
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


def strip_title(parse: Doc, start: int, end: int, knowledge: Knowledge) -> int:
    """Return where the bare name starts inside a span that begins with a title ("President Trump" → "Trump")."""
    for cut in range(end - 1, start, -1):
        front = words(parse, start, cut).lower()
        if front in HONORIFICS or knowledge.title(front):
            return cut
    return start


def title_before(parse: Doc, start: int, knowledge: Knowledge) -> tuple[int, Title] | None:
    """Return where the longest title that ends just before token `start` begins, and the title."""
    found, text = None, ""
    last = parse[start - 1] if start else None
    if last is None or not knowledge.ends_title(last.lower_) or last.tag_ in {"VBD", "VBZ", "VBP"}:
        # "He accused Embalo" names no accused.
        return None
    for index in range(start - 1, max(start - _LONGEST_TITLE, 0) - 1, -1):
        token = parse[index]
        if token.is_space or token.text in _BORDERS:
            break
        text = token.text_with_ws.lower() + text
        title = knowledge.title(text.strip())
        if title:
            found = index, title
    return found


def title_at(parse: Doc, start: int, knowledge: Knowledge) -> tuple[int, Title] | None:
    """Return where the longest title that begins at token `start` ends, and the title."""
    found, text = None, ""
    if not knowledge.starts_title(parse[start].lower_):
        return None
    for index in range(start, min(start + _LONGEST_TITLE, len(parse))):
        token = parse[index]
        if token.is_space or token.text in _BORDERS:
            break
        text += token.text_with_ws.lower()
        title = knowledge.title(text.strip()) if token.pos_ in {"NOUN", "PROPN"} else None
        if title:
            found = index + 1, title
    return found


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
        noun = role_noun_of(head.head, knowledge)
        if noun and noun.unit == "person" and head.head.tag_ not in {"NNS", "NNPS"}:
            first = _extend_left(parse, head.head.i)
            last = _phrase_end(parse, head.head.i, start)
            found.append(_role(parse, first, last, head.head, knowledge))
    return found


def _apposed(parse: Doc, child: Token, knowledge: Knowledge) -> Role | None:
    phrase = role_phrase(child, knowledge)
    noun = phrase[1] if phrase else None
    if child.ent_type_ == "PERSON":
        return None
    first = min([child.i, *(c.i for c in child.children if c.dep_ in {"amod", "compound", "nmod"})])
    last = _phrase_end(parse, child.i, len(parse))
    role = _role(parse, first, last, child, knowledge)
    if child.tag_ in {"NNS", "NNPS"}:
        return None
    plain = (
        child.tag_ == "NN" and child.lower_.endswith(_PERSON_ENDINGS) and any(c.dep_ == "det" for c in child.lefts)
    )
    known = noun is not None and noun.unit == "person"
    return role if role.title or known or (plain and noun is None) else None


def _phrase_end(parse: Doc, index: int, limit: int) -> int:
    """Return where the words of a role end: at the next comma, verb or relative clause."""
    end = index + 1
    while end < min(limit, index + _LONGEST_ROLE):
        token = parse[end]
        opens_clause = token.tag_ in {"WP", "WDT", "WRB", "WP$", "VBD", "VBZ", "MD"} or token.pos_ == "PRON"
        opens_clause = opens_clause or (token.dep_ == "acl" and token.tag_ == "VBG")
        if token.text in _BORDERS or token.is_space or opens_clause or token.is_sent_start:
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


def role_noun_of(token: Token, knowledge: Knowledge) -> RoleNoun | None:
    """Return what kind of actor a noun names, whatever its case and number."""
    if token.pos_ not in {"NOUN", "PROPN"}:
        return None
    return knowledge.role_noun(token.lemma_.lower()) or knowledge.role_noun(token.lower_)


def _noun_with_of(token: Token, knowledge: Knowledge) -> RoleNoun | None:
    """Return the role noun that a token begins with an "of" behind it: "prisoners of war"."""
    doc, behind = token.doc, token.i + 1
    if behind + 1 >= len(doc) or doc[behind].lower_ != "of" or token.pos_ not in {"NOUN", "PROPN"}:
        return None
    return knowledge.role_noun(f"{token.lower_} of {doc[behind + 1].lower_}")


def role_phrase(token: Token, knowledge: Knowledge) -> tuple[int, RoleNoun] | None:
    """Return where the longest role noun that ends at a token begins, and the noun ("armed forces")."""
    if token.pos_ not in {"NOUN", "PROPN"}:
        return None
    noun = _noun_with_of(token, knowledge) or role_noun_of(token, knowledge)
    found = None if noun is None else (token.i, noun)
    if noun is not None and " of " in noun.lemma:
        return found
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
