"""Topics and rights as Kubernetes objects of the Strimzi operator, made from the topic cards."""

from __future__ import annotations

from typing import Any

from stancewire.settings import Settings
from stancewire.stream.acls import Permission, of_feed, of_replay, of_sink, of_stage
from stancewire.topology import STAGES
from stancewire_schemas import CARDS, TopicCard

Node = dict[str, Any]

API = "kafka.strimzi.io/v1beta2"
OPERATIONS = {"READ": "Read", "WRITE": "Write", "DESCRIBE": "Describe", "DESCRIBE_CONFIGS": "DescribeConfigs"}


def manifests(settings: Settings, cluster: str, replicas: int) -> Node:
    """Return a List of a KafkaTopic a card, a KafkaUser a stage and for feed, replay and sink, in a fixed order."""
    needed = {row.name: of_stage(settings, row) for row in STAGES.values()}
    needed |= {"feed": of_feed(settings), "replay": of_replay(settings), "sink": of_sink(settings)}
    topics = [_topic(settings, card, cluster, replicas) for card in CARDS]
    users = [_user(name, permissions, cluster) for name, permissions in needed.items()]
    return {"apiVersion": "v1", "kind": "List", "items": [*topics, *users]}


def _topic(settings: Settings, card: TopicCard, cluster: str, replicas: int) -> Node:
    config: dict[str, Any] = dict(card.config())
    if replicas > 1:
        config["min.insync.replicas"] = str(replicas - 1)
    spec = {
        "topicName": settings.topic(card.name),
        "partitions": card.partitions,
        "replicas": replicas,
        "config": config,
    }
    return _object("KafkaTopic", settings.topic(card.name), cluster, spec)


def _user(name: str, permissions: list[Permission], cluster: str) -> Node:
    spec = {
        "authentication": {"type": "scram-sha-512"},
        "authorization": {"type": "simple", "acls": [_acl(permission) for permission in permissions]},
    }
    return _object("KafkaUser", f"stancewire-{name}", cluster, spec)


def _acl(permission: Permission) -> Node:
    resource = {"type": permission.resource.lower(), "name": permission.name, "patternType": "literal"}
    return {"resource": resource, "operations": [OPERATIONS[operation] for operation in permission.operations]}


def _object(kind: str, name: str, cluster: str, spec: Node) -> Node:
    labels = {"strimzi.io/cluster": cluster, "app.kubernetes.io/name": "stancewire"}
    return {"apiVersion": API, "kind": kind, "metadata": {"name": name, "labels": labels}, "spec": spec}
