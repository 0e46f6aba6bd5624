"""Makes the topics that the cards describe, and tells where a broker differs from them."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Literal

from kafka import KafkaAdminClient
from kafka.admin import ConfigResource
from kafka.errors import KafkaError

from stancewire.errors import Unreachable, UserError
from stancewire.settings import Settings
from stancewire.stream.connection import client_options, out_of_reach
from stancewire_schemas import CARDS, TopicCard

CONNECT_MS = 10_000
ALREADY_EXISTS = 36
UNKNOWN_TOPIC = 3

State = Literal["created", "exists", "missing", "differs", "matches"]


@dataclass(frozen=True, slots=True)
class TopicReport:
    """One topic: its full name, how it stands, and each difference as a sentence."""

    topic: str
    state: State
    partitions: int
    differences: tuple[str, ...] = ()


def create_topics(settings: Settings, cards: Iterable[TopicCard] = CARDS) -> list[TopicReport]:
    """Create what is missing, leave what exists; a repeat changes nothing. Raise Unreachable, or UserError."""
    chosen = list(cards)
    wanted = {
        settings.topic(card.name): {
            "num_partitions": card.partitions,
            "replication_factor": settings.kafka.replication,
            "configs": card.config(),
        }
        for card in chosen
    }
    with _admin(settings) as admin:
        answer = admin.create_topics(wanted, timeout_ms=CONNECT_MS, raise_errors=False)
    codes = {topic["name"]: topic for topic in answer["topics"]}
    return [_created(settings.topic(card.name), card, codes) for card in chosen]


def check_topics(settings: Settings, cards: Iterable[TopicCard] = CARDS) -> list[TopicReport]:
    """Compare partitions and configuration with the cards. Raise Unreachable when no broker answers.

    A broker that tells no configuration (some light ones) is compared by partitions only.
    """
    chosen = {settings.topic(card.name): card for card in cards}
    with _admin(settings) as admin:
        found = {topic["name"]: topic for topic in admin.describe_topics(list(chosen))}
        there = [name for name in chosen if found.get(name, {}).get("error_code", UNKNOWN_TOPIC) == 0]
        configs = _configs(admin, there)
    return [_compared(name, card, found.get(name), configs.get(name, {})) for name, card in chosen.items()]


def demand_topics(settings: Settings, cards: Iterable[TopicCard]) -> None:
    """Raise Unreachable when a topic cannot keep its contract, naming all of them in one line.

    It is missing, has another partition count, or another cleanup policy: memory would be deleted after a while, or
    input compacted away. Other differences are for `topics check` to tell.
    """
    wrong = [
        f"{report.topic}: {difference}"
        for report in check_topics(settings, cards)
        for difference in report.differences
        if report.state == "missing" or "partitions" in difference or difference.startswith("cleanup.policy")
    ]
    if wrong:
        raise Unreachable(f"topics are not as needed ({'; '.join(wrong)}); run: stancewire topics create")


def cluster_id(settings: Settings) -> str:
    """Return what the cluster calls itself; empty for a broker that does not say. Raise Unreachable."""
    with _admin(settings) as admin:
        return str(admin.describe_cluster().get("cluster_id") or "")


@contextmanager
def _admin(settings: Settings) -> Iterator[Any]:
    # The client logs every connection attempt; a person gets one line from us instead.
    logging.getLogger("kafka").setLevel(logging.CRITICAL)
    options = client_options(settings)
    try:
        admin = KafkaAdminClient(bootstrap_timeout_ms=CONNECT_MS, request_timeout_ms=CONNECT_MS, **options)
    except (KafkaError, OSError, ValueError) as refused:
        raise Unreachable(out_of_reach(settings, refused)) from None
    try:
        yield admin
    except KafkaError as refused:
        raise Unreachable(out_of_reach(settings, refused)) from None
    finally:
        admin.close()


def _created(name: str, card: TopicCard, answers: dict[str, Any]) -> TopicReport:
    answer = answers[name]
    if answer["error_code"] == ALREADY_EXISTS:
        return TopicReport(name, "exists", card.partitions)
    if answer["error_code"] != 0:
        raise UserError(f"{name}: {answer['error_message'] or answer['error_code']}", exit_code=1)
    return TopicReport(name, "created", card.partitions)


def _configs(admin: Any, names: list[str]) -> dict[str, dict[str, Any]]:
    if not names:
        return {}
    answer = admin.describe_configs([ConfigResource("TOPIC", name) for name in names], config_filter="all")
    topics: dict[str, dict[str, Any]] = answer.get("topic", {})
    return topics


def _compared(name: str, card: TopicCard, found: Any, config: dict[str, Any]) -> TopicReport:
    if not found or found["error_code"] != 0:
        return TopicReport(name, "missing", 0, ("missing",))
    partitions = len(found["partitions"])
    differences = []
    if partitions != card.partitions:
        differences.append(f"{partitions} partitions, not {card.partitions}")
    for key, wanted in card.config().items():
        told = config.get(key, {}).get("value")
        if told is not None and told != wanted:
            differences.append(f"{key} is {told}, not {wanted}")
    return TopicReport(name, "differs" if differences else "matches", partitions, tuple(differences))
