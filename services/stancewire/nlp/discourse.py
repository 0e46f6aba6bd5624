"""What a pronoun can look back to: the mentions of each sentence with their grammatical weight and agreement."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Final

from stancewire.nlp.agreement import Agreement, agreement_of
from stancewire.nlp.document import Document, Entity
from stancewire.nlp.knowledge import Knowledge
from stancewire.nlp.quotation_marks import pair_marks
from stancewire.nlp.tree import Span, Token
from stancewire_schemas.codes import MentionForm

# After Lappin and Leass (1994): subjects before objects before the rest; halved for each sentence further back.
_WEIGHT_OF_ROLE: Final = {
    "nsubj": 80.0, "nsubjpass": 70.0, "dobj": 50.0, "dative": 45.0, "poss": 45.0, "pobj": 35.0, "appos": 30.0,
    "compound": 25.0, "attr": 20.0, "nmod": 20.0, "amod": 10.0,
}  # fmt: skip
_OTHER_ROLE: Final = 30.0
_THINGS: Final = frozenset({"nsubj", "nsubjpass", "dobj", "pobj"})
_VERBAL: Final = frozenset({"VERB", "AUX"})
_NO_THING: Final = frozenset({"DATE", "TIME", "PERCENT", "MONEY", "CARDINAL", "ORDINAL", "QUANTITY"})


@dataclass(slots=True)
class Antecedent:
    """Something that a pronoun may mean. `entity` is None for what is no actor and only stands in the way."""

    token: Token
    entity: Entity | None
    agreement: Agreement
    sentence: int
    weight: float
    quoted: bool
    named: bool


@dataclass(slots=True)
class Discourse:
    """The text as a list of sentences with what each mentions. `add` keeps it true while pronouns are resolved."""

    document: Document
    knowledge: Knowledge
    sentences: list[Span] = field(default_factory=list)
    sentence_of: list[int] = field(default_factory=list)
    clause_of: list[int] = field(default_factory=list)
    stretch_of: list[int] = field(default_factory=list)
    by_sentence: list[list[Antecedent]] = field(default_factory=list)
    agreements: dict[Entity, Agreement] = field(default_factory=dict)
    counts: dict[Entity, int] = field(default_factory=dict)
    moved: dict[int, Entity] = field(default_factory=dict)
    by_word: dict[str, list[Antecedent]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Read the sentences, the quotation marks and the mentions found so far."""
        self.sentences = self.document.sentences
        for number, sentence in enumerate(self.sentences):
            self.sentence_of.extend([number] * len(sentence))
            self.by_sentence.append([])
        self.stretch_of = _stretches(self.document)
        self.clause_of = _clauses(self.document)
        tokens = self.document.parse.tokens
        for entity in self.document.entities:
            for mention in entity.mentions:
                self.add(tokens[mention.head], entity, named=mention.form is MentionForm.NAME)
        self._add_things()

    def add(self, token: Token, entity: Entity, *, named: bool) -> None:
        """Remember that a token mentions an entity."""
        agreement = self.agreements.get(entity)
        if agreement is None:
            agreement = self.agreements[entity] = agreement_of(entity, self.document)
        self.counts[entity] = self.counts.get(entity, 0) + 1
        if agreement.kind == "body" and token.tag_ in {"NNS", "NNPS"} and token.pos_ == "NOUN":
            # "Israeli soldiers" are the army, yet they are "they".
            agreement = replace(agreement, many=True)
        self._put(token, entity, agreement, named=named)
        if (
            token.rights
            and token.dep_ != "conj"
            and any(child.dep_ == "conj" and child.pos_ == token.pos_ for child in token.rights)
        ):
            # "Maduro and Trump ... they": the pair is nobody's entity, yet it is what the pronoun means.
            self._put(token, None, Agreement.pair(self.agreements[entity]), named=False)

    def move(self, token: Token, entity: Entity) -> None:
        """Remember that a token means another entity than thought before."""
        for here in (self.by_sentence[self.sentence_of[token.i]], self.by_word.get(token.lower_, [])):
            here[:] = [found for found in here if found.token.i != token.i]
        self.moved[token.i] = entity
        self.add(token, entity, named=False)

    def learn_gender(self, entity: Entity, pronoun: str) -> None:
        """Remember the gender that a pronoun told of somebody whose name does not tell it."""
        told = {"he": "m", "him": "m", "his": "m", "she": "f", "her": "f"}.get(pronoun)
        known = self.agreements[entity]
        if told and known.gender is None:
            self.agreements[entity] = replace(known, gender=told)

    def entity_of(self, token: Token) -> Entity | None:
        """Return the entity that a token heads, as far as resolved."""
        return self.moved.get(token.i) or self.document.entity_of(token)

    def _put(self, token: Token, entity: Entity | None, agreement: Agreement, *, named: bool) -> None:
        sentence = self.sentence_of[token.i]
        quoted = self.stretch_of[token.i] >= 0
        found = Antecedent(token, entity, agreement, sentence, role_weight(token), quoted, named)
        self.by_sentence[sentence].append(found)
        if entity is not None:
            self.by_word.setdefault(token.lower_, []).append(found)

    def _add_things(self) -> None:
        for token in self.document.parse.tokens:
            in_the_way = token.pos_ == "NOUN" and token.dep_ in _THINGS and token.ent_type_ not in _NO_THING
            if in_the_way and self.document.entity_of(token) is None:
                self._put(token, None, Agreement.thing(many=token.tag_ == "NNS"), named=False)

    def agreement(self, found: Antecedent) -> Agreement:
        """Return what an antecedent agrees with, by all that is known of its entity so far."""
        if found.entity is None or found.agreement.kind != "person":
            return found.agreement
        return self.agreements[found.entity]

    def before(self, token: Token, sentences: int) -> Iterator[tuple[float, Antecedent]]:
        """Yield the antecedents before a token with their distance in sentences, nearest sentence first.

        Another main clause of the same sentence ("Trump denied it, but Washington ...") is half a sentence away.
        """
        here = self.sentence_of[token.i]
        clause = self.clause_of[token.i]
        for found in self.by_sentence[here]:
            if found.token.i < token.i:
                yield (0.0 if self.clause_of[found.token.i] == clause else 0.5), found
        for distance in range(1, min(sentences, here) + 1):
            for found in self.by_sentence[here - distance]:
                yield float(distance), found

    def before_in_word(self, token: Token, sentences: int) -> Iterator[tuple[float, Antecedent]]:
        """Yield the entities mentioned before a token in the same word, with the same distances."""
        here = self.sentence_of[token.i]
        for found in self.by_word.get(token.lower_, ()):
            distance = here - found.sentence
            if found.token.i < token.i and distance <= sentences:
                apart = distance == 0 and self.clause_of[found.token.i] != self.clause_of[token.i]
                yield distance + (0.5 if apart else 0.0), found


def role_weight(token: Token) -> float:
    """Return how much the grammar puts a mention in view."""
    steps = 0
    while token.dep_ == "conj" and steps < 6:
        token, steps = token.head, steps + 1
    return _WEIGHT_OF_ROLE.get(token.dep_, _OTHER_ROLE)


def _stretches(document: Document) -> list[int]:
    """Return for each token the number of the quotation that it stands in, or -1."""
    starts = document.parse.starts
    numbers = [-1] * len(starts)
    for number, marked in enumerate(pair_marks(document.text)):
        first, last = bisect_left(starts, marked.start), bisect_left(starts, marked.end)
        numbers[first:last] = [number] * (last - first)
    return numbers


def _clauses(document: Document) -> list[int]:
    """Return for each token the number of its main clause; a joined verb with a subject of its own starts one."""
    tokens = document.parse.tokens
    joined = [token for token in tokens if token.dep_ == "conj" and token.pos_ in _VERBAL]
    subjects = [next((c for c in verb.lefts if c.dep_ in {"nsubj", "nsubjpass"}), None) for verb in joined]
    starts = sorted({subject.left_edge.i for subject in subjects if subject is not None})
    numbers: list[int] = []
    for number, (start, end) in enumerate(pairwise([0, *starts, len(tokens)])):
        numbers.extend([number] * (end - start))
    return numbers
