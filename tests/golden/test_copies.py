"""A syndicated copy with other edges says what coding it would say of the same words."""

from __future__ import annotations

import json

import pytest

from stancewire.enrich.coder import Coder, load_coder
from stancewire.nlp.pipeline import Pipeline
from stancewire.offline import Flow
from stancewire.settings import LimitSettings
from stancewire_schemas import EnrichedArticleV1, EventV1

pytestmark = pytest.mark.model

Stories = dict[str, tuple[str, EnrichedArticleV1]]
NAMES = ("pacific-0301", "andes-0401", "andes-0402", "namerica-1803", "levant-0702", "brazil-2001")


def printed_again(text: str) -> str:
    """Return the story without its last paragraph, under another dateline, with a credit line."""
    lead, *body = text.split("\n")
    opening = lead.partition(") - ")[2]
    return "\n\n".join(["NEWTOWN (Harbour Gazette) - " + opening, *body[:-1], "(Compiled by the foreign desk)"])


@pytest.mark.parametrize("name", NAMES)
def test_a_copy_with_other_edges_is_not_coded_and_tells_the_same_events(
    flow: Flow, stories: Stories, name: str
) -> None:
    text, first = stories[name]
    published = first.article.published_at
    assert published is not None
    raw = {"id": f"again-{name}", "text": printed_again(text), "published_at": published.isoformat()}
    copy = flow.code(None, json.dumps(raw).encode())
    assert copy is not None
    assert copy.article.copy_of == name
    assert told(copy) <= told(first)
    assert len(told(first)) - len(told(copy)) <= 3
    for event in copy.events:
        for mention in event.mentions:
            assert raw["text"][mention.trigger.start : mention.trigger.end] == mention.trigger.text


def test_a_text_printed_again_weeks_later_is_coded_anew(stories: Stories) -> None:
    flow = Flow(load_coder("accurate"), LimitSettings())
    raw = {"id": "one", "text": stories["pacific-0301"][0], "published_at": "2026-03-02T05:10:00Z"}
    later = raw | {"id": "two", "published_at": "2026-04-02T05:10:00Z"}
    copies = [flow.code(None, json.dumps(value).encode()) for value in (raw, later)]
    assert [copy.article.copy_of for copy in copies if copy] == [None, None]


def told(record: EnrichedArticleV1) -> set[tuple[str, str, str]]:
    return {(e.type, e.status, m.trigger.text) for e in record.events for m in e.mentions}


class Counting(Coder):
    """A coder that counts what it is asked."""

    asked = 0

    def code(self, value: bytes) -> bytes:
        self.asked += 1
        return super().code(value)


def test_thirty_copies_are_coded_once_and_make_one_set_of_events_with_thirty_sources(stories: Stories) -> None:
    coder, events = Counting(Pipeline.load("accurate")), dict[str, EventV1]()
    flow = Flow(coder, LimitSettings())
    text, first = stories["andes-0401"]
    for number in range(30):
        published = f"2026-03-0{2 + number // 15}T{number % 15:02}:00:00Z"
        body = printed_again(text).replace("NEWTOWN", f"PORT{chr(65 + number % 26)}", 1) if number else text
        raw = {"id": f"c{number}", "text": body, "publisher": f"Paper {number}", "published_at": published}
        for event_id, event in flow.merge(None, json.dumps(raw).encode()):
            assert event is not None
            events[event_id] = event
    assert coder.asked == 1
    assert len(events) == len(first.events)
    told_by_all = [event for event in events.values() if len(event.sources) == 30]
    in_the_cut_tail = [event for event in events.values() if len(event.sources) == 1]
    assert len(told_by_all) + len(in_the_cut_tail) == len(events)
    assert len(in_the_cut_tail) <= 3
    assert {len({s.publisher for s in event.sources}) for event in told_by_all} == {30}
