"""Which dead letters may be sent again."""

from __future__ import annotations

from typing import Any

import pytest
from builders import make_accepted, make_mention, make_raw_article

from stancewire.core.ids import sha256_hex
from stancewire.core.messages import Message
from stancewire.replay.letters import Letter
from stancewire.replay.plan import Original, Verdict, again, is_same, is_whole, judge, mark_of, original_of
from stancewire_schemas import ArticleIndexV1, DeadLetterV1
from stancewire_schemas.dead_letter import HeaderV1

RAW = make_raw_article(id="a1").to_bytes()
STORY = "0" * 32
HASH = "1" * 64


def letter(topic: str = "news.article.raw.v1", value: bytes | None = RAW, **changes: Any) -> Letter:
    fields: dict[str, Any] = {
        "reason": "timeout",
        "error": "no end",
        "stage": "ingest",
        "attempts": 1,
        "topic": topic,
        "partition": 2,
        "offset": 41,
        "time": None,
        "key": b"a1",
        "value": value,
        "value_sha256": None if value is None else sha256_hex(value),
        "value_bytes": len(value or b""),
        "headers": (HeaderV1.model_construct(name="trace", value=b"t"),),
    }
    return Letter(7, DeadLetterV1.model_construct(**(fields | changes)))


def known(content: str | None = HASH, offset: int = 3, version: int = 1) -> dict[str, ArticleIndexV1]:
    record = ArticleIndexV1(id="a1", version=version, story_id=STORY, content_sha256=content, offset=offset)
    return {"a1": record}


def verdict(one: Letter, index: dict[str, ArticleIndexV1] | None = None, done: tuple[int, ...] = ()) -> Verdict:
    return judge(one, original_of(one), index or {}, done, "news.")


def test_a_letter_of_a_stages_input_is_sent() -> None:
    assert verdict(letter()) == Verdict.SEND
    assert verdict(letter(), known()) == Verdict.SEND


def test_a_letter_never_chooses_a_topic_that_is_no_stages_input() -> None:
    assert verdict(letter("news.event.v1")) == Verdict.FOREIGN
    assert verdict(letter("other.article.raw.v1")) == Verdict.FOREIGN


def test_a_letter_is_sent_once() -> None:
    assert verdict(letter(), done=(7,)) == Verdict.DONE


def test_what_was_erased_since_stays_dead_but_an_erasure_may_be_sent() -> None:
    assert verdict(letter(), known(content=None)) == Verdict.ERASED
    assert verdict(letter(value=None), known(content=None)) == Verdict.SEND


def test_a_broken_message_is_known_by_its_key() -> None:
    assert verdict(letter(value=b"{"), known(content=None)) == Verdict.ERASED


@pytest.mark.parametrize(("offset", "expected"), [(40, Verdict.SEND), (42, Verdict.SUPERSEDED)])
def test_a_text_older_than_the_known_one_stays_dead(offset: int, expected: Verdict) -> None:
    assert verdict(letter(), known(offset=offset)) == expected


def test_letters_of_later_stages_are_judged_by_their_version() -> None:
    accepted = letter("news.article.accepted.v1", make_accepted(article=make_raw_article(id="a1")).to_bytes())
    mention = letter("news.event.mention.v1", make_mention(make_raw_article(id="a1")).to_bytes())
    for one in (accepted, mention):
        assert verdict(one, known(offset=99)) == Verdict.SEND
        assert verdict(one, known(version=2)) == Verdict.SUPERSEDED
        assert verdict(one, known(content=None, version=2)) == Verdict.ERASED


def test_a_digest_is_sent_only_when_its_original_still_stands_there() -> None:
    digest = letter(value=None, value_sha256=sha256_hex(RAW), value_bytes=len(RAW))
    assert not is_whole(digest)
    assert is_same(digest, Original(b"a1", RAW, ()))
    assert not is_same(digest, Original(b"a1", b"another", ()))
    assert not is_same(digest, None)
    assert judge(digest, None, {}, (), "news.") == Verdict.GONE


def test_the_original_goes_out_untouched_with_one_header_more() -> None:
    sent = again(letter(), original_of(letter()))
    assert (sent.key, sent.value) == (b"a1", RAW)
    assert sent.headers == (("trace", b"t"), ("stancewire-replay", b"7"))
    assert again(letter(), sent).headers == sent.headers


def test_a_mark_is_a_null_with_the_number_of_its_letter() -> None:
    mark = Message("article.dead.v1", 0, 9, b"a1", None, (("stancewire-replayed", b"7"),))
    assert mark_of(mark) == 7
    assert mark_of(Message("article.dead.v1", 0, 9, b"a1", b"{}", mark.headers)) is None
    assert mark_of(Message("article.dead.v1", 0, 9, b"a1", None, (("stancewire-replayed", b"x"),))) is None
