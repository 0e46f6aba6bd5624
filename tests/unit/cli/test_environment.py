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


def test_a_secret_file_that_is_no_text_is_named_and_not_shown(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "secret").write_bytes(b"\xffhush")
    monkeypatch.setenv("STANCEWIRE_KAFKA__PASSWORD_FILE", str(tmp_path / "secret"))
    with pytest.raises(UserError, match=r"STANCEWIRE_KAFKA__PASSWORD_FILE: .*secret: not UTF-8") as told:
        settings_from_environment()
    assert "hush" not in str(told.value)


@pytest.mark.parametrize(
    "servers", ["", "kafka:9092,", "http://kafka:9092", "kafka:99999", "::::", ":9092", "kafka:x"]
)
def test_brokers_without_host_and_port_are_refused_before_anybody_waits_for_them(
    servers: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STANCEWIRE_BOOTSTRAP_SERVERS", servers)
    with pytest.raises(UserError, match=r"^STANCEWIRE_BOOTSTRAP_SERVERS: ") as told:
        settings_from_environment()
    assert told.value.exit_code == 2


@pytest.mark.parametrize("servers", ["kafka", "kafka-1:9093, kafka-2:9093", "[::1]:9092", "10.0.0.1:9092"])
def test_brokers_by_name_and_address_are_taken(servers: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STANCEWIRE_BOOTSTRAP_SERVERS", servers)
    assert settings_from_environment().bootstrap_servers == servers


@pytest.mark.parametrize("told", ["a.jsonl,b.jsonl", " a.jsonl , b.jsonl,", '["a.jsonl", "b.jsonl"]'])
def test_files_are_named_with_commas_or_as_json(told: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STANCEWIRE_KB_FILES", told)
    assert settings_from_environment().kb_files == (Path("a.jsonl"), Path("b.jsonl"))


@pytest.mark.parametrize(("name", "value"), [("STANCEWIRE_KB_FILES", "[a"), ("STANCEWIRE_KAFKA", "x")])
def test_what_is_no_json_is_named_by_its_variable(name: str, value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(UserError, match=f"^{name}: "):
        settings_from_environment()
