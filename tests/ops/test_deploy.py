"""What deploys the service passes the linters and schemas of its kind, and says what it must."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from ops.deploy_tools import call
from ops.programs import program

from stancewire.settings import Settings
from stancewire.stream.acls import of_stage
from stancewire.topology import STAGES
from stancewire_schemas import CARDS

ROOT = Path(__file__).resolve().parents[2]
DEPLOY = ROOT / "deploy"
CHART = DEPLOY / "helm" / "stancewire"
BASE = DEPLOY / "kustomize" / "base"

pytestmark = pytest.mark.timeout(600)

SECURED = (
    "kafka.securityProtocol=SASL_SSL",
    "kafka.username=u",
    "kafka.passwordSecret.name=kafka-user",
    "kafka.caSecret.name=kafka-ca",
    "createTopics=true",
    "keda.enabled=true",
    "networkPolicy.scrapeFrom[0].podSelector.matchLabels.app=prometheus",
)
VARIANTS = {"default": (), "secured": SECURED}


def rendered(*settings: str) -> str:
    done = call("helm", "template", "stancewire", str(CHART), *(f"--set={setting}" for setting in settings))
    assert done.returncode == 0, done.stderr
    return done.stdout


def objects(text: str, kind: str) -> list[Any]:
    return [node for node in yaml.safe_load_all(text) if node and node["kind"] == kind]


def workers(*settings: str) -> list[Any]:
    return [node["spec"]["template"]["spec"] for node in objects(rendered(*settings), "Deployment")]


def test_hadolint_finds_nothing_wrong_with_the_dockerfile() -> None:
    done = call("hadolint", str(DEPLOY / "Dockerfile"))
    assert (done.returncode, done.stdout) == (0, "")


def test_the_image_copies_only_what_is_there_and_is_not_kept_from_it() -> None:
    text = (DEPLOY / "Dockerfile").read_text(encoding="utf-8")
    copied = [line.split()[1:-1] for line in text.splitlines() if line.startswith("COPY") and "--from" not in line]
    kept = {
        line[1:]
        for line in (DEPLOY / "Dockerfile.dockerignore").read_text(encoding="utf-8").splitlines()
        if line[0] == "!"
    }
    names = {name for names in copied for name in names}
    assert {name for name in names if not (ROOT / name).exists()} == set()
    assert names == kept


def test_compose_fits_the_specification_and_starts_every_stage_without_rights() -> None:
    done = call("check-jsonschema", "--builtin-schema", "vendor.compose-spec", str(DEPLOY / "compose.yaml"))
    assert done.returncode == 0, done.stdout
    services = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))["services"]
    for stage in STAGES:
        assert services[stage]["command"] == ["worker", stage]
        assert services[stage]["read_only"] is True
        assert services[stage]["cap_drop"] == ["ALL"]


def test_what_compose_mounts_is_there() -> None:
    services = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))["services"]
    volumes = [volume for service in services.values() for volume in service.get("volumes", ())]
    local = [volume.partition(":")[0] for volume in volumes if volume.startswith("./")]
    assert len(local) == 4
    assert [path for path in local if not (DEPLOY / path).exists()] == []


def test_prometheus_of_compose_scrapes_every_stage() -> None:
    config = yaml.safe_load((ROOT / "deploy/prometheus/prometheus.yml").read_text(encoding="utf-8"))
    (job,) = config["scrape_configs"]
    assert job["static_configs"][0]["targets"] == [f"{stage}:8080" for stage in STAGES]


def test_helm_finds_nothing_wrong_with_the_chart() -> None:
    done = call("helm", "lint", "--strict", str(CHART))
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("variant", VARIANTS)
def test_what_the_chart_makes_fits_the_schemas_of_kubernetes(variant: str, tmp_path: Path) -> None:
    text = rendered(*VARIANTS[variant])
    path = tmp_path / "rendered.yaml"
    known = [node for node in yaml.safe_load_all(text) if node and node["kind"] != "ScaledObject"]
    path.write_text(yaml.safe_dump_all(known), encoding="utf-8")
    done = call("kubernetes-validate", "-k", "1.37", "--strict", str(path))
    assert done.returncode == 0, done.stdout + done.stderr
    assert "WARN" not in done.stdout + done.stderr


def test_the_schemas_of_kubernetes_would_find_a_misspelling(tmp_path: Path) -> None:
    path = tmp_path / "wrong.yaml"
    path.write_text(rendered().replace("maxUnavailable", "maxUnavailble"), encoding="utf-8")
    assert call("kubernetes-validate", "-k", "1.37", "--strict", str(path)).returncode != 0


def test_keda_is_off_unless_asked_for_and_then_scales_by_the_lag_of_the_stage() -> None:
    assert objects(rendered(), "ScaledObject") == []
    (scaled,) = objects(rendered(*SECURED), "ScaledObject")
    schema = json.loads((Path(__file__).parent / "scaledobject.schema.json").read_bytes())
    jsonschema.validate(scaled, schema)
    trigger = scaled["spec"]["triggers"][0]["metadata"]
    settings = Settings()
    assert trigger["topic"] == settings.topic(STAGES["enrich"].reads)
    assert trigger["consumerGroup"] == settings.group("enrich")


@pytest.mark.parametrize("variant", VARIANTS)
def test_every_worker_is_probed_bounded_and_without_rights(variant: str) -> None:
    found = workers(*VARIANTS[variant])
    assert len(found) == len(STAGES)
    for pod in found:
        (container,) = pod["containers"]
        assert pod["securityContext"]["runAsNonRoot"] is True
        assert container["securityContext"]["readOnlyRootFilesystem"] is True
        assert container["securityContext"]["capabilities"] == {"drop": ["ALL"]}
        assert {"livenessProbe", "readinessProbe", "startupProbe"} <= container.keys()
        assert container["resources"]["limits"]["memory"]
        assert pod["terminationGracePeriodSeconds"] > Settings().drain_s
        assert pod["automountServiceAccountToken"] is False


def test_a_password_comes_by_reference_alone() -> None:
    for pod in workers(*SECURED):
        (container,) = pod["containers"]
        env = {one["name"]: one["value"] for one in container["env"]}
        assert Path(env["STANCEWIRE_KAFKA__PASSWORD_FILE"]) == Path("/run/secrets/kafka/password")
        assert "STANCEWIRE_KAFKA__PASSWORD" not in env
        assert {"kafka-user"} == {v["secret"]["secretName"] for v in pod["volumes"] if v["name"] == "password"}


def test_every_variable_that_the_chart_sets_is_a_setting() -> None:
    known = {f"STANCEWIRE_{name.upper()}" for name in Settings.model_fields}
    known |= {f"STANCEWIRE_KAFKA__{name.upper()}" for name in type(Settings().kafka).model_fields}
    known |= {"STANCEWIRE_KAFKA__PASSWORD_FILE"}
    used = {one["name"] for pod in workers(*SECURED) for one in pod["containers"][0]["env"]}
    assert used - known == set()


def test_a_value_that_makes_no_sense_is_refused() -> None:
    done = call("helm", "template", "stancewire", str(CHART), "--set=profile=slow")
    assert done.returncode != 0
    assert "profile" in done.stderr


def test_the_kustomize_base_is_what_the_chart_makes() -> None:
    assert (BASE / "stancewire.yaml").read_text(encoding="utf-8") == rendered()
    built = call("kubectl", "kustomize", str(BASE))
    assert built.returncode == 0, built.stderr
    assert [node["metadata"]["name"] for node in objects(built.stdout, "Deployment")] == [
        "stancewire-enrich",
        "stancewire-ingest",
        "stancewire-merge",
    ]


def test_the_operators_objects_hold_every_topic_and_every_right() -> None:
    items = json.loads((ROOT / "deploy/kafka/strimzi.json").read_bytes())["items"]
    topics = {item["spec"]["topicName"]: item["spec"] for item in items if item["kind"] == "KafkaTopic"}
    assert {name: spec["partitions"] for name, spec in topics.items()} == {
        f"news.{c.name}": c.partitions for c in CARDS
    }
    users = {item["metadata"]["name"]: item["spec"] for item in items if item["kind"] == "KafkaUser"}
    assert len(users) == len(STAGES) + 1
    for stage, row in STAGES.items():
        acls = users[f"stancewire-{stage}"]["authorization"]["acls"]
        told = {(acl["resource"]["name"], tuple(o.upper() for o in acl["operations"])) for acl in acls}
        needed = of_stage(Settings(), row)
        assert told == {(p.name, tuple(o.replace("_", "") for o in p.operations)) for p in needed}


@pytest.mark.model
@pytest.mark.skipif(os.geteuid() != 0, reason="LEFT OUT: only root may take the network away")
def test_an_article_is_coded_without_any_network_and_without_a_home(tmp_path: Path) -> None:
    story = tmp_path / "story.txt"
    story.write_text("Protesters marched in Nairobi on Tuesday. The minister condemned them.", encoding="utf-8")
    order = [program("unshare"), "--net", sys.executable, "-c", "from stancewire.cli import main; main()"]
    done = subprocess.run(
        [*order, "code", "--published", "2026-03-10", str(story)],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        cwd="/",
        env={"PATH": os.environ["PATH"], "HOME": "/nonexistent", "PYTHONDONTWRITEBYTECODE": "1"},
    )
    assert done.returncode == 0, done.stderr
    assert [event["type"] for event in json.loads(done.stdout)["events"]][:1] == ["PROTEST"]
