"""A token as a plain object, with what spaCy calls by the same names; see `tree`."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from spacy.lang.en.lex_attrs import like_num
from spacy.lang.lex_attrs import is_punct, is_quote, word_shape

if TYPE_CHECKING:
    from stancewire.nlp.tree import Doc, Span

# News repeats its words, and each is asked about many times.
_WORDS_KEPT: Final = 20_000


class Token:
    """A word or mark. `i` counts tokens, `idx` code points; `children` are `lefts` and `rights`, each in order."""

    __slots__ = (
        "children", "dep_", "doc", "ent_iob_", "ent_type_", "head", "i", "idx", "is_sent_start", "is_space",
        "left_edge", "lefts", "lemma_", "lower_", "pos_", "right_edge", "rights", "sent", "tag_", "text",
        "whitespace_",
    )  # fmt: skip

    doc: Doc
    head: Token
    children: tuple[Token, ...]
    lefts: tuple[Token, ...]
    rights: tuple[Token, ...]
    left_edge: Token
    right_edge: Token
    sent: Span

    def __init__(self, doc: Doc, i: int, idx: int, text: str, whitespace: str) -> None:
        """Make a token that hangs on itself and has neither tag nor name."""
        self.doc, self.i, self.idx, self.text, self.whitespace_ = doc, i, idx, text, whitespace
        self.lower_ = text.lower()
        self.lemma_ = self.tag_ = self.pos_ = self.dep_ = self.ent_type_ = ""
        self.ent_iob_ = "O"
        self.is_space = text.isspace()
        self.is_sent_start = i == 0
        self.head = self.left_edge = self.right_edge = self
        self.children = self.lefts = self.rights = ()

    def __len__(self) -> int:
        """Return the code points of the text."""
        return len(self.text)

    def __repr__(self) -> str:
        return self.text

    @property
    def text_with_ws(self) -> str:
        """The text and the space behind it."""
        return self.text + self.whitespace_

    @property
    def subtree(self) -> Iterator[Token]:
        """The token and all that hangs on it, each behind what is left of it."""
        below: list[Token] = [self]
        for token in below:
            below.extend(token.children)
        return iter(sorted(below, key=lambda token: token.i))

    @property
    def ancestors(self) -> Iterator[Token]:
        """The head, its head, and so on up to the root of the sentence."""
        token = self
        while token.head is not token:
            token = token.head
            yield token

    @property
    def conjuncts(self) -> tuple[Token, ...]:
        """All that the token is coordinated with."""
        first = self
        while first.dep_ == "conj" and first.head is not first:
            first = first.head
        found = [first]
        for token in found:
            found.extend(child for child in token.rights if child.dep_ == "conj")
        return tuple(token for token in found if token is not self)

    def is_ancestor(self, below: Token) -> bool:
        """Whether the other one hangs, directly or not, on this one."""
        return any(token is self for token in below.ancestors)

    def nbor(self, by: int = 1) -> Token:
        """Return the token so many places on. Raise IndexError beyond either end."""
        if not 0 <= self.i + by < len(self.doc):
            raise IndexError(self.i + by)
        return self.doc[self.i + by]

    @property
    def is_alpha(self) -> bool:
        """Letters alone."""
        return self.text.isalpha()

    @property
    def is_digit(self) -> bool:
        """Digits alone."""
        return self.text.isdigit()

    @property
    def is_lower(self) -> bool:
        """Small letters."""
        return self.text.islower()

    @property
    def is_upper(self) -> bool:
        """Capitals."""
        return self.text.isupper()

    @property
    def is_title(self) -> bool:
        """A capital at the head."""
        return self.text.istitle()

    @property
    def is_punct(self) -> bool:
        """Marks alone."""
        return _is_punct(self.text)

    @property
    def is_quote(self) -> bool:
        """A quotation mark."""
        return bool(is_quote(self.text))

    @property
    def like_num(self) -> bool:
        """A number in digits or as a word."""
        return _like_num(self.text)

    @property
    def shape_(self) -> str:
        """The form of the word: "Xxxx", "dd"."""
        return _shape(self.text)


@lru_cache(maxsize=_WORDS_KEPT)
def _is_punct(word: str) -> bool:
    return bool(is_punct(word))


@lru_cache(maxsize=_WORDS_KEPT)
def _like_num(word: str) -> bool:
    return bool(like_num(word))  # type: ignore[no-untyped-call]  # spaCy's


@lru_cache(maxsize=_WORDS_KEPT)
def _shape(word: str) -> str:
    return str(word_shape(word))
