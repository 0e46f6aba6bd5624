"""The hostile inputs among the development data, as messages."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

FIELDS = {"body": "text", "source": "publisher", "lang": "language"}


def rows(folder: Path, name: str) -> Iterator[dict[str, Any]]:
    """Yield the rows of a file; skips loudly where it is absent."""
    path = folder / "gold" / "hostile" / name
    if not path.exists():
        pytest.skip(f"LEFT OUT: {name} is not among the development data")
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def payload(row: dict[str, Any], plain: str = "value_b64") -> bytes | None:
    """Return the bytes of a row, made by its recipe where it has one."""
    recipe = row.get("gen")
    if recipe is None:
        return None if row[plain] is None else base64.b64decode(row[plain])
    prefix, unit, suffix = (
        base64.b64decode(recipe.get(f"{part}_b64", "")) for part in ("prefix", "unit", "suffix")
    )
    return prefix + unit * int(recipe["count"]) + suffix


def renamed(value: bytes | None) -> bytes | None:
    """Return the message with our field names where it is a JSON object at all, else the same bytes."""
    for old, new in FIELDS.items():
        value = None if value is None else value.replace(f'"{old}":'.encode(), f'"{new}":'.encode())
    return value
