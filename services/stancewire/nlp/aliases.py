"""One organisation under several names: acronyms in brackets or by their initials, and shortened names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import Final

from stancewire.nlp.knowledge import Knowledge
from stancewire.nlp.names import Name
from stancewire.nlp.tree import Doc, Token
from stancewire.nlp.word_index import tokens_in

_SMALL: Final = frozenset({"of", "the", "for", "and", "in", "on", "to", "de", "la", "del", "&", "-"})
_VOTED: Final = ("PERSON", "ORG", "GPE", "LOC", "NORP", "FAC")
_SHORT_LABELS: Final = frozenset({"ORG", "KB", "GPE", "PERSON", "NORP", "FAC", "LOC"})
_LONGEST: Final = 8
_SURE: Final = 4


def consistent_names(parse: Doc, names: Sequence[Name], knowledge: Knowledge) -> list[Name]:
    """Return the names with one label for one wording in the whole text, and the repeats that the model missed."""
    votes: dict[str, dict[str, int]] = {}
    for name in names:
        counted = votes.setdefault(name.text, {})
        counted[name.label] = counted.get(name.label, 0) + (_SURE if _is_inside(parse, name) else 1)
    voted = {text: max(counted, key=partial(_rank, counted)) for text, counted in votes.items()}
    agreed = [n if n.label == voted[n.text] else replace(n, label=voted[n.text]) for n in names]
    bodies = {text for text, label in voted.items() if label == "ORG"} | {
        n.text for n in _kernels(parse, agreed, knowledge)
    }
    repeats = _missed(parse, agreed, bodies, knowledge)
    return sorted([*agreed, *repeats], key=lambda name: name.start)


def _is_inside(parse: Doc, name: Name) -> bool:
    """Tell the place that things are in: nobody is in a person, and little in a body."""
    head = parse.tokens[name.end - 1]
    return name.label == "GPE" and head.dep_ == "pobj" and head.head.lower_ == "in"


def _rank(counted: dict[str, int], label: str) -> tuple[int, int]:
    return counted[label], -_VOTED.index(label) if label in _VOTED else 1


def _kernels(parse: Doc, names: Sequence[Name], knowledge: Knowledge) -> Iterator[Name]:
    """Yield "Scientology" of "Church of Scientology": the last word of a body's name that names nothing else."""
    labels = {name.text: name.label for name in names}
    for name in names:
        if len(name) != 3 or name.label not in {"ORG", "KB"} or parse[name.start + 1].lower_ != "of":
            continue
        last = parse[name.end - 1]
        named = labels.get(last.text, "ORG") in {"ORG", "NORP", "KB"} and not knowledge.lookup(last.text)
        if last.is_title and named and knowledge.metonym(last.text) is None:
            yield Name(last.i, last.i + 1, "ORG", last.text)


def _missed(parse: Doc, names: Sequence[Name], wanted: set[str], knowledge: Knowledge) -> Iterator[Name]:
    """Yield the places where a name of an organisation is repeated without the model seeing it."""
    covered = {index for name in names for index in range(name.start, name.end)}
    sizes: dict[str, set[int]] = {}
    for text in wanted:
        words = text.split()
        sizes.setdefault(words[0], set()).add(len(words))
    for name in names:
        if name.text in wanted:
            sizes.setdefault(parse[name.start].text, set()).add(len(name))
    for token in tokens_in(parse, sizes.keys()):
        for size in sorted(sizes.get(token.text, ()), reverse=True):
            tokens = range(token.i, token.i + size)
            if token.i in covered or tokens.stop > len(parse) or not _may_repeat(token):
                continue
            text = " ".join(parse.text_of(tokens.start, tokens.stop).split())
            if text in wanted and not covered.intersection(tokens):
                covered.update(tokens)
                yield Name(tokens.start, tokens.stop, "ORG", text, knowledge.lookup(text))


def _may_repeat(token: Token) -> bool:
    """Tell whether a token can begin a name again; the tagger takes some names for common nouns."""
    return token.pos_ == "PROPN" or (token.tag_ == "NN" and token.shape_[0] == "X")


def organisation_aliases(parse: Doc, names: Sequence[Name], knowledge: Knowledge) -> dict[str, Name]:
    """Return for each acronym or shortened name the full name that it stands for in this text."""
    full = [name for name in names if name.label in {"ORG", "KB", "NORP"} and len(name) > 1]
    short = [name for name in names if len(name) == 1 and name.label in _SHORT_LABELS]
    found: dict[str, Name] = {}
    for name in full:
        inside = _in_brackets_after(parse, name)
        # The writer says what it stands for; foreign names often abbreviate their own language.
        if inside is not None and _letters(inside.text):
            found.setdefault(inside.text, name)
    unknown = [n for n in short if n.text.isupper() and not n.entries and len(n.text) > 2 and n.text not in found]
    owners_of = _by_initials(full) if unknown else {}
    for name in unknown:
        letters = _letters(name.text)
        owners = owners_of.get(letters.upper(), {}) if letters else {}
        if len(owners) == 1:
            found[name.text] = next(iter(owners.values()))
    kernels = {kernel.text: name for name in full for kernel in _kernels(parse, [name], knowledge)}
    owned = {name.text: name for name in full if name.entries and not knowledge.lookup(name.text)}
    return {**owned, **kernels, **_shortened(full, short, knowledge), **found}


def _in_brackets_after(parse: Doc, name: Name) -> Token | None:
    end = name.end + (1 if name.end < len(parse) and parse[name.end].tag_ == "POS" else 0)
    if end + 2 < len(parse) and parse[end].text == "(" and parse[end + 2].text == ")":
        return parse[end + 1]
    return None


def _letters(short: str) -> str:
    """Return the letters of an acronym; none where fewer than two are capitals."""
    letters = short.replace(".", "").replace("-", "")
    return letters if sum(letter.isupper() for letter in letters) > 1 else ""


def _by_initials(names: Sequence[Name]) -> dict[str, dict[str, Name]]:
    """Return the names, each wording once, by the initials of all their words and of the large ones."""
    found: dict[str, dict[str, Name]] = {}
    for name in names:
        words = [word for word in name.text.replace("-", " ").split() if word[:1].isalnum()]
        every = "".join(word[0] for word in words).upper()
        large = "".join(word[0] for word in words if word.lower() not in _SMALL).upper()
        for initials in {every, large}:
            found.setdefault(initials, {})[name.text] = name
    return found


def _shortened(full: Sequence[Name], short: Sequence[Name], knowledge: Knowledge) -> dict[str, Name]:
    """Return the names that are the beginning of exactly one longer name: "Goldman" of "Goldman Sachs"."""
    starts: dict[str, dict[str, Name]] = {}
    for name in full:
        words = name.text.split()[:_LONGEST]
        for size in range(1, len(words)):
            starts.setdefault(" ".join(words[:size]), {})[name.text] = name
    shortened: dict[str, Name] = {}
    for name in [*full, *short]:
        owners = starts.get(name.text, {})
        plain = len(name) == 1 and (name.label != "ORG" or _is_common(name.text, knowledge))
        if len(owners) == 1 and not name.entries and not plain:
            shortened[name.text] = next(iter(owners.values()))
    return shortened


def _is_common(word: str, knowledge: Knowledge) -> bool:
    return bool(knowledge.demonym(word) or knowledge.role_noun(word.lower()) or knowledge.title(word.lower()))
