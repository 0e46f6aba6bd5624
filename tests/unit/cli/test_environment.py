from __future__ import annotations

from pathlib import Path

import pytest

from stancewire.cli.environment import settings_from_environment
from stancewire.errors import UserError


def test_a_wrong_setting_is_named_without_its_value(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STANCEWIRE_HTTP_PORT", "not-a-port-12")
    with pytest.raises(UserError) as told:
        settings_from_environment()
    assert "STANCEWIRE_HTTP_PORT" in str(told.value)
    assert "not-a-port-12" not in str(told.value)


def test_a_nested_setting_is_named_as_its_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STANCEWIRE_LIMITS__HARD_S", "-1")
    with pytest.raises(UserError, match="STANCEWIRE_LIMITS__HARD_S"):
        settings_from_environment()


def test_a_secret_file_that_cannot_be_read_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("STANCEWIRE_KAFKA__PASSWORD_FILE", str(tmp_path / "absent"))
    with pytest.raises(UserError, match="absent"):
        settings_from_environment()
