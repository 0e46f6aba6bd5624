from __future__ import annotations

import json
import logging
import threading
from collections.abc import Iterator

import pytest
import structlog

from stancewire.settings import Settings
from stancewire.stream.logs import OncePerWhile, configure


@pytest.fixture(autouse=True)
def _restore() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:], root.level = handlers, level
    structlog.reset_defaults()
    structlog.contextvars.clear_contextvars()


def test_a_line_is_one_json_object_with_what_is_bound(capsys: pytest.CaptureFixture[str]) -> None:
    configure(Settings(), stage="merge")
    structlog.get_logger("stancewire.test").info("dead letter", offset=7)
    (line,) = capsys.readouterr().err.splitlines()
    told = json.loads(line)
    assert (told["event"], told["stage"], told["offset"], told["level"]) == ("dead letter", "merge", 7, "info")


def test_a_line_of_a_librarys_thread_holds_what_is_bound(capsys: pytest.CaptureFixture[str]) -> None:
    configure(Settings(), stage="merge")
    thread = threading.Thread(target=logging.getLogger("aiokafka").warning, args=("coordinator dead",))
    thread.start()
    thread.join()
    (line,) = capsys.readouterr().err.splitlines()
    assert json.loads(line)["stage"] == "merge"


def test_line_breaks_stay_inside_one_line_and_long_values_are_cut(capsys: pytest.CaptureFixture[str]) -> None:
    configure(Settings())
    structlog.get_logger("stancewire.test").info("x", reason="a\nb" + "y" * 1000)
    (line,) = capsys.readouterr().err.splitlines()
    assert len(json.loads(line)["reason"]) == 200


WORDS = "words of the article"


def fail(words: str) -> None:
    try:
        dict[str, str]()[words]
    except KeyError as missing:
        raise ValueError(words) from missing


def test_an_exception_is_told_by_its_type_and_place_and_not_by_its_words(
    capsys: pytest.CaptureFixture[str],
) -> None:
    configure(Settings())
    try:
        fail(WORDS)
    except ValueError as error:
        structlog.get_logger("stancewire.test").critical("halted", exc_info=error)
        logging.getLogger("a.library").exception("it broke")
    first, second = (json.loads(line)["exception"] for line in capsys.readouterr().err.splitlines())
    assert first == second
    assert first.index("KeyError\n") < first.index("ValueError\n")
    assert "test_logs.py" in first
    assert WORDS not in first


def test_libraries_are_heard_from_warnings_on(capsys: pytest.CaptureFixture[str]) -> None:
    configure(Settings(log_level="debug"))
    logging.getLogger("aiokafka.conn").info("bytes %r", b"of a message")
    assert capsys.readouterr().err == ""


def test_a_library_that_repeats_itself_is_heard_once_in_a_while() -> None:
    once = OncePerWhile()
    records = [logging.LogRecord("aiokafka", logging.ERROR, "", 0, "Topic %s not found", (n,), None) for n in "ab"]
    own = logging.LogRecord("stancewire.stream.pool", logging.ERROR, "", 0, "coder failed", (), None)
    assert [once.filter(record) for record in (*records, own, own)] == [True, False, True, True]
    records[1].created += 11
    assert once.filter(records[1])
