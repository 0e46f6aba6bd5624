"""Where the rules are silent: a holder's words that judge an actor in a way that no word list knows.

Two forms judge: what somebody is or becomes ("was a windsock"), and what he does to those who speak ("has walked us
into a fog"). All else that is told of an actor is a report: sentiment, and no stand of the one who tells it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from stancewire.nlp.blame import COPULAS
from stancewire.nlp.cue_entries import Kind
from stancewire.nlp.cues import Cues
from stancewire.nlp.document import Document, Entity, Extent, Quote
from stancewire.nlp.operators import is_duty, is_negated, is_unrealised
from stancewire.nlp.own_words import REPORTING
from stancewire.nlp.parties import Party, Speakers, is_first_person, is_unheard
from stancewire.nlp.quotes import speakers_of
from stancewire.nlp.testimony import evidence_of
from stancewire.nlp.tree import Doc, Token
from stancewire.nlp.unvouched import asks, is_contested
from stancewire.nlp.voice import passive_agents
from stancewire.nlp.wordpieces import Question
from stancewire_schemas.codes import EntityType, QuoteForm

_MAIN: Final = frozenset({"ROOT", "ccomp", "conj", "parataxis"})
_SUBJECTS: Final = frozenset({"nsubj", "nsubjpass"})
_PREDICATES: Final = frozenset({"attr", "acomp", "oprd"})
_OBJECTS: Final = frozenset({"dobj", "dative", "prep", "xcomp", "prt"})
_OWN: Final = frozenset({"our", "my"})
_LEAST_WORDS: Final = 4


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """What the holder of a quote thinks of an actor, asked of one sentence of the quote."""

    quote: Quote
    holder: Entity
    target: Entity
    evidence: Extent
    question: Question


def open_questions(document: Document, cues: Cues) -> list[OpenQuestion]:
    """Return the questions that quotes raise and no stance answers, in order of the text. Linear in the article."""
    answered = {(s.holder, s.target, s.evidence.start) for s in document.stances}
    found = []
    speakers = speakers_of(document)
    for quote, holder, words in _words(document, cues):
        extent = Extent(words[0].idx, words[-1].idx + len(words[-1]))
        evidence = evidence_of(document, words[0])
        for target in _judged_actors(document, words, quote.form, speakers):
            mentions = mentions_in(target, extent)
            if target is not holder and mentions and (holder, target, evidence.start) not in answered:
                question = ask(document.text, extent, mentions)
                found.append(OpenQuestion(quote, holder, target, evidence, question))
    return found


def is_text(holder: Entity) -> bool:
    """Tell a report or a letter that somebody wrote: its tone is no stand of its own."""
    return holder.why == "source:noun" and holder.type is EntityType.OTHER


def ask(text: str, extent: Extent, mentions: list[Extent]) -> Question:
    """Return the question that the words of an extent answer; the mentions must stand in it."""
    spans = tuple((m.start - extent.start, m.end - extent.start) for m in mentions)
    return Question(text[extent.start : extent.end], spans)


def mentions_in(entity: Entity, extent: Extent) -> list[Extent]:
    """Return where the extent names the entity, in order."""
    return sorted(
        Extent(m.start, m.end) for m in entity.mentions if extent.start <= m.start and m.end <= extent.end
    )


def _words(document: Document, cues: Cues) -> Iterator[tuple[Quote, Entity, list[Token]]]:
    """Yield each stretch of a sentence that belongs to one quote, and to no quote inside it, with its holder."""
    owner: dict[int, Quote] = {}
    for quote in sorted(document.quotes, key=lambda one: (one.start - one.end, one.start)):
        span = document.parse.char_span(quote.start, quote.end, alignment_mode="contract")
        owner.update((token.i, quote) for token in span or ())
    stretch: list[Token] = []
    for token in document.parse:
        if stretch and (owner.get(token.i) is not owner[stretch[0].i] or token.is_sent_start):
            yield from _told(stretch, owner[stretch[0].i], cues)
            stretch = []
        if token.i in owner:
            stretch.append(token)
    if stretch:
        yield from _told(stretch, owner[stretch[0].i], cues)


def _told(stretch: list[Token], quote: Quote, cues: Cues) -> Iterator[tuple[Quote, Entity, list[Token]]]:
    """Yield the stretch where its holder is known and stands by its words."""
    words = [token for token in stretch if not token.is_space]
    if len(words) < _LEAST_WORDS or words[-1].text == "?" or quote.holder is None or is_text(quote.holder):
        return
    if _stands_by(words[0].doc, quote, cues):
        yield quote, quote.holder, words


def _stands_by(parse: Doc, quote: Quote, cues: Cues) -> bool:
    """Tell whether the holder tells the words as his own: not asked, denied, or put in his mouth by another."""
    if quote.cue_token is None:
        return True
    cue = parse[quote.cue_token]
    acts = [match.cue.act for match in cues.matches(cue)]
    if acts and acts[0] not in REPORTING:
        return False
    return not (is_negated(cue) or is_duty(cue) or asks(cue) or is_unrealised(cue) or is_contested(cue, cues))


def _judged_actors(document: Document, words: list[Token], form: QuoteForm, speakers: Speakers) -> list[Entity]:
    """Return who is judged by the main clauses of these words, each once, in order."""
    # "Trump was disappointed with both" tells where Trump stands.
    feeling = {one.match.anchor.i for one in document.attributions if one.match.cue.kind is Kind.ADJECTIVE}
    actors: dict[Entity, None] = {}
    for verb in words:
        judges = verb.dep_ in _MAIN and not feeling & {child.i for child in verb.rights}
        judged = _judged(verb, first_person=form is QuoteForm.DIRECT) if judges else None
        entity = document.entity_of(judged) if judged is not None else None
        if entity is None or judged is None or entity.type is EntityType.PLACE:
            continue
        # "They" of whom the speaker named nobody are not those whom the article named last.
        if form is not QuoteForm.DIRECT or not is_unheard(Party(entity, judged, 1.0), speakers):
            actors[entity] = None
    return list(actors)


def _judged(verb: Token, *, first_person: bool) -> Token | None:
    """Return whom the clause of the verb judges by its form; its verdict is the encoder's to read."""
    subject = next((child for child in verb.lefts if child.dep_ in _SUBJECTS), None)
    if subject is None or verb.pos_ not in {"VERB", "AUX"}:
        return None
    if verb.lemma_ in COPULAS and any(child.dep_ in _PREDICATES for child in verb.rights):
        # "We are neighbours" judges nobody but the speaker's own side.
        return None if is_first_person(subject) else subject
    if not first_person:
        return None
    if is_first_person(subject):
        return next(iter(passive_agents(verb)), None)
    return subject if any(child.dep_ in _OBJECTS and _names_speaker(child) for child in verb.rights) else None


def _names_speaker(phrase: Token) -> bool:
    return any(is_first_person(token) or token.lower_ in _OWN for token in phrase.subtree)
