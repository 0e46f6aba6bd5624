"""Who speaks and what he says, where the parser hung a name or the words on the wrong noun.

`heads` holds the new head of each token; the tree is hung anew from it afterwards.
"""

from __future__ import annotations

from typing import Final

from stancewire.nlp.tree import Token
from stancewire.nlp.word_sets import word_set

_NOUNS: Final = frozenset({"NOUN", "PROPN"})
_FINITE: Final = frozenset({"VBD", "VBP", "VBZ", "MD"})
_REPORTING: Final = word_set("report say write note add tell claim announce argue warn explain")
_OCCASIONS: Final = word_set(
    "statement interview conference speech address briefing hearing letter post tweet memo email message call "
    "report filing note column article meeting rally appearance testimony"
)
_WHERE_SAID: Final = frozenset({"in", "on", "at", "during", "via", "through", "with"})


def join_name(name: Token, heads: list[int]) -> None:
    """Make one of two subjects side by side: "CEO of the council Enver Solomon told"."""
    twin = next((child for child in name.head.lefts if child.dep_ == "nsubj" and child.i < name.i), None)
    if twin is None or name.pos_ != "PROPN" or twin.pos_ not in _NOUNS:
        return
    if twin.right_edge.i + 1 == name.left_edge.i:
        heads[name.i], name.dep_ = twin.i, "appos"


def give_words(clause: Token, heads: list[int]) -> None:
    """Give the words to the verb of "said in a statement that", not to the statement."""
    preposition = clause.head.head
    verb = preposition.head
    marked = any(child.dep_ == "mark" and child.lower_ == "that" for child in clause.lefts)
    said_in = (
        clause.head.lemma_ in _OCCASIONS
        and clause.head.dep_ == "pobj"
        and preposition.lower_ in _WHERE_SAID
        and verb.lemma_ in _REPORTING
    )
    if marked and said_in and verb.i < clause.i and not any(child.dep_ == "ccomp" for child in verb.children):
        heads[clause.i], clause.dep_ = verb.i, "ccomp"


def part_source(source: Token, heads: list[int]) -> None:
    """Part who speaks from the name before: "…, notably Speaker Paul Ryan, The Associated Press reports."."""
    noun, verb = source.head, source.head.head
    open_behind = source.right_edge.i + 1 == verb.i and source.left_edge.nbor(-1).text == "," if source.i else False
    if not open_behind or noun.dep_ != "nsubj" or verb.lemma_ not in _REPORTING or verb.tag_ not in _FINITE:
        return
    clause = next((c for c in verb.lefts if c.dep_ == "ccomp" and c.i < noun.i), None)
    if clause is not None:
        heads[source.i], source.dep_ = verb.i, "nsubj"
        heads[noun.i], noun.dep_ = clause.i, "npadvmod"


def close_bracket(gloss: Token, heads: list[int]) -> None:
    """Hang what a bracket explains on the word before it: "the head of the CEI (Italian Conference), Ann Lee"."""
    opened = gloss.left_edge.i - 1
    before = gloss.doc[opened - 1] if opened > 0 else gloss
    if gloss.doc[opened].text == "(" and before.pos_ == "PROPN" and before.i > gloss.head.i:
        heads[gloss.i] = before.i
