"""A sentence and the mentions of one target in it, as the encoder reads them: word pieces and marks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final, Self

if TYPE_CHECKING:
    from tokenizers import Encoding, Tokenizer

LENGTH: Final = 128
"""Most word pieces of one reading, the two that frame it included."""


@dataclass(frozen=True, slots=True)
class Question:
    """Where does this text stand on the one whom these spans name? Offsets count code points of `text`."""

    text: str
    mentions: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Pieces:
    """Ids of the word pieces, and for each 1 where it belongs to a mention; at least one mark is set."""

    ids: tuple[int, ...]
    marks: tuple[int, ...]


class WordPieces:
    """Cuts questions into pieces. Keeps no state."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        self._tokenizer = tokenizer
        tokenizer.no_padding()
        tokenizer.no_truncation()

    @classmethod
    def load(cls, path: Path) -> Self:
        """Read a tokenizer file. Raise OSError where it is absent, ImportError where the library is."""
        # The fast profile must not need the library.
        from tokenizers import Tokenizer  # noqa: PLC0415

        return cls(Tokenizer.from_str(path.read_text(encoding="utf-8")))

    def cut(self, questions: Iterable[Question]) -> list[Pieces]:
        """Return the pieces of each question, in order. Raise ValueError where no mention covers a piece."""
        asked = list(questions)
        encodings = self._tokenizer.encode_batch([question.text for question in asked])
        return [_pieces(encoding, question) for encoding, question in zip(encodings, asked, strict=True)]


def _pieces(encoding: Encoding, question: Question) -> Pieces:
    marks = [int(_is_marked(offsets, question.mentions)) for offsets in encoding.offsets]
    if not any(marks):
        raise ValueError("no mention of the target covers a word piece")
    first, last = _window(len(marks), marks.index(1))
    ids = encoding.ids
    return Pieces(
        (ids[0], *ids[first:last], ids[-1]),
        (0, *marks[first:last], 0),
    )


def _is_marked(offsets: tuple[int, int], mentions: tuple[tuple[int, int], ...]) -> bool:
    start, end = offsets
    return start < end and any(start < last and end > first for first, last in mentions)


def _window(count: int, mark: int) -> tuple[int, int]:
    """Return the stretch of inner pieces that is read: all, or those round the first mark."""
    room = LENGTH - 2
    first = max(1, min(mark - room // 2, count - 1 - room))
    return first, min(count - 1, first + room)
