from __future__ import annotations

import asyncio

import pytest

from stancewire.stream.sequence import Sequence


async def run_turn(sequence: Sequence, key: str, name: str, seen: list[str], wait_s: float) -> None:
    turn = sequence.book(key)
    async with turn.taken():
        seen.append(f"{name} begins")
        await asyncio.sleep(wait_s)
        seen.append(f"{name} ends")


async def test_one_key_goes_one_after_another_in_booked_order() -> None:
    sequence = Sequence()
    seen: list[str] = []
    await asyncio.gather(*(run_turn(sequence, "k", str(n), seen, 0.01 * (3 - n)) for n in range(3)))
    assert seen == ["0 begins", "0 ends", "1 begins", "1 ends", "2 begins", "2 ends"]


async def test_different_keys_overlap() -> None:
    sequence = Sequence()
    seen: list[str] = []
    await asyncio.gather(run_turn(sequence, "a", "a", seen, 0.02), run_turn(sequence, "b", "b", seen, 0.01))
    assert seen == ["a begins", "b begins", "b ends", "a ends"]


async def test_an_error_in_a_turn_lets_the_next_one_go() -> None:
    sequence = Sequence()
    first, second = sequence.book("k"), sequence.book("k")
    with pytest.raises(ValueError, match="broken"):
        async with first.taken():
            raise ValueError("broken")
    async with asyncio.timeout(1), second.taken():
        pass


async def test_a_cancelled_turn_lets_the_next_one_go_and_keys_are_forgotten() -> None:
    sequence = Sequence()
    seen: list[str] = []
    first = asyncio.create_task(run_turn(sequence, "k", "first", seen, 60))
    await asyncio.sleep(0)
    second = asyncio.create_task(run_turn(sequence, "k", "second", seen, 0))
    await asyncio.sleep(0)
    first.cancel()
    await asyncio.wait_for(second, 1)
    assert seen == ["first begins", "second begins", "second ends"]
    assert len(sequence) == 0
