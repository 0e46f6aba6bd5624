"""The table that `make faults` prints: what was done to the service, how often, and what it cost."""

from __future__ import annotations

from dataclasses import dataclass
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
    account: Account
    recovered_s: float | None

    def cells(self) -> tuple[str, ...]:
        # The ledger fails on the first lost record, so a row that exists has lost none.
        return (
            self.fault,
            str(self.moments),
            f"{self.account.messages:,}",
            "0",
            f"{self.account.repeats:,}",
            "–" if self.recovered_s is None else f"{self.recovered_s:.1f} s",
        )


class Notes:
    """What one test notes; it goes with the test's report, also from another process."""

    def __init__(self, properties: list[tuple[str, object]]) -> None:
        self._properties = properties

    def add(self, fault: str, moments: int, account: Account, recovered_s: float | None) -> None:
        self._properties.append((PROPERTY, list(Row(fault, moments, account, recovered_s).cells())))


class Table:
    """A plug-in that collects the rows of passed tests in the order of the files, also in a file of its own."""

    def __init__(self, path: Path) -> None:
        self._rows: list[tuple[tuple[str, int], list[str]]] = []
        self._path = path

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.when != "call" or not report.passed:
            return
        place = (report.location[0], report.location[1] or 0)
        self._rows += [
            (place, cells) for name, cells in report.user_properties if name == PROPERTY and isinstance(cells, list)
        ]
        if self._rows:
            # For a run that is cut short.
            self._path.parent.mkdir(exist_ok=True)
            self._path.write_text("\n".join(self.lines()) + "\n", encoding="utf-8")

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        if self._rows:
            terminalreporter.section("faults")
            for line in self.lines():
                terminalreporter.line(line)

    def lines(self) -> list[str]:
        """Return the table in Markdown."""
        head = [f"| {' | '.join(TITLES)} |", f"| {' | '.join('---' for _ in TITLES)} |"]
        return head + [f"| {' | '.join(cells)} |" for _, cells in sorted(self._rows, key=lambda row: row[0])]
