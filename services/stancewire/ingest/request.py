"""Strict reading of a raw message: an article, the request to erase one, or a reason to reject it."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from typing import Any, Final

from pydantic import TypeAdapter, ValidationError

from stancewire.core.messages import Message
from stancewire.errors import Reject
from stancewire_schemas import RawArticleV1
from stancewire_schemas.codes import DeadReason
from stancewire_schemas.raw_article import ArticleId

_ID: Final[TypeAdapter[str]] = TypeAdapter(ArticleId)
_BOM: Final = b"\xef\xbb\xbf"
_WRONG_TYPE: Final = frozenset({"missing", "string_type"})
_YEARS: Final = range(1800, 2201)


@dataclass(frozen=True, slots=True)
class Request:
    """What a raw message asks for; `article` None asks to erase what came from `id`."""

    id: str
    article: RawArticleV1 | None


def read(message: Message, max_bytes: int) -> Request:
    """Return what the message asks for. Raise Reject with a reason that never repeats a value of the message.

    The id in the body wins over the key; only an erasure is named by its key.
    """
    if message.value is None:
        return Request(id=_id_of_key(message.key), article=None)
    if len(message.value) > max_bytes:
        raise Reject(DeadReason.TOO_LARGE, f"{len(message.value)} bytes, {max_bytes} are taken")
    _check_json(_as_text(message.value))
    article = _as_article(message.value)
    _check_id(article.id)
    if not article.text.strip():
        raise Reject(DeadReason.EMPTY_TEXT, "text holds nothing but spaces")
    if article.published_at is not None and article.published_at.year not in _YEARS:
        raise Reject(DeadReason.SCHEMA, f"published_at: year must be {_YEARS.start} to {_YEARS.stop - 1}")
    return Request(id=article.id, article=article)


def _id_of_key(key: bytes | None) -> str:
    try:
        article_id = _ID.validate_python((key or b"").decode())
    except (UnicodeDecodeError, ValidationError):
        raise Reject(DeadReason.BAD_ID, "the key of an erasure must be an article id") from None
    _check_id(article_id)
    return article_id


def _check_id(article_id: str) -> None:
    # Subscribers name files by ids; a step to the parent folder has no other meaning.
    if ".." in article_id.replace("\\", "/").split("/"):
        raise Reject(DeadReason.BAD_ID, "id: must not hold `..` as a path segment")


def _as_text(value: bytes) -> str:
    if value.startswith(_BOM):
        raise Reject(DeadReason.BAD_ENCODING, "begins with a byte order mark; plain UTF-8 is taken")
    try:
        return value.decode()
    except UnicodeDecodeError as bad:
        raise Reject(DeadReason.BAD_ENCODING, f"not UTF-8 at byte {bad.start}") from None


def _check_json(text: str) -> None:
    """Raise Reject where parsers could disagree: numbers without end, keys given twice, endless nesting."""
    try:
        json.loads(text, object_pairs_hook=_unique, parse_constant=_no_constant, parse_float=_finite)
    except json.JSONDecodeError as bad:
        raise Reject(DeadReason.BAD_JSON, f"{bad.msg} at character {bad.pos}") from None
    except RecursionError:
        raise Reject(DeadReason.BAD_JSON, "nested too deeply") from None
    except ValueError:
        raise Reject(DeadReason.BAD_JSON, "holds a number of too many digits") from None


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise Reject(DeadReason.SCHEMA, "an object holds the same key twice")
    return found


def _no_constant(_: str) -> float:
    raise Reject(DeadReason.BAD_JSON, "NaN and Infinity are not JSON")


def _finite(digits: str) -> float:
    number = float(digits)
    if not math.isfinite(number):
        raise Reject(DeadReason.BAD_JSON, "holds a number out of range")
    return number


def _as_article(value: bytes) -> RawArticleV1:
    try:
        return RawArticleV1.from_bytes(value)
    except OverflowError:
        raise Reject(DeadReason.SCHEMA, "published_at: out of range in UTC") from None
    except ValidationError as invalid:
        raise _reject(invalid) from None


def _reject(invalid: ValidationError) -> Reject:
    first = invalid.errors(include_input=False, include_url=False, include_context=False)[0]
    if first["type"] == "json_invalid":
        # The syntax was checked before; what is left is depth, or half of a surrogate pair as an escape.
        if "recursion" in first["msg"]:
            return Reject(DeadReason.BAD_JSON, "nested too deeply")
        return Reject(DeadReason.BAD_ENCODING, "holds a lone surrogate")
    # The names below `metadata` come from the message.
    path = str(first["loc"][0]) if first["loc"] else "message"
    is_id = path == "id" and first["type"] not in _WRONG_TYPE
    return Reject(DeadReason.BAD_ID if is_id else DeadReason.SCHEMA, f"{path}: {first['msg']}")
