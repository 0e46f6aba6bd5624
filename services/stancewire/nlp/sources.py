"""Those who speak without a name and are no actors: "a resident", "the survey", "some", "others".

They become entities only where a quote or a stance is theirs.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Final

from stancewire.nlp.cue_entries import read_rows
from stancewire.nlp.document import Document, Entity, Mention
from stancewire.nlp.tree import Token
from stancewire_schemas.codes import EntityType, MentionForm

COLUMNS: Final = ("noun", "kind", "type", "example")
_PLURAL: Final = frozenset({"NNS", "NNPS", "PRP"})
_OWN_WORDS: Final = frozenset({"amod", "compound", "nmod"})
# "One of them said", "another said": one out of several, of whom no more is told.
_SINGLE: Final = frozenset({"one", "another"})
_LONE: Final = frozenset({"others", "some", "many", "several", "few", "both", "most"})
# "The left-leaning", "the poor": a noun out of an adjective is read by its own ending.
_AGENT_ENDINGS: Final = ("maker", "owner", "holder", "worker", "keeper", "goer", "seeker", "grower", "ologist")


@dataclass(frozen=True, slots=True)
class SourceNoun:
    """One entry: what kind of source the noun names (person, body or document), and its type as an entity."""

    noun: str
    kind: str
    type: EntityType
    example: str


@cache
def source_nouns() -> dict[str, SourceNoun]:
    """Return the entries by noun. Raise ValueError for a line of a wrong shape."""
    rows = (row for _, row in read_rows("sources.tsv", COLUMNS))
    return {
        row["noun"]: SourceNoun(row["noun"], row["kind"], EntityType(row["type"]), row["example"]) for row in rows
    }


def kind_of(token: Token) -> str | None:
    """Return whether the word names a person, a body or a document that may speak; None for other words."""
    if token.lower_ in _SINGLE and _is_single(token):
        return next((kind for noun in _several(token) if (kind := kind_of(noun)) is not None), "person")
    if token.lower_ in _LONE:
        return "person" if token.pos_ in {"NOUN", "PRON", "ADJ", "DET"} else None
    if token.pos_ not in {"NOUN", "PROPN"}:
        return None
    entry = source_nouns().get(token.lemma_.lower()) or source_nouns().get(token.lower_)
    if entry is not None:
        return entry.kind
    return "person" if token.lemma_.lower().endswith(_AGENT_ENDINGS) else None


def source(document: Document, token: Token) -> Entity | None:
    """Return the nameless source that the word stands for, the same one each time; None for other words."""
    known = document.sources.get(token.i)
    if known is not None or kind_of(token) is None:
        return known
    words = _phrase(token)
    twin = None if _is_fresh(token) else document.source_names.get(words)
    entity = document.source_names[words] = twin or _new(token, words)
    entity.mentions.append(_mention(token))
    document.sources[token.i] = entity
    return entity


def adopt(document: Document) -> None:
    """Make entities of the sources that a quote or a stance names. A repeat adds none twice."""
    used = {id(quote.holder) for quote in document.quotes} | {id(stance.holder) for stance in document.stances}
    used |= {id(entity) for quote in document.quotes for entity in quote.via}
    used |= {id(stance.target) for stance in document.stances}
    present = {id(entity) for entity in document.entities}
    known = len(present)
    for entity in document.sources.values():
        if id(entity) in used and id(entity) not in present:
            present.add(id(entity))
            entity.mentions.sort(key=lambda mention: mention.start)
            document.entities.append(entity)
    if len(present) > known:
        document.reindex()


def _new(token: Token, words: str) -> Entity:
    entry = source_nouns().get(token.lemma_.lower())
    one = (token.tag_ == "NN" or token.lower_ in _SINGLE) and kind_of(token) == "person"
    kind = EntityType.PERSON if one else entry.type if entry else EntityType.POPULATION
    if kind is EntityType.PERSON and not one:
        kind = EntityType.POPULATION
    slug = "-".join(words.lower().split())
    return Entity(words, kind, id=f"sw:generic/-/-/{slug}", why="source:noun")


def _is_single(token: Token) -> bool:
    if token.dep_ not in {"nsubj", "pobj"}:
        return False
    told = token.head.tag_ in {"VBD", "VBZ", "VBN"} and token.dep_ == "nsubj"
    return bool(_several(token)) or (told and not any(token.children))


def _several(token: Token) -> list[Token]:
    """Return those of whom one speaks: "one of the officials", "one of them"."""
    nouns = (noun for of in token.rights if of.lower_ == "of" for noun in of.children)
    return [noun for noun in nouns if noun.dep_ == "pobj" and noun.tag_ in _PLURAL]


def _is_fresh(token: Token) -> bool:
    if token.lower_ in _SINGLE:
        return True
    return any(child.lower_ in {"a", "an", "another", "one"} and child.i < token.i for child in token.lefts)


def _first(token: Token) -> int:
    first = token.i
    for child in reversed(list(token.lefts)):
        if child.dep_ not in _OWN_WORDS or child.i != first - 1 or child.children:
            break
        first = child.i
    return first


def _last(token: Token) -> Token:
    several = _several(token) if token.lower_ in _SINGLE else []
    return several[0] if several else token


def _phrase(token: Token) -> str:
    return token.doc.text_of(_first(token), _last(token).i + 1)


def _mention(token: Token) -> Mention:
    last = _last(token)
    return Mention(token.doc[_first(token)].idx, last.idx + len(last), MentionForm.NOMINAL, token.i)
