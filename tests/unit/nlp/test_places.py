"""Places: which words name one, which entry they mean, and which only look like one."""

from __future__ import annotations

import pytest

from stancewire.nlp.datelines import find_datelines, is_dateline
from stancewire.nlp.document import Document
from stancewire.nlp.gazetteer import Gazetteer
from stancewire.nlp.knowledge import Knowledge
from stancewire.nlp.name_corrections import correct_names
from stancewire.nlp.parser import Parser
from stancewire.nlp.places import find_places

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.load()


def understand(parser: Parser, gazetteer: Gazetteer, text: str) -> Document:
    """Return the document with its places found."""
    document = Document(text, parser.parse(text), None)
    correct_names(document.parse, Knowledge.load(), gazetteer)
    find_places(document, gazetteer)
    return document


def ids(document: Document) -> dict[str, int | None]:
    """Return the GeoNames id of each place by the words of its first mention."""
    return {document.text[p.mentions[0].start : p.mentions[0].end]: p.geonames_id for p in document.places}


IDS = [
    ("A bomb exploded in Kandahar.", {"Kandahar": 1138336}),
    ("Clashes left nine dead near Kismayo.", {"Kismayo": 55671}),
    ("Fighting went on in Homs and Aleppo.", {"Homs": 169577, "Aleppo": 170063}),
    ("Five people died in the cities of Homs and Aleppo.", {"Homs": 169577, "Aleppo": 170063}),
    ("The rebels captured the town of Sake.", {"Sake": 205970}),
    ("The leaders held talks in Geneva, Illinois.", {"Geneva": 4893591, "Illinois": 4896861}),
    ("The leaders held talks in Geneva.", {"Geneva": 2660646}),
    ("A fire broke out in Birmingham, Alabama.", {"Birmingham": 4049979, "Alabama": 4829764}),
    ("A fire broke out in Paris, Texas.", {"Paris": 4717560, "Texas": 4736286}),
    ("A court in Tripoli, Lebanon, freed him.", {"Tripoli": 266826, "Lebanon": 272103}),
    ("A court in San Jose, Costa Rica, freed him.", {"San Jose": 3621849, "Costa Rica": 3624060}),
    ("He was shot in St. Petersburg, Fla.", {"St. Petersburg": 4171563, "Fla.": 4155751}),
    ("Migrants were flown to Venezuela.", {"Venezuela": 3625428}),
    ("They were flown from the US to Honduras.", {"US": 6252001, "Honduras": 3608932}),
    ("He has lived in Britain since 2010.", {"Britain": 2635167}),
    ("Troops marched through Budapest.", {"Budapest": 3054643}),
    ("The army shelled Kharkiv and Sumy.", {"Kharkiv": 706483, "Sumy": 692194}),
    ("The president visited Colombia.", {"Colombia": 3686110}),
    ("Rockets were fired into Israel.", {"Israel": 294640}),
    ("The ship sank off Somalia.", {"Somalia": 51537}),
    ("The troops shelled Kherson again.", {"Kherson": 706448}),
    ("Protesters blocked the Nairobi highway.", {"Nairobi": 184745}),
    ("The body was found in El Fasher.", {"El Fasher": 379555}),
    ("It happened in N'Djamena.", {"N'Djamena": 2427123}),
]


@pytest.mark.parametrize(("text", "expected"), IDS, ids=[text for text, _ in IDS])
def test_a_name_means_its_geonames_entry(
    parser: Parser, gazetteer: Gazetteer, text: str, expected: dict[str, int]
) -> None:
    assert ids(understand(parser, gazetteer, text)) == expected


KINDS = [
    ("The ship was attacked in the Black Sea.", "Black Sea", "sea", None),
    ("Tankers turned round in the Strait of Hormuz.", "Strait of Hormuz", "sea", None),
    ("A vessel was hit in the southern Caribbean.", "Caribbean Sea", "sea", None),
    ("Warships sailed through the Taiwan Strait.", "Taiwan Strait", "sea", None),
    ("Five were killed in the Gaza Strip.", "Gaza Strip", "region", "PSE"),
    ("Settlers burned cars in the occupied West Bank.", "West Bank", "region", "PSE"),
    ("Soldiers died in eastern Ukraine's Donbas.", "Donbas", "region", "UKR"),
    ("Gunmen killed ten farmers in Zamfara state.", "Zamfara", "region", "NGA"),
    ("The cartel controls parts of Sinaloa.", "Sinaloa", "region", "MEX"),
    ("Thousands fled Darfur.", "Darfur", "region", "SDN"),
]


@pytest.mark.parametrize(("text", "name", "kind", "country"), KINDS, ids=[case[0] for case in KINDS])
def test_seas_and_regions_are_found(
    *, parser: Parser, gazetteer: Gazetteer, text: str, name: str, kind: str, country: str | None
) -> None:
    found = [(p.name, p.kind, p.country) for p in understand(parser, gazetteer, text).places]
    assert (name, kind, country) in found


NO_PLACES = [
    "Venezuela said it would fight.",
    "Chad accused Sudan of arming rebels.",
    "US strikes continued.",
    "Moscow denied the claim.",
    "Kenya and Uganda signed a pact.",
    "The pact with Russia was renewed.",
    "Sanctions against Iran were lifted.",
    "Venezuela's president spoke.",
    "He works at the Center for Strategic and International Studies.",
    "The Paris Agreement was signed.",
    "In London Breed's office the phone rang.",
]


@pytest.mark.parametrize("text", NO_PLACES)
def test_an_actor_or_a_longer_name_is_no_place(parser: Parser, gazetteer: Gazetteer, text: str) -> None:
    assert ids(understand(parser, gazetteer, text)) == {}


def test_the_countries_of_the_article_decide_between_homonyms(parser: Parser, gazetteer: Gazetteer) -> None:
    spanish = "Spain's government met. Spain and Portugal agreed. A fire broke out in Cordoba."
    argentine = "Argentina's government met. Argentina and Chile agreed. A fire broke out in Cordoba."
    assert ids(understand(parser, gazetteer, spanish))["Cordoba"] == 2519240
    assert ids(understand(parser, gazetteer, argentine))["Cordoba"] == 3860259


def test_one_name_means_one_place_throughout(parser: Parser, gazetteer: Gazetteer) -> None:
    text = "Police in Geneva closed a road.\nThe mayor of Geneva, Illinois, was hurt."
    geneva = next(p for p in understand(parser, gazetteer, text).places if p.name == "Geneva")
    assert (geneva.geonames_id, len(geneva.mentions)) == (4893591, 2)


@pytest.mark.parametrize(
    ("text", "name", "geonames_id"),
    [
        ("Ten people were killed in Kandahar province.", "Kandahar", 1138335),
        ("Ten people were killed in Kandahar.", "Kandahar", 1138336),
        ("The rebels took a base in Myanmar's Shan state.", "Shan", 1297099),
        ("A fire burned homes in Orange County, Texas.", "Orange County", 4716826),
        ("Fighters from Tigray crossed the river.", "Tigray", 444187),
        ("The governor of Michoacan was unhurt.", "Michoacan", 3995955),
        ("Troops crossed into Goma through the Gisenyi post.", "Gisenyi", 202905),
    ],
)
def test_a_division_is_told_from_its_capital(
    parser: Parser, gazetteer: Gazetteer, text: str, name: str, geonames_id: int
) -> None:
    assert ids(understand(parser, gazetteer, text))[name] == geonames_id


def test_an_unknown_name_after_a_word_of_place_is_kept_without_an_id(parser: Parser, gazetteer: Gazetteer) -> None:
    (place,) = understand(parser, gazetteer, "Farmers blocked the road near Zzyzxville.").places
    assert (place.geonames_id, place.lat, place.kind) == (None, None, "other")
    assert place.confidence < 0.5


DATELINES = [
    "BOGOTA, Sept 6 (Reuters) - Colombia's army said it had won.",
    "WASHINGTON — The president spoke to reporters.",
    "KYIV, Ukraine (AP) — Russian drones hit a market.",
    "BEIRUT/JERUSALEM, March 3 (Reuters) - Israel struck.",
    "Lima, 4 May (AFP) – A bus fell into a river.",
    "PORT-AU-PRINCE, Haiti, Jan 5 (Reuters) - Gangs attacked.",
    "UNITED NATIONS (AP) -- The council met.",
]


@pytest.mark.parametrize("text", DATELINES)
def test_a_dateline_is_found_and_ends_before_the_story(parser: Parser, text: str) -> None:
    (line,) = find_datelines(Document(text, parser.parse(text), None))
    assert text[line.start : line.end].rstrip()[-1] in "-–—"
    assert line.end <= max(text.find(mark) for mark in ("- ", "— ", "– ")) + 1


@pytest.mark.parametrize(
    "text",
    [
        "Colombia's army - the largest in the region - said it had won.",
        "The United Nations said on Friday that aid was late.",
        "He left at once — nobody knows why.",
        "Trump-backed candidates won in Ohio.",
        "Maduro (who took office in 2013) spoke.",
        "Senator Ron Hale (R-Ga.) said the bill was dead.",
        "The European Union (EU), which met on Monday, said so.",
        "Donald Trump — who lost in 2020 — spoke.",
    ],
)
def test_a_first_sentence_with_a_dash_is_no_dateline(parser: Parser, text: str) -> None:
    assert find_datelines(Document(text, parser.parse(text), None)) == ()


def test_the_credit_line_is_a_dateline(parser: Parser, gazetteer: Gazetteer) -> None:
    text = "Gunmen attacked a market in Kano.\n(Reporting by staff in Abuja and Lagos; Editing by A. Person)"
    document = understand(parser, gazetteer, text)
    filed = {p.name: is_dateline(document, p.mentions[0]) for p in document.places}
    assert filed == {"Kano": False, "Abuja": True, "Lagos": True}


def test_mentions_slice_to_their_words_and_a_repeat_changes_nothing(parser: Parser, gazetteer: Gazetteer) -> None:
    text = "Rebels shelled Goma on Friday. Thousands fled Goma for Rwanda."
    document = understand(parser, gazetteer, text)
    before = ids(document)
    find_places(document, gazetteer)
    assert ids(document) == before
    goma = document.places[0]
    assert [text[m.start : m.end] for m in goma.mentions] == ["Goma", "Goma"]
    assert 0 <= goma.confidence <= 1


@pytest.mark.parametrize(
    ("text", "name", "geonames_id"),
    [
        ("GENEVA (Wire) - U.S. envoys met Russian negotiators in Geneva.", "GENEVA", 2660646),
        ("Aid trucks drove into Gaza on Sunday.", "Gaza", 281132),
        ("A shell hit Gaza City.", "Gaza City", 281133),
        ("In neighbouring Burkina Faso, gunmen abducted 12 traders.", "Burkina Faso", 2361809),
        ("Women came from the Segou and Mopti regions.", "Segou", 2451477),
    ],
)
def test_a_name_means_what_news_means_by_it(
    parser: Parser, gazetteer: Gazetteer, text: str, name: str, geonames_id: int
) -> None:
    assert ids(understand(parser, gazetteer, text))[name] == geonames_id


def test_a_region_of_several_countries_has_an_id_and_its_countries(parser: Parser, gazetteer: Gazetteer) -> None:
    (place,) = understand(parser, gazetteer, "Violence spread across the Sahel.").places
    assert (place.wikidata_id, place.country, "MLI" in place.countries) == ("Q66065", None, True)


def test_a_village_that_no_list_has_is_a_place_without_an_id(parser: Parser, gazetteer: Gazetteer) -> None:
    (place,) = understand(parser, gazetteer, "The ambush took place near the village of Sebabougou.").places
    assert (place.name, place.geonames_id) == ("Sebabougou", None)


@pytest.mark.parametrize(
    ("text", "on_the_map"),
    [
        ("Four men robbed a Paris store.", True),
        ("It stood in a Lima newspaper on Sunday.", True),
        ("Paris officials denied the report.", False),
    ],
)
def test_a_capital_before_a_noun_is_a_place_unless_it_acts(
    parser: Parser, gazetteer: Gazetteer, text: str, *, on_the_map: bool
) -> None:
    assert bool(understand(parser, gazetteer, text).places) == on_the_map
