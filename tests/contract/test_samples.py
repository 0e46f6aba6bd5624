"""The sample stories are what their page says."""

from __future__ import annotations

import base64
import json
from collections import Counter, defaultdict
from importlib.resources import files
from typing import Any

from stancewire_schemas import RawArticleV1
from stancewire_schemas.codes import DeadReason

SAMPLES = files("stancewire.data") / "samples"


def lines(name: str) -> list[Any]:
    return [json.loads(line) for line in (SAMPLES / name).read_text(encoding="utf-8").splitlines()]


def stories() -> list[RawArticleV1]:
    return articles("stories.jsonl")


def reports() -> list[RawArticleV1]:
    return articles("reports.jsonl")


def articles(name: str) -> list[RawArticleV1]:
    return [RawArticleV1.model_validate_json(json.dumps(line)) for line in lines(name)]


def test_there_are_at_least_sixty_stories_from_many_desks() -> None:
    assert len(stories()) >= 60
    assert len({story.publisher for story in stories()}) >= 15


def test_stories_stand_in_order_of_publication() -> None:
    times = [story.published_at for story in stories()]
    assert None not in times
    assert times == sorted(times, key=str)


def test_copies_repeat_a_text_under_another_id_and_publisher() -> None:
    by_text = defaultdict(list)
    for story in stories():
        by_text[story.text].append(story)
    copied = [group for group in by_text.values() if len(group) > 1]
    assert sum(len(group) - 1 for group in copied) == 8
    assert all(len({s.id for s in group}) == len({s.publisher for s in group}) == len(group) for group in copied)


def test_updates_change_the_text_under_a_known_id() -> None:
    versions = Counter(story.id for story in stories())
    changed = [article_id for article_id, count in versions.items() if count > 1]
    assert len(changed) == 4
    assert all(len({s.text for s in stories() if s.id == article_id}) == 2 for article_id in changed)


def test_one_story_is_a_correction() -> None:
    assert sum("This story corrects" in story.text for story in stories()) == 1


def test_each_report_has_the_length_of_a_full_wire_report_and_an_id_of_its_own() -> None:
    assert {report.id: count for report in reports() if not 650 <= (count := len(report.text.split())) <= 900} == {}
    ids = [report.id for report in reports()]
    assert len(ids) == len({*ids}) == 24
    assert not {*ids} & {story.id for story in stories()}


def test_reports_are_of_the_weeks_of_the_stories_in_order_and_repeat_no_paragraph() -> None:
    times = [report.published_at for report in reports() if report.published_at is not None]
    of_stories = [story.published_at for story in stories() if story.published_at is not None]
    assert len(times) == 24
    assert times == sorted(times)
    assert of_stories[0].date() <= times[0].date() <= times[-1].date() <= of_stories[-1].date()
    assert [p for p, n in Counter(p for r in reports() for p in r.text.split("\n")).items() if n > 1] == []


def test_broken_messages_name_a_reason_of_the_closed_list() -> None:
    broken = lines("broken.jsonl")
    assert len(broken) >= 5
    assert {line["reason"] for line in broken} <= {reason.value for reason in DeadReason}
    assert all(base64.b64decode(line["value_b64"], validate=True) for line in broken)
