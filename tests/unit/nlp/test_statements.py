"""Statements without quotation marks: whose "I" and "we" it is, and what is done by the words themselves."""

from __future__ import annotations

import pytest
from entity_reading import at, read
from event_reading import told

from stancewire.nlp.parser import Parser

pytestmark = pytest.mark.model

LINE = "The foreign minister of Norway, Jan Egeland, said:\n\n"


def test_who_is_introduced_by_a_colon_speaks_from_the_next_line_on(parser: Parser) -> None:
    document = read(parser, LINE + "I offer my condolences to the families.\n\nI commend the doctors.")
    minister = at(document, "Egeland")
    assert minister is not None
    assert {at(document, "I"), at(document, "I", 1)} == {minister}


def test_a_text_that_opens_with_a_states_own_words_goes_on_in_its_name(parser: Parser) -> None:
    document = read(parser, "Norway strongly condemns the raid. We urge all sides to show restraint.")
    assert at(document, "We") is at(document, "Norway")


def test_we_before_any_author_is_told_is_nobody(parser: Parser) -> None:
    document = read(parser, "We condemn the raid. Norway condemns it too.")
    assert at(document, "We") is None


def test_a_report_with_quotes_has_no_author_of_its_own(parser: Parser) -> None:
    document = read(parser, 'Norway condemns the raid. "It is a crime," a farmer said. We were there.')
    assert at(document, "We") is None


def test_a_statement_of_an_unknown_author_still_tells_what_it_does(parser: Parser) -> None:
    assert told(parser, "We urge Chad to free the doctors.") == ["REQUEST yield: - > Chad asserted"]


def test_a_wish_to_say_it_says_it(parser: Parser) -> None:
    text = LINE + "I want to thank the people of Chad."
    assert told(parser, text) == ["SUPPORT -: Jan Egeland > people asserted"]


def test_what_others_wish_to_say_is_not_yet_said(parser: Parser) -> None:
    lines = told(parser, "Norway wants to thank Chad.")
    assert not [line for line in lines if line.startswith("SUPPORT")]


def test_we_of_a_speaker_without_a_body_is_the_speaker_who_acts(parser: Parser) -> None:
    assert told(parser, 'Lavrov said: "We reject these charges."') == ["REJECT -: Lavrov > - asserted"]


def test_who_gets_the_letter_is_asked_in_it(parser: Parser) -> None:
    lines = told(parser, "In a letter to the UN, Iran demanded compensation.")
    assert lines == ["REQUEST -: Iran > United Nations asserted"]
