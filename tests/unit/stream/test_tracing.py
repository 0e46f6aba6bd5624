from __future__ import annotations

import sys

import pytest

from stancewire.core.messages import Message, Outgoing
from stancewire.errors import UserError
from stancewire.settings import Settings
from stancewire.stream.tracing import NoTracing, tracer_of
from stancewire.stream.trail import follow_all, trace_of

PARENT = b"00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
SPAN = b"00-0af7651916cd43dd8448eb211c80319c-00f067aa0ba902b7-01"


def message(*headers: tuple[str, bytes]) -> Message:
    return Message("article.raw.v1", 0, 7, b"k", b"v", headers)


def test_no_spans_are_made_unless_asked_for() -> None:
    assert isinstance(tracer_of(Settings(), "ingest"), NoTracing)


def test_without_spans_the_trace_that_came_in_goes_out() -> None:
    came = message(("traceparent", PARENT))
    with NoTracing().step(came) as trace:
        (sent,) = follow_all(came, [Outgoing("stance.v1", b"k", b"v")], trace)
    assert dict(sent.headers)["traceparent"] == PARENT


def test_the_span_of_the_step_goes_out_in_place_of_what_came_in() -> None:
    (sent,) = follow_all(message(("traceparent", PARENT)), [Outgoing("stance.v1", b"k", b"v")], SPAN)
    assert [value for name, value in sent.headers if name == "traceparent"] == [SPAN]


def test_what_is_no_trace_is_not_taken_for_one() -> None:
    assert trace_of(message(("traceparent", b"words of an article"))) is None


def test_tracing_without_its_packages_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "opentelemetry.exporter.otlp.proto.http.trace_exporter", None)
    with pytest.raises(UserError, match=r"STANCEWIRE_TRACING: .* install stancewire\[tracing\]"):
        tracer_of(Settings(tracing=True), "ingest")
