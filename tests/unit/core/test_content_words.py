from __future__ import annotations

import pytest

from stancewire.core.content_words import resemblance, sketch

LONG = " ".join(str(n) for n in range(1000, 1200))


def test_the_same_text_resembles_itself_wholly_and_another_not_at_all() -> None:
    one = sketch("Gunmen abducted forty-five pupils in Kaduna on Monday.")
    other = sketch("Norway's parliament passed its budget after quarrels.")
    assert resemblance(one, one) == 1.0
    assert resemblance(one, other) == 0.0


def test_a_sketch_estimates_the_share_of_words_in_common() -> None:
    words = [f"{n}" for n in range(1000, 1100)]
    one = sketch(" ".join(words))
    half = sketch(" ".join([*words[:66], *(f"{n}" for n in range(5000, 5034))]))
    assert resemblance(one, half) == resemblance(half, one) == pytest.approx(66 / 134, abs=0.13)


def test_what_names_and_numbers_tell_apart_counts_twice() -> None:
    told = "In {} {} pirates were seized when they boarded a merchant vessel."
    one, twin = sketch(told.format("Aden", 23)), sketch(told.format("Aden", 23).replace("seized", "caught"))
    other = sketch(told.format("Lagos", 26))
    assert resemblance(one, other) == pytest.approx(6 / 14)
    assert resemblance(one, twin) == pytest.approx(9 / 11)


def test_a_sketch_stays_short_whatever_the_text() -> None:
    assert len(sketch(LONG)) == 172
    assert sketch("") == ""
    assert resemblance("", sketch(LONG)) == 0.0
