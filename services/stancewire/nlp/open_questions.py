"""Where the rules are silent: words of a holder that name an actor, without a stance of his on that actor."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from spacy.tokens import Doc, Token

from stancewire.nlp.cues import Cues
from stancewire.nlp.document import Document, Entity, Extent, Quote
from stancewire.nlp.judgements import REPORTING
from stancewire.nlp.operators import asks, is_contested, is_duty, is_negated, is_unrealised
from stancewire.nlp.stances import evidence_of
from stancewire.nlp.wordpieces import Question
from stancewire_schemas.codes import EntityType

_ROLES: Final = frozenset({"nsubj", "nsubjpass", "dobj", "dative", "poss", "attr", "appos", "conj"})
_TOWARDS: Final = frozenset({"about", "against", "by", "for", "like", "of", "on", "to", "with"})
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
    for quote, words in _words(document, cues):
        for target, mentions in _actors(document, words):
            evidence = evidence_of(document, words[0])
            known = (quote.holder, target, evidence.start) in answered
            if quote.holder is not None and target is not quote.holder and not known:
                question = ask(document.text, Extent(words[0].idx, words[-1].idx + len(words[-1])), mentions)
                found.append(OpenQuestion(quote, quote.holder, target, evidence, question))
    return found


def ask(text: str, extent: Extent, mentions: list[Extent]) -> Question:
    """Return the question about those of the mentions that stand in the extent."""
    inside = [m for m in mentions if m.start >= extent.start and m.end <= extent.end]
    return Question(
        text[extent.start : extent.end],
        tuple((m.start - extent.start, m.end - extent.start) for m in inside),
    )


def mentions_in(entity: Entity, extent: Extent) -> list[Extent]:
    """Return where the extent names the entity, in order."""
    return sorted(
        Extent(m.start, m.end) for m in entity.mentions if extent.start <= m.start and m.end <= extent.end
    )


def _words(document: Document, cues: Cues) -> Iterator[tuple[Quote, list[Token]]]:
    """Yield each stretch of a sentence that belongs to one quote and to no quote inside it."""
    owner: dict[int, Quote] = {}
    for quote in sorted(document.quotes, key=lambda one: (one.start - one.end, one.start)):
        span = document.parse.char_span(quote.start, quote.end, alignment_mode="contract")
        owner.update((token.i, quote) for token in span or ())
    stretch: list[Token] = []
    for token in document.parse:
        if stretch and (owner.get(token.i) is not owner[stretch[0].i] or token.is_sent_start):
            yield from _told(stretch, owner, cues)
            stretch = []
        if token.i in owner:
            stretch.append(token)
    yield from _told(stretch, owner, cues)


def _told(stretch: list[Token], owner: dict[int, Quote], cues: Cues) -> Iterator[tuple[Quote, list[Token]]]:
    """Yield the stretch where its holder stands by its words."""
    words = [token for token in stretch if not token.is_space]
    if len(words) < _LEAST_WORDS or words[-1].text == "?":
        return
    quote = owner[words[0].i]
    if quote.holder is not None and _stands_by(words[0].doc, quote, cues):
        yield quote, words


def _stands_by(parse: Doc, quote: Quote, cues: Cues) -> bool:
    """Tell whether the holder tells the words as his own: not asked, denied, or put in his mouth by another."""
    if quote.cue_token is None:
        return True
    cue = parse[quote.cue_token]
    acts = [match.cue.act for match in cues.matches(cue)]
    if acts and acts[0] not in REPORTING:
        return False
    return not (is_negated(cue) or is_duty(cue) or asks(cue) or is_unrealised(cue) or is_contested(cue, cues))


def _actors(document: Document, words: list[Token]) -> list[tuple[Entity, list[Extent]]]:
    """Return who is named in a place where one can be praised or blamed, with all mentions in these words."""
    extent = Extent(words[0].idx, words[-1].idx + len(words[-1]))
    named: dict[Entity, None] = {}
    for token in words:
        entity = document.entity_of(token)
        if entity is not None and entity.type is not EntityType.PLACE and _is_placed(token):
            named[entity] = None
    return [(entity, mentions) for entity in named if (mentions := mentions_in(entity, extent))]


def _is_placed(token: Token) -> bool:
    """Tell the sides of an act, owners and topics from places and from parts of other names."""
    if token.dep_ == "conj":
        return _is_placed(token.head) if token.head is not token else False
    if token.dep_ in _ROLES:
        return True
    return token.dep_ == "pobj" and token.head.lower_ in _TOWARDS
