"""A coder that counts the texts which it is asked to code."""

from __future__ import annotations

from stancewire.enrich.coder import Coder


class Counting(Coder):
    """Codes as another does; `asked` is how often."""

    def __init__(self, coder: Coder) -> None:  # the pipeline is the other's
        self._coder, self.asked = coder, 0

    @property
    def fingerprint(self) -> str:
        """What the records are made by."""
        return self._coder.fingerprint

    def code(self, value: bytes) -> bytes:
        """Return the record of an accepted article. Raise what the other raises."""
        self.asked += 1
        return self._coder.code(value)
