"""Spans of OpenTelemetry, one for each step of a message, tied by `traceparent` from feed to every output.

Off unless STANCEWIRE_TRACING says otherwise; OpenTelemetry's own variables say where spans go.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Protocol

from stancewire import __version__
from stancewire.core.messages import Message
from stancewire.errors import UserError
from stancewire.settings import Settings
from stancewire.stream.trail import TRACE, trace_of

EXPORT_S = 5


class Tracer(Protocol):
    """What makes spans."""

    def step(self, message: Message) -> Any:
        """Return a context that is one step; it gives the `traceparent` for what comes of the message, or None."""
        ...

    def send(self, topic: str) -> Any:
        """Return a context that is the sending of a new message, and gives its `traceparent`, or None."""
        ...

    def stop(self) -> None:
        """Send what is left, for a few seconds."""
        ...


class NoTracing:
    """Makes none: a `traceparent` that comes in is passed on as it is."""

    @contextmanager
    def step(self, _message: Message) -> Iterator[bytes | None]:
        """Do nothing."""
        yield None

    @contextmanager
    def send(self, _topic: str) -> Iterator[bytes | None]:
        """Do nothing."""
        yield None

    def stop(self) -> None:
        """Do nothing."""


class SpanTracer:
    """Makes spans. A message without a trace, or with one that is none, begins a new one."""

    def __init__(self, name: str) -> None:
        from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter  # noqa: PLC0415  # an extra
        from opentelemetry.sdk.resources import Resource  # noqa: PLC0415  # the same
        from opentelemetry.sdk.trace import TracerProvider  # noqa: PLC0415  # the same
        from opentelemetry.sdk.trace.export import BatchSpanProcessor  # noqa: PLC0415  # the same
        from opentelemetry.trace.propagation.tracecontext import (  # noqa: PLC0415  # the same
            TraceContextTextMapPropagator,
        )

        self._name = name
        about = {"service.name": f"stancewire-{name}", "service.version": __version__}
        self._provider = TracerProvider(resource=Resource.create(about))
        self._provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter(timeout=EXPORT_S)))
        self._tracer = self._provider.get_tracer("stancewire", __version__)
        self._wire = TraceContextTextMapPropagator()

    @contextmanager
    def step(self, message: Message) -> Iterator[bytes | None]:
        """Make a span below the one that the message names."""
        from opentelemetry.trace import SpanKind  # noqa: PLC0415  # an extra

        trace = trace_of(message)
        above = self._wire.extract({} if trace is None else {TRACE: trace.decode()})
        told = {
            "messaging.system": "kafka",
            "messaging.operation.type": "process",
            "messaging.destination.name": message.topic,
            "messaging.destination.partition.id": str(message.partition),
            "messaging.kafka.offset": message.offset,
        }
        with self._span(SpanKind.CONSUMER, told, above):
            yield self._current()

    @contextmanager
    def send(self, topic: str) -> Iterator[bytes | None]:
        """Make a span that begins a trace."""
        from opentelemetry.trace import SpanKind  # noqa: PLC0415  # an extra

        told = {"messaging.system": "kafka", "messaging.destination.name": topic}
        with self._span(SpanKind.PRODUCER, told):
            yield self._current()

    def stop(self) -> None:
        """Send what is left."""
        self._provider.shutdown()

    def _span(self, kind: Any, told: dict[str, Any], above: Any = None) -> Any:
        # An exception's text may hold words of the article.
        return self._tracer.start_as_current_span(
            self._name,
            above,
            kind,
            told,
            record_exception=False,
            set_status_on_exception=False,
        )

    def _current(self) -> bytes:
        told: dict[str, str] = {}
        self._wire.inject(told)
        return told[TRACE].encode()


def tracer_of(settings: Settings, name: str) -> Tracer:
    """Return what makes the spans of a stage or a feed. Raise UserError where OpenTelemetry is not installed."""
    if not settings.tracing:
        return NoTracing()
    try:
        return SpanTracer(name)
    except ModuleNotFoundError as absent:
        raise UserError(
            f"STANCEWIRE_TRACING: {absent.name} is not installed; install stancewire[tracing]"
        ) from None
