"""A record made of parts that were checked when they were read: nothing is checked twice."""

from __future__ import annotations

from typing import Any, TypeVar

from stancewire_schemas.base import Record

Kind = TypeVar("Kind", bound=Record)


def taken_over(kind: type[Kind], fields: dict[str, Any]) -> Kind:
    """Return a record of these fields: all that it has, in the order in which it declares them."""
    # What pydantic's `model_construct` makes, which looks for defaults and other names of each field first.
    made = kind.__new__(kind)
    object.__setattr__(made, "__dict__", fields)
    object.__setattr__(made, "__pydantic_fields_set__", set(fields))
    object.__setattr__(made, "__pydantic_extra__", None)
    object.__setattr__(made, "__pydantic_private__", None)
    return made
