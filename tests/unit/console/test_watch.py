from __future__ import annotations

import io
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import cast

import pytest
from builders import make_message, make_raw_article
from rich.console import Console

from stancewire.console import watch as watch_module
from stancewire.console.feeder import Feeder
from stancewire.console.headless import HeadlessView
from stancewire.console.live import picture, save_picture
from stancewire.console.reader import GroupOffsets, Place, TopicReader
from stancewire.console.session import Moment
from stancewire.console.stages import RunningStage
from stancewire.console.supervisor import Child
from stancewire.console.watch import Watch
from stancewire.core.messages import Message
from stancewire.settings import Settings
from stancewire.stream.metrics import Metrics
from stancewire.topology import STAGES


class Reader:
    """Hands out what a test puts in."""

    def __init__(self) -> None:
        self.coming: list[Message] = []
        self.is_caught_up = True

    def poll(self, timeout_s: float) -> list[Message]:
        assert timeout_s >= 0
        coming, self.coming = self.coming, []
        return coming

    def positions(self) -> dict[Place, int]:
        return {(row.reads, 0): 1 for row in STAGES.values()}

    def caught_up(self) -> bool:
        return self.is_caught_up


class Group:
    def __init__(self) -> None:
        self.done = 1

    def committed(self, places: dict[Place, int]) -> dict[Place, int]:
        return dict.fromkeys(places, self.done)


class Page(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200)
        self.end_headers()
        metrics = Metrics("ingest")
        metrics.tell_health([])
        metrics.outcomes.labels("ingest", "completed").inc()
        self.wfile.write(metrics.render())

    def log_message(self, *_: object) -> None:
        pass


class Scene:
    """A watch over things that a test moves."""

    def __init__(self, port: int) -> None:
        self.reader, self.groups = Reader(), {name: Group() for name in STAGES}
        workers = [RunningStage(name, cast("Child", None), port) for name in STAGES]
        self.watch = Watch(
            cast("TopicReader", self.reader), cast("dict[str, GroupOffsets]", self.groups), workers, began=0.0
        )


@pytest.fixture(name="scene")
def make_scene(monkeypatch: pytest.MonkeyPatch) -> Iterator[Scene]:
    monkeypatch.setattr(watch_module, "QUIET_S", -1.0)
    monkeypatch.setattr(watch_module, "LOOK_EVERY_S", 0.0)
    with HTTPServer(("127.0.0.1", 0), Page) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        scene = Scene(server.server_port)
        scene.reader.coming = [make_message(make_raw_article().to_bytes())]
        scene.watch.look(0)
        yield scene
        server.shutdown()


def test_all_is_idle_when_every_stage_has_committed_what_there_is(scene: Scene) -> None:
    assert scene.watch.idle(fed=1)


def test_nothing_is_idle_while_a_stage_lags(scene: Scene) -> None:
    scene.groups["merge"].done = 0
    scene.watch.look(0)
    assert scene.watch.stages["merge"].lag == 1
    assert not scene.watch.idle(fed=1)


def test_nothing_is_idle_before_all_that_was_fed_is_seen(scene: Scene) -> None:
    assert not scene.watch.idle(fed=2)


def test_nothing_is_idle_while_there_is_more_to_read(scene: Scene) -> None:
    scene.reader.is_caught_up = False
    assert not scene.watch.idle(fed=1)


def test_nothing_is_idle_right_after_something_came(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watch_module, "QUIET_S", 60.0)
    assert not scene.watch.idle(fed=1)


def test_the_summary_holds_what_topics_and_workers_say(scene: Scene) -> None:
    summary = scene.watch.summary(1, None, is_whole=True)
    assert summary.topics["ingest"].taken == 1
    assert summary.workers["ingest"].completed == 1


def moment_of(scene: Scene) -> Moment:
    return Moment("127.0.0.1:9", is_embedded=True, watch=scene.watch, feeder=Feeder(Settings(), []))


def test_the_picture_is_an_svg_that_fetches_nothing_and_shows_the_stages(scene: Scene, tmp_path: Path) -> None:
    path = tmp_path / "live.svg"
    save_picture(moment_of(scene), path)
    svg = path.read_text()
    assert svg.startswith("<svg")
    assert "url(http" not in svg
    for words in ("ingest", "enrich", "merge", "newest", "dead"):
        assert words in svg


@pytest.mark.parametrize("height", [5, 12, 24, 60])
def test_the_picture_fits_any_height(scene: Scene, height: int) -> None:
    screen = io.StringIO()
    Console(file=screen, width=80, height=height).print(picture(moment_of(scene), height))
    assert len(screen.getvalue().splitlines()) == height


def test_a_run_without_terminal_tells_dead_letters_once(scene: Scene) -> None:
    lines: list[str] = []
    view = HeadlessView(lines.append)
    scene.reader.coming = [make_message(b"rubbish", topic="article.dead.v1")]
    scene.watch.look(0)
    view.show(moment_of(scene))
    view.show(moment_of(scene))
    view.close(moment_of(scene))
    assert [line for line in lines if line.startswith("dead letter")] == [
        "dead letter: a-1 is no DeadLetterV1: 7 bytes",
    ]
    assert "waiting: ingest 0 enrich 0 merge 0" in lines[-1]
