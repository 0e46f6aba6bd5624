"""Whether each event is told as fact, and who says so where the article does not say it in its own voice."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from stancewire.nlp import telling
from stancewire.nlp.bygone import is_bygone
from stancewire.nlp.document import DateMention, Document, Entity, Event
from stancewire.nlp.endings import is_end, is_saying, status_of_end, status_of_saying
from stancewire.nlp.exhibits import is_exhibited
from stancewire.nlp.modality import status_of
from stancewire.nlp.quotes_by_place import quotes_by_place
from stancewire.nlp.tree import Token
from stancewire.nlp.ultimatums import RULE
from stancewire_schemas.codes import EntityType, EventStatus, EventType, QuoteForm, Sector

_BACKGROUND: Final = timedelta(days=365)
_SAID: Final = frozenset(
    {EventType.AGREE, EventType.CONCEDE, EventType.SUPPORT, EventType.REQUEST, EventType.ACCUSE, EventType.REJECT,
     EventType.THREATEN}
)  # fmt: skip
_STATE: Final = frozenset({EntityType.COUNTRY, EntityType.GOVERNMENT})
_PERFORMATIVE: Final = frozenset({"announce", "declare", "confirm", "acknowledge", "admit", "proclaim", "concede"})


def judge_status(document: Document) -> None:
    """Set `status` and `claimed_by` of every event. A repeat changes nothing."""
    old_days = _background_dates(document)
    dated_now = {_dated(document.parse[d.head]) for d in document.dates if d.first and d.head not in old_days}
    claims = _Claims(document)
    for event in document.events:
        trigger = document.parse[event.mentions[0].token]
        status = _told(event, trigger)
        # "Was sentenced on Friday for a raid in 2009" is news.
        is_old = trigger.i not in dated_now and (_is_background(trigger, old_days) or is_bygone(event))
        if status is EventStatus.ASSERTED and (is_old or is_exhibited(trigger)):
            status = EventStatus.HISTORICAL
        if status is not EventStatus.ASSERTED:
            event.status = status
        event.claimed_by = claims.claimant(event, trigger)


def _told(event: Event, trigger: Token) -> EventStatus:
    if is_saying(event.rule):
        return status_of_saying(trigger)
    return status_of_end(trigger) if is_end(event) else status_of(trigger)


def _background_dates(document: Document) -> dict[int, DateMention]:
    """Return the dates that lie more than a year before publication, by head token."""
    if document.published is None:
        return {}
    floor: date = document.published.date() - _BACKGROUND
    found: dict[int, DateMention] = {}
    for before, mention in zip([None, *document.dates], document.dates, strict=False):
        last = mention.last or mention.first
        goes_on = before is not None and before.head in found and _goes_on(document, mention, before)
        if goes_on if last is None else last < floor:
            found[mention.head] = mention
    return found


def _goes_on(document: Document, later: DateMention, before: DateMention) -> bool:
    """Tell whether a time is told from the one before: "in March 2020 ...; they were freed two weeks later"."""
    words = document.text[later.start : later.end].lower().split()
    start = document.parse[later.head].sent.start
    is_near = start <= before.head or document.parse[before.head].sent.end == start
    return is_near and bool({"later", "after", "following"} & set(words))


def _is_background(trigger: Token, old_days: dict[int, DateMention]) -> bool:
    """Tell whether an old date hangs on the trigger, or on the light verb that carries it."""
    carriers = {trigger.i, trigger.head.i} if trigger.dep_ in {"dobj", "nsubjpass"} else {trigger.i}
    if trigger.dep_ == "conj" and trigger.tag_ == trigger.head.tag_ and not _has_own_date(trigger):
        # "In 2009 rebels attacked a ferry and killed ten": one time for the whole row.
        carriers.add(trigger.head.i)
    if trigger.pos_ == "VERB":
        # "The attack in 2015 killed 130": the deed's own noun is dated.
        carriers |= {noun.i for noun in telling.deed_nouns(trigger) if noun.lemma_.lower() in telling.ATTACKS}
    carriers |= _nouns_around(trigger)
    clause = trigger
    while clause.tag_ == "VBG" and clause.dep_ in {"advcl", "conj"} and not _has_own_date(clause):
        # "attacked the town in 2023, killing 1,200 and taking hostages"
        clause = clause.head
        carriers.add(clause.i)
    heads = (trigger.doc[head] for head in sorted(old_days))
    return any(_dated(head) in carriers and not _still_lasts(head) for head in heads)


def _nouns_around(trigger: Token) -> set[int]:
    """Return the deed's noun that a clause goes on to tell: "an attack in 2011, in which a gunman killed 77"."""
    told_of = trigger.dep_ == "relcl" and trigger.head.lemma_.lower() in telling.ATTACKS
    return {trigger.head.i} if told_of and not _has_own_date(trigger) else set()


def _has_own_date(verb: Token) -> bool:
    return any(word.ent_type_ in {"DATE", "TIME"} for word in verb.subtree if word.i > verb.i)


def _still_lasts(date_head: Token) -> bool:
    """Tell whether the old date only opens a time that runs until now: "has deported thousands since 2020"."""
    link = date_head if date_head.lower_ == "since" else date_head.head
    if link.lower_ == "of" and link.head.head.pos_ in {"ADP", "SCONJ"}:
        link = link.head.head
    verb = next((word for word in link.ancestors if word.pos_ in {"VERB", "AUX"}), link)
    return link.lower_ == "since" and any(c.lower_ in {"has", "have", "'s", "'ve"} for c in verb.children)


def _dated(date_head: Token) -> int:
    """Return the word that a date says the time of: "extradited" for "in 2009", "accord" for "2009 accord"."""
    head = date_head.head
    return head.head.i if head.pos_ in {"ADP", "SCONJ"} else head.i


class _Claims:
    """Who says what the article does not say in its own voice."""

    def __init__(self, document: Document) -> None:
        self._quotes, self._document = quotes_by_place(document), document

    def claimant(self, event: Event, trigger: Token) -> Entity | None:
        """Return who says it, or None where the article itself does, or where the saying is the deed."""
        quote = self._quotes.innermost(trigger.idx)
        if quote is None or quote.holder is None or quote.cue_token == trigger.i or event.rule.startswith(RULE):
            return None
        cue = None if quote.cue_token is None else self._document.parse[quote.cue_token].lemma_
        own_deed = _speaks_for(quote.holder, event.actors)
        if own_deed and cue in _PERFORMATIVE and quote.form is not QuoteForm.DIRECT:
            return None
        if event.type in _SAID and (quote.holder in event.actors or _is_spokesman(quote.holder, event.actors)):
            # To say that one regrets, refuses or will help is the deed itself.
            return None
        return quote.holder


def _is_spokesman(holder: Entity, actors: list[Entity]) -> bool:
    """Tell whether a government's own man tells its refusal: "Netanyahu said Israel would not accept it"."""
    governs = holder.sector == Sector.GOVERNMENT and holder.country is not None
    return governs and any(actor.type in _STATE and actor.country == holder.country for actor in actors)


def _speaks_for(holder: Entity, actors: list[Entity]) -> bool:
    return any(holder is actor or (holder.country and holder.country == actor.country) for actor in actors)
