"""One card for each topic: what stands in it, who writes, who reads, how it is kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from stancewire_schemas.accepted_article import AcceptedArticleV1, ArticleIndexV1
from stancewire_schemas.base import Record
from stancewire_schemas.dead_letter import DeadLetterV1
from stancewire_schemas.enriched_article import EnrichedArticleV1
from stancewire_schemas.event import EventMentionV1, EventV1
from stancewire_schemas.raw_article import RawArticleV1
from stancewire_schemas.stance import StanceV1

DAY_MS = 24 * 60 * 60 * 1000


@dataclass(frozen=True, slots=True)
class TopicCard:
    """A topic as a contract. The full name is the configured prefix (default `news.`) and `name`."""

    name: str
    model: type[Record]
    key: str
    description: str
    producers: tuple[str, ...]
    consumers: tuple[str, ...]
    cleanup: Literal["delete", "compact"]
    retention_ms: int | None
    partitions: int
    same_partition_as: str | None = None
    max_message_bytes: int = 1_048_576

    def config(self) -> dict[str, str]:
        """Return the Kafka topic settings that the card fixes."""
        settings = {"cleanup.policy": self.cleanup, "max.message.bytes": str(self.max_message_bytes)}
        if self.cleanup == "compact":
            # What was replaced tells a stage that starts again which messages it has seen.
            settings["min.compaction.lag.ms"] = str(DAY_MS)
        if self.retention_ms is not None:
            settings["retention.ms"] = str(self.retention_ms)
        return settings


RAW = TopicCard(
    name="article.raw.v1",
    model=RawArticleV1,
    key="article id",
    description="Articles as feeds send them. A null value asks for erasure.",
    producers=("feeds",),
    consumers=("ingest",),
    cleanup="delete",
    retention_ms=7 * DAY_MS,
    partitions=4,
    max_message_bytes=4 * 1_048_576,
)
INDEX = TopicCard(
    name="article.index.v1",
    model=ArticleIndexV1,
    key="article id",
    description="Ingest's memory: story, version and content hash of every article id.",
    producers=("ingest",),
    consumers=("ingest",),
    cleanup="compact",
    retention_ms=None,
    partitions=4,
    same_partition_as="article.raw.v1",
)
ACCEPTED = TopicCard(
    name="article.accepted.v1",
    model=AcceptedArticleV1,
    key="story id",
    description="Articles that passed the checks; copies and versions of one story in one partition, in order.",
    producers=("ingest",),
    consumers=("enrich",),
    cleanup="delete",
    retention_ms=7 * DAY_MS,
    partitions=4,
    max_message_bytes=4 * 1_048_576,
)
ENRICHED = TopicCard(
    name="article.enriched.v1",
    model=EnrichedArticleV1,
    key="article id",
    description="All that was understood in an article; enrich's memory and the manifest of its records.",
    producers=("enrich",),
    consumers=("subscribers", "enrich"),
    cleanup="compact",
    retention_ms=None,
    partitions=4,
    same_partition_as="article.accepted.v1",
    max_message_bytes=4 * 1_048_576,
)
STANCE = TopicCard(
    name="stance.v1",
    model=StanceV1,
    key="holder id, or `publisher:` and the publisher for its own voice",
    description="Who stands where on whom or what; one record a stance, a withdrawal repeats its id.",
    producers=("enrich",),
    consumers=("subscribers",),
    cleanup="delete",
    retention_ms=30 * DAY_MS,
    partitions=4,
)
MENTION = TopicCard(
    name="event.mention.v1",
    model=EventMentionV1,
    key="event family: the quad class of its type, coarse enough that all tellings of one event meet",
    description="An event as one article tells it; a withdrawal repeats its id.",
    producers=("enrich",),
    consumers=("merge", "subscribers"),
    cleanup="delete",
    retention_ms=30 * DAY_MS,
    partitions=4,
)
EVENT = TopicCard(
    name="event.v1",
    model=EventV1,
    key="event id",
    description="One event from many tellings; the highest revision counts, a null value ends it.",
    producers=("merge",),
    consumers=("subscribers", "merge"),
    cleanup="compact",
    retention_ms=None,
    partitions=4,
    same_partition_as="event.mention.v1",
    max_message_bytes=4 * 1_048_576,
)
DEAD = TopicCard(
    name="article.dead.v1",
    model=DeadLetterV1,
    key="original key",
    description=(
        "Messages that no stage could process, with their original bytes and a reason; a null value marks one that "
        "was sent again."
    ),
    producers=("ingest", "enrich", "merge"),
    consumers=("replay", "ops"),
    cleanup="delete",
    retention_ms=30 * DAY_MS,
    partitions=1,
    max_message_bytes=8 * 1_048_576,
)

CARDS = (RAW, INDEX, ACCEPTED, ENRICHED, STANCE, MENTION, EVENT, DEAD)
BY_NAME = {card.name: card for card in CARDS}
