"""What was being stepped when the process died: so that one message cannot end the worker again and again.

A line is appended before each step and another after it, unflushed to disk: the file outlives the process, not the
machine. Whatever has no second line at the next start was under way when the process died. What was under way in
two deaths is stepped alone from then on, and what has then died alone twice is given up unstepped.
"""

from __future__ import annotations

import asyncio
import fcntl
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path

import structlog

from stancewire.core.messages import Message
from stancewire.errors import Reject
from stancewire_schemas.codes import DeadReason

Place = tuple[int, int]
"""Partition and offset."""

ALONE_FROM = 2
GIVEN_UP_AT = 2
LONGEST_BYTES = 1_048_576

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Suspicion:
    """How often the process died while it stepped a message; `alone` of these with nothing else under way."""

    deaths: int = 0
    alone: int = 0


class Journal:
    """The journal of one worker. Without a folder that can be written it watches nothing, and says so once."""

    def __init__(self, folder: Path, stage: str) -> None:
        self._folder, self._stage = folder, stage
        self._file: int | None = None
        self._bytes = 0
        self._open: dict[Place, Suspicion] = {}
        self._suspects: dict[Place, Suspicion] = {}
        self._room = asyncio.Condition()
        self._inside = 0
        self._alone_waiting = 0

    @property
    def suspects(self) -> dict[Place, Suspicion]:
        """What was under way when a process died and has not been seen since."""
        return dict(self._suspects)

    def start(self) -> None:
        """Take the first journal that no living worker has, and read what its last owner left unfinished."""
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            self._file = self._first_free()
            self._suspects = _unfinished(os.pread(self._file, 64 * LONGEST_BYTES, 0).decode(errors="replace"))
            self._rewrite()
        except OSError as refused:
            self._give_up(refused)
            return
        if self._suspects:
            log.warning("a worker died here", unfinished=len(self._suspects))

    def stop(self) -> None:
        """Let the next worker have it."""
        if self._file is not None:
            os.close(self._file)
            self._file = None

    @asynccontextmanager
    async def watch(self, message: Message) -> AsyncIterator[None]:
        """Note that a message is stepped for as long as the context lasts; wait where one has to be alone.

        Raise Reject for a message that has killed the process too often.
        """
        place = (message.partition, message.offset)
        known = self._suspects.get(place, Suspicion())
        if known.alone >= GIVEN_UP_AT:
            self._end(place)
            raise Reject(DeadReason.QUARANTINE, "the worker died each time it was tried", attempts=known.deaths)
        if not self._suspects:
            self._begin(place, known)
            try:
                yield
            finally:
                self._end(place)
            return
        async with self._company(alone=known.deaths >= ALONE_FROM):
            self._begin(place, known)
            try:
                yield
            finally:
                self._end(place)

    @asynccontextmanager
    async def _company(self, *, alone: bool) -> AsyncIterator[None]:
        await self._enter(alone=alone)
        try:
            yield
        finally:
            self._inside = 0 if alone else self._inside - 1
            async with self._room:
                self._room.notify_all()

    async def _enter(self, *, alone: bool) -> None:
        async with self._room:
            self._alone_waiting += alone
            try:
                await self._room.wait_for(
                    lambda: self._inside == 0 if alone else self._inside >= 0 and not self._alone_waiting
                )
            finally:
                self._alone_waiting -= alone
            self._inside = -1 if alone else self._inside + 1

    def _begin(self, place: Place, known: Suspicion) -> None:
        alone = int(known.deaths >= ALONE_FROM)
        self._open[place] = replace(known, deaths=known.deaths + 1, alone=known.alone + alone)
        self._note(_line(place, self._open[place]))

    def _end(self, place: Place) -> None:
        self._open.pop(place, None)
        self._suspects.pop(place, None)
        self._note(f"{place[0]} {place[1]}\n")

    def _note(self, line: str) -> None:
        if self._file is None:
            return
        try:
            self._bytes += os.write(self._file, line.encode())
            if self._bytes > LONGEST_BYTES:
                self._rewrite()
        except OSError as refused:
            self._give_up(refused)

    def _rewrite(self) -> None:
        assert self._file is not None  # noqa: S101  # the callers have it open
        left = self._suspects | self._open
        os.ftruncate(self._file, 0)
        self._bytes = os.write(self._file, "".join(_line(*entry) for entry in left.items()).encode())

    def _first_free(self) -> int:
        for number in count():
            path = self._folder / f"journal-{self._stage}-{number}"
            file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC, 0o600)
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                os.close(file)
            else:
                return file
        raise AssertionError  # there is always a next number

    def _give_up(self, refused: OSError) -> None:
        log.warning("no crash journal: a message that kills the worker will not be found", error=refused.strerror)
        self.stop()


def _line(place: Place, suspicion: Suspicion) -> str:
    return f"{place[0]} {place[1]} {suspicion.deaths} {suspicion.alone}\n"


def _unfinished(text: str) -> dict[Place, Suspicion]:
    """Return what was begun and not ended; a line cut off by the death of its writer is passed over."""
    found: dict[Place, Suspicion] = {}
    for line in text.splitlines(keepends=True):
        numbers = line.split()
        if not line.endswith("\n") or not all(number.isdecimal() for number in numbers):
            continue
        match [int(number) for number in numbers]:
            case [partition, offset, deaths, alone]:
                found[partition, offset] = Suspicion(deaths, alone)
            case [partition, offset]:
                found.pop((partition, offset), None)
    return found
