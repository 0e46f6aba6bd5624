"""The process of one slot: reads a frame, codes it, writes a frame, for ever. Run as a module by the pool.

Frames have four bytes of length, big-endian, then the payload; answers have one byte of kind before it. No
pickle: bytes and JSON only, so that nothing inside an article can choose what is loaded.
"""

from __future__ import annotations

import ctypes
import gc
import importlib
import json
import os
import resource
import signal
import struct
import sys
import threading
import time
from collections.abc import Callable
from typing import BinaryIO, Protocol

from stancewire.errors import Reject, UserError

READY, CODED, REJECTED, FAILED, SLOW, MEMORY, BROKEN = b"R", b"C", b"J", b"X", b"T", b"M", b"B"

LENGTH = struct.Struct(">I")
PR_SET_PDEATHSIG = 1
PARENT_POLL_S = 1.0


class SoftLimit(BaseException):
    """The soft time limit has passed. No Exception, so that no component takes it for one of its own."""


class Coder(Protocol):
    """What a loader returns."""

    def code(self, payload: bytes) -> bytes:
        """Return the answer to a payload. May raise anything."""
        ...


def main() -> None:
    """Load what the first argument names, with the keyword arguments of the second, then serve."""
    loader, arguments, limits = sys.argv[1], json.loads(sys.argv[2]), json.loads(sys.argv[3])
    questions, answers = _channel()
    _live_and_die_with_parent(limits["parent"])
    if limits["memory_mb"]:
        most = limits["memory_mb"] * 1_048_576
        resource.setrlimit(resource.RLIMIT_AS, (most, most))
    try:
        coder = _load(loader)(**arguments)
    except (Exception, MemoryError) as refused:  # noqa: BLE001  # the parent tells the person
        told = str(refused) if isinstance(refused, UserError) else f"{type(refused).__name__}: {refused}"
        _write(answers, BROKEN, told[:500].encode())
        return
    # What is loaded stays: looking through it for garbage again and again costs a twentieth of the coding.
    gc.freeze()
    about = {"fingerprint": getattr(coder, "fingerprint", None)}
    _write(answers, READY, json.dumps(about).encode())
    _serve(coder.code, questions, answers, limits["soft_s"])


def _serve(code: Callable[[bytes], bytes], questions: BinaryIO, answers: BinaryIO, soft_s: float) -> None:
    signal.signal(signal.SIGALRM, _too_slow)
    while len(head := questions.read(LENGTH.size)) == LENGTH.size:
        payload = questions.read(LENGTH.unpack(head)[0])
        _write(answers, *_answer(code, payload, soft_s))


def _answer(code: Callable[[bytes], bytes], payload: bytes, soft_s: float) -> tuple[bytes, bytes]:
    try:
        signal.setitimer(signal.ITIMER_REAL, soft_s)
        try:
            return CODED, code(payload)
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
    except SoftLimit:
        return SLOW, b""
    except Reject as reject:
        return REJECTED, json.dumps({"reason": reject.reason.value, "detail": reject.detail}).encode()
    except MemoryError:
        return MEMORY, b""
    except Exception as defect:  # noqa: BLE001  # one article's failure is an answer, not the end of the process
        return FAILED, _place_of(defect).encode()


def _channel() -> tuple[BinaryIO, BinaryIO]:
    # A library that prints must not break the frames: descriptor 1 becomes stderr.
    questions, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    with open(os.devnull, "rb") as nothing:  # noqa: PTH123  # a device, for its descriptor
        os.dup2(nothing.fileno(), 0)
    return questions, answers


def _live_and_die_with_parent(parent: int) -> None:
    # Ctrl-C and a stop reach the whole process group; the parent drains first and ends us by closing the pipe.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    threading.Thread(target=_watch_parent, args=(parent,), daemon=True).start()


def _watch_parent(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(PARENT_POLL_S)
    os._exit(0)


def _load(target: str) -> Callable[..., Coder]:
    module, _, name = target.partition(":")
    loader: Callable[..., Coder] = getattr(importlib.import_module(module), name)
    return loader


def _write(answers: BinaryIO, kind: bytes, payload: bytes) -> None:
    answers.write(kind + LENGTH.pack(len(payload)) + payload)
    answers.flush()


def _too_slow(_signal: int, _frame: object) -> None:
    raise SoftLimit


def _place_of(defect: BaseException) -> str:
    # The text of an unknown exception may hold words of the article; its type and place do not.
    frame = defect.__traceback__
    while frame is not None and frame.tb_next is not None:
        frame = frame.tb_next
    if frame is None:
        return type(defect).__name__
    code = frame.tb_frame.f_code
    return f"{type(defect).__name__} in {code.co_name}, {os.path.basename(code.co_filename)}:{frame.tb_lineno}"  # noqa: PTH119  # a name, no file


if __name__ == "__main__":
    main()
