from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from stancewire.core.passages import passages, shift

TEXT = (
    "OSLO, March 3 (Wire) - Rebels shelled the port. “We saw it,” a man said.\n"
    "Two ships sank! Nobody was hurt.\n(Reporting by A. B.)"
)


def words(text: str) -> list[str]:
    return [text[passage.start : passage.end] for passage in passages(text)]


def test_sentences_stand_between_dateline_and_credits() -> None:
    assert words(TEXT) == [
        "Rebels shelled the port.",
        "“We saw it,” a man said.",
        "Two ships sank!",
        "Nobody was hurt.",
    ]


def test_a_closing_mark_belongs_to_its_sentence() -> None:
    assert words('He said: "It is over." Then he left.') == ['He said: "It is over."', "Then he left."]


def test_a_cut_and_rewrapped_copy_moves_every_sentence_it_has() -> None:
    copy = "(Other) - Rebels shelled the port.\n\nTwo ships  sank!"
    moved = shift(passages(TEXT), passages(copy))
    assert moved is not None
    start = TEXT.index("shelled")
    found = moved.of(start, start + 7)
    assert found is not None
    assert copy[found[0] : found[1]] == "shelled"
    man = TEXT.index("man")
    assert moved.of(man, man + 3) is None


def test_a_text_that_says_more_is_no_copy() -> None:
    assert shift(passages(TEXT), passages(TEXT.replace("Nobody was hurt.", "Two were hurt."))) is None


def test_what_repeats_is_matched_in_order() -> None:
    known, copy = "No deal. Talks failed. No deal.", "No deal. No deal."
    moved = shift(passages(known), passages(copy))
    assert moved is not None
    assert (moved.of(0, 2), moved.of(23, 25), moved.of(9, 14)) == ((0, 2), (9, 11), None)


def test_nothing_is_no_copy_of_anything() -> None:
    assert shift(passages(TEXT), passages("  ")) is None


@given(st.text(alphabet='Ab.!?\n"” -()', max_size=80))
def test_passages_are_in_order_apart_and_hold_every_letter_of_the_story(text: str) -> None:
    found = passages(text)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(text[p.start : p.end].strip() for p in found)


@given(st.lists(st.sampled_from(["Rebels won.", "Talks failed.", "He left."]), max_size=6), st.data())
def test_any_part_of_a_text_is_a_copy_of_it(sentences: list[str], data: st.DataObject) -> None:
    kept = [s for s in sentences if data.draw(st.booleans())]
    known, copy = " ".join(sentences), " ".join(kept)
    moved = shift(passages(known), passages(copy))
    assert (moved is not None) == bool(kept)
