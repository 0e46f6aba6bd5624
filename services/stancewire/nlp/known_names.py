"""The names that the knowledge base knows: the longest at each place where a run of capitals starts."""

from __future__ import annotations

from typing import Final

from stancewire.nlp.knowledge import Entry, Knowledge
from stancewire.nlp.model_names import is_other_body
from stancewire.nlp.name_labels import SHIPS
from stancewire.nlp.names import LOWER_STARTS, NAME_LABELS, Name
from stancewire.nlp.titles import is_titled
from stancewire.nlp.tree import Doc, Token
from stancewire.nlp.word_index import tokens_where
from stancewire_schemas.codes import EntityType, Sector

_OTHER_LABELS: Final = frozenset({"PRODUCT", "EVENT", "WORK_OF_ART", "LAW"})
_JOINERS: Final = frozenset({
    "of", "the", "for", "and", "in", "on", "to", "de", "del", "la", "las", "los", "da", "do", "dos", "e", "y",
    "al", "el", "bin", "ibn", "von", "van", "der", "den", "du", "des", "ul", "ur", "&", "-", "–", "'", "’",
    "'s", "’s", ".", "against",
})  # fmt: skip
_LONGEST: Final = 9
_MARKS: Final = frozenset({"'s", "’s"})


def known_names(parse: Doc, knowledge: Knowledge) -> list[Name]:
    """Return the longest known name at each place where a run of capitals starts."""
    names: list[Name] = []
    taken = 0
    for token in tokens_where(parse, lambda word: knowledge.starts_name(word) and _may_start(word)):
        name = _known_at(parse, token.i, knowledge) if token.i >= taken else None
        if name is not None:
            names.append(name)
            taken = name.end
    return names


def _may_start(word: str) -> bool:
    first = word[0]
    return first.isdigit() or (first.isupper() and word.lower() != "the") or word.lower() in LOWER_STARTS


def _known_at(parse: Doc, start: int, knowledge: Knowledge) -> Name | None:
    for end in reversed(_ends(parse.tokens, start)):
        text = parse.text_of(start, end)
        entries = knowledge.lookup(text)
        if entries and parse[end - 1].text in _MARKS and not _has_mark(entries, text):
            continue
        if entries and (end - start > 1 or _stands_as_name(parse[start], entries, knowledge)):
            return Name(start, end, "KB", text, entries)
        if end - start > 1 and knowledge.metonym(text):
            # "Downing Street" is a place until it acts.
            return Name(start, end, "FAC", text)
    return None


def _ends(tokens: list[Token], start: int) -> list[int]:
    """Return where a name that starts here may end: behind each capital, figure or mark of a run of such words."""
    ends = [start + 1]
    for index in range(start + 1, min(start + _LONGEST, len(tokens))):
        token, before = tokens[index], tokens[index - 1]
        first = token.text[0]
        capital = first.isupper() or first.isdigit() or (before.text == "-" and not before.whitespace_)
        if token.is_space or not (capital or token.lower_ in _JOINERS):
            break
        if capital or token.text in _MARKS:
            ends.append(index + 1)
    return ends


def _has_mark(entries: tuple[Entry, ...], text: str) -> bool:
    """Tell "Moody's", whose mark is its own, from the owner in "Kenya's"."""
    return any(name.replace("’", "'").endswith(text.replace("’", "'")) for entry in entries for name in entry.names)


def _stands_as_name(token: Token, entries: tuple[Entry, ...], knowledge: Knowledge) -> bool:
    """Tell whether a single word is surely the name: "Turkey" but not "turkey", "US" but not "us"."""
    if _is_inside_word(token) or _is_of_a_ship(token) or _is_of_the_state(token):
        return False
    if is_other_body(entries) and is_titled(token.doc, token.i, knowledge):
        return False
    if token.ent_type_ in {"PERSON", *_OTHER_LABELS} and any(e.type is not EntityType.PERSON for e in entries):
        return False
    # The tagger takes a rare name at the head of a sentence for a common word: "Daesh militants".
    armed = entries[0].type is EntityType.ARMED_GROUP and (len(token) > 3 or not token.is_alpha)
    shouted = token.is_upper and len(token) > 4
    firm = token.tag_ == "NN" and token.is_sent_start and token.dep_ == "nsubj" and not token.lefts
    if firm and len(token) > 4 and entries[0].sector is Sector.BUSINESS:
        return True
    return token.tag_ in {"NNP", "NNPS"} or token.ent_type_ in NAME_LABELS or armed or shouted


def _is_of_a_ship(token: Token) -> bool:
    """Tell the "INS" of "INS Vikrant" from the office."""
    tokens, at = token.doc.tokens, token.i + 1
    return token.lower_ in SHIPS and at < len(tokens) and tokens[at].is_title


def _is_of_the_state(token: Token) -> bool:
    """Tell the "State" of "State media" and "State-run" at the head of a sentence from the department."""
    tokens, at = token.doc.tokens, token.i + 1
    opens = token.lower_ == "state" and token.is_sent_start and at < len(tokens)
    return opens and (tokens[at].text == "-" or (tokens[at].is_lower and tokens[at].pos_ == "NOUN"))


def _is_inside_word(token: Token) -> bool:
    """Tell the "AU" of "PORT-AU-PRINCE", with hyphens on both sides, from the "US" of "US-China"."""
    tokens, at = token.doc.tokens, token.i
    if token.whitespace_ or not 0 < at < len(tokens) - 1 or tokens[at - 1].whitespace_:
        return False
    return tokens[at - 1].text == tokens[at + 1].text == "-"
