from __future__ import annotations

import socket

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stancewire.feeds.web.addresses import AddressGuard, GuardedResolver, Refused


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "ftp://example.com/a",
        "gopher://example.com/",
        "javascript:alert(1)",
        "//example.com/a",
        "/a",
        "",
        "http://",
        "http://user:secret@example.com/",
        "http://example.com:99999/",
        "http://exa mple.com/",
        "http://example.com/" + "a" * 5_000,
    ],
)
@pytest.mark.parametrize("allow_private", [True, False])
def test_what_is_no_plain_web_address_is_refused_to_all(url: str, allow_private: bool) -> None:
    with pytest.raises(Refused):
        AddressGuard(allow_private).check(url)


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "127.1",
        "2130706433",
        "0.0.0.0",  # noqa: S104  # it must be refused
        "10.0.0.1",
        "172.16.3.4",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "224.0.0.1",
        "255.255.255.255",
        "[::1]",
        "[::]",
        "[fe80::1]",
        "[fd00::1]",
        "[::ffff:127.0.0.1]",
        "[::ffff:169.254.169.254]",
        "[2002:7f00:1::]",
        "[64:ff9b::7f00:1]",
        "[ff02::1]",
    ],
)
def test_a_private_address_is_refused_however_it_is_written(host: str) -> None:
    with pytest.raises(Refused):
        AddressGuard().check(f"http://{host}/latest/meta-data")


@pytest.mark.parametrize(
    "url", ["http://93.184.216.34/a", "https://[2606:2800:220:1::1]/", "https://example.com/a"]
)
def test_a_public_address_may_be_asked(url: str) -> None:
    assert str(AddressGuard().check(url)) == url


def test_a_private_address_may_be_asked_where_it_is_allowed() -> None:
    assert AddressGuard(allow_private=True).check("http://127.0.0.1:8000/a#top").path == "/a"


@given(st.ip_addresses())
def test_an_address_is_asked_only_if_it_is_one_of_the_public_network(address: object) -> None:
    try:
        AddressGuard().check_address(str(address))
    except Refused:
        return
    assert getattr(address, "is_global")  # noqa: B009  # either kind of address has it


@given(st.text(max_size=60))
def test_no_text_breaks_the_guard(text: str) -> None:
    for url in (text, f"http://{text}", f"http://example.com/{text}"):
        try:
            checked = AddressGuard().check(url)
        except Refused:
            continue
        assert checked.scheme in {"http", "https"}


async def test_a_name_that_leads_to_a_private_address_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    def to_metadata(*_: object, **__: object) -> list[object]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("169.254.169.254", 80))]

    monkeypatch.setattr(socket, "getaddrinfo", to_metadata)
    with pytest.raises(Refused):
        await GuardedResolver(AddressGuard()).resolve("inside.example", 80)
