"""The programs of Debian that monitoring is tested with: skipped loudly where absent, failing where CI is true."""

from __future__ import annotations

import os
import shutil
import subprocess

import pytest

PACKAGES = {
    "prometheus": "prometheus",
    "promtool": "prometheus",
    "prometheus-alertmanager": "prometheus-alertmanager",
    "amtool": "prometheus-alertmanager",
    "unshare": "util-linux",
}


def program(name: str) -> str:
    """Return the path of a program."""
    found = shutil.which(name)
    if found is None:
        leave_out(f"{name} is not installed (Debian: apt-get install {PACKAGES.get(name, name)})")
    return str(found)


def leave_out(reason: str) -> None:
    """Skip loudly; fail where CI is true."""
    text = f"LEFT OUT: {reason}"
    if os.environ.get("CI", "").lower() in {"1", "true"}:
        pytest.fail(text)
    pytest.skip(text)


def call(
    name: str, *arguments: str, stdin: bytes = b"", within_s: float = 280
) -> subprocess.CompletedProcess[bytes]:
    """Run a program to its end; its exit code is for the caller to judge."""
    return subprocess.run(
        [program(name), *arguments], input=stdin, capture_output=True, timeout=within_s, check=False
    )
