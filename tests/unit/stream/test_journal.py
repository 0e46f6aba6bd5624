"""What kills the worker is found, runs alone, and is given up; what merely stood beside it is not."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from builders import make_message
from stream_toys import Bench, settle

from stancewire.core.messages import Message
from stancewire.errors import Reject
from stancewire.stream import journal as module
from stancewire.stream.journal import Journal, Suspicion
from stancewire_schemas import DeadLetterV1


def message(offset: int) -> Message:
    return make_message(b"{}", offset=offset)


def started(folder: Path) -> Journal:
    journal = Journal(folder, "ingest")
    journal.start()
    return journal


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def size_in(folder: Path) -> int:
    return (folder / "journal-ingest-0").stat().st_size


async def die_with(folder: Path, *offsets: int) -> Journal:
    """Step messages up to the middle of all of them, then let the process die."""
    journal = started(folder)
    steps = [journal.watch(message(offset)) for offset in offsets]
    for step in steps:
        await step.__aenter__()
    journal.stop()
    return journal


async def test_what_was_finished_is_under_no_suspicion(tmp_path: Path) -> None:
    journal = started(tmp_path)
    async with journal.watch(message(1)):
        pass
    with pytest.raises(ZeroDivisionError):
        async with journal.watch(message(2)):
            raise ZeroDivisionError
    journal.stop()
    assert started(tmp_path).suspects == {}


async def test_what_was_under_way_at_a_death_is_counted(tmp_path: Path) -> None:
    await die_with(tmp_path, 1, 2)
    again = started(tmp_path)
    assert again.suspects == {(0, 1): Suspicion(1), (0, 2): Suspicion(1)}
    async with again.watch(message(1)):
        pass
    again.stop()
    assert started(tmp_path).suspects == {(0, 2): Suspicion(1)}


async def test_a_suspect_of_two_deaths_runs_alone(tmp_path: Path) -> None:
    await die_with(tmp_path, 1, 2)
    await die_with(tmp_path, 1, 2)
    journal, order = started(tmp_path), []
    free = asyncio.Event()

    async def step(offset: int) -> None:
        async with journal.watch(message(offset)):
            order.append(f"{offset} in")
            await free.wait()
            order.append(f"{offset} out")

    steps = [asyncio.create_task(step(offset)) for offset in (5, 1, 6, 2)]
    await settle()
    assert order == ["5 in"]
    free.set()
    await asyncio.gather(*steps)
    assert order.index("1 out") == order.index("1 in") + 1
    assert order.index("2 out") == order.index("2 in") + 1
    assert journal.suspects == {}


async def test_what_died_alone_twice_is_given_up_and_then_forgotten(tmp_path: Path) -> None:
    for _ in range(2):
        await die_with(tmp_path, 1, 2)
    for _ in range(2):
        await die_with(tmp_path, 1)
    journal = started(tmp_path)
    assert journal.suspects[0, 1] == Suspicion(4, 2)
    with pytest.raises(Reject, match="quarantine"):
        async with journal.watch(message(1)):
            raise AssertionError("it must not be stepped")
    async with journal.watch(message(2)):
        pass
    assert journal.suspects == {}


async def test_a_waiter_that_is_cancelled_holds_nobody_up(tmp_path: Path) -> None:
    for _ in range(2):
        await die_with(tmp_path, 1)
    journal = started(tmp_path)
    async with journal.watch(message(5)):
        waiting = asyncio.ensure_future(journal.watch(message(1)).__aenter__())
        await settle()
        waiting.cancel()
        await settle()
        async with asyncio.timeout(1), journal.watch(message(6)):
            assert waiting.cancelled()


async def test_two_workers_of_one_folder_have_a_journal_each(tmp_path: Path) -> None:
    first, second = started(tmp_path), started(tmp_path)
    async with second.watch(message(1)):
        first.stop()
        assert started(tmp_path).suspects == {}
    assert names_in(tmp_path) == ["journal-ingest-0", "journal-ingest-1"]


async def test_the_journal_stays_small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LONGEST_BYTES", 200)
    journal = started(tmp_path)
    async with journal.watch(message(0)):
        for offset in range(1, 500):
            async with journal.watch(message(offset)):
                pass
        assert size_in(tmp_path) < 300
        journal.stop()
    assert started(tmp_path).suspects == {(0, 0): Suspicion(1)}


async def test_a_line_cut_off_in_its_middle_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "journal-ingest-0").write_text("0 1 1 0\nrubbish\n0 2 1 0\n0 2\n0 3 1", encoding="utf-8")
    assert started(tmp_path).suspects == {(0, 1): Suspicion(1)}


async def test_a_folder_that_cannot_be_written_costs_the_journal_and_no_message(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    journal = started(tmp_path / "file")
    async with journal.watch(message(1)):
        pass
    assert journal.suspects == {}


async def test_a_message_given_up_becomes_a_dead_letter_that_was_never_stepped(tmp_path: Path) -> None:
    (tmp_path / "journal-ingest-0").write_text("0 1 4 2\n", encoding="utf-8")
    bench = Bench(journal=started(tmp_path))
    bench.runner.assign([0])
    await settle()
    bench.feed("ok", "ok", "ok")
    await settle()
    assert bench.stage.steps == [0, 2]
    assert bench.offsets() == [0, 1, 2]
    (dead,) = bench.publisher.values("article.dead.v1")
    found = DeadLetterV1.from_bytes(dead or b"")
    assert (found.reason, found.attempts, found.offset) == ("quarantine", 4, 1)
