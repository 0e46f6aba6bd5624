"""Overlapping tags on one text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from stancewire.console.highlight import ORDER, Mark, pieces

TEXT = "Fiji thanked Tonga."


def mark(kind: str, start: int, end: int) -> Mark:
    return Mark(kind, f"{kind}{start}", start, end, f"{kind} {start}-{end}")


def test_overlapping_marks_share_the_piece_between_their_borders() -> None:
    found = list(pieces(TEXT, [mark("quote", 0, 12), mark("event", 5, 19)]))
    assert [(piece.text, piece.kinds) for piece in found] == [
        ("Fiji ", ("quote",)),
        ("thanked", ("quote", "event")),
        (" Tonga.", ("event",)),
    ]


def test_two_marks_of_one_place_say_both() -> None:
    (first, *_) = pieces(TEXT, [mark("entity", 0, 4), mark("place", 0, 4)])
    assert first.says == "place 0-4\nentity 0-4"


def test_a_mark_outside_the_text_is_left_out() -> None:
    assert [piece.kinds for piece in pieces(TEXT, [mark("entity", 15, 40)])] == [()]


@given(
    st.text(max_size=30),
    st.lists(st.tuples(st.sampled_from(ORDER), st.integers(0, 30), st.integers(0, 30)), max_size=12),
)
def test_the_pieces_join_to_the_text_and_know_exactly_what_covers_them(
    text: str, spans: list[tuple[str, int, int]]
) -> None:
    marks = [mark(*span) for span in spans]
    found, at = list(pieces(text, marks)), 0
    assert "".join(piece.text for piece in found) == text
    for piece in found:
        covering = {m for m in marks if m.end <= len(text) and m.start <= at and at + len(piece.text) <= m.end}
        assert set(piece.marks) == (covering if piece.text else set())
        at += len(piece.text)
