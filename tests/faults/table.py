"""The table that `make faults` prints: what was done to the service, how often, and what it cost."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path

import pytest
from faults.ledger import Account

PROPERTY = "row of the fault table"
TITLES = ("fault", "moments", "messages", "lost", "repeats", "recovered within")


@dataclass(frozen=True)
class Row:
    """One fault; `recovered_s` is the worst over its moments, None where nothing had to recover."""

    fault: str
    moments: int
    messages: int
    repeats: int
    recovered_s: float | None

    def beside(self, other: Row) -> Row:
        """Return this row with further moments of its fault."""
        times = [time for time in (self.recovered_s, other.recovered_s) if time is not None]
        return Row(
            self.fault,
            self.moments + other.moments,
            self.messages + other.messages,
            self.repeats + other.repeats,
            max(times, default=None),
        )

    def line(self) -> str:
        # The ledger fails on the first lost record, so a row that exists has lost none.
        took = "–" if self.recovered_s is None else f"{self.recovered_s:.1f} s"
        cells = (self.fault, str(self.moments), f"{self.messages:,}", "0", f"{self.repeats:,}", took)
        return f"| {' | '.join(cells)} |"


class Notes:
    """What one test notes; it goes with the test's report, also from another process."""

    def __init__(self, properties: list[tuple[str, object]]) -> None:
        self._properties = properties

    def add(self, fault: str, moments: int, account: Account, recovered_s: float | None) -> None:
        row = Row(fault, moments, account.messages, account.repeats, recovered_s)
        self._properties.append((PROPERTY, asdict(row)))


class Table:
    """A plug-in that collects the rows of passed tests in the order of the files, also in a file of its own."""

    def __init__(self, path: Path) -> None:
        self._rows: dict[tuple[str, int, str], Row] = {}
        self._path = path

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.when != "call" or not report.passed:
            return
        for name, noted in report.user_properties:
            if name == PROPERTY and isinstance(noted, dict):
                self._note((report.location[0], report.location[1] or 0), Row(**noted))
        if self._rows:
            # For a run that is cut short.
            self._path.parent.mkdir(exist_ok=True)
            self._path.write_text("\n".join(self.lines()) + "\n", encoding="utf-8")

    def _note(self, test: tuple[str, int], row: Row) -> None:
        place = (*test, row.fault)
        known = self._rows.get(place)
        self._rows[place] = known.beside(row) if known else row

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        if self._rows:
            terminalreporter.section("faults")
            for line in self.lines():
                terminalreporter.line(line)

    def lines(self) -> list[str]:
        """Return the table in Markdown."""
        head = [f"| {' | '.join(TITLES)} |", f"| {' | '.join('---' for _ in TITLES)} |"]
        return head + [row.line() for _, row in sorted(self._rows.items())]
