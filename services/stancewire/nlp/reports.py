"""Reported speech without marks: which words a cue gives to its holder, and where they begin and end."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import Final

from stancewire.nlp.attribution import Attribution, enclosing
from stancewire.nlp.cue_clauses import names_source
from stancewire.nlp.cue_entries import Kind
from stancewire.nlp.document import Document, Entity, Extent, Quote
from stancewire.nlp.operators import SPEAKING, is_duty, is_future, is_negated, is_unrealised
from stancewire.nlp.parties import Speakers, is_unheard
from stancewire.nlp.propositions import noun_content, thing_extent
from stancewire.nlp.report_extents import content_extent
from stancewire.nlp.spoken import Spoken
from stancewire.nlp.tree import Token
from stancewire.nlp.voice import passive_agents
from stancewire_schemas.codes import QuoteForm

_INFINITIVES: Final = frozenset(
    {"demand", "urge", "promise", "threaten", "deny", "offer", "refuse", "plan", "support"}
)
_GERUNDS: Final = frozenset({"deny", "reveal", "offer", "demand", "refuse"})
_PROPOSING: Final = frozenset({("propose",), ("suggest",), ("recommend",), ("put", "forward")})
# "Does not believe that" still tells what somebody thinks.
_NEGATABLE: Final = frozenset({"think", "doubt", "want", "fear", "refuse"})
_ACCUSING: Final = frozenset({"accuse", "suspect"})
_SINGLE_FACTOR: Final = 0.95


def reported_quotes(
    document: Document, found: list[Attribution], spoken: list[Spoken], speakers: Speakers
) -> list[Quote]:
    """Return the indirect quotes in order of their cues. `spoken` are the direct ones, which are not told twice."""
    reader = _Reader(document, found, spoken, speakers)
    return [quote for one in found if (quote := reader.quote(one)) is not None]


class _Reader:
    def __init__(
        self, document: Document, found: list[Attribution], spoken: list[Spoken], speakers: Speakers
    ) -> None:
        self._document = document
        self._by_anchor = {one.match.anchor.i: one for one in found}
        self._resuming = {one.resumes.i: one.match.anchor for one in reversed(found) if one.resumes is not None}
        self._spoken = spoken
        self._speakers = speakers

    def quote(self, one: Attribution) -> Quote | None:
        content = reported(one)
        if content is None or not one.holders or not _is_report(one):
            return None
        anchor, holder = one.match.anchor, one.holders[0]
        extent = self._extent(one, content)
        if extent.end <= extent.start or self._speakers.get(anchor.i) is holder.entity:
            return None
        if _is_direct(one, content, extent, self._spoken):
            return None
        if _is_inside(holder.token, self._spoken) and is_unheard(holder, self._speakers):
            return None
        via = self._via(one, holder.entity)
        return Quote(
            start=extent.start,
            end=extent.end,
            form=QuoteForm.INDIRECT,
            holder=holder.entity,
            via=via,
            cue=one.extent,
            cue_token=anchor.i,
            confidence=round(one.match.cue.prior * holder.certainty * (_SINGLE_FACTOR ** len(via)), 3),
            rule=one.match.cue.id,
        )

    def _extent(self, one: Attribution, content: Token) -> Extent:
        if content.dep_ == "pobj" or (content.pos_ in {"NOUN", "PROPN"} and not _has_subject(content)):
            return thing_extent(self._document, content)
        return content_extent(self._document, one, content, self._resuming.get(one.match.anchor.i))

    def _via(self, one: Attribution, holder: Entity) -> tuple[Entity, ...]:
        anchor = one.match.anchor
        outer = [party.holders[0].entity for party in reversed(enclosing(one, self._by_anchor)) if party.holders]
        chain: list[Entity] = []
        for entity in [*([self._speakers[anchor.i]] if anchor.i in self._speakers else []), *outer]:
            if entity is not holder and all(entity is not other for other in chain):
                chain.append(entity)
        return tuple(chain)


def reported(one: Attribution) -> Token | None:
    """Return the head of the words that the cue reports: a clause, a charge, a thing demanded; None for none."""
    cue = one.match.cue
    if not cue.speech:
        return None
    if cue.act == "accuse":
        return charge(one)
    if one.complement is not None:
        return one.complement
    if _asks_for_things(one):
        return one.objects[0]
    if cue.act in {"deny", "reject"} and one.objects:
        return _claim(one.objects[0])
    return None


def _asks_for_things(one: Attribution) -> bool:
    """Tell "demanded a recount of all votes", where the thing is what was said; one word of it is no quote."""
    cue = one.match.cue
    if cue.kind is not Kind.VERB or not (cue.act == "demand" or cue.pattern in _PROPOSING) or not one.objects:
        return False
    thing = one.objects[0]
    return thing.pos_ == "NOUN" and _is_long(thing)


def charge(one: Attribution) -> Token | None:
    """Return the head of what somebody is accused of, or None where the cue does not accuse of anything."""
    verb = one.match.anchor
    if one.match.cue.act != "accuse" or one.match.cue.pattern[0] not in _ACCUSING:
        return None
    for parent in (verb, *one.objects, *passive_agents(verb)):
        for child in parent.rights:
            if child.dep_ == "prep" and child.lower_ == "of" and child.i > verb.i:
                return next((c for c in child.rights if c.dep_ in {"pcomp", "pobj"}), None)
    return None


def _is_long(content: Token) -> bool:
    return any(token.is_alpha for token in content.subtree if token.i != content.i)


def _claim(noun: Token) -> Token | None:
    """Return the clause of "rejected suggestions that", where nobody else is named as making them."""
    content = noun_content(noun, ())
    owned = any(child.dep_ == "poss" or child.text[:1].isupper() for child in noun.lefts)
    return None if owned or content is None or content.dep_ not in {"acl", "ccomp"} else content


def _is_report(one: Attribution) -> bool:
    """Tell a report of words from a refusal to speak, an order to speak, and a noun without a clause."""
    anchor, cue = one.match.anchor, one.match.cue
    content = reported(one)
    if content is None or is_duty(anchor) or names_source(content):
        return False
    if is_negated(anchor) and (cue.act not in _NEGATABLE or cue.kind is Kind.NOUN):
        return False
    if is_future(anchor) and _asks_for_things(one):
        return False
    if is_unrealised(anchor) and cue.kind is Kind.VERB and one.resumes is None:
        return False
    if cue.act == "accuse":
        return _is_long(content) or content.dep_ == "pcomp"
    if cue.pattern == ("according", "to"):
        return True
    if content.pos_ in {"NOUN", "PROPN"} and not _has_subject(content):
        return _asks_for_things(one)
    if cue.act == "refuse" and content.lemma_ in SPEAKING:
        return False
    return _tells(one, content)


def _tells(one: Attribution, content: Token) -> bool:
    act = one.match.cue.act
    if any(child.dep_ == "aux" and child.lower_ == "to" for child in content.children):
        return act in _INFINITIVES or (_has_subject(content) and act in {"think", "want"})
    if content.tag_ == "VBG" or any(child.tag_ == "VBG" and child.dep_ == "aux" for child in content.children):
        return _has_subject(content) or act in _GERUNDS
    # "heard me speak" tells no words.
    return _has_subject(content) and (content.tag_ != "VB" or _is_subjunctive(one, content))


def _is_subjunctive(one: Attribution, content: Token) -> bool:
    marked = any(child.dep_ in {"mark", "aux"} for child in content.children)
    return marked or one.match.cue.act in {"demand", "urge", "offer", "want"}


def _has_subject(clause: Token) -> bool:
    return any(child.dep_ in {"nsubj", "nsubjpass", "expl", "csubj"} for child in clause.children)


def _is_inside(token: Token, spoken: list[Spoken]) -> bool:
    index = bisect_right(spoken, token.idx, key=lambda one: one.marked.open) - 1
    return index >= 0 and token.idx < spoken[index].marked.close


def _is_direct(one: Attribution, content: Token, extent: Extent, spoken: list[Spoken]) -> bool:
    """Tell whether the words reported are those of a direct quote."""
    first = bisect_left(spoken, extent.start, key=lambda one: one.marked.close)
    for marked in (near.marked for near in spoken[first : first + 8]):
        overlap = min(marked.close, extent.end) - max(marked.open, extent.start)
        if overlap <= 0:
            continue
        inside = marked.open <= content.idx < marked.close
        around = not marked.open <= one.match.anchor.idx < marked.close
        if around and (inside or overlap * 2 >= extent.end - extent.start):
            return True
    return False
