"""Runs a real stage on the toy coder: `python -m faults.toy_worker STAGE`.

TOY_CLOCK_DAYS in the environment puts the wall clock wrong, from the first import of the program on. An article whose metadata holds {"fault": "main"} kills the main process of ingest, as a defect in a C library would.
"""

from __future__ import annotations

import os
import sys
import time

from stancewire.cli.environment import settings_from_environment
from stancewire.enrich import worker as enrich
from stancewire.errors import UserError
from stancewire.ingest import stage as ingest_stage
from stancewire.ingest import worker as ingest
from stancewire.ingest.step import step
from stancewire.merge import worker as merge

RUN = {"ingest": ingest.run, "enrich": enrich.run, "merge": merge.run}

step_of_ingest = step


def dying_step(message, request, known):  # type: ignore[no-untyped-def]  # stands in for the real one
    if request.article is not None and request.article.metadata.get("fault") == "main":
        os.abort()
    return step_of_ingest(message, request, known)


def main() -> int:
    if days := float(os.environ.get("TOY_CLOCK_DAYS", "0")):
        right = time.time
        time.time = lambda: right() + days * 86_400
    enrich.LOADER = "faults.toy_coder:load"
    ingest_stage.step = dying_step
    try:
        return RUN[sys.argv[1]](settings_from_environment())
    except UserError as refused:
        sys.stderr.write(f"stancewire: {refused}\n")
        return refused.exit_code


if __name__ == "__main__":
    sys.exit(main())
