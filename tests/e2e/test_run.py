"""The whole path on the embedded broker, as a person would run it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import psutil
import pytest

from stancewire.console.session import Moment, RunOptions, run_session
from stancewire.console.stop import Stop
from stancewire.settings import Settings

COMMAND = [sys.executable, "-c", "from stancewire.cli import main; main()", "run", "--headless"]

FIRST = "CARACAS, March 2 (Example Wire) - Venezuela accused the United States on Monday of violating its airspace."
STORIES: list[dict[str, str]] = [
    {"id": "one", "text": FIRST, "publisher": "Example Wire", "published_at": "2026-03-02T08:00:00Z"},
    {"id": "copy", "text": FIRST, "publisher": "Other Wire", "published_at": "2026-03-02T09:00:00Z"},
    {
        "id": "two",
        "text": "PARIS, March 3 (Example Wire) - France signed a trade agreement with Japan on Tuesday.",
        "published_at": "2026-03-03T08:00:00Z",
    },
    {
        "id": "three",
        "text": "NAIROBI, March 3 (Example Wire) - Police arrested 12 protesters in Nairobi on Tuesday.",
        "published_at": "2026-03-03T10:00:00Z",
    },
    {
        "id": "two",
        "text": "PARIS, March 3 (Example Wire) - France signed a fisheries agreement with Japan on Tuesday.",
        "published_at": "2026-03-03T12:00:00Z",
    },
    {"id": "empty", "text": "   "},
]


def feed_file(folder: Path) -> Path:
    path = folder / "stories.jsonl"
    path.write_text("".join(json.dumps(story) + "\n" for story in STORIES), encoding="utf-8")
    return path


def children_of(pid: int) -> list[psutil.Process]:
    return psutil.Process(pid).children(recursive=True)


def still_running(processes: list[psutil.Process]) -> list[psutil.Process]:
    return [p for p in processes if p.is_running() and p.status() != psutil.STATUS_ZOMBIE]


def run_to_the_end(arguments: list[str], folder: Path) -> tuple[int, str, str, list[psutil.Process]]:
    seen: dict[int, psutil.Process] = {}
    out, err = folder / "out", folder / "err"
    with out.open("wb") as stdout, err.open("wb") as stderr:
        process = subprocess.Popen([*COMMAND, *arguments], stdout=stdout, stderr=stderr)
        while process.poll() is None:
            seen |= {child.pid: child for child in children_of(process.pid)}
            time.sleep(0.1)
    return process.returncode, out.read_text(), err.read_text(), list(seen.values())


@pytest.mark.model
@pytest.mark.timeout(120)
def test_a_small_feed_runs_through_all_stages_and_its_sums_agree(tmp_path: Path) -> None:
    arguments = ["--until-idle", "--json", "--timeout", "90", "--feed", str(feed_file(tmp_path))]
    code, out, err, children = run_to_the_end(arguments, tmp_path)
    assert code == 0, err
    told: dict[str, Any] = json.loads(out)
    assert told["disagreements"] == []
    assert told["fed"] == len(STORIES)
    assert told["dead"] == {"empty_text": 1}
    assert told["topics"] == told["workers"]
    assert told["topics"]["ingest"] == {"taken": 6, "completed": 5, "copies": 0, "erased": 0, "dead": 1}
    assert told["topics"]["enrich"]["taken"] == 5
    assert told["events"] >= 1
    assert told["first_event_s"] is not None
    assert len(children) >= 4
    assert still_running(children) == []


@pytest.mark.timeout(60)
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_all_children_and_tells_why(tmp_path: Path, number: signal.Signals) -> None:
    arguments = [*COMMAND, "--until-idle", "--feed", str(feed_file(tmp_path))]
    with subprocess.Popen(arguments, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        for line in process.stderr:
            if "stages are starting" in line:
                break
        time.sleep(1.0)
        children = children_of(process.pid)
        process.send_signal(number)
        rest = process.stderr.read()
        assert process.wait(timeout=40) == 1
    assert "stopped before all was done" in rest
    assert len(children) >= 4
    assert still_running(children) == []


@pytest.mark.timeout(60)
def test_a_worker_that_dies_ends_the_run_and_the_others(tmp_path: Path) -> None:
    arguments = [*COMMAND, "--feed", str(feed_file(tmp_path))]
    with subprocess.Popen(arguments, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        for line in process.stderr:
            if "stages are starting" in line:
                break
        time.sleep(1.0)
        children = children_of(process.pid)
        (merge,) = [child for child in children if child.cmdline()[-2:] == ["worker", "merge"]]
        os.kill(merge.pid, signal.SIGKILL)
        rest = process.stderr.read()
        assert process.wait(timeout=40) == 1
    assert "merge ended by itself" in rest
    assert still_running(children) == []


def test_no_broker_at_the_given_address_is_one_line_and_exit_3() -> None:
    environment = os.environ | {"STANCEWIRE_LOG_LEVEL": "error"}
    ended = subprocess.run(
        [*COMMAND, "--bootstrap", "127.0.0.1:1"],
        capture_output=True,
        text=True,
        timeout=60,
        env=environment,
        check=False,
    )
    assert ended.returncode == 3
    (line,) = ended.stderr.strip().splitlines()
    assert "127.0.0.1:1" in line


def test_a_feed_that_is_not_there_is_one_line_and_exit_2() -> None:
    ended = subprocess.run(
        [*COMMAND, "--feed", "nowhere.jsonl"], capture_output=True, text=True, timeout=60, check=False
    )
    assert (ended.returncode, ended.stderr) == (2, "stancewire: nowhere.jsonl: no such file\n")


class CrashingView:
    """A view with a defect."""

    def __init__(self) -> None:
        self.others = set(children_of(os.getpid()))
        self.children: list[psutil.Process] = []

    def say(self, text: str) -> None:
        """Take the line."""

    def show(self, moment: Moment) -> None:
        """Crash, while all stages run."""
        assert moment.is_embedded
        self.children = [child for child in children_of(os.getpid()) if child not in self.others]
        raise ZeroDivisionError

    def close(self, moment: Moment) -> None:
        """Never come here."""


@pytest.mark.timeout(60)
def test_a_view_that_crashes_leaves_no_child() -> None:
    view = CrashingView()
    with pytest.raises(ZeroDivisionError):
        run_session(Settings(), RunOptions([]), Stop(), view)
    assert len(view.children) >= 4
    assert still_running(view.children) == []
