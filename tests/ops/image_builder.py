"""Builds the image where no container engine runs: buildah, on a base made of Debian's own packages.

The base stands for `python:3.11-bookworm`, which no package registry has: the same Debian and minor version
of Python. It is kept in .cache/image, for it takes minutes to make.
"""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from ops.programs import program

ROOT = Path(__file__).resolve().parents[2]
CACHE = ROOT / ".cache" / "image"
BASES = ("docker.io/library/python:3.11-bookworm", "docker.io/library/python:3.11-slim-bookworm")
PACKAGES = "python3,python3-venv,python3-dev,ca-certificates,gcc,g++,libc6-dev"
NAME = "localhost/stancewire:tried"
SEARCH = "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
FROM_HERE = ("/etc/pip.conf", "/etc/ssl/certs")
"""How pip finds its registry and trusts it, where this machine says so."""

LONGEST_S = 3600


def build() -> str:
    """Build the image from deploy/Dockerfile; return its name."""
    _make_base()
    mounts = [f"--volume={path}:{path}:ro" for path in FROM_HERE if Path(path).exists()]
    how = ("--pull-never", "--isolation", "chroot", "--network", "host", "--layers=false")
    _buildah("build", *how, *mounts, "-f", "deploy/Dockerfile", "-t", NAME, ".")
    return NAME


def config_of(image: str) -> dict[str, Any]:
    """Return what an image says of how it is run."""
    told: dict[str, Any] = json.loads(_buildah("inspect", "--type", "image", image))["OCIv1"]["config"]
    return told


@contextmanager
def unpacked(image: str) -> Iterator[Path]:
    """Yield the folder that holds an image's files."""
    container = _buildah("from", "--pull-never", image)
    try:
        yield Path(_buildah("mount", container))
    finally:
        _buildah("rm", container)


def run_in(folder: Path, user: str, order: Sequence[str], stdin: str = "") -> subprocess.CompletedProcess[str]:
    """Run a command in an image's files as that user, on a disk that cannot be written, without any network."""
    enter = (
        'mount --bind "$0" "$0" && mount -o remount,bind,ro "$0" && mount -t proc proc "$0/proc" && '
        'exec chroot --userspec="$1" "$0" env -i PATH=/opt/stancewire/bin:/usr/bin:/bin "${@:2}"'
    )
    outside = [program("unshare"), "--net", "--mount", "--pid", "--fork", "bash", "-c", enter, str(folder), user]
    return subprocess.run([*outside, *order], input=stdin, capture_output=True, text=True, timeout=600, check=False)


def _make_base() -> None:
    if BASES[0] in _buildah("images", "--format", "{{.Name}}:{{.Tag}}"):
        return
    CACHE.mkdir(parents=True, exist_ok=True)
    tree = CACHE / "debian"
    _run([program("debootstrap"), "--variant=minbase", f"--include={PACKAGES}", "bookworm", str(tree)])
    (tree / "usr/bin/python").symlink_to("python3")
    container = _buildah("from", "scratch")
    _buildah("add", container, str(tree), "/")
    _buildah("config", "--env", SEARCH, container)
    _buildah("commit", "--rm", container, BASES[0])
    _buildah("tag", *BASES)


def _buildah(*arguments: str) -> str:
    place = ("--root", str(CACHE / "store"), "--runroot", str(CACHE / "run"), "--storage-driver", "vfs")
    return _run([program("buildah"), *place, *arguments])


def _run(order: Sequence[str]) -> str:
    environment = os.environ | {"BUILDAH_ISOLATION": "chroot"}
    done = subprocess.run(
        order, capture_output=True, text=True, timeout=LONGEST_S, check=False, env=environment, cwd=ROOT
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout.strip()
