"""The publication's own loaded words."""

from __future__ import annotations

import pytest
from stance_reading import Understand

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    "text",
    [
        "The bloodthirsty dictator Radu Ionel fled on Sunday.",
        "Venezuela's illegitimate president Nicolas Maduro spoke.",
        "Envoys of the Maduro regime left.",
        "The disgraced financier Otto Brill returned to court.",
    ],
)
def test_loaded_words_beside_a_name_are_the_publication_s_own_stand(told: Understand, text: str) -> None:
    found = told(text).document.stances
    assert [(s.holder, s.polarity.value, s.basis.value) for s in found][:1] == [(None, "against", "narrator")]


@pytest.mark.parametrize(
    "text",
    [
        "Maria Polk said the bloodthirsty dictator Radu Ionel had fled.",
        '"The bloodthirsty dictator Radu Ionel has fled," Maria Polk said.',
        "The Brutal Museum in Oslo opened on Sunday.",
        "The regime and its backers, notably Russia, attacked.",
        "The brutal war went on.",
    ],
)
def test_words_of_others_names_and_plain_facts_are_not(told: Understand, text: str) -> None:
    assert [s for s in told(text).document.stances if s.basis.value == "narrator"] == []
