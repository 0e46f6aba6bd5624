"""Runs a real stage on the toy coder: `python -m faults.toy_worker STAGE`.

TOY_CLOCK_DAYS in the environment puts the wall clock wrong. An article whose metadata holds {"fault": "main"} kills
the main process of ingest, as a defect in a C library would.
"""

from __future__ import annotations

import os
import sys
import time

from stancewire.cli.environment import settings_from_environment
from stancewire.core.messages import Message, Result
from stancewire.enrich import worker as enrich
from stancewire.errors import UserError
from stancewire.ingest import stage as ingest_stage
from stancewire.ingest import worker as ingest
from stancewire.ingest.request import Request
from stancewire.ingest.step import step
from stancewire.merge import worker as merge
from stancewire_schemas import ArticleIndexV1

RUN = {"ingest": ingest.run, "enrich": enrich.run, "merge": merge.run}

step_of_ingest = step


def dying_step(message: Message, request: Request, known: ArticleIndexV1 | None) -> Result:
    if request.article is not None and request.article.metadata.get("fault") == "main":
        os.abort()
    return step_of_ingest(message, request, known)


def main() -> int:
    if days := float(os.environ.get("TOY_CLOCK_DAYS", "0")):
        right = time.time
        time.time = lambda: right() + days * 86_400
    enrich.LOADER = "faults.toy_coder:load"
    ingest_stage.step = dying_step  # type: ignore[attr-defined]  # what the module imports, it also uses
    try:
        return RUN[sys.argv[1]](settings_from_environment())
    except UserError as refused:
        sys.stderr.write(f"stancewire: {refused}\n")
        return refused.exit_code


if __name__ == "__main__":
    sys.exit(main())
