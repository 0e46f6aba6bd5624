from __future__ import annotations

import pytest
from stance_reading import Understand, understand

from stancewire.nlp.parser import Parser


@pytest.fixture(scope="session")
def told(parser: Parser) -> Understand:
    """Read a text with entities, quotes and stances."""
    return lambda text: understand(parser, text)
