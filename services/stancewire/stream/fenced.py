"""aiokafka's producer with two things that it lacks: a fence before each send, and an end without a flush."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from aiokafka import AIOKafkaProducer
from aiokafka.errors import KafkaConnectionError
from aiokafka.protocol.produce import ProduceRequest

CUT_S = 3.0


class FencedProducer(AIOKafkaProducer):  # type: ignore[misc]  # the library has no types
    """Asks `may_send` at the last moment before records leave; calls `refused` when they may not."""

    def __init__(self, may_send: Callable[[], bool], refused: Callable[[], None], **options: Any) -> None:
        super().__init__(**options)
        self._may_send, self._refused = may_send, refused
        self._pass_on = self.client.send
        self.client.send = self._send_fenced

    async def _send_fenced(self, node_id: int, request: Any, **options: Any) -> Any:
        if isinstance(request, ProduceRequest) and not self._may_send():
            self._refused()
            raise KafkaConnectionError("records held back: the partitions may belong to another worker")
        return await self._pass_on(node_id, request, **options)

    async def cut_off(self) -> None:
        """End with all that is still queued unsent.

        `stop` would flush it, possibly behind what another client has written meanwhile.
        """
        self._closed = True
        sending = self._sender.sender_task
        if sending is not None:
            sending.cancel()
        with suppress(Exception):
            await asyncio.wait_for(self.client.close(), CUT_S)
        if sending is not None:
            await asyncio.wait({sending}, timeout=CUT_S)
            if sending.done() and not sending.cancelled():
                sending.exception()
