"""A collector of spans on a loopback port: OTLP over HTTP, kept in memory."""

from __future__ import annotations

import gzip
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest


@dataclass(frozen=True)
class Told:
    """One span: who made it, its trace, itself and the one above, in hexadecimal."""

    service: str
    trace: str
    span: str
    above: str


@dataclass
class Collector:
    """The spans so far."""

    port: int = 0
    spans: list[Told] = field(default_factory=list)

    def of(self, trace: str) -> dict[str, Told]:
        """Return the spans of a trace by the service that made them; one a service is expected."""
        found = [span for span in list(self.spans) if span.trace == trace]
        return {span.service: span for span in found}


def _read(body: bytes) -> Iterator[Told]:
    request = ExportTraceServiceRequest.FromString(body)
    for resource in request.resource_spans:
        about = {one.key: one.value.string_value for one in resource.resource.attributes}
        for scope in resource.scope_spans:
            for span in scope.spans:
                ids = (span.trace_id.hex(), span.span_id.hex(), span.parent_span_id.hex())
                yield Told(about["service.name"], *ids)


@contextmanager
def collector() -> Iterator[Collector]:
    """Listen."""
    made = Collector()

    class Answer(BaseHTTPRequestHandler):
        def do_POST(self) -> None:  # the name that the server asks for
            body = self.rfile.read(int(self.headers["Content-Length"]))
            made.spans += _read(gzip.decompress(body) if self.headers["Content-Encoding"] == "gzip" else body)
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Answer) as server:
        made.port = server.server_address[1]
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield made
        server.shutdown()
