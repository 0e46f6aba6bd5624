"""What comes back from a host: a document, or why there is none."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from stancewire.feeds.why import Why


@dataclass(frozen=True, slots=True)
class Validators:
    """What a host said of a version, to be sent back with the next question."""

    etag: str | None = None
    modified: str | None = None

    def headers(self) -> dict[str, str]:
        """Return the headers that ask for the document only if it has changed."""
        told = {"If-None-Match": self.etag, "If-Modified-Since": self.modified}
        return {name: value for name, value in told.items() if value}


@dataclass(frozen=True, slots=True)
class Document:
    """An answer with a body; `url` is where it came from at last."""

    url: str
    body: bytes
    media_type: str
    charset: str | None
    validators: Validators


class Unchanged(Exception):
    """The host says that nothing has changed since the version of the validators."""


class FetchFailed(Exception):
    """No document. `is_lasting` tells that asking again soon would bring the same."""

    def __init__(self, reason: str, why: Why, *, is_lasting: bool) -> None:
        super().__init__(reason)
        self.why = why
        self.is_lasting = is_lasting


class Busy(FetchFailed):
    """The host cannot answer now; `wait_s` is its own word on when to ask again, where it gave one."""

    def __init__(self, reason: str, why: Why = Why.BUSY, *, wait_s: float | None = None) -> None:
        super().__init__(reason, why, is_lasting=False)
        self.wait_s = wait_s


def seconds_told(retry_after: str | None, now: datetime) -> float | None:
    """Return the seconds that a Retry-After header asks to wait, 0 for a moment past, None for nonsense."""
    if retry_after is None:
        return None
    told = retry_after.strip()
    if told.isascii() and told.isdigit():
        return float(told[:9])
    try:
        moment = parsedate_to_datetime(told)
    except (ValueError, TypeError, OverflowError):
        return None
    # Without a zone it means UTC, as all dates of HTTP do.
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max(0.0, (aware - now).total_seconds())
