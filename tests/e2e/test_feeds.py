"""Feeds from the web, archives and folders as processes of their own: killed, started again, told what lacks."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
import urllib.request
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from loopback_site import Answer, Site, conditional, page, rss, running_site
from warc_files import packed_archive, story_record

from stancewire.console.broker import start_broker
from stancewire.console.reader import open_reader
from stancewire.console.stages import for_embedded_broker
from stancewire.console.supervisor import Supervisor
from stancewire.settings import Settings
from stancewire.stream.admin import create_topics
from stancewire_schemas import RawArticleV1

pytestmark = pytest.mark.timeout(300)

QUICK = ("--allow-private", "--pause", "0")


@dataclass(frozen=True)
class Feeds:
    """`stancewire feed` on one broker, with one state file."""

    settings: Settings
    state: Path

    def start(self, *arguments: str) -> subprocess.Popen[str]:
        variables = {
            "STANCEWIRE_BOOTSTRAP_SERVERS": self.settings.bootstrap_servers,
            "STANCEWIRE_KAFKA__IDEMPOTENCE": "false",
            "STANCEWIRE_STATE_DIR": str(self.state),
        }
        return subprocess.Popen(
            [sys.executable, "-c", "from stancewire.cli import main; main()", "feed", *arguments],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env=os.environ | variables,
        )

    def __call__(self, *arguments: str) -> tuple[int, list[str]]:
        running = self.start(*arguments)
        _, told = running.communicate(timeout=120)
        return running.returncode, told.splitlines()

    def sent(self, prefix: str) -> Counter[tuple[str, bytes]]:
        """Return what stands in the topic, of articles whose URL begins so: URL and bytes, with how often."""
        found: Counter[tuple[str, bytes]] = Counter()
        with open_reader(self.settings, ["article.raw.v1"], from_start=True) as reader:
            while not reader.caught_up():
                for message in reader.poll(0.2):
                    article = RawArticleV1.from_bytes(message.value or b"")
                    assert message.key == article.id.encode()
                    if (article.url or article.id).startswith(prefix):
                        found[article.url or article.id, message.value or b""] += 1
        return found


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Settings]:
    with Supervisor(tmp_path_factory.mktemp("broker")) as supervisor:
        made = for_embedded_broker(Settings(), start_broker(supervisor))
        create_topics(made)
        yield made


@pytest.fixture
def feed(settings: Settings, tmp_path: Path) -> Feeds:
    return Feeds(settings, tmp_path / "state")


@pytest.fixture
def site() -> Iterator[Site]:
    with running_site() as running:
        yield running


def killed(running: subprocess.Popen[str]) -> None:
    running.kill()
    running.communicate(timeout=30)


def until(moment: object, running: subprocess.Popen[str]) -> None:
    assert callable(moment)
    deadline = time.monotonic() + 60
    while not moment():
        assert running.poll() is None, running.communicate()
        assert time.monotonic() < deadline
        time.sleep(0.02)


def test_a_feed_that_is_killed_and_started_again_loses_nothing_and_repeats_no_version(
    feed: Feeds, site: Site
) -> None:
    links = [f"/{number}" for number in range(12)]
    site.routes["/feed"] = conditional(rss(*links), '"f1"')
    for link in links:
        site.routes[link] = Answer(page(f"Story {link}", day=f"day {link}"))
    for wanted in (2, 5, 9):
        running = feed.start("rss", f"{site.url}/feed", "--allow-private", "--pause", "0.1")
        until(lambda wanted=wanted: len({path for path in site.paths() if path in links}) >= wanted, running)
        killed(running)
    code, told = feed("rss", f"{site.url}/feed", *QUICK)
    assert code == 0
    assert "sent" in told[-1]
    found = feed.sent(site.url)
    assert {url for url, _ in found} == {site.url + link for link in links}
    assert len(found) == len(links), "a repeat has the same bytes"
    assert sum(found.values()) <= len(links) + 3, "one batch at most is repeated by a kill"
    assert feed("rss", f"{site.url}/feed", *QUICK) == (0, ["0 sent"])
    assert feed.sent(site.url) == found


def test_a_new_text_of_a_page_is_a_new_version_of_the_same_article(feed: Feeds, site: Site) -> None:
    site.routes |= {"/feed": rss("/a"), "/a": Answer(page())}
    assert feed("rss", f"{site.url}/feed", *QUICK) == (0, ["1 sent"])
    site.routes["/a"] = Answer(page(day="Monday"))
    assert feed("rss", f"{site.url}/feed", *QUICK, "--recheck", "0") == (0, ["0 sent, 1 sent anew"])
    assert len(feed.sent(site.url)) == 2


def test_every_few_minutes_it_looks_again_until_it_is_told_to_stop(feed: Feeds, site: Site) -> None:
    site.routes |= {"/feed": rss("/a"), "/a": Answer(page())}
    running = feed.start("rss", f"{site.url}/feed", *QUICK, "--every", "0.01")
    until(lambda: len(site.times("/feed")) >= 3, running)
    running.send_signal(signal.SIGTERM)
    _, told = running.communicate(timeout=30)
    assert running.returncode == 0, told
    assert "Traceback" not in told
    assert sum(feed.sent(site.url).values()) == 1


def test_an_archive_goes_on_where_a_killed_process_was(feed: Feeds, tmp_path: Path) -> None:
    path = packed_archive(tmp_path, [story_record(f"https://archive.example/{number}") for number in range(250)])
    running = feed.start("warc", str(path))
    until(lambda: sum(feed.sent("https://archive.example/").values()) >= 1, running)
    killed(running)
    code, told = feed("warc", str(path))
    assert code == 0, told
    found = feed.sent("https://archive.example/")
    assert len(found) == 250
    assert sum(found.values()) <= 250 + 100, "one batch at most is repeated by a kill"
    assert feed("warc", str(path)) == (0, ["0 sent"])


def test_a_list_and_a_folder_are_sent_once(feed: Feeds, site: Site, tmp_path: Path) -> None:
    site.routes |= {"/1": Answer(page("One")), "/2": Answer(page("Two", day="Monday"))}
    table = tmp_path / "list.csv"
    table.write_text(f"url,title\n{site.url}/1,One\nnowhere,\n{site.url}/2,Two\n")
    assert feed("list", str(table), *QUICK) == (
        0,
        [f"{table}:3: not to be fetched: no URL in this row", "2 sent, 1 not to be fetched"],
    )
    assert feed("list", str(table), *QUICK)[1][-1] == "0 sent, 2 unchanged, 1 not to be fetched"
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "e2e-folder.txt").write_text("Talks ended.")
    assert feed("folder", str(folder)) == (0, ["1 sent"])
    assert feed("folder", str(folder)) == (0, ["0 sent, 1 unchanged"])
    assert sum(feed.sent("e2e-folder").values()) == 1


def test_a_failure_is_told_and_ends_in_exit_code_1(feed: Feeds, site: Site) -> None:
    site.routes |= {"/feed": rss("/gone"), "/robots.txt": Answer(b"")}
    code, told = feed("rss", f"{site.url}/feed", *QUICK)
    assert (code, told) == (1, [f"{site.url}/gone: status 404", "0 sent, 1 failed"])


def test_loopback_is_not_fetched_unless_it_is_allowed(feed: Feeds, site: Site) -> None:
    code, told = feed("rss", f"{site.url}/feed")
    assert code == 1
    assert told[0] == f"{site.url}/feed: a private address; --allow-private fetches it"
    assert site.asked == []


def test_what_comes_from_the_web_cannot_command_the_terminal(feed: Feeds, site: Site) -> None:
    site.routes["/feed"] = rss("https://wire.example/\x9b31m".encode().decode(), "file:///\u202ex")
    _, told = feed("rss", f"{site.url}/feed", "--allow-private", "--pause", "0", "--timeout", "1")
    assert all(sign.isprintable() for line in told for sign in line)


def test_the_robot_names_itself_and_its_keeper(feed: Feeds, site: Site) -> None:
    site.routes["/feed"] = rss()
    feed("rss", f"{site.url}/feed", *QUICK, "--contact", "desk@example.org")
    (agent,) = {one.headers["user-agent"] for one in site.asked}
    assert agent.startswith("stancewire/")
    assert agent.endswith(" (+desk@example.org)")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["rss"], "name a feed, or a file of feeds with --list"),
        (["rss", "https://wire.example/", "--once", "--every", "5"], "exclude each other"),
        (["rss", "--list", "nowhere.txt"], "--list nowhere.txt: No such file"),
        (["list", "nowhere.csv"], "nowhere.csv: no such file"),
        (["warc", "nowhere.warc"], "nowhere.warc: No such file"),
        (["folder", "nowhere"], "nowhere: no such folder"),
        (["nowhere.jsonl"], "nowhere.jsonl: no such file"),
    ],
)
def test_a_mistake_is_one_line_and_exit_code_2(feed: Feeds, arguments: list[str], words: str) -> None:
    code, told = feed(*arguments)
    assert (code, len(told)) == (2, 1)
    assert words in told[0]


def test_no_broker_is_one_line_and_exit_code_3(feed: Feeds) -> None:
    away = replace(feed, settings=Settings(bootstrap_servers="127.0.0.1:1"))
    code, told = away("rss", "https://wire.example/feed")
    assert (code, len(told)) == (3, 1)


def answer(port: int, path: str) -> str:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=10) as told:
        return str(told.read().decode())


def test_a_feed_that_runs_on_tells_in_metrics_what_it_does(feed: Feeds, site: Site) -> None:
    site.routes |= {"/feed": rss("/a", "/absent"), "/a": Answer(page())}
    running = feed.start("rss", f"{site.url}/feed", *QUICK, "--every", "0.01", "--http-port", "0")
    assert running.stderr is not None
    port = int(str(running.stderr.readline()).rpartition(":")[2].partition("/")[0])
    until(lambda: 'feed_places_total{outcome="sent",stage="feed"} 1.0' in answer(port, "/metrics"), running)
    until(lambda: len(site.times("/feed")) >= 2, running)
    told = answer(port, "/metrics")
    assert 'stancewire_ready{stage="feed"} 1.0' in told
    assert 'stancewire_feed_failures_total{reason="status",stage="feed"} 1.0' in told
    assert 'stancewire_feed_failing_sources{stage="feed"} 0.0' in told
    assert 'stancewire_feed_last_success_timestamp_seconds{host="127.0.0.1",stage="feed"}' in told
    assert answer(port, "/live") == '{"live": true}'
    assert answer(port, "/ready") == '{"ready": true, "reasons": {}}'
    running.send_signal(signal.SIGTERM)
    _, rest = running.communicate(timeout=30)
    assert (running.returncode, "Traceback" in rest) == (0, False)


def test_a_taken_port_and_an_address_that_is_none_are_one_line(feed: Feeds, site: Site) -> None:
    port = site.url.rpartition(":")[2]
    code, told = feed("rss", f"{site.url}/feed", "--every", "1", "--http-port", port)
    assert (code, told) == (2, [f"stancewire: --http-port: 127.0.0.1:{port}: Address already in use"])
    assert feed("rss", "news.example/rss") == (2, ["stancewire: news.example/rss: only http and https are fetched"])
