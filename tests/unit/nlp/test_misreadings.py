"""What the parser misreads in newswire is hung anew, and what only looks like it is left alone."""

from __future__ import annotations

import pytest
from event_reading import told

from stancewire.nlp.misreadings import mend
from stancewire.nlp.parser import Parser
from stancewire.nlp.tree import Token

pytestmark = pytest.mark.model


def _word(parser: Parser, text: str, word: str) -> Token:
    return next(token for token in parser.parse(text) if token.text == word)


@pytest.mark.parametrize(
    ("text", "verb", "subject"),
    [
        ("Kenya's opposition called on President Ruto to resign.", "called", "opposition"),
        ("Kenya's main opposition on Monday called on President Ruto to resign.", "called", "opposition"),
        ("The two countries announced on Monday they may conclude talks soon.", "announced", "countries"),
        ("Envoys of the three powers gathered in Vienna to discuss the nuclear file.", "gathered", "Envoys"),
        ("The warehouse stored feed and other supplies for the farmers.", "stored", "warehouse"),
    ],
)
def test_a_participle_with_an_object_of_its_own_is_the_main_verb(
    parser: Parser, text: str, verb: str, subject: str
) -> None:
    token = _word(parser, text, verb)
    assert token.dep_ == "ROOT"
    assert token.tag_ == "VBD"
    assert [child.text for child in token.children if child.dep_ == "nsubj"] == [subject]
    assert token.left_edge.i == 0


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Power plant disabled by cyber attack", "disabled"),
        ("Two local mayors beheaded by insurgents in Togo", "beheaded"),
        ("A man accused of killing his wife.", "accused"),
        ("Three documents signed on Dec. 26 by the party with the government.", "signed"),
        ("Protests and marches held in cities across Togo to protest against the murder of a man.", "held"),
    ],
)
def test_a_headline_and_a_caption_keep_their_participle(parser: Parser, text: str, word: str) -> None:
    assert _word(parser, text, word).dep_ == "acl"


def test_a_participle_with_its_doer_leaves_the_subject_to_the_main_verb(parser: Parser) -> None:
    text = "Ten miners taken hostage by rebels in Congo were freed by the army."
    assert _word(parser, text, "miners").head.text == "freed"
    assert told(parser, text) == [
        "ASSAULT abduct: rebels > miners asserted",
        "RETREAT release: army > miners asserted",
    ]


@pytest.mark.parametrize(
    "text",
    ["Gunmen took two soldiers hostage in Mali.", "Two soldiers were taken hostage by gunmen in Mali."],
)
def test_who_is_taken_hostage_is_the_object(parser: Parser, text: str) -> None:
    assert told(parser, text) == ["ASSAULT abduct: Gunmen > soldiers asserted".replace("Gunmen", _doer(text))]


def _doer(text: str) -> str:
    return "Gunmen" if text.startswith("Gunmen") else "gunmen"


def test_over_behind_handed_is_no_more_than(parser: Parser) -> None:
    token = _word(parser, "Syria's Kurds handed over 20 fighters to Damascus.", "over")
    assert (token.dep_, token.head.text) == ("prt", "handed")


def test_mending_twice_changes_nothing(parser: Parser) -> None:
    doc = parser.parse("Kenya's opposition called on President Ruto to resign.")
    before = [(token.head.i, token.dep_, token.left_edge.i, token.right_edge.i) for token in doc]
    mend(doc)
    assert [(token.head.i, token.dep_, token.left_edge.i, token.right_edge.i) for token in doc] == before


@pytest.mark.parametrize(
    "text",
    ["Kenya's opposition called on President William Ruto to resign.", "Kenya called on the rebels to disarm."],
)
def test_who_is_called_on_stands_behind_the_preposition(parser: Parser, text: str) -> None:
    on = _word(parser, text, "on")
    assert [child.dep_ for child in on.children] == ["pobj"]


def test_a_verb_with_a_subject_is_no_adjective(parser: Parser) -> None:
    text = "Taiwan scrambled jets after Chinese aircraft crossed the median line."
    verb = _word(parser, text, "scrambled")
    assert verb.dep_ == "ROOT"
    assert [(child.text, child.dep_) for child in verb.children if child.dep_ in {"nsubj", "dobj"}] == [
        ("Taiwan", "nsubj"),
        ("jets", "dobj"),
    ]


def test_a_day_is_no_part_of_who_acts_on_it(parser: Parser) -> None:
    text = (
        "Washington says the boats belong to Tren de Aragua. On Friday US forces bombed a third boat, killing "
        "three more people, President Donald Trump said."
    )
    assert _word(parser, text, "forces").dep_ == "nsubj"
    assert _word(parser, text, "Friday").dep_ == "pobj"


def test_a_surname_that_the_tagger_takes_for_a_pronoun_is_a_name(parser: Parser) -> None:
    token = _word(parser, "Teixeira's agent is Scott Boras. When Boras spoke, nobody asked him.", "spoke")
    surname = next(child for child in token.children if child.text == "Boras")
    assert (surname.tag_, surname.pos_) == ("NNP", "PROPN")
    assert _word(parser, "He left.", "He").tag_ == "PRP"


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("A blast killed two and wounded dozens of others, residents and an official said Monday.", "residents"),
        ("Rebels seized the towns of Goma, Bukavu and Uvira, the army and aid workers said on Friday.", "army"),
    ],
)  # fmt: skip
def test_a_closing_said_takes_the_nouns_before_it(parser: Parser, text: str, first: str) -> None:
    said = _word(parser, text, "said")
    assert [child.text for child in said.children if child.dep_ == "nsubj"] == [first]
    assert said.dep_ == "ROOT"


def test_a_verb_in_the_past_is_not_joined_to_an_infinitive(parser: Parser) -> None:
    text = "Chad summoned the envoy, advised its citizens not to travel to Mali and banned seafood imports."
    assert _word(parser, text, "banned").head.text == "advised"
    assert "SANCTION discontinue: Chad > - asserted" in told(parser, text)


@pytest.mark.parametrize(
    ("text", "word", "head"),
    [
        (
            '"Mr Petro has allowed gangs to flourish and refused to stop this," Scott Bessent said.',
            "refused",
            "allowed",
        ),
        ("Chad urged its nationals to leave Mali and closed the border.", "closed", "urged"),
        ("European foreign ministers meeting in Brussels rejected any deal.", "ministers", "rejected"),
    ],
)
def test_what_is_joined_stands_by_its_own(parser: Parser, text: str, word: str, head: str) -> None:
    assert _word(parser, text, word).head.text == head
