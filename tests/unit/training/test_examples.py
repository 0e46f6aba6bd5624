from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from stancewire.training.calibration import shares_of, sure_from, temperature_of
from stancewire.training.examples import read_examples, split


def written(folder: Path, *rows: dict[str, object]) -> Path:
    path = folder / "rows.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def row(text: str, polarity: str, *further: list[int]) -> dict[str, object]:
    target = {"start": 0, "end": 1, "text": text[:1]}
    return {"text": text, "target": target, "further_mentions": list(further), "polarity": polarity}


def test_an_example_holds_every_mention_once_in_order(tmp_path: Path) -> None:
    (example,) = read_examples(written(tmp_path, row("A saw A", "favour", [6, 7], [0, 1])))
    assert example.question.mentions == ((0, 1), (6, 7))
    assert example.label == 2


def test_a_label_of_another_scheme_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="positive"):
        read_examples(written(tmp_path, row("A", "positive")))


def test_no_text_is_both_learnt_and_chosen_by(tmp_path: Path) -> None:
    rows = [row(f"A saw {number // 2}", "neutral") for number in range(400)]
    learn, choose = split(read_examples(written(tmp_path, *rows)), 0.25)
    assert len(learn) + len(choose) == 400
    assert 50 < len(choose) < 150
    assert not {e.question.text for e in learn} & {e.question.text for e in choose}


def test_a_temperature_above_one_answers_overconfidence() -> None:
    scores = np.array([[4.0, 0.0, 0.0]] * 10)
    labels = np.array([0] * 6 + [1, 1, 2, 2])
    assert temperature_of(scores, labels) > 1.5
    assert temperature_of(scores / 4, np.array([0] * 10)) == 0.5


def test_a_reading_stands_alone_from_where_it_is_right_often_enough() -> None:
    shares = np.array([[0.95, 0.03, 0.02], [0.9, 0.05, 0.05], [0.6, 0.3, 0.1], [0.01, 0.98, 0.01]])
    labels = np.array([0, 0, 1, 2])
    assert sure_from(shares, labels, 0.9) == 0.61
    assert sure_from(shares[3:], labels[3:], 0.9) == 1.0


def test_shares_of_a_row_sum_to_one() -> None:
    assert shares_of(np.array([[1000.0, 0.0, -1000.0]]), 1.0).sum() == pytest.approx(1.0)
