"""Who speaks through a text: "Maduro's letter", "a statement by the ministry", "the message" of those before it."""

from __future__ import annotations

from typing import Final

from stancewire.nlp.subjects import subjects
from stancewire.nlp.tree import Token
from stancewire.nlp.voice import passive_agents
from stancewire.nlp.word_sets import word_set

# What somebody wrote or said speaks for its author: "Maduro's letter said", "the ministry's statement read".
DOCUMENTS: Final = word_set(
    "letter statement post tweet message speech article interview video broadcast memo email communique "
    "note declaration address report remarks filing lawsuit petition release briefing spokesman "
    "spokeswoman spokesperson office recording text manifesto leaflet complaint telegram bulletin lawsuit suit "
    "essay op-ed column blog podcast testimony"
)
_DEFINITE: Final = frozenset({"the", "this", "that"})
_PUBLISHING: Final = word_set(
    "post issue release publish send write record circulate deliver give share broadcast leave put make read "
    "sign upload print distribute file"
)
_ISSUING: Final = word_set("issue post release publish send write circulate file sign")
# What one delivers is one's own; a letter may be read by another.
_SPOKEN: Final = frozenset({"speech", "address", "statement", "remark", "interview", "testimony"})
_DELIVERING: Final = frozenset({"give", "deliver", "make"})
_REACH: Final = 150


def authors(noun: Token) -> list[Token]:
    """Return who is named as the author of a text, by its own words or where the text was spoken of before."""
    delivered = noun.lemma_ in _SPOKEN and (noun.head.lemma_ in _DELIVERING or noun.dep_ == "pobj")
    own = _own(noun) or (_of_context(noun) if noun.head.lemma_ in _ISSUING or delivered else [])
    if own or not any(child.lower_ in _DEFINITE for child in noun.lefts):
        return own
    for index in range(noun.i - 1, max(-1, noun.i - _REACH), -1):
        earlier = noun.doc[index]
        if earlier.lemma_ == noun.lemma_ and earlier.pos_ == "NOUN":
            return _own(earlier) or _of_context(earlier)
    return []


def _own(noun: Token) -> list[Token]:
    for child in noun.children:
        if child.dep_ == "poss":
            return [child]
        if child.dep_ in {"prep", "agent"} and child.lower_ in {"from", "by"}:
            return [grand for grand in child.children if grand.dep_ == "pobj"]
        if child.dep_ == "acl" and child.tag_ == "VBN" and child.lemma_ in _ISSUING:
            # "the statement released by her lawyers", not "the letter seen by Reuters"
            return passive_agents(child)
    return []


def _of_context(noun: Token) -> list[Token]:
    """Return who "posted a message" or "said in a message"."""
    head = noun.head
    if noun.dep_ == "dobj" and head.lemma_ in _PUBLISHING:
        return subjects(head)
    if noun.dep_ == "pobj" and head.lower_ in {"in", "through", "via", "on", "with"} and head.head.pos_ == "VERB":
        return subjects(head.head)
    return []
