"""A summary skips checks and has a short way for one telling: its records are the checked ones, by either way."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from builders import DAY, make_mention, make_raw_article
from hypothesis import given, settings
from hypothesis import strategies as st

from stancewire.merge import summary
from stancewire.merge.profile import profile_of, profile_of_both, profile_of_first, profile_of_source, source_of
from stancewire_schemas import EventMentionV1, EventV1, Record
from stancewire_schemas.enriched_article import MagnitudeV1
from stancewire_schemas.stance import PartyV1


def _party(number: int) -> PartyV1:
    base = make_mention().actors[0]
    names = ("Chad", "Mali", "Chad's government", "Lake rebels")
    return base.model_copy(update={"id": f"x:{number}", "name": names[number], "link_confidence": number / 4})


def _number(kind: str, value: int) -> MagnitudeV1:
    return MagnitudeV1(
        kind=kind, value=value, low=value, high=value, unit=None, start=0, end=len(str(value)), text=str(value)
    )


PARTIES = st.lists(st.integers(0, 3).map(_party), max_size=3).map(tuple)
NUMBERS = st.lists(st.builds(_number, st.sampled_from(["killed", "injured"]), st.integers(1, 9)), max_size=3)
CHANGES = st.fixed_dictionaries(
    {
        "actors": PARTIES,
        "recipients": PARTIES,
        "magnitudes": NUMBERS.map(tuple),
        "contexts": st.lists(st.sampled_from(["military", "migration", "military"]), max_size=3).map(tuple),
        "confidence": st.floats(0.3, 0.99),
        "place": st.sampled_from([None, make_mention().place]),
        "date": st.sampled_from([None, make_mention().date]),
        "status": st.sampled_from(["asserted", "future"]),
    }
)


def _telling(article: int, changes: dict[str, Any]) -> EventMentionV1:
    raw = make_raw_article(id=f"a-{article}", published_at=DAY + timedelta(days=article))
    return make_mention(raw).model_copy(update={**changes, "id": f"{article:032x}"})


def _is_whole(record: Record) -> bool:
    """Tell whether a record has all its fields, in the order in which they are written."""
    return list(record.__dict__) == list(type(record).model_fields)


@settings(max_examples=60)
@given(st.lists(CHANGES, min_size=1, max_size=4))
def test_a_summary_is_whole_and_reads_as_it_was_written(changes: list[dict[str, Any]]) -> None:
    sources = [source_of(_telling(number, change)) for number, change in enumerate(changes)]
    event = summary.summarise("0" * 32, 1, sources)
    assert _is_whole(event)
    assert all(_is_whole(source) and _is_whole(source.telling) for source in sources)
    again = EventV1.from_bytes(event.to_bytes())
    assert again == event
    assert again.to_bytes() == event.to_bytes()


@settings(max_examples=60)
@given(CHANGES)
def test_the_short_way_for_one_telling_gives_what_the_way_for_many_gives(changes: dict[str, Any]) -> None:
    source = source_of(_telling(0, changes))
    many = summary._body_of_many((source,))  # noqa: SLF001  # both ways are compared
    one = summary._body_of_one(source.telling)  # noqa: SLF001
    assert one == many


@settings(max_examples=60)
@given(CHANGES)
def test_a_founding_telling_has_the_profile_of_its_event(changes: dict[str, Any]) -> None:
    source = source_of(_telling(0, changes))
    event = summary.summarise("0" * 32, 1, (source,))
    assert profile_of_first(profile_of_source(source), event) == profile_of(event)


@settings(max_examples=60)
@given(st.lists(CHANGES, min_size=2, max_size=5), st.integers(1, 4))
def test_what_two_events_tell_together_is_what_their_tellings_tell(
    changes: list[dict[str, Any]], split: int
) -> None:
    sources = [source_of(_telling(number, change)) for number, change in enumerate(changes)]
    parts = [part for part in (sources[:split], sources[split:]) if part]
    both = summary.summarise("0" * 32, 1, sources)
    one, *other = [profile_of(summary.summarise("0" * 32, 1, part)) for part in parts]
    assert profile_of_both(both, one, other[0] if other else one) == profile_of(both)
