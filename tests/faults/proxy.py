"""A TCP proxy in a thread of its own that can delay, freeze, cut and swallow what goes through it."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Coroutine
from contextlib import suppress
from types import TracebackType
from typing import Any, Self

CHUNK = 65_536


class Proxy:
    """Passes everything on to `target`, a port on loopback, until it is told otherwise.

    `delay_s` holds back each answer; `freeze` lets nothing through in either direction and loses nothing;
    `swallow` drops what the target answers, so that requests arrive and nobody learns of it; `reset` cuts all
    connections. `heal` ends it all, and cuts what `swallow` has left out of step.
    """

    def __init__(self, port: int) -> None:
        self.port, self.target = port, 0
        self.delay_s = 0.0
        self._swallows = False
        self._loop = asyncio.new_event_loop()
        self._flowing = asyncio.Event()
        self._flowing.set()
        self._writers: set[asyncio.StreamWriter] = set()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        self._run(self._listen())
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._run(self._end())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def freeze(self) -> None:
        self._loop.call_soon_threadsafe(self._flowing.clear)

    def swallow(self) -> None:
        self._swallows = True

    def reset(self) -> None:
        self._run(self._cut())

    def heal(self) -> None:
        self.delay_s = 0.0
        if self._swallows:
            self._swallows = False
            self.reset()
        self._loop.call_soon_threadsafe(self._flowing.set)

    def _run(self, work: Coroutine[Any, Any, None]) -> None:
        asyncio.run_coroutine_threadsafe(work, self._loop).result(10)

    async def _listen(self) -> None:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", self.port)

    async def _end(self) -> None:
        self._server.close()
        await self._cut()
        for task in asyncio.all_tasks() - {asyncio.current_task()}:
            task.cancel()

    async def _cut(self) -> None:
        for writer in self._writers:
            writer.transport.abort()
        self._writers.clear()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            answers, requests = await asyncio.open_connection("127.0.0.1", self.target)
        except OSError:
            writer.transport.abort()
            return
        self._writers |= {writer, requests}
        with suppress(OSError, asyncio.CancelledError):
            await asyncio.gather(
                self._pass(reader, requests, is_answer=False), self._pass(answers, writer, is_answer=True)
            )
        for end in (writer, requests):
            self._writers.discard(end)
            end.transport.abort()

    async def _pass(self, source: asyncio.StreamReader, sink: asyncio.StreamWriter, *, is_answer: bool) -> None:
        while data := await source.read(CHUNK):
            if is_answer and self.delay_s:
                await asyncio.sleep(self.delay_s)
            await self._flowing.wait()
            if is_answer and self._swallows:
                continue
            sink.write(data)
            await sink.drain()
        sink.transport.abort()
