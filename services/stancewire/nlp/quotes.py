"""What somebody is told to have said: direct, indirect and mixed quotes with their holders."""

from __future__ import annotations

from stancewire.nlp.attribution import attributions
from stancewire.nlp.cues import Cues
from stancewire.nlp.direct_speech import SpeechReader
from stancewire.nlp.document import Document, Quote
from stancewire.nlp.fragments import fragment_quotes, inside, mix
from stancewire.nlp.parties import Speakers
from stancewire.nlp.quotation_marks import pair_marks
from stancewire.nlp.reports import reported_quotes
from stancewire.nlp.sources import adopt
from stancewire.nlp.spoken import Spoken, is_title
from stancewire_schemas.codes import QuoteForm

_ENOUGH_WORDS = 5


def find_quotes(document: Document, cues: Cues) -> None:
    """Fill `document.quotes`, sorted by start. A repeat starts anew. Linear in the article's length."""
    spoken = SpeechReader(document, cues, pair_marks(document.text)).read()
    full = [one for one in spoken if one.full]
    direct = [_direct_quote(document, one) for one in full if _is_worth(one)]
    document.quotes = direct
    speakers = speakers_of(document)
    found = document.attributions = attributions(document, cues, speakers)
    reported = reported_quotes(document, found, full, speakers)
    mix(spoken, reported)
    fragments = fragment_quotes(document, spoken, found, reported)
    document.quotes = sorted(_unique([*direct, *reported, *fragments]), key=lambda quote: (quote.start, quote.end))
    adopt(document)


def speakers_of(document: Document) -> Speakers:
    """Return who speaks at each token inside the direct quotes found so far."""
    speakers: Speakers = {}
    for quote in document.quotes:
        if quote.form is QuoteForm.DIRECT and quote.holder is not None:
            span = document.parse.char_span(quote.start, quote.end, alignment_mode="expand")
            if span is not None:
                speakers.update(dict.fromkeys(range(span.start, span.end), quote.holder))
    return speakers


def _is_worth(spoken: Spoken) -> bool:
    """Keep words without a known speaker only where they are plainly speech."""
    if spoken.holder is not None:
        return True
    return sum(1 for token in spoken.tokens if token.is_alpha) >= _ENOUGH_WORDS and not is_title(spoken.tokens)


def _direct_quote(document: Document, spoken: Spoken) -> Quote:
    extent = inside(document, spoken)
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
