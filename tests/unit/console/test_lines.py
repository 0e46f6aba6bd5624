from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from stancewire.console.lines import (
    event_line,
    excerpt,
    parties,
    printable,
    record_line,
    shorten,
    stance_line,
    when,
)
from stancewire_schemas import EventMentionV1, StanceV1, TextSpan
from stancewire_schemas.enriched_article import ArticleRefV1, CueV1, DateSpanV1
from stancewire_schemas.event import EventSiteV1
from stancewire_schemas.stance import PartyV1

SENTENCE = (
    "Trump said that Caracas must take its prisoners back or else pay a price that nobody in the region has seen."
)
REF = ArticleRefV1(
    id="a1",
    url=None,
    publisher="Example Wire",
    title=None,
    language="en",
    published_at=datetime(2025, 9, 21, tzinfo=UTC),
    content_sha256="0" * 64,
    story_id="0" * 32,
)


def span(text: str, within: str = SENTENCE, offset: int = 100) -> TextSpan:
    at = offset + within.index(text)
    return TextSpan(start=at, end=at + len(text), text=text)


def person(name: str, country: str | None) -> PartyV1:
    return PartyV1(
        id=f"sw:{name}", name=name, type="person", country=country, sector="GOV", role=None, link_confidence=1
    )


def nation(name: str, country: str) -> PartyV1:
    return PartyV1(
        id=f"sw:{name}", name=name, type="country", country=country, sector=None, role=None, link_confidence=1
    )


TRUMP, MADURO, VENEZUELA = (
    person("Donald Trump", "USA"),
    person("Nicolás Maduro", "VEN"),
    nation("Venezuela", "VEN"),
)


def day(start: str | None, end: str | None, granularity: str | None = "day") -> DateSpanV1:
    basis = TextSpan(start=0, end=1, text="x")
    return DateSpanV1(start=start, end=end, granularity=granularity, kind="absolute", basis=basis)


def mention(**changes: Any) -> EventMentionV1:
    fields: dict[str, Any] = {
        "id": "1" * 32,
        "type": "THREATEN",
        "mode": None,
        "contexts": (),
        "cameo": "130",
        "goldstein": -4.4,
        "status": "asserted",
        "date": day("2025-09-20", "2025-09-20"),
        "magnitudes": (),
        "confidence": 0.9,
        "claimed_by": None,
        "actors": (TRUMP,),
        "recipients": (VENEZUELA,),
        "place": None,
        "article": REF,
        "evidence": (span(SENTENCE),),
        "triggers": (span("or else pay"),),
        "fingerprint": "f",
    }
    return EventMentionV1(**(fields | changes))


def line_of(event: EventMentionV1) -> str:
    return event_line(event, event.evidence, event.triggers)


def stance(**changes: Any) -> StanceV1:
    cue = span("must")
    fields: dict[str, Any] = {
        "id": "2" * 32,
        "polarity": "against",
        "basis": "stated",
        "proposition": None,
        "negated": False,
        "hedged": False,
        "evidence": span(SENTENCE),
        "cue": CueV1(start=cue.start, end=cue.end, text=cue.text, rule="r1"),
        "confidence": 0.8,
        "article": REF,
        "holder": TRUMP,
        "target": VENEZUELA,
        "quote_form": None,
        "fingerprint": "f",
    }
    return StanceV1(**(fields | changes))


def test_an_event_reads_day_type_who_to_whom_and_the_words_around_the_trigger() -> None:
    words = "“… its prisoners back or else pay a price that nobody in …”"
    assert line_of(mention()) == f"2025-09-20 THREATEN Donald Trump (USA) → Venezuela; {words}"


def test_an_event_not_told_as_fact_shows_its_status_and_who_claims_it() -> None:
    line = line_of(mention(status="future", claimed_by=MADURO, date=None, recipients=()))
    assert line.startswith("undated THREATEN [future] Donald Trump (USA), says Nicolás Maduro (VEN); “")


def test_an_event_shows_where_it_took_place() -> None:
    place = EventSiteV1(
        name="Caracas", geonames_id=1, country="VEN", lat=1, lon=1, kind="city", role="site", confidence=1
    )
    assert " → Venezuela in Caracas; “" in line_of(mention(place=place))


def test_an_event_without_known_actor_and_evidence_is_still_a_line() -> None:
    bare = mention(actors=(), recipients=(), evidence=(), triggers=())
    assert line_of(bare) == "2025-09-20 THREATEN ?"


@pytest.mark.parametrize(
    ("date", "shown"),
    [
        (None, "undated"),
        (day(None, None, None), "undated"),
        (day("2025-09-20", "2025-09-20"), "2025-09-20"),
        (day("2025-09-01", "2025-09-30", "month"), "2025-09"),
        (day("2025-01-01", "2025-12-31", "year"), "2025"),
        (day("2025-09-15", "2025-09-21", "week"), "2025-09-15…2025-09-21"),
        (day("2025-05-01", None, "range"), "2025-05-01…"),
    ],
)
def test_a_date_is_as_fine_as_the_words(date: DateSpanV1 | None, shown: str) -> None:
    assert when(date) == shown


def test_many_parties_are_counted() -> None:
    assert parties((TRUMP, MADURO)) == "Donald Trump (USA), Nicolás Maduro (VEN)"
    assert parties((TRUMP,) * 5).endswith(" and 2 more")


def test_a_stance_reads_polarity_holder_and_target() -> None:
    words = "“Trump said that Caracas must take its prisoners back or …”"
    assert stance_line(stance()) == f"2025-09-21 AGAINST Donald Trump (USA) → Venezuela; {words}"


def test_a_stance_of_the_publication_names_it() -> None:
    assert " Example Wire (own voice) → " in stance_line(stance(holder=None))


def test_a_stance_towards_a_proposition_quotes_it() -> None:
    line = stance_line(stance(target=None, proposition=span("take its prisoners back")))
    assert " Donald Trump (USA) → “take its prisoners back”; " in line


def test_a_stance_shows_negation_hedge_and_withdrawal() -> None:
    line = stance_line(stance(negated=True, hedged=True, withdrawn=True))
    assert "AGAINST [withdrawn] [negated] [hedged] Donald" in line


def test_a_withdrawal_has_no_words_to_show() -> None:
    nothing = TextSpan(start=0, end=0, text="")
    cue = CueV1(start=0, end=0, text="", rule="r1")
    withdrawal = stance(withdrawn=True, target=None, proposition=nothing, evidence=nothing, cue=cue)
    assert stance_line(withdrawal) == "2025-09-21 AGAINST [withdrawn] Donald Trump (USA)"


def test_an_excerpt_keeps_short_evidence_whole() -> None:
    evidence = TextSpan(start=5, end=15, text="They left.")
    assert excerpt(evidence, TextSpan(start=10, end=14, text="left")) == "“They left.”"


def test_an_excerpt_survives_a_trigger_that_was_cut_away() -> None:
    evidence = TextSpan(start=5, end=15, text="They left.")
    assert excerpt(evidence, TextSpan(start=900, end=904, text="left")) == "“They left.”"


def test_an_excerpt_never_loses_its_trigger() -> None:
    evidence = TextSpan(start=0, end=203, text="x" * 100 + "hit" + "y" * 100)
    assert excerpt(evidence, TextSpan(start=100, end=103, text="hit")) == "“… hit …”"


def test_shortening_cuts_at_a_word() -> None:
    assert shorten("one two three", 9) == "one two …"
    assert shorten("one two", 9) == "one two"


def test_nothing_in_the_news_can_command_a_terminal() -> None:
    assert printable("a\x1b[31mb\u202ec\nd\x00") == "a [31mb c d"
    line = line_of(mention(actors=(person("Evil\x1b]0;x\x07", None),)))
    assert line.isprintable()


def test_a_tombstone_and_foreign_bytes_have_lines_of_their_own() -> None:
    assert record_line("event.v1", b"e1", None) == "e1 erased"
    assert record_line("event.v1", b"e\x1b1", b"{}") == "e 1 is no EventV1: 2 bytes"
    assert record_line("stance.v1", None, b"\xff") == "- is no StanceV1: 1 bytes"


def test_each_topic_has_a_line() -> None:
    assert record_line("event.mention.v1", b"k", mention().to_bytes()) == line_of(mention())
    assert record_line("event.mention.v1", b"k", mention(withdrawn=True).to_bytes()).endswith(" [withdrawn]")
    assert record_line("stance.v1", b"k", stance().to_bytes()) == stance_line(stance())
    raw = b'{"id": "a1", "text": "Hello.", "title": "Talks end", "publisher": "Example Wire"}'
    assert record_line("article.raw.v1", b"a1", raw) == "undated a1 “Talks end”, Example Wire, 6 characters"
