"""What somebody was on a day, against dated codes."""

from __future__ import annotations

from typing import Any, cast

from stancewire.enrich.coder import Coder
from stancewire.evaluate import roles

NO_CODER = cast("Coder", None)


def row(names: list[str], *held: tuple[str, str | None, str | None]) -> dict[str, Any]:
    return {"id": "r", "names": names, "roles": [{"code": c, "from": f, "to": t} for c, f, t in held]}


def measured(gold: dict[str, Any]) -> dict[str, float]:
    return roles.score([gold], [roles.predict(gold, NO_CODER)])


def test_a_chancellor_in_office_is_government() -> None:
    report = measured(row(["ANGELA MERKEL"], ("DEUGOV", "2010-01-01", "2012-01-01")))
    assert (report["role.accuracy"], report["country.accuracy"], report["people.held"]) == (1.0, 1.0, 1.0)


def test_a_chancellor_long_before_any_office_is_elite() -> None:
    assert measured(row(["ANGELA MERKEL"], ("DEUELI", "1970-01-01", "1980-01-01")))["role.accuracy"] == 1.0


def test_another_role_is_wrong() -> None:
    assert measured(row(["ANGELA MERKEL"], ("DEUREB", "2010-01-01", "2012-01-01")))["role.accuracy"] == 0.0


def test_who_is_not_held_costs_no_accuracy_and_is_told() -> None:
    report = measured(row(["NOBODY ATALL"], ("DEUGOV", "2010-01-01", "2012-01-01")))
    assert (report["role.gold"], report["people.held"]) == (0, 0.0)


def test_a_namesake_of_another_country_is_not_the_entry() -> None:
    assert measured(row(["ANGELA MERKEL"], ("FRAGOV", "2010-01-01", "2012-01-01")))["people.held"] == 0.0


def test_roles_with_an_open_end_are_not_scored() -> None:
    assert measured(row(["ANGELA MERKEL"], ("DEUGOV", "2010-01-01", None)))["role.gold"] == 0
