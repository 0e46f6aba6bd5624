"""Names of environment variables, and those that look like a setting and are none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from itertools import chain
from typing import Final

from pydantic import BaseModel

from stancewire.settings import PASSWORD_FILE, Settings

PREFIX: Final = "STANCEWIRE_"
_OF_COMMANDS: Final = (
    PASSWORD_FILE,
    "STANCEWIRE_SINK_TO",
    "STANCEWIRE_FEED_CONTACT",
    "STANCEWIRE_REGISTRY_URL",
)
_OF_TESTS: Final = ("STANCEWIRE_TEST_", "STANCEWIRE_BENCH_")


def known() -> list[str]:
    """Return every variable that something here reads."""
    return [*_OF_COMMANDS, *(name.upper() for name in _names(Settings, PREFIX))]


def unknown(environment: Iterable[str]) -> Iterator[tuple[str, str | None]]:
    """Yield each variable with our prefix that nothing reads, and the one that may be meant.

    A variable with a slip in its name would leave its setting at the default without a word.
    """
    names = known()
    for name in sorted(environment):
        if name.startswith(PREFIX) and not name.startswith(_OF_TESTS) and name.upper() not in names:
            yield name, next(iter(get_close_matches(name, names, 1, 0.8)), None)


def _names(model: type[BaseModel], before: str) -> Iterator[str]:
    for name, field in model.model_fields.items():
        inner = field.annotation
        if isinstance(inner, type) and issubclass(inner, BaseModel):
            yield from chain((before + name,), _names(inner, f"{before}{name}__"))
        else:
            yield before + name
