from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from stancewire.console.guard import groups_left
from stancewire.console.supervisor import Child, Supervisor

SLEEPS = "import time; time.sleep(60)"
IGNORES_TERM = (
    "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('deaf', flush=True); time.sleep(60)"
)
LEAVES_A_CHILD = (
    "import subprocess, sys; "
    "child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)']); print(child.pid, flush=True)"
)


def start(supervisor: Supervisor, name: str, code: str) -> Child:
    return supervisor.start(name, [sys.executable, "-c", code])


def wait_for_words(child: Child) -> str:
    deadline = time.monotonic() + 10
    while not child.log.read_text().endswith("\n") and time.monotonic() < deadline:
        time.sleep(0.01)
    return child.log.read_text().strip()


def is_running(pid: int) -> bool:
    return psutil.pid_exists(pid) and psutil.Process(pid).status() != psutil.STATUS_ZOMBIE


def wait_for_end(pid: int) -> None:
    deadline = time.monotonic() + 5
    while is_running(pid) and time.monotonic() < deadline:
        time.sleep(0.01)
    assert not is_running(pid)


def test_stop_ends_all_children_within_their_grace(tmp_path: Path) -> None:
    supervisor = Supervisor(tmp_path, grace_s=5)
    pids = [start(supervisor, name, SLEEPS).pid for name in ("one", "two", "three")]
    began = time.monotonic()
    assert supervisor.stop() == []
    assert time.monotonic() - began < 4
    assert not any(is_running(pid) for pid in pids)


def test_a_child_that_does_not_hear_is_killed_after_the_grace(tmp_path: Path) -> None:
    supervisor = Supervisor(tmp_path, grace_s=0.3)
    deaf = start(supervisor, "deaf", IGNORES_TERM)
    wait_for_words(deaf)
    assert supervisor.stop() == ["deaf"]
    assert deaf.exit_code() == -signal.SIGKILL


def test_a_second_request_to_stop_does_not_wait_for_the_grace(tmp_path: Path) -> None:
    supervisor = Supervisor(tmp_path, grace_s=60, in_a_hurry=lambda: True)
    deaf = start(supervisor, "deaf", IGNORES_TERM)
    wait_for_words(deaf)
    began = time.monotonic()
    assert supervisor.stop() == ["deaf"]
    assert time.monotonic() - began < 5


def test_what_a_dead_child_left_behind_is_ended_too(tmp_path: Path) -> None:
    supervisor = Supervisor(tmp_path, grace_s=5)
    parent = start(supervisor, "parent", LEAVES_A_CHILD)
    orphan = int(wait_for_words(parent))
    while parent.exit_code() is None:
        time.sleep(0.01)
    assert is_running(orphan)
    supervisor.stop()
    wait_for_end(orphan)


def crash_with_a_child(folder: Path, pids: list[int]) -> None:
    with Supervisor(folder, grace_s=5) as supervisor:
        pids.append(start(supervisor, "one", SLEEPS).pid)
        raise ZeroDivisionError


def test_an_error_inside_the_block_leaves_no_child(tmp_path: Path) -> None:
    pids: list[int] = []
    with pytest.raises(ZeroDivisionError):
        crash_with_a_child(tmp_path, pids)
    assert not is_running(pids[0])


def test_children_end_even_when_we_are_killed(tmp_path: Path) -> None:
    code = (
        "import pathlib, sys, time\n"
        "from stancewire.console.supervisor import Supervisor\n"
        f"child = Supervisor(pathlib.Path({str(tmp_path)!r})).start('one', [sys.executable, '-c', {SLEEPS!r}])\n"
        "print(child.pid, flush=True)\n"
        "time.sleep(60)\n"
    )
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) as ours:
        assert ours.stdout is not None
        pid = int(ours.stdout.readline())
        assert is_running(pid)
        ours.kill()
    wait_for_end(pid)


def test_a_stopped_child_is_no_longer_guarded() -> None:
    assert groups_left(["+11\n", "+12\n", "-11\n", "-13\n", "+14\n"]) == [12, 14]


def test_what_outlives_the_others_is_asked_after_they_have_ended(tmp_path: Path) -> None:
    notes = tmp_path / "notes"
    code = (
        "import pathlib, signal, sys, time\n"
        "def end(*_):\n"
        "    time.sleep({pause}); pathlib.Path({notes!r}).open('a').write('{name} '); sys.exit()\n"
        "signal.signal(signal.SIGTERM, end); print('ready', flush=True)\n"
        "while True: time.sleep(0.01)\n"
    )
    supervisor = Supervisor(tmp_path, grace_s=5)
    broker = code.format(pause=0, notes=str(notes), name="broker")
    worker = code.format(pause=0.3, notes=str(notes), name="worker")
    children = [
        supervisor.start("broker", [sys.executable, "-c", broker], outlives=True),
        supervisor.start("worker", [sys.executable, "-c", worker]),
    ]
    for child in children:
        wait_for_words(child)
    supervisor.stop()
    assert notes.read_text() == "worker broker "


def test_a_child_that_ends_by_itself_is_told_with_its_last_words(tmp_path: Path) -> None:
    with Supervisor(tmp_path, grace_s=5) as supervisor:
        start(supervisor, "stays", SLEEPS)
        gone = start(supervisor, "gone", "import sys; print('first'); sys.exit('no more memory')")
        while gone.exit_code() is None:
            time.sleep(0.01)
        assert [child.name for child in supervisor.ended()] == ["gone"]
        assert gone.last_words() == "no more memory"


def test_a_silent_end_is_told_by_its_exit_code(tmp_path: Path) -> None:
    with Supervisor(tmp_path, grace_s=5) as supervisor:
        gone = start(supervisor, "gone", "raise SystemExit(7)")
        while gone.exit_code() is None:
            time.sleep(0.01)
        assert gone.last_words() == "exit code 7"


def test_children_see_the_given_variables_and_ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STANCEWIRE_OURS", "ours")
    with Supervisor(tmp_path, grace_s=5) as supervisor:
        code = "import os; print(os.environ['STANCEWIRE_OURS'], os.environ['STANCEWIRE_GIVEN'])"
        child = supervisor.start("reads", [sys.executable, "-c", code], {"STANCEWIRE_GIVEN": "given"})
        assert wait_for_words(child) == "ours given"
