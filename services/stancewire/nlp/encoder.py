"""The project's own small network: how a text stands on one whom it names. Read only after loading."""

from __future__ import annotations

import hashlib
import json
import math
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Self

import numpy as np

from stancewire.errors import UserError
from stancewire.nlp.wordpieces import Pieces, Question, WordPieces
from stancewire_schemas.codes import Polarity

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

LABELS: Final = (Polarity.AGAINST, Polarity.NEUTRAL, Polarity.FAVOUR)
MODELS: Final = Path(__file__).resolve().parents[1] / "data" / "models"
_BATCH: Final = 16


@dataclass(frozen=True, slots=True)
class Reading:
    """How likely each of `LABELS` is: calibrated, four decimals, of the whole text towards one target."""

    shares: tuple[float, float, float]

    @property
    def polarity(self) -> Polarity:
        """The likeliest label."""
        return LABELS[self.shares.index(max(self.shares))]

    def share(self, polarity: Polarity) -> float:
        """Return how likely a label is, 0 to 1."""
        return self.shares[LABELS.index(polarity)]


class Encoder:
    """Reads questions in batches, on one thread; the same questions give the same readings in any process."""

    def __init__(self, session: InferenceSession, wordpieces: WordPieces, temperature: float, sure: float) -> None:
        self._session = session
        self._wordpieces = wordpieces
        self._temperature = temperature
        self.sure = sure
        """From this share on a reading may stand alone; below, the encoder abstains."""

    @classmethod
    def load(cls, folder: Path = MODELS) -> Self:
        """Load the weights; takes under a second. Raise UserError, one line, for what is absent or damaged."""
        try:
            card = json.loads((folder / "polarity.json").read_text(encoding="utf-8"))
            session = _session(_weights(folder / "polarity.onnx", card["sha256"]))
            wordpieces = WordPieces.load(folder / "tokenizer.json")
            return cls(session, wordpieces, float(card["temperature"]), float(card["sure"]))
        except Exception as refused:  # noqa: BLE001  # onnxruntime and tokenizers raise classes of their own
            reason = " ".join(str(refused).split())
            raise UserError(f"the encoder cannot be loaded ({reason}); --profile fast works without it") from None

    def read(self, questions: Iterable[Question]) -> list[Reading]:
        """Return a reading a question, in order. Raise ValueError where no mention covers a word piece."""
        pieces = self._wordpieces.cut(questions)
        # Rows of about one length waste no work on padding.
        order = sorted(range(len(pieces)), key=lambda row: len(pieces[row].ids))
        found: dict[int, Reading] = {}
        for start in range(0, len(order), _BATCH):
            rows = order[start : start + _BATCH]
            scores = self._session.run(["scores"], _inputs([pieces[row] for row in rows]))[0]
            found.update((row, self._reading(list(map(float, one)))) for row, one in zip(rows, scores, strict=True))
        return [found[row] for row in range(len(pieces))]

    def _reading(self, scores: Sequence[float]) -> Reading:
        raised = [math.exp((score - max(scores)) / self._temperature) for score in scores]
        against, neutral, favour = (round(value / sum(raised), 4) for value in raised)
        return Reading((against, neutral, favour))


def _weights(path: Path, sha256: str) -> bytes:
    weights = path.read_bytes()
    if hashlib.sha256(weights).hexdigest() != sha256:
        raise ValueError(f"{path.name} is not the file that polarity.json describes")
    return weights


def _session(weights: bytes) -> InferenceSession:
    # The library reads it when it is loaded; without it, it keeps an id of this machine and reports to its maker.
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"
    # The fast profile must not need the library.
    import onnxruntime  # noqa: PLC0415

    options = onnxruntime.SessionOptions()
    # One slot is one core; more threads would take it from the other slots.
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(weights, options, providers=["CPUExecutionProvider"])


def _inputs(pieces: Sequence[Pieces]) -> dict[str, Any]:
    """Return ids and marks of shape (rows, longest), padded with 0."""
    width = max(len(piece.ids) for piece in pieces)
    ids = np.zeros((len(pieces), width), dtype=np.int64)
    marks = np.zeros((len(pieces), width), dtype=np.float32)
    for row, piece in enumerate(pieces):
        ids[row, : len(piece.ids)] = piece.ids
        marks[row, : len(piece.marks)] = piece.marks
    return {"ids": ids, "marks": marks}
