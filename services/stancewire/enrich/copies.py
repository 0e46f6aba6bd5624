"""A copy of a known text takes over what was understood there: no text is coded twice."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress

from stancewire.core.article_ref import article_ref
from stancewire.core.passages import shift
from stancewire.core.tag_ids import article_key, with_event_id, with_stance_id
from stancewire.enrich.moved import Broken, Moved
from stancewire_schemas import AcceptedArticleV1, EnrichedArticleV1, RawArticleV1
from stancewire_schemas.enriched_article import PassageV1


def near_copy(
    accepted: AcceptedArticleV1,
    article: RawArticleV1,
    own: tuple[PassageV1, ...],
    tellings: Iterable[EnrichedArticleV1],
) -> EnrichedArticleV1 | None:
    """Return the record of an article all of whose sentences one of the tellings has; None where none has them all.

    Dateline, credits and spacing may differ and sentences may be missing: their tags are left out. Relative dates
    are those of the telling, which a paper that prints it a day later means too. `own` are the article's passages.
    """
    for telling in tellings:
        moved = shift(telling.passages, own)
        if moved is not None:
            with suppress(Broken):
                twin = Moved(telling, moved, article.text).record()
                return copied(accepted, twin.model_copy(update={"passages": own}))
    return None


def copied(accepted: AcceptedArticleV1, twin: EnrichedArticleV1) -> EnrichedArticleV1:
    """Return the record of an article whose text is that of `twin`, with ids of its own.

    The same as coding it, but for `copy_of`, where the day of publication is the same too.
    """
    key = article_key(accepted.id, accepted.content_sha256)
    return twin.model_copy(
        update={
            "article": article_ref(accepted, twin.article.copy_of or twin.article.id),
            "stances": tuple(with_stance_id(stance, key) for stance in twin.stances),
            "events": tuple(with_event_id(event, key) for event in twin.events),
        }
    )
