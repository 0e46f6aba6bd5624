"""The page on scale: more partitions, more workers, an outage caught up with, and ten million articles on paper."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

from stancewire.benchmarks import service_cost
from stancewire.benchmarks.cluster_model import ASSUMED, Model
from stancewire.benchmarks.contenders import Service
from stancewire.benchmarks.plot import Axes, plot
from stancewire.benchmarks.report import measured_on, table, write
from stancewire.benchmarks.texts import wire_articles, words

PARTITIONS: Final = (1, 2, 4, 8)
WORKERS: Final = (1, 2, 3)

ABOUT: Final = """\
Articles of about 800 words as wires send them, all at once; the profile `fast`, one coder a worker. Two cores
carry all of it: the broker, the feed, three stages. So more partitions and more workers are not expected to bring
more articles here; what is shown is that they cost nothing, and how far two cores go."""


def page(bootstrap: str, folder: Path, count: int, say: Callable[[str], None], command: str) -> None:
    """Measure, write the page and its drawing."""
    by_partitions = {
        number: service_cost.throughput(bootstrap, Service("scale", "fast", partitions=number), count)
        for number in PARTITIONS
    }
    say(f"by partitions: {by_partitions}")
    by_workers = {
        number: service_cost.throughput(bootstrap, Service("scale", "fast", workers=number), count)
        for number in WORKERS
    }
    say(f"by workers: {by_workers}")
    caught = service_cost.catch_up(bootstrap, "fast", 2 * count)
    say(f"caught up: {caught}")
    costs = service_cost.costs(bootstrap, "accurate", count)
    say(f"costs: {costs}")
    articles = wire_articles(count)
    model = Model(costs.first, costs.mentions, words(articles) / count)
    lines = {
        "partitions": [(float(n), rate) for n, rate in by_partitions.items()],
        "workers": [(float(n), rate) for n, rate in by_workers.items()],
    }
    folder.mkdir(parents=True, exist_ok=True)
    drawing = plot("Articles a second on two cores", Axes("/s", ""), lines)
    (folder / "scale.svg").write_text(drawing, encoding="utf-8")
    write(folder, "scale.md", _parts(by_partitions, by_workers, caught, model, command))


def _parts(
    by_partitions: dict[int, float],
    by_workers: dict[int, float],
    caught: service_cost.CaughtUp,
    model: Model,
    command: str,
) -> tuple[str, ...]:
    rate = "articles a second"
    return (
        "# Scale",
        ABOUT,
        "![Articles a second by partitions and workers](scale.svg)",
        table(("partitions, one enrich worker", rate), _rates(by_partitions)),
        table(("enrich workers, four partitions", rate), _rates(by_workers)),
        "## After an outage",
        _outage(caught),
        "## Ten million articles a day, on paper",
        ASSUMED,
        _constants(model),
        table(("what", "formula", "needed"), model.rows()),
        model.limit(),
        measured_on(command),
    )


def _rates(found: dict[int, float]) -> list[tuple[int, str]]:
    return [(number, f"{rate:.2f}") for number, rate in found.items()]


def _outage(caught: service_cost.CaughtUp) -> str:
    rate = caught.waiting / (caught.seconds - caught.ready_s)
    return (
        f"{caught.waiting} articles came in while no enrich worker ran. One was started, was ready after "
        f"{caught.ready_s:.1f} s, and had the last outcome acknowledged after {caught.seconds:.1f} s: {rate:.2f} "
        "articles a second. A stop of `t` is caught up with in `t × load / (1 - load)`, load being the share of "
        "that rate that comes in meanwhile: after an hour, in an hour at half load, in four hours at 80 %."
    )


def _constants(model: Model) -> str:
    costs = ", ".join(f"{part} {cost:.1f}" for part, cost in sorted(model.costs.items()))
    return (
        f"Constants, measured with the profile `accurate`: CPU ms of an article of {model.measured_words:.0f} "
        f"words with {model.mentions:.1f} event tellings: {costs}."
    )
