"""Each task: a perfect prediction scores one, a wrong one less; predictions have the shape that scoring reads."""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast

import pytest
from builders import TEXT, make_enriched

from stancewire.enrich.coder import Coder
from stancewire.errors import UserError
from stancewire.evaluate import coreference, entities, events, places, quotes, stances, stories
from stancewire.evaluate.gold import accepted_of, read_rows
from stancewire.evaluate.merging import score as score_merge
from stancewire.evaluate.tasks import predictions, tasks
from stancewire_schemas import AcceptedArticleV1, EnrichedArticleV1
from stancewire_schemas.base import TextSpan
from stancewire_schemas.enriched_article import DateSpanV1


class StandIn:
    """Codes the sample text."""

    fingerprint = "f00d"

    def understand(self, accepted: AcceptedArticleV1) -> EnrichedArticleV1:
        return make_enriched(accepted)

    def code(self, value: bytes) -> bytes:
        return self.understand(AcceptedArticleV1.from_bytes(value)).to_bytes()


CODER = cast("Coder", StandIn())


def at(words: str, **more: Any) -> dict[str, Any]:
    start = TEXT.index(words)
    return {"start": start, "end": start + len(words), "text": words, **more}


EVENT_ROW: dict[str, Any] = {
    "id": "s-1",
    "text": TEXT,
    "pub_date": "2025-03-04",
    "events": [
        {"plover": "ASSAULT", "mode": None, "cameo_root": "19", "actors": ["Norland"], "recipients": ["Sudland"],
         "status": "asserted", "date": "2025-03-03"},
    ],
}  # fmt: skip
STANCE_ROW: dict[str, Any] = {
    "id": "s-1",
    "text": TEXT,
    "stances": [
        {"holder": at("Norland"), "target": at("Sudland", type="entity"), "polarity": "against",
         "quote_type": "none", "cue": at("condemned")},
    ],
}  # fmt: skip
SPAN_ROW: dict[str, Any] = {
    "id": "s-1",
    "text": TEXT,
    "entities": [at("Norland", type="place", chain="1"), at("Sudland", type="Location", chain="2")],
}


def measured(name: str, row: dict[str, Any]) -> tuple[dict[str, float], dict[str, Any]]:
    task = tasks()[name]
    found = predictions(task, [row], CODER, lambda: None)
    return task.score([row], found), found[0]


def test_events_score_type_sides_and_status() -> None:
    report, prediction = measured("events", EVENT_ROW)
    assert prediction["events"][0]["actors"] == ["Norland"]
    assert (report["type.f1"], report["whole.f1"], report["status.accuracy"]) == (1.0, 1.0, 1.0)


def test_a_wrong_side_costs_the_whole_event_only() -> None:
    wrong = {**EVENT_ROW, "events": [{**EVENT_ROW["events"][0], "recipients": ["Kestrel"]}]}
    report, _ = measured("events", wrong)
    assert (report["type.f1"], report["recipients.f1"], report["whole.f1"]) == (1.0, 0.0, 0.0)
    assert report["sided.f1"] == 0.0


def test_a_wrong_status_leaves_the_sides_right() -> None:
    other = {**EVENT_ROW, "events": [{**EVENT_ROW["events"][0], "status": "future"}]}
    report, _ = measured("events", other)
    assert (report["sided.f1"], report["whole.f1"], report["status.accuracy"]) == (1.0, 0.0, 0.0)
    assert (report["status.future.found"], report["status.future.recall"]) == (1.0, 0.0)


def test_an_event_where_there_is_none_costs_precision() -> None:
    report, _ = measured("events", {**EVENT_ROW, "events": []})
    assert (report["type.precision"], report["no_event.accuracy"]) == (0.0, 0.0)


def test_what_the_coder_calls_unreal_is_no_false_event() -> None:
    denied = {**EVENT_ROW["events"][0], "status": "negated", "wordings": {}}
    silent = {**EVENT_ROW, "events": []}
    report = events.score([silent], [{"id": "s-1", "events": [denied]}])
    assert (report["type.precision"], report["no_event.accuracy"]) == (0.0, 1.0)
    assert report["type.gold"] == 0
    as_fact = events.score([silent], [{"id": "s-1", "events": [{**denied, "status": "asserted"}]}])
    assert as_fact["no_event.accuracy"] == 0.0


def test_a_party_may_be_named_by_any_of_its_wordings() -> None:
    found = {**EVENT_ROW["events"][0], "actors": ["the kingdom"], "wordings": {"the kingdom": ["Norland", "it"]}}
    assert events.score([EVENT_ROW], [{"id": "s-1", "events": [found]}])["actors.f1"] == 1.0
    unknown = {**found, "wordings": {"the kingdom": ["it"]}}
    assert events.score([EVENT_ROW], [{"id": "s-1", "events": [unknown]}])["actors.f1"] == 0.0


def test_each_type_is_scored_and_averaged_alone() -> None:
    missed = {**EVENT_ROW["events"][0], "plover": "AID"}
    row = {**EVENT_ROW, "events": [EVENT_ROW["events"][0], missed]}
    report = events.score([row], [{"id": "s-1", "events": [{**EVENT_ROW["events"][0], "wordings": {}}]}])
    assert (report["type.ASSAULT.f1"], report["type.AID.f1"], report["type.macro_f1"]) == (1.0, 0.0, 0.5)


def test_a_story_is_of_the_type_that_it_tells_most_of() -> None:
    story = {"id": "s-1", "title": "Norland raids Sudland", "text": TEXT, "event_type": "ASSAULT"}
    report, prediction = measured("stories", story)
    assert (prediction["event_type"], report["story.accuracy"]) == ("ASSAULT", 1.0)
    assert stories.score([story], [{"id": "s-1", "event_type": None}])["story.macro_f1"] == 0.0


def test_a_date_that_was_not_found_is_counted() -> None:
    report, _ = measured("dates", EVENT_ROW)
    assert (report["date.accuracy"], report["date.found_events"]) == (0.0, 1)


@pytest.mark.parametrize(
    ("start", "end", "granularity", "written"),
    [
        ("2025-03-03", "2025-03-03", "day", "2025-03-03"),
        ("2025-03-01", "2025-03-31", "month", "2025-03"),
        ("2025-01-01", "2025-12-31", "year", "2025"),
        ("2025-03-01", "2025-03-02", "range", "2025-03-01/2025-03-02"),
        (None, None, None, None),
    ],
)
def test_dates_are_written_as_the_gold_writes_them(
    start: str | None, end: str | None, granularity: str | None, written: str | None
) -> None:
    basis = TextSpan(start=0, end=1, text="N")
    told = DateSpanV1(start=start, end=end, granularity=granularity, kind="absolute", basis=basis)
    assert events.date_of(told) == written


def test_stances_score_holder_target_and_polarity() -> None:
    report, _ = measured("stances", STANCE_ROW)
    assert (report["holder.f1"], report["holder_target.f1"], report["holder_target_polarity.f1"]) == (1.0, 1.0, 1.0)


def test_stances_are_counted_by_quote_form_and_phenomenon() -> None:
    report, _ = measured("stances", {**STANCE_ROW, "phenomenon": "criticise-passive"})
    assert (report["recall.form.none"], report["recall.phenomenon.criticise"]) == (1.0, 1.0)


def test_the_wrong_polarity_or_holder_is_not_right() -> None:
    stance = STANCE_ROW["stances"][0]
    favour = {**STANCE_ROW, "stances": [{**stance, "polarity": "favour"}]}
    author = {**STANCE_ROW, "stances": [{**stance, "holder": {"text": stances.AUTHOR, "start": None, "end": None}}]}
    assert measured("stances", favour)[0]["holder_target_polarity.f1"] == 0.0
    assert measured("stances", author)[0]["holder.f1"] == 0.0


def test_quotes_score_those_that_the_gold_has() -> None:
    quoted = {**STANCE_ROW, "stances": [{**STANCE_ROW["stances"][0], "quote_type": "direct"}]}
    found = {"quotes": [{"holder": [(0, 7)], "form": "direct", "span": (0, 5)}]}
    assert quotes.score([quoted], [found])["holder_form.f1"] == 1.0
    assert measured("quotes", quoted)[0]["holder.f1"] == 0.0


def quote_row(**changes: Any) -> dict[str, Any]:
    quote = {
        **at("condemned Sudland"),
        "holder": at("Norland"),
        "form": "indirect",
        "cue": at("condemned"),
        **changes,
    }
    return {"id": "s-1", "text": TEXT, "stances": [], "quotes": [quote]}


def found_quote(row: dict[str, Any], **changes: Any) -> dict[str, Any]:
    (quote,) = row["quotes"]
    found = {
        "holder": [(quote["holder"]["start"], quote["holder"]["end"])],
        "form": quote["form"],
        "span": (quote["start"], quote["end"]),
        "cue": (quote["cue"]["start"], quote["cue"]["end"]),
    }
    return {"quotes": [{**found, **changes}]}


def test_whole_quotes_need_words_holder_and_cue() -> None:
    row = quote_row()
    report = quotes.score([row], [found_quote(row)])
    assert (report["cue_holder_content.f1"], report["indirect.holder_content.recall"]) == (1.0, 1.0)
    assert report["form.accuracy"] == 1.0


def test_a_quote_with_half_its_words_or_the_wrong_holder_or_cue_is_not_whole() -> None:
    row = quote_row()
    start = row["quotes"][0]["start"]
    assert quotes.score([row], [found_quote(row, span=(start, start + 3))])["content.f1"] == 0.0
    wrong = quotes.score([row], [found_quote(row, holder=[(8, 14)])])
    assert (wrong["content.f1"], wrong["holder_content.f1"]) == (1.0, 0.0)
    no_cue = quotes.score([row], [found_quote(row, cue=None)])
    assert (no_cue["holder_content.f1"], no_cue["cue_holder_content.f1"]) == (1.0, 0.0)


def test_entities_score_named_spans_without_determiners() -> None:
    report, prediction = measured("entities", SPAN_ROW)
    assert [e["text"] for e in prediction["entities"]] == ["Norland", "Sudland"]
    assert (report["exact.f1"], report["place.f1"]) == (1.0, 1.0)
    with_article = {
        **SPAN_ROW,
        "text": "The Norland",
        "entities": [{"start": 0, "end": 11, "text": "The Norland", "type": "place"}],
    }
    found = {"entities": [{"start": 4, "end": 11, "type": "place", "named": True, "chain": "e1"}]}
    assert entities.score([with_article], [found])["exact.f1"] == 1.0


def test_coreference_scores_mentions_that_were_found() -> None:
    report, _ = measured("coreference", SPAN_ROW)
    assert (report["b3.f1"], report["b3.items"], report["mentions.gold"]) == (1.0, 2, 2)
    joined = {
        **SPAN_ROW,
        "entities": [at("Norland", type="place", chain="1"), at("Sudland", type="place", chain="1")],
    }
    assert measured("coreference", joined)[0]["b3.recall"] == 0.5


def test_coreference_counts_pairs_and_lets_a_lost_mention_cost_its_pairs() -> None:
    text = "Norland's envoy left. The envoy of Norland said Norland mourned."
    spans = [(0, 9), (34, 41), (47, 54)]
    gold = [{"start": s, "end": e, "text": text[s:e], "type": "place", "chain": "1"} for s, e in spans]
    row = {"id": "s", "text": text, "entities": gold}
    found = [{"start": 0, "end": 7, "chain": "e1"}, {"start": 34, "end": 41, "chain": "e1"}]
    report = coreference.score([row], [{"entities": found}])
    assert (report["pairs.precision"], report["pairs.recall"], report["pairs.gold"]) == (1.0, 0.333, 3)
    apart = [found[0], {**found[1], "chain": "e2"}]
    assert coreference.score([row], [{"entities": apart}])["pairs.f1"] == 0.0


def test_places_score_the_entries_of_the_gazetteer() -> None:
    row = {"id": "s", "text": TEXT, "expect": [{"index": 0, "field": "geonameid", "value": "7"}]}
    assert measured("places", row)[0]["geonameid.accuracy"] == 0.0
    assert places.score([row], [{"places": [{"geonames_id": 7, "country": "NOR"}]}])["geonameid.accuracy"] == 1.0


def test_merge_scores_clusters_of_coded_events_within_a_topic() -> None:
    rows = [
        {"id": i, "topic": 1, "text": TEXT, "mentions": [at("struck", tag="ACTION_OCCURRENCE", cluster="c")]}
        for i in ("a", "b")
    ]
    task = tasks()["merge"]
    found = predictions(task, rows, CODER, lambda: None)
    assert found[0]["mentions"][0]["event_id"] == found[1]["mentions"][0]["event_id"]
    report = score_merge(rows, found)
    assert (report["b3.f1"], report["b3.f1.never_merging"], report["coded.share"]) == (1.0, 0.667, 1.0)


@pytest.mark.parametrize(("cluster", "mixing"), [("one", 0), ("two", 1)])
def test_an_event_of_two_subtopics_mixes_them_unless_the_annotators_took_both_for_one(
    cluster: str, mixing: int
) -> None:
    mark = {"start": 0, "end": 5, "tag": "ACTION_OCCURRENCE", "cluster": "one"}
    row = {"topic": 1, "mentions": [mark]}
    rows = [{"id": "a", "subtopic": "1", **row}, {"id": "b", "subtopic": "1plus", **row}]
    rows[1]["mentions"] = [{**mark, "cluster": cluster}]
    coded = [{"start": 0, "end": 5, "event_id": "e", "type": "ASSAULT"}]
    found = [{"id": name, "topic": 1, "mentions": coded} for name in ("a", "b")]
    assert score_merge(rows, found)["events.mixing"] == mixing


def test_articles_of_two_topics_are_never_merged() -> None:
    rows: list[dict[str, Any]] = [{"id": i, "topic": i, "text": TEXT, "mentions": []} for i in ("a", "b")]
    found = predictions(tasks()["merge"], rows, CODER, lambda: None)
    assert len(found[0]["mentions"]) == len(found[1]["mentions"]) == 1


def test_progress_is_told_once_a_row() -> None:
    steps: list[int] = []
    predictions(tasks()["events"], [EVENT_ROW, EVENT_ROW], CODER, lambda: steps.append(1))
    assert len(steps) == 2


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ('{"id": 1}\nnonsense\n', r"gold\.jsonl:2: not JSON"),
        ('{"id": 1}\n', r"gold\.jsonl:1: lacks text"),
        ("[]\n", r"gold\.jsonl:1: lacks id, text"),
    ],
)
def test_a_bad_gold_line_is_named(tmp_path: Path, content: str, message: str) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text(content.replace('{"id": 1}\nnons', '{"id": 1, "text": "a"}\nnons'), encoding="utf-8")
    with pytest.raises(UserError, match=message):
        read_rows(path, ("id", "text"))


def test_an_absent_gold_file_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="No such file"):
        read_rows(tmp_path / "absent", ("id",))


def test_a_row_becomes_an_article_of_its_day() -> None:
    article = accepted_of({"id": 7, "text": TEXT}, "2025-03-04").article
    assert article is not None
    assert article.published_at is not None
    assert (article.id, article.published_at.date().isoformat()) == ("7", "2025-03-04")


def test_dyads_are_scored_by_the_first_letters_of_their_parties() -> None:
    row = {
        "id": "s-1",
        "text": TEXT,
        "standard_cameo": True,
        "events": [{"source": "NOR", "target": "SUD", "code": "190"}],
    }
    swapped = {**row, "events": [{"source": "SUD", "target": "NOR", "code": "190"}]}
    found = events.predict(row, CODER)
    good, bad = events.score([row], [found]), events.score([swapped], [found])
    assert (good["dyad.recall"], good["type.macro_f1"]) == (1.0, 1.0)
    assert (bad["dyad.recall"], bad["type.macro_f1"]) == (0.0, 1.0)


def article_row(**changes: Any) -> dict[str, Any]:
    event = {**EVENT_ROW["events"][0], "optional": False, "triggers": [at("struck")]}
    return {**EVENT_ROW, "events": [{**event, **changes}], "no_code": [at("condemned")]}


def test_an_event_of_an_article_is_found_by_type_and_sentence() -> None:
    found = events.predict(EVENT_ROW, CODER)
    report = events.score([article_row()], [found])
    assert (report["event.precision"], report["event.recall"], report["no_code.as_fact"]) == (1.0, 1.0, 0.0)
    assert events.score([article_row(plover="AID")], [found])["event.recall"] == 0.0
    elsewhere = article_row(triggers=[at("condemned")])
    assert events.score([elsewhere], [found])["event.recall"] == 0.0


def test_an_optional_event_counts_neither_found_nor_missed() -> None:
    found = events.predict(EVENT_ROW, CODER)
    assert events.score([article_row(optional=True)], [found])["event.gold"] == 0
    other = article_row(optional=True, plover="AID")
    assert events.score([other], [found])["event.precision"] == 0.0


def test_a_span_that_tells_no_event_must_not_be_coded_as_fact() -> None:
    found = events.predict(EVENT_ROW, CODER)
    row = {**article_row(), "no_code": [at("struck")]}
    assert events.score([row], [found])["no_code.as_fact"] == 1.0
    denied = {**found, "events": [{**found["events"][0], "status": "negated"}]}
    assert events.score([row], [denied])["no_code.as_fact"] == 0.0
