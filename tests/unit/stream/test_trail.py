from __future__ import annotations

from stancewire.core.messages import Headers, Message, Outgoing
from stancewire.stream.trail import beside, follow_all, input_offset, origin_ms

TRACE = b"00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"


def message(headers: Headers = ()) -> Message:
    return Message("article.raw.v1", 0, 0, b"k", b"v", headers, timestamp_ms=17)


def test_a_trace_flows_through_and_own_headers_stay_first() -> None:
    (sent,) = follow_all(message((("traceparent", TRACE),)), [Outgoing("t", b"k", b"v", headers=(("ce_id", b"1"),))])
    assert sent.headers == (("ce_id", b"1"), ("traceparent", TRACE), ("stancewire-origin-ms", b"17"))


def test_the_first_topics_time_is_kept_over_hops() -> None:
    hop = message((("stancewire-origin-ms", b"5"),))
    assert origin_ms(hop) == 5
    assert follow_all(hop, [Outgoing("t", b"k", b"v")])[0].headers == (("stancewire-origin-ms", b"5"),)


def test_a_header_of_another_form_is_not_passed_on() -> None:
    hostile = message(
        (("traceparent", b"00-\r\nx"), ("stancewire-origin-ms", b"9" * 40), ("Faust-Ag-ReplyTo", b"t"))
    )
    assert origin_ms(hostile) == 17
    assert follow_all(hostile, [Outgoing("t", b"k", b"v")])[0].headers == (("stancewire-origin-ms", b"17"),)


def test_a_header_that_the_stage_set_itself_wins() -> None:
    own = Outgoing("t", b"k", b"v", headers=(("traceparent", b"own"),))
    (sent,) = follow_all(message((("traceparent", TRACE),)), [own])
    assert sent.headers[0] == ("traceparent", b"own")
    assert [name for name, _ in sent.headers].count("traceparent") == 1


def test_a_memory_record_tells_the_offset_of_its_message() -> None:
    record = beside(
        Message("article.raw.v1", 3, 41, b"k", b"v"), Outgoing("t", b"k", None, headers=(("ce_id", b"1"),))
    )
    assert (record.partition, record.value, record.headers[0]) == (3, None, ("ce_id", b"1"))
    assert input_offset(record.headers) == 41


def test_a_record_of_before_or_with_another_form_tells_no_offset() -> None:
    assert input_offset(()) == input_offset((("stancewire-input-offset", b"-4"),)) == -1
