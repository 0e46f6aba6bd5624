"""What the encoder adds to the stances that rules found.

The order is cue, encoder, operators. The encoder speaks where rules are silent, and only when it is sure; it weighs
stances that rest on a judging word alone; it has no say where a cue, a denial, a negation or an act decides.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from stancewire.nlp.confidence import FITTED
from stancewire.nlp.cues import Cues
from stancewire.nlp.document import Document, Extent, Stance
from stancewire.nlp.encoder import Encoder, Reading
from stancewire.nlp.evaluations import opposite
from stancewire.nlp.open_questions import OpenQuestion, ask, mentions_in, open_questions
from stancewire.nlp.open_verdicts import open_verdicts, verdict_stance
from stancewire.nlp.sources import adopt
from stancewire.nlp.wordpieces import Question
from stancewire_schemas.codes import Polarity, StanceBasis

_JUDGING_WORDS: Final = ("e.", "l.")
"""What the ids of the word lists of judgements begin with."""
_SET_WORDS: Final = (".dee", ".phr", ".cry")
"""What the ids of several words end with; the encoder knows idioms less well than the list does."""


def weigh(document: Document, cues: Cues, encoder: Encoder) -> None:
    """Add to `document.stances`, change the confidence of some and drop those that the encoder surely contradicts.

    One batch an article. Needs quotes and stances; a repeat weighs again what it left.
    """
    doubts = [(stance, question) for stance in document.stances if (question := _doubt(document, stance))]
    # What would be too unsure to be said, however sure the encoder is, need not be asked.
    silent = [one for one in open_questions(document, cues) if FITTED.lets_through(one.quote.confidence)]
    verdicts = [one for one in open_verdicts(document, cues, silent) if FITTED.lets_through(one.most())]
    asked = [question for _, question in doubts] + [one.question for one in silent]
    asked += [one.question for one in verdicts]
    readings = encoder.read(asked)
    changed = {
        id(stance): _weighed(stance, r, encoder.sure) for (stance, _), r in zip(doubts, readings, strict=False)
    }
    kept = [changed.get(id(stance), stance) for stance in document.stances]
    answers = zip(silent, readings[len(doubts) :], strict=False)
    added = [_answer(one, reading) for one, reading in answers if _decides(reading, encoder.sure)]
    heard = zip(verdicts, readings[len(doubts) + len(silent) :], strict=True)
    told = [verdict_stance(one, reading, encoder.sure) for one, reading in heard]
    stances = [stance for stance in (*kept, *added, *told) if stance is not None]
    document.stances = _once(sorted(stances, key=lambda one: (one.evidence.start, one.cue.start, one.rule)))
    adopt(document)


def _once(stances: list[Stance]) -> list[Stance]:
    """Return the stances without a second reading of one holder and target in one sentence: the first stays."""
    seen: set[object] = set()
    kept = []
    for stance in stances:
        key = (stance.holder, stance.target, stance.proposition, stance.evidence.start)
        if key not in seen or "encoder" not in stance.rule:
            kept.append(stance)
        seen.add(key)
    return kept


def _doubt(document: Document, stance: Stance) -> Question | None:
    """Return what to ask about a stance that a judging word alone carries, or None where the rules decide."""
    last = stance.rule.split("+")[-1]
    if stance.target is None or stance.negated or not last.startswith(_JUDGING_WORDS) or last.endswith(_SET_WORDS):
        return None
    extent = stance.evidence
    if stance.quote is not None and stance.quote.start < extent.end and extent.start < stance.quote.end:
        extent = Extent(max(extent.start, stance.quote.start), min(extent.end, stance.quote.end))
    mentions = mentions_in(stance.target, extent)
    return ask(document.text, extent, mentions) if mentions else None


def _weighed(stance: Stance, reading: Reading, sure: float) -> Stance | None:
    """Return the stance with the mean of both confidences, or None where the encoder is sure of the opposite."""
    for_it, contrary = reading.share(stance.polarity), reading.share(opposite(stance.polarity))
    if contrary >= sure:
        return None
    # A neutral reading is worth a half: it neither bears the stance out nor denies it.
    confidence = round((stance.confidence + 0.5 + (for_it - contrary) / 2) / 2, 3)
    return replace(stance, confidence=confidence, rule=f"{stance.rule}+encoder:{for_it:.2f}")


def _decides(reading: Reading, sure: float) -> bool:
    return reading.polarity is not Polarity.NEUTRAL and max(reading.shares) >= sure


def _answer(one: OpenQuestion, reading: Reading) -> Stance:
    quote = one.quote
    share = reading.share(reading.polarity)
    return Stance(
        holder=one.holder,
        target=one.target,
        proposition=None,
        polarity=reading.polarity,
        basis=StanceBasis.STATED,
        quote=quote,
        negated=False,
        hedged=False,
        evidence=one.evidence,
        cue=quote.cue or Extent(quote.start, quote.end),
        rule=f"{quote.rule}+encoder:{share:.2f}",
        confidence=round(share * quote.confidence, 3),
    )
