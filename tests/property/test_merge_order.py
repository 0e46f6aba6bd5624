"""Which order tellings come in: what does not depend on it, and what does."""

from __future__ import annotations

from datetime import timedelta
from itertools import permutations
from typing import Any

from builders import DAY, TEXT, make_mention, make_raw_article, span
from hypothesis import given, settings
from hypothesis import strategies as st

from stancewire.core.ids import content_id
from stancewire.merge.state import Events
from stancewire.merge.step import step
from stancewire_schemas import EventMentionV1, EventV1, TextSpan
from stancewire_schemas.enriched_article import DateSpanV1
from stancewire_schemas.event import EventSiteV1
from stancewire_schemas.stance import PartyV1

Story = tuple[EventMentionV1, ...]
Told = frozenset[str]
"""The tellings of one event."""


def party(name: str) -> PartyV1:
    return PartyV1(
        id=f"sw:{name}",
        name=name,
        type="person",
        country=None,
        sector=None,
        role=None,
        link_confidence=0.9,
    )


def city(number: int) -> EventSiteV1:
    return EventSiteV1(
        name=f"Town {number}",
        geonames_id=number,
        country="SWE",
        lat=50.0,
        lon=float(number),
        kind="city",
        role="site",
        confidence=0.9,
    )


def on(days: int) -> DateSpanV1:
    day = (DAY + timedelta(days=days)).date().isoformat()
    return DateSpanV1(start=day, end=day, granularity="day", kind="absolute", basis=span(TEXT, "Monday"))


def telling(article: str, version: int = 1, **changes: Any) -> EventMentionV1:
    """Return one article's telling; its evidence is its own, so that no telling joins by its sentence."""
    words = (TextSpan(start=0, end=len(article), text=article),)
    base: dict[str, Any] = {
        "actors": (),
        "recipients": (),
        "evidence": words,
        "sketch": "",
        "id": content_id(article, version),
    }
    mention = make_mention(make_raw_article(id=article, publisher=article), **{**base, **changes})
    return mention.model_copy(update={"article": mention.article.model_copy(update={"version": version})})


def story(number: int) -> Story:
    """Return five tellings of one event, each with its own holes; its victim and town are no other story's."""
    victim, town = (party(f"Victim{number} Berg"),), city(10 * (number + 1))
    lean: list[dict[str, Any]] = [
        {},
        {"date": on(-1)},
        {"place": town},
        {"actors": (party(f"Gunman{number} Lind"),)},
    ]
    tellings = [telling(f"{number}-{n}", recipients=victim, **changes) for n, changes in enumerate(lean)]
    return (*tellings, telling(f"{number}-4", recipients=victim, place=town, date=on(-1)))


STORIES = tuple(story(number) for number in range(4))


def merged(mentions: list[EventMentionV1]) -> dict[Told, EventV1]:
    """Return the live events by their tellings, without what depends on the order: id and revision."""
    events, live = Events(), dict[str, EventV1]()
    for mention in mentions:
        for record in step(mention, events, 0).memory:
            events.put(record.key.decode(), record.value)
            live.pop(record.key.decode(), None)
            if record.value is not None:
                live[record.key.decode()] = EventV1.from_bytes(record.value)
    plain = {"event_id": "", "revision": 1}
    return {frozenset(event.mention_ids): event.model_copy(update=plain) for event in live.values()}


def ids(mentions: Story) -> Told:
    return frozenset(mention.id for mention in mentions)


@st.composite
def deliveries(draw: st.DrawFn) -> tuple[list[EventMentionV1], dict[str, EventMentionV1]]:
    """Draw stories in any order, each telling once or more, some withdrawn later, some once more by a new version.

    Return what is delivered, and the tellings that live at the end.
    """
    chosen = [m for one in STORIES[: draw(st.integers(1, 4))] for m in one]
    order = draw(st.permutations([*chosen, *draw(st.lists(st.sampled_from(chosen), max_size=6))]))
    live = {m.id: m for m in order}
    delivered = list(order)
    for gone in draw(st.lists(st.sampled_from(chosen), max_size=4, unique_by=lambda m: m.id)):
        last = max(n for n, m in enumerate(delivered) if m.id == gone.id)
        at = draw(st.integers(last + 1, len(delivered)))
        delivered.insert(at, gone.model_copy(update={"withdrawn": True}))
        del live[gone.id]
        if draw(st.booleans()):
            # What is new goes before what it replaces, as enrich sends it.
            new = telling(gone.article.id, 2, **{f: getattr(gone, f) for f in ("recipients", "place", "date")})
            delivered.insert(at, new)
            live[new.id] = new
    return delivered, live


@settings(max_examples=60)
@given(deliveries())
def test_tellings_of_stories_that_are_clearly_apart_make_the_same_events_in_any_order(
    drawn: tuple[list[EventMentionV1], dict[str, EventMentionV1]],
) -> None:
    delivered, live = drawn
    in_order = sorted(live.values(), key=lambda m: (m.article.id, m.article.version))
    assert merged(delivered) == merged(in_order)


@settings(max_examples=40)
@given(st.permutations([m for one in STORIES for m in one]))
def test_each_story_is_one_event_in_any_order(order: list[EventMentionV1]) -> None:
    assert set(merged(order)) == {ids(one) for one in STORIES}


def test_a_telling_that_ties_two_events_together_makes_them_one_whenever_it_comes() -> None:
    by_victim = telling("victim", recipients=(party("Ada Berg"),))
    by_town = telling("town", place=city(7), date=on(-1))
    both = telling("both", recipients=(party("Ada Berg"),), place=city(7), date=on(-1))
    assert len(merged([by_victim, by_town])) == 2
    (one,) = {tuple(merged(list(order)).items()) for order in permutations([by_victim, by_town, both])}
    assert [told for told, _ in one] == [ids((by_victim, by_town, both))]


def test_an_event_stays_together_when_the_telling_that_tied_it_is_withdrawn() -> None:
    by_victim = telling("victim", recipients=(party("Ada Berg"),))
    by_town = telling("town", place=city(7), date=on(-1))
    both = telling("both", recipients=(party("Ada Berg"),), place=city(7), date=on(-1))
    gone = both.model_copy(update={"withdrawn": True})
    assert set(merged([by_victim, by_town, both, gone])) == {ids((by_victim, by_town))}
    assert set(merged([both, gone, by_victim, by_town])) == {ids((by_victim,)), ids((by_town,))}


def test_where_a_telling_that_fits_two_events_goes_depends_on_which_it_meets_first() -> None:
    # The limit of deciding at once: no telling is ever moved from one event to another.
    first = telling("a", place=city(7), date=on(-1), recipients=(party("Ada Berg"),))
    second = telling("c", place=city(70), date=on(-1), recipients=(party("Bo Lind"),))
    fits = telling("b", place=city(70), date=on(-1), recipients=(party("Bo Lind"), party("Ada Berg")))
    assert set(merged([first, second, fits])) == {ids((first,)), ids((second, fits))}
    assert set(merged([first, fits, second])) == {ids((first, second, fits))}
