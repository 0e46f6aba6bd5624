"""One slot of the pool: a process of its own that codes one article at a time."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Literal

from stancewire.errors import Reject, UserError
from stancewire.settings import LimitSettings
from stancewire.stream import child
from stancewire_schemas.codes import DeadReason

Cause = Literal["crash", "timeout", "resource", "error"]

LOAD_S = 180.0
FRAME_HEAD = 1 + child.LENGTH.size
OUT_OF_MEMORY_KILLER = -signal.SIGKILL

# One thread a slot: the number of slots says how many cores are used, and equal threads give equal sums.
ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")


class Failed(Exception):
    """One try failed. `is_dead` when the process is gone with it."""

    def __init__(self, cause: Cause, detail: str, *, is_dead: bool) -> None:
        super().__init__(detail)
        self.cause: Cause = cause
        self.detail = detail
        self.is_dead = is_dead


@dataclass(frozen=True, slots=True)
class Recipe:
    """What a slot runs: `module:function`, whose result has `code(bytes) -> bytes`, and its keyword arguments."""

    loader: str
    arguments: Mapping[str, Any]
    limits: LimitSettings


class Slot:
    """Starts a fresh interpreter, so that the main process never loads a model and a death stays in here."""

    def __init__(self, recipe: Recipe) -> None:
        self._recipe = recipe
        self._process: asyncio.subprocess.Process | None = None
        self.about: dict[str, Any] = {}

    @property
    def pid(self) -> int | None:
        """The process that runs now."""
        return self._process.pid if self.is_up and self._process else None

    @property
    def is_up(self) -> bool:
        """Whether the process runs and has loaded."""
        return self._process is not None and self._process.returncode is None and bool(self.about)

    async def start(self) -> None:
        """Start the process and wait until it has loaded. Raise UserError with what it says when it cannot."""
        await self.stop()
        limits = self._recipe.limits
        told = {"parent": os.getpid(), "memory_mb": limits.memory_mb, "soft_s": limits.soft_s}
        self._process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", child.__name__, self._recipe.loader),
            *(json.dumps(dict(self._recipe.arguments)), json.dumps(told)),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            env=_without_secrets() | ONE_THREAD,
        )
        kind, payload = await self._loaded(self._process)
        if kind != child.READY:
            await self.stop()
            raise UserError(f"the coder cannot be loaded: {payload.decode(errors='replace')}", exit_code=1)
        self.about = json.loads(payload)

    async def stop(self) -> None:
        """End the process; one that is gone is no error."""
        process, self._process, self.about = self._process, None, {}
        if process is not None:
            if process.returncode is None:
                with suppress(ProcessLookupError):
                    process.kill()
            await process.wait()

    async def code(self, payload: bytes) -> bytes:
        """Return what the coder makes of the payload. Raise Reject, or Failed; the clock starts here."""
        process = self._process
        if process is None or process.returncode is not None:
            raise Failed("crash", "the process was gone before the article came", is_dead=True)
        try:
            kind, answer = await asyncio.wait_for(_ask(process, payload), self._recipe.limits.hard_s)
        except TimeoutError:
            raise Failed("timeout", f"no end after {self._recipe.limits.hard_s:g} s", is_dead=True) from None
        except (asyncio.IncompleteReadError, BrokenPipeError, ConnectionResetError):
            raise self._death(await process.wait()) from None
        return self._read(kind, answer)

    async def _loaded(self, process: asyncio.subprocess.Process) -> tuple[bytes, bytes]:
        try:
            return await asyncio.wait_for(_answer(process), LOAD_S)
        except (TimeoutError, asyncio.IncompleteReadError):
            return child.BROKEN, b"the process ended or gave no answer while loading"

    def _read(self, kind: bytes, answer: bytes) -> bytes:
        if kind == child.CODED:
            return answer
        if kind == child.REJECTED:
            told = json.loads(answer)
            raise Reject(DeadReason(told["reason"]), told["detail"])
        if kind == child.SLOW:
            raise Failed("timeout", f"no end after {self._recipe.limits.soft_s:g} s", is_dead=False)
        if kind == child.MEMORY:
            # What is left of a process that ran out of memory is not to be trusted.
            raise Failed("resource", "out of memory", is_dead=True)
        raise Failed("error", answer.decode(errors="replace"), is_dead=False)

    def _death(self, code: int) -> Failed:
        if code == OUT_OF_MEMORY_KILLER and self._recipe.limits.memory_mb:
            return Failed("resource", "killed while a memory limit was set", is_dead=True)
        how = f"signal {signal.Signals(-code).name}" if code < 0 else f"exit code {code}"
        return Failed("crash", f"the process died by {how}", is_dead=True)


async def _ask(process: asyncio.subprocess.Process, payload: bytes) -> tuple[bytes, bytes]:
    assert process.stdin is not None  # noqa: S101  # piped at the start
    process.stdin.write(child.LENGTH.pack(len(payload)) + payload)
    await process.stdin.drain()
    return await _answer(process)


async def _answer(process: asyncio.subprocess.Process) -> tuple[bytes, bytes]:
    assert process.stdout is not None  # noqa: S101  # piped at the start
    head = await process.stdout.readexactly(FRAME_HEAD)
    return head[:1], await process.stdout.readexactly(child.LENGTH.unpack(head[1:])[0])


def _without_secrets() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if not name.startswith("STANCEWIRE_KAFKA__")}
