"""What a text says people are."""

from __future__ import annotations

import pytest
from entity_reading import at, heads, read, spans

from stancewire.nlp.parser import Parser
from stancewire_schemas.codes import EntityType

pytestmark = pytest.mark.model


def test_the_words_of_a_title_are_no_organisation(parser: Parser) -> None:
    text = "Secretary of State Marco Rubio and Secretary of Defense Pete Hegseth disagreed."
    document = read(parser, text)
    assert {e.name for e in document.entities} == {"Marco Rubio", "Pete Hegseth"}
    assert spans(document, at(document, "Rubio")) == ["Marco Rubio"]


def test_an_unknown_person_gets_the_role_that_stands_beside_the_name(parser: Parser) -> None:
    document = read(parser, "Tamsin Okafor, senior fellow at the Atlantic Council, said it would fail.")
    entity = at(document, "Okafor")
    assert entity is not None
    assert entity.role == "senior fellow at the Atlantic Council"
    assert entity.id == "sw:person/tamsin-okafor"
    assert entity.link_confidence == 0.0


def test_a_role_before_the_name_gives_country_and_sector(parser: Parser) -> None:
    document = read(parser, "Peruvian Foreign Minister Tamsin Okafor resigned.")
    entity = at(document, "Okafor")
    assert entity is not None
    assert (entity.country, entity.sector, entity.role) == ("PER", "GOV", "Peruvian Foreign Minister")


def test_the_noun_that_a_name_explains_is_the_person(parser: Parser) -> None:
    document = read(parser, "The prime minister, Tamsin Okafor, resigned.")
    assert heads(document, at(document, "Okafor")) == ["minister", "Okafor"]


def test_what_the_writer_thinks_of_a_person_is_no_part_of_the_role(parser: Parser) -> None:
    document = read(parser, "Venezuela's illegitimate president Nicolas Maduro offered talks.")
    entity = at(document, "Maduro")
    assert entity is not None
    assert "illegitimate" not in (entity.role or "")
    assert at(document, "president") in {entity, None}


@pytest.mark.parametrize(
    ("text", "surname"),
    [
        ("Mr. Okafor left.", "Okafor"),
        ("Sen. Tamsin Okafor left.", "Okafor"),
        ("President Okafor left.", "Okafor"),
    ],
)
def test_a_form_of_address_is_no_part_of_the_name(parser: Parser, text: str, surname: str) -> None:
    document = read(parser, text)
    entity = at(document, surname)
    assert entity is not None
    assert entity.type is EntityType.PERSON
    assert entity.name.split()[0] in {"Okafor", "Tamsin"}


def test_a_former_title_says_so(parser: Parser) -> None:
    document = read(parser, "Former mayor Tamsin Okafor was jailed.")
    entity = at(document, "Okafor")
    assert entity is not None
    assert (entity.role or "").lower() == "former mayor"
