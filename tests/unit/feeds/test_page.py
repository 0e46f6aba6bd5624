from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from loopback_site import PROSE, page

from stancewire.feeds.web.article import Lead, address_of, id_of, web_article
from stancewire.feeds.web.markup import clean, decoded
from stancewire.feeds.web.page import Page, is_prose, read_page, text_of_fragment
from stancewire_schemas import RawArticleV1

NOW = datetime(2026, 4, 1, tzinfo=UTC)
URL = "https://www.wire.example/world/port-talks"


def read(html: bytes, url: str | None = URL, charset: str | None = None) -> Page:
    found = read_page(html, NOW, url, charset)
    assert found is not None
    return found


def test_paragraphs_stay_apart_and_what_is_no_article_goes() -> None:
    body = (
        PROSE.replace("{day}", "Friday")
        + '<p>"We will return," the minister said.<br><br>"But not this year."</p>'
        + "<h2>What comes next</h2><blockquote><p>Nobody asked us.</p></blockquote>"
        + '<div class="share">Share this article</div><div class="related"><a href="/x">Another story</a></div>'
    )
    assert read(page(body=body)).text.splitlines() == [
        PROSE.split("</p>")[0].removeprefix("<p>"),
        "The union rejected the offer. It called a strike for Friday.",
        '"We will return," the minister said.',
        '"But not this year."',
        "What comes next",
        "Nobody asked us.",
    ]


def test_a_page_tells_title_authors_moment_language_address_and_publisher() -> None:
    told = {
        "@context": "https://schema.org",
        "@graph": [
            {"@type": "WebPage", "name": "Port talks end"},
            {
                "@type": "NewsArticle",
                "headline": "Port talks end",
                "datePublished": "2026-03-10T21:15:00-05:00",
                "author": [{"@type": "Person", "name": "Ana Ruiz"}, {"@type": "Person", "name": "Bo Lind"}],
            },
        ],
    }
    head = (
        f'<script type="application/ld+json">{json.dumps(told)}</script>'
        '<meta property="og:site_name" content="Example Wire">'
        '<link rel="canonical" href="https://www.wire.example/world/port-talks">'
    )
    found = read(page(head=head))
    assert (found.title, found.authors, found.language) == ("Port talks end", ("Ana Ruiz", "Bo Lind"), "en")
    assert found.published_at == datetime(2026, 3, 11, 2, 15, tzinfo=UTC)
    assert (found.canonical, found.publisher) == (URL, "Example Wire")


@pytest.mark.parametrize(
    ("head", "moment"),
    [
        (
            '<meta property="article:published_time" content="2026-03-10T08:00:00Z">',
            datetime(2026, 3, 10, 8, tzinfo=UTC),
        ),
        ('<meta name="date" content="2026-03-10">', datetime(2026, 3, 10, tzinfo=UTC)),
        ('<meta property="article:published_time" content="1970-01-01T00:00:00Z">', None),
        ('<meta property="article:published_time" content="2126-03-10T00:00:00Z">', None),
        ('<meta property="article:published_time" content="yesterday">', None),
        ('<script type="application/ld+json">{"datePublished": </script>', None),
        ('<script type="application/ld+json">' + "[" * 5_000 + "</script>", None),
        ("", None),
    ],
)
def test_a_moment_is_believed_only_if_it_is_declared_and_can_be_true(head: str, moment: datetime | None) -> None:
    assert read(page(head=head)).published_at == moment


def test_the_date_of_a_related_story_is_not_that_of_the_page() -> None:
    told = {"@type": "NewsArticle", "hasPart": {"datePublished": "2020-01-01"}, "datePublished": "2026-03-10"}
    head = f'<script type="application/ld+json">{json.dumps(told)}</script>'
    assert read(page(head=head)).published_at == datetime(2026, 3, 10, tzinfo=UTC)


def test_a_day_in_the_address_is_a_day_of_publication() -> None:
    assert read(page(), "https://wire.example/2026/03/10/talks").published_at == datetime(2026, 3, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    "body",
    [
        "",
        "<p>Please log in to read on.</p>",
        "<ul>"
        + "".join(f'<li><a href="/{n}">A headline of a story about ports, {n}</a></li>' for n in range(40))
        + "</ul>",
    ],
)
def test_a_page_without_an_article_is_none(body: str) -> None:
    assert read_page(page(body=body), NOW, URL) is None


@pytest.mark.parametrize(
    "raw", [b"", b"\0", b"<", b"<?xml", b"\xff\xfe", b"%PDF-1.7 \x00\xff", b"<html>" * 3_000, b"plain"]
)
def test_bytes_that_are_no_page_are_none(raw: bytes) -> None:
    assert read_page(raw, NOW, URL) is None


@given(
    raw=st.binary(max_size=400),
    charset=st.sampled_from([None, "utf-8", "latin-1", "utf-16", "base64", "nonsense", "idna"]),
)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_no_bytes_break_the_reader_wherever_they_stand(raw: bytes, charset: str | None) -> None:
    around = page()
    cut = around.index(b"<p>")
    for html in (raw, around[:cut] + raw + around[cut:]):
        found = read_page(html, NOW, URL, charset)
        if found is not None:
            article = web_article(found, URL, Lead(URL))
            assert RawArticleV1.from_bytes(article.to_bytes()) == article


@given(
    paragraphs=st.lists(
        st.sampled_from(["One side spoke.", "Nobody answered them.", "“Not now,” he said."]),
        min_size=1,
        max_size=12,
    )
)
@settings(max_examples=25, deadline=None)
def test_every_paragraph_of_a_feeds_own_text_comes_out_once_and_in_order(paragraphs: list[str]) -> None:
    numbered = [f"{text} It was number {n} of all." for n, text in enumerate(paragraphs)]
    markup = "".join(f"<p>{text}</p>" for text in numbered)
    assert text_of_fragment(markup).splitlines() == numbered


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [
        ("utf-8", "iso-8859-1"),
        ("utf-8", None),
        ("utf-8-sig", "windows-1251"),
        ("cp1252", "iso-8859-1"),
        ("cp1251", "windows-1251"),
        ("cp1252", "utf-8"),
        ("cp1251", "utf-8"),
        ("utf-16", None),
    ],
)
def test_a_wrong_charset_does_not_spoil_the_letters(encoding: str, declared: str | None) -> None:
    text = (
        "“Привет, мир”, сказал министр на встрече"
        if encoding == "cp1251"
        else "“Café”, said Zoë Müller – naïve façade, señor"
    )
    assert decoded(text.encode(encoding), declared) == text


def test_the_page_names_its_charset_where_its_host_does_not() -> None:
    text = '<meta charset="windows-1251"><p>Привет'
    assert decoded(text.encode("cp1251")) == text


@given(st.text(st.characters(categories=("Cs", "Cc", "L", "P")), max_size=80))
def test_clean_text_can_be_sent_and_keeps_every_letter(text: str) -> None:
    cleaned = clean(text)
    assert cleaned.encode().decode() == cleaned
    assert [sign for sign in cleaned if sign.isalpha()] == [sign for sign in text if sign.isalpha()]


def test_an_article_is_known_by_its_address_however_it_is_spelt() -> None:
    one = id_of("https://Wire.example/world/port-talks")
    for same in (
        "http://wire.example/world/port-talks",
        "https://wire.example:443/world/port-talks#top",
        "https://wire.example/world/port-talks?utm_source=rss&utm_medium=feed",
    ):
        assert id_of(same) == one
    assert id_of("https://wire.example/world/port-talks?id=7") != one


@pytest.mark.parametrize(
    ("canonical", "url", "expected"),
    [
        ("https://wire.example/world/port-talks", "https://www.wire.example/port-talks?utm_source=x", "canonical"),
        ("https://wire.example/world/port-talks", "https://m.wire.example/world/port-talks/amp", "canonical"),
        ("https://wire.example/", "https://wire.example/world/port-talks", "url"),
        ("https://wire.example/world", "https://wire.example/world/port-talks", "url"),
        ("https://other.example/world/port-talks", "https://wire.example/world/port-talks", "url"),
        ("https://wire.example/story", "https://wire.example/story?id=7", "url"),
        (None, "https://wire.example/world/port-talks", "url"),
    ],
)
def test_a_canonical_address_is_believed_only_of_the_same_article(
    canonical: str | None, url: str, expected: str
) -> None:
    assert address_of(Page("", canonical=canonical), url) == (canonical if expected == "canonical" else url)


def test_the_page_wins_over_its_lead_and_the_lead_fills_gaps() -> None:
    lead = Lead(
        URL, title="Feed's title", publisher="Feed", published_at=NOW, authors=("Feed's author",), language="fr"
    )
    told = Page("x", "Title", ("Ana",), datetime(2026, 3, 10, tzinfo=UTC), "en", None, "Wire")
    full, bare = web_article(told, URL, lead), web_article(Page("x"), URL, lead)
    assert (full.title, full.publisher, full.authors, full.language) == ("Title", "Wire", ("Ana",), "en")
    assert (bare.title, bare.publisher, bare.authors, bare.language) == (
        "Feed's title",
        "Feed",
        ("Feed's author",),
        "fr",
    )
    assert (full.published_at, bare.published_at) == (told.published_at, NOW)
    assert web_article(Page("x"), URL, Lead(URL)).publisher == "wire.example"


def test_a_page_that_names_no_publisher_leaves_that_to_others() -> None:
    for url in (URL, "https://wire.example/a", "http://127.0.0.1:8080/a", "http://[::1]:8080/a"):
        assert read(page(), url).publisher is None


def test_prose_is_what_ends_as_sentences_do() -> None:
    assert is_prose(("The minister spoke of progress. " * 5).strip())
    assert is_prose("“" + "The minister spoke of progress. " * 5 + "”")
    assert not is_prose("A headline about the port without an end\n" * 20)
    assert not is_prose("Talks ended.")
