from __future__ import annotations

from typing import Any

import pytest
from builders import TEXT, make_mention, make_raw_article, span

from stancewire.merge.matching import Verdict, compare
from stancewire.merge.parties import alike
from stancewire.merge.profile import profile_of_source, source_of
from stancewire.merge.side import side
from stancewire_schemas import TextSpan
from stancewire_schemas.enriched_article import DateSpanV1, MagnitudeV1
from stancewire_schemas.event import EventSiteV1
from stancewire_schemas.stance import PartyV1


def party(name: str, **changes: Any) -> PartyV1:
    fields: dict[str, Any] = {
        "id": f"sw:{name}",
        "name": name,
        "type": "person",
        "country": None,
        "sector": None,
        "role": None,
        "link_confidence": 0.0,
    }
    return PartyV1(**{**fields, **changes})


NORLAND = party("Norland", type="country", country="NOR", link_confidence=0.9)
SUDLAND = party("Sudland", type="country", country="SWE", link_confidence=0.9)
ESTMARK = party("Estmark", type="country", country="EST", link_confidence=0.9)
PREMIER = party("Ada Berg", country="NOR", sector="GOV", link_confidence=0.9)
TROOPS = party("Norland troops", type="organisation", country="NOR", sector="MIL")
CITY = EventSiteV1(
    name="Sor", geonames_id=7, country="SWE", lat=60.0, lon=10.0, kind="city", role="site", confidence=0.9
)


def day(start: str, end: str | None = None, granularity: str = "day") -> DateSpanV1:
    return DateSpanV1(
        start=start, end=end or start, granularity=granularity, kind="absolute", basis=span(TEXT, "Monday")
    )


def killed(number: float) -> MagnitudeV1:
    return MagnitudeV1(
        kind="killed", value=number, low=number, high=number, unit=None, **span(TEXT, "Norland").model_dump()
    )


def verdict(one: dict[str, Any], other: dict[str, Any]) -> Verdict:
    """Compare two tellings by different articles; each says what the telling has beside its base."""
    base: dict[str, Any] = {"actors": (NORLAND,), "recipients": (SUDLAND,), "evidence": (), "sketch": ""}
    first = make_mention(make_raw_article(id="a"), **{**base, **one})
    second = make_mention(make_raw_article(id="b"), **{**base, **other})
    return compare(profile_of_source(source_of(first)), profile_of_source(source_of(second)))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({}, {}),
        ({}, {"actors": (PREMIER,)}),
        ({}, {"actors": (TROOPS,)}),
        ({"date": day("2025-03-03")}, {"date": day("2025-03-03")}),
        ({"date": day("2025-03-03")}, {"date": day("2025-03-04")}),
        ({"date": day("2025-03-03")}, {}),
        ({"place": CITY, "actors": ()}, {"place": CITY, "recipients": ()}),
        ({"magnitudes": (killed(5),)}, {"magnitudes": (killed(7),)}),
        ({"actors": (NORLAND, SUDLAND), "recipients": (), "type": "CONSULT"},
         {"actors": (SUDLAND,), "recipients": (NORLAND,), "type": "CONSULT"}),
    ],
)  # fmt: skip
def test_tellings_of_one_event_join(one: dict[str, Any], other: dict[str, Any]) -> None:
    assert verdict(one, other).joins
    assert verdict(other, one).points == verdict(one, other).points


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        ({}, {"type": "ACCUSE"}, "another type or status"),
        ({}, {"status": "future"}, "another type or status"),
        ({"date": day("2025-03-03")}, {"date": day("2025-03-01")}, "other days"),
        ({}, {"date": day("2025-01-01")}, "other days, but for background"),
        ({}, {"actors": (SUDLAND,), "recipients": (NORLAND,)}, "the sides are swapped"),
        ({"actors": (party("Ada Berg", link_confidence=1),)}, {"actors": (party("Bo Lind", link_confidence=1),)},
         "other actors"),
        ({"date": day("2025-03-03")}, {"date": day("2025-03-03"), "recipients": (ESTMARK,)},
         "other states as recipients"),
        ({"place": CITY}, {"place": CITY.model_copy(update={"country": "DNK", "geonames_id": 9}), "actors": ()},
         "another country"),
    ],
)  # fmt: skip
def test_a_contradiction_keeps_tellings_apart(one: dict[str, Any], other: dict[str, Any], reason: str) -> None:
    found = verdict(one, other)
    assert not found.joins
    assert reason in found.reasons


def test_who_else_was_hit_does_not_make_two_named_victims_one() -> None:
    woman, driver = party("a woman", type="population"), party("a driver", type="population")
    one = {"type": "ASSAULT", "actors": (), "recipients": (party("Ada Berg"), woman)}
    other = {"type": "ASSAULT", "actors": (), "recipients": (party("Bo Lind"), driver)}
    third = {"type": "ASSAULT", "actors": (), "recipients": (party("Bo Lind"), woman)}
    assert "other recipients" in verdict(one, other).reasons
    assert "other recipients" in verdict(one, third).reasons
    assert "like recipients" in verdict(other, third).reasons


def test_a_named_victim_may_be_one_of_those_told_by_their_kind() -> None:
    woman = party("a woman")
    one = {"type": "ASSAULT", "actors": (), "recipients": (woman, party("a boy"))}
    other = {"type": "ASSAULT", "actors": (), "recipients": (party("Ada Berg"),)}
    assert "perhaps the recipients" in verdict(one, other).reasons


def test_somebody_of_one_kind_is_not_like_a_side_that_names_who_it_was() -> None:
    old, young = (party(name, type="population", sector="CVL") for name in ("an old woman", "a student"))
    named = {"type": "ASSAULT", "actors": (), "recipients": (old, party("Ada Berg"))}
    unnamed = {"type": "ASSAULT", "actors": (), "recipients": (young,)}
    assert "perhaps the recipients" in verdict(named, unnamed).reasons
    assert "perhaps the recipients" in verdict(unnamed, named).reasons
    assert "like recipients" in verdict({**named, "recipients": (old,)}, unnamed).reasons


def test_people_of_one_country_and_kind_are_nobody_in_particular() -> None:
    driver = party("a driver", type="population", country="NOR", sector="CVL")
    man = party("a man", type="population", country="NOR", sector="CVL")
    found = verdict({"actors": (), "recipients": (driver,)}, {"actors": (), "recipients": (man,)})
    assert "like recipients" in found.reasons
    assert not found.joins


def test_two_men_of_two_towns_are_two_men_though_each_is_a_man_of_the_country() -> None:
    one = party("Eastport man", id="sw:man", type="population", country="NOR")
    other = party("Harrow man", id="sw:man", type="population", country="NOR")
    assert alike(side(one), side(other)) < 0.8
    assert alike(side(one), side(party("man", id="sw:man", type="population", country="NOR"))) == 1.0


def test_what_is_told_without_anything_particular_does_not_join() -> None:
    nobody: dict[str, Any] = {"actors": (), "recipients": ()}
    assert not verdict(nobody, nobody).joins


def test_the_same_sentence_joins_even_without_parties() -> None:
    words = (TextSpan(start=0, end=33, text="Norland struck Sudland on Monday."),)
    nobody: dict[str, Any] = {"actors": (), "recipients": (), "evidence": words}
    assert verdict(nobody, nobody).joins


def said(text: str) -> dict[str, Any]:
    return {"actors": (), "recipients": (), "evidence": (TextSpan(start=0, end=len(text), text=text),)}


def test_unnamed_sides_join_by_the_names_and_words_around_them() -> None:
    one = said("Two women were killed late on Friday in the Harrow bakery in Eastport by a dismissed driver.")
    other = said("A dismissed driver killed two women at the bakery of Harrow, police in Eastport said.")
    found = verdict(one, other)
    assert found.joins
    assert {"the same names beside it", "much the same words"} <= set(found.reasons)


def test_unnamed_sides_in_other_surroundings_stay_apart() -> None:
    one = said("Two women were killed late on Friday in the Harrow bakery in Eastport by a dismissed driver.")
    other = said("An avalanche near Sollen killed a guide and his guests, rescuers told the Alpine club.")
    assert not verdict(one, other).joins


def test_what_one_article_tells_in_two_words_is_two_deeds() -> None:
    hit = (TextSpan(start=0, end=8, text="attacked"),)
    one, other = make_mention(), make_mention(triggers=hit, evidence=said("Norland attacked Sudland.")["evidence"])
    found = compare(profile_of_source(source_of(one)), profile_of_source(source_of(other)))
    assert found.reasons == ("the same article tells them apart",)


def test_what_one_article_tells_twice_in_one_word_may_be_one_deed() -> None:
    again = said("Norland struck Sudland once more in its words of Monday.")["evidence"]
    one, other = (
        profile_of_source(source_of(make_mention())),
        profile_of_source(source_of(make_mention(evidence=again))),
    )
    found = compare(one, other)
    assert "the same article tells both" in found.reasons
    # That an article is like itself says nothing.
    assert "the same story" not in found.reasons
    assert found.points == compare(other, one).points


def test_one_article_of_many_weighs_less_against_two_events() -> None:
    first = profile_of_source(source_of(make_mention(make_raw_article(id="a"), evidence=())))
    many = first._replace(texts=first.texts | {("b", 1), ("c", 1), ("d", 1)})
    lone, among = compare(first, many), compare(many, many._replace(texts=first.texts | {("e", 1), ("f", 1)}))
    assert among.points > lone.points


@pytest.mark.parametrize(
    ("one", "other", "least", "most"),
    [
        (NORLAND, NORLAND, 1.0, 1.0),
        (party("Donald Trump"), party("Trump"), 0.8, 1.0),
        (NORLAND, TROOPS, 0.8, 0.8),
        (party("Ada Berg"), party("Berg", type="organisation"), 0.8, 0.8),
        (party("Ada Berg"), party("Berg", type="place", country="NOR", link_confidence=0.9), 0.0, 0.5),
        (NORLAND, SUDLAND, 0.0, 0.0),
        (party("protesters", type="population"), party("demonstrators", type="population"), 0.3, 0.5),
        (party("a man"), PREMIER, 0.2, 0.5),
        (party("Navy", type="organisation"), party("Navy", type="organisation"), 0.6, 0.6),
        (party("Ada Berg", country="NOR"), party("Bo Lind", country="NOR"), 0.1, 0.5),
    ],
)
def test_parties_are_as_alike_as_they_should_be(one: PartyV1, other: PartyV1, least: float, most: float) -> None:
    assert least <= alike(side(one), side(other)) <= most
    assert alike(side(one), side(other)) == alike(side(other), side(one))


SEA = CITY.model_copy(update={"name": "Estwater", "geonames_id": None, "country": None, "kind": "sea"})


def told_in(text: str) -> dict[str, Any]:
    """Return a telling of one sentence by nobody in particular, in a story like no other."""
    evidence = (TextSpan(start=0, end=len(text), text=text),)
    return {"actors": (), "recipients": (), "place": None, "evidence": evidence}


def test_a_sea_that_two_tellings_share_says_as_little_as_a_country() -> None:
    bare: dict[str, Any] = {"actors": (), "recipients": ()}
    in_city = verdict({**bare, "place": CITY}, {**bare, "place": CITY})
    at_sea = verdict({**bare, "place": SEA}, {**bare, "place": SEA})
    assert in_city.joins
    assert not at_sea.joins
    assert "same country or sea" in at_sea.reasons


def test_a_sea_is_no_contradiction_to_a_place_or_to_another_sea() -> None:
    other = SEA.model_copy(update={"name": "Sudwater"})
    nowhere = verdict({"place": None}, {"place": None})
    assert verdict({"place": SEA}, {"place": CITY}).points == nowhere.points
    assert verdict({"place": SEA}, {"place": other}).points == nowhere.points


def test_another_number_of_arrests_weighs_more_than_another_toll() -> None:
    def arrested(number: float) -> dict[str, Any]:
        return {"magnitudes": (killed(number).model_copy(update={"kind": "arrested"}),)}

    tolls = verdict({"magnitudes": (killed(23),)}, {"magnitudes": (killed(26),)})
    arrests = verdict(arrested(23), arrested(26))
    assert arrests.points == tolls.points - 0.75
    assert verdict(arrested(26), arrested(26)).joins


def test_sentences_that_count_and_agree_on_no_number_speak_against_one_event() -> None:
    first = told_in("Harbour police stopped 23 raiders near the northern lighthouse.")
    other = told_in("Harbour police stopped 26 raiders near the northern lighthouse.")
    year = told_in("Harbour police stopped 2026 raiders near the northern lighthouse.")
    assert "other numbers beside it" in verdict(first, other).reasons
    assert "other numbers beside it" not in verdict(first, first).reasons
    assert "other numbers beside it" not in verdict(first, year).reasons


def test_a_number_of_the_event_that_the_other_counts_otherwise_beside_it_speaks_against() -> None:
    other = told_in("Harbour police stopped 26 raiders near the northern lighthouse.")
    counts: dict[str, Any] = {**told_in("Harbour police stopped raiders."), "magnitudes": (killed(23),)}
    same: dict[str, Any] = {**counts, "magnitudes": (killed(26),)}
    reason = "another number than it counts beside it"
    assert reason in verdict(counts, other).reasons
    assert reason in verdict(other, counts).reasons
    assert reason not in verdict(same, other).reasons
    assert reason not in verdict(counts, told_in("Harbour police stopped raiders.")).reasons
