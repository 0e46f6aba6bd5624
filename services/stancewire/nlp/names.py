"""Where the text names something: the model's names, corrected and completed by the knowledge base."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from stancewire.nlp.coreference_words import given_names
from stancewire.nlp.knowledge import Entry, Knowledge
from stancewire.nlp.name_labels import PLACE_ENDINGS, SHIPS
from stancewire.nlp.spans import trim, words
from stancewire.nlp.tree import Doc, Token
from stancewire.nlp.word_index import tokens_where
from stancewire_schemas.codes import EntityType, Sector

NAME_LABELS: Final = frozenset({"PERSON", "ORG", "GPE", "LOC", "NORP", "FAC"})
_OTHER_LABELS: Final = frozenset({"PRODUCT", "EVENT", "WORK_OF_ART", "LAW"})
_PLACES: Final = frozenset({"LOC", "FAC", "GPE"})
_JOINERS: Final = frozenset({
    "of", "the", "for", "and", "in", "on", "to", "de", "del", "la", "las", "los", "da", "do", "dos", "e", "y",
    "al", "el", "bin", "ibn", "von", "van", "der", "den", "du", "des", "ul", "ur", "&", "-", "–", "'", "’",
    "'s", "’s", ".", "against",
})  # fmt: skip
_LOWER_STARTS: Final = frozenset({"al", "al-", "el", "an", "ash", "as", "bin", "de", "von", "van"})
_INDEXES: Final = frozenset({
    "kospi", "kosdaq", "nifty", "sensex", "ibex", "dax", "cac", "ftse", "topix", "bovespa", "ibovespa", "stoxx",
    "merval", "taiex", "smi",
})  # fmt: skip
_NO_ACTORS: Final = frozenset({
    "resolution", "act", "agreement", "treaty", "accord", "accords", "protocol", "bill", "communique", "award",
    "prize", "cup", "games", "championship", "championships", "tournament", "convention", "constitution",
    "code", "amendment", "charter", "olympics", "pact", "memorandum", "strait", "summit", "deal", "festival",
    "index", "festivals", "declaration", "initiative",
})  # fmt: skip
_SMALL: Final = frozenset(
    {"on", "as", "in", "to", "of", "the", "and", "for", "at", "by", "or", "if", "but", "with", "a"}
)
_LONGEST: Final = 9
_GOVERNING: Final = frozenset(
    {Sector.GOVERNMENT, Sector.LEGISLATURE, Sector.JUDICIARY, Sector.POLICE, Sector.MILITARY}
)
_PORTFOLIOS: Final = frozenset({
    "ministry", "department", "office", "commission", "committee", "council", "bureau", "secretariat",
    "directorate", "institute",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Name:
    """A name in the text. `label` is the model's, or KB where only the knowledge base knows it."""

    start: int
    end: int
    label: str
    text: str
    entries: tuple[Entry, ...] = ()

    def __len__(self) -> int:
        return self.end - self.start


def find_names(parse: Doc, knowledge: Knowledge) -> list[Name]:
    """Return the names in order, none overlapping another. Linear in the number of tokens."""
    seen = [*_from_model(parse, knowledge), *_from_knowledge(parse, knowledge), *_from_given_names(parse)]
    found = [_with_whole_portfolio(parse, name) for name in seen]
    # The longest wins: "Bank of England" is no mention of England. At equal length the knowledge base knows better.
    found.sort(key=lambda name: (-len(name), not name.entries, name.start))
    taken: set[int] = set()
    kept: list[Name] = []
    for name in found:
        tokens = range(name.start, name.end)
        if not taken.intersection(tokens):
            taken.update(tokens)
            kept.extend(_owner_apart(parse, name, knowledge))
    return sorted(kept, key=lambda name: name.start)


def _owner_apart(parse: Doc, name: Name, knowledge: Knowledge) -> Iterator[Name]:
    """Yield the country and its institution of "Kenya's High Court"; the institution keeps what is known of it."""
    mark = next((i for i in range(name.start + 1, name.end - 1) if parse[i].tag_ == "POS"), None)
    owner = words(parse, name.start, mark) if mark else ""
    if mark is None or not _is_land(parse, mark, name.end, owner, knowledge):
        yield name
        return
    yield Name(name.start, mark, "GPE", owner, knowledge.lookup(owner))
    yield replace(name, start=mark + 1, label="ORG", text=words(parse, mark + 1, name.end))


def _is_land(parse: Doc, mark: int, end: int, owner: str, knowledge: Knowledge) -> bool:
    """Tell whether the owner is a place: a country, a capital, or whatever has a ministry, police or court."""
    noun = knowledge.role_noun(parse[end - 1].lower_)
    governs = noun is not None and noun.unit == "body" and noun.sector in _GOVERNING and mark < end - 1
    return bool(governs or knowledge.country_named(owner) or knowledge.metonym(owner))


def _from_model(parse: Doc, knowledge: Knowledge) -> list[Name]:
    names: list[Name] = []
    for span in parse.ents:
        if span.label_ not in NAME_LABELS:
            continue
        for first, last in _parts(parse, span.start, span.end, knowledge):
            start, end = trim(parse, first, last)
            while start < end - 1 and parse[start].is_lower and parse[start].lower_ not in _LOWER_STARTS:
                start += 1
            if start < end and _looks_like_a_name(parse, start, end):
                text = words(parse, start, end)
                label = "ORG" if _is_body(text, span.label_, knowledge) else span.label_
                names.append(Name(start, end, label, text, knowledge.lookup(text)))
    return [name for name in names if name.entries or not _is_no_actor(name)]


def _with_whole_portfolio(parse: Doc, name: Name) -> Name:
    """Return "Ministry of Industry and Trade" for the "Ministry of Industry" that the model sees."""
    end = name.end
    if len(name) < 3 or not any(t.lower_ in _PORTFOLIOS for t in parse[name.start : end - 2]):
        return name
    while end + 1 < len(parse) and parse[end].lower_ in {"and", "&"} and _goes_on(parse[end + 1]):
        end += 2
        while end < len(parse) and _goes_on(parse[end]):
            end += 1
    return name if end == name.end else replace(name, end=end, text=words(parse, name.start, end))


def _goes_on(token: Token) -> bool:
    return token.tag_ in {"NNP", "NNPS"} and token.is_title and token.ent_type_ in {"", "ORG"}


def _parts(parse: Doc, start: int, end: int, knowledge: Knowledge) -> list[tuple[int, int]]:
    """Return the span, or apart an owner and what it owns, or two bodies that "and" joins.

    "State Department's Flickr", but not "New People's Party"; "BBVA and Inditex", but not "Johnson and Johnson".
    """
    for index in range(start + 1, end - 1):
        if parse[index].tag_ == "POS" and knowledge.lookup(words(parse, *trim(parse, start, index))):
            return [(start, index), (index + 1, end)]
        if parse[index].lower_ == "and" and not knowledge.lookup(words(parse, start, end)):
            sides = (start, index), (index + 1, end)
            if all(knowledge.lookup(words(parse, *side)) for side in sides):
                return list(sides)
    return [(start, end)]


def _is_no_actor(name: Name) -> bool:
    """Tell what the model takes for a person or body: ships, laws, operations, prizes, indexes of shares."""
    parts = [word for word in name.text.lower().split() if not word.isdigit()]
    if len(parts) < 2:
        return not _INDEXES.isdisjoint(parts)
    return parts[0] in SHIPS or parts[-1] in _NO_ACTORS or parts[0] == "operation"


def _from_given_names(parse: Doc) -> list[Name]:
    """Return the people whom the model missed: a known given name before another name without any label."""
    names: list[Name] = []
    for token in tokens_where(parse, given_names().__contains__):
        if token.pos_ != "PROPN" or token.ent_type_:
            continue
        end = token.i + 1
        while end < len(parse) and parse[end].pos_ == "PROPN" and parse[end].is_title and not parse[end].ent_type_:
            end += 1
        before = parse[token.i - 1] if token.i else None
        starts = before is None or before.pos_ != "PROPN" or before.ent_type_
        is_ship = before is not None and before.is_upper and before.lower_ in SHIPS
        if starts and not is_ship and 2 <= end - token.i <= 3:
            names.append(Name(token.i, end, "PERSON", words(parse, token.i, end)))
    return names


def _looks_like_a_name(parse: Doc, start: int, end: int) -> bool:
    return any(token.text[0].isupper() and token.lower_ not in _SMALL for token in parse[start:end])


def _is_body(text: str, label: str, knowledge: Knowledge) -> bool:
    """Tell the organisation that the model takes for a place by its last word: "River Basin Commission"."""
    last = text.rsplit(" ", 1)[-1].lower()
    noun = knowledge.role_noun(last) if label in _PLACES and " " in text and last not in PLACE_ENDINGS else None
    return noun is not None and noun.unit == "body" and noun.type is not EntityType.POPULATION


def _from_knowledge(parse: Doc, knowledge: Knowledge) -> list[Name]:
    """Return the longest known name at each place where a run of capitals starts."""
    names: list[Name] = []
    taken = 0
    for token in tokens_where(parse, lambda word: _may_start(word) and knowledge.starts_name(word)):
        name = _known_at(parse, token.i, knowledge) if token.i >= taken else None
        if name is not None:
            names.append(name)
            taken = name.end
    return names


def _may_start(word: str) -> bool:
    first = word[0]
    return first.isdigit() or (first.isupper() and word.lower() != "the") or word.lower() in _LOWER_STARTS


def _known_at(parse: Doc, start: int, knowledge: Knowledge) -> Name | None:
    text = parse[start].text_with_ws
    ends = [(start + 1, text.strip())]
    for index in range(start + 1, min(start + _LONGEST, len(parse))):
        token = parse[index]
        capital = token.shape_[0] in "Xd" or (parse[index - 1].text == "-" and not parse[index - 1].whitespace_)
        if token.is_space or not (capital or token.lower_ in _JOINERS):
            break
        text += token.text_with_ws
        if capital:
            ends.append((index + 1, text.strip()))
    for end, text in reversed(ends):
        entries = knowledge.lookup(text)
        if entries and (end - start > 1 or _stands_as_name(parse[start], entries)):
            return Name(start, end, "KB", text, entries)
        if end - start > 1 and knowledge.metonym(text):
            # "Downing Street" is a place until it acts.
            return Name(start, end, "FAC", text)
    return None


def _is_inside_word(token: Token) -> bool:
    """Tell the "AU" of "PORT-AU-PRINCE", with hyphens on both sides, from the "US" of "US-China"."""
    tokens, at = token.doc.tokens, token.i
    if token.whitespace_ or not 0 < at < len(tokens) - 1 or tokens[at - 1].whitespace_:
        return False
    return tokens[at - 1].text == tokens[at + 1].text == "-"


def _stands_as_name(token: Token, entries: tuple[Entry, ...]) -> bool:
    """Tell whether a single word is surely the name: "Turkey" but not "turkey", "US" but not "us"."""
    if _is_inside_word(token):
        return False
    if token.ent_type_ in {"PERSON", *_OTHER_LABELS} and any(e.type is not EntityType.PERSON for e in entries):
        return False
    # The tagger takes a rare name at the head of a sentence for a common word: "Daesh militants".
    armed = entries[0].type is EntityType.ARMED_GROUP and (len(token) > 3 or not token.is_alpha)
    shouted = token.is_upper and len(token) > 4
    return token.tag_ in {"NNP", "NNPS"} or token.ent_type_ in NAME_LABELS or armed or shouted
