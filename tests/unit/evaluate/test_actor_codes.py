"""Names and nouns against CAMEO codes: what is held, and what of it agrees."""

from __future__ import annotations

from typing import cast

from stancewire.enrich.coder import Coder
from stancewire.evaluate.actor_codes import predict_actor, predict_agent, score_actors, score_agents
from stancewire.evaluate.gold import Row

NOBODY = cast("Coder", None)


def body(name: str, code: str) -> Row:
    return {"id": name, "names": [name], "roles": [{"code": code}]}


def noun(words: str, code: str) -> Row:
    return {"id": words, "agent": words, "code": code}


def test_bodies_are_scored_on_country_and_role_where_the_code_tells_them() -> None:
    rows = [
        body("EMBRAER", "MNCBRA"),
        body("EMBRAER", "NGOCHE"),
        body("ROMANIA", "ROU"),
        body("NO SUCH BODY", "NGO"),
    ]
    assert score_actors(rows, [predict_actor(row, NOBODY) for row in rows]) == {
        "bodies.held": 0.75,
        "bodies.gold": 4,
        "role.accuracy": 0.5,
        "role.gold": 2,
        "country.accuracy": 0.667,
        "country.gold": 3,
    }


def test_a_noun_is_known_by_the_longest_role_noun_that_ends_it() -> None:
    rows = [noun("village teacher", "EDU"), noun("rebel", "COP"), noun("xylograph", "CVL")]
    assert score_agents(rows, [predict_agent(row, NOBODY) for row in rows]) == {
        "nouns.held": 0.667,
        "nouns.gold": 3,
        "role.accuracy": 0.5,
        "role.gold": 2,
        "COP.accuracy": 0.0,
        "COP.gold": 1,
        "EDU.accuracy": 1.0,
        "EDU.gold": 1,
    }
