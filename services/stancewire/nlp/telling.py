"""What one telling of an event says beside its record: which one it is (first, another), and what it is about."""

from __future__ import annotations

from itertools import islice
from typing import Final

from stancewire.nlp.arguments import objects
from stancewire.nlp.document import Document, Event
from stancewire.nlp.prepositions import prepositions
from stancewire.nlp.subjects import surface_subjects
from stancewire.nlp.tree import Token
from stancewire.nlp.word_sets import word_set

_ORDINALS: Final = word_set("first second third fourth fifth sixth seventh eighth ninth tenth 1st 2nd 3rd 4th 5th")
_OTHERS: Final = word_set("another new fresh separate further additional more subsequent other renewed")
_POINTING: Final = frozenset({"the", "this", "that", "these", "those", "its", "his", "her", "their"})
_VERBAL: Final = frozenset({"VERB", "AUX"})
_CARRIERS: Final = ("in", "during", "by", "after", "from")
_CONTENT: Final = frozenset({"NOUN", "VERB", "ADJ"})
_OCCASIONS: Final = frozenset({"when", "after", "as", "while"})
_COUNTS: Final = frozenset({"dozen", "score", "hundred", "thousand"})
ATTACKS: Final = word_set(
    "attack assault violence incident killing massacre shooting bombing strike airstrike raid blast explosion "
    "clash bloodshed stabbing shelling bombardment ambush murder incursion onslaught slaughter"
)
_EARLIER: Final = frozenset({"previous", "earlier", "last", "latest", "past", "similar", "recent"})
_REACH: Final = 30
_HEADLINE: Final = 20
_HEADLINE_CHARS: Final = 400
_STOPS: Final = frozenset(".:;,")
_KNOWN: Final = "stancewire.deed_nouns"


def deed_nouns(trigger: Token) -> list[Token]:
    """Return the nouns that name the deed: the trigger itself, or "strike" of "killed in the strike".

    Each pair of tellings that may be one deed asks for them: they are read once.
    """
    known: dict[int, list[Token]] = trigger.doc.user_data.setdefault(_KNOWN, {})
    if trigger.i not in known:
        known[trigger.i] = _read_deed_nouns(trigger)
    return known[trigger.i]


def _read_deed_nouns(trigger: Token) -> list[Token]:
    if trigger.pos_ not in _VERBAL:
        return [trigger]
    attached = prepositions(trigger)
    return [*surface_subjects(trigger), *(noun for name in _CARRIERS for noun in attached.get(name, ()))]


def ordinals(trigger: Token) -> set[str]:
    """Return which one it is told to be: {"first"}, {"third"}; empty where the words do not count."""
    found = {child.lower_ for noun in deed_nouns(trigger) for child in noun.children if child.i < noun.i}
    return found & _ORDINALS


def is_another(trigger: Token) -> bool:
    """Tell whether the words set it apart from what was told before: "another strike"."""
    return any(
        child.lower_ in _OTHERS
        for noun in deed_nouns(trigger)
        for child in noun.children
        if child.dep_ in {"amod", "det"}
    )


def points_back(trigger: Token) -> set[str]:
    """Return the deed nouns with a definite article: they speak of something known."""
    return {
        noun.lemma_.lower()
        for noun in deed_nouns(trigger)
        if any(child.lower_ in _POINTING for child in noun.children if child.dep_ in {"det", "poss"})
    }


def names_known_attack(trigger: Token) -> bool:
    """Tell whether a word for violence that is known tells it: "the attack", "hit" in "the attack hit a car"."""
    subjects = [trigger] if trigger.pos_ not in _VERBAL else surface_subjects(trigger)
    return any(
        noun.lemma_.lower() in ATTACKS
        and any(child.lower_ in _POINTING for child in noun.children if child.dep_ in {"det", "poss"})
        and not any(child.lower_ in _EARLIER for child in noun.children)
        for noun in subjects
    )


def names_deed(trigger: Token) -> set[str]:
    """Return the lemmas by which a later sentence may point back to this telling."""
    return {noun.lemma_.lower() for noun in deed_nouns(trigger)} | {trigger.lemma_.lower()}


def content(trigger: Token) -> set[str]:
    """Return the content words below the trigger, up to a limit that keeps long sentences cheap."""
    below = islice(trigger.subtree, _REACH)
    return {token.lemma_.lower() for token in below if token.pos_ in _CONTENT and token.i != trigger.i}


def things(document: Document, trigger: Token) -> set[str]:
    """Return what was acted upon where it is no actor: "bridge" of "blew up a bridge"."""
    if trigger.pos_ not in _VERBAL:
        return set()
    return {
        token.lemma_.lower()
        for token in objects(trigger)
        if document.entity_of(token) is None and token.pos_ == "NOUN" and token.lemma_ not in _COUNTS
    }


def brings_about(cause: Token, harm: Token) -> bool:
    """Tell whether a clause says how the harm came about: "were killed when gunmen opened fire"."""
    link = cause
    while link.dep_ == "conj" and link.head.pos_ in _VERBAL:
        link = link.head
    if link.dep_ != "advcl" or not any(child.lower_ in _OCCASIONS for child in link.children if child.i < link.i):
        return False
    told = link.head
    return harm.i == told.i or shares_breath(harm, told)


def shares_breath(first: Token, second: Token) -> bool:
    """Tell whether one verb is joined to the other: "four were killed and dozens injured"."""
    return second.dep_ == "conj" and second.head.i == first.i


def trigger_of(document: Document, event: Event) -> Token:
    """Return the token of an event's first telling."""
    return document.parse[event.mentions[0].token]


def headline_end(document: Document) -> int:
    """Return where the headline ends: a first paragraph of few words without a full stop; 0 where there is none."""
    head, separator, _ = document.text[:_HEADLINE_CHARS].partition("\n\n")
    words = head.split()
    is_headline = bool(separator) and 0 < len(words) <= _HEADLINE and "\n" not in head
    return len(head) if is_headline and head.rstrip()[-1] not in _STOPS else 0


def lead_end(document: Document) -> int:
    """Return where the lead ends: the two paragraphs after the headline."""
    end = headline_end(document)
    for _ in range(2):
        found = document.text.find("\n\n", end + 2)
        if found < 0:
            return len(document.text)
        end = found
    return end
