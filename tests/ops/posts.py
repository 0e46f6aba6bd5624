"""A server on a loopback port that takes what is posted to it."""

from __future__ import annotations

import gzip
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@contextmanager
def posts(receive: Callable[[bytes], None]) -> Iterator[int]:
    """Hand each body to `receive`, unpacked where it came packed; yield the port."""

    class Answer(BaseHTTPRequestHandler):
        def do_POST(self) -> None:  # the name that the server asks for
            body = self.rfile.read(int(self.headers["Content-Length"]))
            receive(gzip.decompress(body) if self.headers["Content-Encoding"] == "gzip" else body)
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Answer) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_address[1]
        server.shutdown()
