"""Packages of npm for the tests, installed once into the cache by their lock file."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
from pathlib import Path

from ops.programs import program

SOURCE = Path(__file__).parent / "node"
CACHE = Path(__file__).resolve().parents[2] / ".cache"
INSTALL_S = 200


def node(script: str, *arguments: str, within_s: float = 60) -> subprocess.CompletedProcess[str]:
    """Run a script of tests/ops/node to its end."""
    order = [program("node"), str(node_folder() / script), *arguments]
    return subprocess.run(order, capture_output=True, text=True, timeout=within_s, check=False)


def node_folder() -> Path:
    """Return a folder with the locked packages and today's scripts; it is made the first time."""
    lock = (SOURCE / "package-lock.json").read_bytes()
    folder = CACHE / f"node-{hashlib.sha256(lock).hexdigest()[:12]}"
    if not (folder / "node_modules").is_dir():
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(SOURCE, folder)
        order = [program("npm"), "ci", "--ignore-scripts", "--no-progress"]
        done = subprocess.run(order, cwd=folder, capture_output=True, text=True, timeout=INSTALL_S, check=False)
        assert done.returncode == 0, done.stderr
    for path in SOURCE.glob("*.mjs"):
        shutil.copyfile(path, folder / path.name)
    return folder
