"""The records of Stancewire. A subscriber installs nothing but pydantic."""

from stancewire_schemas.accepted_article import AcceptedArticleV1, ArticleIndexV1
from stancewire_schemas.base import Extent, Record, TextSpan
from stancewire_schemas.dead_letter import DeadLetterV1
from stancewire_schemas.enriched_article import EnrichedArticleV1
from stancewire_schemas.event import EventMentionV1, EventV1
from stancewire_schemas.raw_article import RawArticleV1
from stancewire_schemas.stance import StanceV1
from stancewire_schemas.topics import BY_NAME, CARDS, TopicCard

__all__ = [
    "BY_NAME",
    "CARDS",
    "AcceptedArticleV1",
    "ArticleIndexV1",
    "DeadLetterV1",
    "EnrichedArticleV1",
    "EventMentionV1",
    "EventV1",
    "Extent",
    "RawArticleV1",
    "Record",
    "StanceV1",
    "TextSpan",
    "TopicCard",
]
