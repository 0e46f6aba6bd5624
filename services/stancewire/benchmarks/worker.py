"""A worker as `stancewire worker STAGE` runs it, with another number of partitions: `python -m … PARTITIONS STAGE`.

How many partitions the topics have is part of their contract; only a benchmark may ask what others would do.
"""

from __future__ import annotations

import sys
from importlib import import_module

from stancewire.settings import load_settings
from stancewire_schemas import CARDS


def main(partitions: str, stage: str) -> int:
    """Run until told to stop; return the exit code."""
    for card in CARDS:
        object.__setattr__(card, "partitions", int(partitions))
    code: int = import_module(f"stancewire.{stage}.worker").run(load_settings())
    return code


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
