"""Runs a command beside a real Apache Kafka, found by STANCEWIRE_BENCH_BOOTSTRAP: `with_kafka.py COMMAND…`.

STANCEWIRE_TEST_BOOTSTRAP names a running broker instead.
"""

from __future__ import annotations

import os
import subprocess
import sys

from kafka_broker import Unavailable, available_broker

ADDRESS = "STANCEWIRE_BENCH_BOOTSTRAP"


def main(command: list[str]) -> int:
    """Return the exit code of the command; 3 when no broker can be had."""
    given = os.environ.get("STANCEWIRE_TEST_BOOTSTRAP")
    if given:
        return _run(command, given)
    try:
        with available_broker() as broker:
            return _run(command, broker.bootstrap)
    except Unavailable as missing:
        sys.stderr.write(f"no Kafka broker: {missing}\n")
        return 3


def _run(command: list[str], bootstrap: str) -> int:
    return subprocess.run(command, env={**os.environ, ADDRESS: bootstrap}, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
