"""Which stretches stand in marks; no parse is needed."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest

from stancewire.nlp.quotation_marks import pair_marks


def inside(text: str) -> list[str]:
    return [text[marked.start : marked.end] for marked in pair_marks(text)]


@pytest.mark.parametrize(
    "text",
    [
        'He said "it is over" and left.',
        "He said “it is over” and left.",
        "He said ‘it is over’ and left.",
        "He said 'it is over' and left.",
        "He said «it is over» and left.",
        "He said »it is over« and left.",
        "He said „it is over“ and left.",
        "He said `it is over' and left.",
    ],
)
def test_every_style_of_marks_is_read(text: str) -> None:
    assert inside(text) == ["it is over"]


@pytest.mark.parametrize(
    "text",
    ["The workers' strike ended.", "It's Moss's car.", "The class of '98 met.", 'A 24" screen.'],
)
def test_an_apostrophe_or_a_sign_for_inches_is_no_quote(text: str) -> None:
    assert inside(text) == []


def test_a_quote_inside_a_quote_belongs_to_the_outer_one() -> None:
    assert inside("“He said ‘no’ to me,” she said.") == ["He said ‘no’ to me,"]
    assert inside("“He said “no” to me,” she said.") == ["He said “no” to me,"]


def test_a_possessive_apostrophe_does_not_close_a_single_mark() -> None:
    assert inside("‘The players’ spirit was good,’ he said.") == ["The players’ spirit was good,"]


def test_marks_never_pair_over_a_paragraph_border() -> None:
    text = 'He said "it is over.\nShe left "at noon" on Friday.'
    assert all("\n" not in words for words in inside(text))


def test_an_unclosed_mark_goes_on_where_the_next_paragraph_opens_with_one() -> None:
    first, second = pair_marks('"It is over.\n"We go home," he said.')
    assert (first.continued, first.continues) == (True, False)
    assert (second.continued, second.continues) == (False, True)


def test_stretches_are_in_order_and_never_overlap() -> None:
    found = pair_marks('"A b," c said. "D e" and «f g» and "h')
    assert all(left.close <= right.open for left, right in pairwise(found))


def test_ten_thousand_marks_cost_no_square() -> None:
    text = "'a " * 10_000
    began = time.process_time()
    pair_marks(text)
    assert time.process_time() - began < 2.0
