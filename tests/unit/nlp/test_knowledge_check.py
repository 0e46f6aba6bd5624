"""Posts that two people cannot hold at once."""

from __future__ import annotations

from stancewire.nlp.knowledge_check import shared_posts
from stancewire.nlp.knowledge_entry import Entry
from stancewire.nlp.knowledge_rows import entry_of


def minister(name: str, since: str | None, until: str | None, title: str = "Foreign Minister") -> Entry:
    row = {"id": f"sw:person/{name.lower()}", "name": name, "type": "person", "country": "EST"}
    return entry_of({**row, "offices": [[title, "EST", since, until]]}, {})


def test_two_holders_for_more_than_two_months_are_told() -> None:
    (told,) = shared_posts([minister("Torr", "2015-01-01", "2019-01-01"), minister("Lepp", "2018-01-01", None)])
    assert told == "Foreign Minister of EST: Torr until 2019-01-01, Lepp from 2018-01-01"


def test_a_handover_of_days_is_none() -> None:
    assert not shared_posts([minister("Torr", "2015-01", "2019-01"), minister("Lepp", "2019-01", None)])


def test_presidents_may_share_their_post() -> None:
    assert not shared_posts(
        [minister("Torr", "2015", None, "President"), minister("Lepp", "2016", None, "President")]
    )


def test_one_person_twice_in_a_post_is_no_clash() -> None:
    assert not shared_posts([minister("Torr", "2015-01", "2019-01"), minister("Torr", "2016-01", "2017-01")])
