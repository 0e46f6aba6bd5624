"""Which time belongs to which event: read off the dependency tree, sentence by sentence."""

from __future__ import annotations

from typing import Final

from stancewire.nlp.datelines import find_datelines
from stancewire.nlp.dates import complement_of, dates_complement, link_of
from stancewire.nlp.document import DateMention, Document, Extent
from stancewire.nlp.tree import Token
from stancewire.nlp.trigger_tree import TriggerTree
from stancewire.nlp.word_sets import word_set
from stancewire_schemas.codes import Granularity

_LIMITS: Final = frozenset({"until", "till", "by"})
_MAX_CLIMB: Final = 12
_COARSE: Final = frozenset({Granularity.YEAR, Granularity.DECADE, Granularity.CENTURY})
# "In the early hours of Saturday", "during the first week of June" tell when; "the killings of 1947" do not.
_STRETCHES: Final = word_set(
    "hour morning afternoon evening night dawn day week weekend month half end start beginning middle course"
)
_INSIDE_NOUN: Final = frozenset({"poss", "compound", "nmod", "amod", "nummod"})


def date_events(document: Document, tree: TriggerTree) -> None:
    """Set `date` of each event that its own clause dates. A saying's date stays with the saying."""
    datelines = find_datelines(document)
    chosen: dict[int, DateMention] = {}
    for mention in document.dates:
        if _first_word(document, mention) in _LIMITS or _in(datelines, mention):
            continue
        for trigger in _dated_triggers(document, mention, tree):
            chosen[trigger] = _better(chosen.get(trigger), mention, trigger)
    _share(document, tree, chosen)
    for trigger in sorted(chosen):
        for event in tree.events[trigger]:
            if event.date is None or (event.date.first is None and chosen[trigger].first is not None):
                event.date = chosen[trigger]


def _dated_triggers(document: Document, mention: DateMention, tree: TriggerTree) -> tuple[int, ...]:
    link = link_of(document, mention)
    if link is not None and dates_complement(document, mention):
        top = tree.topmost(*complement_of(link))
        return () if top is None else (top,)
    head = document.parse[mention.head]
    if link is not None and link.dep_ == "mark":
        # In "a day after Israel struck on Friday" the mention hangs on the inner verb, but dates the outer one.
        return tree.governing(link.head)
    if head.i in tree.events:
        return (head.i,)
    if _dates_a_noun(head, mention) and not _noun_above(head, tree) and not _stands_before_subject(head):
        return ()
    found = tree.governing(head)
    verb = _verb_above(head)
    if found or verb is None:
        return found
    return tree.participles(verb) or _occasions(verb, tree) or _joined(verb, mention, tree)


def _occasions(verb: Token, tree: TriggerTree) -> tuple[int, ...]:
    """Return the deed that a when-clause tells: "the truce was broken on Monday when rebels attacked"."""
    return tuple(child.i for child in verb.rights if child.i in tree.events and _tells_occasion(child))


def _joined(verb: Token, mention: DateMention, tree: TriggerTree) -> tuple[int, ...]:
    """Return the deeds that follow in a row what is no event: "reached the port on Monday and seized two ships"."""
    if any(child.dep_ == "ccomp" for child in verb.rights):
        # A saying's date stays with the saying.
        return ()
    kept_from = (noun for child in verb.rights if child.lower_ == "from" for noun in child.rights)
    following = (token for token in (*verb.rights, *kept_from) if token.i > mention.head and token.i in tree.events)
    return tuple(token.i for token in following if _goes_along(token))


def _tells_occasion(token: Token) -> bool:
    return token.dep_ == "advcl" and any(child.lower_ == "when" for child in token.lefts)


def _dates_a_noun(head: Token, mention: DateMention) -> bool:
    """Tell whether the time belongs to a noun alone: "Friday's proposal", "the killings of 1947", "aid in 2020".

    A day behind a noun ("killed five people on Friday") is the verb's: the parser hangs it on either.
    """
    noun = head.head if head.dep_ in _INSIDE_NOUN else head.head.head
    if noun.pos_ not in {"NOUN", "PROPN"} or noun.i == head.i:
        return False
    if head.dep_ in _INSIDE_NOUN:
        return True
    if head.dep_ != "pobj" or (head.head.lower_ == "of" and noun.lemma_.lower() in _STRETCHES):
        return False
    return head.head.lower_ == "of" or mention.granularity in _COARSE


def _stands_before_subject(head: Token) -> bool:
    """Tell "on Tuesday crowds attacked", where the parser joins the day to the subject, from "Tuesday's crowds"."""
    before = head.doc[head.i - 1] if head.i else None
    return head.dep_ == "compound" and before is not None and before.lower_ == "on"


def _noun_above(head: Token, tree: TriggerTree) -> bool:
    noun = head.head if head.dep_ in _INSIDE_NOUN else head.head.head
    return noun.i in tree.events


def _verb_above(token: Token) -> Token | None:
    for _ in range(_MAX_CLIMB):
        if token.head.i == token.i:
            return None
        token = token.head
        if token.pos_ in {"VERB", "AUX"}:
            return token
    return None


def _better(before: DateMention | None, mention: DateMention, trigger: int) -> DateMention:
    """Prefer a resolved date, then the one nearest to the trigger."""
    if before is None:
        return mention
    return min(before, mention, key=lambda d: (d.first is None, abs(d.head - trigger), d.start))


def _share(document: Document, tree: TriggerTree, chosen: dict[int, DateMention]) -> None:
    """Give a date on: "raided the house on Saturday and arrested five", "killed two and wounded six on Friday"."""
    for index in sorted(tree.events):
        token = document.parse[index]
        above = _row_head(token, tree)
        if above is None:
            continue
        before, after = chosen.get(above), chosen.get(index)
        if after is None and before is not None and before.head < index:
            chosen[index] = before
        elif before is None and after is not None and after.head > index and _one_blow(tree, above, index):
            chosen[above] = after


def _row_head(token: Token, tree: TriggerTree) -> int | None:
    """Return the trigger that opens the row of deeds."""
    for _ in range(_MAX_CLIMB):
        if not _goes_along(token) or token.head.i == token.i:
            return None
        token = token.head
        if token.i in tree.events:
            return token.i
    return None


def _one_blow(tree: TriggerTree, first: int, second: int) -> bool:
    """Two deeds of one type in a row share the time that closes the row."""
    return {event.type for event in tree.events[first]} == {event.type for event in tree.events[second]}


def _goes_along(token: Token) -> bool:
    if _tells_occasion(token):
        return True
    # Who is kept from a deed is kept from it then.
    if token.dep_ == "pcomp" or any(child.dep_ == "pcomp" for child in token.children):
        return "from" in {token.lower_, token.head.lower_}
    own_subject = any(child.dep_ in {"nsubj", "nsubjpass", "mark"} for child in token.children)
    if own_subject:
        return False
    if token.dep_ == "conj":
        return token.tag_ == token.head.tag_ and token.pos_ == "VERB"
    return token.dep_ == "advcl" and token.tag_ == "VBG"


def _first_word(document: Document, mention: DateMention) -> str:
    return document.text[mention.start : mention.end].split(None, 1)[0].lower()


def _in(lines: tuple[Extent, ...], mention: DateMention) -> bool:
    return any(line.start <= mention.start and mention.end <= line.end for line in lines)
