from __future__ import annotations

import pytest
from pydantic import ValidationError

from stancewire.core.taken_over import taken_over
from stancewire_schemas import TextSpan


def test_a_record_that_is_taken_over_is_the_one_that_would_be_checked() -> None:
    checked = TextSpan(start=0, end=4, text="four")
    made = taken_over(TextSpan, {"start": 0, "end": 4, "text": "four"})
    assert made == checked
    assert made.to_bytes() == checked.to_bytes()
    assert made.model_copy(update={"end": 5}) == checked.model_copy(update={"end": 5})
    with pytest.raises(ValidationError, match="frozen"):
        made.start = 1  # type: ignore[misc]  # that it cannot be set is what is tested
