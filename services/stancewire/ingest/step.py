"""From a raw message to an accepted article: version, story, language. Pure."""

from __future__ import annotations

from typing import Final

from stancewire.core.ids import sha256_hex
from stancewire.core.messages import Message, Outcome, Result
from stancewire.core.outgoing import outgoing
from stancewire.core.replayed import is_replayed
from stancewire.ingest.language import detect_language
from stancewire.ingest.request import Request
from stancewire.ingest.story import story_id
from stancewire_schemas import AcceptedArticleV1, ArticleIndexV1, RawArticleV1, topics

_REMEMBERED_HASHES: Final = 16


def step(message: Message, request: Request, known: ArticleIndexV1 | None) -> Result:
    """Return what a message makes of an article; `known` is what is remembered of its id.

    A first text is version 1 of a new story; a new text under a known id is the next version of the same story;
    the text that is known already is a copy and sends nothing; a null value ends the story, and is remembered of
    an id that was never told. A message that is delivered again changes nothing, and one sent again from the dead
    letters does not bring back what was erased.
    """
    content = None if request.article is None else sha256_hex(request.article.text.encode())
    if known is None or (_was_never_told(known) and not is_replayed(message)):
        return (
            _first(message, request.article, known) if request.article else _never_told(message, request.id, known)
        )
    if content == known.content_sha256 or _was_seen(message, content, known):
        return Result(_silent_outcome(message, content, known))
    if known.content_sha256 is None and is_replayed(message):
        return Result(Outcome.ERASED)
    version = known.version + 1
    index = ArticleIndexV1(
        id=known.id,
        version=version,
        story_id=known.story_id,
        content_sha256=content,
        offset=message.offset,
        superseded=(*known.superseded, known.content_sha256)[-_REMEMBERED_HASHES:],
    )
    return _accept(message, request.article, index)


def _was_never_told(known: ArticleIndexV1) -> bool:
    return known.content_sha256 is None and not known.superseded


def _never_told(message: Message, article_id: str, known: ArticleIndexV1 | None) -> Result:
    """Remember that an id is erased of which nothing was ever accepted: its dead letters must not come back."""
    if known is not None:
        return Result(Outcome.ERASED)
    index = ArticleIndexV1(
        id=article_id, version=1, story_id=story_id(""), content_sha256=None, offset=message.offset
    )
    return Result(
        Outcome.ERASED, memory=(outgoing(topics.INDEX.name, article_id, index, article_id, message.partition),)
    )


def _was_seen(message: Message, content: str | None, known: ArticleIndexV1) -> bool:
    # Both must hold: offsets start anew when a topic is made anew, and a text may honestly return.
    return message.offset <= known.offset and content in known.superseded


def _silent_outcome(message: Message, content: str | None, known: ArticleIndexV1) -> Outcome:
    if content is None:
        return Outcome.ERASED
    return Outcome.COMPLETED if message.offset == known.offset else Outcome.COPY


def _first(message: Message, article: RawArticleV1, known: ArticleIndexV1 | None) -> Result:
    index = ArticleIndexV1(
        id=article.id,
        version=1,
        story_id=story_id(article.text),
        content_sha256=sha256_hex(article.text.encode()),
        offset=message.offset,
        # So that the erasure that came before, when it is delivered again, does not end this text.
        superseded=() if known is None else (None,),
    )
    return _accept(message, article, index)


def _accept(message: Message, article: RawArticleV1 | None, index: ArticleIndexV1) -> Result:
    accepted = AcceptedArticleV1(
        id=index.id,
        version=index.version,
        story_id=index.story_id,
        content_sha256=index.content_sha256,
        language=None if article is None else detect_language(article.text),
        article=article,
    )
    return Result(
        Outcome.ERASED if article is None else Outcome.COMPLETED,
        records=(outgoing(topics.ACCEPTED.name, index.story_id, accepted, index.id),),
        memory=(outgoing(topics.INDEX.name, index.id, index, index.id, message.partition),),
    )
