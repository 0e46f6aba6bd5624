"""A collector of spans on a loopback port: OTLP over HTTP, kept in memory."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from ops.posts import posts


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
    with posts(lambda body: made.spans.extend(_read(body))) as made.port:
        yield made
