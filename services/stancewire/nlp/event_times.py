"""Which time belongs to which event: read off the dependency tree, sentence by sentence."""

from __future__ import annotations

from typing import Final

from spacy.tokens import Token

from stancewire.nlp.datelines import find_datelines
from stancewire.nlp.dates import complement_of, dates_complement, link_of
from stancewire.nlp.document import DateMention, Document, Extent
from stancewire.nlp.trigger_tree import TriggerTree

_LIMITS: Final = frozenset({"until", "till", "by"})
_INSIDE_NOUN: Final = frozenset({"poss", "compound", "nmod", "amod", "nummod"})


def date_events(document: Document, tree: TriggerTree) -> None:
    """Set `date` of each event that its own clause dates. A saying's date stays with the saying."""
    datelines = find_datelines(document)
    chosen: dict[int, DateMention] = {}
    for mention in document.dates:
        if _first_word(document, mention) in _LIMITS or _in(datelines, mention):
            continue
        for trigger in _dated_triggers(document, mention, tree):
            chosen[trigger] = _better(chosen.get(trigger), mention, trigger)
    _share(document, tree, chosen)
    for trigger in sorted(chosen):
        for event in tree.events[trigger]:
            if event.date is None or (event.date.first is None and chosen[trigger].first is not None):
                event.date = chosen[trigger]


def _dated_triggers(document: Document, mention: DateMention, tree: TriggerTree) -> tuple[int, ...]:
    link = link_of(document, mention)
    if link is not None and dates_complement(document, mention):
        top = tree.topmost(*complement_of(link))
        return () if top is None else (top,)
    head = document.parse[mention.head]
    if link is not None and link.dep_ == "mark":
        # In "a day after Israel struck on Friday" the mention hangs on the inner verb, but dates the outer one.
        return tree.governing(link.head)
    if head.i in tree.events:
        return (head.i,)
    if head.dep_ in _INSIDE_NOUN and head.head.i not in tree.events and head.head.pos_ in {"NOUN", "PROPN"}:
        # "rejected Friday's proposal" dates the proposal only.
        return ()
    return tree.governing(head)


def _better(before: DateMention | None, mention: DateMention, trigger: int) -> DateMention:
    """Prefer a resolved date, then the one nearest to the trigger."""
    if before is None:
        return mention
    return min(before, mention, key=lambda d: (d.first is None, abs(d.head - trigger), d.start))


def _share(document: Document, tree: TriggerTree, chosen: dict[int, DateMention]) -> None:
    """Give a date on: "raided the house on Saturday and arrested five", "fired on Friday, killing two"."""
    for index in sorted(tree.events):
        token = document.parse[index]
        if index in chosen or token.head.i == index:
            continue
        source = chosen.get(token.head.i)
        if source is not None and source.head < index and _goes_along(token):
            chosen[index] = source


def _goes_along(token: Token) -> bool:
    own_subject = any(child.dep_ in {"nsubj", "nsubjpass", "mark"} for child in token.children)
    if own_subject:
        return False
    if token.dep_ == "conj":
        return token.tag_ == token.head.tag_ and token.pos_ == "VERB"
    return token.dep_ == "advcl" and token.tag_ == "VBG"


def _first_word(document: Document, mention: DateMention) -> str:
    return document.text[mention.start : mention.end].split(None, 1)[0].lower()


def _in(lines: tuple[Extent, ...], mention: DateMention) -> bool:
    return any(line.start <= mention.start and mention.end <= line.end for line in lines)
