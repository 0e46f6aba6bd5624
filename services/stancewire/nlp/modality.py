"""Whether a predicate is told as fact: negation, future, condition, fear, habit and background, from the parse.

The walk climbs from the trigger to the root and looks at each clause once; words that change the status are data
(`data/frames/governors.tsv`). Source of the classes: PLOVER 2.0's auxiliary modes, in our own reading.
"""

from __future__ import annotations

from functools import cache
from typing import Final

from spacy.tokens import Token

from stancewire.nlp.attachments import continued_clause, is_mistaken_for_content
from stancewire.nlp.ontology import rows
from stancewire.nlp.word_sets import word_set
from stancewire_schemas.codes import EventStatus

_NEGATORS: Final = frozenset({"not", "n't", "never", "nor", "neither", "nowhere", "hardly", "scarcely", "n’t"})
_EMPTY: Final = frozenset({"none", "nobody", "no-one", "nothing", "neither"})
_FUTURE: Final = frozenset({"will", "shall", "'ll", "wo", "’ll"})
_POSSIBLE: Final = frozenset({"could", "may", "might", "can", "should", "must", "ought", "ca"})
_CONDITION: Final = frozenset({"if", "unless", "whether", "lest", "provided", "should"})
_UNREACHED: Final = frozenset({"until", "till"})
_HABIT: Final = word_set(
    "regularly often routinely frequently usually always typically generally commonly normally "
    "occasionally periodically sometimes traditionally habitually"
)
_TIMES: Final = word_set(
    "year month week day night morning afternoon evening weekend spring summer autumn winter season hour"
)
_FACTUAL: Final = word_set(
    "after since following despite amid during because over in before as like by through under upon given"
)
_VERBAL: Final = frozenset({"VERB", "AUX"})
_RANK: Final = (
    EventStatus.NEGATED, EventStatus.HYPOTHETICAL, EventStatus.FUTURE, EventStatus.HABITUAL, EventStatus.HISTORICAL,
)  # fmt: skip
_DOUBLE: Final = {EventStatus.NEGATED: EventStatus.HYPOTHETICAL, EventStatus.HYPOTHETICAL: EventStatus.HYPOTHETICAL}
_LINK_NAMES: Final = {"nsubj": "subj", "csubj": "subj"}
_COMPLETES: Final = frozenset(
    {"xcomp", "ccomp", "acl", "pcomp", "dobj", "pobj", "attr", "nsubjpass", "oprd", "csubj", "nsubj"}
)


@cache
def governors() -> dict[tuple[str, str], tuple[tuple[frozenset[str], EventStatus], ...]]:
    """Return what each governing word (by lemma and part of speech) does to which of its complements."""
    index: dict[tuple[str, str], list[tuple[frozenset[str], EventStatus]]] = {}
    for lemma, pos, reach, effect in rows("frames/governors.tsv"):
        index.setdefault((lemma, pos), []).append((frozenset(reach.split()), EventStatus(effect)))
    return {key: tuple(effects) for key, effects in index.items()}


def governed(word: str, pos: str, link: str) -> EventStatus | None:
    """Return the status that a governing word gives to what hangs on it by `link`, or None."""
    return next((effect for reach, effect in governors().get((word, pos), ()) if link in reach), None)


def status_of(trigger: Token) -> EventStatus:
    """Return the status that the trigger's sentence gives it; `asserted` where nothing speaks against it."""
    found = _own_status(trigger)
    token, from_clause = trigger, False
    for _ in range(12):
        head = continued_clause(token) or token.head
        if head.i == token.i or is_mistaken_for_content(token):
            break
        from_clause = from_clause or token.dep_ == "pcomp"
        found += _from_link(token, head, from_clause=from_clause)
        if (
            token.dep_ == "relcl"
            or (token.dep_ == "acl" and token.tag_ == "VBN")
            or _stands_alone(token)
            or (token.dep_ == "prep" and token.lower_ in _FACTUAL)
        ):
            break
        if any(child.lower_ == "whether" and child.dep_ == "mark" for child in token.children):
            # An open question stays open whoever declined to answer it.
            break
        token = head
    return next((status for status in _RANK if status in found), EventStatus.ASSERTED)


def _own_status(token: Token) -> list[EventStatus]:
    return _verb_status(token) if token.pos_ in _VERBAL else _noun_status(token)


def _verb_status(verb: Token) -> list[EventStatus]:
    found: list[EventStatus] = []
    if is_negated(verb):
        found.append(EventStatus.NEGATED)
    found += _auxiliary_status(verb)
    found += _mark_status(verb)
    if (verb.dep_ == "pcomp" and verb.head.lower_ == "without") or _is_passed_over(verb):
        found.append(EventStatus.NEGATED)
    if verb.dep_ == "conj" and verb.head.pos_ in _VERBAL:
        found += _shared_status(verb)
    if verb.tag_ == "VBG" and verb.dep_ in {"csubj", "nsubj"} and any(c.dep_ == "dobj" for c in verb.children):
        # "Attacking the ports would not help": a deed weighed, not told.
        found.append(EventStatus.HYPOTHETICAL)
    if any(child.lemma_ in _HABIT for child in verb.children if child.dep_ == "advmod") or _recurs(verb):
        found.append(EventStatus.HABITUAL)
    return found


def _recurs(verb: Token) -> bool:
    """Tell whether a time says that it happens again and again: "each Friday", "every year"."""
    return any(
        child.dep_ in {"npadvmod", "advmod"} and child.i != verb.i
        and any(grand.lower_ in {"each", "every"} for grand in child.children if grand.dep_ in {"det", "predet"})
        and (child.ent_type_ in {"DATE", "TIME"} or child.lemma_.lower() in _TIMES)
        for child in verb.children
    )  # fmt: skip


def _is_passed_over(verb: Token) -> bool:
    """Tell whether something else was done: "rather than condemn the raid", "instead of condemning it"."""
    before = [verb.doc[i].lower_ for i in range(max(0, verb.i - 2), verb.i)]
    return before in (["rather", "than"], ["instead", "of"])


def is_negated(verb: Token) -> bool:
    """Tell whether the clause says no: by its verb, an auxiliary, or an empty subject ("none of them")."""
    for child in verb.children:
        if child.dep_ in {"neg", "advmod", "preconj"} and child.lower_ in _NEGATORS:
            return True
        if child.dep_ == "advmod" and child.lower_ == "longer":
            return True
        if child.dep_ in {"nsubj", "nsubjpass", "dobj"} and _is_empty(child):
            return True
        if child.dep_ == "acomp" and any(grand.dep_ == "neg" for grand in child.children):
            return True
    return False


def _is_empty(noun: Token) -> bool:
    if noun.lower_ in _EMPTY:
        return True
    return any(child.dep_ in {"det", "preconj"} and child.lower_ in {"no", "neither"} for child in noun.children)


def _auxiliary_status(verb: Token) -> list[EventStatus]:
    words = [child.lower_ for child in verb.children if child.dep_ in {"aux", "auxpass"}]
    if _FUTURE & set(words):
        return [EventStatus.FUTURE]
    if _POSSIBLE & set(words):
        return [EventStatus.HYPOTHETICAL]
    if "would" in words or "'d" in words:
        conditional = any(_condition(child) for child in verb.children if child.dep_ == "advcl")
        reported = verb.dep_ in {"ccomp", "conj"} and not conditional and "have" not in words
        return [EventStatus.FUTURE if reported else EventStatus.HYPOTHETICAL]
    return []


def _mark_status(verb: Token) -> list[EventStatus]:
    for child in verb.children:
        if child.dep_ in {"mark", "advmod", "prep"} and child.i < verb.i and child.lower_ in _CONDITION:
            return [EventStatus.HYPOTHETICAL]
        if child.dep_ in {"mark", "advmod"} and child.i < verb.i and child.lower_ in _UNREACHED:
            return [EventStatus.HYPOTHETICAL]
    # "Had they attacked ..." and purposes ("to free them") have not come true.
    if verb.dep_ == "advcl" and any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children):
        return [EventStatus.HYPOTHETICAL]
    return []


def _condition(clause: Token) -> bool:
    return any(child.lower_ in _CONDITION for child in clause.children if child.dep_ in {"mark", "advmod"})


def _shared_status(verb: Token) -> list[EventStatus]:
    """A joined verb without subject or auxiliary shares those of the first: "will meet and sign"."""
    own = {child.dep_ for child in verb.children}
    if own & {"nsubj", "nsubjpass", "aux"}:
        return []
    first = verb.head
    either = any(child.lower_ in {"or", "nor"} for child in first.children if child.dep_ == "cc")
    found = list(_auxiliary_status(first)) if verb.tag_ in {"VB", "VBN"} else []
    if is_negated(first) and (either or verb.tag_ == "VB"):
        found.append(EventStatus.NEGATED)
    return found


def _noun_status(noun: Token) -> list[EventStatus]:
    found: list[EventStatus] = []
    for child in noun.children:
        if child.dep_ in {"det", "neg"} and child.lower_ in {"no", "neither", "not"}:
            found.append(EventStatus.NEGATED)
        if child.dep_ == "det" and child.lower_ == "any":
            found.append(EventStatus.HYPOTHETICAL)
        if child.dep_ in {"amod", "compound"} and (effect := governed(child.lower_, "adj", "mod")):
            found.append(effect)
        if child.dep_ == "acl" and child.tag_ == "VBN" and (effect := governed(child.lemma_, "verb", "obj")):
            found.append(effect)
    head = noun.head
    if noun.dep_ == "pobj" and head.lower_ == "without":
        found.append(EventStatus.NEGATED)
    # "did not launch an attack" denies the attack; "did not condemn the attack" takes it for granted.
    if noun.dep_ in {"dobj", "nsubj", "nsubjpass", "attr"} and head.lemma_ in _light_lemmas():
        found += _verb_status(head)
    return found


@cache
def _light_lemmas() -> frozenset[str]:
    return frozenset(lemma for lemma, _, _ in rows("frames/light_verbs.tsv"))


def _stands_alone(clause: Token) -> bool:
    """Tell whether an adverbial clause is told for itself, whatever the main clause: "after rebels attacked"."""
    return clause.dep_ == "advcl" and any(
        child.dep_ in {"mark", "advmod"} and child.i < clause.i and child.lower_ not in _CONDITION
        for child in clause.children
    )


def _from_link(token: Token, head: Token, *, from_clause: bool = False) -> list[EventStatus]:
    """Return what the governing word does to the clause or noun that completes it."""
    found: list[EventStatus] = []
    effect = _effect(token, head) if token.dep_ in _COMPLETES else None
    if effect:
        found.append(effect)
    if head.pos_ in _VERBAL and token.pos_ not in _VERBAL and from_clause:
        # "could have shown courage in resigning": what only might have been holds for the clause inside too.
        found += [status for status in _auxiliary_status(head) if status is EventStatus.HYPOTHETICAL]
    if head.pos_ not in _VERBAL or token.pos_ not in _VERBAL:
        return found
    if token.dep_ == "xcomp":
        found += _verb_status(head)
    elif token.dep_ == "conj":
        found += _mark_status(head)
    elif token.dep_ == "advcl" and not _stands_alone(token):
        found += [status for status in _auxiliary_status(head) if token.tag_ in {"VBG", "VB"}]
    return found


def _effect(token: Token, head: Token) -> EventStatus | None:
    governor = head.head if head.pos_ in {"ADP", "SCONJ"} or token.dep_ in {"pobj", "pcomp"} else head
    kind = "verb" if governor.pos_ in _VERBAL else "adj" if governor.pos_ == "ADJ" else "noun"
    if token.dep_ == "ccomp" and token.i < governor.i and any(child.dep_ == "dobj" for child in governor.children):
        # "Kyiv says rebels attacked; Moscow denies it": two statements side by side.
        return None
    effect = governed(governor.lemma_.lower(), kind, _link(token, head))
    if effect is None or (token.dep_ == "pobj" and head.lower_ in {"about", "over", "at"} and _is_known(token)):
        return None
    negated = is_negated(governor) if kind == "verb" else any(_says_no(c) for c in governor.children)
    if negated and effect is EventStatus.FUTURE:
        return EventStatus.NEGATED
    return _DOUBLE.get(effect, effect) if negated else effect


def _says_no(word: Token) -> bool:
    return word.dep_ == "neg" or (word.dep_ == "det" and word.lower_ in {"no", "neither"})


def _is_known(noun: Token) -> bool:
    """Tell whether the words take the deed for granted: "concern about Iran's test", not "fear of a test"."""
    return any(
        child.dep_ == "poss" or (child.dep_ == "det" and child.lower_ in {"the", "this", "that", "these", "those"})
        for child in noun.children
    )


def _link(token: Token, head: Token) -> str:
    """Name how a word hangs on its governor: inf, ing, that, obj, subj or a preposition."""
    if token.dep_ in {"pobj", "pcomp"}:
        return head.lower_
    if token.dep_ in {"xcomp", "acl", "ccomp"}:
        if any(child.dep_ == "aux" and child.lower_ == "to" for child in token.children):
            return "inf"
        return "ing" if token.tag_ == "VBG" and token.dep_ == "xcomp" else "that"
    return _LINK_NAMES.get(token.dep_, "obj")
