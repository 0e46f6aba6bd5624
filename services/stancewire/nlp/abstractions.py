"""Violence done to what cannot bleed: "an assault on red tape", "killed off doubts", "ambushed with a joke"."""

from __future__ import annotations

from typing import Final

from stancewire.nlp.fillers import content_heads
from stancewire.nlp.match import Match
from stancewire.nlp.prepositions import prepositions
from stancewire.nlp.tree import Token
from stancewire_schemas.codes import EventType

_MEDIA: Final = frozenset({"media", "twitter", "facebook", "television", "tv", "radio", "air", "instagram"})
_AT: Final = ("obj", "on", "against", "upon", "at")


def is_aimed_at_idea(match: Match) -> bool:
    """Tell a figure of speech by what is hit or by what it is hit with; animals are no side either."""
    if match.type is not EventType.ASSAULT:
        return False
    classes = match.predicate.frames.classes
    hit = next((found for name in _AT if (found := _aimed(match, name))), [])
    harmless = classes["idea"] | classes["wordy"] | classes["animal"]
    if (hit and all(_names(token, harmless) for token in hit)) or in_public_words(match.predicate.token):
        return True
    means = prepositions(match.predicate.token).get("with", [])
    return bool(means) and all(_names(token, classes["wordy"]) for token in means)


def in_public_words(verb: Token) -> bool:
    """Tell "attacked on social media" and "attacked online": words, whoever they meet."""
    places = prepositions(verb).get("on", ()) if verb.pos_ == "VERB" else ()
    return any(child.lower_ == "online" for child in verb.children) or any(
        noun.lemma_.lower() in _MEDIA for noun in places
    )


def _aimed(match: Match, name: str) -> list[Token]:
    return [head for token in match.predicate.slot(name) for head in content_heads(token)]


def _names(token: Token, words: frozenset[str]) -> bool:
    return token.pos_ != "PROPN" and token.lemma_.lower() in words
