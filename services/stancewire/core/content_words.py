"""The content words of a text by their beginnings, and a sketch of them by which texts of one story are known."""

from __future__ import annotations

import re
from base64 import b64decode, b64encode
from bisect import bisect_right
from functools import lru_cache
from hashlib import blake2b
from struct import unpack
from typing import Final

WORD: Final = re.compile(r"[^\W_][\w'’-]*")
_STEM: Final = 5
_SHORTEST: Final = 4
_LEAD: Final = 1200
_KEPT: Final = 64
_BYTES: Final = 2
_NO_BOUND: Final = 1 << 16


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_NO_CONTENT: Final = _set(
    """about above after again against along also among another around because been before being below between
    both could days does doing down during each early earlier even ever every first five following four from
    further have having here into just last late later least less like made make many more most much must
    near next nine none once only other over said same says second seven several shall should since some
    still such than that their them then there these they third this those three through time told today
    took under until upon very was week weeks were what when where which while will with within without
    would year years your"""
)


@lru_cache(maxsize=512)
def words_in(text: str) -> frozenset[str]:
    """Return the beginnings of the content words of a text, and its numbers."""
    return frozenset(beginning(word) for word in map(plain_word, WORD.findall(text)) if is_content(word))


def is_content(plain: str) -> bool:
    """Tell whether a plain word says something of its own."""
    return plain not in _NO_CONTENT and (len(plain) >= _SHORTEST or plain.isdigit())


def beginning(plain: str) -> str:
    """Return enough of a plain word to see "attack" in "attacks"."""
    return plain[:_STEM]


def plain_word(word: str) -> str:
    """Return a word in small letters without its genitive and marks."""
    plain = word.casefold()
    return plain if plain.isalnum() else plain.replace("’", "'").removesuffix("'s").strip("'-")


@lru_cache(maxsize=64)
def sketch(text: str) -> str:
    """Return a bottom-k sketch (Cohen 1997) of the content words of the first 1,200 characters, in base64.

    Names and numbers count twice: of two stories that only look alike they are what differs. The sketch holds the
    64 least of their 16-bit hashes: enough to estimate which share of their words two texts have in common, and no
    word can be read from it.
    """
    lead = text[:_LEAD]
    hashes = {_hash(word) for word in words_in(lead)} | {_hash(f"#{word}") for word in _particular(lead)}
    return b64encode(b"".join(sorted(hashes)[:_KEPT])).decode()


def _particular(text: str) -> frozenset[str]:
    # Also the first word of a sentence, which is one in ten.
    return frozenset(plain_word(word) for word in WORD.findall(text) if word[0].isupper() or word.isdigit())


def _hash(word: str) -> bytes:
    return blake2b(word.encode(), digest_size=_BYTES).digest()


@lru_cache(maxsize=2048)
def hashes_of(sketched: str) -> tuple[tuple[int, ...], frozenset[int]]:
    """Return the hashes of a sketch, ascending, and the same as a set. Raise ValueError for what is no base64."""
    raw = b64decode(sketched, validate=True)
    ordered = unpack(f">{len(raw) // _BYTES}H", raw[: len(raw) // _BYTES * _BYTES])
    return ordered, frozenset(ordered)


def has_words(sketched: str) -> bool:
    """Tell whether a sketch holds any hash. Raise ValueError for what is no base64."""
    return len(b64decode(sketched, validate=True)) >= _BYTES


def resemblance(one: str, other: str) -> float:
    """Return the estimated share of words that two sketched texts have in common, of all that either has.

    0 for no words. Raise ValueError for what is no base64.
    """
    (one_ordered, one_set), (other_ordered, other_set) = hashes_of(one), hashes_of(other)
    if not one_ordered or not other_ordered:
        return 0.0
    # Beyond the greatest hash of a full sketch nothing is known of its text.
    bound = min(_known_up_to(one_ordered), _known_up_to(other_ordered))
    shared = len(one_set & other_set)
    return shared / (bisect_right(one_ordered, bound) + bisect_right(other_ordered, bound) - shared)


def _known_up_to(ordered: tuple[int, ...]) -> int:
    return ordered[-1] if len(ordered) >= _KEPT else _NO_BOUND
