"""What sizing reckons with: measured, written by the commands that measure, kept in `sizing.json`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final, Self

CONSTANTS: Final = Path(__file__).with_name("sizing.json")

FIXED: Final = frozenset({"article.index.v1"})
"""Topics whose records do not grow with the words of an article."""


@dataclass(frozen=True, slots=True)
class Topic:
    """What one article leaves in a topic: records, bytes of them all, and the share that compression leaves."""

    records: float
    bytes: float
    packed: float


@dataclass(frozen=True, slots=True)
class Constants:
    """What was measured, and how. CPU in ms an article of `words` words; bytes an article of `log_words` words."""

    measured: str
    words: float
    cpu_ms: Mapping[str, float]
    coder_mib: float
    log_measured: str
    log_words: float
    topics: Mapping[str, Topic]

    @classmethod
    def load(cls, path: Path = CONSTANTS) -> Self:
        """Return those of a file."""
        told = json.loads(path.read_text(encoding="utf-8"))
        cost, log = told["cost"], told["log"]
        topics = {name: Topic(**values) for name, values in log["topics"].items()}
        return cls(**cost, log_measured=log["measured"], log_words=log["words"], topics=topics)

    def save(self, path: Path = CONSTANTS) -> None:
        """Write them to a file."""
        told = {
            "cost": {
                "measured": self.measured,
                "words": round(self.words),
                "cpu_ms": {name: round(spent, 1) for name, spent in sorted(self.cpu_ms.items())},
                "coder_mib": round(self.coder_mib),
            },
            "log": {
                "measured": self.log_measured,
                "words": round(self.log_words),
                "topics": {name: asdict(topic) for name, topic in self.topics.items()},
            },
        }
        path.write_text(json.dumps(told, indent=2) + "\n", encoding="utf-8")

    @property
    def coder_ms(self) -> float:
        """CPU of a coder process."""
        return self.cpu_ms["coder"]

    @property
    def others_ms(self) -> float:
        """CPU of the main processes of all stages."""
        return sum(spent for name, spent in self.cpu_ms.items() if name != "coder")

    def packed_bytes(self, words: float) -> float:
        """Bytes that an article of so many words leaves in all topics, compressed."""
        return sum(self.bytes_of(name, words) * topic.packed for name, topic in self.topics.items())

    def bytes_of(self, topic: str, words: float) -> float:
        """Bytes that an article of so many words leaves in a topic, uncompressed: in proportion to its words."""
        found = self.topics[topic].bytes
        return found if topic in FIXED else found * words / self.log_words
