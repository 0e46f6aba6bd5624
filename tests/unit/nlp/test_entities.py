"""Who and what a text names."""

from __future__ import annotations

import pytest
from entity_reading import at, heads, read, spans

from stancewire.nlp.parser import Parser
from stancewire_schemas.codes import EntityType, MentionForm

pytestmark = pytest.mark.model


def test_a_bare_surname_is_the_person_named_in_full(parser: Parser) -> None:
    document = read(parser, "Geoff Ramsey spoke on Monday. Ramsey said the talks failed.")
    assert heads(document, at(document, "Ramsey")) == ["Ramsey", "Ramsey"]


def test_a_surname_before_the_full_name_is_the_same_person(parser: Parser) -> None:
    document = read(parser, "Ziemer warned of war. Henry Ziemer works in Washington.")
    assert at(document, "Ziemer", 0) is at(document, "Ziemer", 1)


def test_a_surname_with_particles_is_found_by_its_last_words(parser: Parser) -> None:
    document = read(parser, "Joe St. Clair was freed in May. St. Clair said he was well.")
    assert at(document, "Clair", 0) is at(document, "Clair", 1)


def test_a_family_name_that_stands_first_is_a_short_form(parser: Parser) -> None:
    document = read(parser, "Xi Jinping met the delegation. Xi said the visit was useful.")
    assert at(document, "Jinping") is at(document, "Xi", 1)


def test_two_people_of_one_surname_in_one_breath_stay_apart_and_the_bare_surname_is_neither(parser: Parser) -> None:
    document = read(parser, "Bill Clinton and Hillary Clinton attended. Clinton declined to comment.")
    entities = [at(document, "Clinton", n) for n in range(3)]
    assert len({id(entity) for entity in entities}) == 3


def test_a_surname_stays_with_whom_it_named_before_the_namesake_came(parser: Parser) -> None:
    text = (
        "Robert Mugabe resigned on Tuesday. Mugabe had ruled for decades. "
        "His wife Grace Mugabe left the country. Mugabe was 93."
    )
    document = read(parser, text)
    first, wife = at(document, "Mugabe", 0), at(document, "Mugabe", 2)
    assert first is not wife
    assert at(document, "Mugabe", 3) is first


def test_father_and_son_with_one_name_stay_apart(parser: Parser) -> None:
    document = read(parser, "Ferdinand Marcos Sr. died in 1989. Ferdinand Marcos Jr. won the election.")
    people = [e for e in document.entities if e.type is EntityType.PERSON and "Marcos" in e.name]
    assert len(people) == 2


def test_possessive_and_article_are_no_part_of_a_name(parser: Parser) -> None:
    document = read(parser, "The Atlantic Council's report angered the Atlantic Council.")
    assert spans(document, at(document, "Council")) == ["Atlantic Council", "Atlantic Council"]


def test_the_possessor_is_found_by_its_head_word(parser: Parser) -> None:
    document = read(parser, "Nicolas Maduro wrote to Donald Trump. Maduro's letter was long.")
    entity = at(document, "Maduro", 1)
    assert entity is not None
    assert entity.type is EntityType.PERSON


def test_an_armed_group_is_one_whatever_label_the_model_gives_it(parser: Parser) -> None:
    document = read(parser, "Police arrested members of the Tren de Aragua gang. They belonged to Tren de Aragua.")
    entity = at(document, "Aragua", 0)
    assert entity is not None
    assert entity.type is EntityType.ARMED_GROUP
    assert at(document, "Aragua", 1) is entity
    assert at(document, "gang") is entity


def test_a_country_is_one_entity_by_all_its_names(parser: Parser) -> None:
    document = read(parser, "The United States imposed tariffs. The US said the U.S. had no choice.")
    entity = at(document, "States")
    assert entity is not None
    assert (entity.type, entity.country) == (EntityType.COUNTRY, "USA")
    assert at(document, "US") is entity
    assert at(document, "U.S.") is entity


def test_a_lower_case_word_is_no_country(parser: Parser) -> None:
    document = read(parser, "The family ate turkey and told us about it.")
    assert [e.name for e in document.entities if e.type is EntityType.COUNTRY] == []


def test_a_person_who_bears_a_country_s_name_is_no_country(parser: Parser) -> None:
    document = read(parser, "Michael Jordan opened a school. Jordan said he was proud.")
    assert at(document, "Jordan", 0) is at(document, "Jordan", 1)


def test_an_acronym_in_brackets_is_the_organisation(parser: Parser) -> None:
    text = "The Zambezi River Basin Commission (ZRBC) met on Friday. The ZRBC approved the dam."
    document = read(parser, text)
    assert at(document, "ZRBC", 1) is at(document, "Commission")


def test_initials_without_brackets_are_the_organisation_too(parser: Parser) -> None:
    text = "The Northern Mine Workers Federation called a strike. Members of the NMWF marched in Harare."
    document = read(parser, text)
    assert at(document, "NMWF") is at(document, "Federation")


def test_a_shortened_name_is_the_organisation(parser: Parser) -> None:
    document = read(parser, "The Halden Foundation for Open Science paid for it. The Halden Foundation is rich.")
    assert at(document, "Foundation", 0) is at(document, "Foundation", 1)


def test_people_of_a_country_are_a_population_of_it(parser: Parser) -> None:
    document = read(parser, "More than 8,000 Venezuelans have been removed from the US.")
    entity = at(document, "Venezuelans")
    assert entity is not None
    assert (entity.type, entity.country) == (EntityType.POPULATION, "VEN")


def test_an_adjective_of_a_country_names_it_where_nobody_else_acts(parser: Parser) -> None:
    document = read(parser, "A Russian strike hit the market.")
    entity = at(document, "Russian")
    assert entity is not None
    assert entity.country == "RUS"


@pytest.mark.parametrize(
    ("text", "word", "country"),
    [
        ("Washington last month doubled its reward for information.", "Washington", "USA"),
        ("Beijing accused the company of spying.", "Beijing", "CHN"),
        ("The Kremlin denied the report.", "Kremlin", "RUS"),
        ("Talks between Tehran and the agency broke down.", "Tehran", "IRN"),
        ("The move strained ties with Ankara.", "Ankara", "TUR"),
        ("The decision by Paris came late.", "Paris", "FRA"),
    ],
)
def test_a_capital_that_acts_is_its_government(parser: Parser, text: str, word: str, country: str) -> None:
    document = read(parser, text)
    entity = at(document, word)
    assert entity is not None
    assert (entity.type, entity.country, entity.id) == (EntityType.GOVERNMENT, country, f"sw:gov/{country}")


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Thousands marched in Washington on Saturday.", "Washington"),
        ("He flew to Beijing on Friday.", "Beijing"),
        ("The minister visited Ankara.", "Ankara"),
        ("WASHINGTON (Reuters) - The senator resigned.", "WASHINGTON"),
        ("CARACAS, Sept 6 (AP) — The president spoke on television.", "CARACAS"),
        ("The army won.\n(Reporting by Ann Saphir in Washington; Editing by Bo Li)", "Washington"),
    ],
)
def test_a_capital_that_is_only_a_place_is_no_actor(parser: Parser, text: str, word: str) -> None:
    assert at(read(parser, text), word) is None


def test_a_dateline_names_no_country(parser: Parser) -> None:
    document = read(parser, "BOGOTA, Colombia (AP) — The senator resigned on Monday.")
    assert at(document, "Colombia") is None


def test_a_person_s_mention_covers_the_name_only(parser: Parser) -> None:
    document = read(parser, "US President Donald Trump spoke.")
    assert spans(document, at(document, "Trump")) == ["Donald Trump"]
    country = at(document, "US")
    assert country is not None
    assert country.country == "USA"


def test_every_mention_lies_in_the_text_and_has_its_head_inside(parser: Parser) -> None:
    document = read(parser, "Thousands of protesters, who backed Henry Ziemer, met the Venezuelan authorities.")
    for entity in document.entities:
        for mention in entity.mentions:
            head = document.parse[mention.head]
            assert mention.start <= head.idx < mention.end <= len(document.text)
            assert mention.form in set(MentionForm)


def test_no_two_entities_share_a_head(parser: Parser) -> None:
    document = read(parser, "The Maduro regime and the Russian foreign minister, Sergei Lavrov, met US officials.")
    found = [mention.head for entity in document.entities for mention in entity.mentions]
    assert len(found) == len(set(found))


def test_a_second_reading_gives_the_same_entities(parser: Parser) -> None:
    text = "Maria Zakharova, the Russian Foreign Ministry spokeswoman, said Moscow was ready. She left."
    assert [repr(e) for e in read(parser, text).entities] == [repr(e) for e in read(parser, text).entities]


def test_an_empty_text_has_no_entities(parser: Parser) -> None:
    assert read(parser, "").entities == []


def test_an_adjective_of_a_country_is_no_name_of_it(parser: Parser) -> None:
    document = read(parser, "A Russian strike hit a market.")
    country = at(document, "Russian")
    assert country is not None
    assert [mention.form.value for mention in country.mentions] == ["nominal"]


def test_a_nationality_tagged_as_a_name_gives_its_country_to_the_actor(parser: Parser) -> None:
    document = read(parser, "Kuwaiti fishermen protested outside the port on Sunday.")
    actor = at(document, "fishermen")
    assert actor is not None
    assert (actor.country, actor.id) == ("KWT", "sw:generic/KWT/AGR/fisherman")


def test_a_patrol_boat_is_no_patrol(parser: Parser) -> None:
    document = read(parser, "A North Korean patrol boat crossed the line.")
    assert at(document, "patrol") is None


def test_a_name_misspelt_by_a_letter_is_one_person(parser: Parser) -> None:
    document = read(parser, "Kristin Wilkins spoke on Monday. Later Kristen Wilkins left the hall.")
    assert at(document, "Wilkins") is at(document, "Wilkins", 1) is not None


def test_a_person_is_found_inside_the_name_of_a_foundation(parser: Parser) -> None:
    document = read(parser, "Mirko Tadic died. The Mirko Tadic Foundation mourned.")
    person = at(document, "Tadic")
    assert person is not None
    assert spans(document, person) == ["Mirko Tadic", "Mirko Tadic"]


def test_the_last_word_of_a_church_s_name_means_the_church(parser: Parser) -> None:
    document = read(parser, "The Church of Scientology sued. Critics say Scientology is rich.")
    assert at(document, "Church") is at(document, "Scientology", 1) is not None


def test_a_given_name_that_is_a_place_here_is_no_person(parser: Parser) -> None:
    document = read(parser, "Virginia Torres was born in Virginia.")
    person = at(document, "Torres")
    assert person is not None
    assert spans(document, person) == ["Virginia Torres"]


def test_names_in_a_headline_of_capitals_are_those_of_the_text(parser: Parser) -> None:
    document = read(
        parser, "MADURO VOWS TO FIGHT AS VENEZUELA SHUTS BORDER\n\nNicolas Maduro spoke on Monday in Venezuela."
    )
    assert at(document, "MADURO") is at(document, "Maduro") is not None
    assert at(document, "VENEZUELA") is at(document, "Venezuela") is not None


def test_a_title_makes_a_mayor_of_a_firm_s_name(parser: Parser) -> None:
    document = read(parser, "Police shot a man, and Mayor Bloomberg asked for calm.")
    entity = at(document, "Bloomberg")
    assert entity is not None
    assert entity.type is EntityType.PERSON


def test_state_media_are_not_the_state_department(parser: Parser) -> None:
    document = read(parser, "State media reported the strike. State-run television showed it.")
    assert at(document, "State", 0) is None
    assert at(document, "State", 1) is None
