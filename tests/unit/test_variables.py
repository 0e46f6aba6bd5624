"""A slip in the name of a variable is seen."""

from __future__ import annotations

import re
from pathlib import Path

from stancewire.variables import known, unknown

ROOT = Path(__file__).resolve().parents[2]


def test_a_slip_is_told_with_what_may_be_meant() -> None:
    found = dict(
        unknown(["STANCEWIRE_PROFIL", "STANCEWIRE_KAFKA_SECURITY_PROTOCOL", "STANCEWIRE_NONSENSE", "HOME"])
    )
    assert found == {
        "STANCEWIRE_PROFIL": "STANCEWIRE_PROFILE",
        "STANCEWIRE_KAFKA_SECURITY_PROTOCOL": "STANCEWIRE_KAFKA__SECURITY_PROTOCOL",
        "STANCEWIRE_NONSENSE": None,
    }


def test_what_is_read_and_what_tests_read_is_no_slip() -> None:
    assert list(unknown([*known(), "STANCEWIRE_TEST_BOOTSTRAP", "stancewire_slots"])) == []


def test_every_variable_that_a_page_names_is_read_by_something() -> None:
    pages = [ROOT / "README.md", *(ROOT / "docs").glob("*.md"), *(ROOT / "deploy").rglob("*.md")]
    named = {name for page in pages for name in re.findall(r"STANCEWIRE_[A-Z_]*[A-Z]", page.read_text("utf-8"))}
    assert {name for name, _ in unknown(named)} == set()
