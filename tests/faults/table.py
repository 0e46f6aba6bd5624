"""The table that `make faults` prints: what was done to the service, how often, and what it cost."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
from faults.ledger import Account

TITLES = ("fault", "moments", "messages", "lost", "repeats", "recovered within")


@dataclass(frozen=True)
class Row:
    """One fault; `recovered_s` is the worst over its moments."""

    fault: str
    moments: int
    account: Account
    recovered_s: float

    def cells(self) -> tuple[str, ...]:
        # The ledger fails on the first lost record, so a row that exists has lost none.
        return (
            self.fault,
            str(self.moments),
            f"{self.account.messages:,}",
            "0",
            f"{self.account.repeats:,}",
            f"{self.recovered_s:.1f} s",
        )


class Table:
    """Rows in the order in which they were proved, also in a file, for a run that is cut short."""

    def __init__(self, path: Path) -> None:
        self.rows: list[Row] = []
        self._path = path

    def add(self, fault: str, moments: int, account: Account, recovered_s: float) -> None:
        self.rows.append(Row(fault, moments, account, recovered_s))
        self._path.parent.mkdir(exist_ok=True)
        self._path.write_text("\n".join(self.lines()) + "\n", encoding="utf-8")

    def lines(self) -> list[str]:
        """Return the table in Markdown."""
        head = [f"| {' | '.join(TITLES)} |", f"| {' | '.join('---' for _ in TITLES)} |"]
        return head + [f"| {' | '.join(row.cells())} |" for row in self.rows]


KEY = pytest.StashKey[Table]()
