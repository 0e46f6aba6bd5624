"""Faust's consumer as the gate needs it: leased partitions, commits in gate order, commits that are tried again."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Coroutine, Iterable
from contextlib import suppress
from typing import Any

import structlog
from aiokafka.errors import IllegalStateError, KafkaError
from faust.transport.drivers.aiokafka import AIOKafkaConsumerThread, ensure_aiokafka_TP
from faust.transport.drivers.aiokafka import Consumer as FaustConsumer
from faust.types import TP
from mode.services import WaitResults

from stancewire.stream.handing_over import Done, begun

REVOKE_COMMIT_S = 3.0

log = structlog.get_logger(__name__)


class ConsumerThread(AIOKafkaConsumerThread):
    """Faust's consumer thread, which renews the lease by its heartbeats and outlives a commit that fails."""

    _consumer: Any
    consumer: Consumer

    async def on_start(self) -> None:
        """Read only what is committed by transactional feeds, and listen to the heartbeats."""
        self._consumer = self._create_consumer(loop=self.thread_loop)
        self.time_started = time.monotonic()
        self._consumer._isolation_level = "read_committed"  # noqa: SLF001  # Faust ties it to transactions of its own
        await self._consumer.start()
        coordinator = self._consumer._coordinator  # noqa: SLF001  # aiokafka tells nobody of its heartbeats
        beat, lease = coordinator._do_heartbeat, self.consumer.app.lease  # noqa: SLF001  # the same

        async def beat_and_renew() -> bool:
            sent_at = lease.now()
            confirmed = bool(await beat())
            if confirmed:
                lease.renew(sent_at)
            return confirmed

        coordinator._do_heartbeat = beat_and_renew  # noqa: SLF001  # the same

    async def _commit(self, offsets: Any) -> bool:
        try:
            await self._consumer.commit({ensure_aiokafka_TP(tp): offset for tp, offset in offsets.items()})
        except (KafkaError, IllegalStateError) as refused:
            # Faust would end the worker; what is not committed now is committed a second later, or repeated.
            log.warning("not committed", error=type(refused).__name__)
            return False
        # Faust warns of partitions that have no recent entry here.
        self.tp_last_committed_at.update(dict.fromkeys(offsets, time.monotonic()))
        return True


class Consumer(FaustConsumer):
    """Faust's consumer, which tells the runner of partitions and commits before it gives any back.

    The gate acknowledges in order, so what may be committed is what lies behind the last acknowledged offset; Faust
    would look for gaps, and finds some where there are none.
    """

    app: Any
    """The application of `app.py`, which has a runner, a lease, and the full name of the topic that it reads."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._released: dict[TP, int] = {}

    def _new_consumer_thread(self) -> Any:
        return ConsumerThread(self, loop=self.loop, beacon=self.beacon)

    async def wait_first(self, *coros: Any, timeout: Any = None) -> Any:  # noqa: ASYNC109  # Faust's own
        """Wait as Faust does, but hand over at once what can be: Faust makes four tasks for every message."""
        if len(coros) == 1:
            return await super().wait_first(*coros, timeout=timeout)
        handing, *others = coros
        try:
            handed = begun(handing)
        except BaseException:
            _close(others)
            raise
        if not isinstance(handed, Done):
            return await super().wait_first(handed, *others, timeout=timeout)
        _close(others)
        # The stream takes one message a turn of the loop; given more, its queue would fill and stop the fetch.
        await asyncio.sleep(0)
        return WaitResults([handing], [handed.value], stopped=False)

    def _new_offset(self, tp: TP) -> int | None:
        acked = self._acked[tp]
        if acked:
            self._released[tp] = max(acked) + 1
            self._acked_index[tp].difference_update(acked)
            acked.clear()
        return self._released.get(tp)

    async def _commit_offsets(self, offsets: Any, start_new_transaction: bool = True) -> bool:
        before = {tp: self._committed_offset[tp] for tp in offsets}
        is_done = await super()._commit_offsets(offsets, start_new_transaction)
        if not is_done:
            # Faust notes a refused commit as done (issue 611) and would not try again before the next message.
            self._committed_offset.update(before)
        return is_done

    def pass_over(self, partition: int, offset: int) -> None:
        """Commit up to an offset below which nothing but markers of transactions is left."""
        place = TP(self.app.reads, partition)
        self._released[place] = max(offset, self._released.get(place, 0))
        self._acked[place]  # Faust commits the partitions that have an entry

    async def on_partitions_revoked(self, revoked: set[TP]) -> None:
        """Let the runner finish, commit what it acknowledged, then give the partitions back."""
        await self.app.runner.revoke()
        if revoked:
            # The group waits for us meanwhile; what is not committed in time is only repeated.
            with suppress(TimeoutError):
                await asyncio.wait_for(self.commit(), REVOKE_COMMIT_S)
        self._buffered_partitions.clear()
        for place in revoked:
            self._released.pop(place, None)
        await super().on_partitions_revoked(revoked)

    async def on_partitions_assigned(self, assigned: set[TP], generation_id: int = 0) -> None:
        """Tell the runner before the first message of the new assignment can come."""
        # A rebalance while a former revoke was never told (a lost session) must not leave old lanes open.
        await self.app.runner.revoke()
        self._released.clear()
        self.app.lease.renew(self.app.lease.now())
        self.app.runner.assign(place.partition for place in assigned)
        await super().on_partitions_assigned(assigned, generation_id)

    def on_buffer_drop(self, tp: TP) -> None:
        """Fetch again, unless the runner holds the partition: Faust's own queue has room much sooner."""
        if not self.app.runner.is_held(tp.partition):
            super().on_buffer_drop(tp)


def _close(coros: Iterable[Coroutine[Any, Any, Any]]) -> None:
    for coro in coros:
        coro.close()
