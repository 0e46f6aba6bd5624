"""Where a feed may go: http and https, and unless told otherwise no address of the own network."""

from __future__ import annotations

import ipaddress
import re
import socket
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address
from typing import Final

from aiohttp import ThreadedResolver
from aiohttp.abc import AbstractResolver, ResolveResult
from yarl import URL

from stancewire.feeds.why import Why

LONGEST_URL: Final = 4096
_HOST: Final = re.compile(r"[\w.:%-]+")
_NAT64: Final = ipaddress.IPv6Network("64:ff9b::/96")


class Refused(Exception):
    """A URL that may not be fetched, now or later; the message says why in a few words."""

    def __init__(self, reason: str, why: Why = Why.ADDRESS) -> None:
        super().__init__(reason)
        self.why = why


@dataclass(frozen=True, slots=True)
class AddressGuard:
    """Tells which URLs and addresses may be asked. `allow_private` opens the own network and this host."""

    allow_private: bool = False

    def check(self, url: str | URL) -> URL:
        """Return the URL, parsed. Raise Refused for what is no plain web address, and for a private one."""
        try:
            parsed = URL(url)
            host = parsed.host
        except (ValueError, TypeError):
            raise Refused("no URL") from None
        if parsed.scheme not in {"http", "https"}:
            raise Refused("only http and https are fetched")
        if (
            not host
            or not _HOST.fullmatch(host)
            or parsed.user is not None
            or parsed.password is not None
            or len(str(url)) > LONGEST_URL
        ):
            raise Refused("no plain web address")
        if _is_numeric(host):
            self.check_address(host)
        return parsed.with_fragment(None)

    def check_address(self, address: str) -> None:
        """Raise Refused for an address that is not one of the public network."""
        try:
            meant = _inner(ipaddress.ip_address(address))
        except ValueError:
            # Resolvers read 2130706433 and 127.1 as addresses too, each in its own way.
            raise Refused("no plain web address") from None
        if not self.allow_private and (not meant.is_global or meant.is_multicast):
            raise Refused("a private address; --allow-private fetches it")


class GuardedResolver(AbstractResolver):
    """Resolves names, and gives only addresses that may be asked: what is checked is what is connected to."""

    def __init__(self, guard: AddressGuard) -> None:
        self._guard = guard
        self._inner = ThreadedResolver()

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        """Return the addresses of a host. Raise Refused where one of them is private, OSError for no such host."""
        found = await self._inner.resolve(host, port, family)
        for one in found:
            self._guard.check_address(one["host"])
        return found

    async def close(self) -> None:
        """Do nothing: nothing is held."""
        await self._inner.close()


def _is_numeric(host: str) -> bool:
    return ":" in host or host.replace(".", "").isdigit()


def _inner(address: IPv4Address | IPv6Address) -> IPv4Address | IPv6Address:
    """Return the IPv4 address that an IPv6 address only wraps, else the address."""
    if isinstance(address, IPv4Address):
        return address
    if address in _NAT64:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour or address
