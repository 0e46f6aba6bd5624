"""The parse as plain objects: tokens in a tree, spans of them, and the whole.

Components ask some hundred questions about each token. Asked of the parser's own tokens, each makes an object and
looks a number up among strings; here an answer is an attribute. Names and meanings are those of spaCy, so that its
documentation holds; what is told of a form of a word alone is told by spaCy's own functions.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import partial
from itertools import pairwise, starmap
from typing import Any, Literal, overload

from stancewire.nlp.token_span import Span
from stancewire.nlp.tokens import Token

__all__ = ["Doc", "Span", "Token"]


class Doc:
    """A parsed text. `ents` are its names, `sents` its sentences, in order; `user_data` keeps what was found."""

    __slots__ = ("ents", "sents", "starts", "text", "tokens", "user_data")

    def __init__(self, text: str, words: Iterable[tuple[str, str]] = ()) -> None:
        """Make tokens of words and the space behind each, which together are the text: one sentence at first."""
        self.text = text
        self.tokens: list[Token] = []
        at = 0
        for word, space in words:
            self.tokens.append(Token(self, len(self.tokens), at, word, space))
            at += len(word) + len(space)
        self.starts = [token.idx for token in self.tokens]
        self.ents: tuple[Span, ...] = ()
        self.sents: tuple[Span, ...] = ()
        self.user_data: dict[str, Any] = {}
        self.set_sentences()

    def __iter__(self) -> Iterator[Token]:
        return iter(self.tokens)

    def __len__(self) -> int:
        return len(self.tokens)

    @overload
    def __getitem__(self, at: int) -> Token: ...

    @overload
    def __getitem__(self, at: slice) -> Span: ...

    def __getitem__(self, at: int | slice) -> Token | Span:
        """Return a token, or a span that ends with the text at the latest."""
        if not isinstance(at, slice):
            return self.tokens[at]
        first, last = at.start, at.stop
        if first is None or last is None or not 0 <= first <= last <= len(self.tokens):
            first, last, _ = at.indices(len(self.tokens))
        return Span(self, first, max(first, last))

    def text_of(self, start: int, end: int) -> str:
        """Return what the tokens from `start` to before `end` say, without the space that follows."""
        if start >= end:
            return ""
        tokens = self.tokens
        last = tokens[end - 1]
        return self.text[tokens[start].idx : last.idx + len(last.text)]

    def char_span(
        self,
        start: int,
        end: int,
        label: str = "",
        alignment_mode: Literal["strict", "contract", "expand"] = "strict",
    ) -> Span | None:
        """Return the tokens of a stretch of code points, or None.

        A stretch that cuts a token is none if strict; contracted it loses, expanded it takes the token.
        """
        first, last = self._at(start), self._at(end - 1)
        if first is None or last is None:
            return None
        cuts_first, cuts_last = first.idx < start, end < last.idx + len(last.text)
        begin, behind = first.i, last.i + 1
        if alignment_mode == "strict" and (first.idx != start or end != last.idx + len(last.text)):
            return None
        if alignment_mode == "contract":
            begin, behind = begin + cuts_first, behind - cuts_last
        elif alignment_mode == "expand" and start == first.idx + len(first.text):
            begin += 1
        return Span(self, begin, behind, label) if behind > begin or alignment_mode == "expand" else None

    def _at(self, place: int) -> Token | None:
        found = bisect_right(self.starts, place) - 1
        return self.tokens[found] if found >= 0 and place < len(self.text) else None

    def set_ents(self, spans: Iterable[Span]) -> None:
        """Make these the names of the text, and no others. They must not overlap. A repeat changes nothing more."""
        for span in self.ents:
            for token in span:
                token.ent_type_, token.ent_iob_ = "", "O"
        self.ents = tuple(sorted(spans, key=lambda span: span.start))
        for span in self.ents:
            for token in span:
                token.ent_type_, token.ent_iob_ = span.label_, "B" if token.i == span.start else "I"

    def set_sentences(self) -> None:
        """Cut where a token starts a sentence."""
        starts = [token.i for token in self.tokens if token.i == 0 or token.is_sent_start]
        self.sents = tuple(starmap(partial(Span, self), pairwise([*starts, len(self.tokens)])))
        for sentence in self.sents:
            for token in sentence:
                token.sent = sentence

    def set_heads(self, heads: Iterable[int]) -> None:
        """Hang each token on the token with this index; one that heads a sentence hangs on itself."""
        lefts: list[list[Token]] = [[] for _ in self.tokens]
        rights: list[list[Token]] = [[] for _ in self.tokens]
        for token, head in zip(self.tokens, heads, strict=True):
            token.head = self.tokens[head]
            if token.i < head:
                lefts[head].append(token)
            elif token.i > head:
                rights[head].append(token)
        for token in self.tokens:
            token.lefts, token.rights = tuple(lefts[token.i]), tuple(rights[token.i])
            token.children = token.lefts + token.rights
            token.left_edge = token.right_edge = token
        self._set_edges()

    def _set_edges(self) -> None:
        """Find the first and last token of each subtree, from the leaves up."""
        waiting = [len(token.children) for token in self.tokens]
        ready = [token for token in self.tokens if not token.children]
        for token in ready:
            head = token.head
            if head is token:
                continue
            if token.left_edge.i < head.left_edge.i:
                head.left_edge = token.left_edge
            if token.right_edge.i > head.right_edge.i:
                head.right_edge = token.right_edge
            waiting[head.i] -= 1
            if not waiting[head.i]:
                ready.append(head)
