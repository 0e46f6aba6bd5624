"""From this file to the dashboards in deploy/grafana: made, committed, checked.

python -m ops.dashboards (with tests/ on the path) writes them anew. Data only, but for the few helpers at the end.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from grafana_foundation_sdk.builders import timeseries
from grafana_foundation_sdk.builders.dashboard import Dashboard, DatasourceVariable, Row
from grafana_foundation_sdk.builders.prometheus import Dataquery
from grafana_foundation_sdk.cog.encoder import JSONEncoder
from grafana_foundation_sdk.models.dashboard import DataSourceRef

FOLDER = Path(__file__).resolve().parents[2] / "deploy" / "grafana"

Panel = tuple[str, str, str, str]
"""Title, unit, expression, legend."""


def _quantile(share: float, metric: str) -> str:
    return f"histogram_quantile({share}, sum by (stage, le) (rate(stancewire_{metric}_bucket[$__rate_interval])))"


def _rate(metric: str, by: str, where: str = "") -> str:
    return f"sum by ({by}) (rate(stancewire_{metric}{where}[$__rate_interval]))"


PIPELINE: dict[str, tuple[Panel, ...]] = {
    "Is it well?": (
        ("Ready workers", "short", "sum by (stage) (stancewire_ready)", "{{stage}}"),
        ("What keeps workers from being ready", "short", "stancewire_not_ready", "{{stage}} {{condition}}"),
    ),
    "Does it keep up?": (
        ("Behind, by stage", "short", "stage:stancewire_lag_messages:sum", "{{stage}}"),
        ("Taken in", "cps", _rate("messages_consumed_total", "stage"), "{{stage}}"),
        ("Outcomes", "cps", _rate("outcomes_total", "stage, outcome"), "{{stage}} {{outcome}}"),
        ("Written", "cps", _rate("records_published_total", "topic"), "{{topic}}"),
    ),
    "How long does it take?": (
        ("From arrival to outcome, 95 of 100", "s", _quantile(0.95, "end_to_end_latency_seconds"), "{{stage}}"),
        ("A stage's own time, 95 of 100", "s", _quantile(0.95, "stage_duration_seconds"), "{{stage}}"),
        ("A stage's own time, half", "s", _quantile(0.5, "stage_duration_seconds"), "{{stage}}"),
        ("Later than a minute", "percentunit", "stage:stancewire_late:ratio5m", "{{stage}}"),
    ),
    "What is under way?": (
        ("In flight", "short", "sum by (stage) (stancewire_in_flight_messages)", "{{stage}}"),
        ("Outside the window", "short", "sum by (stage) (stancewire_waiting_messages)", "{{stage}}"),
        ("Memory of the worker itself", "bytes", 'process_resident_memory_bytes{job="stancewire"}', "{{instance}}"),
        ("Reading the memory back", "s", "stancewire_memory_load_seconds", "{{stage}} {{instance}}"),
    ),
    "Is it calm?": (
        ("Rebalances", "short", "sum by (stage) (increase(stancewire_rebalances_total[15m]))", "{{stage}}"),
        ("Tries again", "cps", _rate("retries_total", "stage, cause"), "{{stage}} {{cause}}"),
        (
            "Coder processes replaced",
            "short",
            "sum by (cause) (increase(stancewire_pool_restarts_total[15m]))",
            "{{cause}}",
        ),
        ("Versions", "short", "count by (stage, version) (stancewire_build_info)", "{{stage}} {{version}}"),
    ),
}

CONTENT: dict[str, tuple[Panel, ...]] = {
    "What is told": (
        ("Events by type", "cps", _rate("event_mentions_total", "type"), "{{type}}"),
        ("Stances by polarity", "cps", _rate("stances_total", "polarity"), "{{polarity}}"),
        (
            "Share of each polarity",
            "percentunit",
            (
                "sum by (polarity) (increase(stancewire_stances_total[1h]))"
                " / scalar(sum(increase(stancewire_stances_total[1h])))"
            ),
            "{{polarity}}",
        ),
        (
            "Share of each type",
            "percentunit",
            (
                "sum by (type) (increase(stancewire_event_mentions_total[1h]))"
                " / scalar(sum(increase(stancewire_event_mentions_total[1h])))"
            ),
            "{{type}}",
        ),
    ),
    "By what, and from what": (
        (
            "Models",
            "short",
            "count by (fingerprint, profile) (stancewire_model_info)",
            "{{profile}} {{fingerprint}}",
        ),
        (
            "Share of copies",
            "percentunit",
            (
                'sum(increase(stancewire_outcomes_total{stage="enrich",outcome="copy"}[1h]))'
                ' / sum(increase(stancewire_outcomes_total{stage="enrich"}[1h]))'
            ),
            "copies",
        ),
        (
            "Events an article",
            "short",
            (
                "sum(increase(stancewire_event_mentions_total[1h]))"
                ' / sum(increase(stancewire_outcomes_total{stage="enrich"}[1h]))'
            ),
            "events",
        ),
        (
            "Stances an article",
            "short",
            (
                "sum(increase(stancewire_stances_total[1h]))"
                ' / sum(increase(stancewire_outcomes_total{stage="enrich"}[1h]))'
            ),
            "stances",
        ),
    ),
}

DEAD: dict[str, tuple[Panel, ...]] = {
    "What was given up": (
        ("By reason", "cps", _rate("dead_letters_total", "reason"), "{{reason}}"),
        ("By stage", "cps", _rate("dead_letters_total", "stage"), "{{stage}}"),
        ("Share of all outcomes", "percentunit", "stage:stancewire_dead_letters:ratio10m", "{{stage}}"),
        (
            "In the last day",
            "short",
            "sum by (stage, reason) (increase(stancewire_dead_letters_total[1d]))",
            "{{stage}} {{reason}}",
        ),
    ),
}

_FEED_SHARE = "instance:stancewire_feed_failures:ratio1h"

EDGES: dict[str, tuple[Panel, ...]] = {
    "Do feeds bring what they should?": (
        ("Places by outcome", "cps", _rate("feed_places_total", "outcome"), "{{outcome}}"),
        ("What stands in the way", "cps", _rate("feed_failures_total", "reason"), "{{reason}}"),
        ("Share that gives nothing", "percentunit", _FEED_SHARE, "{{instance}}"),
        (
            "Fetched",
            "Bps",
            "sum by (instance) (rate(stancewire_feed_received_bytes_total[$__rate_interval]))",
            "{{instance}}",
        ),
        (
            "Sent",
            "Bps",
            "sum by (instance) (rate(stancewire_feed_sent_bytes_total[$__rate_interval]))",
            "{{instance}}",
        ),
        ("Since a host was read", "s", "time() - stancewire_feed_last_success_timestamp_seconds", "{{host}}"),
        ("Since a round ended", "s", "time() - stancewire_feed_last_round_timestamp_seconds", "{{instance}}"),
        ("Feeds that fail", "short", "stancewire_feed_failing_sources", "{{instance}}"),
    ),
    "Does the database keep up?": (
        ("Behind", "short", "stancewire_sink_lag_messages:sum", "messages"),
        ("Written", "cps", _rate("sink_records_written_total", "kind"), "{{kind}}"),
        ("Taken away", "cps", "sum(rate(stancewire_sink_records_ended_total[$__rate_interval]))", "ended"),
        (
            "A batch's time, 95 of 100",
            "s",
            (
                "histogram_quantile(0.95, sum by (le)"
                " (rate(stancewire_sink_batch_duration_seconds_bucket[$__rate_interval])))"
            ),
            "batch",
        ),
        ("Since a batch was written", "s", "time() - stancewire_sink_last_write_timestamp_seconds", "{{instance}}"),
        (
            "Left out or given up",
            "short",
            (
                "increase(stancewire_sink_unreadable_messages_total[1h])"
                " + increase(stancewire_sink_overtaken_batches_total[1h])"
            ),
            "{{instance}}",
        ),
    ),
}

BOARDS = {
    "pipeline": ("Stancewire: pipeline", PIPELINE),
    "content": ("Stancewire: quality and drift", CONTENT),
    "dead": ("Stancewire: dead letters", DEAD),
    "edges": ("Stancewire: feeds and sink", EDGES),
}


def texts() -> dict[Path, str]:
    """Return every dashboard as JSON by the file that it stands in, the same bytes each time."""
    return {FOLDER / f"{name}.json": _text(name, *board) for name, board in BOARDS.items()}


def expressions(board: Any) -> Iterable[str]:
    """Return the expression of every panel of a dashboard read from its file."""
    return [target["expr"] for panel in board["panels"] for target in panel.get("targets", ())]


def expression(board: Any, title: str) -> str:
    """Return the expression of the panel of that title."""
    (found,) = (panel["targets"][0]["expr"] for panel in board["panels"] if panel["title"] == title)
    return str(found)


def _text(name: str, title: str, rows: dict[str, tuple[Panel, ...]]) -> str:
    board = Dashboard(title).uid(f"stancewire-{name}").refresh("30s").time("now-3h", "now").tags(["stancewire"])
    board = board.readonly().with_variable(DatasourceVariable("prometheus").type("prometheus"))
    for row, panels in rows.items():
        board = board.with_row(Row(row))
        for panel in panels:
            board = board.with_panel(_panel(*panel))
    return JSONEncoder(sort_keys=True, indent=2).encode(board.build()) + "\n"


def _panel(title: str, unit: str, expression: str, legend: str) -> timeseries.Panel:
    source = DataSourceRef(type_val="prometheus", uid="${prometheus}")
    query = Dataquery().expr(expression).legend_format(legend).ref_id("A")
    return timeseries.Panel().title(title).unit(unit).span(6).height(7).datasource(source).with_target(query)


if __name__ == "__main__":
    for path, text in texts().items():
        path.write_text(text, encoding="utf-8")
