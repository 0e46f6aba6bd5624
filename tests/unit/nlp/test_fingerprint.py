"""The fingerprint tells every change of what can change a record's bytes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from stancewire.nlp import fingerprint as made

forget = made._package_hash.cache_clear  # noqa: SLF001  # files do not change in the life of a real process


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    models = tmp_path / "data" / "models"
    models.mkdir(parents=True)
    (models / "polarity.onnx").write_bytes(b"weights")
    monkeypatch.setattr(made, "_PACKAGE", tmp_path)
    forget()
    yield tmp_path
    forget()


def test_other_weights_give_another_fingerprint(package: Path) -> None:
    before = made.fingerprint("accurate")
    assert made.fingerprint("accurate") == before
    (package / "data" / "models" / "polarity.onnx").write_bytes(b"other weights")
    forget()
    assert made.fingerprint("accurate") != before


@pytest.mark.usefixtures("package")
def test_the_profiles_have_fingerprints_of_their_own() -> None:
    assert made.fingerprint("accurate") != made.fingerprint("fast")
