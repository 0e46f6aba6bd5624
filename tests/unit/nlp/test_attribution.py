"""Whose words: resumed acts, nameless sources, authors of texts, pronouns."""

from __future__ import annotations

import pytest
from stance_reading import Understand, lexicon, understand

from stancewire.nlp.parser import Parser
from stancewire.nlp.resumption import resumed
from stancewire.nlp.sources import kind_of

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        ("The envoy said the consul was not in the country and called on Chile to talk.", "called"),
        ("She said her country had closed the border and called on Khartoum to talk.", "called"),
        ("The party said the date was too early and demanded a delay.", "demanded"),
    ],
)
def test_a_speaker_acts_again_behind_his_words(parser: Parser, text: str, verb: str) -> None:
    document = understand(parser, text).document
    token = next(token for token in document.parse if token.text == verb)
    outer = resumed(token, document, lexicon())
    assert outer is not None
    assert outer.text == "said"


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        ("The envoy said the rebels attacked the town and demanded a ransom.", "demanded"),
        ("The envoy left the hall and called on Chile to talk.", "called"),
        ("The envoy said the minister criticised the plan and accused him of lying.", "accused"),
    ],
)
def test_the_one_spoken_of_may_act_too(parser: Parser, text: str, verb: str) -> None:
    document = understand(parser, text).document
    token = next(token for token in document.parse if token.text == verb)
    assert resumed(token, document, lexicon()) is None


def test_a_resumed_call_is_no_call_of_the_one_spoken_of(told: Understand) -> None:
    found = told(
        "Its minister, Ana Prado, said the man was not in Peru and called on Chile to return to the talks."
    )
    assert found.stances == [("Ana Prado", "return to the talks", "favour")]
    assert ("Ana Prado", "indirect", "the man was not in Peru") in found.quotes


@pytest.mark.parametrize(
    ("text", "holder"),
    [
        ("A poll found that most voters were tired.", "poll"),
        ("The survey said that prices had risen.", "survey"),
        ("Two homeowners said that the dam leaked.", "homeowners"),
        ("Others said that the dam leaked.", "Others"),
        ("The dam leaked, according to a police report.", "police report"),
        ("Half of homeowners said that the dam leaked.", "homeowners"),
    ],
)
def test_sources_without_a_name_are_heard(told: Understand, text: str, holder: str) -> None:
    assert [name for name, _, _ in told(text).quotes] == [holder]


@pytest.mark.parametrize("text", ["It all went according to plan.", "The dam was built according to plan in May."])
def test_a_plan_that_things_go_by_says_nothing(told: Understand, text: str) -> None:
    assert told(text).quotes == []


def test_a_source_becomes_an_entity_only_where_it_says_something(told: Understand) -> None:
    names = [
        entity.name for entity in told("The survey lay on the table. A poll said that it rained.").document.entities
    ]
    assert names == ["poll"]


def test_things_do_not_speak(parser: Parser) -> None:
    doc = parser.parse("The bridge said nothing and the pillow fell.")
    assert [kind_of(token) for token in doc if token.text in {"bridge", "pillow"}] == [None, None]


def test_it_means_the_speaker_where_nothing_else_is_known(told: Understand) -> None:
    found = told("Syria said it was ready to cooperate with Jordan.").stances
    assert ("Syria", "cooperate with Jordan", "favour") in found


def test_a_family_speaks_and_not_its_son(told: Understand) -> None:
    found = told("Karel Moss, whose family said the trial was slow, was freed on Sunday.").quotes
    assert found == [("family", "indirect", "the trial was slow")]
