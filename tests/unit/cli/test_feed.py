from __future__ import annotations

import sys
from pathlib import Path

import pytest
from loopback_site import page

from stancewire.cli import run
from stancewire.cli.articles import Given, read_lines
from stancewire.cli.feed_courier import Outcomes, needing_feeds
from stancewire.cli.feed_web import _lines
from stancewire.errors import UserError
from stancewire.feeds.findings import Finding, Outcome
from stancewire_schemas import RawArticleV1


def help_of(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    with pytest.raises(SystemExit) as ended:
        run([*arguments, "--help"])
    assert ended.value.code == 0
    return capsys.readouterr().out


@pytest.mark.parametrize("name", ["file", "rss", "list", "warc", "folder"])
def test_every_feed_explains_itself_with_an_example(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    told = help_of(capsys, "feed", name)
    assert f"stancewire feed {name}" in told
    assert "Example" in told


def test_what_names_no_command_is_files_and_their_options(capsys: pytest.CaptureFixture[str]) -> None:
    assert "--erase" in help_of(capsys, "feed", "stories.jsonl")
    assert "--erase" in help_of(capsys, "feed", "--rate", "20/s")
    assert "folder" in help_of(capsys, "feed")
    with pytest.raises(UserError, match="name a file to send"):
        run(["feed"])


@pytest.mark.parametrize(
    ("arguments", "absent"),
    [
        (["rss", "https://wire.example/feed"], "feedparser"),
        (["list", "pages.csv"], "trafilatura"),
        (["warc", "a.warc.gz"], "fastwarc"),
    ],
)
def test_an_absent_extra_is_one_line(arguments: list[str], absent: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, absent, None)
    for name in [
        name for name in sys.modules if name.startswith(("stancewire.feeds.web", "stancewire.feeds.warc"))
    ]:
        monkeypatch.delitem(sys.modules, name)
    with pytest.raises(UserError, match=rf"needs {absent}; install stancewire\[feeds\]"):
        run(["feed", *arguments])


def test_a_defect_of_our_own_is_not_taken_for_an_absent_extra() -> None:
    with pytest.raises(ModuleNotFoundError), needing_feeds("rss"):
        raise ModuleNotFoundError("No module named 'stancewire.absent'", name="stancewire.absent")


def test_a_list_of_feeds_has_one_a_line_and_remarks(tmp_path: Path) -> None:
    path = tmp_path / "feeds.txt"
    path.write_text("# wires\nhttps://wire.example/feed\n\n  https://other.example/rss  # slow\n")
    assert list(_lines(path)) == ["https://wire.example/feed", "https://other.example/rss"]


def test_outcomes_are_counted_and_what_can_be_mended_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    from rich.console import Console  # noqa: PLC0415  # it must see the captured stream

    outcomes = Outcomes(Console(stderr=True))
    for outcome, detail in ((Outcome.SENT, ""), (Outcome.KNOWN, ""), (Outcome.EMPTY, "no article text")):
        outcomes(Finding("https://wire.example/a\x1b[31m"), outcome, detail)
    outcomes(Finding("feed", is_counted=False), Outcome.KNOWN, "")
    assert outcomes.close_round()
    outcomes(Finding("b"), Outcome.FAILED, "status 404")
    assert not outcomes.close_round()
    assert capsys.readouterr().err.splitlines() == [
        "https://wire.example/a�[31m: without article text: no article text",
        "1 sent, 1 unchanged, 1 without article text",
        "b: status 404",
        "0 sent, 1 failed",
    ]


def test_a_page_can_be_coded_as_a_text_can(tmp_path: Path) -> None:
    path = tmp_path / "story.html"
    path.write_bytes(page("Port talks end"))
    (line,) = read_lines([str(path)], None, Given(publisher="Wire"))
    article = RawArticleV1.from_bytes(line.value)
    assert (article.id, article.title, article.publisher) == ("story", "Port talks end", "Wire")
    path.write_bytes(page(body=""))
    with pytest.raises(UserError, match=r"story\.html: no article text"):
        list(read_lines([str(path)], None, Given()))
