"""Gold files: one JSON object a line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from stancewire.core.ids import sha256_hex
from stancewire.errors import UserError, reason_of
from stancewire_schemas import AcceptedArticleV1, RawArticleV1

Row = dict[str, Any]
"""One line of a gold file, or one prediction."""

_STORY = "0" * 32


def read_rows(path: Path, needed: tuple[str, ...]) -> list[Row]:
    """Return the rows of a file. Raise UserError naming the line that is no object or lacks a needed field."""
    rows: list[Row] = []
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as refused:
        raise UserError(f"{path}: {reason_of(refused)}") from None
    for number, line in enumerate(lines, 1):
        if line.strip():
            rows.append(_row(path, number, line, needed))
    return rows


def _row(path: Path, number: int, line: str, needed: tuple[str, ...]) -> Row:
    try:
        row = json.loads(line)
    except json.JSONDecodeError:
        raise UserError(f"{path}:{number}: not JSON", exit_code=1) from None
    lacking = [name for name in needed if not isinstance(row, dict) or name not in row]
    if lacking:
        raise UserError(f"{path}:{number}: lacks {', '.join(lacking)}; is this a file for another task?")
    return dict(row)


def accepted_of(row: Row, published: str | None = None) -> AcceptedArticleV1:
    """Return the row's text as an accepted English article; `published` is an ISO day."""
    moment = f"{published}T00:00:00Z" if published else None
    body = {"id": str(row["id"]), "text": row["text"], "published_at": moment}
    article = RawArticleV1.from_bytes(json.dumps(body).encode())
    return AcceptedArticleV1(
        id=article.id,
        version=1,
        story_id=_STORY,
        content_sha256=sha256_hex(article.text.encode()),
        language="en",
        article=article,
    )
