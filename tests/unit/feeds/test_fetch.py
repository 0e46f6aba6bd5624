from __future__ import annotations

import asyncio
import gzip
import socket
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from itertools import pairwise

import pytest
from feed_desk import OpenFetcher
from hypothesis import given
from hypothesis import strategies as st
from loopback_site import Answer, Site, conditional

from stancewire.feeds.web.addresses import Refused
from stancewire.feeds.web.answers import Busy, FetchFailed, Unchanged, Validators, seconds_told
from stancewire.feeds.web.fetch import agent_of

NOW = datetime(2026, 3, 10, 12, tzinfo=UTC)


async def test_a_document_comes_with_what_its_host_said_of_it(site: Site, open_fetcher: OpenFetcher) -> None:
    site.routes["/a"] = Answer(b"<p>Hi", headers={"ETag": '"v1"', "Last-Modified": "Tue, 10 Mar 2026 10:00:00 GMT"})
    async with open_fetcher(agent=agent_of("0.1", "desk@example.org")) as fetcher:
        document = await fetcher.get(f"{site.url}/a", 100)
    assert (document.body, document.media_type, document.charset) == (b"<p>Hi", "text/html", "utf-8")
    assert document.validators == Validators('"v1"', "Tue, 10 Mar 2026 10:00:00 GMT")
    assert site.asked[-1].headers["user-agent"] == "stancewire/0.1 (+desk@example.org)"
    assert "cookie" not in site.asked[-1].headers


async def test_a_version_that_is_known_is_not_sent_again(site: Site, open_fetcher: OpenFetcher) -> None:
    site.routes["/a"] = conditional(Answer(b"<p>Hi"), '"v1"')
    async with open_fetcher() as fetcher:
        with pytest.raises(Unchanged):
            await fetcher.get(f"{site.url}/a", 100, Validators('"v1"', None))
        assert (await fetcher.get(f"{site.url}/a", 100, Validators('"v0"', None))).body == b"<p>Hi"


async def test_what_robots_txt_forbids_is_not_asked_for(site: Site, open_fetcher: OpenFetcher) -> None:
    site.routes |= {"/robots.txt": Answer(b"User-agent: *\nDisallow: /private\n"), "/open": Answer(b"x")}
    async with open_fetcher() as fetcher:
        with pytest.raises(Refused, match=r"robots\.txt forbids it"):
            await fetcher.get(f"{site.url}/private/a", 100)
        await fetcher.get(f"{site.url}/open", 100)
        await fetcher.get(f"{site.url}/open", 100)
    assert [one.path for one in site.asked] == ["/robots.txt", "/open", "/open"]


async def test_rules_for_this_robot_win_over_those_for_all(site: Site, open_fetcher: OpenFetcher) -> None:
    rules = b"User-agent: stancewire\nDisallow: /\n\nUser-agent: *\nDisallow:\n"
    site.routes |= {"/robots.txt": Answer(rules), "/a": Answer(b"x")}
    async with open_fetcher() as fetcher:
        with pytest.raises(Refused):
            await fetcher.get(f"{site.url}/a", 100)


async def test_without_robots_txt_all_is_allowed_and_with_a_broken_one_nothing(
    site: Site, open_fetcher: OpenFetcher
) -> None:
    site.routes["/a"] = Answer(b"x")
    async with open_fetcher() as fetcher:
        assert (await fetcher.get(f"{site.url}/a", 100)).body == b"x"
    site.routes["/robots.txt"] = Answer(status=500)
    async with open_fetcher() as fetcher:
        with pytest.raises(Busy, match=r"robots\.txt: status 500"):
            await fetcher.get(f"{site.url}/a", 100)
    assert site.paths() == ["/a"]


async def test_a_crawl_delay_is_kept_and_one_past_all_patience_ends_the_matter(
    site: Site, open_fetcher: OpenFetcher
) -> None:
    site.routes |= {"/robots.txt": Answer(b"User-agent: *\nCrawl-delay: 0.4\n"), "/a": Answer(b"x")}
    async with open_fetcher() as fetcher:
        await asyncio.gather(*(fetcher.get(f"{site.url}/a", 100) for _ in range(3)))
    first, second, third = site.times("/a")
    assert min(second - first, third - second) >= 0.39
    site.routes["/robots.txt"] = Answer(b"User-agent: *\nCrawl-delay: 86400\n")
    async with open_fetcher() as fetcher:
        with pytest.raises(Refused, match="86400 s between two requests"):
            await fetcher.get(f"{site.url}/a", 100)


async def test_a_host_is_asked_one_at_a_time_with_a_pause(site: Site, open_fetcher: OpenFetcher) -> None:
    site.routes |= {f"/{n}": Answer(b"x") for n in range(3)}
    async with open_fetcher(pause_s=0.3) as fetcher:
        await asyncio.gather(*(fetcher.get(f"{site.url}/{n}", 100) for n in range(3)))
    moments = [one.at for one in site.asked]
    assert min(later - sooner for sooner, later in pairwise(moments)) >= 0.29


@pytest.mark.parametrize("status", [429, 503])
async def test_who_is_busy_is_asked_again_when_he_says(site: Site, open_fetcher: OpenFetcher, status: int) -> None:
    answers = iter([Answer(status=status, headers={"Retry-After": "1"}), Answer(b"now")])
    site.routes["/a"] = lambda _: next(answers)
    async with open_fetcher() as fetcher:
        assert (await fetcher.get(f"{site.url}/a", 100)).body == b"now"
    first, second = site.times("/a")
    assert second - first >= 0.99


async def test_who_asks_for_much_time_is_left_alone_with_all_his_pages(
    site: Site, open_fetcher: OpenFetcher
) -> None:
    site.routes |= {"/a": Answer(status=429, headers={"Retry-After": "3600"}), "/b": Answer(b"x")}
    async with open_fetcher() as fetcher:
        for path in ("/a", "/b"):
            with pytest.raises(Busy):
                await fetcher.get(f"{site.url}{path}", 100)
    assert site.paths() == ["/a"]


async def test_a_passing_failure_is_tried_again_with_growing_pauses_and_told_in_the_end(
    site: Site, open_fetcher: OpenFetcher
) -> None:
    site.routes |= {"/robots.txt": Answer(status=404), "/a": Answer(status=500)}
    async with open_fetcher(backoff_s=0.1) as fetcher:
        with pytest.raises(Busy, match="status 500") as failed:
            await fetcher.get(f"{site.url}/a", 100)
    assert not failed.value.is_lasting
    first, second, third = site.times("/a")
    assert second - first >= 0.05
    assert third - second >= 0.1


@pytest.mark.parametrize("status", [401, 403, 404, 410, 451])
async def test_a_lasting_failure_is_not_tried_again(site: Site, open_fetcher: OpenFetcher, status: int) -> None:
    site.routes["/a"] = Answer(status=status)
    async with open_fetcher() as fetcher:
        with pytest.raises(FetchFailed, match=f"status {status}") as failed:
            await fetcher.get(f"{site.url}/a", 100)
    assert failed.value.is_lasting
    assert site.paths() == ["/a"]


async def test_redirects_are_followed_to_the_page_and_loops_end(site: Site, open_fetcher: OpenFetcher) -> None:
    site.routes |= {
        "/old": Answer(status=301, headers={"Location": "/new#top"}),
        "/new": Answer(b"x"),
        "/loop": Answer(status=302, headers={"Location": "/loop"}),
        "/nowhere": Answer(status=302),
    }
    async with open_fetcher() as fetcher:
        assert (await fetcher.get(f"{site.url}/old", 100)).url == f"{site.url}/new"
        with pytest.raises(FetchFailed, match="more than 5 redirects"):
            await fetcher.get(f"{site.url}/loop", 100)
        with pytest.raises(FetchFailed, match="a redirect to nowhere"):
            await fetcher.get(f"{site.url}/nowhere", 100)
    assert site.paths().count("/loop") == 6


@pytest.mark.parametrize(
    "target", ["file:///etc/passwd", "ftp://example.com/", "http://user:pw@example.com/", "http://["]
)
async def test_a_redirect_is_checked_as_the_first_address_is(
    site: Site, open_fetcher: OpenFetcher, target: str
) -> None:
    site.routes["/a"] = Answer(status=302, headers={"Location": target})
    async with open_fetcher() as fetcher:
        with pytest.raises(Refused):
            await fetcher.get(f"{site.url}/a", 100)


async def test_a_redirect_to_where_robots_are_not_wanted_is_not_followed(
    site: Site, open_fetcher: OpenFetcher
) -> None:
    site.routes |= {
        "/robots.txt": Answer(b"User-agent: *\nDisallow: /private\n"),
        "/a": Answer(status=302, headers={"Location": "/private"}),
    }
    async with open_fetcher() as fetcher:
        with pytest.raises(Refused, match="robots"):
            await fetcher.get(f"{site.url}/a", 100)
    assert site.paths() == ["/a"]


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
async def test_loopback_is_never_asked_unless_allowed(site: Site, open_fetcher: OpenFetcher, host: str) -> None:
    port = site.url.rpartition(":")[2]
    async with open_fetcher(allow_private=False) as fetcher:
        with pytest.raises(Refused, match="a private address; --allow-private fetches it"):
            await fetcher.get(f"http://{host}:{port}/a", 100)
    assert site.asked == []


@pytest.mark.parametrize("told", ["1001", ""])
async def test_a_body_past_the_limit_is_not_read(site: Site, open_fetcher: OpenFetcher, told: str) -> None:
    body = b"x" * 1001
    site.routes["/a"] = Answer(body, headers={"Content-Length": told, "Connection": "close"})
    async with open_fetcher() as fetcher:
        with pytest.raises(FetchFailed, match="larger than 1000 bytes") as failed:
            await fetcher.get(f"{site.url}/a", 1000)
    assert failed.value.is_lasting


async def test_a_body_that_grows_past_the_limit_when_unpacked_is_not_read(
    site: Site, open_fetcher: OpenFetcher
) -> None:
    site.routes["/a"] = Answer(gzip.compress(b"\0" * 50_000_000), headers={"Content-Encoding": "gzip"})
    async with open_fetcher() as fetcher:
        with pytest.raises(FetchFailed, match="larger than 1000000 bytes"):
            await fetcher.get(f"{site.url}/a", 1_000_000)


async def test_a_body_that_drips_is_given_up_in_time(site: Site, open_fetcher: OpenFetcher) -> None:
    site.routes["/a"] = Answer(b"x" * 6_400, pause_s=0.1)
    async with open_fetcher(timeout_s=0.5, tries=1) as fetcher:
        with pytest.raises(Busy, match=r"no answer within 0\.5 s"):
            await fetcher.get(f"{site.url}/a", 100_000)


async def test_an_answer_that_breaks_off_is_tried_again(site: Site, open_fetcher: OpenFetcher) -> None:
    answers = iter([Answer(b"x" * 100, cuts_off=True), Answer(b"whole")])
    site.routes["/a"] = lambda _: next(answers)
    async with open_fetcher() as fetcher:
        assert (await fetcher.get(f"{site.url}/a", 1000)).body == b"whole"


async def test_a_host_that_is_not_there_is_told_in_a_few_words(open_fetcher: OpenFetcher) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    async with open_fetcher(tries=1) as fetcher:
        with pytest.raises(Busy, match="cannot be reached"):
            await fetcher.get(f"http://127.0.0.1:{port}/a", 100)


async def test_one_host_that_hangs_does_not_hold_the_others(site: Site, open_fetcher: OpenFetcher) -> None:
    site.routes |= {"/slow": Answer(b"x" * 6_400, pause_s=0.1), "/quick": Answer(b"x")}
    quick = site.url.replace("127.0.0.1", "localhost")
    async with open_fetcher(timeout_s=2.0, tries=1) as fetcher:
        slow = asyncio.create_task(fetcher.get(f"{site.url}/slow", 100_000))
        await asyncio.sleep(0.2)
        assert (await fetcher.get(f"{quick}/quick", 100)).body == b"x"
        assert not slow.done()
        with pytest.raises(Busy):
            await slow


def test_a_host_may_say_how_long_to_wait_in_seconds_or_as_a_date() -> None:
    assert seconds_told("120", NOW) == 120
    assert seconds_told(format_datetime(NOW + timedelta(minutes=1), usegmt=True), NOW) == 60
    assert seconds_told(format_datetime(NOW - timedelta(minutes=1), usegmt=True), NOW) == 0
    assert [seconds_told(said, NOW) for said in (None, "", "soon", "-5", "1e9")] == [None] * 5


@given(st.text(max_size=40))
def test_no_word_of_a_host_makes_a_wait_that_is_none(said: str) -> None:
    wait = seconds_told(said, NOW)
    assert wait is None or wait >= 0
