from __future__ import annotations

from stancewire.core.messages import Headers, Message, Outgoing
from stancewire.stream.trail import beside, follow, input_offset, origin_ms

TRACE = b"00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"


def message(headers: Headers = ()) -> Message:
    return Message("article.raw.v1", 0, 0, b"k", b"v", headers, timestamp_ms=17)


def test_a_trace_flows_through_and_own_headers_stay_first() -> None:
    sent = follow(message((("traceparent", TRACE),)), Outgoing("t", b"k", b"v", headers=(("ce_id", b"1"),)))
    assert sent.headers == (("ce_id", b"1@0.0"), ("traceparent", TRACE), ("stancewire-origin-ms", b"17"))


def test_what_is_made_of_another_message_has_another_id_and_a_redelivery_the_same() -> None:
    record = Outgoing("event.v1", b"k", b"v", headers=(("ce_id", b"e"),))
    first, later = (Message("event.mention.v1", 2, offset, b"k", b"v") for offset in (7, 8))
    assert [follow(cause, record).headers[0][1] for cause in (first, later, first)] == [
        b"e@2.7",
        b"e@2.8",
        b"e@2.7",
    ]
    letter = Outgoing("article.dead.v1", b"k", b"v", headers=(("ce_id", b"ingest:news.article.raw.v1:2:7"),))
    assert follow(first, letter).headers[0][1] == b"ingest:news.article.raw.v1:2:7"


def test_the_first_topics_time_is_kept_over_hops() -> None:
    hop = message((("stancewire-origin-ms", b"5"),))
    assert origin_ms(hop) == 5
    assert follow(hop, Outgoing("t", b"k", b"v")).headers == (("stancewire-origin-ms", b"5"),)


def test_a_header_of_another_form_is_not_passed_on() -> None:
    hostile = message(
        (("traceparent", b"00-\r\nx"), ("stancewire-origin-ms", b"9" * 40), ("Faust-Ag-ReplyTo", b"t"))
    )
    assert origin_ms(hostile) == 17
    assert follow(hostile, Outgoing("t", b"k", b"v")).headers == (("stancewire-origin-ms", b"17"),)


def test_a_header_that_the_stage_set_itself_wins() -> None:
    own = Outgoing("t", b"k", b"v", headers=(("traceparent", b"own"),))
    assert follow(message((("traceparent", TRACE),)), own).headers[0] == ("traceparent", b"own")
    assert [name for name, _ in follow(message((("traceparent", TRACE),)), own).headers].count("traceparent") == 1


def test_a_memory_record_tells_the_offset_of_its_message() -> None:
    record = beside(
        Message("article.raw.v1", 3, 41, b"k", b"v"), Outgoing("t", b"k", None, headers=(("ce_id", b"1"),))
    )
    assert (record.partition, record.value, record.headers[0]) == (3, None, ("ce_id", b"1"))
    assert input_offset(record.headers) == 41


def test_a_record_of_before_or_with_another_form_tells_no_offset() -> None:
    assert input_offset(()) == input_offset((("stancewire-input-offset", b"-4"),)) == -1
