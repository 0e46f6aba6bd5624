"""What the words of a time say before anybody knows which day it is: the output of the grammar."""

from __future__ import annotations

from dataclasses import dataclass

from stancewire_schemas.codes import Granularity


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """A day of the calendar. `year` is None where not told; `year_offset` counts from the publication year."""

    month: int
    day: int
    year: int | None = None
    year_offset: int | None = None


@dataclass(frozen=True, slots=True)
class DayOfMonth:
    """A day of a month that is not told: "on the 24th"."""

    day: int


@dataclass(frozen=True, slots=True)
class YearPart:
    """Whole months of a year, 1 to 12, or up to 14 where a winter runs into the next year."""

    first_month: int
    last_month: int
    granularity: Granularity
    year: int | None = None
    year_offset: int | None = None


@dataclass(frozen=True, slots=True)
class Years:
    """Whole years of the calendar, both ends inside."""

    first: int
    last: int
    granularity: Granularity


@dataclass(frozen=True, slots=True)
class Weekday:
    """A weekday, Monday 0; `which` is "", "last", "this" or "next"."""

    index: int
    which: str = ""


@dataclass(frozen=True, slots=True)
class Weekend:
    """A Saturday and Sunday; `which` as for weekdays."""

    which: str = ""


@dataclass(frozen=True, slots=True)
class Shift:
    """Whole units from the publication day: yesterday is -1 day, this week 0 weeks."""

    count: int
    unit: str


@dataclass(frozen=True, slots=True)
class Window:
    """The units up to (negative) or from (positive) the publication day: "the past three days"."""

    count: int
    unit: str


@dataclass(frozen=True, slots=True)
class Ahead:
    """Units ahead as in "in two weeks": a time only where the verb looks ahead ("will vote"), else a duration."""

    count: int
    unit: str


@dataclass(frozen=True, slots=True)
class Part:
    """The early, mid or late third of something longer than a day."""

    part: str
    whole: Form


@dataclass(frozen=True, slots=True)
class Between:
    """From one time to another."""

    first: Form
    last: Form


@dataclass(frozen=True, slots=True)
class Since:
    """From a time on, with an open end."""

    first: Form


@dataclass(frozen=True, slots=True)
class Until:
    """Up to a time ("until Friday", "by 2028")."""

    last: Form


@dataclass(frozen=True, slots=True)
class Chain:
    """Whole units before (negative) or after another time in the text.

    `link` is the token index of "after" or "before" where a complement follows, else None. `count` is None
    for words without a number ("days after").
    """

    count: int | None
    unit: str
    link: int | None = None


@dataclass(frozen=True, slots=True)
class Vague:
    """Words for a time that nobody can resolve: "in recent weeks", "years ago"."""


Form = (
    CalendarDay | DayOfMonth | YearPart | Years | Weekday | Weekend | Shift | Window | Ahead | Part | Between
    | Since | Until | Chain | Vague
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Expression:
    """A form and the tokens that say it, `end` exclusive."""

    form: Form
    start: int
    end: int
