"""Bodies that bear a country's name: "Telkom Indonesia", "Zimbabwe Cricket", "Chamber of Commerce of Kenya"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from stancewire.nlp.gazetteer import Gazetteer
from stancewire.nlp.knowledge import Knowledge
from stancewire.nlp.name_labels import Label
from stancewire.nlp.tree import Doc, Span, Token
from stancewire.nlp.word_index import tokens_in
from stancewire.nlp.word_sets import word_set
from stancewire_schemas.codes import EntityType

_GAMES: Final = word_set(
    "Cricket Rugby Football Soccer Tennis Athletics Gymnastics Swimming Hockey Cycling Rowing Basketball Netball "
    "Golf Badminton Aquatics Wrestling Boxing Sailing Triathlon"
)
_EPITHETS: Final = word_set(
    "north south east west northern southern eastern western central new greater inner outer upper lower mainland "
    "imperial nazi soviet communist ancient modern rural urban occupied continental metropolitan french british "
    "republic democratic kingdom great coppa copa neighbour neighbor neighbouring holders champions hosts rival "
    "nuclear mr mrs ms group former"
)
_OF_COUNTRIES: Final = word_set(
    "authority commission council association federation union institute chamber society board academy league "
    "confederation agency corporation company institution organisation organization"
)
_IN_COUNTRIES: Final = frozenset({"mission", "force"})
_LONGEST: Final = 3


def national_bodies(
    parse: Doc, names: list[Label], knowledge: Knowledge, gazetteer: Gazetteer | None
) -> list[Label]:
    """Return the names with such bodies in place of what they swallow. Linear in the tokens."""
    bodies = [
        body
        for land in _lands(parse, names, knowledge)
        if (body := _of_games(parse, land) or _before(land, knowledge, gazetteer))
    ]
    bodies.extend(body for n in names if n.label == "ORG" and (body := _of_country(parse, n, knowledge)))
    if not bodies:
        return names
    taken = {index for body in bodies for index in range(body.start, body.end)}
    kept = [n for n in names if taken.isdisjoint(range(n.start, n.end)) or _goes_on(n, bodies)]
    inside = {index for name in kept for index in range(name.start, name.end)}
    return [*kept, *(body for body in bodies if inside.isdisjoint(range(body.start, body.end)))]


def _lands(parse: Doc, names: list[Label], knowledge: Knowledge) -> Iterator[Span]:
    for token in tokens_in(parse, knowledge.country_words):
        yield parse[token.i : token.i + 1]
    for name in names:
        if name.label == "GPE" and name.end - name.start > 1:
            span = parse[name.start : name.end]
            if knowledge.country_named(span.text) is not None:
                yield span


def _goes_on(name: Label, bodies: list[Label]) -> bool:
    """Tell a body of the model that goes on behind the country: "Vale Indonesia Tbk"."""
    return name.label == "ORG" and any(name.start <= b.start and b.end < name.end for b in bodies)


def _of_country(parse: Doc, name: Label, knowledge: Knowledge) -> Label | None:
    """Read the whole of "Communications Authority of South Africa" and "UN Support Mission in Libya"."""
    behind = parse[name.end : name.end + 2]
    bodies = {"of": _OF_COUNTRIES, "in": _IN_COUNTRIES}.get(behind[0].lower_) if len(behind) > 1 else None
    if bodies is None or parse[name.end - 1].lower_ not in bodies:
        return None
    first = name.end + 1 + (behind[1].lower_ == "the")
    for size in range(_LONGEST, 0, -1):
        if name.end - name.start > 1 and knowledge.country_named(parse[first : first + size].text):
            return Label(name.start, first + size, "ORG")
    return None


def _of_games(parse: Doc, land: Span) -> Label | None:
    """Read "Cricket Australia" and "Zimbabwe Cricket"."""
    if land.start and parse[land.start - 1].text in _GAMES:
        return Label(land.start - 1, land.end, "ORG")
    if land.end >= len(parse) or parse[land.end].text not in _GAMES:
        return None
    further = parse[land.end + 1] if land.end + 1 < len(parse) else None
    longer = further is not None and further.tag_ in {"NNP", "NNPS"} and further.is_title and not further.ent_type_
    return None if longer else Label(land.start, land.end + 1, "ORG")


def _before(land: Span, knowledge: Knowledge, gazetteer: Gazetteer | None) -> Label | None:
    """Read what stands right before a country and hangs on it as the rest of a body's name."""
    parse, country, start = land.doc, land[-1], land.start
    while start and land.start - start < _LONGEST and _belongs(parse[start - 1], country, knowledge):
        start -= 1
    if start == land.start or country.dep_ in {"compound", "nmod"}:
        return None
    front = parse.text_of(start, land.start)
    entries = knowledge.lookup(front)
    if any(entry.type is not EntityType.ORGANISATION for entry in entries):
        return None
    if not entries and gazetteer is not None and _is_on_the_map(front, land.text, knowledge, gazetteer):
        return None
    return Label(start, land.end, "ORG")


def _is_on_the_map(front: str, country: str, knowledge: Knowledge, gazetteer: Gazetteer) -> bool:
    """Tell a town before its country, or a country of two words, from a body."""
    if gazetteer.knows(f"{front} {country}"):
        return True
    alpha3 = knowledge.country_named(country)
    return any(entry.country in {alpha3, None} for entry in gazetteer.candidates(front))


def _belongs(token: Token, country: Token, knowledge: Knowledge) -> bool:
    word = token.lower_
    hangs = token.dep_ == "compound" and token.i < token.head.i <= country.i
    plain = token.tag_ == "NNP" and token.text[0].isupper() and token.is_alpha and token.whitespace_ != ""
    if not hangs or not plain or word in _EPITHETS or token.ent_type_ not in {"ORG", "GPE", ""}:
        return False
    noun = knowledge.role_noun(word)
    titled = knowledge.title(word) or (noun is not None and noun.unit == "person")
    return not (titled or knowledge.demonym(token.text) or knowledge.people_called(token.text))
