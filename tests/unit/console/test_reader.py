from __future__ import annotations

import pytest

from stancewire.console.reader import card_name
from stancewire.errors import UserError
from stancewire.settings import Settings


@pytest.mark.parametrize("said", ["event.v1", "event", "news.event.v1", "news.event"])
def test_a_topic_is_known_with_or_without_prefix_and_version(said: str) -> None:
    assert card_name(Settings(), said) == "event.v1"


def test_an_unknown_topic_is_told_with_the_known_ones() -> None:
    with pytest.raises(UserError, match=r"no topic 'evnt'; known are article\.raw\.v1, .*, event\.v1") as mistake:
        card_name(Settings(), "evnt")
    assert mistake.value.exit_code == 2
