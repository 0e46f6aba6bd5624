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
_KNOWN: Final = "stancewire.domains"
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
    if _weights(sentence, frames).get(_CONTEST, 0) < _CONTESTED:
        return False
    return not harms(lemmas_of(sentence), frames)


def harms(words: frozenset[str], frames: Frames) -> bool:
    """Tell whether words of bodily harm or of arms are among those of a sentence."""
    told, classes = words - _OFFICIAL, frames.classes
    return not all(map(told.isdisjoint, (_BODILY, classes["bomb"], classes["missile"], classes["troops"])))


def idiomatic(sentence: Sequence[Token], frames: Frames) -> frozenset[int]:
    """Return the tokens inside fixed phrases that tell no event, as "attack" of "attack ad"."""
    words = words_of(sentence)
    # Few sentences have all the words of any phrase, in whatever order.
    phrases = [
        phrase
        for first in frames.idioms.keys() & words
        for phrase in frames.idioms[first]
        if words.issuperset(phrase)
    ]
    return frozenset(token.i for phrase in phrases for token in _places_of(phrase, sentence, frames))


def _places_of(phrase: tuple[str, ...], sentence: Sequence[Token], frames: Frames) -> list[Token]:
    """Return the tokens of a sentence that stand together as the phrase, wherever they do."""
    found: list[Token] = []
    for start, token in enumerate(sentence):
        if _is_form_of(token, phrase[0]):
            span = sentence[start : start + len(phrase)]
            fits = len(span) == len(phrase) and all(map(_is_form_of, span, phrase))
            if fits and not is_under_arms(span, frames):
                found += span
    return found


def _is_form_of(token: Token, word: str) -> bool:
    return word in {token.lower_, token.lemma_.lower()}


def _domain_weight(sentence: Sequence[Token], frames: Frames, domains: frozenset[str]) -> int:
    weights = _weights(sentence, frames)
    return max((weights.get(domain, 0) for domain in domains), default=0)


def _weights(sentence: Sequence[Token], frames: Frames) -> Mapping[str, int]:
    """Return the weight of each domain of which the words tell; read once for each sentence of a parse."""
    if not sentence:
        return {}
    known: dict[tuple[int, int], Mapping[str, int]] = sentence[0].doc.user_data.setdefault(_KNOWN, {})
    place = sentence[0].i, len(sentence)
    if place not in known:
        known[place] = _weigh(lemmas_of(sentence), frames)
    return known[place]


def _weigh(words: frozenset[str], frames: Frames) -> Mapping[str, int]:
    weights: defaultdict[str, int] = defaultdict(int)
    for word in frames.domains.keys() & words:
        domain, weight = frames.domains[word]
        weights[domain] += weight
    return dict(weights)


def _is_credit(sentence: Sequence[Token]) -> bool:
    words = (token for token in sentence if not token.is_space)
    bracketed = next((token.text == "(" for token in words), False)
    return bracketed and next((token.lower_ in _CREDIT for token in words if token.is_alpha), False)
