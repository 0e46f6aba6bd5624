"""How an article is understood: one parse, then the components in order over one document."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Self

from stancewire.nlp import (
    circumstances,
    confidence,
    coreference,
    dates,
    demands,
    doers,
    entities,
    events,
    in_article,
    linking,
    place_sides,
    places,
    polarity,
    quotes,
    stances,
    status,
    strangers,
)
from stancewire.nlp.cues import Cues
from stancewire.nlp.document import Document
from stancewire.nlp.encoder import Encoder
from stancewire.nlp.fingerprint import fingerprint
from stancewire.nlp.frames import Frames
from stancewire.nlp.gazetteer import Gazetteer
from stancewire.nlp.knowledge import Knowledge
from stancewire.nlp.parser import Parser
from stancewire.nlp.record import build_record
from stancewire_schemas import AcceptedArticleV1, EnrichedArticleV1

Component = Callable[[Document], None]


@dataclass(frozen=True, slots=True)
class Bounds:
    """Limits on one article. What lies beyond is not coded and the record says `truncated`."""

    text_chars: int = 200_000
    sentence_tokens: int = 400


@dataclass(frozen=True, slots=True)
class Pipeline:
    """Everything loaded once; `enrich` keeps no state between articles."""

    parser: Parser
    components: tuple[tuple[str, Component], ...]
    bounds: Bounds
    fingerprint: str
    encoder: Encoder | None = None

    @classmethod
    def load(
        cls,
        profile: str,
        kb_files: Iterable[Path] = (),
        bounds: Bounds | None = None,
        frame_files: Iterable[Path] = (),
    ) -> Self:
        """Load models and data; takes seconds.

        The profile "fast" loads no encoder. Raise UserError for weights, knowledge or frames that cannot be read.
        """
        limits = bounds or Bounds()
        extra, own_frames = tuple(kb_files), tuple(frame_files)
        encoder = None if profile == "fast" else Encoder.load()
        chain = components(Knowledge.load(extra), Gazetteer.load(), Cues.load(), Frames.load(own_frames), encoder)
        return cls(
            Parser(limits.sentence_tokens), chain, limits, fingerprint(profile, (*extra, *own_frames)), encoder
        )

    def enrich(self, accepted: AcceptedArticleV1) -> EnrichedArticleV1:
        """Return what was understood; the same article gives the same record. The article must not be erased."""
        document = self.understand(accepted)
        return build_record(accepted, document, self.fingerprint)

    def understand(self, accepted: AcceptedArticleV1) -> Document:
        """Return the document with all that the components found."""
        if accepted.article is None:
            raise ValueError("an erasure has no text to understand")
        article = accepted.article
        text = article.text[: self.bounds.text_chars]
        is_english = accepted.language in {None, "en"}
        document = Document(
            text=text,
            parse=self.parser.parse(text if is_english else ""),
            published=article.published_at,
            publisher=article.publisher,
            truncated=len(text) < len(article.text),
        )
        if not is_english:
            document.notes.append(f"language {accepted.language} is not coded")
            return document
        for _, component in self.components:
            component(document)
        return document


def components(
    knowledge: Knowledge, gazetteer: Gazetteer, cues: Cues, frames: Frames, encoder: Encoder | None = None
) -> tuple[tuple[str, Component], ...]:
    """Return the components in the order that they need each other."""
    learned = () if encoder is None else (("polarity", partial(polarity.weigh, cues=cues, encoder=encoder)),)
    return (
        ("entities", partial(entities.find_entities, knowledge=knowledge, gazetteer=gazetteer)),
        ("coreference", partial(coreference.resolve, knowledge=knowledge)),
        ("linking", partial(linking.link, knowledge=knowledge)),
        ("places", partial(places.find_places, gazetteer=gazetteer)),
        ("dates", dates.find_dates),
        ("quotes", partial(quotes.find_quotes, cues=cues)),
        ("stances", partial(stances.find_stances, cues=cues)),
        *learned,
        ("confidence", confidence.settle),
        ("strangers", partial(strangers.find_strangers, frames=frames)),
        ("events", partial(events.find_events, frames=frames)),
        # Status reads quotes, so that what only a source says is not told as fact.
        ("status", status.judge_status),
        ("demands", demands.find_demands),
        ("circumstances", circumstances.fill),
        # Tellings are joined on all that the others found.
        ("in-article merge", in_article.merge_tellings),
        ("untaken places", place_sides.forget_untaken),
        ("doers", partial(doers.name_doers, frames=frames)),
    )
