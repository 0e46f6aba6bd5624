from __future__ import annotations

import subprocess
import sys

from stancewire.stream.health import Health
from stancewire.stream.metrics import Metrics
from stancewire.stream.watchdog import STUCK, Watchdog


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


class Offsets:
    answer: dict[int, int] | Exception

    async def lag(self, partitions: tuple[int, ...]) -> dict[int, int]:
        if isinstance(self.answer, Exception):
            raise self.answer
        return {number: self.answer[number] for number in partitions}


class Kennel:
    """A watchdog with a clock of its own."""

    def __init__(self) -> None:
        self.clock, self.offsets, self.metrics = Clock(), Offsets(), Metrics("merge")
        self.health = Health("broker", clock=self.clock)
        self.bites = 0
        self.dog = Watchdog(self.offsets, self.health, self.metrics, 60, self.bite)

    def bite(self) -> None:
        self.bites += 1

    async def look(self, lag: dict[int, int], at_s: float) -> int:
        self.offsets.answer, self.clock.now = lag, at_s
        await self.dog.look(tuple(lag))
        return self.bites

    def shown(self, partition: int) -> float | None:
        labels = {"stage": "merge", "partition": str(partition)}
        return self.metrics.registry.get_sample_value("stancewire_lag_messages", labels)


async def test_lag_without_progress_for_too_long_bites() -> None:
    kennel = Kennel()
    assert await kennel.look({0: 5}, 59) == 0
    assert await kennel.look({0: 5}, 61) == 1


async def test_progress_or_no_lag_keeps_it_quiet() -> None:
    kennel = Kennel()
    assert await kennel.look({0: 0}, 100) == 0
    kennel.clock.now = 150
    kennel.health.moved()
    assert await kennel.look({0: 5}, 200) == 0


async def test_a_worker_that_shows_why_it_holds_is_left_alone() -> None:
    kennel = Kennel()
    kennel.health.hold("x", "output not written")
    assert await kennel.look({0: 5}, 1000) == 0


async def test_a_broker_that_does_not_answer_makes_it_not_ready() -> None:
    kennel = Kennel()
    kennel.offsets.answer = OSError("gone")
    await kennel.dog.look((0,))
    assert kennel.health.reasons() == {"broker": "no answer: OSError"}
    await kennel.look({0: 0}, 1)
    assert kennel.health.reasons() == {}


async def test_the_lag_of_a_partition_that_is_gone_is_shown_no_more() -> None:
    kennel = Kennel()
    await kennel.look({0: 5, 1: 7}, 1)
    await kennel.look({1: 6}, 2)
    assert (kennel.shown(0), kennel.shown(1)) == (None, 6)


def test_a_stuck_worker_shows_its_stacks_and_exits_70() -> None:
    program = (
        "import asyncio\n"
        "from stancewire.stream.health import Health\n"
        "from stancewire.stream.watchdog import end_stuck\n"
        "async def waits_for_ever():\n"
        "    await asyncio.Event().wait()\n"
        "async def main():\n"
        "    task = asyncio.create_task(waits_for_ever())\n"
        "    await asyncio.sleep(0)\n"
        "    end_stuck(Health())\n"
        "asyncio.run(main())\n"
    )
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert ended.returncode == STUCK
    assert "in main" in ended.stderr
    assert "waits_for_ever" in ended.stderr
