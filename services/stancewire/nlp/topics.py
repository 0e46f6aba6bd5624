"""What "it" stands for where it is a thing: the topic of the sentence before, which the words go on to judge."""

from __future__ import annotations

from typing import Final

from stancewire.nlp.parties import is_first_person
from stancewire.nlp.sources import kind_of
from stancewire.nlp.testimony import Testimony
from stancewire.nlp.tree import Span, Token
from stancewire.nlp.unvouched import asks
from stancewire.nlp.word_sets import word_set

_SUBJECTS: Final = ("nsubjpass", "nsubj")
_MEASURES: Final = frozenset({"DATE", "TIME", "PERCENT", "ORDINAL", "CARDINAL", "MONEY", "QUANTITY"})
_EMPTY: Final = word_set(
    "way time day week month year people lot thing nothing something anything everything one part member "
    "reporter journalist conference hand head eye statement interview word speech question"
)
_POINTING: Final = frozenset({"it", "this", "that", "there", "these", "those"})
_OTHERS: Final = frozenset({"he", "she", "they", "you"})
_CLAUSAL: Final = frozenset({"acl", "relcl", "xcomp", "ccomp", "csubj", "advcl"})


def extraposed(judging: Token, predicate: Token | None) -> Token | None:
    """Return the head of the clause that "it" only announces: "it is wrong to punish them", "a scandal that …"."""
    for parent in (judging, *([predicate] if predicate is not None else [])):
        for child in parent.rights:
            verbal = child.dep_ in _CLAUSAL and child.pos_ in {"VERB", "AUX"}
            # "holds families to ransom": the judging word itself is nothing that is judged.
            if verbal and child != predicate and _is_announced(child):
                return child
    return None


def _is_announced(clause: Token) -> bool:
    """Tell "that nobody was charged" and "to punish them" from "because it rained" and "a deal that binds us"."""
    if any(child.dep_ == "aux" and child.lower_ == "to" for child in clause.lefts):
        return True
    marked = any(child.lower_ == "that" and child.dep_ == "mark" for child in clause.lefts)
    return marked and any(child.dep_ in {"nsubj", "nsubjpass", "expl"} for child in clause.lefts)


def topic_of(testimony: Testimony, pronoun: Token) -> Token | None:
    """Return the noun of the thing that the sentence before is about.

    None over a paragraph's border, but for the subject of what the article tells before a paragraph of speech.
    """
    before = sentence_before(pronoun)
    if before is not None:
        return _topic(testimony, _main(before.root))
    told = _told_before_speech(testimony, pronoun)
    return None if told is None else _subject(testimony, _main(told.root))


def _told_before_speech(testimony: Testimony, pronoun: Token) -> Span | None:
    if pronoun.i not in testimony.speakers:
        return None
    before = sentence_before(pronoun, over_border=True)
    is_told = before is not None and not any(word.i in testimony.speakers for word in before)
    return before if is_told else None


def clause_before(testimony: Testimony, pronoun: Token) -> Token | None:
    """Return the head of what the same speaker has just said, which "it" or "that" takes up as a whole."""
    before = sentence_before(pronoun)
    speaker = testimony.speakers.get(pronoun.i)
    if before is None or speaker is None:
        return None
    verb = _main(before.root)
    if verb.pos_ not in {"VERB", "AUX"} or testimony.speakers.get(verb.i) is not speaker or asks(verb):
        return None
    subjects = [child for child in verb.lefts if child.dep_ in _SUBJECTS]
    if not subjects or is_first_person(subjects[0]) or subjects[0].lower_ in _POINTING:
        # "We had counted on the jobs. It is a blow": what they did is not what they judge.
        return None
    return verb


def deed_before(testimony: Testimony, pronoun: Token) -> Token | None:
    """Return the head of what the same speaker told of others before: "They sold our dam. It is shameful"."""
    verb = clause_before(testimony, pronoun)
    doer = next((c for c in verb.lefts if c.dep_ == "nsubj"), None) if verb is not None else None
    if doer is None or is_first_person(doer):
        return None
    return verb if doer.lower_ in _OTHERS or testimony.party(doer) is not None else None


def sentence_before(token: Token, *, over_border: bool = False) -> Span | None:
    """Return the last sentence with a word before this one, in the same paragraph unless a border may be passed."""
    start = token.sent.start
    while start > 0:
        sentence = token.doc[start - 1].sent
        if not over_border and "\n" in sentence.text.rstrip(" ") and sentence.text.rstrip(" ").endswith("\n"):
            return None
        if any(word.is_alpha for word in sentence):
            return sentence
        start = sentence.start
    return None


def _main(verb: Token) -> Token:
    """Return the head of what is said, where the sentence tells that somebody says it."""
    for _ in range(4):
        inner = next((child for child in verb.children if child.dep_ == "ccomp"), None)
        if inner is None:
            break
        verb = inner
    return verb


def _subject(testimony: Testimony, verb: Token) -> Token | None:
    subjects = (child for name in _SUBJECTS for child in verb.lefts if child.dep_ == name)
    return next((child for child in subjects if _is_thing(testimony, child)), None)


def _topic(testimony: Testimony, verb: Token) -> Token | None:
    subject = _subject(testimony, verb)
    if subject is not None:
        return subject
    objects = [child for child in verb.rights if child.dep_ == "dobj"]
    # "marched against the plan"
    objects += testimony.by_anchor[verb.i].objects if verb.i in testimony.by_anchor else ()
    return next((child for child in objects if _is_thing(testimony, child)), None)


def _is_thing(testimony: Testimony, noun: Token) -> bool:
    """Tell one thing from actors, times, measures and words that name nothing to judge."""
    if noun.pos_ not in {"NOUN", "PROPN"} or noun.tag_ in {"NNS", "NNPS"} or is_first_person(noun):
        return False
    if noun.ent_type_ in _MEASURES or noun.lemma_.lower() in _EMPTY or kind_of(noun) in {"person", "body"}:
        return False
    joined = any(child.dep_ == "conj" for child in noun.children)
    return not joined and testimony.party(noun) is None
