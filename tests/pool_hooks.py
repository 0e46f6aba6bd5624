"""What the tests of the pool load into its processes: a coder that dies, hangs or fails when told to."""

from __future__ import annotations

import json
import os
import signal
import sys
import time
from pathlib import Path

from stancewire.errors import Reject, UserError
from stancewire_schemas.codes import DeadReason


class Hooks:
    """Does what the payload says."""

    fingerprint = "hooks"

    def code(self, payload: bytes) -> bytes:
        what, _, rest = payload.decode().partition(":")
        match what:
            case "segfault":
                os.kill(os.getpid(), signal.SIGSEGV)
            case "once":
                marker = Path(rest)
                if not marker.exists():
                    marker.touch()
                    os.kill(os.getpid(), signal.SIGSEGV)
            case "exit":
                os._exit(3)
            case "hang":
                _hang_deaf()
            case "sleep":
                time.sleep(float(rest))
            case "memory":
                return b"x" * (4 << 30)
            case "raise":
                raise ZeroDivisionError("words of the article")
            case "reject":
                raise Reject(DeadReason.EMPTY_TEXT, "nothing to code")
            case "print":
                sys.stdout.write("a library that prints\n")
                sys.stdout.flush()
            case "large":
                return b"y" * int(rest)
            case "env":
                return json.dumps(sorted(name for name in os.environ if name.startswith("STANCEWIRE_"))).encode()
        return payload.upper() + b" %d" % os.getpid()


def _hang_deaf() -> None:
    # As C code does that never comes back to the interpreter: no signal handler of ours gets its turn.
    signal.signal(signal.SIGALRM, signal.SIG_IGN)
    while True:
        time.sleep(0.1)


def load(**_arguments: object) -> Hooks:
    return Hooks()


def load_never(**_arguments: object) -> Hooks:
    raise UserError("the knowledge base is not there")
