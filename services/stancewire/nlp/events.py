"""Events: every verb or noun of the lexicon whose surroundings fit a frame, with its actors and recipients.

Cost: one dictionary look-up a token; only triggers are looked at further. Source of the rules: PLOVER 2.0 and
CAMEO coding practice, in our own words (`docs/codebook.md` where present).
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from stancewire.nlp import ontology
from stancewire.nlp.accidents import tells_mishap
from stancewire.nlp.counted_sides import take_up_sides
from stancewire.nlp.demands import own_voice
from stancewire.nlp.document import Document, Entity, Event, EventInText
from stancewire.nlp.endings import is_saying, mode_of_end, status_of_end, status_of_saying
from stancewire.nlp.figurative import idiomatic, is_contest, is_figurative, is_of_game, is_of_trade
from stancewire.nlp.frame import Frame
from stancewire.nlp.frames import Frames
from stancewire.nlp.markets import of_politics
from stancewire.nlp.match import Match, fill, read_as
from stancewire.nlp.modality import status_of
from stancewire.nlp.nesting import absorb
from stancewire.nlp.no_deeds import is_of_authority, is_rout_of_country, tells_no_deed
from stancewire.nlp.place_sides import PlaceSides
from stancewire.nlp.predicate import Predicate
from stancewire.nlp.private_life import is_private
from stancewire.nlp.quarrels import as_riot, in_words
from stancewire.nlp.sentence_words import Vocabulary
from stancewire.nlp.sports import is_about_sport
from stancewire.nlp.tree import Token
from stancewire.nlp.ultimatums import as_threat
from stancewire_schemas.codes import EventStatus, EventType

EVENT_LIMIT: Final = 200
_PROMISED: Final = frozenset({EventType.CONSULT, EventType.SUPPORT, EventType.COOPERATE, EventType.AID})
_WARLIKE: Final[frozenset[EventType]] = frozenset({EventType.ASSAULT, EventType.MOBILIZE})
_NOUN_PLACES: Final = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "dobj", "pobj"})
_BESIDE_NOUN: Final = frozenset({"compound", "nmod", "amod", "poss"})
_BESIDE_VERB: Final = frozenset({"amod", "compound"})
_NOMINAL_TAGS: Final = frozenset({"NN", "NNS", "NNP", "NNPS"})


def find_events(document: Document, frames: Frames) -> None:
    """Add one event for each trigger that fits a frame; at most 200 an article (`truncated` says so)."""
    matches: dict[int, Match] = {}
    places = PlaceSides(document)
    in_sport, vocabulary = is_about_sport(document.parse), Vocabulary(document.parse)
    for sentence in map(list, document.sentences):
        found = _matches(document, frames, places, vocabulary, sentence)
        if found and (in_sport or is_of_trade(sentence, frames)):
            found = {index: match for index, match in found.items() if is_of_authority(match)}
        matches |= found
    if any(_may_be_mishap(match) for match in matches.values()) and tells_mishap(document.parse, frames):
        matches = {index: match for index, match in matches.items() if not _may_be_mishap(match)}
    # What is private is seen late: whom a promised deed would meet is known from the promise alone.
    matches = {
        i: match for i, match in of_politics(absorb(matches), document.parse).items() if not is_private(match)
    }
    told = [reading for _, match in sorted(matches.items()) for reading in _readings(match)]
    events = [_event(document, match) for match in told]
    if len(events) > EVENT_LIMIT:
        events, document.truncated = events[:EVENT_LIMIT], True
    document.events.extend(events)
    take_up_sides(document)
    places.admit(events)


def _matches(
    document: Document, frames: Frames, places: PlaceSides, vocabulary: Vocabulary, sentence: list[Token]
) -> dict[int, Match]:
    triggers = [(token, found) for token in sentence if (found := _candidates(frames, token))]
    if not triggers or is_figurative(sentence, frames):
        return {}
    around, idioms = vocabulary.around(sentence), idiomatic(sentence, frames)
    harmless = _WARLIKE if is_contest(sentence, frames) else frozenset()
    matches: dict[int, Match] = {}
    for token, candidates in triggers:
        if token.i in idioms or any(child.i in idioms for child in token.children if child.dep_ == "dobj"):
            continue
        match = _match(Predicate(token, document, frames, places, around), candidates)
        match = in_words(match) if match is not None else None
        if match is None or match.type in harmless or tells_no_deed(match):
            continue
        if is_rout_of_country(match) and is_of_game(sentence, frames):
            continue
        match = as_riot(as_threat(match))
        if match.type is not EventType.ASSAULT or not _done_by_idiom(token, idioms):
            matches[token.i] = match
    return matches


def _done_by_idiom(token: Token, idioms: frozenset[int]) -> bool:
    return any(child.i in idioms for child in token.children if child.dep_ == "nsubj")


def _may_be_mishap(match: Match) -> bool:
    """Tell harm that nobody is said to have done ("two were killed"), or a road that is shut for it."""
    harm = match.type is EventType.ASSAULT and match.mode is None and not match.actors
    return harm or (match.type is EventType.COERCE and match.mode == "restrict")


def _match(predicate: Predicate, candidates: tuple[Frame, ...]) -> Match | None:
    for frame in candidates:
        if frame.may_fit(predicate.around) and all(map(predicate.meets, frame.needs)):
            match = fill(predicate, frame)
            if match is not None:
                return match
    return None


def _candidates(frames: Frames, token: Token) -> tuple[Frame, ...]:
    if token.tag_ == "VBG" and token.dep_ in _NOUN_PLACES and token.lower_ in frames.nouns:
        return frames.nouns[token.lower_]
    if token.tag_ in _NOMINAL_TAGS and token.dep_ not in _BESIDE_NOUN:
        return frames.nouns.get(token.lemma_.lower(), ())
    if token.pos_ == "VERB" and token.dep_ not in _BESIDE_VERB:
        return frames.verbs.get(token.lemma_, ())
    return ()


def _readings(match: Match) -> list[Match]:
    """Return the events of one trigger. PLOVER: a prison sentence convicts and holds ("jailed for six years")."""
    if "jails" not in match.flags:
        return [match]
    return [match, read_as(match, EventType.COERCE, "arrest")]


def _event(document: Document, match: Match) -> Event:
    token = match.predicate.token
    status = status_of_saying(token) if is_saying(match.rule) else status_of(token)
    if status is EventStatus.ASSERTED and "promised" in match.flags:
        status = EventStatus.FUTURE
    mode = mode_of_end(match.type, token)
    if mode is not None:
        match, status = read_as(match, EventType.SANCTION, mode), status_of_end(token)
    match = _promise(match, status)
    return Event(
        type=match.type,
        mode=match.mode,
        cameo=match.cameo,
        goldstein=ontology.score(match.type, match.mode),
        status=status,
        actors=list(match.actors) or own_voice(document, match.predicate),
        recipients=list(match.recipients or match.places),
        mentions=[EventInText(document.extent_of(token.sent), document.extent_of(token), token.i)],
        confidence=_confidence(match),
        rule=match.rule,
    )


def _promise(match: Match, status: EventStatus) -> Match:
    """PLOVER: what will be done in friendship is an agreement to do it; what will be given up is a concession."""
    if status is not EventStatus.FUTURE:
        return match
    if match.type in _PROMISED:
        actors, recipients = _promising(match)
        return replace(read_as(match, EventType.AGREE), actors=actors, recipients=recipients)
    if match.type is EventType.RETREAT:
        return replace(match, type=EventType.CONCEDE, mode=None, cameo="035")
    return match


def _promising(match: Match) -> tuple[tuple[Entity, ...], tuple[Entity, ...]]:
    """Return who promises and whom it concerns: "will talk to Rubio" and "will host them" are one side's word."""
    if "hosts" in match.flags:
        return match.recipients, match.actors
    if match.leaders and not match.recipients:
        return match.leaders, tuple(entity for entity in match.actors if entity not in match.leaders)
    return match.actors, match.recipients


def _confidence(match: Match) -> float:
    """Longer patterns and known sides make a reading surer; the numbers were set by hand."""
    sure = (
        0.55
        + 0.05 * min(match.tests, 3)
        + 0.12 * bool(match.actors)
        + 0.12 * bool(match.recipients or match.places)
    )
    return round(min(sure, 0.95), 3)
