"""Names that differ by a slip of the pen, or as short and full form."""

from __future__ import annotations

from stancewire.nlp.coreference_words import given_names

_SHORTEST = 5
_SHORTEST_SHORT = 3


def same_given_name(one: str, other: str) -> bool:
    """Tell whether two given names, of one surname in one text, are one: by a slip, or "Ben" for "Benjamin".

    Short forms must leave out two letters or more ("Ann" is not "Anna") and may not change the gender.
    """
    shorter, longer = sorted((one.lower(), other.lower()), key=len)
    short_form = len(shorter) >= _SHORTEST_SHORT and len(longer) > len(shorter) + 1 and longer.startswith(shorter)
    genders = {given_names().get(name.capitalize()) for name in (one, other)} - {None}
    return one_slip_apart(one, other) or (short_form and len(genders) < 2)


def one_slip_apart(one: str, other: str) -> bool:
    """Tell whether one letter is changed, added or left out between two names of five letters or more.

    The first letter must agree: "Kristin" and "Kristen", "Mohammed" and "Mohamed", but not "Jason" and "Mason".
    """
    shorter, longer = sorted((one, other), key=len)
    if len(shorter) < _SHORTEST or len(longer) - len(shorter) > 1 or shorter[0] != longer[0] or one == other:
        return False
    at = next((i for i, letter in enumerate(shorter) if letter != longer[i]), len(shorter))
    rest = at + 1 if len(shorter) == len(longer) else at
    return shorter[rest:] == longer[at + 1 :]
