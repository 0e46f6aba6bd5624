"""Who goes by a name: as it is written, without accents, in other case, or as a country's institution."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cached_property
from typing import Final

from stancewire.nlp.knowledge_entry import Entry, fold
from stancewire.nlp.knowledge_index import Index, outer_words
from stancewire_schemas.codes import Sector

_SHOUTED: Final = 5  # a word of so many capitals stands in a headline; shorter ones are acronyms
_REMEMBERED: Final = 100_000  # names asked for; news repeats them
_LEGAL_FORMS: Final = frozenset(
    {"inc", "corp", "co", "ltd", "plc", "llc", "ag", "sa", "nv", "se", "spa", "group", "corporation"}
)


class NameLookup:
    """The names of an index, and those of institutions, which a rule makes of a country and a kind."""

    def __init__(
        self, index: Index, kinds: Iterable[str], institution_named: Callable[[str], Entry | None]
    ) -> None:
        """Take an index, the names of kinds of institutions, and what finds "the Venezuelan government"."""
        self._index, self._kinds, self._institution_named = index, frozenset(kinds), institution_named
        self._asked: dict[str, tuple[Entry, ...]] = {}
        self._starting: dict[str, bool] = {}

    def find(self, name: str) -> tuple[Entry, ...]:
        """Return the entries that go by this name, in file order; empty where nobody does. Asked once, kept."""
        found = self._asked.get(name)
        if found is None:
            found = self._find(name)
            if len(self._asked) < _REMEMBERED:
                self._asked[name] = found
        return found

    def _find(self, name: str) -> tuple[Entry, ...]:
        bare = name[4:] if name[:4] in {"the ", "The "} else name
        names = self._index.names
        found = names.get(bare) or names.get(fold(bare))
        if not found and " " in bare:
            found = self._index.folded.get(fold(bare).lower())
        return found or self._find_otherwise(bare)

    def _find_otherwise(self, bare: str) -> tuple[Entry, ...]:
        """Try a company without its legal form, a shouted name in small letters, and institutions."""
        front, _, last = bare.rpartition(" ")
        if front and last.rstrip(".").lower() in _LEGAL_FORMS:
            return tuple(entry for entry in self.find(front) if entry.sector is Sector.BUSINESS)
        spoken = bare.title()
        # Initials ("U.S.S.R.") are the same in both.
        if bare.isupper() and len(bare) >= _SHOUTED and spoken != bare:
            return self.find(spoken)
        made = self._institution_named(bare)
        return (made,) if made else ()

    def can_start_with(self, word: str) -> bool:
        """Tell whether a name or metonym can begin with this token, in any case."""
        told = self._starting.get(word)
        if told is None:
            told = fold(word).lower() in self._starts
            if len(self._starting) < _REMEMBERED:
                self._starting[word] = told
        return told

    @cached_property
    def _starts(self) -> frozenset[str]:
        # Made at the first text: who only looks names up has no use for it.
        index = self._index
        owners = (index.names, index.country_names, index.demonyms, index.metonyms, self._kinds)
        firsts = {fold(name).partition(" ")[0].lower() for names in owners for name in names}
        return outer_words(firsts)[0]
