from __future__ import annotations

import importlib
import subprocess
import sys

import pytest
import typer

from stancewire.cli import main, run
from stancewire.cli.group import load
from stancewire.cli.table import ROWS, CommandRow
from stancewire.errors import UserError


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_every_row_names_a_command_that_exists(row: CommandRow) -> None:
    module, _, attribute = row.target.partition(":")
    assert hasattr(importlib.import_module(module), attribute)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_every_command_explains_itself(row: CommandRow, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        run([row.name, "--help"])
    assert ended.value.code == 0
    assert f"stancewire {row.name}" in capsys.readouterr().out


def test_help_loads_nothing_heavy() -> None:
    code = (
        "import sys, stancewire.cli\n"
        "try: stancewire.cli.run(['--help'])\n"
        "except SystemExit: pass\n"
        "heavy = {'spacy', 'numpy', 'faust', 'kafka', 'aiokafka', 'pydantic', 'pycld2'} & set(sys.modules)\n"
        "sys.exit(', '.join(sorted(heavy)) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert all(row.name in done.stdout for row in ROWS)


def test_an_absent_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def absent(_: str) -> None:
        raise ModuleNotFoundError("No module named 'faust'", name="faust")

    monkeypatch.setattr(importlib, "import_module", absent)
    with pytest.raises(UserError, match=r"`worker` needs faust; install stancewire\[worker\]"):
        load(CommandRow("worker", "stancewire.cli.worker:app", "", "worker"))


def test_a_defect_of_our_own_is_not_taken_for_an_absent_extra() -> None:
    with pytest.raises(ModuleNotFoundError):
        load(CommandRow("x", "stancewire.cli.absent:app", "", "worker"))


def test_a_plain_function_becomes_a_command() -> None:
    assert load(CommandRow("x", "stancewire.cli.environment:settings_from_environment", "", "")).name == "x"


def test_an_unknown_command_is_a_usage_error(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        run(["cod"])
    assert ended.value.code == 2
    assert "No such command 'cod'" in capsys.readouterr().err


@pytest.mark.parametrize("code", [1, 2, 3])
def test_a_mistake_is_one_line_and_its_exit_code(
    code: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def mistaken(_: list[str]) -> None:
        raise UserError("this went wrong", exit_code=code)

    monkeypatch.setattr("stancewire.cli.run", mistaken)
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == code
    assert capsys.readouterr().err == "stancewire: this went wrong\n"


def test_a_file_that_may_not_be_read_is_a_mistake(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused() -> typer.Typer:
        raise PermissionError(13, "Permission denied", "state")

    monkeypatch.setattr("stancewire.cli.group.command", refused)
    with pytest.raises(UserError, match="state: Permission denied"):
        run(["--help"])


def test_the_version_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        run(["--version"])
    assert capsys.readouterr().out.startswith("stancewire 0.")
