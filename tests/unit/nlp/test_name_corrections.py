"""The model's names, put right by their own words and their neighbours."""

from __future__ import annotations

import pytest

from stancewire.nlp.gazetteer import Gazetteer
from stancewire.nlp.homes import at_home
from stancewire.nlp.knowledge import Knowledge
from stancewire.nlp.name_corrections import correct_names
from stancewire.nlp.name_search import find_names
from stancewire.nlp.parser import Parser
from stancewire.nlp.spelling import one_slip_apart, same_given_name
from stancewire.nlp.sports import is_about_sport
from stancewire.nlp.tree import Doc, Span

GAME = "The striker scored a goal in the league match. The coach and the goalkeeper left after the penalty. "


def labelled(parser: Parser, text: str, name: str, label: str) -> str | None:
    """Give the name a label as the model might, correct the names, and return the label that it has then."""
    doc = parser.parse(text)
    start = text.index(name)
    span = doc.char_span(start, start + len(name), label=label)
    assert span is not None
    others = [ent for ent in doc.ents if ent.end <= span.start or ent.start >= span.end]
    doc.set_ents([*others, span])
    correct_names(doc, Knowledge.load())
    return next((ent.label_ for ent in doc.ents if ent.start_char == start), None)


@pytest.mark.parametrize(
    ("text", "name", "label", "right"),
    [
        ("Troops left Anbar Province on Monday.", "Anbar Province", "ORG", "LOC"),
        ("He trained at Fort Campbell for years.", "Fort Campbell", "ORG", "LOC"),
        ("Shells hit the town of Yeoncheon.", "Yeoncheon", "ORG", "GPE"),
        ("Ilva Thames, the special adviser, resigned.", "Ilva Thames", "ORG", "PERSON"),
        ("Mr Toccafondi resigned.", "Toccafondi", "ORG", "PERSON"),
        ("Oil fell as Brent lost a dollar.", "Brent", "PERSON", None),
        ("They lost in the Champions League on Tuesday.", "Champions League", "ORG", None),
        ("Zandex ZDX.L said output fell.", "Zandex ZDX.L", "ORG", "ORG"),
        ("The 23-year-old Vishwanand Subryan fled.", "Vishwanand Subryan", "ORG", "PERSON"),
        ("Marta Veliz resigned.", "Marta Veliz", "ORG", "PERSON"),
        ("Orsolo Kyriakides, 23, said so.", "Orsolo Kyriakides", "ORG", "PERSON"),
        ("Orsolo Kyriakides, 2025, said so.", "Orsolo Kyriakides", "ORG", "ORG"),
        ("They met in the West Bank.", "West Bank", "GPE", "GPE"),
        ("He left Mary province - 30 of them.", "Mary province - 30", "PERSON", "LOC"),
        ("He sued Gordon Advisors in May.", "Gordon Advisors", "PERSON", "ORG"),
        ("The union DKB called a strike.", "DKB", "PERSON", "ORG"),
        ("Hurricane Leslie hit the coast.", "Hurricane Leslie", "PERSON", None),
        ("He bought the Polaroid camera.", "Polaroid", "PERSON", None),
        ("The Trump administration rejected it.", "Trump", "PERSON", "PERSON"),
        (GAME + "Liverpool beat Everton.", "Liverpool", "GPE", "ORG"),
        (GAME + "They met in Liverpool.", "Liverpool", "GPE", "GPE"),
        (GAME + "Brazil beat Chile.", "Brazil", "GPE", "GPE"),
        ("Liverpool beat the virus.", "Liverpool", "GPE", "GPE"),
    ],
)  # fmt: skip
def test_a_name_gets_the_label_that_its_words_tell(
    parser: Parser, text: str, name: str, label: str, right: str | None
) -> None:
    assert labelled(parser, text, name, label) == right


def test_correcting_twice_changes_nothing_more(parser: Parser) -> None:
    doc = parser.parse("Chief Craft of Anbar Province met Mr Toccafondi. Charles Craft left.")
    correct_names(doc, Knowledge.load())
    once = [(ent.start, ent.end, ent.label_) for ent in doc.ents]
    correct_names(doc, Knowledge.load())
    assert [(ent.start, ent.end, ent.label_) for ent in doc.ents] == once


def test_a_place_that_the_words_tell_once_is_one_everywhere(parser: Parser) -> None:
    doc = parser.parse("Shells hit the island of Qeshm. Then Qeshm burned.")
    doc.set_ents([Span(doc, 5, 6, label="PERSON"), Span(doc, 8, 9, label="PERSON")])
    correct_names(doc, Knowledge.load())
    assert [(ent.text, ent.label_) for ent in doc.ents] == [("Qeshm", "GPE"), ("Qeshm", "GPE")]


def test_a_known_town_in_the_place_of_one_is_one(parser: Parser, gazetteer: Gazetteer) -> None:
    doc = parser.parse("Fighting spread to El Fasher and Nyala in Darfur.")
    doc.set_ents([Span(doc, 3, 5, label="ORG"), Span(doc, 6, 7, label="PERSON"), Span(doc, 8, 9, label="GPE")])
    correct_names(doc, Knowledge.load(), gazetteer)
    assert [ent.label_ for ent in doc.ents] == ["GPE", "GPE", "GPE"]


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.load()


def test_dates_and_numbers_stay_as_the_model_has_them(parser: Parser) -> None:
    doc = parser.parse("On Monday 300 people left.")
    before = [ent.label_ for ent in doc.ents]
    correct_names(doc, Knowledge.load())
    assert [ent.label_ for ent in doc.ents] == before


def test_a_title_is_no_part_of_a_surname_named_before(parser: Parser) -> None:
    doc = parser.parse("Charles Craft spoke. Chief Craft left.")
    doc.set_ents([Span(doc, 0, 2, label="PERSON"), Span(doc, 4, 6, label="ORG")])
    correct_names(doc, Knowledge.load())
    assert [(ent.text, ent.label_) for ent in doc.ents] == [("Charles Craft", "PERSON"), ("Craft", "PERSON")]


def found(doc: Doc) -> dict[str, list[str]]:
    knowledge = Knowledge.load()
    names = at_home(doc, find_names(doc, knowledge), knowledge)
    return {name.text: [entry.id for entry in name.entries] for name in names}


def test_an_acronym_means_a_body_of_a_country_only_where_the_text_speaks_of_the_country(parser: Parser) -> None:
    assert not found(parser.parse("The Colts lead the AFC in wins.")).get("AFC")
    assert found(parser.parse("The AFC took a town in Congolese territory."))["AFC"]


def test_a_party_of_a_common_name_is_that_of_a_country_in_the_text(parser: Parser) -> None:
    assert not found(parser.parse("Voters in Turkmenistan chose the Democratic Party."))["Democratic Party"]
    assert found(parser.parse("The Democratic Party chose a chair."))["Democratic Party"]


def test_a_company_is_found_by_its_name_with_its_legal_form() -> None:
    knowledge = Knowledge.load()
    assert knowledge.lookup("Apple Inc.") == knowledge.lookup("Apple") != ()


@pytest.mark.parametrize(
    ("one", "other", "slip"),
    [
        ("kristin", "kristen", True),
        ("mohammed", "mohamed", True),
        ("jason", "mason", False),
        ("anna", "anne", False),
        ("peter", "peter", False),
        ("daniel", "danielle", False),
    ],
)
def test_a_slip_is_one_letter_in_a_long_enough_name(one: str, other: str, *, slip: bool) -> None:
    assert one_slip_apart(one, other) is slip
    assert one_slip_apart(other, one) is slip


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Ben", "Benjamin", True),
        ("Mohamed", "Mohammed", True),
        ("Ann", "Anna", False),
        ("Paul", "Pauline", False),
        ("Al", "Albert", False),
    ],
)
def test_a_short_form_of_a_given_name_is_the_same_name(one: str, other: str, *, same: bool) -> None:
    assert same_given_name(one, other) is same


def test_a_report_of_a_game_is_told_by_its_words(parser: Parser) -> None:
    assert is_about_sport(parser.parse(GAME))
    assert not is_about_sport(parser.parse("The minister scored a goal in the talks."))


def test_a_person_s_name_is_without_the_title_unless_little_is_left(parser: Parser) -> None:
    doc = parser.parse("Constable Tim Fanning met King Charles.")
    doc.set_ents([Span(doc, 0, 3, label="PERSON"), Span(doc, 4, 6, label="PERSON")])
    correct_names(doc, Knowledge.load())
    assert [ent.text for ent in doc.ents] == ["Tim Fanning", "King Charles"]


def test_a_ticker_and_the_word_for_a_maker_are_no_part_of_a_name(parser: Parser) -> None:
    doc = parser.parse("Chipmaker Tesmec said output rose. Shares of Zandex ZDX.L fell.")
    doc.set_ents([Span(doc, 0, 2, "PERSON"), Span(doc, 8, 10, "ORG")])
    correct_names(doc, Knowledge.load())
    assert [(ent.text, ent.label_) for ent in doc.ents] == [("Tesmec", "ORG"), ("Zandex", "ORG")]


@pytest.mark.parametrize(
    ("text", "name", "label"),
    [
        ("According to Femi Ojo, the rebels left.", "Femi Ojo", "PERSON"),
        ('"We were robbed," shouted Amadou Keita.', "Amadou Keita", "PERSON"),
        ("Bulent Erdem said the deal was dead.", "Bulent Erdem", "PERSON"),
        ("Port Sudan said the deal was dead.", "Port Sudan", "GPE"),
    ],
)
def test_who_speaks_under_a_name_that_no_map_holds_is_a_person(
    parser: Parser, gazetteer: Gazetteer, text: str, name: str, label: str
) -> None:
    doc = parser.parse(text)
    correct_names(doc, Knowledge.load(), gazetteer)
    assert (name, label) in [(ent.text, ent.label_) for ent in doc.ents]


def test_those_who_are_many_have_the_capital_of_the_sentence_not_of_a_name(parser: Parser) -> None:
    doc = parser.parse("Guerrillas attacked a patrol. Guerrillas fled.")
    doc.set_ents([Span(doc, 0, 1, label="GPE"), Span(doc, 5, 6, label="GPE")])
    correct_names(doc, Knowledge.load())
    assert [ent.text for ent in doc.ents] == []
