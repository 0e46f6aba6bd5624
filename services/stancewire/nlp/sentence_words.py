"""The words of a sentence as rules and frames ask for them, in small letters, each once.

Most frames ask for words that a sentence does not have. To see that costs one look at two sets, where reading the
slots that would hold them costs a walk.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from stancewire.nlp.meant_things import points_back
from stancewire.nlp.tree import Doc, Token

_KNOWN: Final = "stancewire.sentence_words"
_REACHING_OVER: Final = "between"


def lemmas_of(sentence: Sequence[Token]) -> frozenset[str]:
    """Return the lemmas of a sentence; read once for each sentence of a parse."""
    return _read(sentence)[0]


def words_of(sentence: Sequence[Token]) -> frozenset[str]:
    """Return the lemmas and the forms of a sentence; read once for each sentence of a parse."""
    return _read(sentence)[1]


def _read(sentence: Sequence[Token]) -> tuple[frozenset[str], frozenset[str]]:
    if not sentence:
        return frozenset(), frozenset()
    known: dict[tuple[int, int], tuple[frozenset[str], frozenset[str]]]
    known = sentence[0].doc.user_data.setdefault(_KNOWN, {})
    place = sentence[0].i, len(sentence)
    found = known.get(place)
    if found is None:
        lemmas = frozenset([token.lemma_.lower() for token in sentence])
        found = known[place] = lemmas, lemmas.union([token.lower_ for token in sentence])
    return found


def wordings(token: Token) -> tuple[str, ...]:
    """Return the lemma; a plural at the head of a sentence may be taken for a name ("Inspectors entered")."""
    lemma = token.lemma_.lower()
    if token.is_sent_start and token.tag_ in {"NNP", "NNPS"} and lemma.endswith("s"):
        return lemma, lemma[:-1]
    return (lemma,)


class Vocabulary:
    """All words that the slots of a trigger can hold, by its sentence. Made once a document, of the mended tree."""

    def __init__(self, parse: Doc) -> None:
        """Take a parse. Where a word hangs on another sentence, slots may reach anywhere in the text."""
        self._parse = parse
        self._is_parted = all(token.head.sent is token.sent for token in parse.tokens)
        self._whole: frozenset[str] | None = None

    def around(self, sentence: Sequence[Token]) -> frozenset[str]:
        """Return forms and wordings of a sentence, or of the text: "between" looks for its second side beyond."""
        words = words_of(sentence)
        if self._is_parted and _REACHING_OVER not in words:
            start = sentence[0].i if sentence else 0
            if start and points_back(sentence):
                words |= words_of(list(self._parse.tokens[start - 1].sent))
            return words.union(*map(wordings, sentence[:1]))
        if self._whole is None:
            forms = {token.lower_ for token in self._parse.tokens}
            self._whole = frozenset(forms.union(*map(wordings, self._parse.tokens)))
        return self._whole
