"""What Stancewire knows of the world: countries, people with dated offices, organisations, titles and role nouns.

Loaded once a process from the package's data files and never changed after. Every look-up is a dict hit.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cache, cached_property
from pathlib import Path

from stancewire.nlp.knowledge_entry import Entry, Office, RoleNoun, Title, fold
from stancewire.nlp.knowledge_files import (
    merge_extra_file,
    paths_of,
    read_own_entries,
    read_role_nouns,
    read_titles,
)
from stancewire.nlp.knowledge_index import Index, build_index, outer_words, parts_of_words, post_keys
from stancewire.nlp.knowledge_institutions import (
    GOVERNMENT,
    institution_entry,
    read_institutions,
    split_institution,
)
from stancewire.nlp.name_lookup import NameLookup
from stancewire.nlp.role_nouns import RoleNouns

__all__ = ["Entry", "Knowledge", "Office", "RoleNoun", "Title"]

_LEADER = "leader"


class Knowledge:
    """The knowledge base. Build it with `load`."""

    def __init__(self, entries: Mapping[str, Entry]) -> None:
        self._entries = entries
        self._titles = read_titles()
        self._title_starts, self._title_ends = outer_words(self._titles)
        self._title_parts = parts_of_words(self._titles)
        self._role_nouns = read_role_nouns()
        self._roles = RoleNouns(self._role_nouns)
        self._institutions = read_institutions()
        self._by_key = {kind.key: kind for kind in self._institutions.values()}
        # Made by rule when asked for: at most one for each kind and country.
        self._made: dict[tuple[str, str], Entry] = {}
        self._index: Index = build_index(entries, self._titles)
        self._names = NameLookup(self._index, self._institutions, self._institution_named)

    @classmethod
    def load(cls, extra_files: Iterable[str | Path] = ()) -> Knowledge:
        """Return the knowledge base of this version, with the user's files merged over it.

        Args:
            extra_files: JSONL files of entries; the same id replaces, a new id adds, later files win.

        Raises:
            UserError: An extra file, or a line of it, cannot be used.
        """
        paths = paths_of(extra_files)
        return _own() if not paths else cls(_merged(paths))

    def __len__(self) -> int:
        return len(self._entries)

    def entries(self) -> tuple[Entry, ...]:
        """Return every entry of the data files, countries first, then by file and id."""
        return tuple(self._entries.values())

    def by_id(self, identifier: str) -> Entry | None:
        """Return the entry with this id, also for governments and institutions made by rule; else None."""
        found = self._entries.get(identifier)
        if found or not identifier.startswith("sw:gov/"):
            return found
        alpha3, _, key = identifier.removeprefix("sw:gov/").partition("/")
        return self.institution(key or GOVERNMENT, alpha3)

    def lookup(self, name: str) -> tuple[Entry, ...]:
        """Return the entries that go by this name, in file order; empty where nobody does.

        Who is meant is for the caller to judge. Tries the name as written, then without accents, then (names of
        several words only) without regard to case, and at last as an institution of a country ("Venezuelan
        government"). A leading "the" is ignored, and so is the legal form of a company ("Apple Inc.").
        """
        return self._names.find(name)

    def starts_name(self, word: str) -> bool:
        """Tell whether a name that `lookup` or `metonym` knows can begin with this token, in any case."""
        return self._names.can_start_with(word)

    def people_called(self, family_name: str) -> tuple[Entry, ...]:
        """Return the people whom a second mention calls by this name ("Maduro"), in file order."""
        return self._index.families.get(family_name) or self._index.families.get(fold(family_name)) or ()

    def country(self, alpha3: str) -> Entry | None:
        """Return the country or territory with this ISO 3166 alpha-3 code, else None."""
        return self._index.countries.get(alpha3)

    def country_named(self, name: str) -> str | None:
        """Return the alpha-3 of the country that this name is; None for every other name."""
        return self._index.country_names.get(name.removeprefix("the "))

    @cached_property
    def country_words(self) -> frozenset[str]:
        """The names of countries that are one word."""
        return frozenset(name for name in self._index.country_names if " " not in name)

    def demonym(self, word: str) -> str | None:
        """Return the alpha-3 of "Venezuelan", "Venezuelans", "South Korean", "Britons"; None for other words."""
        return self._index.demonyms.get(word) or self._index.demonyms.get(fold(word))

    def metonym(self, name: str) -> Entry | None:
        """Return the government or institution that a place name can stand for ("Washington", "the Kremlin").

        Whether it does so in this sentence is for the caller to judge.
        """
        bare = name[4:] if name[:4] in {"the ", "The "} else name
        target = self._index.metonyms.get(bare) or self._index.metonyms.get(fold(bare))
        return self.by_id(target) if target else None

    def institution(self, key: str, alpha3: str) -> Entry | None:
        """Return a country's institution by its key in `institutions.tsv` ("foreign-ministry"); None if unknown.

        An organisation that has a name of its own stands in where there is one (USA: the State Department).
        """
        made = self._made.get((key, alpha3))
        if made is not None:
            return made
        named = self._index.institutions.get((key, alpha3))
        if named:
            return self._entries[named]
        kind, country = self._by_key.get(key), self.country(alpha3)
        if kind is None or country is None:
            return None
        return self._made.setdefault((key, alpha3), institution_entry(kind, country))

    def role_noun(self, lemma: str) -> RoleNoun | None:
        """Return what kind of actor a common noun names (lower-case lemma or plural), else None."""
        return self._role_nouns.get(lemma)

    def role_ending(self, words: Sequence[str]) -> RoleNoun | None:
        """Return the longest role noun, of up to three words, that ends these lower-case words, else None.

        The leaders and members of a group are of its sector ("insurgent leader"). Of words with a preposition
        inside, those before it count: "department of agriculture".
        """
        return self._roles.ending(words)

    @property
    def role_ends(self) -> frozenset[str]:
        """The lower-case words that a role noun can end with, in either number."""
        return self._roles.ends

    def ends_longer_role(self, word_lower: str, before_lower: str) -> bool:
        """Tell whether a role noun of several words can end with two words: "armed forces", "insurgent leader"."""
        return word_lower in self._roles.longer_ends and before_lower in self._roles.before_ends

    def title(self, words_lower: str) -> Title | None:
        """Return the title that these lower-case words are ("prime minister"), else None."""
        return self._titles.get(words_lower)

    def starts_title(self, word_lower: str) -> bool:
        """Tell whether a title can begin with this token, which may be the first part of a hyphened word."""
        return word_lower in self._title_starts

    def ends_title(self, word_lower: str) -> bool:
        """Tell whether a title can end with this token."""
        return word_lower in self._title_ends

    def in_title(self, word_lower: str) -> bool:
        """Tell whether this token, which may be a part of a hyphened word, can stand anywhere in a title."""
        return word_lower in self._title_parts

    def office_at(self, entry: Entry, day: date) -> Office | None:
        """Return the most important post that the entry held on this day, else None."""
        return next((office for office in entry.offices if office.held_on(day)), None)

    def former_office(self, entry: Entry, day: date) -> Office | None:
        """Return the most important post that ended before this day, else None."""
        return next((office for office in entry.offices if office.until and office.until < day), None)

    def holder(self, office_words: str, alpha3: str, day: date) -> Entry | None:
        """Return who held a post of a country on a day, the latest to enter it where several overlap.

        Args:
            office_words: A title in any case ("president", "Foreign Minister", "leader").
            alpha3: The country.
            day: Usually the day of publication.
        """
        words = office_words.lower()
        country = self.country(alpha3)
        if words == _LEADER and country:
            words = str(country.extra.get("leader", _LEADER))
        for key in post_keys(words, self._titles):
            for office, identifier in self._index.posts.get((key, alpha3), ()):
                if office.held_on(day):
                    return self._entries[identifier]
        return None

    def _institution_named(self, bare: str) -> Entry | None:
        split = split_institution(bare, self._index.demonyms, self._index.country_names)
        if not split or split[1] not in self._institutions:
            return None
        return self.institution(self._institutions[split[1]].key, split[0])


@cache
def _own() -> Knowledge:
    return Knowledge(read_own_entries())


def _merged(paths: Iterable[Path]) -> dict[str, Entry]:
    entries = read_own_entries()
    for path in paths:
        merge_extra_file(path, entries)
    return entries
