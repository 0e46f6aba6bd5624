"""The header that tells a message which a person sent again from one that a feed sent."""

from __future__ import annotations

from stancewire.core.messages import Message

REPLAY = "stancewire-replay"


def is_replayed(message: Message) -> bool:
    """Return whether a message was sent again from the dead letters; what it says is not looked at."""
    return any(name == REPLAY for name, _ in message.headers)
