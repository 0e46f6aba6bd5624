"""Clauses that judge: "the talks were pointless", "the law punishes us", "the army was to blame"."""

from __future__ import annotations

from typing import Final

from stancewire.nlp.blame import COPULAS, blamed, credited, lacking, named_culprit, unexcused
from stancewire.nlp.degrees import measured
from stancewire.nlp.evaluations import Evaluation, EvaluationWords, judge_phrase, opposite
from stancewire.nlp.judging_verbs import Judgement, judged, judgement_of_verb
from stancewire.nlp.own_words import is_disbelieved
from stancewire.nlp.tree import Token
from stancewire.nlp.word_sets import word_set
from stancewire_schemas.codes import Polarity

_PROVING: Final = frozenset({"prove", "show", "demonstrate"})
_ITSELF: Final = frozenset({"it", "he", "she", "they"})
# "The figures showed an improvement" judges nobody; whoever shows contempt is judged.
_SHOWING: Final = frozenset({"show", "display", "demonstrate", "betray", "exhibit"})
# "Sends a troubling signal", "caused needless delays": what comes of a thing judges it.
_BRINGING: Final = word_set(
    "cause bring create send set pose represent constitute sow breed spell deliver produce offer provide make "
    "impose place put leave give take mark have run play tell paint commit lead"
)
_DAMAGE: Final = word_set(
    "damage destruction injury casualty flooding loss death toll delay disruption harm suffering wound blow pain"
)
_AVOIDABLE: Final = word_set("needless unneeded unnecessary avoidable undue senseless pointless unjust")
_RAISING: Final = word_set(
    "likely bound set sure certain going poised try seek attempt continue keep begin start threaten "
    "appear seem aim want risk serve help"
)


def judgement_of(words: EvaluationWords, verb: Token) -> Judgement | None:
    """Return what the clause of this verb says of its subject, or None where it does not judge."""
    without = _without_subject(words, verb)
    if without is not None:
        return without
    subjects = [c for c in verb.children if c.dep_ in {"nsubj", "nsubjpass", "csubj"}]
    if not subjects:
        return None
    # Of two the nearer is the clause's own: 'Petrov: "The accord is a betrayal."'
    subject = min(subjects, key=lambda child: abs(child.i - verb.i))
    negated = any(child.dep_ == "neg" or _is_no_longer(child) for child in verb.children) or is_disbelieved(verb)
    return _by_construction(words, verb, subject, negated=negated) or _by_word(
        words, verb, subject, negated=negated
    )


def _without_subject(words: EvaluationWords, verb: Token) -> Judgement | None:
    """Return what is judged in another place than the subject's: "there is no justice", "we owe it to them"."""
    lack = lacking(words, verb)
    if lack is not None:
        # There is nothing of what would be praised.
        polarity = lack[1].polarity if lack[1].kind == "lack" else opposite(lack[1].polarity)
        return Judgement(lack[0], lack[1], polarity, lack[2])
    owed = credited(words, verb)
    return None if owed is None else Judgement(owed[0], owed[1], owed[1].polarity, owed[2])


def _by_construction(words: EvaluationWords, verb: Token, subject: Token, *, negated: bool) -> Judgement | None:
    """Return what blame, proof or a deed says of the subject."""
    laid = blamed(words, verb, subject) or unexcused(words, verb, subject)
    if laid is not None:
        return judged((laid[0], laid[1], laid[1].polarity), laid[2], negated=negated)
    proved = _proved(words, verb)
    if proved is not None:
        return judged((proved.word, proved.entry, proved.polarity), subject, negated=negated)
    raised = _raised(verb)
    deed = words.deed(verb) or (words.deed(raised) if raised is not None else None)
    return None if deed is None else judged((deed[0], deed[1], deed[1].polarity), subject, negated=negated)


def _by_word(words: EvaluationWords, verb: Token, subject: Token, *, negated: bool) -> Judgement | None:
    """Return what a degree, the predicate or the verb says of the subject."""
    raised = _raised(verb)
    if raised is not None:
        return judgement_of_verb(words, raised, subject, negated=negated)
    wanting = measured(words, verb, subject, negated=negated)
    if wanting is not None:
        return Judgement(*wanting, Polarity.AGAINST, subject)
    found = next((told for child in verb.rights if (told := _of_predicate(words, verb, child)) is not None), None)
    if found is not None:
        return judged(found, subject, negated=negated)
    named = named_culprit(words, verb, subject)
    if named is not None:
        return judged((subject, named[0], named[0].polarity), named[1], negated=negated)
    return judgement_of_verb(words, verb, subject, negated=negated)


def _proved(words: EvaluationWords, verb: Token) -> Judgement | None:
    """Return what somebody has shown himself to be: "has proved that it is a true ally"."""
    clause = next((c for c in verb.rights if c.dep_ == "ccomp"), None) if verb.lemma_ in _PROVING else None
    subject = next((c for c in clause.lefts if c.dep_ == "nsubj"), None) if clause is not None else None
    if clause is None or subject is None or subject.lower_ not in _ITSELF:
        return None
    return judgement_of(words, clause)


def _is_no_longer(word: Token) -> bool:
    return word.lower_ == "longer" and any(child.lower_ == "no" for child in word.lefts)


def _of_predicate(words: EvaluationWords, verb: Token, child: Token) -> tuple[Token, Evaluation, Polarity] | None:
    """Return the judging word of "is a disgrace", "is out of touch" and "shows contempt for"."""
    if child.dep_ == "dobj" and verb.lemma_ == "do" and child.lemma_ == "job":
        return judge_phrase(words, child)
    if child.dep_ == "dobj" and verb.lemma_ == "want":
        # "The opposition wants chaos"; who wants justice is not praised for it.
        wanted = judge_phrase(words, child)
        return wanted if wanted is not None and wanted[0] == child and wanted[2] is Polarity.AGAINST else None
    if child.dep_ == "dobj" and verb.lemma_ in _SHOWING:
        shown = judge_phrase(words, child)
        return shown if shown is not None and shown[1].kind in {"noun", "phrase"} and shown[0] == child else None
    if child.dep_ == "dobj" and verb.lemma_ in _BRINGING:
        brought = judge_phrase(words, child)
        if brought is None or brought[1].kind not in {"adjective", "phrase"}:
            return None
        # "Caused terrible damage" tells how much of it; "needless deaths" blame.
        return None if child.lemma_ in _DAMAGE and brought[1].word not in _AVOIDABLE else brought
    if verb.lemma_ not in COPULAS or _is_compared(child) or _names_duty(child):
        return None
    if child.dep_ == "prep":
        several = words.phrase(child)
        return (*several, several[1].polarity) if several is not None else None
    return judge_phrase(words, child) if child.dep_ in {"acomp", "attr", "oprd"} else None


def _names_duty(word: Token) -> bool:
    """Tell "responsible for roads", which says whose task it is and judges nobody."""
    return word.lower_ == "responsible" and any(child.lower_ == "for" for child in word.rights)


def _is_compared(word: Token) -> bool:
    """Tell "as strong as" and "stronger than", which measure and do not judge."""
    return any(child.lower_ in {"as", "than"} for child in word.children)


def _raised(verb: Token) -> Token | None:
    """Return the verb that shares the subject: "is likely to hurt", "is trying to destroy"."""
    for child in verb.rights:
        if child.dep_ == "xcomp" and child.pos_ == "VERB" and verb.lemma_ in _RAISING:
            return child
        if child.dep_ in {"acomp", "xcomp"} and child.lower_ in _RAISING:
            return next((c for c in child.rights if c.dep_ == "xcomp" and c.pos_ == "VERB"), None)
    if verb.lower_ in _RAISING:
        return next((c for c in verb.rights if c.dep_ == "xcomp" and c.pos_ == "VERB"), None)
    return None
