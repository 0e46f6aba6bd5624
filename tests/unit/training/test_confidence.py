from __future__ import annotations

import numpy as np
import pytest

from stancewire.training.confidence import across, fitted


def test_a_family_that_is_right_more_often_gets_the_higher_shift() -> None:
    cues, words = [(0.0, 1.0, 0.0)] * 50, [(0.0, 0.0, 1.0)] * 50
    hits = [1.0] * 45 + [0.0] * 5 + [1.0] * 25 + [0.0] * 25
    _, cue, own_words = fitted(np.array(cues + words), np.array(hits))
    assert cue > own_words == pytest.approx(0.0, abs=1e-6)


def test_products_that_tell_right_from_wrong_give_a_rising_slope() -> None:
    features = [(odds, 1.0, 0.0) for odds in np.linspace(-2, 2, 60)]
    hits = [float(number % 3 == 0) if number < 30 else float(number % 3 != 0) for number in range(60)]
    slope, _, _ = fitted(np.array(features), np.array(hits))
    assert slope > 0.3


def test_a_family_without_stances_stays_at_even_odds() -> None:
    _, cue, none = fitted(np.array([(0.0, 1.0, 0.0)] * 20), np.ones(20))
    assert cue > 1.0
    assert none == 0.0


def test_a_stance_is_told_by_the_scale_of_other_rows_only() -> None:
    features = np.array([(0.0, 1.0)] * 20)
    hits = np.array([1.0] * 10 + [0.0] * 10)
    shares = across(features, hits, np.array([0] * 10 + [1] * 10))
    assert shares[:10].max() < 0.5 < shares[10:].min()
