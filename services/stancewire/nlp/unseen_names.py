"""Names to which the model gave no label, where their company or their own letters tell what they are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from stancewire.nlp.gazetteer import Gazetteer
from stancewire.nlp.knowledge import Knowledge
from stancewire.nlp.lands import lands_spoken_of
from stancewire.nlp.mapped_names import is_where
from stancewire.nlp.name_edges import TICKER
from stancewire.nlp.name_labels import EXPERTS, PLACES, Label
from stancewire.nlp.tree import Doc, Token
from stancewire.nlp.word_index import tokens_of
from stancewire.nlp.word_sets import word_set

_CAMEL: Final = re.compile(r"(?:[A-Z][a-z]+|[a-hj-z])[A-Z][A-Za-z]+")
_SURNAMES: Final = ("Mc", "Mac", "De", "Di", "La", "Le", "Du", "Van", "Von", "Fitz", "Des", "El", "Al", "Ben")
_NAMED: Final = frozenset({"NNP", "NNPS"})
_TWO: Final = 2
_MEDIA: Final = word_set("outlet newspaper broadcaster newswire tabloid daily weekly broadsheet")
_OPENING: Final = ("(", "<")
_EMPLOYING: Final = frozenset({"at", "with", "for", "from"})
_LAST_WORDS: Final = word_set(
    "commission committee council agency authority ministry association federation institute foundation bureau "
    "tribunal brigade party union"
)
_PLATFORMS: Final = frozenset({"on", "platform", "network", "site"})
_BROKEN: Final = frozenset({"ccomp", "parataxis", "dep", "ROOT"})


def unseen_names(parse: Doc, knowledge: Knowledge, gazetteer: Gazetteer | None) -> list[Label]:
    """Return the names without a label that a rule types, none overlapping another. Linear in the tokens."""
    found: list[Label] = []
    end = 0
    for token in [t for t in parse.tokens if t.tag_ in _NAMED and not t.ent_type_]:
        if token.i < end or not token.text[0].isalnum():
            continue
        label = _label_of(parse, token, knowledge, gazetteer)
        if label is not None:
            found.append(label)
            end = label.end
    return found


def _label_of(parse: Doc, token: Token, knowledge: Knowledge, gazetteer: Gazetteer | None) -> Label | None:
    start, end = _run(parse, token)
    head = parse[start:end].root
    if knowledge.demonym(parse[end - 1].text) or knowledge.title(parse.text_of(start, end).lower()):
        return None
    if _CAMEL.fullmatch(token.text) and not token.text.startswith(_SURNAMES):
        return Label(start, end, "ORG")
    if token.text == "X" and end - start == 1:
        return Label(start, end, "ORG") if _is_platform(parse, token) else None
    if _is_medium(head) or _ends_as_body(parse, start, end):
        return Label(start, end, "ORG")
    if _is_told(head) or _employs(head):
        mapped = gazetteer is not None and gazetteer.knows(parse.text_of(start, end))
        return Label(start, end, "GPE" if mapped else "ORG")
    if _is_town(parse, head, parse.text_of(start, end), knowledge, gazetteer):
        return Label(start, end, "GPE")
    return _like_its_row(head, Label(start, end, ""))


def _run(parse: Doc, token: Token) -> tuple[int, int]:
    """Return the run of capitalised words without a label that begins with a token."""
    end = token.i + 1
    while end < len(parse) and _goes_on(parse[end], parse[end - 1]):
        end += 1
    return token.i, end


def _goes_on(token: Token, before: Token) -> bool:
    joined = before.dep_ == "compound" or token.dep_ in _BROKEN or token.head is before
    if before.text == "-" or token.text == "-":
        return not before.whitespace_ and not token.ent_type_ and (token.text == "-" or token.text[0].isupper())
    return joined and token.tag_ in _NAMED and not token.ent_type_ and token.text[0].isupper()


def _ends_as_body(parse: Doc, start: int, end: int) -> bool:
    """Tell "Anti-Corruption Commission" by its last word, written large as the others."""
    last = parse[end - 1]
    whole = start == 0 or parse[start - 1].text != "-"
    return (
        whole
        and end - start > 1
        and last.lower_ in _LAST_WORDS
        and all(t.is_title or t.text == "-" for t in parse[start:end])
    )


def _is_platform(parse: Doc, token: Token) -> bool:
    """Tell the network from a letter: "wrote on X", "X, owned by"."""
    before = parse[token.i - 1].lower_ if token.i else ""
    behind = [t.lower_ for t in parse[token.i + 1 : token.i + 3]]
    return before in _PLATFORMS or (len(behind) == 2 and behind[0] == "," and behind[1] in {"owned", "formerly"})


def _is_told(head: Token) -> bool:
    """Tell whom somebody told something: papers, channels and agencies, whose names the model often misses."""
    return head.dep_ in {"dobj", "dative"} and head.head.lower_ == "told" and head.i == head.head.i + 1


def _is_town(parse: Doc, head: Token, text: str, knowledge: Knowledge, gazetteer: Gazetteer | None) -> bool:
    """Tell "in Guija", a town of a country that the text speaks of, and "the Staefa-based group"."""
    behind = parse[head.i + 1 : head.i + 3]
    if len(behind) == _TWO and behind[0].text == "-" and behind[1].lower_ in {"based", "born"}:
        return True
    if gazetteer is None or head.dep_ != "pobj" or not is_where(head.head):
        return False
    lands = lands_spoken_of(parse, knowledge)
    return any(e.country in lands for e in gazetteer.candidates(text) or gazetteer.small_towns(text, lands))


def _is_medium(head: Token) -> bool:
    """Tell the name of "the Batumelebi news outlet"."""
    return head.dep_ == "compound" and head.head.lower_ in _MEDIA


def _employs(head: Token) -> bool:
    """Tell the firm of "an analyst at Mergence" and of "Omair Sharif of Inflation Insights"."""
    if head.dep_ != "pobj" or (head.left_edge.lower_ == "the" and head.head.lower_ != "at"):
        return False
    whose = head.head.head
    if head.head.lower_ == "of":
        return whose.ent_type_ == "PERSON"
    return head.head.lower_ in _EMPLOYING and whose.lemma_.lower() in EXPERTS


def _like_its_row(head: Token, name: Label) -> Label | None:
    """Read a name between or beside others in a row as one of their kind: "in Kitengela, Matuu and Ol Kalou"."""
    others = {t.ent_type_ for t in _row(head)} & {"ORG", *PLACES}
    if len(others) != 1 or head.head.tag_ == "NNS":
        return None
    return Label(name.start, name.end, others.pop())


def _row(head: Token) -> Iterator[Token]:
    if head.dep_ == "conj":
        yield head.head
    yield from (child for child in head.rights if child.dep_ == "conj")


def ticked_names(parse: Doc, names: list[Label]) -> list[Label]:
    """Return the names with those before a ticker in brackets as bodies: "Bank Mandiri (BMRI.JK)"."""
    ends = {
        opening.i
        for bracket in _OPENING
        for opening in tokens_of(parse, bracket)
        if 0 < opening.i < len(parse) - 1 and TICKER.fullmatch(parse[opening.i + 1].text)
    }
    if not ends:
        return names
    kept = [Label(n.start, n.end, "ORG") if n.end in ends and n.label not in PLACES else n for n in names]
    covered = {index for name in names for index in range(name.start, name.end)}
    kept.extend(_before(parse, end, covered) for end in sorted(ends) if end - 1 not in covered)
    return [name for name in kept if name.start < name.end]


def _before(parse: Doc, end: int, covered: set[int]) -> Label:
    start = end
    while (
        start
        and start - 1 not in covered
        and parse[start - 1].tag_ in _NAMED
        and parse[start - 1].text[0].isalnum()
    ):
        start -= 1
    return Label(start, end, "ORG")
