"""Turns of speech that judge by form: "without them we would have drowned", "it will not stop a single boat"."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from stancewire.nlp.credits import spends_life, unequalled
from stancewire.nlp.document import Entity, Extent, Stance
from stancewire.nlp.judged import judged
from stancewire.nlp.own_words import Verdict, Words, stated
from stancewire.nlp.parties import is_first_person
from stancewire.nlp.propositions import clause_extent, thing_extent
from stancewire.nlp.slights import slight
from stancewire.nlp.testimony import Testimony
from stancewire.nlp.tree import Token
from stancewire.nlp.word_sets import word_set
from stancewire_schemas.codes import Polarity, QuoteForm

Turn = tuple[Entity | Extent, Polarity, str]
_CERTAINTY: Final = 0.65
_SUBJECTS: Final = frozenset({"nsubj", "nsubjpass"})
_SANE: Final = word_set("sane serious responsible decent reasonable rational sensible self-respecting right-minded")
# "If they had acted, she would be alive": what was left undone.
_DUE: Final = word_set(
    "act listen do come respond intervene tell warn stop close fix pay keep heed send build read care enforce "
    "protect help pass take show prepare move invest lead call arrive check"
)
_VIRTUES: Final = word_set(
    "decency shame honour honor courage integrity dignity backbone spine conscience sense respect guts heart "
    "compassion humility principles brain brains"
)
# Who only understands these understands too little.
_ONLY: Final = word_set("understand respect care listen think know speak want")
# What does none of these fails.
_REMEDIES: Final = word_set(
    "stop fix solve end bring help cure cut reduce lower create change address prevent heal undo secure improve "
    "deter"
)
_ABLE: Final = frozenset({"will", "wo", "'ll", "would", "do", "does", "ca", "can", "could"})
_SUPERLATIVE: Final = word_set("finer better greater stronger braver kinder nobler worthier truer")


def turn_stance(testimony: Testimony, words: Words) -> Stance | None:
    """Return the stand that the form of the clause gives its speaker; None for other clauses."""
    if words.quote is None:
        return None
    turns: tuple[Callable[[Testimony, Words], Turn | None], ...] = (
        _owed, _reproached, _folly, _narrow, _useless, _unmatched, _credited, _opposed, _slighted,
    )  # fmt: skip
    found = next((turn for read in turns if (turn := read(testimony, words)) is not None), None)
    if found is None:
        return None
    target, polarity, name = found
    return stated(testimony, words, Verdict(target, polarity, name, _CERTAINTY))


def _named(testimony: Testimony, words: Words, token: Token) -> Entity | Extent | None:
    """Return whom or what a noun names; None for the speaker and for pronouns of unknown sense."""
    if token.pos_ == "PRON" or is_first_person(token):
        return judged(testimony, words, token, words.verb)
    party = testimony.party(token)
    return party.entity if party is not None else thing_extent(testimony.document, token)


def _auxiliaries(verb: Token) -> set[str]:
    return {child.lower_ for child in verb.lefts if child.dep_ in {"aux", "auxpass"}}


def _owed(testimony: Testimony, words: Words) -> Turn | None:
    """Read "without the volunteers this town would have drowned"."""
    if not _auxiliaries(words.verb) >= {"would", "have"}:
        return None
    for child in words.verb.lefts:
        noun = next((c for c in child.rights if c.dep_ == "pobj"), None) if child.lower_ == "without" else None
        target = _named(testimony, words, noun) if noun is not None else None
        if target is not None:
            return target, Polarity.FAVOUR, "e.turn-owed.phr"
    return None


def _reproached(testimony: Testimony, words: Words) -> Turn | None:
    """Read "if Congress had acted, those people would be alive"."""
    if "would" not in _auxiliaries(words.verb):
        return None
    for clause in words.verb.lefts:
        marked = any(child.lower_ == "if" and child.dep_ == "mark" for child in clause.lefts)
        subject = next((child for child in clause.lefts if child.dep_ == "nsubj"), None)
        if not marked or subject is None or is_first_person(subject):
            continue
        due = clause.lemma_ in _DUE and "had" in _auxiliaries(clause)
        party = testimony.party(subject) if due or _lacks_virtue(clause) else None
        denied = any(child.dep_ == "neg" for child in clause.lefts)
        if party is not None and not denied and not testimony.is_unheard(party):
            return party.entity, Polarity.AGAINST, "e.turn-undone.phr"
    return None


def _lacks_virtue(clause: Token) -> bool:
    """Tell "if the minister had any decency"."""
    virtue = next((child for child in clause.rights if child.dep_ == "dobj"), None)
    if clause.lemma_ != "have" or clause.tag_ != "VBD" or virtue is None:
        return False
    words = {token.lower_ for token in virtue.subtree}
    return bool(words & _VIRTUES) and bool(words & {"any", "ounce", "shred", "bit", "an", "a"})


def _folly(testimony: Testimony, words: Words) -> Turn | None:
    """Read "no one in his right mind would have signed that deal", "no serious leader would say this"."""
    subject = next((child for child in words.verb.lefts if child.dep_ == "nsubj"), None)
    if subject is None or "would" not in _auxiliaries(words.verb):
        return None
    modifiers = {child.lower_ for child in subject.lefts}
    mind = any(token.lower_ == "mind" for token in subject.subtree)
    none = subject.lower_ in {"nobody", "one"} or "no" in modifiers
    if not none or not (mind or modifiers & _SANE):
        return None
    thing = next((child for child in words.verb.rights if child.dep_ == "dobj"), None)
    named = _named(testimony, words, thing) if thing is not None else None
    return (named, Polarity.AGAINST, "e.turn-folly.phr") if named is not None else None


def _narrow(testimony: Testimony, words: Words) -> Turn | None:
    """Read "Putin only understands strength"."""
    verb = words.verb
    only = any(child.lower_ == "only" and child.dep_ == "advmod" for child in verb.lefts)
    subject = next((child for child in verb.lefts if child.dep_ == "nsubj"), None)
    if not only or verb.lemma_ not in _ONLY or subject is None or is_first_person(subject):
        return None
    if not any(child.dep_ in {"dobj", "prep"} for child in verb.rights) or verb.tag_ not in {"VBZ", "VBP"}:
        return None
    target = judged(testimony, words, subject, verb)
    return (target, Polarity.AGAINST, "e.turn-narrow.phr") if target is not None else None


def _useless(testimony: Testimony, words: Words) -> Turn | None:
    """Read "a wall will not stop a single gram": of persons it would only foretell."""
    verb = words.verb
    subject = next((child for child in verb.lefts if child.dep_ in {"nsubj", "csubj"}), None)
    denied = any(child.dep_ == "neg" for child in verb.lefts)
    auxiliaries = _auxiliaries(verb)
    if subject is None or not denied or verb.lemma_ not in _REMEDIES or not auxiliaries or auxiliaries - _ABLE:
        return None
    if not any(child.dep_ in {"dobj", "prt"} for child in verb.rights) or is_first_person(subject):
        return None
    is_clause = subject.dep_ == "csubj"
    target = clause_extent(testimony.document, subject) if is_clause else judged(testimony, words, subject, verb)
    return (target, Polarity.AGAINST, "e.turn-useless.phr") if isinstance(target, Extent) else None


def _unmatched(testimony: Testimony, words: Words) -> Turn | None:
    """Read "I have known Brannigan for years, and there is no finer servant", "no better man than him"."""
    verb = words.verb
    if verb.lemma_ != "be" or not any(child.dep_ == "expl" for child in verb.lefts):
        return None
    noun = next((child for child in verb.rights if child.dep_ in {"attr", "nsubj"}), None)
    words_before = {child.lower_ for child in noun.lefts} if noun is not None else set()
    if noun is None or "no" not in words_before or not words_before & _SUPERLATIVE:
        return None
    than = (c for token in noun.subtree if token.lower_ == "than" for c in token.rights if c.dep_ == "pobj")
    before = (c for c in verb.head.rights if c.dep_ == "dobj" and c.i < verb.i) if verb.dep_ == "conj" else ()
    for token in (*than, *before):
        party = testimony.party(token)
        if party is not None:
            return party.entity, Polarity.FAVOUR, "e.turn-unmatched.phr"
    return None


def _credited(testimony: Testimony, words: Words) -> Turn | None:
    """Read "nobody has done more than Carol Finch" and "he has spent his life fighting for us"."""
    best = unequalled(words.verb)
    target = _named(testimony, words, best) if best is not None else None
    if target is not None:
        return target, Polarity.FAVOUR, "e.turn-unequalled.phr"
    subject = next((child for child in words.verb.lefts if child.dep_ == "nsubj"), None)
    if subject is None or not spends_life(words.verb):
        return None
    devoted = judged(testimony, words, subject, words.verb)
    return (devoted, Polarity.FAVOUR, "e.turn-devoted.phr") if devoted is not None else None


def _opposed(testimony: Testimony, words: Words) -> Turn | None:
    """Read "my opponent has voted to raise your taxes": whatever one tells of him is held against him."""
    subject = next((child for child in words.verb.lefts if child.dep_ == "nsubj"), None)
    ours = subject is not None and any(child.lower_ in {"my", "our"} for child in subject.lefts)
    if subject is None or not ours or subject.lemma_ != "opponent" or words.verb.lemma_ == "be":
        return None
    target = judged(testimony, words, subject, words.verb)
    return (target, Polarity.AGAINST, "e.turn-opponent.phr") if target is not None else None


def _slighted(testimony: Testimony, words: Words) -> Turn | None:
    """Read "they never answered our letters" in direct speech."""
    subject = next((child for child in words.verb.lefts if child.dep_ in _SUBJECTS), None)
    direct = words.quote is not None and words.quote.form is QuoteForm.DIRECT
    found = slight(words.verb, subject) if subject is not None and direct else None
    target = judged(testimony, words, subject, words.verb) if found is not None and subject is not None else None
    return (target, *found) if found is not None and isinstance(target, Entity) else None
