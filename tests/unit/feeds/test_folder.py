from __future__ import annotations

import json
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from feed_desk import Desk
from loopback_site import page

from stancewire.errors import UserError
from stancewire.feeds.files import Defaults
from stancewire.feeds.findings import Finding, Outcome
from stancewire.feeds.folder import day_in, findings_in, headline_and_text
from stancewire_schemas import RawArticleV1

NOW = datetime(2026, 4, 1, tzinfo=UTC)
DAY = datetime(2026, 3, 10, tzinfo=UTC)


def fill(folder: Path, files: dict[str, str | bytes]) -> Path:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return folder


def read(folder: Path, defaults: Defaults | None = None) -> list[Finding]:
    return list(findings_in(folder, defaults or Defaults(), NOW))


def articles(folder: Path, defaults: Defaults | None = None) -> list[RawArticleV1]:
    return [found.article for found in read(folder, defaults) if found.article]


def test_texts_pages_and_records_come_in_the_order_of_their_names(tmp_path: Path) -> None:
    record = {"id": "own-id", "text": "A record.", "published_at": "2026-03-09T08:00:00Z"}
    folder = fill(
        tmp_path,
        {
            "2026-03-10/a.txt": "Talks end\n\nTalks ended on Tuesday.\n",
            "b.html": page("Strike called", head='<meta name="date" content="2026-03-10">'),
            "c.json": json.dumps(record, indent=2),
            "d.jsonl": '{"id": "d1", "text": "One."}\n{"id": "d2", "text": "Two."}\n',
            "e.pdf": b"%PDF",
            ".hidden/f.txt": "Hidden.",
            "empty/g.md": "No article.",
        },
    )
    found = articles(folder, Defaults(DAY, "Wire"))
    assert [one.id for one in found] == ["2026-03-10/a.txt", "b.html", "own-id", "d1", "d2"]
    assert [(one.title, one.text) for one in found[:1]] == [("Talks end", "Talks ended on Tuesday.\n")]
    assert found[1].title == "Strike called"
    assert [one.published_at for one in found] == [DAY, DAY, datetime(2026, 3, 9, 8, tzinfo=UTC), DAY, DAY]
    assert {one.publisher for one in found} == {"Wire"}


def test_what_is_no_article_is_told_and_the_rest_comes(tmp_path: Path) -> None:
    folder = fill(
        tmp_path,
        {
            "a.txt": b"Caf\xe9",
            "b.html": page(body=""),
            "c.json": '{"id": 3}',
            "d.jsonl": "{\n",
            "e.txt": "Talks ended.",
        },
    )
    told = {
        Path(found.source.split(":")[0]).name: (found.outcome, found.detail)
        for found in read(folder)
        if not found.article
    }
    assert told["a.txt"] == (Outcome.FAILED, "not UTF-8: byte 3")
    assert told["b.html"] == (Outcome.EMPTY, "no article text")
    assert told["c.json"] == (Outcome.FAILED, "id: Input should be a valid string")
    assert told["d.jsonl"][0] == Outcome.FAILED
    assert [one.id for one in articles(folder)] == ["e.txt"]


def test_what_was_sent_is_not_sent_again_and_what_changed_is(tmp_path: Path, desk: Desk) -> None:
    folder = fill(tmp_path / "folder", {"a.txt": "Talks ended.", "b.txt": "Talks began."})
    desk.courier.deliver(read(folder))
    fill(folder, {"b.txt": "Talks failed.", "c.txt": "Nobody came."})
    desk.outcomes()
    desk.courier.deliver(read(folder))
    assert desk.outcomes() == sorted([Outcome.KNOWN, Outcome.CHANGED, Outcome.SENT])
    assert [one.id for one in desk.broker.articles()] == ["a.txt", "b.txt", "b.txt", "c.txt"]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Talks end\n\nThey ended on Tuesday.", "Talks end"),
        ("Will they talk?\n\nNobody knows.", "Will they talk?"),
        ("Talks end\n" + "They ended on Tuesday. " * 8, "Talks end"),
        ("They ended on Tuesday.\n\nNobody knows why.", None),
        ("Talks on the port ended on Tuesday without\nan accord, the ministry said.\n", None),
        ("Talks end", None),
        ("x" * 300 + "\n\nThey ended.", None),
        ("", None),
    ],
)
def test_a_first_line_is_a_headline_only_if_it_cannot_be_text(text: str, title: str | None) -> None:
    found, rest = headline_and_text(text)
    assert found == title
    assert (f"{found}\n{rest}" if found else rest).split() == text.split()


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("2026-03-10-talks.txt", DAY),
        ("20260310_talks.txt", DAY),
        ("2026/03/10/talks.txt", DAY),
        ("2025-01-01/2026-03-10.txt", DAY),
        ("2026-13-40.txt", None),
        ("talks-120260310.txt", None),
        ("talks-2026.txt", None),
    ],
)
def test_a_day_in_a_name_is_the_day_of_publication(name: str, day: datetime | None) -> None:
    assert day_in(name) == day


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="no such folder"):
        read(tmp_path / "nowhere")


def test_a_folder_of_texts_needs_no_extra_and_a_page_names_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    for name in [name for name in sys.modules if name.startswith("stancewire.feeds.web")]:
        monkeypatch.delitem(sys.modules, name)
    assert len(read(fill(tmp_path, {"a.txt": "Talks ended."}))) == 1
    with pytest.raises(UserError, match=r"b\.html: pages need trafilatura; install stancewire\[feeds\]"):
        read(fill(tmp_path, {"b.html": page()}))
