"""A coroutine that needs no wait runs without a task; one that waits goes on as if it had been a task all along."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any

import pytest

from stancewire.stream.handing_over import Done, begun


async def finished(work: Coroutine[Any, Any, int]) -> int:
    found = begun(work)
    assert not isinstance(found, Done)
    return await asyncio.ensure_future(found)


async def at_once() -> int:
    return 3


async def after_turns_of_the_loop() -> int:
    for _ in range(3):
        await asyncio.sleep(0)
    return 3


async def wrong() -> int:
    raise LookupError


async def test_what_needs_no_wait_is_done_at_once() -> None:
    assert begun(at_once()) == Done(3)


async def test_what_waits_goes_on_where_it_stood() -> None:
    answer: asyncio.Future[int] = asyncio.get_running_loop().create_future()

    async def twice() -> int:
        return await answer + await after_turns_of_the_loop()

    asyncio.get_running_loop().call_later(0.01, answer.set_result, 4)
    assert await finished(twice()) == 7


async def test_what_is_raised_before_and_after_a_wait_is_raised_to_who_waits() -> None:
    async def later() -> int:
        await asyncio.sleep(0.001)
        return await wrong()

    with pytest.raises(LookupError):
        begun(wrong())
    with pytest.raises(LookupError):
        await finished(later())


async def test_what_waits_hears_that_its_wait_failed() -> None:
    answer: asyncio.Future[int] = asyncio.get_running_loop().create_future()

    async def excused() -> int:
        try:
            return await answer
        except LookupError:
            return 5

    asyncio.get_running_loop().call_later(0.001, answer.set_exception, LookupError())
    assert await finished(excused()) == 5


async def test_one_that_is_cancelled_while_it_waits_hears_of_it() -> None:
    heard: list[str] = []

    async def endless() -> int:
        try:
            await asyncio.Event().wait()
        finally:
            heard.append("cancelled")
        return 0

    found = begun(endless())
    assert not isinstance(found, Done)
    task = asyncio.ensure_future(found)
    await asyncio.sleep(0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert heard == ["cancelled"]
