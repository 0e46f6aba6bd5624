from __future__ import annotations

from stancewire.core.content_words import words_in
from stancewire.merge.wording import names_in


def test_names_are_capitalised_words_but_not_the_first_word_nor_days() -> None:
    told = "Gunmen attacked Eastport’s harbour on Friday, the Harrow police said."
    assert names_in(told) == {"eastport", "harrow"}


def test_content_words_count_by_their_beginnings_and_numbers_whole() -> None:
    assert words_in("Those 23 pirates were captured after the attack.") == {"23", "pirat", "captu", "attac"}


def test_words_that_say_nothing_are_left_out() -> None:
    assert words_in("There they said that this was theirs there then.") == {"their"}
