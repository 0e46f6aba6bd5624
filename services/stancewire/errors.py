"""Errors named for what the caller does next."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    # The records take a fifth of a second to load, and the command line's help needs none.
    from stancewire_schemas.codes import DeadReason


class Reject(Exception):
    """Never retry: the message goes to the dead-letter topic with this reason."""

    def __init__(self, reason: DeadReason, detail: str, *, attempts: int = 1) -> None:
        super().__init__(f"{reason}: {detail}")
        self.reason = reason
        self.detail = detail
        self.attempts = attempts


class Retry(Exception):
    """Back off and try again: nothing is wrong with the message."""

    def __init__(self, detail: str, *, after_s: float = 1.0) -> None:
        super().__init__(detail)
        self.after_s = after_s


class Halt(Exception):
    """Stop the worker: no message can be right until a person has looked."""


class UserError(Exception):
    """A person's mistake or an absent service: one line on stderr, no traceback, this exit code."""

    def __init__(self, message: str, *, exit_code: int = 2) -> None:
        super().__init__(message)
        self.exit_code = exit_code


def reason_of(refused: OSError | UnicodeDecodeError) -> str:
    """Return in a few words why a file could not be read as text."""
    return "not UTF-8" if isinstance(refused, UnicodeDecodeError) else refused.strerror or "cannot be read"


class Unreachable(UserError):
    """A service cannot be reached; exit code 3."""

    def __init__(self, message: str) -> None:
        super().__init__(message, exit_code=3)
