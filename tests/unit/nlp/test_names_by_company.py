"""Names that the model missed, cut short or mistyped, told by the words beside them."""

from __future__ import annotations

import pytest

from stancewire.nlp.gazetteer import Gazetteer
from stancewire.nlp.knowledge import Knowledge
from stancewire.nlp.name_corrections import correct_names
from stancewire.nlp.parser import Parser
from stancewire.nlp.tree import Doc, Span


def corrected(parser: Parser, text: str, *given: tuple[str, str]) -> dict[str, str]:
    """Give a text only these names with these labels, correct them, and return the labels by name."""
    doc: Doc = parser.parse(text)
    spans: list[Span] = []
    for name, label in given:
        start = text.index(name)
        span = doc.char_span(start, start + len(name), label=label)
        assert span is not None
        spans.append(span)
    doc.set_ents(spans)
    correct_names(doc, Knowledge.load(), Gazetteer.load())
    return {doc[ent.start : ent.end].text: ent.label_ for ent in doc.ents}


@pytest.mark.parametrize(
    ("text", "name", "label"),
    [
        ("Zandex Holdings (ZDX.JK) rose 3%.", "Zandex Holdings", "ORG"),
        ("The minister told Quorvex he would resign.", "Quorvex", "ORG"),
        ("Prices will rise, said an analyst at Quorvex.", "Quorvex", "ORG"),
        ("SalVor said output fell.", "SalVor", "ORG"),
        ("She founded the Batorumi newspaper.", "Batorumi", "ORG"),
    ],
)
def test_what_is_told_traded_or_employs_is_a_body(parser: Parser, text: str, name: str, label: str) -> None:
    assert corrected(parser, text).get(name) == label


@pytest.mark.parametrize("text", ["Mr McDougall said so.", "The iPhone sold well.", "DeVries left."])
def test_surnames_and_goods_with_a_capital_inside_are_no_bodies(parser: Parser, text: str) -> None:
    assert "ORG" not in corrected(parser, text).values()


def test_a_row_gives_its_kind_to_the_name_that_the_model_missed(parser: Parser) -> None:
    found = corrected(
        parser, "Shots were fired in Kitengela, Matuu and Thika.", ("Kitengela", "GPE"), ("Thika", "GPE")
    )
    assert found["Matuu"] == "GPE"


@pytest.mark.parametrize(
    ("text", "given", "whole"),
    [
        ("Premier Wabel Kinnow asked for help.", ("Kinnow", "PERSON"), "Wabel Kinnow"),
        ("President Ram Chandra Poudyal resigned.", ("Ram Chandra", "PERSON"), "Ram Chandra Poudyal"),
        ("A court freed Volodymyr Zhurav on Friday.", ("Volodymyr", "GPE"), "Volodymyr Zhurav"),
        ("It thanked its president Orsola Odhiambo on Friday.", ("Orsola Odhiambo", "ORG"), "Orsola Odhiambo"),
    ],
)
def test_people_have_all_their_names(parser: Parser, text: str, given: tuple[str, str], whole: str) -> None:
    assert corrected(parser, text, given).get(whole) == "PERSON"


@pytest.mark.parametrize(
    ("text", "given", "whole"),
    [
        ("Telkom Indonesia bucked the trend.", [("Indonesia", "GPE")], "Telkom Indonesia"),
        ("Cricket Australia fined him.", [("Australia", "GPE")], "Cricket Australia"),
        (
            "The Communications Authority of South Africa must agree.",
            [("Communications Authority", "ORG"), ("South Africa", "GPE")],
            "Communications Authority of South Africa",
        ),
    ],
)
def test_a_body_keeps_the_country_in_its_name(
    parser: Parser, text: str, given: list[tuple[str, str]], whole: str
) -> None:
    assert corrected(parser, text, *given).get(whole) == "ORG"


@pytest.mark.parametrize(
    ("text", "country"),
    [("They fled northern Nigeria.", "Nigeria"), ("He left Lahore Pakistan in May.", "Pakistan")],
)
def test_a_town_or_a_side_of_a_country_makes_no_body(parser: Parser, text: str, country: str) -> None:
    assert "ORG" not in corrected(parser, text, (country, "GPE")).values()


@pytest.mark.parametrize(
    ("text", "given", "bare"),
    [
        ("The Mervi news agency said so.", ("Mervi news agency", "ORG"), "Mervi"),
        ("It fell in Nordmark county.", ("Nordmark county", "GPE"), "Nordmark"),
        ("Quorvex Air two took off.", ("Quorvex Air two", "ORG"), "Quorvex Air"),
    ],
)
def test_small_words_for_the_kind_are_no_part_of_a_name(
    parser: Parser, text: str, given: tuple[str, str], bare: str
) -> None:
    assert bare in corrected(parser, text, given)


@pytest.mark.parametrize(
    ("text", "name", "label"),
    [
        ("The tanker Sonval Kalander sank.", "Sonval Kalander", "PERSON"),
        ("Doctors prescribe Ozempic to many.", "Ozempic", "ORG"),
        ("Boeing (BA.N) fell.", "BA.N", "ORG"),
    ],
)
def test_craft_goods_and_tickers_are_nobody(parser: Parser, text: str, name: str, label: str) -> None:
    assert name not in corrected(parser, text, (name, label))


@pytest.mark.parametrize(
    ("text", "name", "label"),
    [
        ("The firm is based in Glyvrar.", "Glyvrar", "ORG"),
        ("Troops sealed the road to Bannu.", "Bannu", "PERSON"),
        ("A blast hit the Marco Suarez air base.", "Marco Suarez", "PERSON"),
        ("Shares of the Bagsvard-based firm fell.", "Bagsvard", "PERSON"),
        ("Gunmen killed the mayor of Tepalcatepec.", "Tepalcatepec", "ORG"),
    ],
)
def test_a_place_is_told_by_what_leads_to_it_or_lies_there(
    parser: Parser, text: str, name: str, label: str
) -> None:
    assert corrected(parser, text, (name, label)).get(name) == "GPE"


def test_a_stake_is_in_a_firm_whatever_town_is_called_so(parser: Parser) -> None:
    assert corrected(parser, "It sold its stake in Poissy.", ("Poissy", "ORG"))["Poissy"] == "ORG"


def test_a_short_name_is_the_body_that_the_text_names_in_full(parser: Parser) -> None:
    text = "Quorva Nordic cut jobs. Funds that hold shares in Quorva fell."
    doc = parser.parse(text)
    again = text.rindex("Quorva")
    full, short = doc.char_span(0, 13, label="ORG"), doc.char_span(again, again + 6, label="GPE")
    assert full is not None
    assert short is not None
    doc.set_ents([full, short])
    correct_names(doc, Knowledge.load(), Gazetteer.load())
    assert [(ent.text, ent.label_) for ent in doc.ents] == [("Quorva Nordic", "ORG"), ("Quorva", "ORG")]


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Iceland closed roads. Police went to Grindavik.", "GPE"),
        ("Norway closed roads. Police went to Grindavik.", "ORG"),
        ("Iceland has a stake in Grindavik.", "ORG"),
    ],
)
def test_a_small_town_is_one_where_the_text_speaks_of_its_country(parser: Parser, text: str, label: str) -> None:
    assert corrected(parser, text, ("Grindavik", "ORG"))["Grindavik"] == label


def test_a_type_of_aircraft_and_a_ship_are_nobody(parser: Parser) -> None:
    assert "F-35s" not in corrected(parser, "Italian F-35s took off.", ("F-35s", "PERSON"))


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("She was charged with DWI and fined.", "DWI"),
        ("Islam is older than the state.", "Islam"),
        ("The bill, said the senator, D-Mass., was late.", "D-Mass."),
        ("The frigate INS Trishul sailed.", "INS"),
        ("Crews fought the fire until other crews came.", "Crews"),
        ("She hosted the Grammys twice.", "Grammys"),
    ],
)
def test_letters_creeds_ships_and_common_words_are_no_bodies(parser: Parser, text: str, word: str) -> None:
    assert word not in corrected(parser, text, (word, "ORG"))


def test_a_body_of_a_state_is_a_name_also_where_it_opens_a_sentence(parser: Parser) -> None:
    assert (
        corrected(parser, "Parliament rose. The parliament is old.", ("Parliament", "ORG"))["Parliament"] == "ORG"
    )


@pytest.mark.parametrize(
    ("text", "name", "label"),
    [
        ("A wall would fail, and Pelosi and others said so.", "Pelosi", "PERSON"),
        ("Miner Barrick said the mine was shut.", "Barrick", "ORG"),
        ("Anger rose in Congress on Friday.", "Congress", "ORG"),
    ],
)
def test_a_known_surname_is_a_person_s_and_a_body_no_town(parser: Parser, text: str, name: str, label: str) -> None:
    assert corrected(parser, text, (name, "ORG"))[name] == label


@pytest.mark.parametrize(
    ("text", "given", "whole"),
    [
        ("A Taos Sheriff's Department deputy died.", ("Department", "ORG"), "Taos Sheriff's Department"),
        ("He sat before Upton Magistrates' Court on Monday.", ("Court", "ORG"), "Upton Magistrates' Court"),
        ("The Supreme People's Assembly met.", ("Assembly", "ORG"), "Supreme People's Assembly"),
        ("The Anti-Graft Commission charged him.", ("him", "DATE"), "Anti-Graft Commission"),
        ("She led the Zandex Support Mission in Libya.", ("Zandex Support Mission", "ORG"),
         "Zandex Support Mission in Libya"),
        ("Her lawyers at Stephen Harwood agreed.", ("Stephen Harwood", "PERSON"), "Stephen Harwood"),
    ],
)  # fmt: skip
def test_a_body_is_named_in_full(parser: Parser, text: str, given: tuple[str, str], whole: str) -> None:
    assert corrected(parser, text, given).get(whole) == "ORG"


def test_a_sheriff_alone_is_no_body(parser: Parser) -> None:
    assert "Sheriff" not in corrected(parser, "A Sheriff's deputy died.", ("Sheriff", "ORG"))


def test_what_the_text_names_only_as_where_something_is_is_a_town(parser: Parser) -> None:
    assert (
        corrected(parser, "A house stood in Quorvanta, by the river.", ("Quorvanta", "ORG"))["Quorvanta"] == "GPE"
    )
    assert corrected(parser, "Faith in Quorvanta fell. Quorvanta sank.", ("Quorvanta", "ORG"))["Quorvanta"] == "ORG"
