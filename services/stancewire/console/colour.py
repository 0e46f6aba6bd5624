"""Colours for lines: what helps is green, what hurts is red."""

from __future__ import annotations

from rich.text import Text

from stancewire_schemas.codes import EventType, Polarity

_TYPES = list(EventType)
_HOSTILE_FROM = _TYPES.index(EventType.REQUEST)

STYLES: dict[str, tuple[str, ...]] = {
    "green": (*_TYPES[:_HOSTILE_FROM], Polarity.FAVOUR.upper()),
    "red": (*_TYPES[_HOSTILE_FROM:], Polarity.AGAINST.upper()),
    "yellow": (Polarity.NEUTRAL.upper(), Polarity.MIXED.upper()),
    "cyan": ("→",),
}


def coloured(line: str) -> Text:
    """Return the line with type, polarity and arrow in colour; the quoted words stay as they are."""
    # Text, not markup: square brackets in the news are no commands.
    text = Text(line)
    head = f" {line.partition('; “')[0]} "
    for style, words in STYLES.items():
        for word in words:
            at = head.find(f" {word} ")
            if at >= 0:
                text.stylize(style, at, at + len(word))
    return text
