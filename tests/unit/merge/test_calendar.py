from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from stancewire.merge.calendar import Calendar
from stancewire.merge.days import Days, dates

_SLOTS = 1 << 20
_days = st.none() | st.builds(
    lambda first, length: Days(first, first + length), st.integers(1, 90), st.integers(0, 9)
)


@given(_days, _days, _days, _days)
def test_what_is_left_out_unread_is_what_its_days_would_have_kept_apart(
    days: Days | None, issue: Days | None, own: Days | None, own_issue: Days | None
) -> None:
    calendar = Calendar()
    calendar.note(7, own, own_issue)
    found = dates(days, issue, own, own_issue)
    assert calendar.excludes(7, days, issue) == (found is not None and found.forbids)


def test_nothing_is_said_of_what_was_never_noted_or_has_lost_its_slot() -> None:
    calendar, long_ago, today = Calendar(), Days(10, 10), Days(90, 90)
    assert not calendar.excludes(5, today, None)
    calendar.note(5, long_ago, None)
    assert calendar.excludes(5, today, None)
    calendar.note(5 + _SLOTS, today, None)
    assert not calendar.excludes(5, today, None)
    assert not calendar.excludes(5 + _SLOTS, today, None)
