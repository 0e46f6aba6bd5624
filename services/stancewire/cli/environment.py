"""The settings of the environment, with a person's mistakes told in one line."""

from __future__ import annotations

import os
import re

from pydantic import ValidationError
from pydantic_settings import SettingsError

from stancewire.errors import UserError
from stancewire.settings import PASSWORD_FILE, Settings, load_settings


def settings_from_environment() -> Settings:
    """Return the effective settings. Raise UserError naming the variable that is wrong, never its value."""
    try:
        return load_settings()
    except ValidationError as invalid:
        first = invalid.errors(include_input=False, include_url=False)[0]
        name = "STANCEWIRE_" + "__".join(str(part) for part in first["loc"] if isinstance(part, str)).upper()
        raise UserError(f"{name}: {first['msg'].removeprefix('Value error, ')}") from None
    except SettingsError as unparsed:
        field = re.search(r'field "(\w+)"', str(unparsed))
        name = "STANCEWIRE_" + (field[1].upper() if field else "…")
        raise UserError(f"{name}: no JSON; set its parts one by one, as `stancewire config` names them") from None
    except UnicodeDecodeError:
        raise UserError(f"{PASSWORD_FILE}: {os.environ.get(PASSWORD_FILE)}: not UTF-8") from None
    except OSError as refused:
        raise UserError(f"{PASSWORD_FILE}: {refused.filename}: {refused.strerror}") from None
