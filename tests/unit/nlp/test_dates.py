"""Dates: the words, the days that they mean, and what they are counted from."""

from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stancewire.nlp.dates import dates_complement, find_dates
from stancewire.nlp.document import Document
from stancewire.nlp.parser import Parser
from stancewire_schemas.codes import DateKind, Granularity

pytestmark = pytest.mark.model

SUNDAY = "2025-09-21"
THURSDAY = "2024-03-14"
UNRESOLVED = "-/-"


def understand(parser: Parser, text: str, published: str | None) -> Document:
    """Return the document with its dates found."""
    day = None if published is None else datetime.fromisoformat(published)
    document = Document(text, parser.parse(text), day)
    find_dates(document)
    return document


def told(document: Document) -> dict[str, str]:
    """Return each mention's words with its days as "first/last", "-" where there is none."""
    return {document.text[m.start : m.end]: f"{m.first or '-'}/{m.last or '-'}" for m in document.dates}


def one(day: str) -> str:
    """Return a single day as first and last."""
    return f"{day}/{day}"


CASES = [
    # Absolute: days.
    (SUNDAY, "The letter was dated September 6.", {"September 6": one("2025-09-06")}),
    (SUNDAY, "It was signed on 6 September 2024 in Paris.", {"6 September 2024": one("2024-09-06")}),
    (SUNDAY, "The court ruled on Sept. 6 that he was guilty.", {"Sept. 6": one("2025-09-06")}),
    (SUNDAY, "The law of 2022-02-24 was repealed.", {"2022-02-24": one("2022-02-24")}),
    (THURSDAY, "The coup of February 1, 2021 shocked many.", {"February 1, 2021": one("2021-02-01")}),
    (THURSDAY, "It began on the 24th of February 2022.", {"the 24th of February 2022": one("2022-02-24")}),
    (THURSDAY, "It opened on Tuesday, March 12.", {"Tuesday, March 12": one("2024-03-12")}),
    (THURSDAY, "The amnesty expired on 24/02/2022.", {"24/02/2022": one("2022-02-24")}),
    (THURSDAY, "The amnesty expires on 03/04/2025.", {"03/04/2025": UNRESOLVED}),
    (THURSDAY, "Nothing happened on February 30.", {"February 30": UNRESOLVED}),
    (THURSDAY, "He was born on Christmas Day.", {"Christmas Day": one("2023-12-25")}),
    (THURSDAY, "The vote, due on May 5, was postponed.", {"May 5": one("2024-05-05")}),
    (THURSDAY, "The court set a hearing for October 15.", {"October 15": one("2024-10-15")}),
    (THURSDAY, "The court set an Oct. 15 hearing for the case.", {"Oct. 15": one("2024-10-15")}),
    # Absolute: months, years and longer.
    (SUNDAY, "He was freed in May after talks.", {"May": "2025-05-01/2025-05-31"}),
    (SUNDAY, "He was jailed in November for fraud.", {"November": "2024-11-01/2024-11-30"}),
    (THURSDAY, "Parliament voted to remove its speaker on Tuesday.", {"Tuesday": one("2024-03-12")}),
    (THURSDAY, "They agreed to hold a vote in June.", {"June": "2024-06-01/2024-06-30"}),
    (THURSDAY, "The attack took place in March.", {"March": "2024-03-01/2024-03-31"}),
    (THURSDAY, "The treaty dates from March 1979.", {"March 1979": "1979-03-01/1979-03-31"}),
    (THURSDAY, "In September last year he fled.", {"September last year": "2023-09-01/2023-09-30"}),
    (SUNDAY, "Russia annexed Crimea in 2014.", {"2014": "2014-01-01/2014-12-31"}),
    (THURSDAY, "The 2015 nuclear deal is dead.", {"2015": "2015-01-01/2015-12-31"}),
    (SUNDAY, "The group was active in the 1990s.", {"the 1990s": "1990-01-01/1999-12-31"}),
    (THURSDAY, "The deal was signed in the 19th century.", {"the 19th century": "1801-01-01/1900-12-31"}),
    (SUNDAY, "Exports fell in the third quarter of 2024.", {"the third quarter of 2024": "2024-07-01/2024-09-30"}),
    (THURSDAY, "The attack in early May killed ten.", {"early May": "2023-05-01/2023-05-10"}),
    (THURSDAY, "Late last year the government fell.", {"Late last year": "2023-09-01/2023-12-31"}),
    (THURSDAY, "Last summer the fires spread.", {"Last summer": "2023-06-01/2023-08-31"}),
    (THURSDAY, "In summer 2022 the fires spread.", {"summer 2022": "2022-06-01/2022-08-31"}),
    # Relative to the publication day.
    (SUNDAY, "Trump spoke on Saturday.", {"Saturday": one("2025-09-20")}),
    (SUNDAY, "Trump on Friday announced a strike.", {"Friday": one("2025-09-19")}),
    (SUNDAY, "The price fell last month.", {"last month": "2025-08-01/2025-08-31"}),
    (SUNDAY, "He denied it this week.", {"this week": "2025-09-15/2025-09-21"}),
    (SUNDAY, "They met yesterday in Rome.", {"yesterday": one("2025-09-20")}),
    (SUNDAY, "Elections will be held next year.", {"next year": "2026-01-01/2026-12-31"}),
    (THURSDAY, "The army said earlier this week that it won.", {"earlier this week": "2024-03-11/2024-03-14"}),
    (THURSDAY, "Later this month he will travel.", {"Later this month": "2024-03-14/2024-03-31"}),
    (THURSDAY, "Two days ago the rebels attacked.", {"Two days ago": one("2024-03-12")}),
    (THURSDAY, "Three weeks ago the mine collapsed.", {"Three weeks ago": "2024-02-19/2024-02-25"}),
    (THURSDAY, "Two months ago the mine collapsed.", {"Two months ago": "2024-01-01/2024-01-31"}),
    (THURSDAY, "The truce collapsed a year ago.", {"a year ago": "2023-01-01/2023-12-31"}),
    (THURSDAY, "The parliament will vote in two weeks.", {"in two weeks": "2024-03-25/2024-03-31"}),
    (THURSDAY, "A bomb exploded on Monday morning.", {"Monday morning": one("2024-03-11")}),
    (THURSDAY, "The building was hit last night.", {"last night": one("2024-03-13")}),
    (THURSDAY, "He arrives tomorrow.", {"tomorrow": one("2024-03-15")}),
    (THURSDAY, "Over the weekend, troops moved in.", {"the weekend": "2024-03-09/2024-03-10"}),
    (SUNDAY, "Over the weekend, troops moved in.", {"the weekend": "2025-09-20/2025-09-21"}),
    (THURSDAY, "In the past three days, 40 people died.", {"the past three days": "2024-03-11/2024-03-14"}),
    (THURSDAY, "Forty died in the past 24 hours.", {"the past 24 hours": "2024-03-13/2024-03-14"}),
    (THURSDAY, "Forty died in the last 36 hours.", {"the last 36 hours": "2024-03-12/2024-03-14"}),
    # The tense of the governing verb decides which day.
    (THURSDAY, "The talks will resume on Friday.", {"Friday": one("2024-03-15")}),
    (THURSDAY, "Talks are scheduled for Monday.", {"Monday": one("2024-03-18")}),
    (THURSDAY, "Putin is visiting Beijing on Saturday.", {"Saturday": one("2024-03-16")}),
    (THURSDAY, "The leaders plan to meet on Wednesday.", {"Wednesday": one("2024-03-20")}),
    (THURSDAY, "Voters go to the polls on Sunday.", {"Sunday": one("2024-03-17")}),
    (THURSDAY, "Police detained 43 people on Thursday morning.", {"Thursday morning": one("2024-03-14")}),
    (THURSDAY, "He will stand trial next Tuesday.", {"next Tuesday": one("2024-03-19")}),
    (THURSDAY, "Last Tuesday he resigned.", {"Last Tuesday": one("2024-03-12")}),
    (THURSDAY, "A spokesman declined to comment on Sunday.", {"Sunday": one("2024-03-10")}),
    (THURSDAY, "Friday's attack killed six.", {"Friday": one("2024-03-08")}),
    (THURSDAY, "Ahead of Friday's summit, both were cautious.", {"Friday": one("2024-03-15")}),
    (THURSDAY, "He said on Tuesday he would go to Rome on Friday.",
     {"Tuesday": one("2024-03-12"), "Friday": one("2024-03-15")}),
    (THURSDAY, "He fled in October and took office in January.",
     {"October": "2023-10-01/2023-10-31", "January": "2024-01-01/2024-01-31"}),
    # Ranges and open ends.
    (THURSDAY, "Prices rose from May to July.", {"from May to July": "2023-05-01/2023-07-31"}),
    (THURSDAY, "The war lasted between 2014 and 2018.", {"between 2014 and 2018": "2014-01-01/2018-12-31"}),
    (SUNDAY, "The talks took place on May 3-5 in Doha.", {"May 3-5": "2025-05-03/2025-05-05"}),
    (THURSDAY, "The strikes took place on June 3 and 4.", {"June 3 and 4": "2023-06-03/2023-06-04"}),
    (THURSDAY, "It rained from 10 to 12 January 2024.", {"from 10 to 12 January 2024": "2024-01-10/2024-01-12"}),
    (THURSDAY, "From Monday to Wednesday, the roads were closed.",
     {"From Monday to Wednesday": "2024-03-11/2024-03-13"}),
    (THURSDAY, "The drill ran from Aug. 31-Sept. 1.", {"from Aug. 31-Sept. 1": "2023-08-31/2023-09-01"}),
    (SUNDAY, "He has been held since November 2024.", {"since November 2024": "2024-11-01/-"}),
    (THURSDAY, "The curfew will last until Friday.", {"until Friday": "2024-03-14/2024-03-15"}),
    (THURSDAY, "It is due by the end of the year.", {"by the end of the year": "2024-03-14/2024-12-31"}),
    # Counted from another date of the text.
    (SUNDAY, "The letter was dated September 6, four days after a US strike.",
     {"September 6": one("2025-09-06"), "four days after": one("2025-09-02")}),
    (SUNDAY, "It was stormed on 4 September; two days later Ecuador broke off ties.",
     {"4 September": one("2025-09-04"), "two days later": one("2025-09-06")}),
    (THURSDAY, "He was arrested on Monday. A day earlier, police raided his home.",
     {"Monday": one("2024-03-11"), "A day earlier": one("2024-03-10")}),
    (THURSDAY, "The protest began on Tuesday and spread the following day.",
     {"Tuesday": one("2024-03-12"), "the following day": one("2024-03-13")}),
    (THURSDAY, "The raid came a day after Israel struck Doha on Tuesday.",
     {"a day after": one("2024-03-13"), "Tuesday": one("2024-03-12")}),
    (THURSDAY, "Two days after the blast on Monday, he quit.",
     {"Two days after": one("2024-03-13"), "Monday": one("2024-03-11")}),
    (THURSDAY, "On March 5 crowds gathered; that day police shot two.",
     {"March 5": one("2024-03-05"), "that day": one("2024-03-05")}),
    # Words for a time that nobody can resolve.
    (THURSDAY, "Fighting has worsened in recent weeks.", {"recent weeks": UNRESOLVED}),
    (THURSDAY, "Years ago he lived there.", {"Years ago": UNRESOLVED}),
    (THURSDAY, "The same day, troops entered.", {"The same day": UNRESOLVED}),
    (THURSDAY, "A day after the attack, the army struck back.", {"A day after": UNRESOLVED}),
    # No dates at all.
    (THURSDAY, "He is 11 years old and worked for three years.", {}),
    (THURSDAY, "The 18-month war and the two-day visit ended.", {}),
    (THURSDAY, "Five per cent of voters may go.", {}),
    (THURSDAY, "Prime Minister Theresa May resigned.", {}),
    (THURSDAY, "The 9/11 attacks changed the world.", {}),
    (THURSDAY, "The army will march into the city.", {}),
    (THURSDAY, "About 2014 people came and 1,998 left.", {}),
    (THURSDAY, "Black Friday sales rose.", {}),
    (THURSDAY, "The bridge was rebuilt in two weeks.", {}),
    (THURSDAY, "Resolution 2231 lapsed after 1,500 cases in Room 2014.", {}),
    (THURSDAY, "He prays every Friday.", {}),
]  # fmt: skip


@pytest.mark.parametrize(("published", "text", "expected"), CASES, ids=[case[1] for case in CASES])
def test_an_expression_means_its_days(parser: Parser, published: str, text: str, expected: dict[str, str]) -> None:
    assert told(understand(parser, text, published)) == expected


@pytest.mark.parametrize(
    ("text", "granularity", "kind"),
    [
        ("It ended on September 6, 2024.", Granularity.DAY, DateKind.ABSOLUTE),
        ("It ended on Friday.", Granularity.DAY, DateKind.RELATIVE),
        ("It ended last week.", Granularity.WEEK, DateKind.RELATIVE),
        ("It ended in May 2024.", Granularity.MONTH, DateKind.ABSOLUTE),
        ("It ended in the first quarter of 2024.", Granularity.QUARTER, DateKind.ABSOLUTE),
        ("It ended in 2024.", Granularity.YEAR, DateKind.ABSOLUTE),
        ("It ended in the 1970s.", Granularity.DECADE, DateKind.ABSOLUTE),
        ("It ended in the 18th century.", Granularity.CENTURY, DateKind.ABSOLUTE),
        ("It lasted from May to June 2024.", Granularity.RANGE, DateKind.ABSOLUTE),
        ("It ended years ago.", None, DateKind.UNRESOLVED),
    ],
)
def test_granularity_and_kind_are_those_of_the_words(
    parser: Parser, text: str, granularity: Granularity | None, kind: DateKind
) -> None:
    (mention,) = understand(parser, text, SUNDAY).dates
    assert (mention.granularity, mention.kind) == (granularity, kind)


@pytest.mark.parametrize(
    "text", ["He left on Friday.", "He left last month.", "He left in May.", "He left on May 6."]
)
def test_without_a_publication_day_what_depends_on_it_stays_unresolved(parser: Parser, text: str) -> None:
    (mention,) = understand(parser, text, None).dates
    assert (mention.first, mention.last, mention.kind) == (None, None, DateKind.UNRESOLVED)


def test_a_count_dates_its_complement_only_where_that_has_no_date_of_its_own(parser: Parser) -> None:
    outside = understand(parser, "The letter was dated September 6, four days after a strike.", SUNDAY)
    inside = understand(parser, "The raid came a day after Israel struck Doha on Tuesday.", SUNDAY)
    assert [dates_complement(outside, m) for m in outside.dates] == [False, True]
    assert [dates_complement(inside, m) for m in inside.dates] == [False, False]


def test_a_chain_behind_a_coarse_date_does_not_reach_back_to_an_older_one(parser: Parser) -> None:
    text = "It began on 3 May 2020. In March last year they were seized and two weeks later they were freed."
    assert understand(parser, text, SUNDAY).dates[-1].kind is DateKind.UNRESOLVED


def test_a_repeat_changes_nothing(parser: Parser) -> None:
    document = understand(parser, "He left on Friday, two days after the vote.", SUNDAY)
    before = told(document)
    find_dates(document)
    assert told(document) == before


WORDS = """
Sunday Monday May 6 2014 - , to from since until the last next week two days after before ago later early of in on
by September 31 30th 1990s century quarter third and between year years year's a an every 24/02/2022 2025-13-45
yesterday weekend night past 's
"""
PIECES = st.sampled_from(WORDS.split())


@settings(max_examples=120, deadline=None)
@given(st.lists(PIECES, min_size=1, max_size=14))
def test_any_row_of_date_words_gives_mentions_inside_the_text(parser: Parser, pieces: list[str]) -> None:
    document = understand(parser, "It happened " + " ".join(pieces), SUNDAY)
    end = 0
    for mention in document.dates:
        assert end <= mention.start < mention.end <= len(document.text)
        assert mention.first is None or mention.last is None or mention.first <= mention.last
        assert (mention.kind is DateKind.UNRESOLVED) == (mention.first is None and mention.last is None)
        end = mention.end


@settings(max_examples=40, deadline=None)
@given(
    st.sampled_from(["It rained on Monday.", "He may go in June.", "The talks end next week.", "In 1999 he left."])
)
def test_a_full_date_means_the_same_whatever_else_the_article_says(parser: Parser, other: str) -> None:
    alone = understand(parser, "The pact was signed on 6 September 2024.", SUNDAY).dates[-1]
    beside = understand(parser, f"{other}\nThe pact was signed on 6 September 2024.", THURSDAY).dates[-1]
    assert (alone.first, alone.last, alone.kind) == (beside.first, beside.last, beside.kind)
