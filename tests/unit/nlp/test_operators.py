"""What stands over a cue and changes it."""

from __future__ import annotations

import pytest
from stance_reading import Understand

from stancewire.nlp import operators, unvouched
from stancewire.nlp.parser import Parser
from stancewire.nlp.tree import Token

pytestmark = pytest.mark.model


def word(parser: Parser, text: str, form: str) -> Token:
    return next(token for token in parser.parse(text) if token.text == form)


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("Poland did not condemn the raid.", "condemn"),
        ("Poland has never backed the plan.", "backed"),
        ("Poland no longer supports the plan.", "supports"),
        ("No party supports the plan.", "supports"),
        ("I do not think Poland wants a war.", "wants"),
        ("Poland did not condemn or praise the raid.", "praise"),
    ],
)
def test_negation_is_seen_over_the_cue(parser: Parser, text: str, form: str) -> None:
    assert operators.is_negated(word(parser, text, form))


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("Poland condemned the raid.", "condemned"),
        ("Poland was not there and condemned the raid.", "condemned"),
        ("Poland not only condemned the raid but left.", "left"),
    ],
)
def test_a_negation_elsewhere_does_not_reach_the_cue(parser: Parser, text: str, form: str) -> None:
    assert not operators.is_negated(word(parser, text, form))


@pytest.mark.parametrize(
    ("text", "form", "hedged"),
    [
        ("Poland may support the plan.", "support", True),
        ("Poland reportedly supports the plan.", "supports", True),
        ("Poland appears to support the plan.", "support", True),
        ("Poland would support the plan if Hungary left.", "support", True),
        ("Poland supports the plan.", "supports", False),
    ],
)
def test_a_softened_cue_is_hedged(parser: Parser, text: str, form: str, hedged: bool) -> None:  # a table's column
    assert operators.is_hedged(word(parser, text, form)) is hedged


@pytest.mark.parametrize(
    ("text", "polarity", "negated"),
    [
        ("Poland supports the plan.", "favour", False),
        ("Poland does not support the plan.", "against", True),
        ("Poland opposes the plan.", "against", False),
        ("Poland did not criticise the plan.", "neutral", True),
        ("Poland rejected the plan.", "against", False),
        ("Poland did not rule out the plan.", "neutral", True),
    ],
)
def test_negation_turns_or_empties_a_stance(
    told: Understand,
    text: str,
    polarity: str,
    negated: bool,  # a table's column
) -> None:
    (stance,) = told(text).document.stances
    assert (stance.polarity.value, stance.negated) == (polarity, negated)


def test_aims_and_orders_are_not_done(parser: Parser) -> None:
    assert operators.is_unrealised(word(parser, "Poland wants to attack Hungary.", "attack"))
    assert not operators.is_unrealised(word(parser, "Poland continued to attack Hungary.", "attack"))


def test_duties_futures_and_questions_are_told_apart(parser: Parser) -> None:
    assert operators.is_duty(word(parser, "Poland should condemn it.", "condemn"))
    assert operators.is_future(word(parser, "Poland will condemn it.", "condemn"))
    assert unvouched.asks(word(parser, "Will Poland condemn it?", "condemn"))
