"""Coroutines that mostly need no wait, run without a task until they do."""

from __future__ import annotations

from collections.abc import Coroutine, Generator
from dataclasses import dataclass
from types import coroutine
from typing import Any, Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Done(Generic[T]):
    """What a coroutine returned that never had to wait."""

    value: T


def begun(work: Coroutine[Any, Any, T]) -> Done[T] | Coroutine[Any, Any, T]:
    """Run a coroutine up to its first wait; return its value, or what goes on from there. Raise what it raises."""
    try:
        awaited = work.send(None)
    except StopIteration as done:
        return Done(done.value)
    return _going_on(work, awaited)


async def _going_on(work: Coroutine[Any, Any, T], awaited: Any) -> T:
    return await _rest(work, awaited)


@coroutine
def _rest(work: Coroutine[Any, Any, T], awaited: Any) -> Generator[Any, Any, T]:
    try:
        while True:
            try:
                answer = yield awaited
            except GeneratorExit:
                work.close()
                raise
            except BaseException as error:  # noqa: BLE001  # thrown in by the loop, for the coroutine to hear
                awaited = work.throw(error)
            else:
                awaited = work.send(answer)
    except StopIteration as done:
        return done.value  # type: ignore[no-any-return]  # StopIteration carries anything
