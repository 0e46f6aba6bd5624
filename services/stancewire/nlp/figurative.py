"""Readings that no political event has: sport, markets, fiction, illness, and a wire's own credits."""

from __future__ import annotations

from collections import Counter
from typing import Final

from spacy.tokens import Doc, Span

from stancewire.nlp.frames import Frames

_CREDIT: Final = frozenset({"reporting", "editing", "compiled", "additional", "writing", "graphics"})
_ENOUGH: Final = 3


def is_figurative(sentence: Span, frames: Frames) -> bool:
    """Tell whether the sentence is about a game, a market, a story or an illness rather than about politics."""
    return _is_credit(sentence) or _domain_weight(sentence, frames) >= _ENOUGH


def idiomatic(sentence: Span, frames: Frames) -> frozenset[int]:
    """Return the tokens inside fixed phrases that tell no event: "attack" of "attack ad". Linear in the sentence."""
    forms = [{token.lower_, token.lemma_.lower()} for token in sentence]
    found: set[int] = set()
    for start, first in enumerate(forms):
        for phrase in (p for word in sorted(first) for p in frames.idioms.get(word, ())):
            span = forms[start : start + len(phrase)]
            if len(span) == len(phrase) and all(word in pair for word, pair in zip(phrase, span, strict=True)):
                found.update(range(sentence.start + start, sentence.start + start + len(phrase)))
    return frozenset(found)


def tells_mishap(parse: Doc, frames: Frames) -> bool:
    """Tell whether the article is about an accident or the weather rather than about violence, by its words."""
    words = Counter(token.lemma_.lower() for token in parse if token.pos_ == "NOUN")
    mishaps = sum(words[word] for word in sorted(frames.classes["accident"]))
    return mishaps > sum(words[word] for word in sorted(frames.classes["attackword"]))


def _domain_weight(sentence: Span, frames: Frames) -> int:
    weights: Counter[str] = Counter()
    for word in sorted({token.lemma_.lower() for token in sentence}):
        entry = frames.domains.get(word)
        if entry:
            weights[entry[0]] += entry[1]
    return max(weights.values(), default=0)


def _is_credit(sentence: Span) -> bool:
    words = [token.lower_ for token in sentence if token.is_alpha][:1]
    bracketed = sentence.text.lstrip().startswith("(")
    return bracketed and bool(words) and words[0] in _CREDIT
