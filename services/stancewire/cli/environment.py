"""The settings of the environment, with a person's mistakes told in one line."""

from __future__ import annotations

from pydantic import ValidationError

from stancewire.errors import UserError
from stancewire.settings import Settings, load_settings


def settings_from_environment() -> Settings:
    """Return the effective settings. Raise UserError naming the variable that is wrong, never its value."""
    try:
        return load_settings()
    except ValidationError as invalid:
        first = invalid.errors(include_input=False, include_url=False)[0]
        name = "STANCEWIRE_" + "__".join(str(part) for part in first["loc"]).upper()
        raise UserError(f"{name}: {first['msg']}") from None
    except OSError as refused:
        raise UserError(f"{refused.filename}: {refused.strerror}") from None
