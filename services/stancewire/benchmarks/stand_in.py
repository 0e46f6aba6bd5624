"""A stand-in for the coder: reads only the leads of the made-up newswire, by a pattern. It understands no news."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Final

from stancewire.benchmarks.newswire import DEEDS, STATES
from stancewire.core.article_ref import article_ref
from stancewire.core.tag_ids import UNNUMBERED, article_key, with_event_id
from stancewire.enrich.coder import Coder
from stancewire_schemas import AcceptedArticleV1, EnrichedArticleV1, Extent, TextSpan
from stancewire_schemas.enriched_article import (
    DateSpanV1,
    EntityMentionV1,
    EntityV1,
    EventInTextV1,
    EventPlaceV1,
    EventTagV1,
    MagnitudeV1,
    PipelineV1,
    PlaceV1,
)

_WORDS: Final = {deed: kind for kind, deeds in DEEDS.items() for deed in deeds}
_STATE: Final = "|".join(STATES)
_LEAD: Final = re.compile(
    rf"(?P<actor>{_STATE}) (?P<deed>{'|'.join(sorted(_WORDS))}) (?P<target>{_STATE})(?: in (?P<town>\w+))?"
    r"(?: on (?P<day>\w+day))?, and (?P<toll>\d+) people were named by officials\."
)
_DAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_COUNTED: Final = {"ASSAULT": "killed", "COERCE": "arrested"}


class StandIn(Coder):
    """Returns the one event of a lead, as the real coder would for a plain sentence."""

    def __init__(self) -> None:
        """Take nothing: it has no pipeline."""

    @property
    def fingerprint(self) -> str:
        """What the records are made by."""
        return "stand-in"

    def code(self, value: bytes) -> bytes:
        """Return the record of an accepted article. Raise ValueError for a text that the newswire did not make."""
        accepted = AcceptedArticleV1.from_bytes(value)
        text = accepted.article.text if accepted.article else ""
        lead = _LEAD.search(text)
        if lead is None or accepted.article is None or accepted.article.published_at is None:
            raise ValueError("no lead of the made-up newswire")
        event = with_event_id(
            _event(lead, accepted.article.published_at.date()), article_key(accepted.id, accepted.content_sha256)
        )
        record = EnrichedArticleV1(
            article=article_ref(accepted),
            entities=(_entity("e1", lead, "actor"), _entity("e2", lead, "target")),
            places=(_place(lead),) if lead["town"] else (),
            quotes=(),
            stances=(),
            events=(event,),
            pipeline=PipelineV1(version="0", fingerprint=self.fingerprint, truncated=False, notes=()),
        )
        return record.to_bytes()


def _event(lead: re.Match[str], published: date) -> EventTagV1:
    kind = _WORDS[lead["deed"]]
    counted = _COUNTED.get(kind)
    return EventTagV1(
        id=UNNUMBERED,
        type=kind,
        mode=None,
        contexts=(),
        cameo="190",
        goldstein=-5.0,
        status="asserted",
        date=_date(lead, published) if lead["day"] else None,
        magnitudes=(_toll(lead, counted),) if counted else (),
        confidence=0.8,
        claimed_by=None,
        actors=("e1",),
        recipients=("e2",),
        place=EventPlaceV1(ref="p1", role="site") if lead["town"] else None,
        mentions=(EventInTextV1(sentence=Extent(start=lead.start(), end=lead.end()), trigger=_span(lead, "deed")),),
    )


def _span(lead: re.Match[str], name: str) -> TextSpan:
    return TextSpan(start=lead.start(name), end=lead.end(name), text=lead[name])


def _entity(ref: str, lead: re.Match[str], name: str) -> EntityV1:
    mention = EntityMentionV1(**_span(lead, name).model_dump(), form="name")
    return EntityV1(
        ref=ref,
        id=f"sw:country/{lead[name].casefold()}",
        name=lead[name],
        type="country",
        country=None,
        sector=None,
        role=None,
        link_confidence=0.9,
        mentions=(mention,),
    )


def _place(lead: re.Match[str]) -> PlaceV1:
    return PlaceV1(
        ref="p1",
        name=lead["town"],
        geonames_id=None,
        country=None,
        lat=None,
        lon=None,
        kind="city",
        confidence=0.8,
        mentions=(_span(lead, "town"),),
    )


def _date(lead: re.Match[str], published: date) -> DateSpanV1:
    day = published - timedelta(days=(published.weekday() - _DAYS.index(lead["day"])) % 7)
    iso = day.isoformat()
    return DateSpanV1(start=iso, end=iso, granularity="day", kind="relative", basis=_span(lead, "day"))


def _toll(lead: re.Match[str], kind: str) -> MagnitudeV1:
    number = float(lead["toll"])
    return MagnitudeV1(
        **_span(lead, "toll").model_dump(), kind=kind, value=number, low=number, high=number, unit=None
    )
