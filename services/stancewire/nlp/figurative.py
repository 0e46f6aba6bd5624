"""Sentences and articles that tell no political event: sport, markets, fiction, illness, a wire's own credits."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Final

from stancewire.nlp.frames import Frames
from stancewire.nlp.sentence_words import lemmas_of, words_of
from stancewire.nlp.tree import Token
from stancewire.nlp.under_fire import is_under_arms
from stancewire.nlp.word_sets import word_set

_CREDIT: Final = frozenset({"reporting", "editing", "compiled", "additional", "writing", "graphics"})
_ENOUGH: Final = 3
_CONTEST: Final = "contest"
_CONTESTED: Final = 2
_BODILY: Final = word_set(
    "kill wound injure shoot stab murder dead death die gunman gunmen gunfire assassinate assassination bullet "
    "police riot tear hospital victim militant rebel insurgent army military"
)
# Words of offices and courts as well as of arms.
_OFFICIAL: Final = word_set("division unit force guard personnel charge device mine dead")
_UNREAL: Final = frozenset({"fiction", "health"})
_TRADES: Final = frozenset({"sport", "market"})


def is_figurative(sentence: Sequence[Token], frames: Frames) -> bool:
    """Tell whether the sentence is a credit, or about a story or an illness rather than about politics."""
    return _is_credit(sentence) or _domain_weight(sentence, frames, _UNREAL) >= _ENOUGH


def is_of_trade(sentence: Sequence[Token], frames: Frames) -> bool:
    """Tell whether the sentence is about a game or a market, where only what an authority does is an event."""
    return _domain_weight(sentence, frames, _TRADES) >= _ENOUGH


def is_of_game(sentence: Sequence[Token], frames: Frames) -> bool:
    """Tell whether words of games stand there, enough to make of two countries two teams."""
    return _domain_weight(sentence, frames, frozenset({"sport"})) >= _CONTESTED


def is_contest(sentence: Sequence[Token], frames: Frames) -> bool:
    """Tell whether the sentence is about campaigners and their advertising, whose "blitz" and "battle" hurt nobody.

    A word of bodily harm or of arms says that it is not: candidates are shot at too.
    """
    words = lemmas_of(sentence)
    if _weights(words, frames)[_CONTEST] < _CONTESTED:
        return False
    return not harms(words, frames)


def harms(words: frozenset[str], frames: Frames) -> bool:
    """Tell whether words of bodily harm or of arms are among those of a sentence."""
    told, classes = words - _OFFICIAL, frames.classes
    return not all(map(told.isdisjoint, (_BODILY, classes["bomb"], classes["missile"], classes["troops"])))


def idiomatic(sentence: Sequence[Token], frames: Frames) -> frozenset[int]:
    """Return the tokens inside fixed phrases that tell no event, as "attack" of "attack ad"."""
    found: set[int] = set()
    openings = frames.idioms.keys() & words_of(sentence)
    if not openings:
        return frozenset()
    for start, token in enumerate(sentence):
        if token.lower_ not in openings and token.lemma_.lower() not in openings:
            continue
        lower, lemma = token.lower_, token.lemma_.lower()
        phrases = frames.idioms.get(lower, ())
        if lemma != lower:
            phrases = (*phrases, *frames.idioms.get(lemma, ()))
        for phrase in phrases:
            span = sentence[start : start + len(phrase)]
            if len(span) < len(phrase) or not all(map(_is_form_of, span, phrase)):
                continue
            if not is_under_arms(span, frames):
                found.update(word.i for word in span)
    return frozenset(found)


def _is_form_of(token: Token, word: str) -> bool:
    return word in {token.lower_, token.lemma_.lower()}


def _domain_weight(sentence: Sequence[Token], frames: Frames, domains: frozenset[str]) -> int:
    weights = _weights(lemmas_of(sentence), frames)
    return max((weights[domain] for domain in domains), default=0)


def _weights(words: frozenset[str], frames: Frames) -> Mapping[str, int]:
    """Return the weight of each domain; one of which the words tell nothing weighs 0."""
    weights: defaultdict[str, int] = defaultdict(int)
    for word in frames.domains.keys() & words:
        domain, weight = frames.domains[word]
        weights[domain] += weight
    return weights


def _is_credit(sentence: Sequence[Token]) -> bool:
    words = (token for token in sentence if not token.is_space)
    bracketed = next((token.text == "(" for token in words), False)
    return bracketed and next((token.lower_ in _CREDIT for token in words if token.is_alpha), False)
