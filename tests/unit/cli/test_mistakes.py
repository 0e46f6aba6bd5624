"""A mistake in a call, a setting or a file is one line for a person, with its exit code; never a traceback."""

from __future__ import annotations

from pathlib import Path

import pytest

from stancewire.cli import main, run
from stancewire.cli.table import ROWS

CALLS = {
    "codee story.txt": "No such command 'codee'",
    "code absent.txt": "absent.txt: No such file or directory",
    "code folder": "folder: Is a directory",
    "code --published yesterday story.txt": "ISO 8601",
    "code --profile slow story.txt": "'fast'",
    "code story.txt --html absent/out.html": "--html absent/out.html: no such folder",
    "code story.txt --html folder": "--html folder: is a directory",
    "merge absent.jsonl": "absent.jsonl: No such file or directory",
    "worker enrih": "Did you mean 'enrich'?",
    "feed": "name a file to send",
    "feed absent.jsonl": "absent.jsonl: no such file",
    "feed --rate fast story.txt": "such as 20/s",
    "feed --published tomorrow story.txt": "ISO 8601",
    "feed rss": "name a feed",
    "feed rss news.example/rss": "news.example/rss: only http and https are fetched",
    "feed rss --list absent.txt": "--list absent.txt: No such file or directory",
    "feed rss --list remarks.txt": "name a feed",
    "feed rss --list rubbish": "--list rubbish: not UTF-8",
    "feed rss https://news.example --every 0": "'--every'",
    "feed rss https://news.example --once --every 3": "exclude each other",
    "feed rss https://news.example --http-port 70000": "'--http-port'",
    "feed list absent.csv": "absent.csv: no such file",
    "feed warc absent.warc": "absent.warc: No such file or directory",
    "feed folder absent": "absent: no such folder",
    "feed folder story.txt": "story.txt: no such folder",
    "tail": "Missing argument",
    "tail nosuch": "no topic 'nosuch'; known are",
    "tail event --since never": "--since 'never' is no ISO 8601",
    "dead show x": "valid integer",
    "schemas check --root absent": "name the project's folder with --root",
    "schemas register --registry nowhere": "--registry is no URL",
    "kb check absent": "absent: cannot read this knowledge file",
    "export story.txt": "--format",
    "sink": "STANCEWIRE_SINK_TO",
    "sink --to absent/news.duckdb": "no such folder",
    "sink --to mysql://db/news": "begins with postgresql://",
    "sink --to rubbish": "rubbish is no DuckDB file",
    "stances absent.jsonl": "absent.jsonl: No such file or directory",
    "stances rubbish": "rubbish: not UTF-8",
    "eval nosuch story.txt": "no task 'nosuch'; there are",
    "eval stances absent.jsonl": "absent.jsonl: No such file or directory",
    "frames absent.tsv": "absent.tsv",
    "config more": "unexpected extra argument",
    "--nosuch": "No such option: --nosuch",
}


class Told:
    """Calls the command line as a shell does; gives what it wrote on stderr, in one line."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self._monkeypatch, self._capsys = monkeypatch, capsys

    def __call__(self, call: str, code: int = 2) -> str:
        self._monkeypatch.setattr("sys.argv", ["stancewire", *call.split()])
        with pytest.raises(SystemExit) as ended:
            main()
        told = self._capsys.readouterr().err
        assert ended.value.code == code, told
        # A usage error stands in a frame, and is wrapped at the width of the terminal.
        return " ".join(told.replace("│", " ").split())


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Told:
    monkeypatch.chdir(tmp_path)
    # The command `run` is a module of the same name; once another test has loaded it, it hides the function.
    monkeypatch.setattr("stancewire.cli.run", run)
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.delenv("STANCEWIRE_SINK_TO", raising=False)
    (tmp_path / "folder").mkdir()
    (tmp_path / "story.txt").write_text("France condemned the raid.", encoding="utf-8")
    (tmp_path / "remarks.txt").write_text("# none yet\n", encoding="utf-8")
    (tmp_path / "rubbish").write_bytes(b"\xff\xfe\x00" * 100)
    return Told(monkeypatch, capsys)


@pytest.mark.parametrize("call", CALLS)
def test_a_mistake_in_a_call_is_told_at_once_with_exit_code_two(call: str, told: Told) -> None:
    assert CALLS[call] in told(call)


def test_every_command_but_those_that_take_nothing_has_a_mistake_here() -> None:
    tried = {call.split()[0] for call in CALLS}
    assert {row.name for row in ROWS} - tried == {"run", "topics", "bench"}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("STANCEWIRE_SLOTS", "many"),
        ("STANCEWIRE_HTTP_PORT", "99999"),
        ("STANCEWIRE_BOOTSTRAP_SERVERS", "http://kafka:9092"),
        ("STANCEWIRE_TOPIC_PREFIX", "bad prefix"),
        ("STANCEWIRE_LOG_LEVEL", "loud"),
        ("STANCEWIRE_KAFKA__SECURITY_PROTOCOL", "sasl_ssl"),
        ("STANCEWIRE_KAFKA__PASSWORD_FILE", "rubbish"),
        ("STANCEWIRE_KAFKA__PASSWORD_FILE", "folder"),
        ("STANCEWIRE_KAFKA", "x"),
    ],
)
def test_a_mistake_in_a_setting_names_the_variable(
    name: str, value: str, told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, value)
    assert told("topics check").startswith(f"stancewire: {name}: ")


@pytest.mark.parametrize("value", ["absent.pem", "story.txt", "folder"])
def test_a_certificate_that_is_none_is_named(value: str, told: Told, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STANCEWIRE_KAFKA__SECURITY_PROTOCOL", "SSL")
    monkeypatch.setenv("STANCEWIRE_KAFKA__CA_FILE", value)
    assert told("topics check").startswith(f"stancewire: STANCEWIRE_KAFKA__CA_FILE: {value}: ")


def test_a_variable_that_is_no_setting_is_told_by_the_command_that_shows_them(
    told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STANCEWIRE_PROFIL", "fast")
    assert told("config --json", 0) == "STANCEWIRE_PROFIL: no such setting; STANCEWIRE_PROFILE is one"
