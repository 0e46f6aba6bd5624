"""All benchmarks: `python -m stancewire.benchmarks [peers|service|linear|scale|flames]… [--quick] [--out FOLDER]`.

Needs a real Kafka at STANCEWIRE_BENCH_BOOTSTRAP (`make bench` starts one) and the packages of the extra `bench`.
Prints each result as it comes, then the goals; writes a page for each part.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from pathlib import Path
from typing import Final

from stancewire.benchmarks import page_flames, page_linear, page_peers, page_scale, page_service
from stancewire.benchmarks.race import Plan
from stancewire.benchmarks.report import Goal, goals
from stancewire.errors import UserError

PARTS: Final = ("peers", "service", "linear", "scale", "flames")
PAGES: Final = Path("docs/benchmarks")
QUICK_PAGES: Final = Path("build/benchmarks")
ADDRESS: Final = "STANCEWIRE_BENCH_BOOTSTRAP"


def main() -> int:
    """Run the chosen parts; return the exit code."""
    asked = _arguments()
    bootstrap = os.environ.get(ADDRESS, "")
    if not bootstrap and set(asked.parts) != {"linear"}:
        sys.stderr.write(f"{ADDRESS} is not set; run: make bench\n")
        return 2
    try:
        found = _run(asked, bootstrap)
    except UserError as problem:
        sys.stderr.write(f"{problem}\n")
        return problem.exit_code
    if found:
        sys.stdout.write(goals(found) + "\n")
    sys.stdout.write(f"pages are in {asked.out}\n")
    return 0


def _run(asked: argparse.Namespace, bootstrap: str) -> list[Goal]:
    quick: bool = asked.quick
    command = "make bench" + (' ARGS="--quick"' if quick else "")
    found: list[Goal] = []
    if "peers" in asked.parts:
        plan = Plan(warm=4, burst=12, paced=12) if quick else Plan()
        found += page_peers.page(bootstrap, asked.out, plan, _say, command)
    if "service" in asked.parts:
        size = page_service.Size(8, 1_000) if quick else page_service.Size(24, 8_000)
        found += page_service.page(bootstrap, asked.out, size, _say, command, is_kept=not quick)
    if "linear" in asked.parts:
        found += page_linear.page(asked.out, "fast", _say, command, quick=quick)
    if "scale" in asked.parts:
        page_scale.page(bootstrap, asked.out, 8 if quick else 24, _say, command)
    if "flames" in asked.parts:
        page_flames.page(bootstrap, asked.out, 4 if quick else 24, _say, command)
    return found


def _say(line: str) -> None:
    sys.stdout.write(f"[{time.strftime('%H:%M:%S')}] {line}\n")
    sys.stdout.flush()


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make bench ARGS=…", description=__doc__)
    parser.add_argument("parts", nargs="*", help=f"which of {', '.join(PARTS)}; all by default")
    parser.add_argument("--quick", action="store_true", help="few articles: shows that it runs, not what it costs")
    parser.add_argument("--out", type=Path, help="folder of the pages")
    asked = parser.parse_args()
    asked.parts = asked.parts or PARTS
    if unknown := set(asked.parts) - set(PARTS):
        parser.error(f"no such part: {', '.join(sorted(unknown))}")
    asked.out = asked.out or (QUICK_PAGES if asked.quick else PAGES)
    return asked


if __name__ == "__main__":
    sys.exit(main())
