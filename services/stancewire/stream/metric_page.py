"""From the metric cards to a page for operators: generated, committed, checked."""

from __future__ import annotations

from collections.abc import Iterator

from stancewire.stream.metric_cards import ALL, METRICS, Label, MetricCard

_INTRODUCTION = (
    "Made from the metric cards by `stancewire schemas export`. Every worker answers `/metrics` on",
    "`STANCEWIRE_HTTP_BIND:STANCEWIRE_HTTP_PORT`. Names have the prefix `stancewire_` and base units; every",
    "metric has the label `stage`. Label values come from closed lists, or are bounded as said; no word of a",
    "message becomes a label. A repeat after a crash is counted again. `process_*` are the standard metrics of",
    "the worker's own process, without its coder processes.",
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
    yield from (_row(card) for card in METRICS)
    yield ""
    yield "## Labels"
    yield ""
    yield "| metric | label | values |"
    yield "| --- | --- | --- |"
    for card in METRICS:
        yield from (f"| `{card.full_name}` | `{label.name}` | {_values(label)} |" for label in card.labels)
    yield ""
    yield "## Buckets"
    yield ""
    for card in METRICS:
        if card.buckets:
            yield f"- `{card.full_name}`: {', '.join(f'{bound:g}' for bound in card.buckets)} seconds"


def _row(card: MetricCard) -> str:
    told_by = "every stage" if card.stages == ALL else ", ".join(card.stages)
    return f"| `{card.full_name}` | {card.kind} | {card.meaning} | {told_by} |"


def _values(label: Label) -> str:
    return ", ".join(f"`{value}`" for value in label.values) or label.bound
