"""What somebody is told to have said: direct, indirect and mixed quotes with their holders."""

from __future__ import annotations

from bisect import bisect_left
from typing import Final

from stancewire.nlp.attribution import Attribution, attributions, enclosing
from stancewire.nlp.cues import Cues, Kind
from stancewire.nlp.direct_speech import SpeechReader, Spoken
from stancewire.nlp.document import Document, Entity, Extent, Quote
from stancewire.nlp.operators import is_duty, is_negated, is_unrealised
from stancewire.nlp.propositions import clause_extent, trimmed
from stancewire.nlp.quotation_marks import pair_marks
from stancewire.nlp.voices import Speakers
from stancewire_schemas.codes import QuoteForm

_VERBAL: Final = frozenset({"VERB", "AUX"})
_INFINITIVE_ACTS: Final = frozenset({"demand", "urge", "promise", "threaten", "deny"})
_GOVERNING: Final = frozenset(
    {"evaluate", "reject", "criticise", "praise", "deny", "doubt", "say", "reveal", "think", "warn", "allege"}
    | {"threaten", "demand", "promise", "urge", "accuse", "welcome", "support", "oppose"}
)
_SINGLE_FACTOR: Final = 0.95


def find_quotes(document: Document, cues: Cues) -> None:
    """Fill `document.quotes`, sorted by start. A repeat starts anew. Linear in the article's length."""
    spoken = SpeechReader(document, cues, pair_marks(document.text)).read()
    direct = [_direct_quote(document, one) for one in spoken if one.full and _is_worth(one)]
    document.quotes = direct
    speakers = speakers_of(document)
    found = attributions(document, cues, speakers)
    by_anchor = {one.match.anchor.i: one for one in found}
    taken = [one for one in spoken if one.full]
    reported = [
        quote for one in found if (quote := _indirect_quote(document, one, taken, by_anchor, speakers)) is not None
    ]
    _mix(spoken, reported)
    fragments = _fragments(document, spoken, found, reported)
    document.quotes = sorted(_unique([*direct, *reported, *fragments]), key=lambda quote: (quote.start, quote.end))


def speakers_of(document: Document) -> Speakers:
    """Return who speaks at each token inside the direct quotes found so far."""
    speakers: Speakers = {}
    for quote in document.quotes:
        if quote.form is QuoteForm.DIRECT and quote.holder is not None:
            span = document.parse.char_span(quote.start, quote.end, alignment_mode="expand")
            speakers.update((token.i, quote.holder) for token in span or ())
    return speakers


def _is_worth(spoken: Spoken) -> bool:
    """Keep words without a known speaker only where they are plainly speech."""
    return spoken.holder is not None or sum(1 for token in spoken.tokens if token.is_alpha) >= 5


def _direct_quote(document: Document, spoken: Spoken) -> Quote:
    extent = _inside(document, spoken)
    anchor = spoken.cue.anchor if spoken.cue else None
    return Quote(
        start=extent.start,
        end=extent.end,
        form=QuoteForm.DIRECT,
        holder=spoken.holder,
        via=(),
        cue=document.extent_of(anchor) if anchor is not None else None,
        cue_token=anchor.i if anchor is not None else None,
        confidence=round(spoken.certainty if spoken.holder else 0.3, 3),
        rule=spoken.rule,
    )


def _inside(document: Document, spoken: Spoken) -> Extent:
    """Return the words between the marks, without the comma that belongs to the sentence around them."""
    text, start, end = document.text, spoken.marked.start, spoken.marked.end
    while start < end and text[start].isspace():
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] == ","):
        end -= 1
    return Extent(start, end)


def _indirect_quote(
    document: Document, one: Attribution, taken: list[Spoken], by_anchor: dict[int, Attribution], speakers: Speakers
) -> Quote | None:
    cue, anchor, content = one.match.cue, one.match.anchor, one.complement
    if not cue.speech or content is None or not one.holders or not _is_report(one):
        return None
    extent = content_extent(document, one)
    holder = one.holders[0]
    if extent.end <= extent.start or _is_direct(one, extent, taken) or speakers.get(anchor.i) is holder.entity:
        return None
    outer = [party.holders[0].entity for party in reversed(enclosing(one, by_anchor)) if party.holders]
    via = _chain([*([speakers[anchor.i]] if anchor.i in speakers else []), *outer], holder.entity)
    return Quote(
        start=extent.start,
        end=extent.end,
        form=QuoteForm.INDIRECT,
        holder=holder.entity,
        via=via,
        cue=one.extent,
        cue_token=anchor.i,
        confidence=round(cue.prior * holder.certainty * (_SINGLE_FACTOR ** len(via)), 3),
        rule=cue.id,
    )


def _chain(outer: list[Entity], holder: Entity) -> tuple[Entity, ...]:
    chain: list[Entity] = []
    for entity in outer:
        if entity is not holder and all(entity is not other for other in chain):
            chain.append(entity)
    return tuple(chain)


def _is_report(one: Attribution) -> bool:
    """Tell a report of words from a refusal to speak, an order to speak, and a noun without a clause."""
    anchor, content = one.match.anchor, one.complement
    if content is None or is_duty(anchor):
        return False
    if is_negated(anchor) and one.match.cue.kind is Kind.NOUN:
        return False
    if is_negated(anchor) and one.match.cue.act in {"say", "reveal", "warn", "urge", "demand"}:
        return False
    if is_unrealised(anchor) and one.match.cue.kind is Kind.VERB:
        return False
    finite = any(child.dep_ in {"nsubj", "nsubjpass", "expl", "csubj"} for child in content.children)
    if one.match.cue.pattern == ("according", "to"):
        return True
    infinitive = any(child.dep_ == "aux" and child.lower_ == "to" for child in content.children)
    if infinitive or not finite:
        gerund = content.tag_ == "VBG" and one.match.cue.act in {"deny", "reveal"}
        return (infinitive or gerund) and one.match.cue.act in _INFINITIVE_ACTS
    return True


def content_extent(document: Document, one: Attribution) -> Extent:
    """Return the words reported: the clause, or all of the sentence around a cue that stands aside."""
    content = one.complement
    if content is None:
        return Extent(0, 0)
    if one.encloses:
        return _around(document, one)
    extent = clause_extent(document, content)
    start = extent.start
    if start <= one.extent.start < extent.end and content.i > one.match.anchor.i:
        # "whom he said Venezuela had forced out": what is said begins behind the cue.
        start = one.extent.end
    return trimmed(document, start, _resumed_at(document, extent))


def _resumed_at(document: Document, extent: Extent) -> int:
    """Return where the speaker of the whole takes up again (", adding that"), or the end of the extent."""
    span = document.parse.char_span(extent.start, extent.end, alignment_mode="expand")
    for token in span or ():
        resumes = token.tag_ == "VBG" and token.dep_ == "advcl" and token.lemma_ in _RESUMING
        if resumes and token.i and document.parse[token.i - 1].text == ",":
            return document.parse[token.i - 1].idx
    return extent.end


_RESUMING: Final = frozenset({"add", "say", "note", "stress", "claim", "warn", "argue", "insist", "explain"})


def _around(document: Document, one: Attribution) -> Extent:
    anchor, content = one.match.anchor, one.complement
    if content is None:
        return Extent(0, 0)
    first, last = content.left_edge.i, content.right_edge.i
    aside_first, aside_last = anchor.left_edge.i, anchor.right_edge.i
    if aside_first <= first:
        first = aside_last + 1
    elif aside_last >= last - 1:
        last = aside_first - 1
    if last < first:
        return Extent(0, 0)
    end = document.parse[last]
    return trimmed(document, document.parse[first].idx, end.idx + len(end))


def _is_direct(one: Attribution, extent: Extent, taken: list[Spoken]) -> bool:
    """Tell whether the words reported are those of a direct quote."""
    head = one.complement
    first = bisect_left(taken, extent.start, key=lambda one: one.marked.close)
    for spoken in taken[first : first + 8]:
        marked = spoken.marked
        overlap = min(extent.end, marked.close) - max(extent.start, marked.open)
        if overlap <= 0:
            continue
        inside = head is not None and marked.open <= head.idx < marked.close
        around = not marked.open <= one.match.anchor.idx < marked.close
        if around and (inside or overlap * 2 >= extent.end - extent.start):
            return True
    return False


def _mix(spoken: list[Spoken], reported: list[Quote]) -> None:
    """Mark indirect quotes that hold the speaker's own words as mixed."""
    fragments = [one.marked for one in spoken if not one.full]
    starts = [marked.start for marked in fragments]
    for quote in reported:
        index = bisect_left(starts, quote.start)
        if index < len(fragments) and fragments[index].end <= quote.end:
            quote.form = QuoteForm.MIXED


def _fragments(
    document: Document, spoken: list[Spoken], found: list[Attribution], reported: list[Quote]
) -> list[Quote]:
    """Return fragments of speech that a cue governs outside any reported clause: called it "an insult"."""
    told = _covered(document, reported)
    loose = [one for one in spoken if not one.full and not told[one.tokens[0].i]]
    by_anchor = {one.match.anchor.i: one for one in found if one.holders and _governs_words(one)}
    quotes = []
    for one in loose:
        governor = _governor(one, by_anchor)
        if governor is not None:
            quotes.append(_fragment_quote(document, one, governor))
    return quotes


def _covered(document: Document, quotes: list[Quote]) -> bytearray:
    """Return for each token whether one of the quotes holds it."""
    covered = bytearray(len(document.parse))
    for quote in quotes:
        span = document.parse.char_span(quote.start, quote.end, alignment_mode="expand")
        for token in span or ():
            covered[token.i] = 1
    return covered


def _governs_words(one: Attribution) -> bool:
    return one.match.cue.act in _GOVERNING


def _governor(spoken: Spoken, by_anchor: dict[int, Attribution]) -> Attribution | None:
    token = spoken.tokens[0]
    for _ in range(8):
        if token.i in by_anchor and token not in spoken.tokens:
            return by_anchor[token.i]
        if token.head.i == token.i or token.dep_ in {"relcl", "advcl", "nsubj"}:
            return None
        token = token.head
    return None


def _fragment_quote(document: Document, spoken: Spoken, governor: Attribution) -> Quote:
    extent = _inside(document, spoken)
    holder = governor.holders[0]
    return Quote(
        start=extent.start,
        end=extent.end,
        form=QuoteForm.MIXED,
        holder=holder.entity,
        via=(),
        cue=governor.extent,
        cue_token=governor.match.anchor.i,
        confidence=round(governor.match.cue.prior * holder.certainty * _SINGLE_FACTOR, 3),
        rule=governor.match.cue.id,
    )


def _unique(quotes: list[Quote]) -> list[Quote]:
    """Return the quotes without those that give the same words to the same holder twice."""
    seen: set[tuple[int, int, int]] = set()
    kept = []
    for quote in quotes:
        key = (quote.start, quote.end, id(quote.holder))
        if key not in seen and quote.end > quote.start:
            seen.add(key)
            kept.append(quote)
    return kept
