"""Whom a judgement meets where it names only the deed."""

from __future__ import annotations

import pytest
from event_reading import told

from stancewire.nlp.parser import Parser

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Rebels killed six villagers in Chad on Monday. France condemned the killings.",
         "ACCUSE disapprove: France > Rebels asserted"),
        ("Israel bombed a hospital in Gaza. Qatar condemned the strike.",
         "ACCUSE disapprove: Qatar > Israel asserted"),
        ("Kenya imposed a tariff on steel. Uganda called the tariff unjustified.",
         "ACCUSE disapprove: Uganda > Kenya asserted"),
        ("Lithuania closed its border with Belarus. Minsk called the step absurd.",
         "REJECT -: Belarusian government > Lithuania asserted"),
        ("Soldiers seized power in Guinea. France condemned the coup.",
         "ACCUSE disapprove: France > Soldiers asserted"),
    ],
)  # fmt: skip
def test_a_judged_deed_that_was_told_before_has_its_doer(parser: Parser, text: str, event: str) -> None:
    assert event in told(parser, text)


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Rebels killed six villagers in Chad. France condemned an attack on a ferry.",
         "ACCUSE disapprove: France > - asserted"),
        ("Rebels took a town in Chad. A convoy was ambushed nearby. France condemned the ambush.",
         "ACCUSE disapprove: France > - asserted"),
    ],
)  # fmt: skip
def test_a_deed_that_is_new_or_has_no_known_doer_gives_none(parser: Parser, text: str, event: str) -> None:
    assert event in told(parser, text)
