"""What direct speech says of its subject in words that no list holds: "the trial was far too small".

In somebody's own words a main clause about others mostly judges them, so its tone is the speaker's. Only clauses
that say what their subject is, or what it does to something, are asked about.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from stancewire.nlp.blame import COPULAS
from stancewire.nlp.cues import Cues
from stancewire.nlp.document import Document, Entity, Extent, Stance
from stancewire.nlp.encoder import Reading
from stancewire.nlp.judged import judged
from stancewire.nlp.open_questions import OpenQuestion, ask, is_text
from stancewire.nlp.own_words import Verdict, Words, certainty_of, direct_words, stated
from stancewire.nlp.parties import GENERIC
from stancewire.nlp.testimony import Testimony, evidence_of
from stancewire.nlp.tree import Token
from stancewire.nlp.word_sets import word_set
from stancewire.nlp.wordpieces import Question
from stancewire_schemas.codes import Polarity

_SUBJECTS: Final = frozenset({"nsubj", "nsubjpass", "csubj"})
_PREDICATES: Final = frozenset({"attr", "acomp", "oprd", "prep"})
_OBJECTS: Final = frozenset({"dobj", "prep", "dative", "xcomp", "ccomp"})
_OWN: Final = frozenset({"my", "our"})
# What befalls somebody is told of him and judges others.
_BEFALLING: Final = word_set(
    "lose suffer die flee wait live need want face receive inherit endure mourn fear hope survive pay know "
    "disappear vanish cry starve feel hear see"
)


@dataclass(frozen=True, slots=True)
class OpenVerdict:
    """One clause to ask about; `is_what` tells what its subject is from what the subject does."""

    testimony: Testimony
    words: Words
    target: Entity | Extent
    is_what: bool
    question: Question

    def most(self) -> float:
        """Return the product that the stance would have, were the encoder certain."""
        return certainty_of(self.words, 1.0)


def open_verdicts(document: Document, cues: Cues, asked: Iterable[OpenQuestion]) -> list[OpenVerdict]:
    """Return the clauses of direct speech in whose sentence the rules found no stance of the speaker, in order.

    Sentences of which something else is asked are left out; clauses of one sentence on one target are one question.
    """
    answered: set[tuple[Entity | None, int]] = {
        (stance.holder, stance.evidence.start) for stance in document.stances
    }
    answered |= {(one.holder, one.evidence.start) for one in asked}
    joined: dict[tuple[Entity, Entity | Extent, int], OpenVerdict] = {}
    for one in _of_speech(Testimony(document, cues), answered):
        key = (one.words.holder, one.target, evidence_of(document, one.words.verb).start)
        # "They took our jobs, they took our time": one stance comes of it, and one reading is enough.
        joined[key] = _with_mentions(joined[key], one.question) if key in joined else one
    return list(joined.values())


def _with_mentions(one: OpenVerdict, other: Question) -> OpenVerdict:
    """Return the verdict asked with the subjects of both clauses marked, where they stand in the same words."""
    if other.text != one.question.text:
        return one
    marked = tuple(sorted({*one.question.mentions, *other.mentions}))
    return replace(one, question=Question(other.text, marked))


def verdict_stance(one: OpenVerdict, reading: Reading, sure: float) -> Stance | None:
    """Return the stance that a sure reading gives; None for others, and where a deed of an actor sounds good."""
    share = max(reading.shares)
    praised = reading.polarity is Polarity.FAVOUR
    if reading.polarity is Polarity.NEUTRAL or share < sure:
        return None
    if praised and not one.is_what and isinstance(one.target, Entity):
        # "They smile at us" tells what they do; the tone of a deed is no praise of the doer.
        return None
    return stated(one.testimony, one.words, Verdict(one.target, reading.polarity, f"encoder:{share:.2f}", share))


def _of_speech(testimony: Testimony, answered: Container[tuple[Entity | None, int]]) -> Iterator[OpenVerdict]:
    for words in direct_words(testimony):
        subject = _subject(words.verb)
        if (
            subject is None
            or is_text(words.holder)
            or (words.holder, evidence_of(testimony.document, words.verb).start) in answered
        ):
            continue
        is_what = words.verb.lemma_ in COPULAS
        target = _target(testimony, words, subject)
        if target is not None and _is_spoken(words, subject):
            question = _question(testimony.document, words, subject)
            yield OpenVerdict(testimony, words, target, is_what, question)


def _is_spoken(words: Words, subject: Token) -> bool:
    """Tell whether the subject itself stands in the quote: a parse may reach out of it for a verb inside."""
    return words.quote is None or words.quote.start <= subject.idx < words.quote.end


def _subject(verb: Token) -> Token | None:
    """Return the subject of a clause that may judge it: not the speakers' own, no number of people, no victim."""
    subject = next((child for child in verb.lefts if child.dep_ in _SUBJECTS), None)
    needed = _PREDICATES if verb.lemma_ in COPULAS else _OBJECTS
    if subject is None or verb.lemma_ in _BEFALLING or not any(child.dep_ in needed for child in verb.rights):
        return None
    own = any(child.lower_ in _OWN or child.dep_ == "nummod" for child in subject.lefts)
    return None if own or subject.lower_ in GENERIC else subject


def _target(testimony: Testimony, words: Words, subject: Token) -> Entity | Extent | None:
    target = judged(testimony, words, subject, words.verb)
    party = testimony.party(subject)
    unheard = party is not None and testimony.is_unheard(party)
    return None if unheard or target is words.holder else target


def _question(document: Document, words: Words, subject: Token) -> Question:
    """Return the sentence of the quote, with the subject marked."""
    sentence, quote = words.verb.sent, words.quote
    start, end = sentence.start_char, sentence.end_char
    if quote is not None:
        start, end = max(start, quote.start), min(end, quote.end)
    first = subject.left_edge.idx if subject.pos_ != "PRON" else subject.idx
    return ask(document.text, Extent(start, end), [Extent(max(first, start), subject.idx + len(subject))])
