"""The model's names put right where their own words or their neighbours tell better, before anything reads them.

The corrected names replace those of the parse, so that entities, places and dates all see the same ones.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from stancewire.nlp.gazetteer import Gazetteer
from stancewire.nlp.knowledge import Knowledge
from stancewire.nlp.mapped_names import is_division_here, is_town_here
from stancewire.nlp.missed_speakers import with_missed_speakers
from stancewire.nlp.name_edges import without_edges
from stancewire.nlp.name_labels import (
    PLACES,
    Label,
    told_by_kind,
    told_label,
)
from stancewire.nlp.named_things import is_thing
from stancewire.nlp.national_bodies import national_bodies
from stancewire.nlp.person_extents import whole_people
from stancewire.nlp.possessed_bodies import possessed_bodies
from stancewire.nlp.sports import is_about_sport, plays
from stancewire.nlp.tree import Doc, Span
from stancewire.nlp.unseen_names import ticked_names, unseen_names
from stancewire.nlp.word_index import tokens_in

_NAMES: Final = frozenset({"PERSON", "ORG", "GPE", "LOC", "NORP", "FAC"})


def correct_names(parse: Doc, knowledge: Knowledge, gazetteer: Gazetteer | None = None) -> None:
    """Set the names of a parse to the corrected ones. A repeat changes nothing more. Linear in the tokens.

    With a gazetteer also the towns that the model takes for people or bodies are found where a place must stand.
    """
    unseen = unseen_names(parse, knowledge, gazetteer)
    if unseen:
        _set_names(parse, [*map(_label_of, parse.ents), *unseen])
    kept = list(_each_corrected(parse, knowledge, gazetteer))
    kept = whole_people(parse, kept, knowledge, gazetteer)
    kept = national_bodies(parse, ticked_names(parse, kept), knowledge, gazetteer)
    kept = possessed_bodies(parse, kept)
    kept = _shortened_bodies(parse, _agreeing(parse, kept), knowledge, gazetteer)
    surnames = _surnames(parse, kept)
    kept = [_without_title(parse, name, surnames, knowledge) for name in kept]
    kept.extend(_missed_places(parse, kept))
    if gazetteer is not None:
        kept = with_missed_speakers(parse, kept, knowledge, gazetteer)
    _set_names(parse, kept)


def _label_of(span: Span) -> Label:
    return Label(span.start, span.end, span.label_)


def _set_names(parse: Doc, names: list[Label]) -> None:
    spans = [Span(parse, name.start, name.end, label=name.label) for name in sorted(names, key=lambda n: n.start)]
    parse.set_ents(spans)


def _each_corrected(parse: Doc, knowledge: Knowledge, gazetteer: Gazetteer | None) -> Iterator[Label]:
    in_sport = is_about_sport(parse)
    for label in map(_label_of, parse.ents):
        corrected = _corrected(parse, label, knowledge, in_sport=in_sport) if label.label in _NAMES else label
        if corrected is not None:
            placed = gazetteer is not None and _is_placed(parse, corrected, knowledge, gazetteer)
            yield Label(corrected.start, corrected.end, "GPE") if placed else corrected


def _is_placed(parse: Doc, name: Label, knowledge: Knowledge, gazetteer: Gazetteer) -> bool:
    where = (parse, name, knowledge, gazetteer)
    return is_town_here(*where) or is_division_here(*where)


def _corrected(parse: Doc, name: Label, knowledge: Knowledge, *, in_sport: bool) -> Label | None:
    name = without_edges(parse, name, knowledge)
    if name.start >= name.end or is_thing(parse, name, knowledge):
        return None
    if not in_sport and _is_noun_at_start(parse, name, knowledge):
        return None
    text = parse.text_of(name.start, name.end)
    if (
        in_sport
        and name.label in PLACES
        and knowledge.country_named(text) is None
        and plays(parse, name.start, name.end)
    ):
        return replace(name, label="ORG")
    if knowledge.lookup(text):
        return name
    if name.label == "PERSON" and _is_seat(parse, name, knowledge):
        return replace(name, label="FAC")
    return Label(name.start, name.end, told_label(parse, name, knowledge))


def _is_noun_at_start(parse: Doc, name: Label, knowledge: Knowledge) -> bool:
    """Tell "Gunmen" and "Militants" at the head of a sentence, who are nobody's name, from a team or a firm."""
    word = parse[name.start]
    noun = knowledge.role_noun(word.lower_) if name.end - name.start == 1 and word.is_sent_start else None
    if noun is None or noun.unit == "body" or word.lower_ == noun.singular or knowledge.lookup(word.text):
        return False
    return name.label != "NORP" or knowledge.demonym(word.text) is None


def _is_seat(parse: Doc, name: Label, knowledge: Knowledge) -> bool:
    """Tell "the Elysee", which stands for those inside, from a person, whom nobody calls "the"."""
    alone = name.end - name.start == 1 and name.start > 0 and parse[name.start - 1].lower_ == "the"
    return alone and knowledge.metonym(parse[name.start].text) is not None


def _agreeing(parse: Doc, names: list[Label]) -> list[Label]:
    """Give a place that the words told once ("the island of Qeshm") the same label wherever it is named again."""
    places = {parse.text_of(n.start, n.end) for n in names if n.label == "GPE" and told_by_kind(parse, n)}
    if not places:
        return names
    return [
        replace(n, label="GPE") if n.label in {"PERSON", "ORG"} and parse.text_of(n.start, n.end) in places else n
        for n in names
    ]


def _shortened_bodies(
    parse: Doc, names: list[Label], knowledge: Knowledge, gazetteer: Gazetteer | None
) -> list[Label]:
    """Read "Novo", taken for a person or place, as the body that the text calls "Novo Nordisk" in full."""
    bodies = {parse[n.start].text for n in names if n.label == "ORG" and n.end - n.start > 1}
    bodies -= {
        t.text for n in names if n.label == "PERSON" and n.end - n.start > 1 for t in parse.tokens[n.start : n.end]
    }
    return [
        replace(n, label="ORG")
        if n.label in {"PERSON", "GPE"}
        and n.end - n.start == 1
        and (word := parse[n.start].text) in bodies
        and not (knowledge.lookup(word) or (gazetteer is not None and gazetteer.knows(word)))
        else n
        for n in names
    ]


def _surnames(parse: Doc, names: list[Label]) -> frozenset[str]:
    return frozenset(
        parse[name.end - 1].text for name in names if name.label == "PERSON" and name.end - name.start > 1
    )


def _without_title(parse: Doc, name: Label, surnames: frozenset[str], knowledge: Knowledge) -> Label:
    """Read "Chief Craft", taken for a body, as the Craft of "Charles Craft"."""
    titled = name.label == "ORG" and name.end - name.start == 2 and parse[name.end - 1].text in surnames
    noun = knowledge.role_noun(parse[name.start].lower_) if titled else None
    if noun is None or noun.unit != "person":
        return name
    return Label(name.end - 1, name.end, "PERSON")


def _missed_places(parse: Doc, names: list[Label]) -> Iterator[Label]:
    """Yield the repeats of a place's name of one word that the model did not see."""
    covered = {index for name in names for index in range(name.start, name.end)}
    labels: dict[str, set[str]] = {}
    for name in names:
        if name.end - name.start == 1:
            labels.setdefault(parse[name.start].text, set()).add(name.label)
    for token in tokens_in(parse, labels.keys()):
        seen = labels[token.text]
        alone = token.i not in covered and token.pos_ == "PROPN" and token.dep_ not in {"compound", "nmod", "amod"}
        if len(seen) == 1 and seen <= PLACES and alone and not token.is_lower:
            yield Label(token.i, token.i + 1, next(iter(seen)))
