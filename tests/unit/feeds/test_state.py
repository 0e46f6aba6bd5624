from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from feed_desk import Desk

from stancewire.errors import Unreachable, UserError
from stancewire.feeds.findings import Finding, Outcome
from stancewire.feeds.state import KEPT_S, FeedState, Look, Place, Sent
from stancewire_schemas import RawArticleV1

LOOK = Look("https://wire.example/a", '"v1"', None, "m", 1_000)


def found(article_id: str, text: str = "Talks ended.", place: int = 0) -> Finding:
    return Finding(f"at {article_id}", RawArticleV1(id=article_id, text=text), facts=(Place("f", place),))


def test_what_is_committed_is_known_to_the_next_process(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "feeds.sqlite"
    with FeedState(path, 0) as state:
        assert (state.content_of("a"), state.look_at(LOOK.url), state.place_in("f")) == (None, None, 0)
        state.commit([Sent("a", "c1", 0), LOOK, Place("f", 7)])
        state.commit([Sent("a", "c2", 0), Place("f", 9)])
    with FeedState(path, 0) as state:
        assert (state.content_of("a"), state.look_at(LOOK.url), state.place_in("f")) == ("c2", LOOK, 9)


def test_what_a_process_had_not_committed_when_it_was_killed_is_as_before(tmp_path: Path) -> None:
    path = tmp_path / "feeds.sqlite"
    with FeedState(path, 0) as state:
        state.commit([Sent("a", "c1", 0)])
    killed = (
        "import os, sys, pathlib; from stancewire.feeds.state import *\n"
        "def facts():\n    yield Sent('a', 'c2', 0)\n    os.kill(os.getpid(), 9)\n"
        "FeedState(pathlib.Path(sys.argv[1]), 0).commit(facts())"
    )
    ended = subprocess.run([sys.executable, "-c", killed, str(path)], check=False)
    assert ended.returncode == -9
    with FeedState(path, 0) as state:
        assert state.content_of("a") == "c1"


def test_two_feeds_do_not_share_a_state(tmp_path: Path) -> None:
    path = tmp_path / "feeds.sqlite"
    with FeedState(path, 0), pytest.raises(UserError, match="another feed is using it"):
        FeedState(path, 0)
    with FeedState(path, 0):
        pass


def test_a_file_that_is_no_state_is_told_and_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "feeds.sqlite"
    path.write_bytes(b"something else " * 100)
    with pytest.raises(UserError, match="no state of a feed"):
        FeedState(path, 0)
    assert path.read_bytes() == b"something else " * 100


def test_what_nobody_lists_any_more_is_forgotten(tmp_path: Path) -> None:
    path = tmp_path / "feeds.sqlite"
    with FeedState(path, 0) as state:
        state.commit([Sent("old", "c", 10), Sent("new", "c", KEPT_S + 10), LOOK])
    with FeedState(path, KEPT_S + 11) as state:
        assert (state.content_of("old"), state.content_of("new")) == (None, "c")
        assert state.look_at(LOOK.url) == LOOK


def test_an_article_is_sent_once_and_a_new_text_of_it_under_the_same_id(desk: Desk) -> None:
    desk.courier.deliver([found("a"), found("a"), found("b")])
    assert desk.outcomes() == [Outcome.SENT, Outcome.SENT, Outcome.KNOWN]
    desk.courier.deliver([found("a"), found("b", "Talks failed.")])
    assert desk.outcomes() == [Outcome.CHANGED, Outcome.KNOWN]
    assert [(one.id, one.text) for one in desk.broker.articles()] == [
        ("a", "Talks ended."),
        ("b", "Talks ended."),
        ("b", "Talks failed."),
    ]


def test_nothing_is_remembered_that_the_broker_does_not_have(desk: Desk) -> None:
    desk.broker.away_after = 2
    with pytest.raises(Unreachable):
        desk.courier.deliver([found("a", place=1), found("b", place=2), found("c", place=3), found("d", place=4)])
    assert (desk.state.content_of("b") is None, desk.state.content_of("c")) == (False, None)
    assert desk.state.place_in("f") == 2
    desk.broker.away_after = None
    desk.courier.deliver([found(name, place=5) for name in "abcd"])
    assert [one.id for one in desk.broker.articles()] == ["a", "b", "c", "d"]


def test_a_refusal_ends_the_feed_and_the_place_in_a_file_stays_before_it(desk: Desk) -> None:
    desk.broker.refuses = "at b"
    with pytest.raises(UserError, match="at b: refused by the broker") as refused:
        desk.courier.deliver([found("a", place=1), found("b", place=2), found("c", place=3)])
    assert refused.value.exit_code == 3
    assert (desk.state.place_in("f"), desk.outcomes()) == (1, [Outcome.SENT])


def test_an_article_that_no_message_can_hold_is_told_and_passed_over(desk: Desk) -> None:
    desk.courier.deliver([found("a", "x" * 5_000_000, place=1), found("b", place=2)])
    assert desk.outcomes() == sorted([Outcome.FAILED, Outcome.SENT])
    assert ([one.id for one in desk.broker.articles()], desk.state.place_in("f")) == (["b"], 2)


def test_what_holds_no_article_is_told_and_remembered(desk: Desk) -> None:
    desk.courier.deliver([Finding("x", None, Outcome.EMPTY, "no article text", (LOOK,))])
    assert desk.told == [("x", Outcome.EMPTY, "no article text")]
    assert desk.state.look_at(LOOK.url) == LOOK
    assert desk.broker.taken == []
