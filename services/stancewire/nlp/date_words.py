"""The tokens as the date grammar reads them."""

from __future__ import annotations

from bisect import bisect_left
from functools import lru_cache
from typing import Final

from stancewire.nlp import calendar_words as cw
from stancewire.nlp.date_forms import Form
from stancewire.nlp.number_words import SCALES
from stancewire.nlp.tree import Doc, Token
from stancewire.nlp.word_index import lower_forms
from stancewire.nlp.word_sets import word_set

Reading = tuple[Form, int]
"""A form and the token after its last word."""

_NAME_TYPES: Final = frozenset({"PERSON", "ORG", "WORK_OF_ART", "PRODUCT", "FAC", "NORP", "LAW"})
_CLAUSE_END: Final = frozenset({"", ",", ".", ";", ":", ")", "-", "–", "—", '"', "”", "?", "!", "and", "but", "\n"})
_STARTERS: Final = (
    frozenset(cw.MONTHS) | frozenset(cw.WEEKDAYS) | frozenset(cw.UNITS) | cw.LAST | cw.NEXT | cw.THIS
    | cw.PAST_WINDOW
    | frozenset(cw.PARTS) | frozenset(cw.SEASONS) | frozenset(cw.ORDINALS) | frozenset(cw.TODAY_WORDS)
    | frozenset(cw.DECADE_WORDS) | cw.VAGUE_COUNT | {key[0] for key in cw.FIXED_DAYS}
    | word_set(
    "in since until till by from between the that these a an couple just only about nearly almost "
    "roughly around exactly one two three four five six seven eight nine ten eleven twelve thirteen "
    "fourteen fifteen twenty thirty forty fifty sixty seventy eighty ninety weekend overnight"
)
)  # fmt: skip
# Words one of which is in every time expression that has no figure.
_TELLING: Final = (
    frozenset(cw.MONTHS) | frozenset(cw.WEEKDAYS) | frozenset(cw.UNITS) | frozenset(cw.PARTS)
    | frozenset(cw.SEASONS) | frozenset(cw.TODAY_WORDS) | frozenset(cw.DECADE_WORDS) | cw.DAY_PARTS
    | {word for key in cw.FIXED_DAYS for word in key} | word_set("weekend overnight now then here century")
)  # fmt: skip
_REACH: Final = 9
_REMEMBERED: Final = 20_000
# These open an expression only before a word that opens one itself or is one of the following.
_ARTICLES: Final = frozenset({"the", "a", "an", "that", "these"})
_AFTER_ARTICLE: Final = word_set("following subsequent same full more whole") | SCALES.keys()


class Words:
    """A read-only view of the tokens: lower-case words without a final dot.

    `starts` are the tokens that can open a time expression at all.
    """

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.low = [_bare(token.lower_) for token in doc.tokens]
        forms = [(_bare(form), tokens) for form, tokens in lower_forms(doc)]
        telling = sorted(token.i for word, tokens in forms if _tells_time(word) for token in tokens)
        opening = sorted(token.i for word, tokens in forms if _may_start(word) for token in tokens)
        self.starts = [index for index in opening if self._may_open(index, telling)]

    def _may_open(self, index: int, telling: list[int]) -> bool:
        """Tell whether a word that tells a time is near, and an article stands before what opens one itself."""
        near = bisect_left(telling, index)
        if near == len(telling) or telling[near] >= index + _REACH:
            return False
        if self.low[index] not in _ARTICLES:
            return True
        follower = self.word(index + 1)
        return follower in _AFTER_ARTICLE or (follower != "" and _may_start(follower))

    def __len__(self) -> int:
        return len(self.low)

    def word(self, index: int) -> str:
        """Return the word, or an empty string past the end."""
        return self.low[index] if index < len(self.low) else ""

    def ends_clause(self, index: int) -> bool:
        """Tell whether nothing of the same clause follows from here."""
        return self.word(index).strip() in _CLAUSE_END or (
            index < len(self.doc) and self.doc[index].pos_ in {"AUX", "VERB"}
        )

    def calendar_name(self, index: int) -> bool:
        """Tell whether the word stands as a month or weekday, not as a verb or inside the name of a thing."""
        token = self.doc[index]
        if not token.text[0].isupper():
            return False
        if index and self.low[index - 1] in {"every", "each"}:
            return False
        if self.low[index] in cw.DOUBTFUL and token.tag_[:2] != "NN" and token.ent_type_ != "DATE":
            return False
        before = self.doc[index - 1] if index else None
        if before is not None and before.text[0].isupper() and self._named_after(index, before):
            return False
        return not self._inside_name(index)

    def _named_after(self, index: int, before: Token) -> bool:
        """Tell whether "Black Friday" or "Theresa May" is meant."""
        if self.low[index - 1] in cw.NAME_BEFORE:
            return True
        bare = not self.word(index + 1)[:1].isdigit()
        return bare and self.low[index] in cw.NAME_MONTHS and before.tag_ == "NNP" and before.ent_type_ != "DATE"

    def _inside_name(self, index: int) -> bool:
        token = self.doc[index]
        if token.ent_type_ not in _NAME_TYPES or self.word(index + 1)[:1].isdigit():
            return False
        beside = [self.doc[i] for i in (index - 1, index + 1) if 0 <= i < len(self.doc)]
        return any(other.ent_type_ == token.ent_type_ and other.text[0].isupper() for other in beside)

    def day_number(self, index: int) -> int | None:
        """Return the day of a month that the word gives ("6", "6th"), or None."""
        word = self.word(index)
        if word[-2:] in {"st", "nd", "rd", "th"}:
            word = word[:-2]
        return (
            int(word) if word.isdecimal() and word.isascii() and len(word) <= 2 and 1 <= int(word) <= 31 else None
        )

    def year_number(self, index: int) -> int | None:
        """Return the year that the word gives, 1000 to 2199, or None."""
        word = self.word(index)
        return (
            int(word)
            if len(word) == 4 and word.isdecimal() and word.isascii() and 1000 <= int(word) < 2200
            else None
        )


@lru_cache(maxsize=_REMEMBERED)
def _tells_time(word: str) -> bool:
    return word in _TELLING or any(letter.isdigit() for letter in word) or word[0] in "'’qm"


@lru_cache(maxsize=_REMEMBERED)
def _may_start(word: str) -> bool:
    return word in _STARTERS or word[0].isdigit() or word[0] in "'’qm"


@lru_cache(maxsize=_REMEMBERED)
def _bare(word: str) -> str:
    return word[:-1] if len(word) > 2 and word[-1] == "." else word
