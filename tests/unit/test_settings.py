"""Settings come from the environment and keep their secrets."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from pydantic import ValidationError

from stancewire.settings import Settings, load_settings

DEPLOY = Path(__file__).resolve().parents[2] / "deploy"


def test_the_password_comes_from_its_file_and_does_not_enter_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    secret = tmp_path / "password"
    secret.write_text("hush\n", encoding="utf-8")
    monkeypatch.setenv("STANCEWIRE_KAFKA__PASSWORD_FILE", str(secret))
    monkeypatch.setenv("STANCEWIRE_KAFKA__USERNAME", "stancewire")
    kafka = load_settings().kafka
    assert kafka.password is not None
    assert (kafka.username, kafka.password.get_secret_value()) == ("stancewire", "hush")
    assert "STANCEWIRE_KAFKA__PASSWORD" not in os.environ


def test_a_secret_shows_in_no_text_form() -> None:
    settings = Settings.model_validate({"kafka": {"password": "hush"}})
    assert "hush" not in repr(settings) + str(settings) + settings.model_dump_json()


def test_a_missing_password_file_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STANCEWIRE_KAFKA__PASSWORD_FILE", "no/such/file")
    with pytest.raises(OSError, match="no/such/file"):
        load_settings()


def test_a_topic_prefix_with_a_slash_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STANCEWIRE_TOPIC_PREFIX", "news/")
    with pytest.raises(ValidationError):
        load_settings()


def test_every_variable_of_the_deployment_example_is_a_setting() -> None:
    lines = [line for line in (DEPLOY / "stancewire.env").read_text().splitlines() if not line.startswith("#")]
    names = [line.partition("=")[0].removeprefix("STANCEWIRE_").lower().removesuffix("_file") for line in lines]
    for name in names:
        head, _, tail = name.partition("__")
        field = Settings.model_fields[head]
        if tail:
            assert field.annotation is not None
            fields = field.annotation.model_fields
            assert tail in fields or f"{tail}_file" in fields


def test_every_setting_is_described() -> None:
    assert [name for name, field in Settings.model_fields.items() if not field.description] == [
        "kafka",
        "limits",
        "breaker",
    ]
