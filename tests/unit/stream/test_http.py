from __future__ import annotations

import json
import threading
import urllib.error
import urllib.request
from collections.abc import AsyncIterator

import aiohttp
import pytest

from stancewire.errors import UserError
from stancewire.stream.health import Health
from stancewire.stream.http import HttpServer, answering_aside
from stancewire.stream.metrics import Metrics


class Site:
    """A running server and a client."""

    def __init__(self) -> None:
        self.health, self.metrics = Health("broker"), Metrics("enrich")
        self.server = HttpServer(("127.0.0.1", 0), self.health, self.metrics)
        self.port = 0

    async def get(self, path: str) -> tuple[int, str]:
        async with (
            aiohttp.ClientSession() as session,
            session.get(f"http://127.0.0.1:{self.port}{path}") as answer,
        ):
            return answer.status, await answer.text()


@pytest.fixture
async def site() -> AsyncIterator[Site]:
    made = Site()
    made.port = await made.server.start()
    yield made
    await made.server.stop()


async def test_live_answers_while_the_loop_turns(site: Site) -> None:
    assert await site.get("/live") == (200, '{"live": true}')


async def test_ready_is_503_with_every_reason_and_200_without(site: Site) -> None:
    site.health.bad("pool", "no coder process is up")
    assert await site.get("/ready") == (
        503,
        '{"ready": false, "reasons": {"broker": "starting", "pool": "no coder process is up"}}',
    )
    site.health.fine("broker")
    site.health.fine("pool")
    assert await site.get("/ready") == (200, '{"ready": true, "reasons": {}}')


async def test_metrics_are_ours_and_the_processs_own_and_say_whether_it_is_ready(site: Site) -> None:
    status, text = await site.get("/metrics")
    assert status == 200
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    assert all(line.startswith(("stancewire_", "process_")) for line in lines)
    assert 'stancewire_ready{stage="enrich"} 0.0' in lines
    assert any(line.startswith("stancewire_build_info{python=") for line in lines)


async def test_a_taken_port_is_one_clear_line(site: Site) -> None:
    second = HttpServer(("127.0.0.1", site.port), site.health, site.metrics)
    with pytest.raises(UserError, match=f"STANCEWIRE_HTTP_PORT: 127.0.0.1:{site.port}: "):
        await second.start()
    await second.stop()


def live(port: int) -> tuple[int, bool]:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/live", timeout=10) as answer:
            return answer.status, json.load(answer)["live"]
    except urllib.error.HTTPError as refused:
        return refused.code, json.load(refused)["live"]


def test_beside_work_without_a_loop_it_is_live_only_while_that_work_moves() -> None:
    now = 0.0
    health = Health(clock=lambda: now)
    server = HttpServer(("127.0.0.1", 0), health, Metrics("enrich"), still_s=300)
    with answering_aside(server) as port:
        assert live(port) == (200, True)
        now = 301.0
        assert live(port) == (503, False)
        health.moved()
        assert live(port) == (200, True)
    with pytest.raises(OSError, match="refused"):
        live(port)


async def test_a_taken_port_is_named_as_the_option_that_gave_it_and_leaves_no_thread(site: Site) -> None:
    second = HttpServer(("127.0.0.1", site.port), site.health, site.metrics, named="--http-port")
    with pytest.raises(UserError, match="--http-port: "), answering_aside(second):
        raise AssertionError("it cannot answer")
    assert [thread.name for thread in threading.enumerate() if thread.name == "http"] == []
