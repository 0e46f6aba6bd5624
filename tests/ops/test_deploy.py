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
from stancewire.stream.acls import of_feed, of_replay, of_sink, of_stage
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
FED = (
    "feeds.wires.args={rss,https://news.example/rss,--every,10}",
    "feeds.slow.args={rss,https://slow.example/rss,--every,60}",
    "feeds.slow.storage.size=2Gi",
)
DUCK = ("sink.enabled=true",)
POSTGRES = (
    "sink.enabled=true",
    "sink.to=postgresql://desk@db/news",
    "sink.passwordSecret.name=news-db",
    "sink.group=news.stancewire.sink",
    "sink.replicas=2",
)
VARIANTS = {"default": (), "secured": SECURED, "fed": (*FED, *DUCK), "all": (*SECURED, *FED, *POSTGRES)}


def templated(*settings: str) -> subprocess.CompletedProcess[str]:
    return call("helm", "template", "stancewire", str(CHART), *(f"--set={setting}" for setting in settings))


def rendered(*settings: str) -> str:
    done = templated(*settings)
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
    assert len(local) == 5
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
    assert len(found) == len(STAGES) + {"default": 0, "secured": 0, "fed": 3, "all": 3}[variant]
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


@pytest.mark.parametrize("service", ["wires", "sink"])
def test_feeds_and_sink_of_compose_answer_where_the_image_and_prometheus_ask(service: str) -> None:
    services = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))["services"]
    assert services[service]["command"][-2:] == ["--http-port", "8080"]
    assert services[service]["profiles"] == [service]
    assert services[service]["read_only"] is True
    config = yaml.safe_load((DEPLOY / "prometheus" / "prometheus.yml").read_text(encoding="utf-8"))
    assert service in config["scrape_configs"][0]["dns_sd_configs"][0]["names"]


def test_every_variable_that_the_chart_sets_is_a_setting() -> None:
    known = {f"STANCEWIRE_{name.upper()}" for name in Settings.model_fields}
    known |= {f"STANCEWIRE_KAFKA__{name.upper()}" for name in type(Settings().kafka).model_fields}
    known |= {"STANCEWIRE_KAFKA__PASSWORD_FILE"}
    used = {one["name"] for pod in workers(*SECURED) for one in pod["containers"][0]["env"]}
    assert used - known == set()


@pytest.mark.parametrize(
    ("setting", "told"),
    [
        ("profile=slow", "profile"),
        ("feed.wires.args={rss}", "feed"),
        ("feeds.Wires.args={rss,x,--every,1}", "feeds"),
        ("feeds.wires.args={rss,https://news.example/rss}", "feeds.wires.args"),
        ("sink.to=postgresql://desk:s3cret@db/news", "sink.to"),
        ("sink.to=news.duckdb", "sink.to"),
        ("stages.enrich.slot=4", "slot"),
    ],
)
def test_a_value_that_makes_no_sense_is_refused(setting: str, told: str) -> None:
    done = templated(setting)
    assert done.returncode != 0
    # Where in the values it stands is told with dots or with slashes, by the version of helm.
    assert told in done.stderr.replace("/", ".")


@pytest.mark.parametrize(
    ("setting", "told"),
    [("sink.replicas=2", "one writer"), ("sink.to=/data/news.duckdb", "/var/lib/stancewire/")],
)
def test_a_sink_whose_file_would_be_lost_or_torn_is_refused(setting: str, told: str) -> None:
    done = templated("sink.enabled=true", setting)
    assert done.returncode != 0
    assert told in done.stderr


def pod(name: str, *settings: str) -> Any:
    (found,) = (n for n in objects(rendered(*settings), "Deployment") if n["metadata"]["name"] == name)
    return found["spec"]["template"]["spec"]


def egress(name: str, *settings: str) -> list[int]:
    (found,) = (n for n in objects(rendered(*settings), "NetworkPolicy") if n["metadata"]["name"] == name)
    return [port["port"] for rule in found["spec"]["egress"] for port in rule["ports"]]


@pytest.mark.parametrize(("name", "size"), [("slow", "2Gi"), ("wires", "1Gi"), ("sink", "20Gi")])
def test_what_a_feed_has_sent_and_a_duckdb_file_outlive_their_pod(name: str, size: str) -> None:
    claim = f"stancewire-{'sink' if name == 'sink' else f'feed-{name}'}"
    volumes = pod(claim, *FED, *DUCK)["volumes"]
    assert {"name": "state", "persistentVolumeClaim": {"claimName": claim}} in volumes
    claims = {node["metadata"]["name"]: node for node in objects(rendered(*FED, *DUCK), "PersistentVolumeClaim")}
    assert claims[claim]["spec"]["resources"]["requests"]["storage"] == size
    assert claims[claim]["metadata"]["annotations"]["helm.sh/resource-policy"] == "keep"


def test_feeds_and_sink_are_not_there_unless_asked_for() -> None:
    assert {node["metadata"]["name"] for node in objects(rendered(), "Deployment")} == {
        f"stancewire-{stage}" for stage in STAGES
    }
    assert objects(rendered(), "PersistentVolumeClaim") == []


@pytest.mark.parametrize("name", ["feed-wires", "sink"])
def test_the_command_takes_what_the_chart_calls_it_with(name: str) -> None:
    """A mistake in the arguments would be exit code 2, told before any service is asked."""
    arguments = pod(f"stancewire-{name}", *FED, *POSTGRES)["containers"][0]["args"]
    assert arguments[-4 if name == "sink" else -2 :][:2] == ["--http-port", "8080"]
    environment = os.environ | {
        "STANCEWIRE_BOOTSTRAP_SERVERS": "127.0.0.1:1",
        "STANCEWIRE_SINK_TO": "postgresql://desk@127.0.0.1:1/news",
    }
    order = [sys.executable, "-c", "from stancewire.cli import main; main()", *arguments]
    done = subprocess.run(order, capture_output=True, text=True, timeout=60, check=False, env=environment)
    assert (done.returncode, len(done.stderr.splitlines())) == (3, 1), done.stderr


def test_only_feeds_reach_the_web_and_only_a_sink_the_database() -> None:
    assert egress("stancewire", *FED, *POSTGRES) == [53, 53, 9092, 9093]
    assert egress("stancewire-feeds", *FED) == [80, 443]
    assert egress("stancewire-sink", *POSTGRES) == [5432]
    (policy,) = (n for n in objects(rendered(*FED), "NetworkPolicy") if n["metadata"]["name"].endswith("feeds"))
    (chosen,) = policy["spec"]["podSelector"]["matchExpressions"]
    assert chosen["values"] == ["feed-slow", "feed-wires"]


def test_the_databases_password_comes_by_reference_alone() -> None:
    (container,) = pod("stancewire-sink", *POSTGRES)["containers"]
    env = {one["name"]: one for one in container["env"]}
    assert env["PGPASSWORD"]["valueFrom"] == {"secretKeyRef": {"name": "news-db", "key": "password"}}
    assert env["STANCEWIRE_SINK_TO"]["value"] == "postgresql://desk@db/news"


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
    needed_by = {stage: of_stage(Settings(), row) for stage, row in STAGES.items()}
    needed_by |= {"feed": of_feed(Settings()), "replay": of_replay(Settings()), "sink": of_sink(Settings())}
    assert users.keys() == {f"stancewire-{name}" for name in needed_by}
    for name, needed in needed_by.items():
        acls = users[f"stancewire-{name}"]["authorization"]["acls"]
        told = {(acl["resource"]["name"], tuple(o.upper() for o in acl["operations"])) for acl in acls}
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
