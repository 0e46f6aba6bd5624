"""Who is under fire is shot at where arms are named, and blamed where they are not."""

from __future__ import annotations

import pytest
from event_reading import told

from stancewire.nlp.parser import Parser

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("UN peacekeepers came under fire from militiamen.", "ASSAULT -: militiamen > UN peacekeepers asserted"),
        ("The convoy came under attack from gunmen.", "ASSAULT -: gunmen > convoy asserted"),
        ("The patrol came under fire near Gao.", "ASSAULT -: - > patrol asserted"),
        ("The peacekeepers came under mortar fire.", "ASSAULT heavy-weapons: - > peacekeepers asserted"),
    ],
)
def test_those_whom_the_armed_have_under_fire_are_attacked(parser: Parser, text: str, event: str) -> None:
    assert told(parser, text) == [event]


@pytest.mark.parametrize(
    "text",
    [
        "The plan of the minister came under fire from farmers.",
        "The army chief came under fire from lawmakers.",
        "The minister came under attack from Berlin over the deal.",
        "The senator is under siege from reporters.",
    ],
)
def test_those_who_are_blamed_are_not_shot_at(parser: Parser, text: str) -> None:
    assert [event for event in told(parser, text) if event.startswith("ASSAULT")] == []
