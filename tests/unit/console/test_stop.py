from __future__ import annotations

import os
import signal

import pytest

from stancewire.console.stop import SIGNALS, stop_on_signals


@pytest.mark.parametrize("number", SIGNALS)
def test_a_signal_asks_to_stop_and_raises_nothing(number: signal.Signals) -> None:
    with stop_on_signals() as stop:
        assert not stop.asked()
        os.kill(os.getpid(), number)
        assert stop.asked()
        assert not stop.insisted()


def test_a_second_signal_insists() -> None:
    with stop_on_signals() as stop:
        os.kill(os.getpid(), signal.SIGINT)
        os.kill(os.getpid(), signal.SIGTERM)
        assert stop.insisted()


def test_the_former_handlers_come_back() -> None:
    former = [signal.getsignal(number) for number in SIGNALS]
    with stop_on_signals():
        assert [signal.getsignal(number) for number in SIGNALS] != former
    assert [signal.getsignal(number) for number in SIGNALS] == former
