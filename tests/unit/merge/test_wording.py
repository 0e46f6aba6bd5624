from __future__ import annotations

from builders import make_mention, make_raw_article

from stancewire.core.content_words import words_in
from stancewire.merge.profile import source_of
from stancewire.merge.wording import wording
from stancewire_schemas import TextSpan


def test_names_are_capitalised_words_but_not_the_first_word_nor_days_nor_the_parties() -> None:
    told = "Gunmen attacked Eastport’s harbour in Norland on Friday, the Harrow police said."
    mention = make_mention(make_raw_article(), evidence=(TextSpan(start=0, end=len(told), text=told),))
    assert {party.name for party in mention.actors} == {"Norland"}
    assert wording(source_of(mention)).names == {"eastport", "harrow"}


def test_offices_and_what_streets_are_called_are_no_names() -> None:
    told = "He told Harrow County Attorney Ada Berg on Eastport Street."
    mention = make_mention(make_raw_article(), evidence=(TextSpan(start=0, end=len(told), text=told),))
    assert wording(source_of(mention)).names == {"harrow", "ada", "berg", "eastport"}


def test_content_words_count_by_their_beginnings_and_numbers_whole() -> None:
    assert words_in("Those 23 pirates were captured after the attack.") == {"23", "pirat", "captu", "attac"}


def test_words_that_say_nothing_are_left_out() -> None:
    assert words_in("There they said that this was theirs there then.") == {"their"}
