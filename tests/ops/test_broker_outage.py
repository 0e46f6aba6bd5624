"""The broker stops under load: the right alert reaches a person with its runbook, and clears after the recovery."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from kafka_broker import KafkaBroker, own_broker
from kafka_workers import Cluster, Worker, article, wait_until
from ops.monitoring import Prometheus, Webhook, alertmanager, prometheus, webhook

pytestmark = [pytest.mark.kafka, pytest.mark.timeout(240)]

ALERT = "StancewireBrokerUnreachable"
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
        made.wait_ready()
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
    cluster.feed(map(article, range(200)))
    wait_until(lambda: (server.value('sum(stancewire_outcomes_total{outcome="completed"})') or 0) >= 200)
    wait_until(lambda: server.value("stage:stancewire_lag_messages:sum") == 0)
    assert hook.told == []

    cluster.feed(map(article, range(200, 3000)))
    broker.stop()
    wait_until(lambda: hook.alerts(ALERT, "firing"), within_s=60)
    (alert, *_) = hook.alerts(ALERT, "firing")
    assert alert["labels"]["stage"] == "ingest"
    assert alert["labels"]["severity"] == "critical"
    assert (ROOT / alert["annotations"]["runbook_url"]).is_file()
    assert server.value('stancewire_ready{stage="ingest"}') == 0

    broker.start()
    wait_until(lambda: hook.alerts(ALERT, "resolved"), within_s=90)
    wait_until(lambda: cluster.committed("ingest", "article.raw.v1") == cluster.ends("article.raw.v1"), within_s=60)
    wait_until(lambda: server.value("stage:stancewire_lag_messages:sum") == 0)
    told = {alert["labels"]["alertname"] for call in hook.told for alert in call["alerts"]}
    # On a slow machine the articles that waited through the outage are late, and it is right to say so.
    assert told - {"StancewireLate"} == {ALERT}
    assert worker.terminate() == 0
