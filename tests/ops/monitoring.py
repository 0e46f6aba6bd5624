"""Debian's Prometheus and Alertmanager on loopback ports, with the rules that ship, and a webhook that listens."""

from __future__ import annotations

import json
import subprocess
import urllib.parse
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from kafka_broker import free_ports
from kafka_workers import wait_until
from ops.posts import posts
from ops.programs import program

SCRAPE_S = 5
"""On a busy machine a worker may take a second to answer, and a scrape may not last longer than this."""

RULES = Path(__file__).resolve().parents[2] / "deploy" / "prometheus"


@dataclass
class Webhook:
    """What Alertmanager has told so far."""

    port: int = 0
    told: list[dict[str, Any]] = field(default_factory=list)

    def alerts(self, name: str, status: str) -> list[dict[str, Any]]:
        """Alerts of a name that came as `firing` or `resolved`."""
        found = [alert for call in list(self.told) for alert in call["alerts"]]
        return [alert for alert in found if alert["labels"]["alertname"] == name and alert["status"] == status]


@contextmanager
def webhook() -> Iterator[Webhook]:
    """Listen on a loopback port."""
    made = Webhook()
    with posts(lambda body: made.told.append(json.loads(body))) as made.port:
        yield made


class Prometheus:
    """A server that answers queries."""

    def __init__(self, port: int) -> None:
        self._port = port

    def query(self, expression: str) -> list[dict[str, Any]]:
        """Return the series of an instant query; an expression that is wrong raises urllib's HTTPError."""
        asked = urllib.parse.urlencode({"query": expression})
        with urllib.request.urlopen(f"http://127.0.0.1:{self._port}/api/v1/query?{asked}", timeout=60) as answer:
            return list(json.load(answer)["data"]["result"])

    def value(self, expression: str) -> float | None:
        """Return the value of the only series, or None."""
        found = self.query(expression)
        return float(found[0]["value"][1]) if len(found) == 1 else None

    def values(self, expression: str, label: str) -> dict[str, float]:
        """Return the value of each series by one of its labels."""
        return {one["metric"].get(label, ""): float(one["value"][1]) for one in self.query(expression)}

    def is_up(self) -> bool:
        """Tell whether it answers."""
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self._port}/-/ready", timeout=5) as answer:
                return bool(answer.status == 200)
        except OSError:
            return False


@contextmanager
def prometheus(folder: Path, targets: Sequence[int], alertmanager: int | None = None) -> Iterator[Prometheus]:
    """Scrape loopback ports every few seconds, with the rules that ship."""
    port = free_ports(1)[0]
    shipped = yaml.safe_load((RULES / "prometheus.yml").read_text(encoding="utf-8"))
    often = {"scrape_interval": f"{SCRAPE_S}s", "scrape_timeout": f"{SCRAPE_S}s", "evaluation_interval": "1s"}
    shipped["global"] = often
    shipped["rule_files"] = [str(RULES / name) for name in shipped["rule_files"]]
    del shipped["scrape_configs"][0]["dns_sd_configs"]
    shipped["scrape_configs"][0]["static_configs"] = [{"targets": [f"127.0.0.1:{target}" for target in targets]}]
    managers = [] if alertmanager is None else [f"127.0.0.1:{alertmanager}"]
    shipped["alerting"] = {"alertmanagers": [{"static_configs": [{"targets": managers}]}]}
    config = folder / "prometheus.yml"
    config.write_text(yaml.safe_dump(shipped), encoding="utf-8")
    order = [
        program("prometheus"),
        f"--config.file={config}",
        f"--storage.tsdb.path={folder / 'tsdb'}",
        f"--web.listen-address=127.0.0.1:{port}",
    ]
    server = Prometheus(port)
    with _running(order, folder / "prometheus.log"):
        wait_until(server.is_up, 120)
        yield server


@contextmanager
def alertmanager(folder: Path, hook: Webhook) -> Iterator[int]:
    """Run the Alertmanager with the configuration that ships, sent to the webhook without delay; yield its port."""
    port = free_ports(1)[0]
    shipped = yaml.safe_load((RULES / "alertmanager.yml").read_text(encoding="utf-8"))
    shipped["route"] |= {"group_wait": "0s", "group_interval": "1s"}
    shipped["receivers"][0]["webhook_configs"][0]["url"] = f"http://127.0.0.1:{hook.port}/"
    config = folder / "alertmanager.yml"
    config.write_text(yaml.safe_dump(shipped), encoding="utf-8")
    order = [
        program("prometheus-alertmanager"),
        f"--config.file={config}",
        f"--storage.path={folder / 'alerts'}",
        f"--web.listen-address=127.0.0.1:{port}",
        "--cluster.listen-address=",
    ]
    with _running(order, folder / "alertmanager.log"):
        yield port


@contextmanager
def _running(order: Sequence[str], log: Path) -> Iterator[None]:
    with log.open("wb") as stream:
        process = subprocess.Popen(order, stdout=stream, stderr=stream)
    try:
        yield
    finally:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
