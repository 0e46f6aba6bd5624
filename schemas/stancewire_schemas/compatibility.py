"""Whether what was written by one schema can be read by another: the gate before a release.

Outputs: whoever reads with the released schema reads what is written now, and finds every field that it names.
Inputs: what was written under the released schema is read now. Topics that our own stages read back need both, for
a roll-out takes a while.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from stancewire_schemas.export import schema_file, schema_text
from stancewire_schemas.topics import CARDS, TopicCard

Node = dict[str, Any]

NOTES = {"$schema", "$id", "$defs", "title", "description", "examples", "default"}
"""Keywords that decide nothing; so do all that begin with `x-`."""

LEAST, MOST = ("minimum", "minLength", "minItems"), ("maximum", "maxLength", "maxItems")
SAME = ("pattern", "format", "const", "contentEncoding")
JUDGED = {"$ref", "anyOf", "type", "properties", "required", "items", "additionalProperties", "enum"}
JUDGED |= {*LEAST, *MOST, *SAME}


def broken(released: Path, cards: tuple[TopicCard, ...] = CARDS) -> list[str]:
    """Return what today's models break of the schemas in a folder, a sentence each; empty means compatible.

    A topic that has no released schema yet breaks nothing; a released one that no card has any more does.
    """
    known = {schema_file(card) for card in cards}
    found = [
        f"{path.name}: the topic is gone"
        for path in sorted(released.glob("*.schema.json"))
        if path.name not in known
    ]
    for card in cards:
        path = released / schema_file(card)
        if path.is_file():
            found += _of_topic(card, json.loads(path.read_text(encoding="utf-8")), json.loads(schema_text(card)))
    return found


def _of_topic(card: TopicCard, old: Node, new: Node) -> Iterator[str]:
    if card.producers != ("feeds",):
        found = unreadable(old, new, expects_all=True)
        yield from (f"{card.name}: a reader of the release fails: {why}" for why in found)
    yield from (f"{card.name}: what the release wrote cannot be read: {why}" for why in unreadable(new, old))


def unreadable(reader: Node, writer: Node, *, expects_all: bool = False) -> list[str]:
    """Return why a value of the writer's schema may be refused under the reader's; empty where none is.

    A writer writes no field that its schema does not name. A reader fills in a missing field that has a default,
    unless it `expects_all`: subscribers live by fields such as `withdrawn`, and few of them read with our models.
    """
    return list(_Comparison(reader, writer, expects_all=expects_all).of(reader, writer, "$"))


class _Comparison:
    """Two documents, each with its own definitions."""

    def __init__(self, reader: Node, writer: Node, *, expects_all: bool) -> None:
        self._reader, self._writer, self._expects_all = reader, writer, expects_all
        self._seen: set[tuple[str, str]] = set()

    def of(self, reader: Node, writer: Node, at: str) -> Iterator[str]:
        pair = (str(reader.get("$ref")), str(writer.get("$ref")))
        if "$ref" in reader and "$ref" in writer:
            if pair in self._seen:
                return
            self._seen.add(pair)
        reader, writer = _resolved(reader, self._reader), _resolved(writer, self._writer)
        strange = {k for k in {*reader, *writer} - NOTES - JUDGED if not k.startswith("x-")}
        if strange:
            yield f"{at}: cannot be judged for {', '.join(sorted(strange))}"
        elif "anyOf" in reader or "anyOf" in writer:
            yield from self._branches(reader, writer, at)
        else:
            yield from self._plain(reader, writer, at)

    def _branches(self, reader: Node, writer: Node, at: str) -> Iterator[str]:
        choices = reader.get("anyOf", [reader])
        for branch in writer.get("anyOf", [writer]):
            tried = [list(self._anew().of(choice, branch, at)) for choice in choices]
            if all(tried):
                yield min(tried, key=len)[0]

    def _anew(self) -> _Comparison:
        return _Comparison(self._reader, self._writer, expects_all=self._expects_all)

    def _plain(self, reader: Node, writer: Node, at: str) -> Iterator[str]:
        taken, given = _types(reader), _types(writer)
        if taken and not (given and given <= taken | ({"integer"} if "number" in taken else set())):
            yield f"{at}: {_said(given)} where {_said(taken)} is read"
            return
        yield from _bounds(reader, writer, at)
        yield from self._fields(reader, writer, at)
        for inner, name in (("items", "[]"), ("additionalProperties", ".*")):
            if isinstance(reader.get(inner), dict):
                yield from self.of(reader[inner], _inner(writer, inner), at + name)

    def _fields(self, reader: Node, writer: Node, at: str) -> Iterator[str]:
        fields, written = reader.get("properties", {}), writer.get("properties", {})
        needed = {name for name in reader.get("required", ()) if "default" not in fields.get(name, {})}
        yield from (f"{at}.{name}: may be missing" for name in sorted(needed - set(writer.get("required", ()))))
        if self._expects_all:
            yield from (
                f"{at}.{name}: is no longer written" for name in sorted(set(fields) - needed - set(written))
            )
        if reader.get("additionalProperties") is False:
            yield from (f"{at}.{name}: is not known" for name in sorted(set(written) - set(fields)))
        for name in fields:
            if name in written:
                yield from self.of(fields[name], written[name], f"{at}.{name}")


def _resolved(node: Node, document: Node) -> Node:
    while "$ref" in node:
        node = document["$defs"][node["$ref"].rpartition("/")[2]]
    return node


def _inner(writer: Node, name: str) -> Node:
    found = writer.get(name, {})
    return found if isinstance(found, dict) else {}


def _types(node: Node) -> set[str]:
    told = node.get("type", [])
    return {told} if isinstance(told, str) else set(told)


def _said(types: set[str]) -> str:
    return " or ".join(sorted(types)) or "anything"


def _bounds(reader: Node, writer: Node, at: str) -> Iterator[str]:
    for name in LEAST:
        if name in reader and writer.get(name, float("-inf")) < reader[name]:
            yield f"{at}: {name} was lowered below {reader[name]}"
    for name in MOST:
        if name in reader and writer.get(name, float("inf")) > reader[name]:
            yield f"{at}: {name} was raised above {reader[name]}"
    for name in SAME:
        if name in reader and writer.get(name) != reader[name]:
            yield f"{at}: {name} differs"
    if "enum" in reader and not set(writer.get("enum", [None])) <= set(reader["enum"]):
        yield f"{at}: a value outside the closed list"
