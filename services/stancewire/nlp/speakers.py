"""Whose "I" it is: the one who says the quoted words."""

from __future__ import annotations

from stancewire.nlp.binding import SPEAKING
from stancewire.nlp.discourse import Discourse
from stancewire.nlp.document import Entity
from stancewire.nlp.tree import Token
from stancewire_schemas.codes import EntityType

FIRST_PERSON = frozenset({"i", "me", "my", "mine", "myself"})


def speakers_of_stretches(discourse: Discourse) -> dict[int, Entity]:
    """Return who says each quoted stretch, by its number, as far as the words beside it tell.

    A stretch without a verb of saying of its own goes on with the speaker of the one before it in its paragraph.
    """
    told: dict[int, list[Entity]] = {}
    sentences_of: dict[int, list[int]] = {}
    for stretch, sentence in zip(discourse.stretch_of, discourse.sentence_of, strict=True):
        if stretch >= 0:
            sentences = sentences_of.setdefault(stretch, [])
            if not sentences or sentences[-1] != sentence:
                sentences.append(sentence)
    speaking = _speaking(discourse)
    for stretch, sentences in sentences_of.items():
        for sentence in sentences:
            told.setdefault(stretch, []).extend(speaking.get(sentence, ()))
    return _carried(discourse, sentences_of, told)


def _speaking(discourse: Discourse) -> dict[int, list[Entity]]:
    """Return the people who say something outside quotation marks, by sentence; bodies where no person does."""
    people: dict[int, list[Entity]] = {}
    bodies: dict[int, list[Entity]] = {}
    for token in (t for t in discourse.document.parse if t.dep_ == "nsubj"):
        if token.head.lemma_ in SPEAKING and discourse.stretch_of[token.i] < 0:
            entity = discourse.entity_of(token)
            if entity is not None:
                told = people if entity.type is EntityType.PERSON else bodies
                told.setdefault(discourse.sentence_of[token.i], []).append(entity)
    return bodies | people


def _carried(
    discourse: Discourse, sentences_of: dict[int, list[int]], told: dict[int, list[Entity]]
) -> dict[int, Entity]:
    speakers: dict[int, Entity] = {}
    before: tuple[int, int] | None = None
    for stretch, sentences in sentences_of.items():
        candidates = list(dict.fromkeys(told.get(stretch, ())))
        follows = before is not None and sentences[0] - before[1] <= 1
        if len(candidates) == 1:
            speakers[stretch] = candidates[0]
        elif (
            not candidates
            and before is not None
            and follows
            and _same_paragraph(discourse, before[1], sentences[0])
        ):
            speakers[stretch] = speakers[before[0]]
        elif not candidates and (introduced := _introduced(discourse, sentences[0])) is not None:
            speakers[stretch] = introduced
        if stretch in speakers:
            before = (stretch, sentences[-1])
    return speakers


def _introduced(discourse: Discourse, sentence: int) -> Entity | None:
    """Return the only person who acts in the sentence before, as "she" in: She rose to speak. 'I deny it.'."""
    if sentence == 0 or not _same_paragraph(discourse, sentence - 1, sentence):
        return None
    doers = {
        entity: None
        for token in discourse.sentences[sentence - 1]
        if token.dep_ == "nsubj" and (entity := discourse.entity_of(token)) and entity.type is EntityType.PERSON
    }
    return next(iter(doers)) if len(doers) == 1 else None


def _same_paragraph(discourse: Discourse, left: int, right: int) -> bool:
    sentences = discourse.sentences
    between = discourse.document.text[sentences[left].start_char : sentences[right].start_char].rstrip()
    return "\n" not in between


def speaker_at(token: Token, discourse: Discourse, speakers: dict[int, Entity]) -> Entity | None:
    """Return who says the quoted words that a token stands in, or None."""
    return speakers.get(discourse.stretch_of[token.i])
