"""Cue, encoder, operators: what the encoder may add, weigh and drop, and what it may not touch."""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

import pytest
from entity_reading import read

from stancewire.nlp.cues import Cues
from stancewire.nlp.document import Document, Stance
from stancewire.nlp.encoder import Encoder, Reading
from stancewire.nlp.open_questions import open_questions
from stancewire.nlp.parser import Parser
from stancewire.nlp.polarity import weigh
from stancewire.nlp.quotes import find_quotes
from stancewire.nlp.stances import find_stances
from stancewire.nlp.wordpieces import Question
from stancewire_schemas.codes import Polarity

pytestmark = pytest.mark.model

SILENT = "Vladimir Putin said Emmanuel Macron was a windsock that turned with every poll."
AGAINST = (0.95, 0.04, 0.01)
FAVOUR = (0.01, 0.04, 0.95)
NEUTRAL = (0.02, 0.96, 0.02)
UNDECIDED = (0.6, 0.3, 0.1)


class Scripted:
    """Reads every question alike and remembers what it was asked."""

    sure = 0.9

    def __init__(self, shares: tuple[float, float, float]) -> None:
        self.shares = shares
        self.asked: list[Question] = []

    def read(self, questions: Iterable[Question]) -> list[Reading]:
        self.asked.extend(questions)
        return [Reading(self.shares) for _ in self.asked]


def understood(parser: Parser, text: str) -> Document:
    document = read(parser, text)
    find_quotes(document, Cues.load())
    find_stances(document, Cues.load())
    return document


def weighed(parser: Parser, text: str, shares: tuple[float, float, float]) -> tuple[list[Stance], list[Question]]:
    document, scripted = understood(parser, text), Scripted(shares)
    weigh(document, Cues.load(), cast("Encoder", scripted))
    return document.stances, scripted.asked


def names(stance: Stance) -> tuple[str | None, str | None]:
    return (
        stance.holder.name if stance.holder else None,
        stance.target.name if stance.target else None,
    )


def test_where_rules_are_silent_a_sure_reading_of_the_words_is_the_holders_stance(parser: Parser) -> None:
    assert understood(parser, SILENT).stances == []
    (stance,), (question,) = weighed(parser, SILENT, AGAINST)
    assert names(stance) == ("Vladimir Putin", "Emmanuel Macron")
    assert stance.polarity is Polarity.AGAINST
    assert stance.rule.endswith("+encoder:0.95")
    assert question.text == "Emmanuel Macron was a windsock that turned with every poll"


@pytest.mark.parametrize("shares", [NEUTRAL, UNDECIDED])
def test_it_abstains_where_it_is_neutral_or_unsure(parser: Parser, shares: tuple[float, float, float]) -> None:
    assert weighed(parser, SILENT, shares)[0] == []


@pytest.mark.parametrize(
    "text",
    [
        "Vladimir Putin denied that Emmanuel Macron had lied.",
        "Vladimir Putin rejected claims that Emmanuel Macron had lied.",
        "Vladimir Putin accused Emmanuel Macron of lying.",
        "Vladimir Putin did not criticise Emmanuel Macron.",
        "Russia attacked Ukraine.",
    ],
)
@pytest.mark.parametrize("shares", [AGAINST, FAVOUR])
def test_cues_denials_negations_and_acts_stand_whatever_it_reads(
    parser: Parser, text: str, shares: tuple[float, float, float]
) -> None:
    before = understood(parser, text).stances
    after, _ = weighed(parser, text, shares)
    assert [(names(s), s.polarity, s.rule, s.confidence) for s in after] == [
        (names(s), s.polarity, s.rule, s.confidence) for s in before
    ]


def test_a_judgement_gains_or_loses_confidence_and_keeps_its_rule(parser: Parser) -> None:
    text = "Vladimir Putin said Emmanuel Macron was a disgrace."
    (plain,) = understood(parser, text).stances
    (borne_out,), _ = weighed(parser, text, AGAINST)
    (doubted,), _ = weighed(parser, text, NEUTRAL)
    assert borne_out.confidence > plain.confidence > doubted.confidence
    assert borne_out.rule == f"{plain.rule}+encoder:0.95"
    assert {plain.polarity, borne_out.polarity, doubted.polarity} == {Polarity.AGAINST}


def test_a_judgement_that_it_surely_contradicts_is_withheld(parser: Parser) -> None:
    assert weighed(parser, "Vladimir Putin said Emmanuel Macron was a disgrace.", FAVOUR)[0] == []


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ('"Emmanuel Macron has walked us into a fog," Vladimir Putin said.', {"Emmanuel Macron"}),
        ('"We were sold by Emmanuel Macron to the highest bidder," Vladimir Putin said.', {"Emmanuel Macron"}),
        ("Vladimir Putin said he was the only grown-up in the room.", set()),
        ('Kenya and Somalia met. "We are neighbours and friends," Somalia\'s minister said.', set()),
        ("Vladimir Putin said Emmanuel Macron had flown to Paris.", set()),
        ('"Emmanuel Macron has sold many books in Paris," Vladimir Putin said.', set()),
    ],
)
def test_one_is_judged_by_what_he_is_or_does_to_those_who_speak(parser: Parser, text: str, asked: set[str]) -> None:
    assert {one.target.name for one in open_questions(understood(parser, text), Cues.load())} == asked


@pytest.mark.parametrize(
    "text",
    [
        "Vladimir Putin did not say that Emmanuel Macron was a windsock.",
        "Emmanuel Macron was a windsock that turned with every poll.",
        'Vladimir Putin asked: "Is Emmanuel Macron a windsock or is he not?"',
    ],
)
def test_nothing_is_asked_outside_words_that_the_holder_stands_by(parser: Parser, text: str) -> None:
    assert open_questions(understood(parser, text), Cues.load()) == []


@pytest.mark.parametrize(
    ("text", "shares", "polarity"),
    [
        ('"The trial was far too small," said Vladimir Putin.', AGAINST, "against"),
        ('"The trial was calm from start to end," said Vladimir Putin.', FAVOUR, "favour"),
        ('"The trial sends a shiver down our spine," said Vladimir Putin.', AGAINST, "against"),
    ],
)
def test_the_tone_of_a_clause_of_direct_speech_is_a_stance_on_its_subject(
    parser: Parser, text: str, shares: tuple[float, float, float], polarity: str
) -> None:
    (stance,) = weighed(parser, text, shares)[0]
    assert stance.proposition is not None
    assert text[stance.proposition.start : stance.proposition.end] == "The trial"
    assert (stance.polarity, names(stance)) == (Polarity(polarity), ("Vladimir Putin", None))


@pytest.mark.parametrize(
    "text",
    [
        '"Two thousand workers have lost their wages," said Vladimir Putin.',
        '"My pension buys half of what it did," said Vladimir Putin.',
        '"The market has disappeared," said Vladimir Putin.',
        '"Is the trial calm?" asked Vladimir Putin.',
        "Vladimir Putin said the trial was calm from start to end.",
    ],
)
def test_what_befalls_somebody_what_is_asked_and_indirect_speech_are_not_read_for_tone(
    parser: Parser, text: str
) -> None:
    assert weighed(parser, text, AGAINST) == ([], [])


def test_a_good_tone_in_what_somebody_does_is_no_praise_of_him(parser: Parser) -> None:
    text = '"Emmanuel Macron cures inflation the way a cemetery cures disease," said Vladimir Putin.'
    assert weighed(parser, text, FAVOUR)[0] == []


def test_an_article_without_questions_is_left_as_it_is(parser: Parser) -> None:
    assert weighed(parser, "The river rose overnight.", AGAINST) == ([], [])
