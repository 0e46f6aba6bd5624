"""What a model knows of a word before it looks at the neighbours, worked out once.

That is a sixth of a parse, and news repeats its words. A vector must not depend on what its word was first met
with, or a parse would depend on what was read before it: see `products.RowProducts`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import count
from typing import Any, Final

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc
from thinc.api import Model

from stancewire.nlp.products import RowProducts

KEEP: Final = 50_000
"""Words that are remembered for a model: 20 MB of vectors. When they are full, all are forgotten."""


def know_words(nlp: Language) -> None:
    """Let the models of a pipeline look up what they know of words. Their results change in the last bits only."""
    pipes: list[Any] = [pipe for _, pipe in nlp.pipeline]
    for pipe in pipes:
        for node in [node for node in pipe.model.walk() if _is_embedding(node)]:
            known = KnownWords(node, nlp.vocab.vectors)
            pipe.model.replace_node(node, Model("known_words", known, layers=[node]))


def _is_embedding(node: Model[Any, Any]) -> bool:
    """Tell whether a model makes vectors of documents from features and static vectors alone."""
    return any(part.name == "static_vectors" for layer in node.layers[:1] for part in layer.layers)


class KnownWords:
    """Stands for the embedding of a model: documents in, for each an array of its words' vectors out."""

    def __init__(self, embedding: Model[Any, Any], vectors: Any, keep: int = KEEP) -> None:
        """Take an embedding apart; `vectors` are the static ones of its vocabulary."""
        parts, self._mixer, _ = embedding.layers
        features, static = parts.layers
        extract, _, self._hashes = features.layers
        self._columns = [*extract.attrs["columns"], "ORTH"]
        self._vectors, self._weights, self._products = vectors, static.get_param("W"), RowProducts()
        for node in self._mixer.walk():
            node.ops = self._products
        self._rows: dict[bytes, int] = {}
        self._table = np.empty((keep, embedding.get_dim("nO")), dtype="f")

    def __call__(self, model: Model[Any, Any], docs: Sequence[Doc], is_train: bool) -> Any:  # thinc's
        """Return the vectors, and how to learn from them; a model that learns keeps nothing."""
        if is_train:
            return model.layers[0](docs, is_train)
        return [self._look_up(doc.to_array(self._columns)) for doc in docs], _cannot_learn

    def _look_up(self, features: Any) -> Any:
        """Return the vectors of words, each told by a row of features."""
        keys = features.view(f"V{features.itemsize * features.shape[1]}").ravel().tolist()
        fresh = self._fresh(keys)
        if len(self._rows) + len(fresh) > len(self._table):
            self._rows.clear()
            fresh = self._fresh(keys)
        if len(fresh) > len(self._table):
            return self._make(features)
        if fresh:
            start = len(self._rows)
            self._table[start : start + len(fresh)] = self._make(features[list(fresh.values())])
            self._rows.update(zip(fresh, count(start)))
        return self._table[[self._rows[key] for key in keys]]

    def _fresh(self, keys: Iterable[bytes]) -> dict[bytes, int]:
        """Return where each word stands that is not known."""
        return {key: at for at, key in enumerate(keys) if key not in self._rows}

    def _make(self, features: Any) -> Any:
        rows = self._vectors.find(keys=features[:, -1])
        static = self._products.gemm(self._vectors.data[rows], self._weights, trans2=True)
        static[rows < 0] = 0
        return self._mixer.predict(np.hstack([self._hashes.predict(features[:, :-1]), static]))


def _cannot_learn(_: Any) -> Any:
    raise AssertionError  # what is asked without learning is not learned from
