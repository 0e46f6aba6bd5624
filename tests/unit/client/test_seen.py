from __future__ import annotations

from pathlib import Path
from typing import TypeVar

from stancewire.client.seen import Seen
from stancewire_schemas import EventV1, Record, StanceV1

EXAMPLES = Path(__file__).resolve().parents[3] / "schemas" / "examples"
EVENT = EventV1.from_bytes((EXAMPLES / "event.v1/valid/two_publishers.json").read_bytes())
STANCE = StanceV1.from_bytes((EXAMPLES / "stance.v1/valid/stated.json").read_bytes())

R = TypeVar("R", bound=Record)


def with_(record: R, **changed: object) -> R:
    return record.model_copy(update=changed)


def is_news(seen: Seen, record: Record, key: str = "k") -> bool:
    return seen.is_news(key, record, record.to_bytes())


def test_the_same_bytes_are_news_once() -> None:
    seen = Seen()
    assert [is_news(seen, STANCE) for _ in range(3)] == [True, False, False]


def test_a_lower_revision_is_no_news_and_a_higher_one_is() -> None:
    seen = Seen()
    second, third = with_(EVENT, revision=2), with_(EVENT, revision=3)
    assert [is_news(seen, event) for event in (second, third, second)] == [True, True, False]


def test_stances_of_one_holder_are_told_apart_by_their_ids() -> None:
    seen = Seen()
    assert is_news(seen, STANCE)
    assert is_news(seen, with_(STANCE, id="f" * 32))


def test_a_withdrawal_is_news_and_so_is_the_stance_told_again() -> None:
    seen = Seen()
    withdrawn = with_(STANCE, withdrawn=True)
    assert [is_news(seen, stance) for stance in (STANCE, withdrawn, withdrawn, STANCE)] == [True, True, False, True]


def test_an_event_ends_once_and_may_begin_again_at_a_lower_revision() -> None:
    seen, key = Seen(), EVENT.event_id
    assert is_news(seen, with_(EVENT, revision=5), key)
    assert [seen.ends(key), seen.ends(key)] == [True, False]
    assert is_news(seen, with_(EVENT, revision=1), key)


def test_what_was_not_met_for_longest_is_forgotten_first() -> None:
    seen = Seen(keep=2)
    ids = ["a" * 32, "b" * 32, "c" * 32]
    assert all(is_news(seen, with_(STANCE, id=name)) for name in ids)
    assert is_news(seen, with_(STANCE, id=ids[0]))
    assert not is_news(seen, with_(STANCE, id=ids[2]))
