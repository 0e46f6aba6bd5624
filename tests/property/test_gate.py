"""The ordered gate under random completion, crashes and revocations, against a plain model of a group's offset."""

from __future__ import annotations

from hypothesis import settings, strategies
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from stancewire.stream.gate import Gate

LOG = 40


class GateMachine(RuleBasedStateMachine):
    """One partition of LOG messages. `committed` is where a next owner would start."""

    @initialize()
    def start(self) -> None:
        self.committed = 0
        self.finished: set[int] = set()
        self.epoch = 0
        self.left_over: list[tuple[Gate[int], int, int]] = []
        self._own()

    def _own(self) -> None:
        self.epoch += 1
        self.gate: Gate[int] = Gate(self.epoch)
        self.position = self.committed
        self.in_flight: list[int] = []

    @precondition(lambda self: self.position < LOG)
    @rule(step=strategies.integers(1, 3))
    def receive(self, step: int) -> None:
        offset = min(LOG - 1, self.position + step - 1)
        # The offsets between are holes: markers of transactions, or compacted away.
        self.finished.update(range(self.position, offset))
        assert self.gate.admit(offset, offset)
        self.in_flight.append(offset)
        self.position = offset + 1

    @precondition(lambda self: self.in_flight)
    @rule(data=strategies.data())
    def complete(self, data: strategies.DataObject) -> None:
        offset = data.draw(strategies.sampled_from(self.in_flight))
        self.in_flight.remove(offset)
        self.finished.add(offset)
        self._commit(self.gate.settle(offset, self.epoch))

    @rule()
    def receive_again(self) -> None:
        for offset in self.in_flight:
            assert not self.gate.admit(offset, -1)

    @rule()
    def revoke_and_own_again(self) -> None:
        self.left_over += [(self.gate, self.epoch, offset) for offset in self.in_flight]
        self.gate.close()
        self._own()

    @rule()
    def crash(self) -> None:
        self._own()

    @precondition(lambda self: self.left_over)
    @rule(data=strategies.data())
    def finish_late(self, data: strategies.DataObject) -> None:
        gate, epoch, offset = data.draw(strategies.sampled_from(self.left_over))
        assert gate.settle(offset, epoch) == []
        assert self.gate.settle(offset, epoch) == []

    def _commit(self, released: list[int]) -> None:
        assert released == sorted(released)
        for offset in released:
            assert offset >= self.committed
            self.committed = offset + 1

    @invariant()
    def nothing_unfinished_is_committed(self) -> None:
        assert set(range(self.committed)) <= self.finished

    @invariant()
    def what_is_finished_in_front_is_released(self) -> None:
        assert self.gate.lowest is None or self.gate.lowest in self.in_flight

    @invariant()
    def the_gate_counts_what_it_holds(self) -> None:
        assert self.gate.unsettled == len(self.in_flight)
        assert len(self.gate) >= len(self.in_flight)


TestGate = GateMachine.TestCase
TestGate.settings = settings(max_examples=150, stateful_step_count=60, deadline=None)
