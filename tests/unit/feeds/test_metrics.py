"""What a feed tells of itself is what its cards say."""

from __future__ import annotations

from feed_desk import OpenFetcher
from loopback_site import Answer, Site, page, rss
from prometheus_client.parser import text_string_to_metric_families

from stancewire.feeds.cards import FEED_METRICS, OUTCOMES
from stancewire.feeds.findings import Finding, Outcome
from stancewire.feeds.metrics import FeedMetrics
from stancewire.feeds.why import Why
from stancewire_schemas import RawArticleV1

SOURCES = ("https://a.example/rss", "https://a.example/sport", "https://b.example/rss")


def value(metrics: FeedMetrics, name: str, **labels: str) -> float | None:
    return metrics.registry.get_sample_value(f"stancewire_feed_{name}", {"stage": "feed"} | labels)


def test_it_exports_the_metrics_of_the_cards_and_no_others() -> None:
    found = text_string_to_metric_families(FeedMetrics(SOURCES, 600).render().decode())
    told = {family.name: family.type for family in found if family.name.startswith("stancewire_")}
    assert told == {card.full_name.removesuffix("_total"): card.kind for card in FEED_METRICS}


def test_every_outcome_has_a_name_and_stands_at_zero_before_the_first() -> None:
    metrics = FeedMetrics(SOURCES, None)
    assert [value(metrics, "places_total", outcome=OUTCOMES[one]) for one in Outcome] == [0] * len(Outcome)
    assert [value(metrics, "failures_total", reason=why) for why in Why] == [0] * len(Why)


def test_a_sent_article_counts_with_its_bytes_and_a_failure_with_its_reason() -> None:
    metrics, article = FeedMetrics(SOURCES, None), RawArticleV1(id="a", text="Ω")
    metrics.settled(Finding("x", article), Outcome.SENT)
    metrics.settled(Finding("x", article), Outcome.KNOWN)
    metrics.settled(Finding("y", None, Outcome.FAILED, "status 404", why=Why.STATUS), Outcome.FAILED)
    assert value(metrics, "places_total", outcome="sent") == 1
    assert value(metrics, "sent_bytes_total") == len(article.to_bytes())
    assert value(metrics, "failures_total", reason="status") == 1


def test_feeds_that_fail_are_counted_until_they_are_read_and_a_host_ages_while_none_of_its_feeds_is() -> None:
    now = 100.0
    metrics = FeedMetrics(SOURCES, 600, lambda: now)
    assert (value(metrics, "sources"), value(metrics, "round_interval_seconds")) == (3, 600)
    now = 200.0
    metrics.looked(SOURCES[0], True)
    metrics.looked(SOURCES[1], False)
    metrics.looked(SOURCES[2], False)
    metrics.round_ended()
    assert value(metrics, "failing_sources") == 2
    assert value(metrics, "last_success_timestamp_seconds", host="a.example") == 200
    assert value(metrics, "last_success_timestamp_seconds", host="b.example") == 100
    assert value(metrics, "last_round_timestamp_seconds") == 200
    metrics.looked(SOURCES[2], True)
    assert value(metrics, "failing_sources") == 1


async def test_the_fetcher_tells_the_size_of_each_document(open_fetcher: OpenFetcher, site: Site) -> None:
    body, sizes = page(), list[int]()
    site.routes |= {"/a": Answer(body), "/feed": rss("/a")}
    async with open_fetcher(received=sizes.append) as fetcher:
        await fetcher.get(f"{site.url}/a", 1_000_000)
    assert sizes == [len(body)]
