"""/live, /ready and /metrics on a tiny server of our own. Faust's server is never started."""

from __future__ import annotations

import structlog
from aiohttp import web

from stancewire.errors import UserError
from stancewire.stream.health import Health
from stancewire.stream.metrics import Metrics

log = structlog.get_logger(__name__)


class HttpServer:
    """Answers on the event loop that does the work: a stuck loop does not answer."""

    def __init__(self, bind: str, port: int, health: Health, metrics: Metrics) -> None:
        self._bind, self._port = bind, port
        self._health, self._metrics = health, metrics
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
            raise UserError(f"STANCEWIRE_HTTP_PORT: {self._bind}:{self._port}: {refused.strerror}") from None
        port = int(self._runner.addresses[0][1])
        log.info("http", bind=self._bind, port=port)
        return port

    async def stop(self) -> None:
        """Stop to answer."""
        if self._runner is not None:
            await self._runner.cleanup()

    async def _live(self, _request: web.Request) -> web.Response:
        return web.json_response({"live": True})

    async def _ready(self, _request: web.Request) -> web.Response:
        reasons = self._health.reasons()
        return web.json_response({"ready": not reasons, "reasons": reasons}, status=503 if reasons else 200)

    async def _render(self, _request: web.Request) -> web.Response:
        self._metrics.tell_health(self._health.reasons())
        return web.Response(body=self._metrics.render(), content_type="text/plain", charset="utf-8")
