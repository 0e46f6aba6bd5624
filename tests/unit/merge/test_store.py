"""Events and tellings are found the same whether they wait or lie on disk."""

from __future__ import annotations

from random import Random

import pytest
from builders import make_mention, make_raw_article

from stancewire.merge import store
from stancewire.merge.profile import Profile, profile_of_source, source_of
from stancewire.merge.store import Row, Store


@pytest.fixture(params=[1, 7, 1_000])
def waiting(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "WAITING", request.param)


@pytest.fixture
def profile() -> Profile:
    return profile_of_source(source_of(make_mention(make_raw_article(id="a"))))


def row(number: int, name: str) -> Row:
    return Row(number, name, number, f"{name} {number}".encode())


@pytest.mark.usefixtures("waiting")
def test_the_last_revision_of_each_event_is_found_and_no_other(profile: Profile) -> None:
    dice, kept, live = Random(4), Store(None), dict[str, Row]()  # noqa: S311  # no secret hangs on it
    for number in range(1, 400):
        name = f"e{dice.randrange(30)}"
        if name in live:
            kept.drop(live.pop(name))
        if dice.random() < 0.7:
            live[name] = row(number, name)
            kept.put(live[name], profile)
    assert {name: kept.event(name) for name in (f"e{n}" for n in range(30))} == {
        name: live.get(name) for name in (f"e{n}" for n in range(30))
    }
    numbers = [one.number for one in live.values()]
    assert sorted(n for n, _, _ in kept.profiles(numbers)) == sorted(numbers)
    middle = sorted(numbers)[len(numbers) // 2]
    # Asked twice, the same.
    assert kept.oldest(0) == kept.oldest(0) == (min(numbers),) * 2
    assert kept.oldest(middle - 1) == (middle, middle)
    kept.close()


@pytest.mark.usefixtures("waiting")
def test_a_telling_supports_the_event_that_it_was_tied_to_last_until_that_lets_it_go(profile: Profile) -> None:
    kept = Store(None)
    kept.tie("t", "a")
    kept.put(row(1, "a"), profile)
    kept.tie("t", "b")
    kept.put(row(2, "b"), profile)
    kept.untie(["t"], "a")
    assert kept.told_in("t") == "b"
    kept.untie(["t"], "b")
    kept.put(row(3, "c"), profile)
    assert kept.told_in("t") is None
    kept.close()
