"""Cues with their arguments: who holds, about what, in which clause. Quotes and stances are read from these."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from spacy.tokens import Token

from stancewire.nlp import arguments
from stancewire.nlp.cues import Cues, Kind, Match
from stancewire.nlp.document import Document, Extent
from stancewire.nlp.propositions import noun_content
from stancewire.nlp.resumption import resumed
from stancewire.nlp.voices import DRAWING, Party, Speakers, holders

_ADDRESSING: Final = frozenset(
    {"tell", "inform", "assure", "notify", "remind", "warn", "brief", "advise", "reassure"}
)
_VERBAL: Final = frozenset({"VERB", "AUX"})


@dataclass(frozen=True, slots=True)
class Attribution:
    """A cue at work. `objects` are things or actors named, `complement` the head of a clause or content.

    `resumes` is the verb whose speaker acts again here, behind the words that he is told to have said.
    """

    match: Match
    holders: tuple[Party, ...]
    objects: tuple[Token, ...]
    complement: Token | None
    predicate: Token | None
    encloses: bool = False
    resumes: Token | None = None

    @property
    def extent(self) -> Extent:
        """The cue's words: from the first of its tokens to the last where they stand together, else the anchor."""
        tokens = sorted(self.match.tokens, key=lambda token: token.i)
        last = tokens[-1]
        if last.i - tokens[0].i >= len(tokens) + 2:
            last = tokens[0]
        return Extent(tokens[0].idx, last.idx + len(last))


def attributions(document: Document, cues: Cues, speakers: Speakers) -> list[Attribution]:
    """Return every cue that has arguments, in order of the text. One anchor gives at most one."""
    found: list[Attribution] = []
    covered: set[int] = set()
    for token in document.parse:
        if token.i in covered:
            continue
        matches = cues.matches(token)
        if matches:
            best = _best(document, matches, cues, speakers)
            if best is not None:
                found.append(best)
                # "filed a lawsuit against" is one cue: its noun is no second one.
                covered.update(part.i for part in best.match.tokens[1:])
    return found


def _best(document: Document, matches: list[Match], cues: Cues, speakers: Speakers) -> Attribution | None:
    """Return the longest cue whose arguments are there: "call it a lie" is no demand, "find that" no judgement."""
    for is_filled in (_is_filled, _is_bare_speech):
        for match in matches:
            attribution = Attribution(match, (), *_arguments(match))
            if is_filled(attribution):
                return replace(
                    attribution,
                    holders=tuple(holders(document, match, cues, speakers)),
                    resumes=resumed(match.anchor, document, cues) if match.cue.kind is Kind.VERB else None,
                )
    return None


def _is_filled(attribution: Attribution) -> bool:
    cue, complement = attribution.match.cue, attribution.complement
    if cue.act == "evaluate":
        named = bool(attribution.objects) or _is_what(attribution.match.anchor)
        return named and attribution.predicate is not None
    if cue.act in {"urge", "withhold"}:
        return complement is not None and (cue.act == "withhold" or not _is_finite(complement))
    if cue.act in {"say", "reveal", "think", "allege", "warn"}:
        return complement is not None and (_is_finite(complement) or cue.kind is not Kind.VERB)
    if cue.object is None and cue.complement is None:
        return complement is not None
    return bool(attribution.objects) or complement is not None


def _is_what(verb: Token) -> bool:
    """Tell "what he called a farce", where the thing called is told by the sentence around."""
    return any(child.lower_ in {"what", "which"} and child.dep_ == "dobj" for child in verb.lefts)


def _is_bare_speech(attribution: Attribution) -> bool:
    """Tell a verb of speech without a clause: the words stand in quotation marks, or are not told."""
    return attribution.match.cue.speech and attribution.match.cue.kind is Kind.VERB


def _is_finite(clause: Token) -> bool:
    """Tell a clause that tells something from an infinitive, a gerund and "heard me speak"."""
    if any(child.dep_ == "aux" and child.lower_ != "to" for child in clause.children):
        return True
    return clause.tag_ not in {"VB", "VBG"} and not any(child.lower_ == "to" for child in clause.lefts)


def _arguments(match: Match) -> tuple[tuple[Token, ...], Token | None, Token | None, bool]:
    """Return objects, complement, predicate, and whether the complement encloses the cue."""
    if match.cue.kind is Kind.VERB:
        return _of_verb(match)
    if match.cue.kind is Kind.NOUN:
        return _of_noun(match)
    return _of_word(match)


def _of_verb(match: Match) -> tuple[tuple[Token, ...], Token | None, Token | None, bool]:
    anchor = match.anchor
    last = match.tokens[-1]
    inside = {token.i for token in match.tokens}
    complement = _clause(match)
    if match.cue.act in {"delight", "upset"}:
        return tuple(arguments.subjects(anchor)), None, None, False
    if last.lower_ == "as":
        objects = _direct_objects(anchor) or _late_objects(last)
    elif last != anchor and last.pos_ in {"ADP", "PART", "SCONJ", "ADV"} and _governs(last):
        objects = [token for token in _governed(last) if token.ent_type_ not in {"DATE", "TIME"}]
    else:
        objects = _direct_objects(anchor)
    objects = [token for token in (_blamed(match, objects) or objects) if token.i not in inside]
    predicate = _predicate(match) if match.cue.act == "evaluate" else None
    if predicate is not None:
        objects = [token for token in objects if token != predicate] or _raised_subject(predicate)
        objects = objects or _before(predicate)
    if complement is None and objects and objects[0].dep_ == "pcomp":
        complement, objects = objects[0], []
    if complement is None and anchor.dep_ == "parataxis" and match.cue.speech and anchor.head != anchor:
        return tuple(objects), anchor.head, predicate, True
    return tuple(objects), complement, predicate, False


def _blamed(match: Match, objects: list[Token]) -> list[Token]:
    """Return who is blamed where the parser hangs "on" on the harm: "blamed the shortage on Hungary"."""
    if match.cue.pattern != ("blame",):
        return []
    return [
        noun
        for harm in objects
        for child in harm.rights
        if child.dep_ == "prep" and child.lower_ == "on"
        for noun in _governed(child)
        if noun.ent_type_ not in {"DATE", "TIME"}
    ]


def _late_objects(preposition: Token) -> list[Token]:
    """Return the object that stands behind the judgement: dismissed as "fantasy" a report."""
    return [late for noun in _governed(preposition) for late in noun.rights if late.dep_ in {"appos", "dobj"}]


def _governs(preposition: Token) -> bool:
    return any(child.dep_ in {"pobj", "pcomp"} for child in preposition.children)


def _governed(preposition: Token) -> Iterator[Token]:
    for child in preposition.children:
        if child.dep_ in {"pobj", "pcomp"}:
            yield from arguments.conjuncts(child) if child.dep_ == "pobj" else (child,)


def _direct_objects(verb: Token) -> list[Token]:
    raised = [token for token in arguments.objects(verb) if token.dep_ != "nsubj" or token.head == verb]
    if arguments.is_passive(verb) or any(child.dep_ == "dobj" for child in verb.children):
        given = [child for child in verb.rights if child.dep_ == "dative" and child.pos_ != "ADP"]
        return [*given, *arguments.objects(verb)]
    return [token for token in raised if token.dep_ != "nsubj"]


def _clause(match: Match) -> Token | None:
    """Return the head of the clause that the verb takes."""
    anchor = match.anchor
    inside = {token.i for token in match.tokens}
    for child in (*anchor.rights, *anchor.lefts):
        if child.i in inside or _ends_before(child, anchor):
            continue
        if (child.dep_ == "ccomp" and not _is_small(child)) or (child.dep_ == "xcomp" and child.pos_ in _VERBAL):
            return child
    for token in match.tokens[1:]:
        for child in token.children:
            if child.dep_ in {"pcomp", "ccomp"} and child.pos_ in {"VERB", "AUX"}:
                return child
            if child.dep_ == "pobj" and match.cue.act == "urge":
                clause = noun_content(child, ())
                if clause is not None:
                    return clause
    if match.cue.act == "urge":
        return _infinitive_of_addressee(anchor)
    if match.cue.act in {"say", "reveal", "warn"}:
        return next((clause for child in anchor.rights if (clause := _clause_of_addressee(child))), None)
    return None


def _clause_of_addressee(noun: Token) -> Token | None:
    """Return the clause that the parser hung on the one addressed: "informed the court that it was lost"."""
    if noun.dep_ not in {"dobj", "dative"} or noun.head.lemma_ not in _ADDRESSING:
        return None
    clause = noun_content(noun, ())
    return clause if clause is not None and any(c.dep_ == "mark" for c in clause.children) else None


def _is_small(clause: Token) -> bool:
    """Tell "declared the law illegal" from a clause with a verb."""
    if clause.pos_ in _VERBAL:
        return False
    return not any(child.dep_ in {"aux", "auxpass", "mark"} for child in clause.children)


def _ends_before(clause: Token, anchor: Token) -> bool:
    """Tell a clause that a semicolon parts from the cue: it belongs to another statement."""
    if clause.i > anchor.i:
        return False
    return any(token.text == ";" for token in anchor.doc[clause.right_edge.i : anchor.left_edge.i + 1]) or any(
        token.text == ";" for token in anchor.lefts
    )


def _infinitive_of_addressee(verb: Token) -> Token | None:
    """Return the infinitive that the parser hung on the addressee: "asked lawmakers to pass"."""
    for child in verb.rights:
        if child.is_punct:
            return None
        if child.dep_ in {"dobj", "advcl"}:
            for candidate in (child, *child.rights):
                if candidate.pos_ == "VERB" and any(c.lower_ == "to" and c.dep_ == "aux" for c in candidate.lefts):
                    return candidate
    return None


def _predicate(match: Match) -> Token | None:
    """Return what somebody or something is called: the complement of the object, or what stands behind "as"."""
    anchor = match.anchor
    for child in anchor.rights:
        if child.dep_ in {"prep", "mark"} and child.lower_ == "as":
            return next((c for c in child.children if c.dep_ in {"pobj", "amod", "pcomp", "acomp", "advmod"}), None)
        if child.dep_ in {"advcl", "advmod"} and any(c.lower_ == "as" for c in child.lefts):
            return child
    for child in anchor.rights:
        inner = next(
            (c for c in child.rights if child.dep_ == "oprd" and c.dep_ in {"dobj", "appos", "npadvmod"}), None
        )
        if inner is not None:
            # "called that claim a fabrication", read as "called that: claim a fabrication".
            return inner
        if child.dep_ == "oprd" or (child.dep_ in {"xcomp", "acomp", "npadvmod"} and child.pos_ in {"ADJ", "NOUN"}):
            return child
        if child.dep_ == "ccomp" and _is_small(child):
            return child
    return _predicate_of_small_clause(anchor)


def _predicate_of_small_clause(anchor: Token) -> Token | None:
    """Return the judgement that the parser took for a verb or an apposition: "called the deal unfair"."""
    objects = [child for child in anchor.rights if child.dep_ in {"dobj", "dative"} and child.pos_ != "ADP"]
    if len(objects) == 2:
        return objects[1]
    if len(objects) == 1 and _before(objects[0]):
        return objects[0]
    for noun in objects:
        late = [c for c in noun.rights if c.dep_ in {"amod", "acl", "appos"} and c.pos_ in {"ADJ", "NOUN"}]
        if late:
            return late[0]
    return None


def _raised_subject(predicate: Token) -> list[Token]:
    return [child for child in predicate.children if child.dep_ in {"nsubj", "nsubjpass"}]


def _before(predicate: Token) -> list[Token]:
    """Return the thing called, where the parser makes it a modifier of the judgement: "called the raid brutal"."""
    if predicate.head.dep_ == "oprd":
        return [predicate.head]
    if predicate.dep_ not in {"oprd", "dobj"} or predicate.tag_ != "NN":
        return []
    near = predicate.nbor(-1) if predicate.i else predicate
    return [near] if near.dep_ == "compound" and near.tag_ in {"NN", "NNS"} else []


def _of_noun(match: Match) -> tuple[tuple[Token, ...], Token | None, Token | None, bool]:
    noun = match.anchor
    content = noun_content(noun, ())
    if content is not None:
        return (), content, None, False
    if match.cue.act in {"supporter", "opponent"}:
        sides = [
            c for c in noun.lefts if c.dep_ == "poss" or (c.dep_ in {"compound", "nmod"} and c.pos_ == "PROPN")
        ]
        if sides:
            return tuple(sides[:1]), None, None, False
    if noun.dep_ == "dobj" and noun.head.lemma_ in {"have", "enjoy", "command"} and _is_another_s(noun):
        # "Claire has my full confidence"
        return tuple(arguments.subjects(noun.head)), None, None, False
    drawn = noun.head if noun.dep_ == "dobj" else noun.head.head
    if noun.dep_ in {"dobj", "conj"} and drawn.lemma_ in DRAWING and _is_drawn_from(noun):
        return tuple(arguments.subjects(drawn)), None, None, False
    governed = [
        token
        for child in noun.rights
        if child.dep_ == "prep" and child.lower_ in match.cue.via
        for token in _governed(child)
    ]
    if not governed:
        governed = [
            token
            for child in noun.head.rights
            if noun.dep_ in {"dobj", "attr"} and child.i > noun.i and child.lower_ in match.cue.via
            for token in _governed(child)
        ]
    if governed and governed[0].dep_ == "pcomp":
        return (), governed[0], None, False
    return tuple(governed), None, None, False


def _is_another_s(noun: Token) -> bool:
    owner = next((child for child in noun.lefts if child.dep_ == "poss"), None)
    return owner is not None and (owner.tag_ != "PRP$" or owner.lower_ in {"my", "our"})


def _is_drawn_from(noun: Token) -> bool:
    return any(child.lower_ == "from" for parent in (noun, noun.head) for child in parent.rights)


def _of_word(match: Match) -> tuple[tuple[Token, ...], Token | None, Token | None, bool]:
    anchor, last = match.anchor, match.tokens[-1]
    if match.cue.pattern == ("according", "to"):
        head = anchor.head
        return (), head if head != anchor and head.pos_ in {"VERB", "AUX"} else None, None, True
    if len(match.tokens) > 1 or match.cue.kind is Kind.PREPOSITION:
        governed = list(_governed(last))
        if match.cue.kind is Kind.PREPOSITION and len(match.tokens) == 1 and not _is_copular(anchor):
            return (), None, None, False
        if governed and governed[0].dep_ == "pcomp":
            return (), governed[0], None, False
        return tuple(governed), None, None, False
    clause = next((c for c in anchor.rights if c.dep_ in {"ccomp", "xcomp"} and c.pos_ in {"VERB", "AUX"}), None)
    return (), clause, None, False


def _is_copular(preposition: Token) -> bool:
    head = preposition.head
    return preposition.dep_ == "prep" and head.lemma_ in {"be", "remain", "stand"} and preposition.i > head.i


def enclosing(attribution: Attribution, found: dict[int, Attribution]) -> list[Attribution]:
    """Return the attributions whose content holds this cue, innermost first."""
    if attribution.resumes:
        return []
    outer: list[Attribution] = []
    token = attribution.match.anchor
    for _ in range(40):
        head = token.head
        if head.i == token.i:
            break
        above = found.get(head.i)
        if above is not None and token.i not in {t.i for t in above.match.tokens} and _enters(token, above):
            outer.append(above)
        token = head
    return outer


def _enters(token: Token, above: Attribution) -> bool:
    content = above.complement
    if content is None or above.encloses:
        return False
    return content.i == token.i
