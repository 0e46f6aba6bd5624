"""The pool with real processes: whatever happens to one article, its neighbours and the parent go on."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import psutil
import pytest

from stancewire.errors import Reject, Retry, UserError
from stancewire.settings import LimitSettings
from stancewire.stream.pool import Pool
from stancewire.stream.slot import Recipe
from stancewire_schemas.codes import DeadReason

TESTS = Path(__file__).resolve().parents[2]

Start = Callable[..., Awaitable[Pool]]


@pytest.fixture(autouse=True)
def _importable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(TESTS))


@pytest.fixture
async def start() -> AsyncIterator[Start]:
    pools: list[Pool] = []

    async def begin(slots: int = 1, loader: str = "pool_hooks:load", **limits: float) -> Pool:
        recipe = Recipe(loader, {"profile": "fast"}, LimitSettings(**limits))
        pool = Pool(slots, recipe)
        await pool.start()
        pools.append(pool)
        return pool

    yield begin
    for pool in pools:
        await pool.stop()


async def rejection(pool: Pool, payload: bytes) -> Reject:
    with pytest.raises(Reject) as caught:
        await pool.code(payload)
    return caught.value


async def test_articles_go_to_processes_that_are_not_ours(start: Start) -> None:
    pool = await start(slots=2)
    answers = await asyncio.gather(*(pool.code(b"sleep:0.2") for _ in range(2)))
    pids = {int(answer.split()[1]) for answer in answers}
    assert pids == set(pool.pids)
    assert len(pids) == 2
    assert os.getpid() not in pids
    assert pool.about == {"fingerprint": "hooks"}


async def test_large_answers_and_prints_leave_the_frames_whole(start: Start) -> None:
    pool = await start()
    assert len(await pool.code(b"large:3000000")) == 3_000_000
    assert (await pool.code(b"print")).startswith(b"PRINT")
    assert (await pool.code(b"x" * 2_000_000)).startswith(b"XXX")


async def test_a_segfault_costs_its_article_only_after_three_tries(start: Start) -> None:
    pool = await start(slots=2)
    bad = asyncio.create_task(rejection(pool, b"segfault"))
    good = await asyncio.gather(*(pool.code(b"ok") for _ in range(5)))
    assert all(answer.startswith(b"OK") for answer in good)
    reject = await bad
    assert (reject.reason, reject.attempts) == (DeadReason.WORKER_CRASH, 3)
    assert reject.detail == "the process died by signal SIGSEGV"
    assert len(pool.pids) == 2


async def test_a_death_that_does_not_repeat_is_healed(start: Start, tmp_path: Path) -> None:
    pool = await start()
    assert (await pool.code(b"once:%s" % str(tmp_path / "died").encode())).startswith(b"ONCE")


async def test_an_exit_names_its_code(start: Start) -> None:
    assert (await rejection(await start(), b"exit")).detail == "the process died by exit code 3"


async def test_an_idle_process_that_is_killed_is_replaced_without_harm(start: Start) -> None:
    pool = await start()
    os.kill(pool.pids[0], signal.SIGKILL)
    await asyncio.sleep(0.1)
    assert (await pool.code(b"ok")).startswith(b"OK")


async def test_the_soft_limit_ends_the_article_and_keeps_the_process(start: Start) -> None:
    pool = await start(soft_s=0.2, hard_s=10)
    before = pool.pids
    reject = await rejection(pool, b"sleep:5")
    assert (reject.reason, reject.attempts) == (DeadReason.TIMEOUT, 2)
    assert pool.pids == before


async def test_the_hard_limit_ends_a_process_that_hears_nothing(start: Start) -> None:
    pool = await start(soft_s=0.1, hard_s=0.5)
    before = pool.pids
    reject = await rejection(pool, b"hang")
    assert (reject.reason, reject.detail) == (DeadReason.TIMEOUT, "no end after 0.5 s")
    assert pool.pids != before
    assert (await pool.code(b"ok")).startswith(b"OK")


async def test_the_clock_starts_with_the_work_and_not_in_the_queue(start: Start) -> None:
    pool = await start(soft_s=0.5, hard_s=2)
    answers = await asyncio.gather(*(pool.code(b"sleep:0.3") for _ in range(4)))
    assert len(answers) == 4


async def test_too_much_memory_is_a_resource_failure(start: Start) -> None:
    pool = await start(memory_mb=1024)
    assert (await rejection(pool, b"memory")).reason is DeadReason.RESOURCE
    assert (await pool.code(b"ok")).startswith(b"OK")


async def test_an_exception_is_a_coder_error_without_its_text(start: Start) -> None:
    reject = await rejection(await start(), b"raise")
    assert (reject.reason, reject.attempts) == (DeadReason.CODER_ERROR, 2)
    assert reject.detail.startswith("ZeroDivisionError in code, pool_hooks.py:")


async def test_a_rejection_by_the_coder_is_passed_on(start: Start) -> None:
    reject = await rejection(await start(), b"reject")
    assert (reject.reason, reject.detail) == (DeadReason.EMPTY_TEXT, "nothing to code")


async def test_a_cancelled_caller_costs_no_process(start: Start) -> None:
    pool = await start()
    before = pool.pids
    task = asyncio.create_task(pool.code(b"sleep:0.3"))
    await asyncio.sleep(0.1)
    task.cancel()
    assert (await pool.code(b"ok")).startswith(b"OK")
    assert pool.pids == before


async def test_kafka_secrets_do_not_reach_the_processes(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STANCEWIRE_KAFKA__PASSWORD", "secret")
    monkeypatch.setenv("STANCEWIRE_PROFILE", "fast")
    names = json.loads(await (await start()).code(b"env"))
    assert "STANCEWIRE_PROFILE" in names
    assert not [name for name in names if "KAFKA" in name]


async def test_a_coder_that_cannot_be_loaded_is_one_clear_line(start: Start) -> None:
    with pytest.raises(UserError, match="the coder cannot be loaded: the knowledge base is not there"):
        await start(loader="pool_hooks:load_never")
    with pytest.raises(UserError, match="No module named 'no_such'"):
        await start(loader="no_such:load")


async def test_stopping_ends_all_processes(start: Start) -> None:
    pool = await start(slots=2)
    pids = pool.pids
    await pool.stop()
    assert not [pid for pid in pids if psutil.pid_exists(pid)]
    assert pool.problem == "no coder process is up"


def test_the_processes_die_with_their_parent() -> None:
    program = (
        "import asyncio\n"
        "from stancewire.settings import LimitSettings\n"
        "from stancewire.stream.pool import Pool\n"
        "from stancewire.stream.slot import Recipe\n"
        "async def main():\n"
        "    pool = Pool(1, Recipe('pool_hooks:load', {}, LimitSettings()))\n"
        "    await pool.start()\n"
        "    print(*pool.pids, flush=True)\n"
        "    await pool.code(b'sleep:60')\n"
        "asyncio.run(main())\n"
    )
    with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE) as parent:
        assert parent.stdout is not None
        child = int(parent.stdout.readline())
        parent.kill()
    deadline = time.monotonic() + 5
    while psutil.pid_exists(child) and psutil.Process(child).status() != psutil.STATUS_ZOMBIE:
        assert time.monotonic() < deadline, "the child outlived its parent"
        time.sleep(0.05)


def test_the_main_process_imports_no_language_library() -> None:
    program = (
        "import sys, stancewire.enrich.worker, stancewire.ingest.worker, stancewire.merge.worker\n"
        "import stancewire.stream.app\n"
        "sys.exit(any(name.split('.')[0] in {'spacy', 'thinc', 'numpy', 'onnxruntime'} for name in sys.modules))\n"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


async def test_a_draining_pool_finishes_what_is_in_the_slots_and_sends_the_others_away(start: Start) -> None:
    pool = await start()
    first = asyncio.create_task(pool.code(b"sleep:0.3"))
    others = [asyncio.create_task(pool.code(b"ok")) for _ in range(3)]
    await asyncio.sleep(0.1)
    await pool.drain()
    sent_away = await asyncio.gather(*others, return_exceptions=True)
    assert [type(error) for error in sent_away] == [Retry] * 3
    assert (await first).startswith(b"SLEEP")
