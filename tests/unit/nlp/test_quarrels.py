"""Attacks in words, contests for votes, a politician's own rally, and interviews."""

from __future__ import annotations

import pytest
from event_reading import told

from stancewire.nlp.parser import Parser

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    "text",
    [
        "Donald Trump attacked Hillary Clinton over her emails.",
        "Donald Trump attacked the judge on Twitter.",
        "The senator attacked the prime minister over the budget.",
    ],
)
def test_an_attack_of_one_politician_on_another_is_made_in_words(parser: Parser, text: str) -> None:
    assert [line.split(":")[0] for line in told(parser, text)] == ["ACCUSE disapprove"]


@pytest.mark.parametrize(
    "text",
    [
        "A gunman attacked the senator with a rifle.",
        "Rebels attacked the convoy of the prime minister.",
        "Soldiers attacked the town on Monday.",
    ],
)
def test_who_is_armed_attacks_in_earnest(parser: Parser, text: str) -> None:
    assert [line.split()[0] for line in told(parser, text)] == ["ASSAULT"]


@pytest.mark.parametrize(
    "text",
    [
        "The two candidates clashed over taxes in a debate.",
        "Donald Trump held a rally in Ohio.",
        "NPR's Michel Martin spoke with Barack Obama.",
        "The candidates battled for the votes of women.",
    ],
)
def test_contests_rallies_of_ones_own_and_interviews_are_no_events(parser: Parser, text: str) -> None:
    assert told(parser, text) == []


def test_what_a_crowd_shouts_for_has_not_happened(parser: Parser) -> None:
    assert "asserted" not in " ".join(told(parser, '"Lock her up," the crowd roared.'))
