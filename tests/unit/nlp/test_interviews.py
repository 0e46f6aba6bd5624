"""Interviews: who "I", "you" and "we" are where questions and answers stand without quotation marks."""

from __future__ import annotations

from entity_reading import at, read

from stancewire.nlp.parser import Parser

LEAD = "Harbour Weekly interviews Mirko Tadic\n\nHarbour Weekly spoke with Mirko Tadic{more} on Monday.\n\n"
TALK = (
    "Why did you start so late?\n\nI had a family and I had no money. I worked in a mill.\n\n"
    "You have won twice since. How did you do it?\n\nI train at night. We never gave up, and we helped each other."
)


def test_i_in_an_answer_and_you_in_a_question_are_the_one_interviewed(parser: Parser) -> None:
    document = read(parser, LEAD.format(more="") + TALK)
    person = at(document, "Tadic")
    assert person is not None
    assert {at(document, "I", n) for n in range(4)} == {person}
    assert {at(document, "you"), at(document, "You"), at(document, "you", 1)} == {person}


def test_we_in_an_answer_is_a_group_of_its_own_where_no_body_is_told(parser: Parser) -> None:
    document = read(parser, LEAD.format(more="") + TALK)
    group = at(document, "We")
    assert group is not None
    assert (group.name, group.type.value) == ("Mirko Tadic and others", "population")
    assert at(document, "we") is group


def test_we_in_an_answer_is_the_body_that_the_one_interviewed_speaks_for(parser: Parser) -> None:
    document = read(parser, LEAD.format(more=", director of Greenpeace,") + TALK)
    body = at(document, "Greenpeace")
    assert body is not None
    assert at(document, "We") is body


def test_i_in_a_question_is_not_the_one_interviewed(parser: Parser) -> None:
    document = read(parser, LEAD.format(more="") + TALK + "\n\nMay I ask you about the mill?\n\nOf course.")
    asked = [token for token in document.parse if token.text == "I"][-1]
    assert document.entity_of(asked) is None


def test_a_story_that_only_mentions_an_interview_is_none(parser: Parser) -> None:
    document = read(parser, "Radio Harbour interviewed Mirko Tadic. We do not know why. What did you do?")
    assert at(document, "We") is None
    assert at(document, "you") is None


def test_a_name_before_a_common_noun_in_the_headline_is_not_interviewed(parser: Parser) -> None:
    text = "Interview about the Thatcher biography\n\nThe author answers below.\n\n" + TALK
    document = read(parser, text)
    assert at(document, "you") is None


def test_we_in_a_quote_is_the_body_beside_its_speaker(parser: Parser) -> None:
    document = read(
        parser,
        'Jeff Rathke, a spokesman for Amnesty International, said: "We urge restraint and our work goes on."',
    )
    body = at(document, "International")
    assert body is not None
    assert at(document, "We") is body
    assert at(document, "our") is body


def test_we_in_a_quote_of_a_body_is_that_body(parser: Parser) -> None:
    document = read(parser, 'Amnesty International said in a statement: "We urge restraint."')
    assert at(document, "We") is at(document, "International")


def test_we_in_a_quote_stays_open_where_no_body_is_told(parser: Parser) -> None:
    document = read(parser, 'Mirko Tadic said: "We urge restraint."')
    assert at(document, "We") is None
