from __future__ import annotations

import pytest

from stancewire.console.colour import coloured


@pytest.mark.parametrize(
    ("line", "style", "words"),
    [
        ("2025-09-20 THREATEN Donald Trump (USA) → Venezuela; “or else”", "red", "THREATEN"),
        ("2025-09-20 AGREE France → Japan; “signed”", "green", "AGREE"),
        ("2025-09-20 FAVOUR France → Japan; “thanked”", "green", "FAVOUR"),
        ("2025-09-20 AGAINST France → Japan; “scolded”", "red", "AGAINST"),
        ("2025-09-20 MIXED France → Japan; “hm”", "yellow", "MIXED"),
        ("2025-09-20 AGREE France → Japan; “signed”", "cyan", "→"),
    ],
)
def test_type_polarity_and_arrow_are_coloured(line: str, style: str, words: str) -> None:
    spans = [line[span.start : span.end] for span in coloured(line).spans if span.style == style]
    assert spans == [words]


def test_quoted_words_and_brackets_stay_as_they_are() -> None:
    line = "someone said; “ THREATEN [red]all[/red] → ”"
    assert coloured(line).plain == line
    assert coloured(line).spans == []
