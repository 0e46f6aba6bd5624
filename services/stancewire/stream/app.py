"""The one place that knows Faust: raw messages in, acknowledgements in gate order out.

Faust 0.15.3 loses messages when an agent raises, when it runs more than one at a time, and when messages are
acknowledged out of order. So the agent here has concurrency 1, never raises and never yields, takes bytes
without any codec of its own, and the runner's gate alone acknowledges.
"""

from __future__ import annotations

from typing import Any

import faust
from aiokafka.errors import IllegalStateError
from faust.app.base import BootStrategy
from faust.exceptions import ConsumerNotStarted
from faust.transport.drivers.aiokafka import Transport as FaustTransport
from faust.types import TP

from stancewire.core.messages import Message
from stancewire.settings import Settings
from stancewire.stream.connection import credentials, tls_context, uses_sasl
from stancewire.stream.consumer import Consumer
from stancewire.stream.lease import Lease
from stancewire.stream.runner import Runner
from stancewire.topology import StageRow
from stancewire_schemas import BY_NAME

POLL_RECORDS = 50
BUFFER_MESSAGES = 64


class Transport(FaustTransport):
    """Faust's transport with our consumer."""

    Consumer = Consumer


class Boot(BootStrategy):
    """Starts no web server: Faust's own has no authentication and shows table data."""

    enable_web = False


class App(faust.App):
    """A Faust application of exactly one agent."""

    BootStrategy = Boot
    runner: Runner
    lease: Lease
    reads: str

    def _create_directories(self) -> None:
        """Do not: without tables Faust has nothing to keep."""

    def _new_transport(self) -> Any:
        return Transport(self.conf.broker_consumer, self)

    def seen_end(self, partition: int) -> int:
        """Return the end offset that the last fetch of a partition told; 0 before the first."""
        try:
            return self.consumer.highwater(TP(self.reads, partition)) or 0
        except (KeyError, AssertionError, IllegalStateError, ConsumerNotStarted):
            return 0

    def pass_over(self, partition: int, offset: int) -> None:
        """Commit up to an offset below which no message is left."""
        consumer: Any = self.consumer
        consumer.pass_over(partition, offset)


class ConsumerFlow:
    """Pauses fetching the way Faust does for its own full queues: what is already fetched still arrives.

    `pause_partitions` would drop what is fetched and commit past it.
    """

    def __init__(self, app: App, topic: str) -> None:
        self._app, self._topic = app, topic

    def hold(self, partition: int) -> None:
        """Fetch no more of a partition for now."""
        self._app.consumer.on_buffer_full(TP(self._topic, partition))

    def release(self, partition: int) -> None:
        """Fetch again."""
        self._app.consumer.on_buffer_drop(TP(self._topic, partition))


def build_app(settings: Settings, row: StageRow, runner: Runner, lease: Lease) -> App:
    """Return the application that feeds the runner; must be called inside the running event loop."""
    app = App(settings.group(row.name), **faust_settings(settings, row))
    app.runner, app.lease = runner, lease
    name = app.reads = settings.topic(row.reads)
    topic = app.topic(name, key_serializer="raw", value_serializer="raw", key_type=bytes, value_type=bytes)
    runner.flow = ConsumerFlow(app, name)

    @app.agent(topic, concurrency=1, name=row.name)
    async def take(stream: Any) -> None:
        async for event in stream.noack().events():
            runner.take(message_of(row, event.message), event.ack)

    return app


def message_of(row: StageRow, received: Any) -> Message:
    """Return a Faust message in our own terms; `topic` is the card's name."""
    headers = received.headers or ()
    pairs = headers.items() if isinstance(headers, dict) else headers
    return Message(
        topic=row.reads,
        partition=received.partition,
        offset=received.offset,
        key=received.key,
        value=received.value,
        headers=tuple((str(name), value) for name, value in pairs),
        timestamp_ms=None if received.timestamp is None else round(received.timestamp * 1000),
    )


def faust_settings(settings: Settings, row: StageRow) -> dict[str, Any]:
    """Return Faust's settings, each with a reason."""
    kafka = settings.kafka
    found: dict[str, Any] = {
        "broker": [f"aiokafka://{server.strip()}" for server in settings.bootstrap_servers.split(",")],
        "broker_session_timeout": kafka.session_timeout_s,
        "broker_heartbeat_interval": kafka.session_timeout_s / 5,
        "broker_rebalance_timeout": kafka.rebalance_timeout_s,
        "broker_request_timeout": max(40.0, kafka.session_timeout_s * 1.5),
        "broker_commit_interval": kafka.commit_interval_s,
        "broker_max_poll_records": POLL_RECORDS,
        "stream_buffer_maxsize": BUFFER_MESSAGES,
        # The gate knows what is unfinished; waiting here would hold up every rebalance.
        "stream_wait_empty": False,
        "consumer_max_fetch_size": BY_NAME[row.reads].max_message_bytes,
        "consumer_auto_offset_reset": "earliest",
        # How soon a partition that was added is read, and how long a group may stand idle that was formed while its
        # leader knew of no partitions, as right after a broker's start.
        "consumer_metadata_max_age_ms": 10_000,
        # Topics are made by `topics create` with the contract's settings, never by a worker.
        "topic_allow_declare": False,
        "topic_disable_leader": True,
        # No tables: without standby replicas Faust uses aiokafka's assignor, which needs no web address.
        "table_standby_replicas": 0,
        "processing_guarantee": "at_least_once",
        "key_serializer": "raw",
        "value_serializer": "raw",
        "web_enabled": False,
        "autodiscover": False,
        "store": "memory://",
        "datadir": str(settings.state_dir / "faust"),
    }
    context = tls_context(settings)
    if uses_sasl(settings):
        username, password = credentials(settings)
        found["broker_credentials"] = faust.SASLCredentials(
            username=username, password=password, mechanism=kafka.sasl_mechanism, ssl_context=context
        )
    elif context is not None:
        found["broker_credentials"] = faust.SSLCredentials(context)
    return found
