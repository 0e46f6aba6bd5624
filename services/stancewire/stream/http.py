"""/live, /ready and /metrics on a tiny server of our own. Faust's server is never started."""

from __future__ import annotations

import asyncio
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from math import inf

from aiohttp import web

from stancewire.errors import UserError
from stancewire.stream.card_metrics import CardMetrics
from stancewire.stream.health import Health

PATIENCE_S = 10.0


class HttpServer:
    """Answers on the event loop that does the work: a stuck loop does not answer.

    Work that has no loop notes its progress in `health`: /live is 503 once that has stood still for `still_s`.
    `named` is the setting that gives the port.
    """

    def __init__(
        self,
        where: tuple[str, int],
        health: Health,
        metrics: CardMetrics,
        *,
        named: str = "STANCEWIRE_HTTP_PORT",
        still_s: float = inf,
    ) -> None:
        self._bind, self._port = where
        self._health, self._metrics = health, metrics
        self._named, self._still_s = named, still_s
        self._runner: web.AppRunner | None = None

    async def start(self) -> int:
        """Start to answer; return the port. Raise UserError when it is taken."""
        app = web.Application()
        app.add_routes(
            [
                web.get("/live", self._live),
                web.get("/ready", self._ready),
                web.get("/metrics", self._render),
            ]
        )
        self._runner = web.AppRunner(app, access_log=None)
        await self._runner.setup()
        try:
            await web.TCPSite(self._runner, self._bind, self._port).start()
        except OSError as refused:
            # Asyncio repeats the address in its own words, in the place of the reason.
            number = refused.errno or 0
            reason = os.strerror(number) if number > 0 else refused.strerror
            raise UserError(f"{self._named}: {self._bind}:{self._port}: {reason}") from None
        return int(self._runner.addresses[0][1])

    async def stop(self) -> None:
        """Stop to answer."""
        if self._runner is not None:
            await self._runner.cleanup()

    async def _live(self, _request: web.Request) -> web.Response:
        is_live = self._health.still_s <= self._still_s
        return web.json_response({"live": is_live}, status=200 if is_live else 503)

    async def _ready(self, _request: web.Request) -> web.Response:
        reasons = self._health.reasons()
        return web.json_response({"ready": not reasons, "reasons": reasons}, status=503 if reasons else 200)

    async def _render(self, _request: web.Request) -> web.Response:
        self._metrics.tell_health(self._health.reasons())
        return web.Response(body=self._metrics.render(), content_type="text/plain", charset="utf-8")


@contextmanager
def answering_aside(server: HttpServer) -> Iterator[int]:
    """Let the server answer on a thread of its own while the block does other work; yield the port."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, name="http", daemon=True)
    thread.start()
    try:
        yield asyncio.run_coroutine_threadsafe(server.start(), loop).result(PATIENCE_S)
    finally:
        asyncio.run_coroutine_threadsafe(server.stop(), loop).result(PATIENCE_S)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(PATIENCE_S)
        loop.close()
