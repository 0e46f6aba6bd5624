"""Why a stance was found, in words: the rules of its record as cue, judging word and the encoder's share."""

from __future__ import annotations

from functools import cache
from typing import Final

from stancewire.nlp.cues import Cues
from stancewire.nlp.evaluations import EvaluationWords

_WORDS: Final = {
    "duty": "said that it must be done",
    "appeal": "an order in the holder's own words",
    "refusal": "the holder says he will not do it",
    "direct:right": "words in marks, the speaker behind them",
    "direct:left": "words in marks, the speaker before them",
    "direct:label": "words in marks behind a name and a colon",
    "direct:same-paragraph": "words in marks, of the speaker of the words before",
    "direct:continued": "words in marks that go on from the paragraph before",
    "direct:next-paragraph": "words in marks right behind a speaker's own",
    "direct:introduced": "words in marks, of whom the sentence before lets speak",
}
_LISTS: Final = ("evaluations.tsv", "loaded_words.tsv")
_ENCODER: Final = "encoder:"


def reasons(rule: str) -> str:
    """Return the parts of a rule in words, in order; a part that no list knows is given as it is.

    "v.say+e.reckless.adj+encoder:0.91" is "cue “say” (verb, say); judging word “reckless” (adjective, against); the
    encoder agrees with 0.91".
    """
    return "; ".join(_part(part) for part in rule.split("+"))


def _part(part: str) -> str:
    if part.startswith(_ENCODER):
        return f"the encoder agrees with {part.removeprefix(_ENCODER)}"
    return _WORDS.get(part) or _entries().get(part, part)


@cache
def _entries() -> dict[str, str]:
    cues = {cue.id: f"cue “{' '.join(cue.pattern)}” ({cue.kind}, {cue.act})" for cue in Cues.load().entries}
    words = (entry for name in _LISTS for entry in EvaluationWords.load(name).entries)
    return cues | {entry.id: f"judging word “{entry.word}” ({entry.kind}, {entry.polarity})" for entry in words}
