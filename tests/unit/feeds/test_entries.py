from __future__ import annotations

from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from loopback_site import PROSE, rss

from stancewire.feeds.web.answers import Document, Validators
from stancewire.feeds.web.entries import Entry, entries_of

NOW = datetime(2026, 4, 1, tzinfo=UTC)
ATOM = """<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Wire</title>
<entry><title>Talks &amp; more</title><link href="https://wire.example/talks"/>
<updated>2026-03-10T10:00:00+01:00</updated>
<author><name>Ana Ruiz</name></author><content type="html">&lt;p&gt;Talks ended.&lt;/p&gt;</content>
</entry></feed>"""


def entries(
    body: bytes, media_type: str = "application/xml", charset: str | None = None
) -> tuple[Entry, ...] | None:
    return entries_of(Document("https://wire.example/feed", body, media_type, charset, Validators()), NOW)


def some(body: bytes, charset: str | None = None) -> tuple[Entry, ...]:
    found = entries(body, charset=charset)
    assert found is not None
    return found


def item(inner: str) -> bytes:
    return rss(items=f"<item><link>https://wire.example/a</link>{inner}</item>").body


def test_an_entry_tells_address_title_moment_author_and_its_own_text() -> None:
    (entry,) = some(ATOM.encode())
    lead = entry.lead
    assert (lead.url, lead.title, lead.publisher) == ("https://wire.example/talks", "Talks & more", "Wire")
    assert (lead.published_at, lead.authors) == (datetime(2026, 3, 10, 9, tzinfo=UTC), ("Ana Ruiz",))
    assert entry.markup == "<p>Talks ended.</p>"


def test_a_summary_is_no_text_of_the_article() -> None:
    (entry,) = some(item(f"<description><![CDATA[{PROSE}]]></description>"))
    assert entry.markup == ""


def test_relative_links_belong_to_the_feeds_host_and_entries_without_one_are_none() -> None:
    assert [entry.lead.url for entry in some(rss("/a", "").body)] == ["https://wire.example/a"]


def test_malformed_xml_is_read_as_far_as_it_can_be() -> None:
    broken = rss("https://wire.example/a", "https://wire.example/b").body.replace(
        b"<title>Story</title>", b"<title>A & B <br></title>"
    )
    assert [entry.lead.url for entry in some(broken[:-23])] == ["https://wire.example/a", "https://wire.example/b"]


def test_the_mark_changes_when_the_feed_says_something_new_and_only_then() -> None:
    first, same, other = (some(item(f"<title>{title}</title>"))[0].lead.mark for title in ("A", "A", "B"))
    assert first == same != other


def test_a_moment_that_cannot_be_true_is_none() -> None:
    for said in ("Thu, 01 Jan 1970 00:00:00 GMT", "Thu, 01 Jan 2126 00:00:00 GMT", "soon"):
        (entry,) = some(item(f"<pubDate>{said}</pubDate>"))
        assert entry.lead.published_at is None


def test_a_wrong_charset_of_the_host_does_not_spoil_the_titles() -> None:
    body = item("<title>Café</title>").replace(b'<?xml version="1.0"?>', b'<?xml version="1.0" encoding="utf-8"?>')
    assert some(body, charset="us-ascii")[0].lead.title == "Café"


def test_what_is_no_feed_is_none() -> None:
    for body in (b"", b"<html><body>Hello</body></html>", b"{}", b"/etc/passwd", b"\xff\xfe\0"):
        assert entries(body, "text/html") is None


def test_no_file_of_this_host_comes_out_of_a_feed(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("SECRET")
    doctype = f'<!DOCTYPE rss [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'
    body = item("<title>&x;</title>").replace(b"<rss", doctype.encode() + b"<rss", 1)
    for told in (entries(body), entries(str(secret).encode())):
        assert "SECRET" not in repr(told)


def test_entities_that_multiply_end_soon() -> None:
    names = "abcdefghij"
    laughs = '<!ENTITY a "ha">' + "".join(
        f'<!ENTITY {name} "{f"&{before};" * 10}">' for before, name in pairwise(names)
    )
    body = item("<title>&j;</title>").replace(b"<rss", f"<!DOCTYPE rss [{laughs}]>".encode() + b"<rss", 1)
    assert len(repr(entries(body))) < 100_000


@given(st.binary(max_size=300))
@settings(max_examples=60, deadline=None)
def test_no_bytes_break_the_reader(raw: bytes) -> None:
    whole = item("<title>x</title>")
    assert not entries(raw), "noise lists nothing"
    for entry in entries(whole[:120] + raw + whole[120:]) or ():
        assert entry.lead.url
        assert entry.lead.published_at is None or entry.lead.published_at.tzinfo is UTC
