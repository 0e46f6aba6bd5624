from __future__ import annotations

import json

import pytest

from stancewire.client.selection import Selection

EVENT = json.dumps(
    {"type": "THREATEN", "actors": [{"name": "A", "country": "USA"}], "recipients": [{"country": "VEN"}]}
).encode()
ARTICLE = json.dumps({"events": [{"type": "AID"}], "entities": [{"country": "FRA"}]}).encode()


def test_nothing_asked_for_takes_everything_even_tombstones_and_rubbish() -> None:
    assert Selection().takes(None)
    assert Selection().takes(b"rubbish")


@pytest.mark.parametrize(
    ("selection", "value", "wanted"),
    [
        (Selection(event_type="THREATEN"), EVENT, True),
        (Selection(event_type="AID"), EVENT, False),
        (Selection(event_type="AID"), ARTICLE, True),
        (Selection(country="VEN"), EVENT, True),
        (Selection(country="FRA"), EVENT, False),
        (Selection(country="FRA"), ARTICLE, True),
        (Selection(event_type="THREATEN", country="USA"), EVENT, True),
        (Selection(event_type="THREATEN", country="FRA"), EVENT, False),
        (Selection(country="VEN"), None, False),
        (Selection(country="VEN"), b"rubbish", False),
        (Selection(country="VEN"), b'["VEN"]', False),
    ],
)
def test_a_record_is_taken_by_its_event_type_and_the_countries_it_names(
    selection: Selection, value: bytes | None, wanted: bool
) -> None:
    assert selection.takes(value) is wanted


STANCE = json.dumps(
    {
        "polarity": "against",
        "confidence": 0.7,
        "holder": {"id": "sw:a", "name": "Ana Ruiz"},
        "target": None,
        "article": {"publisher": "Harbour Wire"},
    }
).encode()


@pytest.mark.parametrize(
    ("selection", "wanted"),
    [
        (Selection(polarity="against"), True),
        (Selection(polarity="favour"), False),
        (Selection(party="ruiz"), True),
        (Selection(party="sw:a"), True),
        (Selection(party="sw"), False),
        (Selection(party="Harbour"), False),
        (Selection(publisher="harbour"), True),
        (Selection(publisher="pacific"), False),
        (Selection(min_confidence=0.7), True),
        (Selection(min_confidence=0.71), False),
        (Selection(status="asserted"), False),
    ],
)
def test_stances_are_chosen_by_what_they_say_and_who_says_it(selection: Selection, wanted: bool) -> None:
    assert selection.takes(STANCE) is wanted


def test_one_tag_of_an_article_must_meet_all_that_is_asked_of_a_tag() -> None:
    article = json.dumps(
        {"events": [{"type": "AID", "status": "negated"}, {"type": "PROTEST", "status": "asserted"}]}
    )
    assert Selection(event_type="PROTEST", status="asserted").takes(article.encode())
    assert not Selection(event_type="AID", status="asserted").takes(article.encode())
