from __future__ import annotations

import pytest

from stancewire.core.text import cut, dateline_end, plain, story_bounds

LEAD = "Rebels shelled the port."


def story_text(text: str) -> str:
    start, end = story_bounds(text)
    return plain(text[start:end])


@pytest.mark.parametrize(
    "dateline",
    [
        "CARACAS (AP) — ",
        "CARACAS, Venezuela (AP) — ",
        "WASHINGTON, Sept 6 (Reuters) - ",
        "(Reuters) - ",
        "PORT-AU-PRINCE, Haiti, March 3 – ",
        "NEW YORK -- ",
        "KYIV, Feb. 24, 2025 - ",
        "KYIV, 24 February - ",
        "UN (AFP) - ",
        "ST. PETERSBURG, Russia - ",
    ],
)
def test_a_dateline_is_no_part_of_the_story(dateline: str) -> None:
    assert dateline_end(dateline + LEAD) == len(dateline)
    assert story_text(dateline + LEAD) == story_text(LEAD)


@pytest.mark.parametrize(
    "text",
    [
        "The port - the country's largest - was shelled.",
        "NATO chief Jens Stoltenberg - a former premier - said so.",
        "UN - talks failed.",
        "Rebels (who deny it) - shelled the port.",
        "No dash at all.",
        "A-B tests failed.",
    ],
)
def test_a_dash_alone_makes_no_dateline(text: str) -> None:
    assert dateline_end(text) == 0


def test_case_spacing_quotes_and_closing_credits_do_not_count() -> None:
    one = "“Rebels” shelled\nthe port – again.\n(Reporting by A. B.; Editing by C. D.)\n[Desk: 555]\n"
    other = '  "REBELS" shelled   the port - again.  '
    assert story_text(one) == story_text(other + "\n(Writing by E. F.)")


def test_a_story_of_one_line_in_brackets_keeps_it() -> None:
    assert story_text("(Rebels shelled the port)") == "(rebels shelled the port)"


@pytest.mark.parametrize(
    ("span", "focus", "limit", "expected"),
    [
        ((10, 20), (12, 14), 10, (10, 20)),
        ((10, 100), (12, 14), 20, (10, 30)),
        ((10, 100), (50, 55), 20, (35, 55)),
        ((10, 100), (95, 100), 20, (80, 100)),
        ((10, 100), (20, 90), 20, (20, 40)),
    ],
)
def test_a_cut_keeps_the_focus_and_the_limit(
    span: tuple[int, int], focus: tuple[int, int], limit: int, expected: tuple[int, int]
) -> None:
    assert cut(*span, focus, limit) == expected
