"""What speech holds against others by what they leave undone, take back, or remember only at times.

"They never answered a single one of our letters", "you promised us a school and built a prison". What is only told
of them stands without an emphasis and is no reproach: "he did not answer".
"""

from __future__ import annotations

from typing import Final

from stancewire.nlp.parties import is_first_person
from stancewire.nlp.tree import Token
from stancewire.nlp.word_sets import word_set
from stancewire_schemas.codes import Polarity

Slight = tuple[Polarity, str]
_HEED: Final = word_set(
    "answer reply respond call come visit help ask consult tell inform warn listen explain apologise apologize act "
    "show turn lift do bother offer send give speak talk meet deliver keep honour honor fix pay thank protect read"
)
_EMPHASIS: Final = word_set("single finger thing word anything once even one ever penny cent dime")
_PROMISING: Final = frozenset({"promise", "pledge", "swear", "vow"})
_KEEPING: Final = frozenset({"deliver", "keep", "do", "fulfil", "fulfill", "honour", "honor", "come"})
_NOTICING: Final = word_set("remember come visit call care think know see listen show talk find need notice")
_TIMES: Final = frozenset({"when", "at", "before", "during", "if", "after"})
_NOBODY: Final = (
    ("no", "one", "else"),
    ("nobody", "else"),
    ("others",),
    ("everyone", "else"),
    ("everybody", "else"),
)


def slight(verb: Token, subject: Token) -> Slight | None:
    """Return what the clause holds against its subject, or thanks it for; None for other clauses."""
    if is_first_person(subject) or subject.dep_ not in {"nsubj", "nsubjpass"}:
        return None
    if _ignores(verb):
        return Polarity.AGAINST, "e.slight-ignores.phr"
    if _takes_back(verb):
        return Polarity.AGAINST, "e.slight-promise.phr"
    if _only_at_times(verb):
        return Polarity.AGAINST, "e.slight-only-when.phr"
    if _when_nobody_did(verb):
        return Polarity.FAVOUR, "e.slight-none-else.phr"
    return None


def _ignores(verb: Token) -> bool:
    """Tell "never answered our letters" and "has not lifted a finger" from "did not answer"."""
    if verb.lemma_ not in _HEED or verb.tag_ not in {"VBD", "VBN", "VB", "VBP", "VBZ", "VBG"}:
        return False
    auxiliaries = {child.lower_ for child in verb.lefts if child.dep_ == "aux"}
    if auxiliaries & {"will", "would", "can", "could", "may", "might", "should", "must", "to", "'ll", "wo"}:
        return False
    negation = next((child for child in verb.lefts if child.dep_ == "neg"), None)
    if negation is None:
        return False
    if _owes(verb):
        return True
    objects = [
        token for child in verb.rights if child.dep_ in {"dobj", "dative", "prep"} for token in child.subtree
    ]
    ours = any(is_first_person(token) or token.lower_ in {"our", "my"} for token in objects)
    stressed = any(token.lower_ in _EMPHASIS for token in objects)
    even = any(child.lower_ in {"even", "once"} for child in verb.lefts)
    return stressed or even or (ours and negation.lower_ == "never")


def _owes(verb: Token) -> bool:
    """Tell "are not paying what they should" and "did not do what they promised"."""
    what = next((child for child in verb.rights if child.left_edge.lower_ == "what"), None)
    return what is not None and any(
        t.lower_ in {"should", "must", "promised", "owe", "agreed"} for t in what.subtree
    )


def _takes_back(verb: Token) -> bool:
    """Tell "promised us a school and built a prison" from "promised it and delivered"."""
    if verb.lemma_ not in _PROMISING or verb.tag_ != "VBD":
        return False
    then = next((c for c in verb.rights if c.dep_ == "conj" and c.tag_ == "VBD" and c.lemma_ not in _KEEPING), None)
    given = any(child.dep_ in {"dobj", "dative", "ccomp", "xcomp"} for child in verb.rights)
    return given and then is not None and any(child.dep_ == "dobj" for child in then.rights)


def _only_at_times(verb: Token) -> bool:
    """Tell "remembers us only when it needs our votes"."""
    if verb.lemma_ not in _NOTICING or verb.tag_ not in {"VBZ", "VBP"}:
        return False
    behind = [token for token in verb.subtree if token.i > verb.i]
    places = (token.i for token in behind if token.lower_ == "only")
    return any(place + 1 <= verb.right_edge.i and verb.doc[place + 1].lower_ in _TIMES for place in places)


def _when_nobody_did(verb: Token) -> bool:
    """Tell "came when no one else did"."""
    for clause in verb.rights:
        opened = any(child.lower_ == "when" for child in clause.lefts) if clause.dep_ == "advcl" else False
        words = [token.lower_ for token in clause.doc[clause.left_edge.i + 1 : clause.left_edge.i + 4]]
        if opened and any(tuple(words[: len(nobody)]) == nobody for nobody in _NOBODY):
            return verb.tag_ in {"VBD", "VBN"}
    return False
