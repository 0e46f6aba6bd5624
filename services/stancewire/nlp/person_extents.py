"""People whose names the model cut short or took for something else, told by trades and the words beside."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from stancewire.nlp.coreference_words import given_names
from stancewire.nlp.gazetteer import Gazetteer
from stancewire.nlp.knowledge import Knowledge
from stancewire.nlp.name_labels import BODY_ENDINGS, Label
from stancewire.nlp.told_labels import is_apposed_person
from stancewire.nlp.tree import Doc, Token
from stancewire.nlp.word_sets import word_set

_NAMED: Final = frozenset({"NNP", "NNPS"})
_FOREIGN: Final = frozenset({"ORG", "GPE", "NORP", "LOC", "FAC"})
# These stand beside firms as often as beside people.
_OF_FIRMS: Final = word_set("owner rival partner supplier member sponsor agent client customer competitor investor")
_LONGEST: Final = 3


def whole_people(parse: Doc, names: list[Label], knowledge: Knowledge, gazetteer: Gazetteer | None) -> list[Label]:
    """Return the names with people's in full, parts of them swallowed. A repeat changes nothing more."""
    by_start = {name.start: name for name in names}
    found = [_person(parse, name, by_start, knowledge, gazetteer) for name in names]
    taken = {i for n in found if n.label == "PERSON" for i in range(n.start, n.end)}
    return [n for n in found if n.label == "PERSON" or n.start not in taken]


def _person(
    parse: Doc, name: Label, by_start: dict[int, Label], knowledge: Knowledge, gazetteer: Gazetteer | None
) -> Label:
    if name.label == "PERSON":
        return _to_the_left(parse, _to_the_right(parse, name, by_start, knowledge), knowledge)
    if name.label in _FOREIGN and _opens_with_given(parse, name):
        return Label(name.start, name.end + 1, "PERSON")
    if name.label not in _FOREIGN or name.end - name.start > _LONGEST:
        return name
    whole = _to_the_left(parse, name, knowledge)
    if not _is_plain(parse, whole):
        return name
    person = is_apposed_person(parse[whole.start : whole.end], knowledge) or _follows_post(parse, whole, knowledge)
    return replace(whole, label="PERSON") if person and not _is_known(parse, whole, knowledge, gazetteer) else name


def _opens_with_given(parse: Doc, name: Label) -> bool:
    """Tell "Volodymyr", taken for a place by itself, before his surname."""
    if name.end - name.start > 1 or parse.tokens[name.start].text not in given_names():
        return False
    after = parse[name.end] if name.end < len(parse) else None
    if after is None:
        return False
    surname = after.tag_ == "NNP" and after.is_title and after.is_alpha and after.lower_ not in BODY_ENDINGS
    return surname and parse[name.start].dep_ == "compound" and parse[name.start].head is after


def _is_plain(parse: Doc, name: Label) -> bool:
    words = parse.tokens[name.start : name.end]
    return all(t.is_title and t.is_alpha for t in words) and words[-1].lower_ not in BODY_ENDINGS


def _is_known(parse: Doc, name: Label, knowledge: Knowledge, gazetteer: Gazetteer | None) -> bool:
    text, last = parse.text_of(name.start, name.end), parse[name.end - 1].text
    if (
        knowledge.lookup(text)
        or knowledge.metonym(text)
        or knowledge.demonym(last)
        or knowledge.country_named(last)
    ):
        return True
    noun = knowledge.role_noun(last.lower())
    return (noun is not None and noun.unit == "body") or (gazetteer is not None and gazetteer.knows(text))


def _follows_post(parse: Doc, name: Label, knowledge: Knowledge) -> bool:
    """Tell the name behind a person's trade or post in small letters: "its president Faith Odhiambo"."""
    before = parse[name.start - 1] if name.start else None
    if before is not None and before.text == "," and name.start > 1:
        before = parse[name.start - 2]
        if parse[name.end - 1].dep_ != "appos":
            return False
    if before is None or not before.is_lower or before.tag_ != "NN" or before.lower_ in _OF_FIRMS:
        return False
    noun = knowledge.role_noun(before.lower_)
    personal = noun is not None and noun.unit == "person"
    return name.end - name.start > 1 and (personal or knowledge.title(before.lower_) is not None)


def _to_the_left(parse: Doc, name: Label, knowledge: Knowledge) -> Label:
    """Take in a given name without a label: "Wab" before "Kinew"."""
    if name.end - name.start > 2 or not name.start:
        return name
    before = parse[name.start - 1]
    own = before.dep_ == "compound" and name.start <= before.head.i < name.end and not before.ent_type_
    if not own or before.tag_ != "NNP" or not before.is_title or not before.is_alpha or len(before) < 3:
        return name
    return name if _is_other_word(before, knowledge) else replace(name, start=name.start - 1)


def _is_other_word(token: Token, knowledge: Knowledge) -> bool:
    """Tell titles, trades, bodies and peoples before a name from given names."""
    word = token.text
    return bool(
        knowledge.title(token.lower_)
        or knowledge.ends_title(token.lower_)
        or knowledge.role_noun(token.lower_)
        or knowledge.demonym(word)
        or knowledge.lookup(word)
        or knowledge.metonym(word)
    )


def _to_the_right(parse: Doc, name: Label, by_start: dict[int, Label], knowledge: Knowledge) -> Label:
    """Take in a surname that the model left out or labelled by itself: "Paudel" of "Ram Chandra Paudel"."""
    end = name.end
    after = parse[end] if end < len(parse) else None
    if after is None or end - name.start > 2 or after.tag_ != "NNP" or not after.is_title or not after.is_alpha:
        return name
    joined = parse[end - 1].dep_ == "compound" and parse[end - 1].head is after
    other = by_start.get(end)
    alone = other is None or (other.end == end + 1 and other.label in {"ORG", "GPE", "NORP", "PERSON"})
    if (
        not joined
        or not alone
        or knowledge.lookup(parse.text_of(name.start, end))
        or _is_other_word(after, knowledge)
    ):
        return name
    return name if after.lower_ in BODY_ENDINGS else replace(name, end=end + 1)
