"""Common nouns that can act, and those that are made of two: "troops", "insurgent leader"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from stancewire.nlp.group_members import SINGULARS, member_of
from stancewire.nlp.knowledge_entry import RoleNoun

_PREPOSITIONS: Final = frozenset({"of", "for", "in", "at", "to", "from", "with"})


class RoleNouns:
    """The role nouns of the data files by lower-case lemma and plural."""

    def __init__(self, nouns: Mapping[str, RoleNoun]) -> None:
        """Take the nouns. `ends` are the lower-case words that one can end with, in either number.

        `longer_ends` are those that one of several words ends with, leaders and members of groups among them, and
        `before_ends` what may stand before such an end.
        """
        self._nouns = nouns
        last = {noun.rsplit(" ", 1)[-1] for noun in nouns} | SINGULARS.keys()
        self.ends = frozenset(last) | {f"{word}s" for word in last}
        self.before_ends = self.ends | {word for noun in nouns for word in noun.split(" ")[-2:-1]}
        self.longer_ends = frozenset(noun.rsplit(" ", 1)[-1] for noun in nouns if " " in noun) | SINGULARS.keys()

    def ending(self, words: Sequence[str]) -> RoleNoun | None:
        """Return the longest role noun, of up to three words, that ends these lower-case words, else None.

        The leaders and members of a group are of its sector ("insurgent leader"), also where no entry says so. Of
        words with a preposition inside, those before it count: "department of agriculture".
        """
        ends = (" ".join(words[-size:]) for size in (3, 2) if size <= len(words))
        longer = next((noun for end in ends if (noun := self._nouns.get(end))), None)
        if longer is not None:
            return longer
        border = next((place for place, word in enumerate(words) if place and word in _PREPOSITIONS), None)
        if border is None:
            return self._member(words)
        group = self._nouns.get(words[-1])
        return member_of(group, words[border - 1], None) or self.ending(words[:border])

    def _member(self, words: Sequence[str]) -> RoleNoun | None:
        noun = self._nouns.get(words[-1]) if words else None
        groups = (self._nouns.get(" ".join(words[-size - 1 : -1])) for size in (2, 1) if size < len(words))
        return next((made for group in groups if (made := member_of(group, words[-1], noun))), noun)
