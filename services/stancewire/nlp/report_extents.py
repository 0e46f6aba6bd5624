"""Where the words reported begin and end: without "on Tuesday" before them and ", adding that" behind."""

from __future__ import annotations

from typing import Final

from stancewire.nlp.attribution import Attribution
from stancewire.nlp.document import Document, Extent
from stancewire.nlp.propositions import clause_extent, trimmed
from stancewire.nlp.tree import Doc, Token
from stancewire.nlp.word_sets import word_set

_RESUMING: Final = frozenset(
    {"add", "say", "note", "stress", "claim", "warn", "argue", "insist", "explain", "accuse"}
)
_TIMES: Final = frozenset({"DATE", "TIME"})
_TIME_WORDS: Final = frozenset({"on", "at", "in", "late", "early", "last", "this", "the", "earlier", "later", "by"})
_LOOSE_ENDS: Final = frozenset({"and", "or", "but", "else", "nor", "yet"})
_ACCOUNTS: Final = word_set("claim allegation accusation charge assertion account figure toll suggestion version")
_ACCOUNT_REACH: Final = 3
_VERBAL: Final = frozenset({"VERB", "AUX"})
_HANGING: Final = frozenset({"relcl", "acl", "advcl", "xcomp", "pcomp", "appos", "npadvmod"})


def content_extent(document: Document, one: Attribution, content: Token, resuming: Token | None) -> Extent:
    """Return the words reported: the clause, or all of the sentence around a cue that stands aside.

    `resuming` is the verb with which the speaker acts again behind his words.
    """
    if one.encloses:
        return _around(document, one)
    extent = clause_extent(document, content)
    start, end = _negated_start(content, extent.start), max(extent.end, _joined_end(one, content))
    if start <= one.extent.start < end and content.i > one.match.anchor.i:
        # "whom he said Venezuela had forced out": what is said begins behind the cue.
        start = one.extent.end
    start = _after_time(document, one, content, start)
    if end <= start:
        # "A claim that the tribunal rejected": the clause is over where the cue ends.
        return Extent(0, 0)
    end = min(end, _resumed_at(document, start, end, resuming))
    return _with_closing_mark(document, _without_loose_ends(document, trimmed(document, start, end)))


def _negated_start(content: Token, start: int) -> int:
    """Return where a negated infinitive begins, which must not lose its "not": "urged them not to travel"."""
    return next((child.idx for child in content.lefts if child.dep_ == "neg" and child.idx < start), start)


def _with_closing_mark(document: Document, extent: Extent) -> Extent:
    """Return the words with the mark that closes what they hold, where the parse left it to the sentence."""
    words, behind = document.text[extent.start : extent.end], document.text[extent.end : extent.end + 2]
    opened = words.count('"') % 2 or words.count("“") > words.count("”")
    place = next((place for place, mark in enumerate(behind) if mark in '"”'), None) if opened else None
    if place is None or (place == 1 and behind[0] not in ".,"):
        return extent
    return Extent(extent.start, extent.end + place + 1)


def _joined_end(one: Attribution, content: Token) -> int:
    """Return the end of a second clause that hangs on the cue: ", but that X", "or else pay"."""
    ends = [0]
    for child in one.match.anchor.rights:
        marked = any(grand.dep_ == "mark" and grand.lower_ == "that" for grand in child.lefts)
        bare = child.tag_ == "VB" and not any(grand.dep_ in {"nsubj", "aux"} for grand in child.lefts)
        if child.dep_ == "conj" and child.i > content.i and (marked or bare) and child.pos_ in _VERBAL:
            last = _without_stop(child)
            ends.append(last.idx + len(last))
    return max(ends)


def _without_stop(clause: Token) -> Token:
    last: Token = clause.doc[clause.right_edge.i]
    return last


def _after_time(document: Document, one: Attribution, content: Token, start: int) -> int:
    """Return where the words begin behind the time of the saying: "said on Tuesday it had left"."""
    if content.i < one.match.anchor.i:
        return start
    parse = document.parse
    index = one.match.tokens[-1].i + 1
    first = index
    for ahead in range(index, content.i):
        if parse[ahead].ent_type_ in _TIMES:
            index = ahead + 1
        elif parse[ahead].lower_ not in _TIME_WORDS:
            break
    if any(token.head.pos_ not in _VERBAL and not first <= token.head.i < index for token in parse[first:index]):
        return start  # "the day of action was planned"
    if any(token.dep_ in {"nsubj", "nsubjpass"} for token in parse[first:index]):
        return start
    if index == first or parse[index].idx <= start or parse[index].text == ",":
        return start
    return _past_complementiser(parse, index)


def _past_complementiser(parse: Doc, index: int) -> int:
    return parse[index + 1].idx if parse[index].lower_ == "that" else parse[index].idx


def _resumed_at(document: Document, start: int, end: int, resuming: Token | None) -> int:
    """Return where the speaker of the whole takes up again (", adding that", "and called on"), or the end."""
    found = [end]
    if resuming is not None and start < resuming.idx < end:
        joint = next(
            (c for c in reversed(list(resuming.head.children)) if c.dep_ == "cc" and c.i < resuming.i), None
        )
        found.append(joint.idx if joint is not None else document.parse[resuming.left_edge.i].idx)
    span = document.parse.char_span(start, end, alignment_mode="expand")
    for token in span or ():
        adds = token.tag_ == "VBG" and token.dep_ == "advcl" and token.lemma_ in _RESUMING
        if adds and token.i and document.parse[token.i - 1].text == ",":
            found.append(document.parse[token.i - 1].idx)
    return min(found)


def _without_loose_ends(document: Document, extent: Extent) -> Extent:
    """Return the extent without a conjunction at its end that joins nothing: ", or else"."""
    for _ in range(3):
        words = document.text[extent.start : extent.end].split()
        if len(words) < 2 or words[-1].lower() not in _LOOSE_ENDS:
            break
        extent = trimmed(document, extent.start, extent.end - len(words[-1]))
    return extent


def _around(document: Document, one: Attribution) -> Extent:
    anchor, content = one.match.anchor, one.complement
    if content is None:
        return Extent(0, 0)
    clause = _whole(content) if one.match.cue.pattern == ("according", "to") else content
    first, last = clause.left_edge.i, clause.right_edge.i
    aside_first, aside_last = anchor.left_edge.i, anchor.right_edge.i
    if aside_first <= first:
        first = _past_aside(clause, aside_last)
    elif _ends_sentence(anchor, aside_last) or _another_speaks(anchor, aside_last):
        last = aside_first - 1
    if last < first:
        return Extent(0, 0)
    end = document.parse[last]
    return trimmed(document, document.parse[first].idx, end.idx + len(end))


def _another_speaks(anchor: Token, last: int) -> bool:
    """Tell whether somebody else says something behind the aside: "X, A said, and B warned that Y"."""
    rest = [token for token in anchor.doc[last + 1 : anchor.sent.end] if not token.is_punct]
    if not rest or rest[0].lower_ not in {"and", "but", "while"}:
        return False
    return any(
        token.lemma_ in _RESUMING and token.tag_ in {"VBD", "VBZ"} and any(c.dep_ == "nsubj" for c in token.lefts)
        for token in rest
    )


def _past_aside(clause: Token, last: int) -> int:
    """Return the first token behind an opening "According to X,".

    A clause without a subject lost it to X: "According to Mohib, the visit of the team shows".
    """
    if any(child.dep_ in {"nsubj", "nsubjpass", "expl", "csubj"} for child in clause.children) or last > clause.i:
        return last + 1
    commas = [token.i for token in clause.doc[clause.sent.start : clause.i] if token.text == ","]
    return (commas[-1] if commas else last) + 1


def _whole(content: Token) -> Token:
    """Return the clause that the source stands behind, where it hangs on a part of it."""
    clause = content
    for _ in range(6):
        if clause.dep_ not in _HANGING or clause.head.pos_ not in _VERBAL | {"NOUN", "PROPN"}:
            break
        clause = clause.head
    while clause.pos_ not in _VERBAL and clause.head.i != clause.i:
        clause = clause.head
    return clause


def _ends_sentence(anchor: Token, last: int) -> bool:
    """Tell whether nothing but an apposition stands behind it: to the source, or ", a claim the army rejected"."""
    rest = [token for token in anchor.doc[last + 1 : anchor.sent.end] if not (token.is_punct or token.is_space)]
    if any(token.lemma_ in _ACCOUNTS for token in rest[:_ACCOUNT_REACH]):
        account = next(token for token in rest if token.lemma_ in _ACCOUNTS)
        return all(token.i <= account.right_edge.i for token in rest)
    return all(token.pos_ not in _VERBAL for token in rest) and len(rest) <= 8
