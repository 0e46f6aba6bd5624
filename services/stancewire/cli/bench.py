"""`stancewire bench`: cost as ratios over the bare parser, floor and candidates on the same texts in one run."""

from __future__ import annotations

import json
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from stancewire.benchmarks.service import Slope, slope
from stancewire.benchmarks.texts import raw_articles
from stancewire.benchmarks.understanding import Cost, measure
from stancewire.cli.environment import settings_from_environment
from stancewire.nlp.pipeline import Pipeline

app = typer.Typer(
    help="Measure cost as ratios over the bare parser (tagger, parser, names).\n\n"
    "CPU time of the same articles in one run; ratios hold on a busy machine, absolute numbers do not.\n\n"
    "Examples:\n\n  stancewire bench\n\n  stancewire bench --no-service --articles 20 --json"
)


@app.command()
def bench(
    articles: Annotated[int, typer.Option(min=2, help="Articles of about 800 words for the coder.")] = 30,
    service: Annotated[
        bool, typer.Option("--service/--no-service", help="Also run the whole service, twice, on a trial broker.")
    ] = True,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object instead of tables.")] = False,
) -> None:
    """Print CPU per article of the coder and of the whole service over the bare parser."""
    settings = settings_from_environment()
    errors = Console(stderr=True)
    with Progress(console=errors, disable=not errors.is_terminal, transient=True) as progress:
        task = progress.add_task("coding", total=articles)
        cost = measure(Pipeline.load(settings.profile), raw_articles(articles), lambda: progress.advance(task))
    whole = slope(settings, articles, 4 * articles) if service else None
    if as_json:
        typer.echo(json.dumps(_as_json(cost, whole)))
        return
    console = Console()
    console.print(_cost_table(cost, whole))
    console.print(_parts_table(cost))


def _as_json(cost: Cost, whole: Slope | None) -> dict[str, object]:
    floor = cost.floor_s / cost.articles
    return {
        "articles": cost.articles,
        "words_per_article": round(cost.words / cost.articles),
        "floor_ms": round(1000 * floor, 1),
        "code_ratio": round(cost.ratio, 3),
        "parts_over_floor": {name: round(spent / cost.floor_s, 4) for name, spent in cost.parts_s.items()},
        "service_ratio": None if whole is None else round(whole.cpu_s / floor, 3),
        "service_articles_per_second": None if whole is None else round(1 / whole.wall_s, 2),
    }


def _cost_table(cost: Cost, whole: Slope | None) -> Table:
    floor_ms = 1000 * cost.floor_s / cost.articles
    table = Table("what", "CPU ms an article", "over the floor", title="Cost of an article", box=None)
    table.caption = f"{cost.articles} articles of {cost.words / cost.articles:.0f} words"
    rows = [("bare parser (the floor)", floor_ms), ("stancewire code", 1000 * cost.whole_s / cost.articles)]
    if whole is not None:
        rows.append(("whole service, Kafka in to out", 1000 * whole.cpu_s))
        table.caption += f"; the service coded {1 / whole.wall_s:.1f} a second"
    for name, spent in rows:
        table.add_row(name, f"{spent:.1f}", f"{spent / floor_ms:.2f}")
    return table


def _parts_table(cost: Cost) -> Table:
    table = Table("component", "share of the floor", title="Where coding spends it", box=None)
    for name, spent in cost.parts_s.items():
        table.add_row(name, f"{100 * spent / cost.floor_s:.1f} %")
    return table
