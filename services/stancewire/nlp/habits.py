"""Whether something happens again and again: "regularly", "each Friday", "week after week"."""

from __future__ import annotations

from typing import Final

from stancewire.nlp.tree import Token
from stancewire.nlp.word_sets import word_set

_HABIT: Final = word_set(
    "regularly often routinely frequently usually always typically generally commonly normally "
    "occasionally periodically sometimes traditionally habitually daily weekly monthly nightly yearly annually"
)
_TIMES: Final = word_set(
    "year month week day night morning afternoon evening weekend spring summer autumn winter season hour"
)
_DAYS: Final = word_set("mondays tuesdays wednesdays thursdays fridays saturdays sundays weekends weekdays")
_OFTEN: Final = frozenset({"once", "twice", "times"})
_RULING: Final = frozenset({"will", "would", "can", "could", "must", "should", "shall", "may", "might"})
_MAX_CLIMB: Final = 5
_EACH: Final = frozenset({"each", "every"})


def recurs(verb: Token) -> bool:
    """Tell whether the clause says that its deed is a habit."""
    return any(_is_habit(child) for child in verb.children if child.i != verb.i) or _is_of_any_who(verb)


def _is_of_any_who(verb: Token) -> bool:
    """Tell whom a rule meets from those who did something: "would expel foreigners who insult the king"."""
    if verb.dep_ != "relcl" or verb.tag_ != "VBP" or verb.head.tag_ not in {"NNS", "DT"}:
        return False
    known = any(child.dep_ in {"det", "poss", "nummod"} for child in verb.head.children)
    clause = verb.head
    for _ in range(_MAX_CLIMB):
        clause = clause.head
        if any(child.dep_ == "aux" and child.lower_ in _RULING for child in clause.children):
            return not known
        if clause.head.i == clause.i:
            return False
    return False


def _is_habit(child: Token) -> bool:
    if child.dep_ == "advmod" and child.lemma_.lower() in _HABIT:
        return True
    if child.dep_ == "prep":
        return child.lower_ == "on" and any(noun.lower_ in _DAYS for noun in child.children)
    return child.dep_ in {"npadvmod", "advmod"} and (
        _is_each(child) or _is_time_on_time(child) or _is_number_of_times(child)
    )


def _is_each(time: Token) -> bool:
    """Tell "each Friday" and "almost every night"."""
    each = any(c.lower_ in _EACH for c in time.children if c.dep_ in {"det", "predet", "nummod"})
    return each and (time.ent_type_ in {"DATE", "TIME"} or time.lemma_.lower() in _TIMES)


def _is_time_on_time(time: Token) -> bool:
    """Tell "week after week"; the parser hangs its second half on either word."""
    behind = time.doc[time.i + 1 : time.i + 3]
    return (
        time.lemma_.lower() in _TIMES
        and [word.lower_ for word in behind[:1]] in (["after"], ["by"])
        and [word.lemma_.lower() for word in behind[1:]] == [time.lemma_.lower()]
    )


def _is_number_of_times(time: Token) -> bool:
    """Tell "three times a week" and "once a month"."""
    return time.lower_ in _OFTEN and any(child.lemma_.lower() in _TIMES for child in time.children)
