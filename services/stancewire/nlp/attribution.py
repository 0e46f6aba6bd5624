"""Cues with their arguments: who holds, about what, in which clause. Quotes and stances are read from these."""

from __future__ import annotations

from dataclasses import dataclass, replace

from stancewire.nlp.cue_arguments import arguments_of
from stancewire.nlp.cue_entries import Kind
from stancewire.nlp.cues import Cues, Match
from stancewire.nlp.document import Document, Extent
from stancewire.nlp.other_senses import means_otherwise
from stancewire.nlp.parties import Party, Speakers
from stancewire.nlp.resumption import resumed
from stancewire.nlp.tree import Token
from stancewire.nlp.voices import holders


@dataclass(frozen=True, slots=True)
class Attribution:
    """A cue at work. `objects` are things or actors named, `complement` the head of a clause or content.

    `resumes` is the verb whose speaker acts again here, behind the words that he is told to have said.
    """

    match: Match
    holders: tuple[Party, ...]
    objects: tuple[Token, ...]
    complement: Token | None
    predicate: Token | None
    encloses: bool = False
    resumes: Token | None = None

    @property
    def extent(self) -> Extent:
        """The cue's words: from the first of its tokens to the last where they stand together, else the anchor."""
        tokens = sorted(self.match.tokens, key=lambda token: token.i)
        last = tokens[-1]
        if last.i - tokens[0].i >= len(tokens) + 2:
            last = tokens[0]
        return Extent(tokens[0].idx, last.idx + len(last))


def attributions(document: Document, cues: Cues, speakers: Speakers) -> list[Attribution]:
    """Return every cue that has arguments, in order of the text. One anchor gives at most one."""
    found: list[Attribution] = []
    covered: set[int] = set()
    for token in (t for t in document.parse if t.lower_ in cues.anchors or t.lemma_.lower() in cues.anchors):
        if token.i in covered:
            continue
        matches = cues.matches(token)
        if matches:
            best = _best(document, matches, cues, speakers)
            if best is not None:
                found.append(best)
                # "filed a lawsuit against" is one cue: its noun is no second one.
                covered.update(part.i for part in best.match.tokens[1:])
    return found


def _best(document: Document, matches: list[Match], cues: Cues, speakers: Speakers) -> Attribution | None:
    """Return the longest cue whose arguments are there: "call it a lie" is no demand, "find that" no judgement."""
    for is_filled in (_is_filled, _is_bare_speech):
        for match in matches:
            attribution = Attribution(match, (), *arguments_of(match))
            if is_filled(attribution) and not means_otherwise(match):
                return replace(
                    attribution,
                    holders=tuple(holders(document, match, cues, speakers)),
                    resumes=resumed(match.anchor, document, cues) if match.cue.kind is Kind.VERB else None,
                )
    return None


def _is_filled(attribution: Attribution) -> bool:
    cue, complement = attribution.match.cue, attribution.complement
    if cue.act == "end" and _moves(attribution.match):
        return False
    if cue.act == "evaluate":
        named = bool(attribution.objects) or _is_what(attribution.match.anchor)
        return named and attribution.predicate is not None
    if cue.act in {"urge", "withhold"}:
        return complement is not None and (
            cue.act == "withhold" or not _is_told(complement, attribution.match.anchor)
        )
    if cue.act in {"say", "reveal", "think", "allege", "warn"}:
        return complement is not None and (_is_finite(complement) or cue.kind is not Kind.VERB)
    if cue.object is None and cue.complement is None:
        return complement is not None
    return bool(attribution.objects) or complement is not None


def _moves(match: Match) -> bool:
    """Tell "withdrew its ships from the shoal", which moves them, from "withdrew from the pact"."""
    anchor = match.anchor
    moved = any(child.dep_ == "dobj" for child in anchor.rights)
    return (
        anchor.lemma_ in {"withdraw", "pull", "remove"} and moved and any(c.lower_ == "from" for c in anchor.rights)
    )


def _is_what(verb: Token) -> bool:
    """Tell "what he called a farce", where the thing called is told by the sentence around."""
    return any(child.lower_ in {"what", "which"} and child.dep_ == "dobj" for child in verb.lefts)


def _is_bare_speech(attribution: Attribution) -> bool:
    """Tell a verb of speech without a clause: the words stand in quotation marks, or are not told."""
    return attribution.match.cue.speech and attribution.match.cue.kind is Kind.VERB


def _is_told(clause: Token, anchor: Token) -> bool:
    """Tell '"Those who sell arms share the guilt," he told them', which bids nobody, from "Leave us alone"."""
    before = clause.i < anchor.i and any(child.dep_ in {"nsubj", "nsubjpass"} for child in clause.lefts)
    return before or _is_finite(clause)


def _is_finite(clause: Token) -> bool:
    """Tell a clause that tells something from an infinitive, a gerund and "heard me speak"."""
    if any(child.dep_ == "aux" and child.lower_ != "to" for child in clause.children):
        return True
    return clause.tag_ not in {"VB", "VBG"} and not any(child.lower_ == "to" for child in clause.lefts)


def enclosing(attribution: Attribution, found: dict[int, Attribution]) -> list[Attribution]:
    """Return the attributions whose content holds this cue, innermost first."""
    if attribution.resumes:
        return []
    outer: list[Attribution] = []
    token = attribution.match.anchor
    for _ in range(40):
        head = token.head
        if head.i == token.i:
            break
        above = found.get(head.i)
        if above is not None and token.i not in {t.i for t in above.match.tokens} and _enters(token, above):
            outer.append(above)
        token = head
    return outer


def _enters(token: Token, above: Attribution) -> bool:
    content = above.complement
    if content is None or above.encloses:
        return False
    return content.i == token.i
