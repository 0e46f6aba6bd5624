"""A stretch of tokens, with what spaCy calls by the same names; see `tree`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, overload

from stancewire.nlp.tokens import Token

if TYPE_CHECKING:
    from stancewire.nlp.tree import Doc


class Span:
    """Tokens from `start` to before `end`; two of the same place and label are equal."""

    __slots__ = ("doc", "end", "label_", "start")

    def __init__(self, doc: Doc, start: int, end: int, label: str = "") -> None:
        """Take tokens of a parse, without a copy."""
        self.doc, self.start, self.end, self.label_ = doc, start, end, label

    def __iter__(self) -> Iterator[Token]:
        return iter(self.doc.tokens[self.start : self.end])

    def __len__(self) -> int:
        return self.end - self.start

    @overload
    def __getitem__(self, at: int) -> Token: ...

    @overload
    def __getitem__(self, at: slice) -> Span: ...

    def __getitem__(self, at: int | slice) -> Token | Span:
        """Return the token at a place counted within the span, or a part of the span."""
        if isinstance(at, slice):
            first, last, _ = at.indices(len(self))
            return Span(self.doc, self.start + first, self.start + max(first, last))
        if not -len(self) <= at < len(self):
            raise IndexError(at)
        return self.doc.tokens[self.start + at if at >= 0 else self.end + at]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Span) and self._place() == other._place()

    def __hash__(self) -> int:
        return hash(self._place())

    def __repr__(self) -> str:
        return self.text

    def _place(self) -> tuple[int, int, int, str]:
        return id(self.doc), self.start, self.end, self.label_

    @property
    def start_char(self) -> int:
        """Where the text begins."""
        return self.doc.tokens[self.start].idx if self.start < len(self.doc) else len(self.doc.text)

    @property
    def end_char(self) -> int:
        """Behind the text, without the space that follows."""
        if self.start >= self.end:
            return self.start_char
        last = self.doc.tokens[self.end - 1]
        return last.idx + len(last.text)

    @property
    def text(self) -> str:
        """The text, without the space that follows."""
        return self.doc.text_of(self.start, self.end)

    @property
    def text_with_ws(self) -> str:
        """The text and the space behind it."""
        return self.text + (self.doc.tokens[self.end - 1].whitespace_ if self.start < self.end else "")

    @property
    def sent(self) -> Span:
        """The sentence of the first token."""
        return self.doc.tokens[self.start].sent

    @property
    def root(self) -> Token:
        """The first token that heads a sentence, else the first of those nearest to one."""
        inside = self.doc.tokens[self.start : self.end]
        if len(inside) == 1:
            return inside[0]
        for token in inside:
            if token.head is token:
                return token
        outward = [token for token in inside if not self.start <= token.head.i < self.end]
        if len(outward) == 1:
            return outward[0]
        return min(outward, key=_depth, default=self.doc.tokens[self.start])


def _depth(token: Token) -> int:
    """Return how many tokens stand above; a lone mark or space is below all."""
    if not token.children and (token.is_space or token.is_punct):
        return len(token.doc)
    return sum(1 for _ in token.ancestors)
