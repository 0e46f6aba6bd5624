"""The words of a sentence as rules and frames ask for them: lemmas in small letters, each once.

Most frames ask for words that a sentence does not have. To see that costs one look at two sets, where reading the
slots that would hold them costs a walk.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from stancewire.nlp.tree import Doc, Token

_KNOWN: Final = "stancewire.sentence_words"
_REACHING_OVER: Final = "between"


def lemmas_of(sentence: Sequence[Token]) -> frozenset[str]:
    """Return the lemmas of a sentence; read once for each sentence of a parse."""
    if not sentence:
        return frozenset()
    known: dict[tuple[int, int], frozenset[str]] = sentence[0].doc.user_data.setdefault(_KNOWN, {})
    place = (sentence[0].i, len(sentence))
    if place not in known:
        known[place] = frozenset(token.lemma_.lower() for token in sentence)
    return known[place]


def wordings(token: Token) -> tuple[str, ...]:
    """Return the lemma; a plural at the head of a sentence may be taken for a name ("Inspectors entered")."""
    lemma = token.lemma_.lower()
    if token.is_sent_start and token.tag_ in {"NNP", "NNPS"} and lemma.endswith("s"):
        return lemma, lemma[:-1]
    return (lemma,)


class Vocabulary:
    """What the slots of a trigger can hold, by its sentence. Made once a document, after its tree is mended."""

    def __init__(self, parse: Doc) -> None:
        """Take a parse. Where a word hangs on another sentence, slots may reach anywhere in the text."""
        self._parse = parse
        self._is_parted = all(token.head.sent is token.sent for token in parse.tokens)
        self._whole: frozenset[str] | None = None

    def around(self, sentence: Sequence[Token]) -> frozenset[str]:
        """Return the wordings of a sentence, or of the text: "between" looks for its second side beyond the end."""
        if self._is_parted and not any(token.lower_ == _REACHING_OVER for token in sentence):
            return lemmas_of(sentence).union(*map(wordings, sentence[:1]))
        if self._whole is None:
            self._whole = frozenset(word for token in self._parse.tokens for word in wordings(token))
        return self._whole
