"""The gazetteer: what it holds, how it ranks, and every line of its own data files."""

from __future__ import annotations

import time
from importlib.resources import files

import pytest

from stancewire.nlp.gazetteer import Gazetteer, fold

PLACES = files("stancewire").joinpath("data", "places")
FILES = {"countries.tsv": 4, "us_states.tsv": 4, "regions.tsv": 9, "towns.tsv": 8}


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.load()


def rows(name: str) -> list[list[str]]:
    """Return the fields of every line of a data file."""
    lines = PLACES.joinpath(name).read_text("utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


@pytest.mark.parametrize(
    ("name", "geonames_id"),
    [
        ("Caracas", 3646738),
        ("CARACAS", 3646738),
        ("Bogotá", 3688689),
        ("Bogota", 3688689),
        ("Kiev", 703448),
        ("Kyiv", 703448),
        ("Geneva", 2660646),
        ("Oxford", 2640729),
        ("New York", 5128581),
        ("Washington", 4140963),
        ("Tripoli", 2210247),
        ("Rafah", 281102),
        ("St. Petersburg", 498817),
        ("Port-au-Prince", 3718426),
        ("Venezuela", 3625428),
        ("U.S.", 6252001),
        ("Britain", 2635167),
        ("DR Congo", 203312),
        ("Georgia", 614540),
        ("Texas", 4736286),
        ("Deir al-Balah", 281141),
        ("Kharkiv", 706483),
        ("Kharkiv Oblast", 706482),
        ("Helmand", 1140043),
        ("Scotland", 2638360),
        ("Orange County", 5379524),
        ("Srebrenica", 3190159),
    ],
)
def test_a_bare_name_means_its_best_known_place(gazetteer: Gazetteer, name: str, geonames_id: int) -> None:
    assert gazetteer.candidates(name)[0].geonames_id == geonames_id


@pytest.mark.parametrize(
    ("name", "kind", "country"),
    [
        ("Black Sea", "sea", None),
        ("Bab al-Mandab Strait", "sea", None),
        ("Gaza Strip", "region", "PSE"),
        ("Donbas", "region", "UKR"),
        ("Sinaloa", "region", "MEX"),
        ("Scarborough Shoal", "other", None),
        ("Darfur", "region", "SDN"),
        ("Essequibo", "region", "GUY"),
    ],
)
def test_seas_and_regions_have_entries(gazetteer: Gazetteer, name: str, kind: str, country: str | None) -> None:
    best = gazetteer.candidates(name)[0]
    assert (best.kind, best.country) == (kind, country)


def test_an_unknown_name_has_no_candidates(gazetteer: Gazetteer) -> None:
    assert gazetteer.candidates("Qwertyville") == ()
    assert not gazetteer.knows("")


def test_homonyms_come_largest_first(gazetteer: Gazetteer) -> None:
    assert [e.country for e in gazetteer.candidates("Birmingham")][:2] == ["GBR", "USA"]


def test_loading_costs_less_than_a_second_of_work() -> None:
    before = time.process_time()
    Gazetteer.load()
    # Twice the promise: other tests may run beside this one.
    assert time.process_time() - before < 2


@pytest.mark.parametrize("name", sorted(FILES))
def test_every_line_is_whole_sorted_and_on_the_globe(name: str) -> None:
    found = rows(name)
    first = {9: 5, 8: 4}.get(FILES[name], 1)
    assert [row[0] for row in found] == sorted(row[0] for row in found)
    for row in found:
        assert len(row) == FILES[name], row
        assert -90 <= float(row[first]) <= 90, row
        assert -180 <= float(row[first + 1]) <= 180, row
        assert row[0] == row[0].strip(), row


def test_every_own_place_has_a_known_kind_and_country(gazetteer: Gazetteer) -> None:
    countries = {row[0] for row in rows("countries.tsv")}
    for name, kind, geonames_id, country, *_ in rows("towns.tsv"):
        assert kind in {"city", "other"}, name
        assert country == "" or country in countries, name
        assert geonames_id == "" or geonames_id.isdecimal(), name
        assert any(entry.name == name for entry in gazetteer.candidates(name)), name


def test_every_region_and_sea_says_in_which_countries_it_lies_and_has_no_id_of_another(
    gazetteer: Gazetteer,
) -> None:
    countries = {row[0] for row in rows("countries.tsv")}
    found = rows("regions.tsv")
    ids = [row[3] for row in found if row[3]]
    assert len(set(ids)) == len(ids) > 100
    for name, kind, geonames_id, wikidata_id, lands, *_ in found:
        assert kind in {"sea", "region", "city", "other"}, name
        assert set(lands.split()) <= countries, name
        assert lands.split() == sorted(set(lands.split())), name
        assert not (geonames_id and wikidata_id), name
        entry = next(
            entry for entry in gazetteer.candidates(name) if entry.name == name and entry.countries == lands
        )
        assert entry.wikidata_id == (wikidata_id or None), name
        assert entry.country == (lands if len(lands) == 3 else None), name


def test_every_division_has_an_id_of_its_own_and_a_known_country() -> None:
    countries = {row[0] for row in rows("countries.tsv")}
    found = rows("divisions.tsv")
    assert len({row[2] for row in found}) == len(found) > 6000
    for name, kind, geonames_id, country, _admin1, lat, lon, people, _aliases in found:
        assert (kind, country in countries) == ("region", True), name
        assert geonames_id.isdecimal(), name
        assert people.isdecimal(), name
        assert (not lat and not lon) or (-90 <= float(lat) <= 90 and -180 <= float(lon) <= 180), name


def test_own_regions_are_no_divisions_of_their_country() -> None:
    divisions = {(fold(row[0]), row[3]) for row in rows("divisions.tsv")}
    own = {(fold(row[0]), row[4]) for row in rows("regions.tsv") if row[1] == "region"}
    assert not own & divisions


def test_no_own_name_stands_twice_in_a_file() -> None:
    for name in FILES:
        keys = [row[0] for row in rows(name)]
        assert len(keys) == len(set(keys))


@pytest.mark.parametrize(
    ("name", "key"), [("São Paulo", "sao paulo"), ("N'Djamena", "ndjamena"), ("Port-au-Prince", "port au prince")]
)
def test_case_accents_and_hyphens_do_not_count(name: str, key: str) -> None:
    assert fold(name) == key


def test_a_small_town_is_found_in_its_country_only(gazetteer: Gazetteer) -> None:
    (grindavik,) = gazetteer.small_towns("Grindavik", {"ISL"})
    assert (grindavik.country, grindavik.kind) == ("ISL", "city")
    assert 1_000 <= grindavik.population < 15_000
    assert gazetteer.small_towns("Grindavik", {"NOR"}) == ()
    assert gazetteer.candidates("Grindavik") == ()
