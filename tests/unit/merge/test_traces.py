"""What was never filed is not looked for, and nothing that was filed is passed over."""

from random import Random

from stancewire.merge.traces import Traces


def test_what_was_filed_is_always_looked_for() -> None:
    dice, traces = Random(5), Traces()  # noqa: S311  # no secret hangs on it, and it must repeat
    filed = [dice.getrandbits(63) - (1 << 62) for _ in range(5_000)]
    traces.leave(filed)
    assert all(map(traces.may_hold, filed))
    assert traces.held(filed) == filed


def test_of_what_was_never_filed_hardly_any_is_looked_for() -> None:
    dice, traces = Random(6), Traces()  # noqa: S311  # the same
    traces.leave(dice.getrandbits(47) for _ in range(100_000))
    sought = [dice.getrandbits(47) for _ in range(10_000)]
    taken = sum(map(traces.may_hold, sought))
    assert len(traces.held(sought)) == taken
    assert taken < 50
