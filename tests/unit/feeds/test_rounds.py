from __future__ import annotations

import asyncio
from collections.abc import Iterable
from typing import Any

import pytest
from feed_desk import Desk, OpenFetcher
from loopback_site import PROSE, Answer, Site, conditional, page, rss

from stancewire.errors import Unreachable
from stancewire.feeds.findings import Finding, Outcome
from stancewire.feeds.web.article import Lead
from stancewire.feeds.web.delivery import deliver_while
from stancewire.feeds.web.rounds import FeedRound, Put, TextFrom, list_round
from stancewire.feeds.web.visits import Visitor
from stancewire.feeds.why import Why


class Rounds:
    """Runs rounds on one desk, hour after hour as the test tells."""

    def __init__(self, desk: Desk, open_fetcher: OpenFetcher) -> None:
        self.desk = desk
        self.open_fetcher = open_fetcher
        self.now = 1_773_000_000.0

    async def feeds(self, *urls: str, text: TextFrom = "auto", **manners: Any) -> list[Outcome]:
        async def search(visitor: Visitor, put: Put) -> None:
            await FeedRound(visitor, put, text).look(urls)

        return await self._run(search, **manners)

    async def pages(self, leads: Iterable[Lead | Finding]) -> list[Outcome]:
        async def search(visitor: Visitor, put: Put) -> None:
            await list_round(leads, visitor, put)

        return await self._run(search)

    async def _run(self, search: Any, **manners: Any) -> list[Outcome]:
        async with self.open_fetcher(**manners) as fetcher:
            visitor = Visitor(fetcher, self.desk.state, 3600.0, lambda: self.now)
            await deliver_while(lambda put: search(visitor, put), self.desk.courier)
        return self.desk.outcomes()


@pytest.fixture
def rounds(desk: Desk, open_fetcher: OpenFetcher) -> Rounds:
    return Rounds(desk, open_fetcher)


async def test_what_a_feed_lists_is_sent_once(site: Site, rounds: Rounds) -> None:
    site.routes |= {"/feed": rss("/a", "/b"), "/a": Answer(page("Talks end")), "/b": Answer(page("Strike called"))}
    assert await rounds.feeds(f"{site.url}/feed") == [Outcome.SENT] * 2
    assert await rounds.feeds(f"{site.url}/feed") == [Outcome.KNOWN] * 2
    assert sorted(site.paths()) == ["/a", "/b", "/feed", "/feed"]
    first = min(rounds.desk.broker.articles(), key=lambda one: one.url or "")
    assert (first.title, first.publisher, first.url) == ("Talks end", "Example Wire", f"{site.url}/a")
    assert first.text.endswith("It called a strike for Friday.")


async def test_a_feed_that_has_not_changed_costs_one_request(site: Site, rounds: Rounds) -> None:
    site.routes |= {"/feed": conditional(rss("/a"), '"f1"'), "/a": Answer(page())}
    await rounds.feeds(f"{site.url}/feed")
    rounds.now += 7200
    assert await rounds.feeds(f"{site.url}/feed") == []
    assert site.paths() == ["/feed", "/a", "/feed"]


async def test_a_page_that_changed_is_a_new_version_and_one_that_has_not_is_nothing(
    site: Site, rounds: Rounds
) -> None:
    site.routes |= {"/feed": rss("/a", "/b"), "/a": conditional(Answer(page()), '"a1"'), "/b": Answer(page("B"))}
    await rounds.feeds(f"{site.url}/feed")
    site.routes["/a"] = conditional(Answer(page(day="Monday")), '"a2"')
    rounds.now += 7200
    assert await rounds.feeds(f"{site.url}/feed") == sorted([Outcome.CHANGED, Outcome.KNOWN])
    versions = [one for one in rounds.desk.broker.articles() if one.url == f"{site.url}/a"]
    assert len({one.id for one in versions}) == 1
    assert [one.text.rpartition(" ")[2] for one in versions] == ["Friday.", "Monday."]


async def test_a_page_is_looked_at_again_at_once_when_its_feed_says_something_new(
    site: Site, rounds: Rounds
) -> None:
    site.routes |= {"/feed": rss("/a"), "/a": Answer(page())}
    await rounds.feeds(f"{site.url}/feed")
    site.routes["/feed"] = rss(items=f"<item><title>Corrected</title><link>{site.url}/a</link></item>")
    site.routes["/a"] = Answer(page(day="Monday"))
    assert await rounds.feeds(f"{site.url}/feed") == [Outcome.CHANGED]


async def test_a_feeds_own_full_text_is_taken_and_its_page_left_alone(site: Site, rounds: Rounds) -> None:
    markup = PROSE.replace("{day}", "Friday")
    full = (
        f'<item xmlns:content="http://purl.org/rss/1.0/modules/content/"><title>Talks</title>'
        f"<link>{site.url}/a</link><pubDate>Tue, 10 Mar 2026 10:00:00 GMT</pubDate>"
        f"<content:encoded><![CDATA[{markup}]]></content:encoded></item>"
    )
    site.routes |= {"/feed": rss(items=full), "/a": Answer(page())}
    assert await rounds.feeds(f"{site.url}/feed") == [Outcome.SENT]
    assert site.paths() == ["/feed"]
    (article,) = rounds.desk.broker.articles()
    assert len(article.text.splitlines()) == 2
    assert article.published_at is not None
    assert await rounds.feeds(f"{site.url}/feed", text="page") == [Outcome.KNOWN]
    rounds.now += 7200
    assert await rounds.feeds(f"{site.url}/feed", text="page") == [Outcome.KNOWN]
    assert site.paths().count("/a") == 1


async def test_a_summary_is_no_full_text(site: Site, rounds: Rounds) -> None:
    site.routes |= {"/feed": rss("/a"), "/a": Answer(page())}
    assert await rounds.feeds(f"{site.url}/feed", text="feed") == [Outcome.EMPTY]
    assert site.paths() == ["/feed"]


async def test_what_fails_for_now_is_tried_again_though_the_feed_has_not_changed(
    site: Site, rounds: Rounds
) -> None:
    site.routes |= {"/feed": conditional(rss("/a", "/b"), '"f1"'), "/a": Answer(page()), "/b": Answer(status=503)}
    assert await rounds.feeds(f"{site.url}/feed") == sorted([Outcome.SENT, Outcome.FAILED])
    site.routes["/b"] = Answer(page("B"))
    assert await rounds.feeds(f"{site.url}/feed") == sorted([Outcome.SENT, Outcome.KNOWN])
    assert await rounds.feeds(f"{site.url}/feed") == []
    assert sorted(one.url or "" for one in rounds.desk.broker.articles()) == [f"{site.url}/a", f"{site.url}/b"]


async def test_what_fails_for_good_or_holds_no_article_is_told_once(site: Site, rounds: Rounds) -> None:
    site.routes |= {
        "/robots.txt": Answer(b"User-agent: *\nDisallow: /closed\n"),
        "/feed": rss("/gone", "/closed", "/login", "/picture", "ftp://wire.example/x"),
        "/login": Answer(page(body="<p>Please log in.</p>")),
        "/picture": Answer(b"GIF89a", headers={"Content-Type": "image/gif"}),
    }
    assert await rounds.feeds(f"{site.url}/feed") == sorted(
        [Outcome.FAILED, Outcome.REFUSED, Outcome.EMPTY, Outcome.EMPTY, Outcome.REFUSED]
    )
    assert await rounds.feeds(f"{site.url}/feed") == [Outcome.KNOWN] * 5
    assert rounds.desk.broker.taken == []


async def test_a_page_that_two_feeds_list_is_fetched_once(site: Site, rounds: Rounds) -> None:
    site.routes |= {
        "/one": rss("/a?utm_source=one"),
        "/two": conditional(rss("/a?utm_source=two"), '"f2"'),
        "/a?utm_source=one": Answer(page()),
        "/a?utm_source=two": Answer(page()),
    }
    assert await rounds.feeds(f"{site.url}/one", f"{site.url}/two", f"{site.url}/one") == [Outcome.SENT]
    assert len(site.paths()) == 3


async def test_a_feed_that_fails_stops_no_other(site: Site, rounds: Rounds) -> None:
    site.routes |= {
        "/feed": rss("/a"),
        "/a": Answer(page()),
        "/html": Answer(b"<html>No feed"),
        "/busy": Answer(status=429),
    }
    found = await rounds.feeds(
        f"{site.url}/html", f"{site.url}/busy", f"{site.url}/none", f"{site.url}/feed", "file:///x"
    )
    assert found == sorted([Outcome.SENT, *[Outcome.FAILED] * 4])


async def test_two_addresses_of_one_article_make_one(site: Site, rounds: Rounds) -> None:
    head = f'<link rel="canonical" href="{site.url}/world/talks">'
    site.routes |= {
        "/feed": rss("/world/talks", "/talks"),
        "/world/talks": Answer(page(head=head)),
        "/talks": Answer(page(head=head)),
    }
    assert await rounds.feeds(f"{site.url}/feed") == sorted([Outcome.SENT, Outcome.KNOWN])


async def test_articles_with_one_wrong_canonical_address_do_not_end_each_other(site: Site, rounds: Rounds) -> None:
    head = f'<link rel="canonical" href="{site.url}/">'
    site.routes |= {
        "/feed": rss("/a", "/b"),
        "/a": Answer(page("A", head=head)),
        "/b": Answer(page("B", day="Monday", head=head)),
    }
    assert await rounds.feeds(f"{site.url}/feed") == [Outcome.SENT] * 2
    assert len({one.id for one in rounds.desk.broker.articles()}) == 2


@pytest.mark.parametrize("after", range(4))
async def test_when_the_broker_goes_away_at_any_moment_nothing_is_lost_or_sent_twice(
    site: Site, rounds: Rounds, after: int
) -> None:
    links = [f"/{number}" for number in range(4)]
    site.routes |= {"/feed": conditional(rss(*links), '"f1"')}
    site.routes |= {link: Answer(page(f"Story {link}", day=f"day {link}")) for link in links}
    rounds.desk.broker.away_after = after
    with pytest.raises(Unreachable):
        await rounds.feeds(f"{site.url}/feed")
    rounds.desk.broker.away_after = None
    await rounds.feeds(f"{site.url}/feed")
    assert sorted(one.url or "" for one in rounds.desk.broker.articles()) == [f"{site.url}{link}" for link in links]


async def test_a_list_is_gone_through_once_and_goes_on_where_it_was(site: Site, rounds: Rounds) -> None:
    site.routes |= {f"/{number}": Answer(page(f"Story {number}", day=str(number))) for number in range(6)}
    leads = [Lead(f"{site.url}/{number}", title="Listed", publisher="List") for number in range(6)]
    bad = Finding("list.csv:3", None, Outcome.REFUSED, "no URL in this row", why=Why.ADDRESS)
    assert await rounds.pages([*leads[:3], bad, leads[0]]) == sorted([*[Outcome.SENT] * 3, Outcome.REFUSED])
    assert await rounds.pages(leads) == sorted([*[Outcome.SENT] * 3, *[Outcome.KNOWN] * 3])
    assert len(site.paths()) == 6


async def test_findings_are_delivered_while_others_are_still_looked_for(desk: Desk) -> None:
    async def search(put: Put) -> None:
        await put(Finding("first"))
        async with asyncio.timeout(5):
            while not desk.told:  # noqa: ASYNC110  # the courier works in a thread of its own
                await asyncio.sleep(0.01)
        await put(Finding("second"))

    await deliver_while(search, desk.courier)
    assert [source for source, _, _ in desk.told] == ["first", "second"]
