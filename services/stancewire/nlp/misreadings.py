"""What the parser misreads in newswire and the words around give away: the tree is hung anew before use.

Past tense and past participle look alike ("called", "held"). A participle with an object or a that-clause of its
own is a verb in the past; a verb in the past with a doer behind "by" is a participle.
"""

from __future__ import annotations

from typing import Final

from stancewire.nlp.calendar_words import WEEKDAYS
from stancewire.nlp.hostages import CAPTIVE, part_captive
from stancewire.nlp.misread_rows import part_meeting, part_sayers, rejoin_verb
from stancewire.nlp.misread_sources import close_bracket, give_words, join_name, part_source
from stancewire.nlp.tree import Doc, Span, Token
from stancewire.nlp.word_sets import word_set

_FINITE: Final = frozenset({"VBD", "VBP", "VBZ", "MD"})
_NOUNS: Final = frozenset({"NOUN", "PROPN"})
_SUBJECTS: Final = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass"})
_CLAUSE_LEFT: Final = frozenset({"prep", "advcl", "advmod", "npadvmod", "cc", "mark", "intj"})
_OWN: Final = frozenset({"dobj", "ccomp"})
_OF_CLAUSE: Final = frozenset({"prep", "advcl", "advmod", "npadvmod", "punct", "conj", "cc"})
_ENDS: Final = frozenset({".", "!", "?", ";"})
_CLOSING: Final = frozenset({'"', "”", "’", "'", ")", "''"})
_PRONOUNS: Final = word_set(
    "i me my mine myself we us our ours ourselves you your yours yourself yourselves he him his himself she her "
    "hers herself it its itself they them their theirs themselves themself one oneself thee thou thy ye em y'all"
)
# A noun that undergoes these may keep an object or a clause behind it: "a man told that ...", "a town given aid".
_TWO_PLACED: Final = word_set(
    "allot allow appoint ask assign assure award call charge consider cost crown declare deem deny dub elect find "
    "fine give grant hand inform label leave lend make name notify offer owe pay persuade promise refuse remind "
    "save sell send serve show spare teach tell vote warn"
)
# "Called on the king to resign", "appealed to rebels to disarm": nobody is called on who stands in front.
_CALLING: Final = {
    "call": frozenset({"on", "upon", "for"}), "appeal": frozenset({"to", "for"}), "plead": frozenset({"with"}),
    "prevail": frozenset({"on", "upon"}), "press": frozenset({"for"}), "push": frozenset({"for"}),
}  # fmt: skip


def mend(doc: Doc) -> None:
    """Hang anew what was misread. A repeat changes nothing; where nothing was, it costs a look at each token."""
    heads = [token.head.i for token in doc.tokens]
    for sentence in doc.sents:
        root = sentence.root
        if root.pos_ in _NOUNS and (verb := _hidden_verb(root, sentence)):
            _make_root(root, verb, heads)
        part_sayers(sentence, heads)
    for token in doc.tokens:
        if token.tag_ == "PRP" and token.is_title and token.lower_ not in _PRONOUNS:
            # A surname that the tagger never met: "Boras said".
            token.tag_, token.pos_, token.lemma_ = "NNP", "PROPN", token.text
        if token.dep_ == "agent":
            _free_main_verb(token.head, heads)
        elif token.tag_ == "RP" and token.head.tag_ == "CD":
            _give_particle(token, heads)
        elif token.lower_ in CAPTIVE:
            part_captive(token, heads)
        elif token.dep_ == "amod" and token.tag_ in {"VBD", "VBN"}:
            _raise_verb(token, heads)
        elif token.dep_ == "compound" and token.lower_ in WEEKDAYS:
            _part_day(token, heads)
        elif token.dep_ == "nsubj" and token.i:
            _give_object(token, heads)
            join_name(token, heads)
            part_meeting(token, heads)
        elif token.dep_ == "conj" and token.tag_ in {"VBD", "VBN"}:
            rejoin_verb(token, heads)
        elif token.dep_ == "acl":
            give_words(token, heads)
        elif token.dep_ == "appos":
            part_source(token, heads)
            close_bracket(token, heads)
    if any(token.head.i != head for token, head in zip(doc.tokens, heads, strict=True)):
        doc.set_heads(heads)


def _hidden_verb(root: Token, sentence: Span) -> Token | None:
    """Return the main verb that hangs on a noun: "Kenya's opposition called on the president to resign."."""
    if any(_is_finite(child) for child in root.children):
        return None
    hung = (token for token in sentence if token.dep_ == "acl" and token.tag_ in {"VBN", "VBD"})
    return next((verb for verb in hung if _acts(verb) and _is_main(verb, root, sentence)), None)


def _is_main(verb: Token, root: Token, sentence: Span) -> bool:
    """Tell whether nothing but nouns stands above, and no dash or colon makes what stands before a heading."""
    above = list(verb.ancestors)
    before = sentence.doc[verb.left_edge.i - 1]
    heading = before.is_punct and before.text != "," and before.text not in _CLOSING
    if verb.tag_ == "VBD":
        nouns = all(token.pos_ in _NOUNS or token.lower_ == "of" for token in above)
    else:
        nouns = all(token.pos_ in _NOUNS and token.dep_ != "pobj" for token in above)
    return nouns and root.i < verb.i and not heading and _ends_sentence(verb, sentence)


def _ends_sentence(verb: Token, sentence: Span) -> bool:
    """Tell whether the verb's clause reaches to the full stop; headlines have none."""
    words = [token for token in sentence if not token.is_space]
    while words and words[-1].text in _CLOSING:
        words.pop()
    if not words or words[-1].text not in _ENDS:
        return False
    following = [token for token in words if token.i > verb.right_edge.i]
    return all(token.is_punct for token in following)


def _is_finite(child: Token) -> bool:
    """Tell whether a clause stands beside the noun that may be the main one."""
    return child.dep_ not in {"acl", "relcl", "advcl"} and (
        child.tag_ in _FINITE or any(grand.dep_ in _SUBJECTS | {"aux", "auxpass"} for grand in child.children)
    )


def _acts(verb: Token) -> bool:
    """Tell a verb in the past from a participle that says what was done to the noun."""
    deps = {child.dep_ for child in verb.children}
    if deps & {"agent", "aux", "auxpass", *_SUBJECTS}:
        return False
    calls = _CALLING.get(verb.lemma_, frozenset())
    if any(child.dep_ == "prep" and child.lower_ in calls for child in verb.rights):
        return True
    return (bool(deps & _OWN) or verb.tag_ == "VBD") and verb.lemma_ not in _TWO_PLACED


def _make_root(noun: Token, verb: Token, heads: list[int]) -> None:
    """Make the noun the verb's subject, and give the verb what belongs to the clause."""
    for child in noun.children:
        of_clause = child.i > verb.i or (child.dep_ in _CLAUSE_LEFT and child.i < noun.i)
        if of_clause:
            heads[child.i] = verb.i
    heads[verb.i], heads[noun.i] = verb.i, verb.i
    noun.dep_, verb.dep_, verb.tag_ = "nsubj", "ROOT", "VBD"


def _free_main_verb(participle: Token, heads: list[int]) -> None:
    """Make a participle with its doer the noun's: "The soldiers held by Hamas are alive"."""
    noun = next((child for child in participle.lefts if child.dep_ in {"nsubj", "nsubjpass"}), None)
    bare = not any(child.dep_ in {"aux", "auxpass"} for child in participle.children)
    if noun is None or not bare or noun.pos_ not in _NOUNS or participle.tag_ not in {"VBN", "VBD"}:
        return
    main = _main_verb(participle)
    if main is None:
        return
    if participle.dep_ == "ROOT":
        heads[main.i], main.dep_ = main.i, "ROOT"
    elif participle.head is not main:
        heads[main.i], main.dep_ = participle.head.i, participle.dep_
    for child in participle.children:
        if child.i > main.i or child.dep_ in {"advcl", "cc"}:
            heads[child.i] = main.i
    is_passive = any(child.dep_ == "auxpass" for child in main.children)
    heads[noun.i], noun.dep_ = main.i, "nsubjpass" if is_passive else "nsubj"
    heads[participle.i], participle.dep_, participle.tag_ = noun.i, "acl", "VBN"


def _main_verb(participle: Token) -> Token | None:
    """Return the verb that shares a participle's noun: it has it for its subject, or is joined without "and"."""
    if participle.dep_ in {"csubj", "csubjpass"}:
        return participle.head if participle.head.tag_ in _FINITE | {"VBN"} else None
    for child in participle.rights:
        joined = child.dep_ in {"conj", "ccomp", "parataxis"} and not _linked(child, participle)
        if joined and (child.tag_ in _FINITE or any(c.dep_ in {"aux", "auxpass"} for c in child.children)):
            return None if any(c.dep_ in _SUBJECTS for c in child.children) else child
    return None


def _linked(child: Token, participle: Token) -> bool:
    between = (token for token in participle.rights if token.i < child.i)
    return any(token.dep_ == "cc" or token.text in {",", ";", ":"} for token in between)


def _give_particle(particle: Token, heads: list[int]) -> None:
    """Hang "over" of "handed over 20 fighters" on the verb: where it is a particle it is not "more than"."""
    verb = particle.nbor(-1) if particle.i else particle
    if verb.pos_ == "VERB":
        heads[particle.i], particle.dep_ = verb.i, "prt"


def _raise_verb(verb: Token, heads: list[int]) -> None:
    """Make a verb with a subject of its own the clause's: in "Taiwan scrambled jets" the jets are its object."""
    noun = verb.head
    if noun.i < verb.i or not any(child.dep_ == "nsubj" for child in verb.lefts):
        return
    for child in noun.children:
        if child.i < verb.i or (child.i > noun.i and child.dep_ in _OF_CLAUSE):
            heads[child.i] = verb.i
    is_root = noun.head.i == noun.i
    heads[verb.i], verb.dep_ = verb.i if is_root else noun.head.i, noun.dep_
    heads[noun.i], noun.dep_, verb.tag_ = verb.i, "dobj", "VBD"


def _give_object(noun: Token, heads: list[int]) -> None:
    """Give a bare preposition the one who is asked: "called on the king to resign" asks the king."""
    clause, before = noun.head, noun.doc[noun.left_edge.i - 1]
    asking = clause.head
    if clause.dep_ not in {"xcomp", "ccomp"} or before.head.i != asking.i or before.dep_ != "prep":
        return
    called = before.lower_ in _CALLING.get(asking.lemma_, frozenset()) and not before.children
    if called and any(child.dep_ == "aux" and child.lower_ == "to" for child in clause.children):
        heads[noun.i], noun.dep_ = before.i, "pobj"


def _part_day(day: Token, heads: list[int]) -> None:
    """Part the day from who acts on it: in "On Friday US forces bombed a boat" the forces are the subject."""
    noun, before = day.head, day.head.head
    verb = before.head
    opens = noun.dep_ == "pobj" and before.lower_ == "on" and before.i == day.i - 1
    if not opens or verb.i <= noun.i or verb.tag_ not in _FINITE | {"VBN"}:
        return
    if not any(child.dep_ in _SUBJECTS for child in verb.children):
        passive = any(child.dep_ == "auxpass" for child in verb.children)
        heads[noun.i], noun.dep_ = verb.i, "nsubjpass" if passive else "nsubj"
        heads[day.i], day.dep_ = before.i, "pobj"
