from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest
from builders import TEXT

from stancewire.cli import run
from stancewire.errors import UserError
from stancewire_schemas import EnrichedArticleV1

pytestmark = pytest.mark.usefixtures("stand_in")


class Ran:
    """One call: exit code, output lines, error records."""

    def __init__(self, code: object, out: str, err: str) -> None:
        self.code, self.out = code, out.splitlines()
        self.errors: list[dict[str, Any]] = [json.loads(line) for line in err.splitlines()]
        self.records = [EnrichedArticleV1.from_bytes(line.encode()) for line in self.out if line.startswith("{")]


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Any:
    def run_it(*arguments: str, stdin: bytes = b"") -> Ran:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BufferedReader(io.BytesIO(stdin))))
        with pytest.raises(SystemExit) as ended:
            run(["code", *arguments])
        captured = capsys.readouterr()
        return Ran(ended.value.code, captured.out, captured.err)

    return run_it


def line(article_id: str = "a", text: str = TEXT, **fields: Any) -> bytes:
    return json.dumps({"id": article_id, "text": text, **fields}).encode() + b"\n"


def test_a_text_file_becomes_one_record_named_like_the_file(call: Any, tmp_path: Path) -> None:
    path = tmp_path / "story-1.txt"
    path.write_text(TEXT, encoding="utf-8")
    ran = call(str(path), "--published", "2025-09-21", "--publisher", "The Gazette")
    (record,) = ran.records
    assert ran.code == 0
    assert (record.article.id, record.article.publisher) == ("story-1", "The Gazette")
    assert record.article.published_at is not None
    assert record.article.published_at.isoformat() == "2025-09-21T00:00:00+00:00"


def test_records_come_in_the_order_of_the_lines(call: Any) -> None:
    ran = call("-", stdin=line("b", TEXT + " 1") + b"\n" + line("a", TEXT + " 2") + line("c", TEXT + " 3"))
    assert [r.article.id for r in ran.records] == ["b", "a", "c"]


def test_no_file_is_standard_input_and_its_first_character_tells_the_form(call: Any) -> None:
    assert [r.article.id for r in call(stdin=line("a")).records] == ["a"]
    assert [r.article.id for r in call(stdin=TEXT.encode()).records] == ["stdin"]


def test_a_bad_line_is_told_and_the_rest_goes_on(call: Any) -> None:
    ran = call("--format", "jsonl", "-", stdin=line("a") + b"nonsense\n" + line("c", "  ") + line("d", TEXT + " 4"))
    assert ran.code == 1
    assert [r.article.id for r in ran.records] == ["a", "d"]
    assert [(e["line"], e["reason"]) for e in ran.errors] == [(2, "bad_json"), (3, "empty_text")]


def test_an_article_that_breaks_the_coder_is_told_without_its_words(call: Any) -> None:
    ran = call("-", stdin=line("a", "Norland BREAKS THE CODER") + line("b"))
    assert (ran.code, [r.article.id for r in ran.records]) == (1, ["b"])
    assert [(e["reason"], e["error"]) for e in ran.errors] == [("coder_error", "RuntimeError")]


def test_a_file_that_is_not_utf8_is_a_bad_line(call: Any, tmp_path: Path) -> None:
    path = tmp_path / "latin.txt"
    path.write_bytes("Caf\xe9".encode("latin-1"))
    assert [e["reason"] for e in call(str(path)).errors] == ["bad_encoding"]


def test_a_copy_names_what_it_repeats_and_a_repeat_gives_the_same_record(call: Any) -> None:
    ran = call("-", stdin=line("a") + line("b") + line("a"))
    assert [r.article.copy_of for r in ran.records] == [None, "a", None]
    assert ran.out[0] == ran.out[2]


def test_pretty_lines_show_events_and_stances(call: Any) -> None:
    out = "\n".join(call("-", "--pretty", stdin=line("a")).out)
    assert "ASSAULT" in out
    assert "AGAINST" in out


@pytest.mark.parametrize("arguments", [["absent.txt"], ["-", "--published", "yesterday"]])
def test_a_mistake_of_usage_is_one_line(arguments: list[str]) -> None:
    with pytest.raises(UserError):
        run(["code", *arguments])


def test_a_page_shows_every_article_once_and_escapes_its_text(call: Any, tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    ran = call("-", "--html", str(path), stdin=line("a", TEXT + " <script>alert(1)</script>") + line("b"))
    html = path.read_text(encoding="utf-8")
    assert (ran.code, len(ran.records)) == (0, 2)
    assert html.count("<article>") == 2
    assert "<script>alert(1)</script>" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html


def test_a_page_that_cannot_be_written_is_the_users_mistake(call: Any, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="page"):
        call("-", "--html", str(tmp_path / "no" / "page.html"), stdin=line())
