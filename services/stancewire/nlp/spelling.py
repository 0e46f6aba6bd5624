"""Names that differ by a slip of the pen."""

from __future__ import annotations

_SHORTEST = 5


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
