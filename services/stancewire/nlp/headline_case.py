"""Headlines In Title Case, written as sentences are, so that the parser sees verbs where it would see names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import Final

from stancewire.nlp.frames import frame_tables
from stancewire.nlp.ontology import rows
from stancewire.nlp.word_sets import word_set

_WORD: Final = re.compile(r"[A-Za-z][A-Za-z'’]*")
_MOST: Final = 0.7
_LEAST_WORDS: Final = 4
_LONGEST: Final = 300
_SHORT: Final = 3
_SURE: Final = 1000
_BEFORE_NAMES: Final = word_set("new north south east west united saint high central")
_CALENDAR: Final = word_set(
    "january february march april may june july august september october november december monday tuesday "
    "wednesday thursday friday saturday sunday"
)
_SENTENCES: Final = (
    "frames/idioms.tsv", "cues/verbs.tsv", "cues/nouns.tsv", "cues/adjectives.tsv", "cues/evaluations.tsv",
    "cues/prepositions.tsv", "knowledge/role_nouns.tsv", "magnitudes.tsv",
)  # fmt: skip
_PLAIN: Final = word_set(
    "above across after again against ahead almost along already also although amid amidst among anti around "
    "away back before behind below beneath beside between beyond both during each early eight either enough "
    "ever every faster few final first five following former four fresh from further half here high into its "
    "itself just largest last late later least less like local long low main major many more most much near "
    "nearly neither never new next nine nor northern now off once one ongoing only onto other out over own past "
    "per possible prominent rapid recent remaining renewed same second seven several since six some southern "
    "still such ten than that their them then there these they third this those three through throughout today "
    "together tomorrow tonight too toward towards two under until upcoming upon very via what when where which "
    "while who why will with within without yesterday yet your international national growing common tension "
    "tensions joint nuclear"
)
_PAIRS: Final = frozenset({
    ("United", "States"), ("United", "Nations"), ("United", "Kingdom"), ("White", "House"), ("Supreme", "Court"),
    ("European", "Union"), ("Federal", "Reserve"), ("State", "Department"), ("Justice", "Department"),
    ("Wall", "Street"), ("Middle", "East"), ("Central", "Bank"), ("World", "Bank"), ("Red", "Cross"),
    ("Red", "Sea"), ("Black", "Sea"), ("West", "Bank"), ("National", "Guard"), ("Security", "Council"),
})  # fmt: skip
_ENDINGS: Final = (
    ("ies", "y"), ("ied", "y"), ("es", ""), ("s", ""), ("ed", ""), ("ed", "e"), ("ing", ""), ("ing", "e"),
)  # fmt: skip


def in_sentence_case(text: str) -> str:
    """Return the text with its headline, where that is in title case, in the case of a sentence.

    The length stays, so offsets hold. A word keeps its capital where nothing says that it is an ordinary one, or
    where the body writes it so too.
    """
    head, separator, body = text.partition("\n\n")
    if not separator or len(head) > _LONGEST:
        return text
    words = list(_WORD.finditer(head))
    if not _is_title_case([word.group() for word in words]):
        return text
    named = _named(body)
    written = head
    for index, word in enumerate(words[1:], 1):
        if _is_ordinary(word.group()) and not _is_named([w.group() for w in words], index, named, body):
            written = f"{written[: word.start()]}{word.group().lower()}{written[word.end() :]}"
    return written + separator + body


def _is_title_case(words: list[str]) -> bool:
    long = [word for word in words if len(word) > _SHORT]
    capital = sum(word[0].isupper() and not word.isupper() for word in long)
    return len(words) >= _LEAST_WORDS and capital >= _MOST * len(long)


def _named(body: str) -> frozenset[str]:
    """Return the words that the body writes with a capital inside its sentences and never without."""
    inside = {found.group(1) for found in re.finditer(r"[a-z,] ([A-Z][a-z]+)", body)}
    return frozenset(word for word in inside if not re.search(rf"\b{word.lower()}\b", body))


def _is_named(words: list[str], index: int, named: frozenset[str], body: str) -> bool:
    if words[index] in named or _is_in_pair(words, index):
        return True
    if words[index].lower() in _BEFORE_NAMES and index + 1 < len(words) and not _is_ordinary(words[index + 1]):
        return True
    # "Support" alone is a word, "Rapid Support" a name where the body has it too.
    pairs = (" ".join(words[i : i + 2]) for i in (index - 1, index) if i + 1 < len(words))
    return any(pair in body for pair in pairs)


def _is_in_pair(words: list[str], index: int) -> bool:
    """Tell "United States", two plain words that are one name."""
    pairs = (tuple(words[i : i + 2]) for i in (index - 1, index) if i >= 0)
    return any(pair in _PAIRS for pair in pairs)


def _is_ordinary(word: str) -> bool:
    lower = word.lower()
    if not word[0].isupper() or word.isupper() or lower in _CALENDAR:
        return False
    known = _ordinary()
    if lower in known or lower.endswith("ly"):
        return True
    stems = (lower[: -len(ending)] + other for ending, other in _ENDINGS if lower.endswith(ending))
    return any(stem in known or (stem and stem[:-1] in known and stem[-1:] == stem[-2:-1]) for stem in stems)


@cache
def _ordinary() -> frozenset[str]:
    """Return the words that the lexicons' example sentences mostly write small inside a sentence."""
    small, large = Counter(dict.fromkeys(_PLAIN, _SURE)), Counter(dict.fromkeys(_CALENDAR, _SURE))
    for sentence in _sentences():
        words = _WORD.findall(sentence)
        small.update(word for word in words if word.islower())
        named = words if len(words) > 1 and words[1][0].isupper() else words[1:]
        large.update(word.lower() for word in named if word[0].isupper())
    return frozenset(word for word, count in small.items() if count > large[word])


def _sentences() -> Iterator[str]:
    for name in _SENTENCES:
        yield from (cells[-1] for cells in rows(name))
    for name in frame_tables():
        for cells in rows(name):
            yield f"A {cells[1]}"
            yield cells[10]
    for singular, plural, *_ in rows("knowledge/role_nouns.tsv"):
        yield f"A {singular} {plural}"
