"""From the metric cards to a page for operators: generated, committed, checked."""

from __future__ import annotations

from collections.abc import Iterator

from stancewire.feeds.cards import FEED_METRICS
from stancewire.sink.cards import SINK_METRICS
from stancewire.stream.metric_card import Label, MetricCard
from stancewire.stream.metric_cards import ALL, METRICS

EVERY = tuple(dict.fromkeys((*METRICS, *FEED_METRICS, *SINK_METRICS)))

_INTRODUCTION = (
    "Made from the metric cards by `stancewire schemas export`. Every worker answers `/metrics` on",
    "`STANCEWIRE_HTTP_BIND:STANCEWIRE_HTTP_PORT`; `stancewire feed rss`, `feed list` and `sink` do where",
    "`--http-port` gives them a port. Names have the prefix `stancewire_` and base units; every",
    "metric has the label `stage`. Label values come from closed lists, or are bounded as said; no word of a",
    "message becomes a label. A repeat after a crash is counted again. `process_*` are the standard metrics of",
    "the process itself, without the coder processes of an enrich worker.",
)


def page() -> str:
    """Return the page as Markdown, the same bytes each time."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield "# Metrics"
    yield ""
    yield from _INTRODUCTION
    yield ""
    yield "| metric | kind | meaning | told by |"
    yield "| --- | --- | --- | --- |"
    yield from (_row(card) for card in EVERY)
    yield ""
    yield "## Labels"
    yield ""
    yield "| metric | label | values |"
    yield "| --- | --- | --- |"
    for card in EVERY:
        yield from (f"| `{card.full_name}` | `{label.name}` | {_values(label)} |" for label in card.labels)
    yield ""
    yield "## Buckets"
    yield ""
    for card in EVERY:
        if card.buckets:
            yield f"- `{card.full_name}`: {', '.join(f'{bound:g}' for bound in card.buckets)} seconds"


def _row(card: MetricCard) -> str:
    return f"| `{card.full_name}` | {card.kind} | {card.meaning} | {_told_by(card.stages)} |"


def _told_by(stages: tuple[str, ...]) -> str:
    others = [stage for stage in stages if stage not in ALL]
    return ", ".join(["every stage", *others] if set(ALL) <= set(stages) else stages)


def _values(label: Label) -> str:
    return ", ".join(f"`{value}`" for value in label.values) or label.bound
