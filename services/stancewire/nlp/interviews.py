"""Who speaks where a whole article is an interview: questions and answers without quotation marks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from stancewire.nlp.discourse import Discourse
from stancewire.nlp.document import Entity
from stancewire.nlp.tree import Span, Token
from stancewire_schemas.codes import EntityType, MentionForm

_LEAD: Final = 12
_ENOUGH: Final = 5
_LONGEST_QUESTION: Final = 90
_TALK: Final = frozenset({"interview", "speak", "talk", "chat", "sit", "catch", "meet", "correspond"})
_ASKED: Final = frozenset({"interview", "question", "quiz"})
_ANSWER: Final = frozenset({"answer", "field"})
SECOND_PERSON: Final = frozenset({"you", "your", "yours", "yourself"})
_FIRST_PERSON: Final = frozenset({"i", "me", "my", "we", "us", "our"})


@dataclass(frozen=True, slots=True)
class Interview:
    """Those who answer, in order of mention, and the sentences in which they are asked."""

    partners: tuple[Entity, ...]
    questions: frozenset[int]

    @property
    def partner(self) -> Entity | None:
        """The one who answers; None where several do."""
        return self.partners[0] if len(self.partners) == 1 else None

    def asks(self, token: Token, discourse: Discourse) -> bool:
        """Tell whether a token stands in a question."""
        return discourse.sentence_of[token.i] in self.questions

    def means_partner(self, token: Token, discourse: Discourse) -> bool:
        """Tell whether "I" or "we" in an answer, or "you" in a question, means those who answer."""
        if discourse.stretch_of[token.i] >= 0:
            return False
        return (token.lower_ in SECOND_PERSON) == self.asks(token, discourse)


def read_interview(discourse: Discourse, speech_parties: list[Token]) -> Interview | None:
    """Return the interview that the text is, or None.

    The text must use "I" or "we" outside quotation marks often, and its opening must say with whom somebody spoke.
    """
    first_persons = [token for token in speech_parties if token.lower_ in _FIRST_PERSON]
    if sum(discourse.stretch_of[token.i] < 0 for token in first_persons) < _ENOUGH:
        return None
    partners = tuple(_spoken_with(discourse))
    return Interview(partners, _questions(discourse)) if partners else None


def _questions(discourse: Discourse) -> frozenset[int]:
    """Return the sentences of the paragraphs that end with a question mark and are short enough to be asked."""
    asked: set[int] = set()
    for paragraph in _paragraphs(discourse):
        last = discourse.sentences[paragraph[-1]]
        size = sum(len(discourse.sentences[number]) for number in paragraph)
        if _ends_with_question(last) and size <= _LONGEST_QUESTION:
            asked.update(paragraph)
    return frozenset(asked)


def _ends_with_question(sentence: Span) -> bool:
    words = [token for token in sentence if not token.is_space]
    return any(token.text == "?" for token in words[-2:])


def _paragraphs(discourse: Discourse) -> list[list[int]]:
    paragraphs: list[list[int]] = [[]]
    for number, sentence in enumerate(discourse.sentences):
        paragraphs[-1].append(number)
        if "\n" in sentence.text_with_ws[-2:] or any("\n" in token.text for token in sentence[-1:]):
            paragraphs.append([])
    return [paragraph for paragraph in paragraphs if paragraph]


def _spoken_with(discourse: Discourse) -> list[Entity]:
    found: dict[Entity, None] = {}
    headline: dict[Entity, None] = {}
    for number, sentence in enumerate(discourse.sentences[:_LEAD]):
        tells = any(token.lower_.startswith("interview") for token in sentence)
        for token in sentence:
            entity = discourse.entity_of(token)
            if entity is None or entity.type is not EntityType.PERSON or not _is_named(entity):
                continue
            if _is_partner(token):
                found[entity] = None
            if number == 0 and tells and not _names_a_thing(token):
                headline[entity] = None
    return list(found or headline)


def _is_named(entity: Entity) -> bool:
    return any(mention.form is MentionForm.NAME for mention in entity.mentions)


def _names_a_thing(token: Token) -> bool:
    """Tell the name in front of a common noun: "a Thatcher biography"."""
    return token.dep_ in {"compound", "nmod"} and token.head.pos_ == "NOUN"


def _is_partner(token: Token) -> bool:
    """Tell the one spoken with: "interviewed Tina McKenzie", "spoke with William Evans", "interview with X"."""
    while token.dep_ in {"conj", "appos"}:
        token = token.head
    head = token.head
    if token.dep_ in {"dobj", "nsubjpass"}:
        return head.lemma_ in _ASKED
    if token.dep_ == "nsubj":
        return head.lemma_ in _ANSWER and any(c.lemma_ == "question" for c in head.rights)
    return token.dep_ == "pobj" and head.lower_ in {"with", "to"} and head.head.lemma_.lower() in _TALK
