"""Turns the report of a dry `pip install` on standard input into a lock file with hashes on standard output."""

from __future__ import annotations

import json
import sys
from typing import Any


def lock_of(report: dict[str, Any]) -> str:
    """Return one line a package that the registry gives, sorted by name; the project itself has no hash."""
    lines = []
    for item in report["install"]:
        hashes = item["download_info"].get("archive_info", {}).get("hashes", {})
        if "sha256" in hashes:
            name, version = item["metadata"]["name"].lower().replace("_", "-"), item["metadata"]["version"]
            lines.append(f"{name}=={version} --hash=sha256:{hashes['sha256']}\n")
    return "".join(sorted(lines))


if __name__ == "__main__":
    sys.stdout.write(lock_of(json.load(sys.stdin)))
