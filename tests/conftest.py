"""Fixtures that every kind of test may ask for."""

from __future__ import annotations

from pathlib import Path

import pytest
from kafka_broker import kafka as kafka  # noqa: PLC0414  # the broker of the session; re-exported as a fixture
from kafka_workers import cluster as cluster  # noqa: PLC0414  # its topics for one test; the same

from stancewire.nlp.parser import Parser

SHARED = Path(__file__).resolve().parents[2] / "shared"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let a person accept what the coder says now, after reading the difference; and set how long a soak is."""
    parser.addoption("--write-golden", action="store_true", help="write the golden records anew; read the diff")
    parser.addoption("--soak-minutes", default="30", help="how long the soak feeds and kills")
    parser.addoption("--soak-rate", default="0", help="messages a second that the soak feeds at most; 0: no limit")


@pytest.fixture(scope="session")
def parser() -> Parser:
    """One parser for the session: loading it takes seconds."""
    return Parser()


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of development data beside the project; tests that read it are skipped where it is absent."""
    if not SHARED.is_dir():
        pytest.skip(f"LEFT OUT: the development data folder {SHARED.name}/ is not beside the project")
    return SHARED
