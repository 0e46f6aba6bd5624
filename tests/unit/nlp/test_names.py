"""Where a name begins and ends, and whose it is."""

from __future__ import annotations

import pytest
from entity_reading import at, spans
from entity_reading import read as understand

from stancewire.nlp.knowledge import Knowledge
from stancewire.nlp.name_search import find_names
from stancewire.nlp.parser import Parser

pytestmark = pytest.mark.model


def named(parser: Parser, text: str) -> list[str]:
    """Return the names of a text in order."""
    return [name.text for name in find_names(parser.parse(text), Knowledge.load())]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Kenya's High Court suspended the deal.", ["Kenya", "High Court"]),
        ("Bavaria's Interior Ministry denied it.", ["Bavaria", "Interior Ministry"]),
        ("Analysts at Moody's Investors Service agreed.", ["Moody's Investors Service"]),
    ],
)
def test_a_country_stands_apart_from_its_institution(parser: Parser, text: str, names: list[str]) -> None:
    assert named(parser, text) == names


def test_an_institution_apart_from_its_country_is_still_that_countrys(parser: Parser) -> None:
    document = understand(parser, "Kenya's High Court suspended the deal. The High Court gave no reason.")
    court = at(document, "Court")
    assert court is not None
    assert court.country == "KEN"
    assert spans(document, court) == ["High Court", "High Court"]
    assert spans(document, at(document, "Kenya")) == ["Kenya"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The Ministry of Industry and Trade met firms.", "Ministry of Industry and Trade"),
        ("The Ministry of Defence and Kenya agreed.", "Ministry of Defence"),
    ],
)
def test_a_ministry_keeps_all_its_fields(parser: Parser, text: str, name: str) -> None:
    assert name in named(parser, text)
