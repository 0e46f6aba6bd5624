"""What "it" stands for where it is a thing: the topic of the sentence before, which the words go on to judge."""

from __future__ import annotations

from typing import Final

from stancewire.nlp.narration import deed, is_introduction, issues, lead, sentence_before, told_before
from stancewire.nlp.parties import is_first_person
from stancewire.nlp.sources import kind_of
from stancewire.nlp.subjects import subjects
from stancewire.nlp.testimony import Testimony
from stancewire.nlp.tree import Span, Token
from stancewire.nlp.unvouched import asks
from stancewire.nlp.voice import is_passive
from stancewire.nlp.void_cues import ACTS
from stancewire.nlp.word_sets import word_set
from stancewire_schemas.codes import EntityType

_SUBJECTS: Final = ("nsubjpass", "nsubj")
_MEASURES: Final = frozenset({"DATE", "TIME", "PERCENT", "ORDINAL", "CARDINAL", "MONEY", "QUANTITY"})
_EMPTY: Final = word_set(
    "way time day week month year people lot thing nothing something anything everything one part member "
    "reporter journalist conference hand head eye statement interview word speech question"
)
_JUDGING: Final = frozenset({"accuse", "criticise", "praise", "welcome", "oppose", "upset", "delight", "fear"})
_MARKS: Final = frozenset({"mark", "advmod"})
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

    None over a paragraph's border, but for what the article tells before a paragraph of speech.
    """
    told = _told(testimony, pronoun)
    if told is not None:
        verb = _main(told.root)
        return _subject(testimony, verb) or _issued(testimony, verb)
    before = sentence_before(pronoun)
    return _topic(testimony, _main(before.root)) if before is not None else None


def deed_told(testimony: Testimony, pronoun: Token) -> Token | None:
    """Return the head of what the article tells that others did, right before the speech.

    "The town sold it. 'A shame.'" Words said after a judgement of others are on what the article is about.
    """
    told = _told(testimony, pronoun)
    if told is None:
        return _occasion(testimony, pronoun)
    if is_introduction(told) or _takes_a_stand(testimony, told):
        told = lead(pronoun)
    verb = deed(told) if not any(word.i in testimony.speakers for word in told) else None
    return verb if verb is not None and _is_of_others(testimony, pronoun, verb) else None


def _is_of_others(testimony: Testimony, pronoun: Token, verb: Token) -> bool:
    """Tell a deed of actors, of whom the speaker is none: he judges neither his tour nor a ship that left."""
    doers = subjects(verb) or subjects(verb.head)
    if any(_is_speaker(testimony, pronoun, doer) for doer in doers):
        return False
    return is_passive(verb) or any(_is_actor(testimony, doer) for doer in doers)


def _is_actor(testimony: Testimony, doer: Token) -> bool:
    party = testimony.party(doer)
    known = party is not None and party.entity.type is not EntityType.OTHER
    return known or kind_of(doer) in {"person", "body"}


def _takes_a_stand(testimony: Testimony, sentence: Span) -> bool:
    cue = testimony.by_anchor.get(sentence.root.i)
    return cue is not None and cue.match.cue.act in _JUDGING


def _occasion(testimony: Testimony, pronoun: Token) -> Token | None:
    """Return the head of what the words are said after: '"It is good news," he said after Oslo lifted the levy'."""
    quote = testimony.direct_quote(pronoun)
    verb = pronoun.doc[quote.cue_token] if quote is not None and quote.cue_token is not None else None
    for clause in verb.rights if verb is not None else ():
        marked = any(child.lower_ in {"after", "as", "when"} and child.dep_ in _MARKS for child in clause.lefts)
        if clause.dep_ == "advcl" and marked and _is_of_others(testimony, pronoun, clause):
            return clause
    return None


def _is_speaker(testimony: Testimony, pronoun: Token, doer: Token) -> bool:
    party = testimony.party(doer)
    return party is not None and party.entity is testimony.speakers.get(pronoun.i)


def _told(testimony: Testimony, pronoun: Token) -> Span | None:
    """Return the sentence of the article right before the words of a speaker."""
    return told_before(pronoun, testimony.speakers) if pronoun.i in testimony.speakers else None


def _issued(testimony: Testimony, verb: Token) -> Token | None:
    """Return the object of a clause that tells of it: "approved a law"; of "sold the hall" the sale is told."""
    cue = testimony.by_anchor.get(verb.i)
    sided = cue is not None and cue.match.cue.act not in {"end", *ACTS}
    return _object(testimony, verb) if sided or issues(verb) else None


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
    return _object(testimony, verb)


def _object(testimony: Testimony, verb: Token) -> Token | None:
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
    # "No emergency could justify it": what there is none of is nothing to speak on.
    absent = any(child.lower_ == "no" and child.dep_ == "det" for child in noun.lefts)
    return not joined and not absent and testimony.party(noun) is None
