"""A web site on loopback that answers as a test tells it, and remembers what it was asked."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

PROSE = (
    "<p>Talks on the port of Callao ended on Tuesday without an accord, the ministry said, after three days in "
    "which both sides had spoken of progress.</p><p>The union rejected the offer. It called a strike for {day}.</p>"
)


@dataclass
class Answer:
    """What a path answers: status, body, headers; `pause_s` passes between the pieces of the body."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    pause_s: float = 0.0
    cuts_off: bool = False


@dataclass(frozen=True)
class Asked:
    """One request."""

    path: str
    headers: dict[str, str]
    at: float


Route = Answer | Callable[[Asked], Answer]


class Site:
    """The routes and the requests of a running site; `url` is its root, without a slash at the end."""

    def __init__(self, port: int) -> None:
        self.url = f"http://127.0.0.1:{port}"
        self.routes: dict[str, Route] = {}
        self.asked: list[Asked] = []

    def paths(self) -> list[str]:
        """Return the paths asked for, without robots.txt, in order."""
        return [one.path for one in self.asked if one.path != "/robots.txt"]

    def times(self, path: str) -> list[float]:
        """Return when a path was asked for."""
        return [one.at for one in self.asked if one.path == path]


@contextmanager
def running_site() -> Iterator[Site]:
    """Run a site until the block ends; a path without a route is not found."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    server.daemon_threads = True
    site = _Handler.sites[server.server_port] = Site(server.server_port)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)
        del _Handler.sites[server.server_port]


class _Handler(BaseHTTPRequestHandler):
    sites: dict[int, Site] = {}  # noqa: RUF012  # one entry a server; each test has its own port
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        site = self.sites[self.server.server_address[1]]  # type: ignore[index]  # an address of IPv4
        asked = Asked(self.path, {name.lower(): value for name, value in self.headers.items()}, time.monotonic())
        site.asked.append(asked)
        route = site.routes.get(self.path, Answer(status=404))
        self._send(route(asked) if callable(route) else route)

    def _send(self, answer: Answer) -> None:
        self.send_response(answer.status)
        headers = {"Content-Type": "text/html; charset=utf-8", "Content-Length": str(len(answer.body))}
        for name, value in (headers | answer.headers).items():
            if value:
                self.send_header(name, value)
        self.end_headers()
        body = answer.body[: len(answer.body) // 2] if answer.cuts_off else answer.body
        try:
            for piece in [body[at : at + 64] for at in range(0, len(body), 64)] if answer.pause_s else [body]:
                self.wfile.write(piece)
                self.wfile.flush()
                time.sleep(answer.pause_s)
        except OSError:
            pass
        self.close_connection = self.close_connection or answer.cuts_off

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def page(title: str = "Port talks end", body: str = PROSE, day: str = "Friday", head: str = "") -> bytes:
    """Return a page with an article between a menu and a footer."""
    return (
        f'<html lang="en"><head><title>{title}</title>{head}</head><body><nav><a href="/">Home</a></nav><article>'
        f"<h1>{title}</h1>{body.replace('{day}', day)}</article><footer>All rights reserved</footer></body></html>"
    ).encode()


def rss(*links: str, title: str = "Example Wire", items: str = "") -> Answer:
    """Return an RSS document that lists pages, each without a text of its own."""
    listed = "".join(f"<item><title>Story</title><link>{link}</link></item>" for link in links)
    body = f'<?xml version="1.0"?><rss version="2.0"><channel><title>{title}</title>{listed}{items}</channel></rss>'
    return Answer(body.encode(), headers={"Content-Type": "application/rss+xml; charset=utf-8"})


def conditional(answer: Answer, etag: str) -> Callable[[Asked], Answer]:
    """Return a route that answers 304 to who has this version already."""

    def route(asked: Asked) -> Answer:
        if asked.headers.get("if-none-match") == etag:
            return Answer(status=304, headers={"Content-Type": ""})
        return Answer(answer.body, answer.status, answer.headers | {"ETag": etag})

    return route
