"""A seeded feed with known ids: first tellings, copies, versions, erasures, repeats and messages that are bad."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator

from kafka.partitioner.default import murmur2

Raw = tuple[bytes, bytes | None]

PARTITIONS = 4
VERBS = ("struck", "aided", "accused", "joined")
BAD = (b"{", b'{"id": 7, "text": "x"}', b"\xff\xfe", b'{"id": "bad", "text": " "}')


def text_of(number: int, wording: int = 0) -> str:
    """Return the text of a story; `wording` changes the words and not what is told.

    No wording has all sentences of another: whether such a text is a copy depends on the order of two ids.
    """
    verb = VERBS[number % len(VERBS)]
    told = f"Norland{number} {verb} Sudland{number} in the year {1990 + number % 30}."
    return f"{told} A minister of Norland{number} condemned it{' again' * wording}."


def raw(article_id: str, text: str, **metadata: str) -> Raw:
    """Return key and value of an article."""
    body = {"id": article_id, "text": text, "publisher": "The Gazette", "published_at": "2025-03-04T09:00:00Z"}
    return article_id.encode(), json.dumps(body | ({"metadata": metadata} if metadata else {})).encode()


def partition_of(key: bytes) -> int:
    """Return the partition that Kafka's default partitioner takes for a key."""
    return int(murmur2(key) & 0x7FFFFFFF) % PARTITIONS


def twin_of(article_id: str) -> str:
    """Return another id whose messages lie in the same partition, so that the two keep their order."""
    home = partition_of(article_id.encode())
    return next(name for n in range(1000) if partition_of((name := f"{article_id}-t{n}").encode()) == home)


class Feed:
    """Messages without end; the same seed gives the same messages, in whatever portions they are taken."""

    def __init__(self, seed: int, first: int = 1) -> None:
        self._first = first
        self._random = random.Random(seed)
        self._messages = self._endless()

    def take(self, count: int) -> list[Raw]:
        """Return the next messages."""
        return [next(self._messages) for _ in range(count)]

    def _endless(self) -> Iterator[Raw]:
        number = self._first - 1
        while True:
            number += 1
            yield raw(f"a{number}", text_of(number))
            kind = self._random.random()
            old = self._random.randint(max(self._first, number - 40), number)
            if kind < 0.06:
                yield raw(f"a{old}", text_of(old))
            elif kind < 0.12:
                yield raw(twin_of(f"a{old}"), text_of(old))
            elif kind < 0.18:
                yield raw(f"a{old}", text_of(old, self._random.randint(1, 2)))
            elif kind < 0.21:
                yield f"a{old}".encode(), None
            elif kind < 0.23:
                yield b"bad-%d" % number, self._random.choice(BAD)
