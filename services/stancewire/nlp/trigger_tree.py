"""From any word to the event that it tells something about: climbs the dependency tree to the trigger words."""

from __future__ import annotations

from typing import Final

from stancewire.nlp.document import Document, Event
from stancewire.nlp.tree import Token
from stancewire.nlp.voice import is_infinitive
from stancewire.nlp.word_sets import word_set

REPORTING: Final = word_set(
    "say tell report add announce claim state note write declare believe think suggest warn explain "
    "insist argue recall reveal show confirm acknowledge indicate estimate learn hear know quote cite "
    "describe comment tweet post mention stress reiterate reaffirm allege maintain stress predict "
    "forecast"
)
_ARGUMENTS: Final = frozenset({"nsubj", "nsubjpass", "dobj", "attr", "xcomp", "pobj", "oprd", "acomp", "dative"})
_THROUGH: Final = frozenset({"in", "with", "by", "on", "into"})
_ANNOUNCING: Final = frozenset({"announce", "declare", "unveil"})
_MAX_CLIMB: Final = 40


class TriggerTree:
    """The trigger tokens of a document and the ways up and down to them. Built once a document."""

    def __init__(self, document: Document) -> None:
        self.parse = document.parse
        self.events: dict[int, list[Event]] = {}
        for event in document.events:
            for telling in event.mentions:
                self.events.setdefault(telling.token, []).append(event)

    def governing(self, token: Token) -> tuple[int, ...]:
        """Return the triggers that a modifier of `token`'s governors tells about: the nearest above it.

        A verb that is no trigger passes the question to its arguments ("a strike took place on Friday"), unless it
        reports: what "said on Friday" dates is the saying.
        """
        for _ in range(_MAX_CLIMB):
            if token.head.i == token.i:
                return self.below(token)
            token = token.head
            if token.i in self.events:
                return (token.i,)
            if token.pos_ in {"VERB", "AUX"}:
                return self.below(token)
        return ()

    def below(self, verb: Token) -> tuple[int, ...]:
        """Return the triggers among a verb's own arguments; none below a verb that reports."""
        if verb.i in self.events:
            return (verb.i,)
        if verb.lemma_ in _ANNOUNCING:
            # What is announced on Friday is dated by it, where "said on Friday" dates the saying alone.
            return tuple(child.i for child in verb.children if child.dep_ == "dobj" and child.i in self.events)
        if verb.lemma_ in REPORTING:
            return ()
        found: list[int] = []
        for child in verb.children:
            if child.dep_ in _ARGUMENTS and child.i in self.events:
                found.append(child.i)
            elif child.dep_ in {"prep", "agent"} and child.lower_ in _THROUGH:
                found.extend(c.i for c in child.children if c.dep_ == "pobj" and c.i in self.events)
            elif child.dep_ == "xcomp":
                found.extend(self.below(child))
            elif child.dep_ == "attr":
                # "in July became the first country to recognise them"
                clauses = (c for c in child.children if c.dep_ in {"relcl", "acl"})
                found.extend(c.i for c in clauses if c.i in self.events and is_infinitive(c))
        return tuple(found)

    def participles(self, verb: Token) -> tuple[int, ...]:
        """Return the triggers that go along with a verb: "said on Friday, accusing Chad of …"."""
        return tuple(
            child.i
            for child in verb.children
            if child.dep_ == "advcl" and child.tag_ == "VBG" and child.i in self.events and not _marked(child)
        )

    def topmost(self, start: int, end: int) -> int | None:
        """Return the trigger inside the token range that stands highest in the tree, the first of equals."""
        inside = [i for i in range(start, end) if i in self.events]
        return min(inside, key=lambda i: (_depth(self.parse[i]), i), default=None)


def _marked(verb: Token) -> bool:
    return any(child.dep_ in {"mark", "nsubj", "nsubjpass"} for child in verb.children)


def _depth(token: Token) -> int:
    depth = 0
    while token.head.i != token.i and depth < _MAX_CLIMB:
        token, depth = token.head, depth + 1
    return depth
