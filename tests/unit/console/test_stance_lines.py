"""Stances over time as lines."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from builders import make_enriched, make_stance

from stancewire.console.stance_lines import NARRATOR, Period, Wanted, chart, day_of, latest, table
from stancewire.enrich.manifest import Manifest
from stancewire_schemas import StanceV1


def stance(day: datetime | None = None, **changes: Any) -> StanceV1:
    record = make_enriched(stances=(make_stance(**changes),))
    alone = Manifest(record).stance(record.stances[0])
    return alone.model_copy(update={"article": alone.article.model_copy(update={"published_at": day})})


MAY = datetime(2025, 5, 2, tzinfo=UTC)
JUNE = datetime(2025, 6, 2, tzinfo=UTC)


def test_a_stance_is_found_by_part_of_a_name_or_by_an_id() -> None:
    one = stance(MAY)
    assert one.holder is not None
    assert one.target is not None
    assert Wanted(holder=one.holder.name[:4].lower()).takes(one)
    assert Wanted(target=one.target.id).takes(one)
    assert not Wanted(holder="Kestrel").takes(one)


def test_the_publication_is_found_by_its_word() -> None:
    assert Wanted(holder=NARRATOR).takes(stance(MAY, holder=None))


def test_a_withdrawn_stance_is_never_shown() -> None:
    assert not Wanted().takes(stance(MAY).model_copy(update={"withdrawn": True}))


def test_what_was_told_last_counts_and_days_are_in_order() -> None:
    first, other = stance(JUNE), stance(MAY).model_copy(update={"id": "0" * 64})
    last = first.model_copy(update={"withdrawn": True})
    assert latest([first, other, last]) == [other, last]


def test_a_row_tells_day_holder_side_target_and_words() -> None:
    one = stance(MAY)
    (row,) = table([one])
    assert row.startswith("2025-05-02")
    assert one.holder is not None
    for words in (one.holder.name, str(one.polarity), one.evidence.text[:20]):
        assert words in row


def test_the_chart_has_a_mark_a_stance_in_each_period() -> None:
    lines = chart([stance(MAY), stance(MAY), stance(JUNE)], Period.MONTH)
    assert [line.split()[0] for line in lines] == ["2025-05", "2025-06"]
    assert lines[0].split()[1] == "--"
    assert lines[0].endswith("2 against")
    assert len(chart([stance(MAY), stance(JUNE)], Period.YEAR)) == 1


def test_an_undated_stance_has_a_row_of_its_own() -> None:
    assert day_of(stance(None)) == ""
    assert chart([stance(None)], Period.DAY)[0].startswith("undated")


def test_long_rows_are_scaled_down() -> None:
    (line,) = chart([stance(MAY)] * 500, Period.MONTH)
    assert line.count("-") <= 45
    assert "500 against" in line


def test_no_stances_make_no_chart() -> None:
    assert chart([], Period.DAY) == []
