"""What private people, artists, firms and schools do is no deed of politics, though the words would tell one."""

from __future__ import annotations

import pytest
from event_reading import told

from stancewire.nlp.parser import Parser

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    "text",
    [
        "The poet wrote to his mother every week from the sanatorium, and the letters were auctioned in Vienna.",
        "The singer arrived in Nairobi on Friday for the last concert of a tour of thirty cities.",
        "The two chefs discussed sauces over lunch and shared a dinner with the mayor's cook.",
        "The bride's family negotiated with the groom's uncle about the number of goats, an elder recalled.",
        "The painter trained with a master in Florence, opened a studio in Paris and cooperated with dancers.",
        "The opera singer was greeted by a crowd at the airport in Milan and embraced her first teacher.",
        "Doctors consulted a specialist in Boston before they operated on the twins.",
        "The bank gave the brewery a loan of 30 million euros and extended credit to a farm.",
        "The bank gave the carmaker a loan of two billion dollars in March.",
        "The airline asked passengers to arrive early, and the hotel told guests to boil water.",
        "Doctors advise patients to drink more water and support parents who care for the old at home.",
        "The school expelled a boy who had copied an essay, and the teacher punished the pupil.",
        "The landlord threatened to evict the tenant.",
        "The drugmaker donated a building to a university.",
        "The senator talked to his daughter by phone on her birthday.",
        "The minister visited her grandmother in Lyon.",
        "A German tourist who had been visiting Crete with her husband was found safe on Tuesday.",
        "The school held a drill on Monday, and Honda unveiled a jet for six passengers.",
        "The chief executive met suppliers in Shenzhen last week and toured a plant that makes screens.",
        "The actor thanked his mother, and the singer stood by her husband.",
    ],
)
def test_what_private_people_and_firms_do_among_themselves_is_no_event(parser: Parser, text: str) -> None:
    assert [event for event in told(parser, text) if not event.endswith("hypothetical")] == []


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Families of the hostages demanded answers from the government.", "REQUEST"),
        ("The union reached a wage deal with the company.", "AGREE -: company, union > - asserted"),
        ("The mining company threatened the villagers.", "THREATEN -: mining company > villagers asserted"),
        ("The poet accused the president of lying.", "ACCUSE allege: poet > president asserted"),
        ("Rubio spoke with the mother of the hostage.", "CONSULT"),
        ("Tribal leaders met in Hasakeh on Sunday.", "CONSULT"),
        ("Students signed up for the militia.", "MOBILIZE"),
        ("Residents welcomed the truce.", "SUPPORT -: Residents > - asserted"),
    ],
)
def test_where_somebody_public_takes_part_it_is_one(parser: Parser, text: str, event: str) -> None:
    assert any(found.startswith(event) for found in told(parser, text))


def test_what_a_firm_promises_its_customers_or_threatens_alone_is_its_trade(parser: Parser) -> None:
    assert told(parser, "The airline promised to compensate customers for the delay.") == []
    assert told(parser, "The airline threatened to drop the route.") == []
