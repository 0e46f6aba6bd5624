"""Writes records and waits until the broker has them. Not acknowledged is not written."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from typing import Any, Protocol

import structlog
from aiokafka.errors import MessageSizeTooLargeError, RecordTooLargeError

from stancewire.core.messages import Outgoing
from stancewire.settings import Settings
from stancewire.stream.connection import client_options
from stancewire.stream.fenced import FencedProducer
from stancewire.stream.lease import Lease

RECORD_OVERHEAD = 512
"""Bytes that Kafka adds around a record, generously."""

log = structlog.get_logger(__name__)


class TooLarge(Exception):
    """A record is larger than its topic takes: no retry can help."""


class NotWritten(Exception):
    """Not all records were acknowledged; to be sent again, all of them."""


class Publisher(Protocol):
    """What the runner needs of a producer."""

    def check(self, batch: Sequence[Outgoing]) -> None:
        """Raise TooLarge when a record is larger than its topic's contract takes."""
        ...

    async def publish(self, batch: Sequence[Outgoing]) -> None:
        """Return when every record is acknowledged. Raise TooLarge before any is sent, or NotWritten."""
        ...


class Producer:
    """Our own producer: acks from all replicas, awaited one by one, with a deadline of our own.

    Faust's producer reports success before the broker has answered, and swallows refusals when it flushes.
    After a fatal error, or when the deadline passes, the client is thrown away with all that it still holds
    and built anew: an idempotent aiokafka producer can stay stuck after an outage (aiokafka issue 1017).
    The same happens when the lease on the partitions has run out, so that nothing stale is ever sent.
    """

    def __init__(self, settings: Settings, limits: Mapping[str, int], lease: Lease) -> None:
        self._settings = settings
        self._limits = limits
        self._lease = lease
        self._cutting: set[asyncio.Task[None]] = set()
        self._client: FencedProducer | None = None
        self._lost: asyncio.Future[str] | None = None
        self._building = asyncio.Lock()
        self._is_stopping = False
        self.problem: str | None = "producer not started"

    async def start(self) -> None:
        """Connect. Raise NotWritten when the broker does not answer."""
        await self._ensure()

    async def stop(self) -> None:
        """Close; what is not acknowledged by now stays unacknowledged."""
        self._is_stopping = True
        await self._discard(self._client, "producer stopped")

    async def abandon(self) -> None:
        """Drop what is sent and not acknowledged: the partitions that it is for are given back."""
        await self._discard(self._client, "partitions given back")

    async def publish(self, batch: Sequence[Outgoing]) -> None:
        """Send in order, return when all are acknowledged. Raise TooLarge before any is sent, or NotWritten."""
        if not batch:
            return
        self.check(batch)
        if not self._lease.is_valid:
            raise NotWritten("no heartbeat confirmed for a session: the partitions may belong to another worker")
        client, lost = await self._ensure()
        try:
            await self._send(client, lost, batch)
        except (MessageSizeTooLargeError, RecordTooLargeError) as refused:
            raise TooLarge(f"the broker refused a record as too large ({type(refused).__name__})") from None
        except NotWritten:
            raise
        except Exception as refused:
            await self._discard(client, type(refused).__name__)
            raise NotWritten(type(refused).__name__) from refused
        self.problem = None

    def check(self, batch: Sequence[Outgoing]) -> None:
        """Raise TooLarge when a record is larger than its topic's contract takes."""
        for record in batch:
            size = _bytes_of(record)
            if size > self._limits[record.topic]:
                raise TooLarge(f"a record for {record.topic} has {size:,} of {self._limits[record.topic]:,} bytes")

    async def _send(self, client: FencedProducer, lost: asyncio.Future[str], batch: Sequence[Outgoing]) -> None:
        delivering = asyncio.ensure_future(self._deliver(client, batch))
        _retrieve(delivering)
        try:
            await self._within(delivering, client, lost, self._settings.kafka.produce_deadline_s)
        finally:
            # Given up, it would wait for room in a client that nobody empties any more.
            delivering.cancel()

    async def _deliver(self, client: FencedProducer, batch: Sequence[Outgoing]) -> None:
        # One task for all: a task and a wait for each record cost more than the record.
        acks = [await self._enqueue(client, record) for record in batch]
        await asyncio.wait(acks, return_when=asyncio.FIRST_EXCEPTION)
        for ack in acks:
            if ack.done():
                ack.result()

    async def _enqueue(self, client: FencedProducer, record: Outgoing) -> asyncio.Future[Any]:
        ack: asyncio.Future[Any] = await client.send(
            self._settings.topic(record.topic),
            value=record.value,
            key=record.key,
            partition=record.partition,
            headers=list(record.headers),
        )
        _retrieve(ack)
        return ack

    async def _within(
        self, awaited: asyncio.Future[None], client: FencedProducer, lost: asyncio.Future[str], deadline_s: float
    ) -> None:
        both: set[asyncio.Future[Any]] = {awaited, lost}
        await asyncio.wait(both, timeout=deadline_s, return_when=asyncio.FIRST_COMPLETED)
        if awaited.done():
            return awaited.result()
        if not lost.done():
            await self._discard(client, "not acknowledged before the deadline")
        raise NotWritten(await lost)

    async def _ensure(self) -> tuple[FencedProducer, asyncio.Future[str]]:
        async with self._building:
            if self._client is None or self._lost is None:
                self._client = await self._build()
                self._lost = asyncio.get_running_loop().create_future()
                self.problem = None
            return self._client, self._lost

    async def _build(self) -> FencedProducer:
        kafka = self._settings.kafka
        client = FencedProducer(
            may_send=lambda: self._lease.is_valid,
            refused=lambda: self._lapse(client),
            acks="all",
            enable_idempotence=kafka.idempotence,
            linger_ms=5,
            max_request_size=max(self._limits.values()) + RECORD_OVERHEAD,
            request_timeout_ms=int(min(30.0, kafka.produce_deadline_s) * 1000),
            **client_options(self._settings),
        )
        try:
            await asyncio.wait_for(client.start(), kafka.produce_deadline_s)
        except Exception as refused:
            self.problem = f"no producer: {type(refused).__name__}"
            await client.cut_off()
            raise NotWritten(self.problem) from refused
        return client

    def _lapse(self, client: FencedProducer) -> None:
        cutting = asyncio.create_task(self._discard(client, "lease on the partitions run out"))
        self._cutting.add(cutting)
        cutting.add_done_callback(self._cutting.discard)

    async def _discard(self, client: FencedProducer | None, reason: str) -> None:
        if client is None or client is not self._client:
            return
        lost, self._client, self._lost, self.problem = self._lost, None, None, reason
        if lost is not None and not lost.done():
            lost.set_result(reason)
        if not self._is_stopping:
            log.warning("producer closed, to be built anew", reason=reason)
        await client.cut_off()


def _bytes_of(record: Outgoing) -> int:
    headers = sum(len(name.encode()) + len(value or b"") for name, value in record.headers)
    return len(record.key) + len(record.value or b"") + headers + RECORD_OVERHEAD


def _retrieve(future: asyncio.Future[Any]) -> None:
    # Whoever gave up waiting must not leave an unread exception behind.
    future.add_done_callback(lambda done: done.cancelled() or done.exception())
