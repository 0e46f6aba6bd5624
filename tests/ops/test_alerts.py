"""Metrics are clean, rules are valid, every alert is tried both ways and leads to its runbook."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from ops.programs import call
from prometheus_client import CollectorRegistry, Counter, generate_latest

from stancewire.cli.metric_page import EVERY
from stancewire.feeds.metrics import FeedMetrics
from stancewire.sink.metrics import SinkMetrics
from stancewire.stream.card_metrics import CardMetrics
from stancewire.stream.metrics import Metrics
from stancewire.topology import STAGES

ROOT = Path(__file__).resolve().parents[2]
PROMETHEUS = ROOT / "deploy" / "prometheus"
TESTS = ("alerts_test.yml", "day_alerts_test.yml", "edge_alerts_test.yml")


def groups(name: str) -> list[Any]:
    return list(yaml.safe_load((PROMETHEUS / name).read_text(encoding="utf-8"))["groups"])


ALERTS = [rule for group in groups("alerts.yml") for rule in group["rules"]]
CASES = [
    case for name in TESTS for case in yaml.safe_load((PROMETHEUS / name).read_text(encoding="utf-8"))["tests"]
]


TELLERS: dict[str, CardMetrics] = {stage: Metrics(stage) for stage in STAGES}
TELLERS |= {"feed": FeedMetrics(["https://news.example/rss"], 600), "sink": SinkMetrics()}


@pytest.mark.parametrize("teller", TELLERS)
def test_promtool_finds_nothing_wrong_with_the_metrics(teller: str) -> None:
    done = call("promtool", "check", "metrics", stdin=TELLERS[teller].render())
    assert (done.returncode, done.stderr.decode()) == (0, "")


def test_promtool_would_find_a_metric_without_a_base_unit() -> None:
    registry = CollectorRegistry()
    Counter("stancewire_wait_ms", "Waited.", registry=registry)
    done = call("promtool", "check", "metrics", stdin=generate_latest(registry))
    assert done.returncode != 0
    assert b"stancewire_wait_ms" in done.stderr


def test_the_rules_pass_every_lint() -> None:
    files = [str(PROMETHEUS / name) for name in ("rules.yml", "alerts.yml")]
    done = call("promtool", "check", "rules", "--lint=all", "--lint-fatal", *files)
    assert done.returncode == 0, done.stdout.decode() + done.stderr.decode()


def test_the_servers_take_their_configurations() -> None:
    assert call("promtool", "check", "config", str(PROMETHEUS / "prometheus.yml")).returncode == 0
    assert call("amtool", "check-config", str(PROMETHEUS / "alertmanager.yml")).returncode == 0


@pytest.mark.parametrize("name", TESTS)
def test_alerts_fire_when_they_must_and_only_then(name: str) -> None:
    done = call("promtool", "test", "rules", str(PROMETHEUS / name))
    assert done.returncode == 0, done.stdout.decode() + done.stderr.decode()


@pytest.mark.parametrize("alert", [rule["alert"] for rule in ALERTS])
def test_every_alert_has_a_case_in_which_it_fires_and_one_in_which_it_does_not(alert: str) -> None:
    tried = [step for case in CASES for step in case["alert_rule_test"] if step["alertname"] == alert]
    assert {bool(step["exp_alerts"]) for step in tried} == {True, False}


@pytest.mark.parametrize("rule", ALERTS, ids=lambda rule: rule["alert"])
def test_every_alert_has_a_severity_and_a_runbook_that_is_there(rule: Any) -> None:
    assert rule["labels"]["severity"] in {"critical", "warning"}
    page = ROOT / rule["annotations"]["runbook_url"]
    assert page.name == f"{rule['alert']}.md"
    text = page.read_text(encoding="utf-8")
    assert text.startswith(f"# {rule['alert']}\n")
    assert [part for part in ("**What it costs.**", "## Look", "## Do") if part not in text] == []


@pytest.mark.parametrize("page", sorted((ROOT / "docs" / "runbooks").glob("*.md")), ids=lambda page: page.stem)
def test_every_link_of_a_runbook_leads_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)#]+)\)", page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_no_runbook_is_left_over() -> None:
    pages = {path.stem for path in (ROOT / "docs" / "runbooks").glob("*.md")}
    assert pages == {rule["alert"] for rule in ALERTS}


def test_rules_ask_for_no_metric_that_no_card_describes() -> None:
    known = {card.full_name for card in EVERY}
    known |= {card.full_name + end for card in EVERY if card.buckets for end in ("_bucket", "_count", "_sum")}
    recorded = {rule["record"].split(":")[1] for group in groups("rules.yml") for rule in group["rules"]}
    text = " ".join(
        str(rule["expr"]) for name in ("rules.yml", "alerts.yml") for g in groups(name) for rule in g["rules"]
    )
    asked = {word for word in _words(text) if word.startswith("stancewire_")}
    assert asked - known - recorded - {"stancewire_copies"} == set()


def _words(text: str) -> set[str]:
    return set("".join(c if c.isalnum() or c == "_" else " " for c in text).split())
