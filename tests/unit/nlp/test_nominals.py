"""Actors without a name of their own."""

from __future__ import annotations

import pytest
from entity_reading import at, heads, read, spans

from stancewire.nlp.parser import Parser
from stancewire_schemas.codes import EntityType

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("text", "head", "country", "sector"),
    [
        ("Russian troops crossed the border.", "troops", "RUS", "MIL"),
        ("US forces struck the camp.", "forces", "USA", "MIL"),
        ("Sudan's army denied it.", "army", "SDN", "MIL"),
        ("Venezuelan authorities seized the cargo.", "authorities", "VEN", "GOV"),
        ("South Korean police searched the office.", "police", "KOR", "COP"),
        ("The government of Iraq protested.", "government", "IRQ", "GOV"),
        ("The Venezuelan opposition called a march.", "opposition", "VEN", "OPP"),
        ("Nigerian lawmakers voted for it.", "lawmakers", "NGA", "LEG"),
        ("Protesters in Dhaka burned tyres.", "Protesters", "BGD", "CVL"),
        ("Kenya's foreign ministry summoned the envoy.", "ministry", "KEN", "GOV"),
    ],
)
def test_an_actor_takes_country_and_sector_from_its_words(
    parser: Parser, text: str, head: str, country: str, sector: str
) -> None:
    entity = at(read(parser, text), head)
    assert entity is not None
    assert (entity.country, entity.sector) == (country, sector)


def test_a_generic_actor_has_an_id_that_other_articles_share(parser: Parser) -> None:
    one = at(read(parser, "Protesters blocked the road."), "Protesters")
    other = at(read(parser, "On Friday angry protesters threw stones."), "protesters")
    assert one is not None
    assert other is not None
    assert one.id == other.id == "sw:generic/-/CVL/protester"
    assert one.link_confidence == 0.0


def test_an_official_is_a_person_and_officials_are_not(parser: Parser) -> None:
    document = read(parser, "An official said that officials had met.")
    one, many = at(document, "official"), at(document, "officials")
    assert one is not None
    assert many is not None
    assert one.type is EntityType.PERSON
    assert many.type is not EntityType.PERSON


def test_the_same_noun_with_the_same_words_is_one_actor(parser: Parser) -> None:
    document = read(parser, "Drug traffickers fled. The navy chased drug traffickers.")
    assert at(document, "traffickers", 0) is at(document, "traffickers", 1)


def test_a_soldier_and_another_soldier_are_two(parser: Parser) -> None:
    document = read(parser, "A soldier died on Monday. A soldier was wounded on Friday.")
    assert at(document, "soldier", 0) is not at(document, "soldier", 1)


def test_a_number_stands_for_those_it_counts(parser: Parser) -> None:
    document = read(parser, "Thousands of protesters marched in Lima.")
    assert at(document, "Thousands") is at(document, "protesters")
    assert at(document, "protesters") is not None


@pytest.mark.parametrize(
    "text",
    [
        "Donald Trump's administration rejected it.",
        "Talks with the administration of US President Donald Trump failed.",
        "The Trump administration rejected it.",
    ],
)
def test_a_leader_s_administration_is_the_government_of_the_country(parser: Parser, text: str) -> None:
    entity = at(read(parser, text), "administration")
    assert entity is not None
    assert entity.id == "sw:gov/USA"


def test_the_regime_of_an_unknown_leader_stays_generic(parser: Parser) -> None:
    entity = at(read(parser, "The Okafor regime fell."), "regime")
    assert entity is not None
    assert (entity.id or "").startswith("sw:generic/")


def test_an_administration_official_belongs_to_the_one_administration_of_the_text(parser: Parser) -> None:
    text = "Donald Trump's administration is divided. The administration official declined to be named."
    entity = at(read(parser, text), "official")
    assert entity is not None
    assert (entity.type, entity.country) == (EntityType.PERSON, "USA")


def test_a_group_noun_beside_its_name_is_the_group(parser: Parser) -> None:
    document = read(parser, "The extremist group Boko Haram claimed the attack.")
    assert at(document, "group") in {at(document, "Haram"), None}


def test_fighters_of_a_group_take_its_country_and_keep_their_own_identity(parser: Parser) -> None:
    document = read(parser, "Hamas militants fired rockets.")
    militants, hamas = at(document, "militants"), at(document, "Hamas")
    assert militants is not None
    assert hamas is not None
    assert militants is not hamas
    assert militants.country == hamas.country


def test_the_mention_covers_the_modifiers_and_not_the_article(parser: Parser) -> None:
    document = read(parser, "The high-ranking Venezuelan authorities met.")
    assert spans(document, at(document, "authorities")) == ["high-ranking Venezuelan authorities"]


def test_a_noun_that_says_what_somebody_served_as_is_no_actor(parser: Parser) -> None:
    assert at(read(parser, "Grenell served as director for years."), "director") is None


def test_a_region_s_adjective_is_no_country(parser: Parser) -> None:
    document = read(parser, "Latin American leaders met in Lima.")
    entity = at(document, "leaders")
    assert entity is not None
    assert entity.country is None


def test_a_body_in_capitals_that_the_model_missed_is_an_organisation_by_name(parser: Parser) -> None:
    document = read(parser, "Members of the Harvest Labour Party walked out. The Harvest Labour Party split.")
    assert heads(document, at(document, "Party")) == ["Party", "Party"]


def test_a_name_is_not_cut_where_a_role_noun_begins(parser: Parser) -> None:
    document = read(parser, "African Union leaders met in Cairo.")
    entity = at(document, "leaders")
    assert entity is not None
    assert (entity.name, entity.sector) == ("African Union leaders", "GOV")


@pytest.mark.parametrize(
    ("text", "head", "sector", "kind"),
    [
        ("An insurgent leader surrendered.", "leader", "REB", EntityType.PERSON),
        ("Separatist fighters held the bridge.", "fighters", "REB", EntityType.ARMED_GROUP),
        ("Opposition figures were jailed.", "figures", "OPP", EntityType.POPULATION),
        ("Hospital officials counted nine dead.", "officials", "HLH", EntityType.POPULATION),
        ("Hamas commanders were killed.", "commanders", "REB", EntityType.ARMED_GROUP),
        ("Rebel commandos took the port.", "commandos", "REB", EntityType.ARMED_GROUP),
        ("A spokeswoman for the Metropolitan Police declined to comment.", "spokeswoman", "COP", EntityType.PERSON),
        ("The former minister fled.", "minister", "ELI", EntityType.PERSON),
    ],
)  # fmt: skip
def test_a_member_of_a_group_is_of_its_sector(
    parser: Parser, text: str, head: str, sector: str, kind: EntityType
) -> None:
    entity = at(read(parser, text), head)
    assert entity is not None
    assert (entity.sector, entity.type) == (sector, kind)


def test_a_spokesman_of_the_un_chief_is_not_of_that_chiefs_country(parser: Parser) -> None:
    text = "A spokesperson for U.N. Secretary-General Antonio Guterres urged calm."
    entity = at(read(parser, text), "spokesperson")
    assert entity is not None
    assert (entity.country, entity.sector) == (None, "IGO")


def test_prisoners_of_war_are_one_actor_of_several(parser: Parser) -> None:
    document = read(parser, "The two sides exchanged 307 prisoners of war.")
    entity = at(document, "prisoners")
    assert entity is not None
    assert (entity.type, entity.id) == (EntityType.POPULATION, "sw:generic/-/CVL/prisoner-of-war")
    assert at(document, "war") is None


def test_a_party_is_not_the_parties(parser: Parser) -> None:
    document = read(parser, "A party won the vote. Both parties met.")
    assert at(document, "party") is not at(document, "parties")


def test_residents_who_march_are_not_those_who_died(parser: Parser) -> None:
    document = read(parser, "Two residents were killed. Hundreds of residents marched.")
    assert at(document, "residents", 0) is not at(document, "residents", 1)


def test_a_noun_in_apposition_is_the_body_that_it_describes(parser: Parser) -> None:
    document = read(parser, "The Balochistan Liberation Army, an outlawed separatist group, claimed the attack.")
    assert at(document, "group") is at(document, "Army")


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("They took eleven of them hostage.", "hostage"),
        ("He thanked them for standing firm.", "firm"),
        ("It happened in the northwestern department of Antioquia.", "department"),
    ],
)
def test_what_only_looks_like_an_actor_is_none(parser: Parser, text: str, word: str) -> None:
    assert at(read(parser, text), word) is None
