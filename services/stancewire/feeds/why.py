"""Why a place gave no article that it should have given: a closed list, for people who count."""

from __future__ import annotations

from enum import StrEnum


class Why(StrEnum):
    """What stood in the way."""

    ROBOTS = "robots"
    ADDRESS = "address"
    UNREACHABLE = "unreachable"
    BUSY = "busy"
    STATUS = "status"
    CERTIFICATE = "certificate"
    REDIRECT = "redirect"
    TOO_LARGE = "too_large"
    NO_FEED = "no_feed"
    DAMAGED = "damaged"
