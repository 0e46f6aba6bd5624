"""The broker stops under load: the right alert reaches a person with its runbook, and clears after the recovery."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from kafka_broker import KafkaBroker, own_broker
from kafka_workers import Cluster, Worker, article, wait_until
from ops import dashboards
from ops.monitoring import Prometheus, Webhook, alertmanager, prometheus, webhook

pytestmark = [pytest.mark.kafka, pytest.mark.timeout(1200)]

ALERT, SLOW = "StancewireBrokerUnreachable", "StancewireLate"
"""On a slow machine articles are late, those above all that waited through the outage: it is right to say so."""

BOARD = json.loads((dashboards.FOLDER / "pipeline.json").read_bytes())
PANELS = ("Ready workers", "What keeps workers from being ready", "Behind, by stage")

PATIENCE_S = 180
"""What is waited for comes within seconds on a quiet machine; how fast it is, other tests judge."""

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def broker() -> Iterator[KafkaBroker]:
    with own_broker() as made:
        yield made


@pytest.fixture
def cluster(broker: KafkaBroker) -> Cluster:
    made = Cluster(broker.bootstrap)
    assert made.call("topics", "create").returncode == 0
    return made


@pytest.fixture
def worker(cluster: Cluster, tmp_path: Path) -> Iterator[Worker]:
    with Worker(cluster, "ingest", tmp_path / "ingest.log") as made:
        made.wait_ready(PATIENCE_S)
        yield made


@pytest.fixture
def hook() -> Iterator[Webhook]:
    with webhook() as made:
        yield made


@pytest.fixture
def server(worker: Worker, hook: Webhook, tmp_path: Path) -> Iterator[Prometheus]:
    with alertmanager(tmp_path, hook) as port, prometheus(tmp_path, [worker.port()], port) as made:
        yield made


def test_a_stopped_broker_fires_its_alert_with_a_runbook_and_a_broker_that_is_back_clears_it(
    broker: KafkaBroker, cluster: Cluster, worker: Worker, hook: Webhook, server: Prometheus
) -> None:
    ready, hindered, behind = (dashboards.expression(BOARD, title) for title in PANELS)
    cluster.feed(map(article, range(200)))
    wait_until(
        lambda: (server.value('sum(stancewire_outcomes_total{outcome="completed"})') or 0) >= 200, PATIENCE_S
    )
    wait_until(lambda: server.value(behind) == 0, PATIENCE_S)
    assert server.value(ready) == 1
    assert names(hook) <= {SLOW}

    cluster.feed(map(article, range(200, 3000)))
    broker.stop()
    wait_until(lambda: hook.alerts(ALERT, "firing"), PATIENCE_S)
    (alert, *_) = hook.alerts(ALERT, "firing")
    assert alert["labels"]["stage"] == "ingest"
    assert alert["labels"]["severity"] == "critical"
    assert (ROOT / alert["annotations"]["runbook_url"]).is_file()
    wait_until(lambda: server.value(ready) == 0, PATIENCE_S)
    wait_until(lambda: server.values(hindered, "condition").get("broker") == 1, PATIENCE_S)
    assert hook.alerts(ALERT, "resolved") == []

    broker.start()
    wait_until(lambda: hook.alerts(ALERT, "resolved"), PATIENCE_S)
    wait_until(lambda: cluster.committed("ingest", "article.raw.v1") == cluster.ends("article.raw.v1"), PATIENCE_S)
    wait_until(lambda: (server.value(ready), server.value(behind)) == (1, 0), PATIENCE_S)
    assert names(hook) - {SLOW} == {ALERT}
    assert worker.terminate(PATIENCE_S) == 0


def names(hook: Webhook) -> set[str]:
    """Return the alerts that were told so far."""
    return {alert["labels"]["alertname"] for call in list(hook.told) for alert in call["alerts"]}
