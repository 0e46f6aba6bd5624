"""From the models to JSON Schema files: generated, committed, checked.

python -m stancewire_schemas.export schemas/json
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

from pydantic.json_schema import GenerateJsonSchema

from stancewire_schemas.topics import CARDS, TopicCard

DIALECT = GenerateJsonSchema.schema_dialect


def schema_file(card: TopicCard) -> str:
    """Return the file name of a card's schema: topic name, with the version, `.schema.json` behind it."""
    return f"{card.name}.schema.json"


def schema_text(card: TopicCard) -> str:
    """Return the JSON Schema (2020-12) of a topic's value, the same bytes each time.

    Input topics describe what a sender may write, the others what a reader will find.
    """
    is_input = card.producers == ("feeds",)
    body = card.model.model_json_schema(mode="validation" if is_input else "serialization")
    head = {"$schema": DIALECT, "$id": f"urn:stancewire:{card.name}", "x-topic": card.name, "x-key": card.key}
    return json.dumps(head | body, indent=2, ensure_ascii=False) + "\n"


def export(folder: Path) -> list[Path]:
    """Write every schema file that differs; return those written. A second call writes nothing."""
    folder.mkdir(parents=True, exist_ok=True)
    stale = [(path, text) for path, text in _wanted(folder) if not _holds(path, text)]
    for path, text in stale:
        path.write_text(text, encoding="utf-8")
    return [path for path, _ in stale]


def differing(folder: Path) -> list[Path]:
    """Return the schema files that are absent, stale, or belong to no topic; an empty list means current."""
    wanted = dict(_wanted(folder))
    strangers = [path for path in sorted(folder.glob("*.schema.json")) if path not in wanted]
    return [path for path, text in wanted.items() if not _holds(path, text)] + strangers


def _wanted(folder: Path) -> Iterator[tuple[Path, str]]:
    return ((folder / schema_file(card), schema_text(card)) for card in CARDS)


def _holds(path: Path, text: str) -> bool:
    return path.is_file() and path.read_text(encoding="utf-8") == text


if __name__ == "__main__":
    for written in export(Path(sys.argv[1] if len(sys.argv) > 1 else "schemas/json")):
        sys.stdout.write(f"{written}\n")
