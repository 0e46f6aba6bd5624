"""Tasks `actors` and `agents`: names and common nouns against undated CAMEO codes of country and role.

A gold row of `actors` is {id, names[], roles[{code}]}, one of `agents` is {id, agent, code}. A code is countries
(ISO 3166 alpha-3) and roles (CAMEO, three letters each) in a row: "MNCUSAHLH". Nothing is parsed: this scores the
knowledge, not the reading.
"""

from __future__ import annotations

from typing import Final

from stancewire.enrich.coder import Coder
from stancewire.evaluate.gold import Row
from stancewire.evaluate.measures import Report, ratio
from stancewire.nlp.knowledge import Entry, Knowledge
from stancewire_schemas.codes import EntityType

ACTORS_NEEDED: Final = ("id", "names", "roles")
AGENTS_NEEDED: Final = ("id", "agent", "code")
# CAMEO's roles that say the same as one of the record's sectors, beside the role of that name.
_ALSO: Final = {
    "BUS": {"BUS", "MNC"},
    "MNC": {"MNC", "BUS"},
    "NGO": {"NGO", "NGM", "HRI", "ENV"},
    "HRI": {"HRI", "NGO", "NGM"},
    "IGO": {"IGO", "IMG"},
    "REB": {"REB", "INS", "SEP", "UAF", "IMG"},
    "UAF": {"UAF", "REB", "INS", "SEP", "IMG"},
    "REL": {"REL", "CHR", "MUS", "JEW", "HIN", "BUD", "CTH", "PRO", "MOS"},
    "COP": {"COP", "GOV"},
    "SPY": {"SPY", "GOV", "MIL"},
    "MIL": {"MIL", "GOV"},
    "JUD": {"JUD", "GOV"},
    "LEG": {"LEG", "GOV"},
    "PTY": {"PTY", "OPP"},
    "CVL": {"CVL", "PPL"},
}


def predict_actor(row: Row, _: Coder) -> Row:
    """Return the entry that the names mean, with its country and sector; None where they mean none or several."""
    knowledge = Knowledge.load()
    found = {e.id: e for name in row["names"] for e in knowledge.lookup(name.title()) if _is_body(e)}
    entry = next(iter(found.values())) if len(found) == 1 else None
    return {
        "id": row["id"],
        "entry": entry.id if entry else None,
        "country": entry.country if entry else None,
        "sector": entry.sector if entry else None,
    }


def _is_body(entry: Entry) -> bool:
    return entry.type is not EntityType.PERSON


def score_actors(rows: list[Row], predictions: list[Row]) -> Report:
    """Return how many bodies are held, and of those the shares whose country and whose role fit one of the codes.

    The country is asked only where both the code and the entry tell one, the role where the code tells one.
    """
    held = [(row, p) for row, p in zip(rows, predictions, strict=True) if p["entry"]]
    with_country = [(row, p) for row, p in held if p["country"] and _countries(row)]
    with_role = [
        (row, p) for row, p in held if any(_parts(role["code"]) - _countries(row) for role in row["roles"])
    ]
    fitting = sum(any(_agrees(role["code"], p["sector"]) for role in row["roles"]) for row, p in with_role)
    at_home = sum(p["country"] in _countries(row) for row, p in with_country)
    return {
        "bodies.held": ratio(len(held), len(rows)),
        "bodies.gold": len(rows),
        "role.accuracy": ratio(fitting, len(with_role)),
        "role.gold": len(with_role),
        "country.accuracy": ratio(at_home, len(with_country)),
        "country.gold": len(with_country),
    }


def predict_agent(row: Row, _: Coder) -> Row:
    """Return the sector of a common noun, None for one that names no kind of actor."""
    knowledge = Knowledge.load()
    # As in a text, the longest role noun that ends the phrase: "constable" of "police constable".
    noun = knowledge.role_ending(row["agent"].lower().split())
    return {"id": row["id"], "held": noun is not None, "sector": noun.sector if noun else None}


def score_agents(rows: list[Row], predictions: list[Row]) -> Report:
    """Return how many nouns are known, and the share of those whose sector fits the code; also for each role."""
    held = [(row, p) for row, p in zip(rows, predictions, strict=True) if p["held"]]
    fitting = sum(_agrees(row["code"], p["sector"]) for row, p in held)
    report: Report = {
        "nouns.held": ratio(len(held), len(rows)),
        "nouns.gold": len(rows),
        "role.accuracy": ratio(fitting, len(held)),
        "role.gold": len(held),
    }
    for role in sorted({row["code"][:3] for row, _ in held}):
        own = [(row, p) for row, p in held if row["code"][:3] == role]
        report[f"{role}.accuracy"] = ratio(sum(_agrees(row["code"], p["sector"]) for row, p in own), len(own))
        report[f"{role}.gold"] = len(own)
    return report


def _parts(code: str) -> set[str]:
    return {code[start : start + 3] for start in range(0, len(code), 3)}


def _countries(row: Row) -> set[str]:
    knowledge = Knowledge.load()
    return {part for role in row["roles"] for part in _parts(role["code"]) if knowledge.country(part)}


def _agrees(code: str, sector: str | None) -> bool:
    return sector is not None and bool(_parts(code) & ({sector} | _ALSO.get(sector, set())))
