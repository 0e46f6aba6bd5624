"""Which language a text is in."""

from __future__ import annotations

import re
from typing import Final

import pycld2

_SAMPLE: Final = 20_000
_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f-\x9f]")


def detect_language(text: str) -> str | None:
    """Return the BCP 47 tag of the main language; None when the text is too short or too odd to tell.

    The same text gives the same tag. Only the first 20,000 code points count.
    """
    # The detector refuses control characters as "invalid UTF-8"; they say nothing of the language.
    sample = _CONTROL.sub(" ", text[:_SAMPLE])
    try:
        is_reliable, _, found = pycld2.detect(sample)
    except pycld2.error:
        return None
    tag = str(found[0][1])
    return tag if is_reliable and tag != "un" else None
