"""What stands over a cue and changes it: negation, doubt, condition, duty, another's act."""

from __future__ import annotations

from typing import Final

from stancewire.nlp.tree import Token
from stancewire.nlp.word_sets import word_set

_NEGATED: Final = "stancewire.negated"
_AUXILIARIES: Final = "stancewire.auxiliaries"
_NEGATIVES: Final = frozenset({"not", "n't", "never", "hardly", "scarcely", "barely", "nor", "neither"})
# "Less than thrilled", "far from happy".
_LITTLE: Final = frozenset({("less", "than"), ("far", "from")})
_NEGATIVE_SUBJECTS: Final = frozenset({"nobody", "none", "neither", "no-one"})
_NEG_RAISING: Final = frozenset({"think", "believe", "expect", "suppose", "imagine", "see", "want"})
_WEAK_MODALS: Final = frozenset({"may", "might", "could", "can"})
_DUTY_MODALS: Final = frozenset({"should", "must", "ought", "shall"})
_FUTURE: Final = frozenset({"will", "would", "'ll", "wo"})
_HEDGES: Final = word_set(
    "reportedly apparently allegedly perhaps possibly probably seemingly supposedly purportedly likely maybe"
)
_HEDGE_VERBS: Final = frozenset({"appear", "seem"})
_TRANSPARENT: Final = word_set(
    "continue begin start keep appear seem go come help proceed remain turn move repeat be resume choose "
    "rush line queue"
)
SPEAKING: Final = word_set(
    "comment say answer discuss confirm elaborate identify name respond speak give disclose reveal tell "
    "specify provide be explain detail address talk reply describe speculate characterise characterize predict "
    "preview repeat theorise theorize guess"
)
# What people do in public to show where they stand.
_AIRING: Final = word_set(
    "march rally demonstrate gather assemble strike walk protest block blockade occupy picket parade petition "
    "kneel chant converge mass turn chain glue camp sit fast lock crowd take speech statement "
    "strike sit-in vigil march rally protest demonstration "
    "interview address letter occasion opportunity tweet post"
)


def is_negated(token: Token) -> bool:
    """Tell whether the cue stands under a negation of its own, or of "I do not think that"."""
    # Every rule asks this of the same few words; a parse does not change under them.
    known: dict[int, bool] = token.doc.user_data.setdefault(_NEGATED, {})
    if token.i not in known:
        known[token.i] = _stands_negated(token)
    return known[token.i]


def _stands_negated(token: Token) -> bool:
    if _own_negation(token):
        return True
    verb = _verb_over(token)
    if verb != token and _own_negation(verb):
        return True
    clause = verb
    while _shares_negation(clause):
        clause = clause.head
        if _own_negation(clause):
            return True
    return clause.dep_ == "ccomp" and clause.head.lemma_ in _NEG_RAISING and _own_negation(clause.head)


def _shares_negation(clause: Token) -> bool:
    """Tell "did not condemn or praise" from "was not there and called": a past tense has its own polarity."""
    if clause.dep_ != "conj" or clause.head.pos_ not in {"VERB", "AUX"} or _has_subject(clause):
        return False
    return clause.tag_ not in {"VBD", "VBZ"} or any(c.lower_ in {"or", "nor"} for c in clause.head.children)


def _verb_over(token: Token) -> Token:
    """Return the copula or light verb of a predicate adjective or noun, else the token."""
    if token.dep_ in {"acomp", "attr", "oprd"} or (token.pos_ != "VERB" and token.dep_ in {"prep", "dobj"}):
        return token.head if token.head.pos_ in {"VERB", "AUX"} else token
    return token


def _own_negation(token: Token) -> bool:
    if _is_intensified(token):
        return False
    if token.i > 1 and (token.nbor(-2).lower_, token.nbor(-1).lower_) in _LITTLE:
        return True
    for child in token.children:
        if _is_contrast(token, child):
            continue
        if child.dep_ == "neg" or child.lower_ in _NEGATIVES:
            return child.lower_ != "only"
        if child.dep_ == "advmod" and child.lower_ == "less" and token.pos_ == "VERB":
            # "the less anyone will believe it"
            return True
        if child.dep_ in {"nsubj", "nsubjpass"} and _negative_subject(child):
            return True
        if child.dep_ == "det" and child.lower_ == "no":
            return True
        if child.lower_ == "longer" and any(grand.lower_ == "no" for grand in child.children):
            return True
    return token.dep_ == "pcomp" and token.head.lower_ == "without"


def _is_intensified(token: Token) -> bool:
    """Tell "cannot thank them enough" and "could not agree more", which praise all the more."""
    able = any(child.dep_ == "aux" and child.lower_ in {"can", "ca", "could"} for child in token.lefts)
    return able and any(child.lower_ in {"enough", "more"} and child.dep_ == "advmod" for child in token.rights)


def _is_contrast(token: Token, negative: Token) -> bool:
    """Tell the "not" of "we need trucks now, not next month", which leaves the verb as it is."""
    return negative.i > token.i + 1 and negative.nbor(-1).text in {",", "-", "\u2013", "\u2014"}


def _negative_subject(subject: Token) -> bool:
    if subject.lower_ in _NEGATIVE_SUBJECTS:
        return True
    before = [child.lower_ for child in subject.lefts if child.dep_ in {"det", "preconj", "amod"}]
    if "few" in {subject.lower_, *before}:
        return "a" not in before
    return not {"no", "neither", "less", "fewer"}.isdisjoint(before)


def _has_subject(verb: Token) -> bool:
    return any(child.dep_ in {"nsubj", "nsubjpass"} for child in verb.children)


def auxiliaries(token: Token) -> list[str]:
    """Return the lower-case modal and auxiliary words over the cue, those shared by a conjunct included."""
    known: dict[int, list[str]] = token.doc.user_data.setdefault(_AUXILIARIES, {})
    if token.i not in known:
        known[token.i] = _auxiliaries_over(token)
    return known[token.i]


def _auxiliaries_over(token: Token) -> list[str]:
    verb = _verb_over(token)
    own = [child.lower_ for child in verb.children if child.dep_ in {"aux", "auxpass"}]
    while not own and verb.dep_ == "conj" and verb.head.pos_ in {"VERB", "AUX"} and not _has_subject(verb):
        verb = verb.head
        own = [child.lower_ for child in verb.children if child.dep_ in {"aux", "auxpass"}]
    return own


def is_hedged(token: Token) -> bool:
    """Tell whether the cue is softened by a modal, an adverb, "appears to", or a condition."""
    verb = _verb_over(token)
    if _WEAK_MODALS.intersection(auxiliaries(token)):
        return True
    if any(child.lower_ in _HEDGES for child in (*verb.children, *token.children)):
        return True
    if verb.dep_ == "xcomp" and verb.head.lemma_ in _HEDGE_VERBS:
        return True
    return is_conditional(verb)


def is_conditional(verb: Token) -> bool:
    """Tell whether the clause is a condition, or hangs on one."""
    if any(child.dep_ == "mark" and child.lower_ in {"if", "unless"} for child in verb.children):
        return True
    clauses = [child for child in verb.children if child.dep_ == "advcl"]
    return any(
        grand.dep_ == "mark" and grand.lower_ in {"if", "unless"} for clause in clauses for grand in clause.children
    )


def is_condition(token: Token) -> bool:
    """Tell "if Ankara rejects the offer": the clause itself is a condition, which nobody has met."""
    verb = _verb_over(token)
    return any(child.dep_ == "mark" and child.lower_ in {"if", "unless"} for child in verb.children)


def is_duty(token: Token) -> bool:
    """Tell "should condemn" and "must condemn", which say what somebody has not done."""
    return bool(_DUTY_MODALS.intersection(auxiliaries(token)))


def is_future(token: Token) -> bool:
    """Tell "will attack" and "would attack"."""
    return bool(_FUTURE.intersection(auxiliaries(token)))


def is_possible(token: Token) -> bool:
    """Tell "may attack" and "could attack"."""
    return bool(_WEAK_MODALS.intersection(auxiliaries(token)))


def is_unrealised(token: Token) -> bool:
    """Tell whether the cue is an aim, an order or a possibility of another verb: "plans to attack", "to attack"."""
    verb = _verb_over(token)
    while verb.dep_ == "conj" and verb.head.pos_ == "VERB" and not _has_subject(verb):
        if any(child.lower_ == "to" and child.dep_ == "aux" for child in verb.children):
            break
        if verb.tag_ == "VBD" and verb.head.tag_ == "VB":
            # "urged them to pay and condemned the police": what was done is no aim.
            break
        verb = verb.head
    infinitive = any(child.lower_ == "to" and child.dep_ == "aux" for child in verb.children)
    if verb.dep_ == "xcomp" and verb.head.lemma_ in _TRANSPARENT and verb.head.pos_ in {"VERB", "AUX"}:
        return verb.head.lemma_ == "go" or is_unrealised(verb.head)
    if infinitive:
        return not _is_aired(verb)
    return verb.dep_ == "xcomp" and verb.tag_ in {"VB", "VBG"} and verb.head.pos_ == "VERB"


def _is_aired(verb: Token) -> bool:
    """Tell "blocked the road to demand higher pay": who did so for all to see has said where he stands."""
    head = verb.head
    public = head.lemma_ in _AIRING or any(child.lemma_ in _AIRING for child in head.rights if child.dep_ == "dobj")
    done = head.tag_ in {"VBD", "VBN", "VBZ", "VBP", "VBG"} and not is_future(head) and not _own_negation(head)
    return verb.dep_ in {"advcl", "xcomp", "relcl"} and public and done and not is_possible(head)
