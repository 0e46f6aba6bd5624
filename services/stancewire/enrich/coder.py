"""The coder as it lives in a process of its own: bytes in, bytes out, loaded once."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from stancewire_schemas import AcceptedArticleV1, EnrichedArticleV1

if TYPE_CHECKING:
    from stancewire.nlp.document import Document
    from stancewire.nlp.pipeline import Pipeline


class Coder:
    """Understands one accepted article at a time and keeps nothing between them."""

    def __init__(self, pipeline: Pipeline) -> None:
        self._pipeline = pipeline

    @property
    def fingerprint(self) -> str:
        """What the records are made by; equal fingerprints promise equal records."""
        return self._pipeline.fingerprint

    def understand(self, accepted: AcceptedArticleV1) -> EnrichedArticleV1:
        """Return the record of an article. Raise ValueError for an erasure."""
        return self._pipeline.enrich(accepted)

    def read(self, accepted: AcceptedArticleV1) -> Document:
        """Return all that was found, also what the record leaves out. Raise ValueError for an erasure."""
        return self._pipeline.understand(accepted)

    def appraise(self, text: str, mentions: Iterable[tuple[int, int]]) -> dict[str, float] | None:
        """Return how likely each polarity of a text is towards the one whom these spans name, sum about 1.

        None where the profile has no encoder. Raise ValueError where the spans cover no word.
        """
        if self._pipeline.encoder is None:
            return None
        from stancewire.nlp.encoder import LABELS  # noqa: PLC0415
        from stancewire.nlp.wordpieces import Question  # noqa: PLC0415

        (reading,) = self._pipeline.encoder.read([Question(text, tuple(mentions))])
        return dict(zip(LABELS, reading.shares, strict=True))

    def code(self, value: bytes) -> bytes:
        """Return the EnrichedArticleV1 for an AcceptedArticleV1, both as UTF-8 JSON."""
        return self.understand(AcceptedArticleV1.from_bytes(value)).to_bytes()


def load_coder(
    profile: str,
    kb_files: Iterable[Path | str] = (),
    frame_files: Iterable[Path | str] = (),
    text_chars: int = 200_000,
    sentence_tokens: int = 400,
) -> Coder:
    """Load models and data; takes seconds. Raise UserError for a file of these that cannot be read."""
    # Only the process that codes may carry the models.
    from stancewire.nlp.pipeline import Bounds, Pipeline  # noqa: PLC0415

    bounds = Bounds(text_chars, sentence_tokens)
    return Coder(Pipeline.load(profile, tuple(map(Path, kb_files)), bounds, tuple(map(Path, frame_files))))
