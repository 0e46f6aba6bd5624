"""THE TASKS AS A TABLE: name, fields that a gold row needs, how to predict, how to score."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from stancewire.enrich.coder import Coder
from stancewire.evaluate import (
    actor_codes,
    coreference,
    dates,
    entities,
    events,
    places,
    polarity,
    quotes,
    roles,
    stances,
    stories,
)
from stancewire.evaluate.gold import Row
from stancewire.evaluate.measures import Report
from stancewire.evaluate.merging import NEEDED as MERGE_NEEDS
from stancewire.evaluate.merging import Merging
from stancewire.evaluate.merging import score as score_merge


@dataclass(frozen=True, slots=True)
class Task:
    """One task. `predict` and `finish` together make the predictions, `score` compares them with the rows."""

    name: str
    needed: tuple[str, ...]
    predict: Callable[[Row, Coder], Row]
    score: Callable[[list[Row], list[Row]], Report]
    finish: Callable[[list[Row]], list[Row]] = list


def tasks() -> dict[str, Task]:
    """Return fresh tasks by name."""
    merging = Merging()
    found = (
        Task("entities", entities.NEEDED, entities.predict, entities.score),
        Task("coreference", entities.NEEDED, entities.predict, coreference.score),
        Task("places", places.NEEDED, places.predict, places.score),
        Task("dates", dates.NEEDED, dates.predict, dates.score),
        Task("roles", roles.NEEDED, roles.predict, roles.score),
        Task("actors", actor_codes.ACTORS_NEEDED, actor_codes.predict_actor, actor_codes.score_actors),
        Task("agents", actor_codes.AGENTS_NEEDED, actor_codes.predict_agent, actor_codes.score_agents),
        Task("quotes", stances.NEEDED, quotes.predict, quotes.score),
        Task("stances", stances.NEEDED, stances.predict, stances.score),
        Task("polarity", polarity.NEEDED, polarity.predict, polarity.score),
        Task("events", events.NEEDED, events.predict, events.score),
        Task("stories", stories.NEEDED, stories.predict, stories.score),
        Task("merge", MERGE_NEEDS, merging.predict, score_merge, merging.finish),
    )
    return {task.name: task for task in found}


def predictions(task: Task, rows: list[Row], coder: Coder, advance: Callable[[], None]) -> list[Row]:
    """Return one prediction a row, in order."""

    def each() -> Iterator[Row]:
        for row in rows:
            yield task.predict(row, coder)
            advance()

    return task.finish(list(each()))
