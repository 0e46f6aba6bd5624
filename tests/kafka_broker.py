"""A real Apache Kafka for the tests: one KRaft node on free loopback ports in a folder of its own.

The jars come by Maven into a cache folder, once. STANCEWIRE_TEST_BOOTSTRAP names a running broker instead.
"""

from __future__ import annotations

import base64
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import uuid
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, NoReturn, Self

import pytest
from kafka import KafkaAdminClient
from kafka.errors import KafkaError

POM = Path(__file__).parent / "apache_kafka" / "pom.xml"
JARS = Path(__file__).resolve().parents[1] / ".cache" / "kafka-3.9.1"

RESOLVE_S = 240
START_S = 120
STOP_S = 20

JVM = ("-Xms64m", "-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")

PROPERTIES = """\
process.roles=broker,controller
node.id=1
controller.quorum.voters=1@127.0.0.1:{controller}
listeners=PLAINTEXT://127.0.0.1:{broker},SECOND://127.0.0.1:{second},CONTROLLER://127.0.0.1:{controller}
advertised.listeners=PLAINTEXT://127.0.0.1:{broker},SECOND://127.0.0.1:{advertised}
controller.listener.names=CONTROLLER
inter.broker.listener.name=PLAINTEXT
listener.security.protocol.map=PLAINTEXT:PLAINTEXT,SECOND:{protocol},CONTROLLER:PLAINTEXT
log.dirs={data}
auto.create.topics.enable=false
num.network.threads=2
num.io.threads=2
num.recovery.threads.per.data.dir=1
background.threads=2
offsets.topic.num.partitions=3
offsets.topic.replication.factor=1
transaction.state.log.num.partitions=3
transaction.state.log.replication.factor=1
transaction.state.log.min.isr=1
group.initial.rebalance.delay.ms=0
group.min.session.timeout.ms=1000
log.cleaner.dedupe.buffer.size=16777216
"""


class Unavailable(Exception):
    """No broker can be started here; the message says what is missing."""


def jars() -> Path:
    """Return the folder of jars, resolving them by Maven the first time. Raise Unavailable when that fails."""
    if any(JARS.glob("kafka_2.13-*.jar")):
        return JARS
    if shutil.which("mvn") is None:
        raise Unavailable("Maven (mvn) is not installed")
    JARS.parent.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(dir=JARS.parent))
    order = ["mvn", "-q", "-B", "-f", str(POM), "dependency:copy-dependencies", f"-DoutputDirectory={fresh}"]
    try:
        done = subprocess.run(order, capture_output=True, text=True, timeout=RESOLVE_S, check=False)
        if done.returncode != 0:
            raise Unavailable(f"Maven could not resolve Kafka: {done.stdout.strip()[:300]}")
        if not any(JARS.glob("*.jar")):
            fresh.rename(JARS)
    except subprocess.TimeoutExpired:
        raise Unavailable("Maven gave no answer in time") from None
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    return JARS


def free_ports(count: int) -> list[int]:
    """Return loopback ports that are free now."""
    holders = [socket.socket() for _ in range(count)]
    try:
        for holder in holders:
            holder.bind(("127.0.0.1", 0))
        return [int(holder.getsockname()[1]) for holder in holders]
    finally:
        for holder in holders:
            holder.close()


class KafkaBroker:
    """One node; a context that is ready on entering and gone, folder and all, on leaving.

    It has a second listener on port `second`, of the protocol asked for, which clients are sent to at port
    `advertised` (a proxy's, say). `data` may lie on another file system.
    """

    def __init__(
        self,
        *,
        advertised: int | None = None,
        protocol: str = "PLAINTEXT",
        data: Path | None = None,
        more: Mapping[str, str] | None = None,
        users: Sequence[str] = (),
    ) -> None:
        self._folder = Path(tempfile.mkdtemp(prefix="stancewire-kafka-"))
        broker, controller, self.second = free_ports(3)
        self.bootstrap = f"127.0.0.1:{broker}"
        self._users = users
        self._config = self._folder / "server.properties"
        fixed = PROPERTIES.format(
            broker=broker,
            controller=controller,
            second=self.second,
            advertised=advertised or self.second,
            protocol=protocol,
            data=data or self._folder / "data",
        )
        added = "".join(f"{name}={value}\n" for name, value in (more or {}).items())
        self._config.write_text(fixed + added, encoding="utf-8")
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        try:
            self._format()
            self.start()
        except BaseException:
            self.__exit__(None, None, None)
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()
        shutil.rmtree(self._folder, ignore_errors=True)

    @property
    def pid(self) -> int:
        """The broker's process."""
        assert self._process is not None
        return self._process.pid

    @property
    def is_up(self) -> bool:
        """Whether the process runs."""
        return self._process is not None and self._process.poll() is None

    def start(self) -> None:
        """Start the node on its own data and wait until it answers. Raise Unavailable when it does not."""
        with (self._folder / "broker.log").open("ab") as log:
            self._process = subprocess.Popen(self._java("kafka.Kafka", str(self._config)), stdout=log, stderr=log)
        deadline = time.monotonic() + START_S
        while not self._answers():
            if self._process.poll() is not None or time.monotonic() > deadline:
                raise Unavailable(f"Kafka did not start: {self._last_words()}")
            time.sleep(0.2)

    def stop(self) -> None:
        """Stop the node by its pid; kill it when it does not go."""
        if self._process is None:
            return
        self._process.terminate()
        try:
            self._process.wait(STOP_S)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._process = None

    def kill(self) -> None:
        """End the node like a power cut; its data stays."""
        self.signal(signal.SIGKILL)
        assert self._process is not None
        self._process.wait()
        self._process = None

    def signal(self, number: signal.Signals) -> None:
        """Send the node a signal."""
        os.kill(self.pid, number)

    def _format(self) -> None:
        cluster = base64.urlsafe_b64encode(uuid.uuid4().bytes).decode().rstrip("=")
        # With "=", for an id may begin with a hyphen, which after a space would be taken for an option.
        order = self._java("kafka.tools.StorageTool", "format", f"--cluster-id={cluster}", "-c", str(self._config))
        for user in self._users:
            order += ["--add-scram", user]
        done = subprocess.run(order, capture_output=True, text=True, timeout=START_S, check=False)
        if done.returncode != 0:
            raise Unavailable(f"Kafka's storage could not be formatted: {done.stderr.strip()[:300]}")

    def _java(self, main: str, *arguments: str) -> list[str]:
        return ["java", *JVM, "-cp", f"{jars()}/*", main, *arguments]

    def _answers(self) -> bool:
        try:
            # The client waits longer after each refusal; a port that nobody listens on needs no client.
            socket.create_connection(("127.0.0.1", int(self.bootstrap.rpartition(":")[2])), 1).close()
            admin = KafkaAdminClient(
                bootstrap_servers=self.bootstrap, request_timeout_ms=10_000, bootstrap_timeout_ms=10_000
            )
        except (KafkaError, OSError, ValueError):
            return False
        try:
            return bool(admin.describe_cluster())
        except (KafkaError, OSError, ValueError):
            return False
        finally:
            admin.close()

    def _last_words(self) -> str:
        return (self._folder / "broker.log").read_text(encoding="utf-8", errors="replace")[-300:]


@pytest.fixture(scope="session")
def kafka() -> Iterator[str]:
    """The bootstrap address of a real Apache Kafka; skips loudly without Java, fails when CI is true."""
    given = os.environ.get("STANCEWIRE_TEST_BOOTSTRAP")
    if given:
        yield given
        return
    try:
        broker = available_broker()
    except Unavailable as missing:
        _leave_out(str(missing))
    with broker:
        yield broker.bootstrap


def available_broker(**options: Any) -> KafkaBroker:
    """Return a broker that is not started yet. Raise Unavailable when what it needs is missing."""
    if shutil.which("java") is None:
        raise Unavailable("Java is not installed")
    jars()
    return KafkaBroker(**options)


def own_broker(**options: Any) -> KafkaBroker:
    """Return a broker that a test may harm, not started yet; skips loudly without Java, fails when CI is true."""
    try:
        return available_broker(**options)
    except Unavailable as missing:
        _leave_out(str(missing))


def _leave_out(reason: str) -> NoReturn:
    text = f"LEFT OUT, no Kafka broker: {reason}"
    if os.environ.get("CI", "").lower() in {"1", "true"}:
        pytest.fail(text)
    pytest.skip(text)
