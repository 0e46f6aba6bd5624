"""Task `roles`: what a person of the knowledge base was on a day, against dated codes of country and role.

A gold row is {id, names[], roles[{code, from, to}]}; a code is an ISO 3166 alpha-3 country and one or more CAMEO
role codes of three letters ("IDNGOVHRI"), ELI for those out of office.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from stancewire.enrich.coder import Coder
from stancewire.evaluate.gold import Row
from stancewire.evaluate.measures import Report, Tally, ratio
from stancewire.nlp.document import Entity
from stancewire.nlp.knowledge import Entry, Knowledge
from stancewire.nlp.linking import apply_office
from stancewire_schemas.codes import EntityType

NEEDED: Final = ("id", "names", "roles")
# What CAMEO tells apart and the record does not, and the other way round.
_SAME: Final = {
    "GOV": frozenset({"GOV", "MIL", "LEG", "JUD", "SPY", "COP"}),
    "LEG": frozenset({"LEG", "GOV", "PTY", "OPP"}),
    "PTY": frozenset({"PTY", "OPP", "LEG", "GOV"}),
    "OPP": frozenset({"OPP", "PTY", "LEG"}),
    "MIL": frozenset({"MIL", "GOV"}),
    "JUD": frozenset({"JUD", "GOV"}),
    "SPY": frozenset({"SPY", "GOV", "MIL"}),
    "COP": frozenset({"COP", "GOV"}),
    "REB": frozenset({"REB", "UAF", "INS", "SEP"}),
    "UAF": frozenset({"UAF", "REB", "INS", "SEP"}),
    "ELI": frozenset({"ELI"}),
}


def predict(row: Row, _: Coder) -> Row:
    """Return the entry that the names mean, and what it was in the middle of each dated role."""
    knowledge = Knowledge.load()
    entry = _entry(row, knowledge)
    days = [_middle(role) for role in row["roles"]]
    return {
        "id": row["id"],
        "entry": entry.id if entry else None,
        "roles": [None if entry is None or day is None else _on(entry, day, knowledge) for day in days],
    }


def _entry(row: Row, knowledge: Knowledge) -> Entry | None:
    found = {
        e.id: e for name in row["names"] for e in knowledge.lookup(name.title()) if e.type is EntityType.PERSON
    }
    home = {role["code"][:3] for role in row["roles"]}
    fitting = [entry for entry in found.values() if entry.country in home]
    return fitting[0] if len(fitting) == 1 else None


def _middle(role: Row) -> date | None:
    """Return the middle of a role's time; None where one end is open: the file does not say until when it knew."""
    if not role["from"] or not role["to"]:
        return None
    first, last = date.fromisoformat(role["from"]), date.fromisoformat(role["to"])
    return first + timedelta(days=(last - first).days // 2)


def _on(entry: Entry, day: date, knowledge: Knowledge) -> Row:
    entity = Entity(entry.name, EntityType.PERSON, country=entry.country)
    apply_office(entity, entry, day, knowledge)
    return {"day": day.isoformat(), "country": entity.country, "sector": entity.sector, "role": entity.role}


def score(rows: list[Row], predictions: list[Row]) -> Report:
    """Return the share of days on which country and role agree, over the people whom the knowledge base holds.

    Several gold roles may hold on one day; any of them counts. `held` is the share of people found at all.
    """
    both, country = Tally(), Tally()
    held = 0
    for row, prediction in zip(rows, predictions, strict=True):
        held += prediction["entry"] is not None
        for told in filter(None, prediction["roles"]):
            codes = list(_codes_on(row, told["day"]))
            at_home = any(code[:3] == told["country"] for code in codes)
            country.add(at_home, 1, 1)
            both.add(at_home and any(_agrees(code, told["sector"]) for code in codes), 1, 1)
    return {
        "role.accuracy": ratio(both.right, both.right + both.missed),
        "country.accuracy": ratio(country.right, country.right + country.missed),
        "role.gold": both.right + both.missed,
        "people.held": ratio(held, len(rows)),
        "people.gold": len(rows),
    }


def _codes_on(row: Row, day: str) -> Iterator[str]:
    return (r["code"] for r in row["roles"] if (r["from"] or "") <= day <= (r["to"] or "9999"))


def _agrees(code: str, sector: str | None) -> bool:
    parts = {code[start : start + 3] for start in range(3, len(code), 3)}
    return sector is not None and bool(parts & _SAME.get(sector, frozenset({sector})))
