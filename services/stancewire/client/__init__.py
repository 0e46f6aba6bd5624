"""For subscribers: typed records of a topic, each once, filtered, from any moment on."""

from stancewire.client.selection import Selection
from stancewire.client.subscription import Subscription, Update, subscribe

__all__ = ["Selection", "Subscription", "Update", "subscribe"]
