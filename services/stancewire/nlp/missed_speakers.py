"""Names of speakers that the model misses or takes for towns: "according to Femi Ojo", "shouted Amadou Keita"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from stancewire.nlp.binding import SPEAKING, SUBJECTS
from stancewire.nlp.gazetteer import Gazetteer
from stancewire.nlp.knowledge import Knowledge
from stancewire.nlp.name_labels import PLACES, Label
from stancewire.nlp.role_phrases import role_noun_of
from stancewire.nlp.titles import HONORIFICS
from stancewire.nlp.tree import Doc, Token
from stancewire.nlp.word_sets import word_set

_CRYING: Final = word_set("shout yell cry scream whisper snap sigh laugh quip retort mutter quote warn shrug")
_SINGULAR_NAME: Final = "NNP"
_PARTS: Final = frozenset({"compound", "amod", "nmod"})
_MOST: Final = 4


def with_missed_speakers(parse: Doc, names: list[Label], knowledge: Knowledge, gazetteer: Gazetteer) -> list[Label]:
    """Return the names with those of speakers, of two to four words each, in place of towns that no map holds."""
    missed = list(_missed(parse, names, knowledge, gazetteer))
    inside = {index for name in missed for index in range(name.start, name.end)}
    return [name for name in names if name.start not in inside] + missed


def _missed(parse: Doc, names: list[Label], knowledge: Knowledge, gazetteer: Gazetteer) -> Iterator[Label]:
    sure = (name for name in names if name.label not in PLACES)
    covered = {index for name in sure for index in range(name.start, name.end)}
    for token in parse.tokens:
        if token.tag_ != _SINGULAR_NAME or token.i in covered or not _speaks(token, knowledge):
            continue
        start = _start(token, covered, knowledge)
        text = parse.text_of(start, token.i + 1)
        known = knowledge.lookup(text) or gazetteer.knows(text) or "\n" in text
        if 1 < token.i + 1 - start <= _MOST and not known:
            yield Label(start, token.i + 1, "PERSON")


def _speaks(token: Token, knowledge: Knowledge) -> bool:
    """Tell who says something, is named as its source, or is introduced beside what he is."""
    head = token.head
    if token.dep_ in SUBJECTS:
        speaks = head.lemma_ in SPEAKING or head.lemma_ in _CRYING
    elif token.dep_ == "pobj":
        speaks = head.lower_ == "to" and head.head.lower_ == "according"
    else:
        noun = role_noun_of(head, knowledge) if token.dep_ == "appos" else None
        speaks = noun is not None and noun.unit == "person" and head.tag_ == "NN"
    return speaks and _is_name_part(token, knowledge)


def _start(last: Token, covered: set[int], knowledge: Knowledge) -> int:
    """Return where the name begins, behind titles."""
    first = last.i
    while first > last.sent.start:
        before = last.doc[first - 1]
        joined = before.dep_ in _PARTS and before.tag_ == _SINGULAR_NAME and before.i not in covered
        if not joined or not _is_name_part(before, knowledge):
            break
        first -= 1
    return first


def _is_name_part(token: Token, knowledge: Knowledge) -> bool:
    """Tell "Ojo" and "el-Amin" from "NATO", "Minister" and "Mr"."""
    cased = token.is_alpha and token.is_title and token.lower_ not in HONORIFICS
    return cased and role_noun_of(token, knowledge) is None
