"""What every record shares. Depends on pydantic only, so that a subscriber needs nothing else."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, WithJsonSchema


class Record(BaseModel):
    """A frozen record. Readers ignore fields they do not know, so that newer writers do not break them."""

    model_config = ConfigDict(
        frozen=True,
        extra="ignore",
        allow_inf_nan=False,
        use_attribute_docstrings=True,
        protected_namespaces=(),
    )

    def to_bytes(self) -> bytes:
        """Return the record as UTF-8 JSON; the same record gives the same bytes (fields in declared order)."""
        # What `model_dump_json` makes a string of, which would be made bytes of again.
        return self.__pydantic_serializer__.to_json(self)

    @classmethod
    def from_bytes(cls, value: bytes) -> Self:
        """Parse UTF-8 JSON bytes. Raise pydantic.ValidationError when a field is missing or of a wrong type."""
        return cls.model_validate_json(value)


class TextSpan(Record):
    """A stretch of `article.text`: code points as received, end exclusive; `text[start:end]` is `text`."""

    start: Annotated[int, Field(ge=0)]
    """Code points from the start of the article's text."""
    end: Annotated[int, Field(ge=0)]
    """Exclusive, in code points."""
    text: str
    """The words themselves."""


class Extent(Record):
    """A stretch of `article.text` without its words: code points, end exclusive."""

    start: Annotated[int, Field(ge=0)]
    """Code points from the start of the article's text."""
    end: Annotated[int, Field(ge=0)]
    """Exclusive, in code points."""


def _as_utc(moment: datetime) -> datetime:
    # Wires that send no zone mean UTC; guessing a local zone would make output depend on the host.
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


UtcTime = Annotated[
    datetime,
    AfterValidator(_as_utc),
    WithJsonSchema({"type": "string", "format": "date-time", "examples": ["2025-09-21T00:00:00Z"]}),
]
"""A moment in UTC, written ISO 8601 with `Z`; a value without a zone is read as UTC."""

Confidence = Annotated[float, Field(ge=0.0, le=1.0)]
"""How sure the coder is, 0 to 1, rounded to three decimals."""

ContentHash = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
"""SHA-256 in lower-case hexadecimal."""

WikidataId = Annotated[str, Field(pattern=r"^Q[1-9][0-9]*$", examples=["Q66065"])]
"""An item of Wikidata."""

CountryCode = Annotated[str, Field(pattern=r"^[A-Z]{3}$", examples=["VEN", "USA"])]
"""ISO 3166-1 alpha-3; XKX for Kosovo, which has no code of its own there."""
