"""From the words in a slot to the entities that they stand for."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from stancewire.nlp.arguments import modifiers
from stancewire.nlp.document import Document, Entity
from stancewire.nlp.prepositions import prepositions
from stancewire.nlp.tree import Token
from stancewire.nlp.word_sets import word_set
from stancewire_schemas.codes import EntityType, Sector

_PARTITIVE: Final = word_set(
    "all another any bulk bunch couple dozen dozens each five few fleet four group half handful hundred "
    "hundreds kind lot lots majority many member million millions most much none number one other others "
    "pair part percent portion remainder rest score scores series several some spate string thousand "
    "thousands three total two types variety wave both either neither tens share proportion batch crowd "
    "column convoy team contingent row round tonne ton kilogram kilo litre liter barrel truckload "
    "shipload load sack box shipment delivery consignment amount quantity billion billions trillion gram "
    "pound piece unit"
)
# "40 trucks of food" are food; "trucks of the army" are trucks.
_HOLDING: Final = word_set(
    "truck lorry plane aircraft helicopter ship boat ferry barge bus van wagon train trailer container crate "
    "carton package packet pallet bag sack basket bottle cart planeload boatload busload trainload lorryload "
    "carload vanload"
)
UNDERGONE: Final = word_set(
    "killing murder assassination arrest detention execution torture abduction kidnapping shooting "
    "bombing shelling destruction jailing expulsion imprisonment deportation persecution treatment "
    "release capture poisoning beating slaying seizure invasion occupation annexation removal ouster "
    "dismissal extradition transfer beheading massacre death slaughter rape genocide blockade harassment "
    "intimidation suppression demolition bombardment return repatriation evacuation rescue freeing arrest"
)
_CARRIED: Final = frozenset({"import", "ship", "buy", "bring", "come", "originate"})
# Whose they are says more than what they are: "the governor's convoy".
_CRAFT: Final = word_set(
    "convoy motorcade car vehicle bus boat ship vessel tanker freighter plane jet helicopter aircraft truck "
    "ambulance drone warship destroyer trawler ferry"
)
_MADE: Final = word_set(
    "launch fire send operate own run hold control make put propose draft submit table present sponsor file "
    "lodge issue impose adopt introduce bring raise announce set fly man use build supply deploy occupy owe "
    "charter register finance"
)
# "The former Portuguese colony" is not Portugal's.
_RULED: Final = frozenset({"colony", "protectorate", "possession", "dominion"})
_OWNERS: Final = ("by", "of", "from")
_MAX_DEPTH: Final = 4


def content_heads(token: Token) -> list[Token]:
    """Return the nouns that a quantity stands for: "soldiers" for "dozens of soldiers"; else the token itself."""
    if token.lemma_ in _PARTITIVE or token.pos_ == "NUM":
        attached = prepositions(token)
        inner = attached.get("of") or attached.get("among")
    else:
        inner = _held(token) if token.lemma_ in _HOLDING else []
    return [head for noun in inner or () for head in content_heads(noun)] or [token]


def _held(container: Token) -> list[Token]:
    """Return what is in a truck or crate: goods or people that are no name and have neither article nor owner."""
    found = prepositions(container).get("of", [])
    bare = all(
        noun.tag_ in {"NN", "NNS"} and not any(child.dep_ in {"det", "poss"} for child in noun.lefts)
        for noun in found
    )
    return found if bare else []


def resolve(document: Document, token: Token, *, descend: bool = True, depth: int = 0) -> list[Entity]:
    """Return whom the token names, or else whose it is: the owner, author or nationality of a thing or an act."""
    found = document.entity_of(token)
    if found is not None and found.type is not EntityType.OTHER:
        if found.country is None and (members := _members(document, token, depth)):
            return members
        owners = _owners(document, token, depth) if descend and token.lemma_ in _CRAFT else []
        return owners or [found]
    if depth > _MAX_DEPTH:
        return []
    inner = content_heads(token)
    if inner != [token]:
        return _all(document, inner, descend=descend, depth=depth + 1)
    for apposition in (child for child in token.children if child.dep_ == "appos"):
        if again := resolve(document, apposition, descend=False, depth=depth + 1):
            return again
    return _owners(document, token, depth) if descend else []


def _members(document: Document, token: Token, depth: int) -> list[Entity]:
    """Return of whom a group is where they say more than it does: "a team of UN inspectors"."""
    inner = content_heads(token) if depth <= _MAX_DEPTH and token.lemma_ in _PARTITIVE else [token]
    found = [] if inner == [token] else _all(document, inner, descend=False, depth=depth + 1)
    return found if any(entity.country or entity.id for entity in found) else []


def resolve_all(document: Document, tokens: Iterable[Token], *, descend: bool = True) -> list[Entity]:
    """Return the entities of several words, each once, in order."""
    return _all(document, tokens, descend=descend, depth=0)


def _all(document: Document, tokens: Iterable[Token], *, descend: bool, depth: int) -> list[Entity]:
    found: list[Entity] = []
    for token in tokens:
        found += [e for e in resolve(document, token, descend=descend, depth=depth) if e not in found]
    return found


def _owners(document: Document, token: Token, depth: int) -> list[Entity]:
    if token.pos_ == "PRON":
        return []
    possessors = [child for child in token.children if child.dep_ == "poss"]
    if found := _all(document, possessors, descend=True, depth=depth + 1):
        return found
    attached = prepositions(token)
    for name in _OWNERS:
        if name == "of" and token.lemma_ in UNDERGONE:
            # "the killing of journalists" is not the journalists' deed.
            continue
        if found := _all(document, attached.get(name, ()), descend=False, depth=depth + 1):
            return found
    if found := _all(document, _makers(token), descend=False, depth=depth + 1):
        return found
    sources = [
        noun for child in token.children if child.lemma_ in _CARRIED for noun in prepositions(child).get("from", ())
    ]
    return _all(document, sources, descend=False, depth=depth + 1) or adjectival(document, token)


def _makers(token: Token) -> list[Token]:
    """Return whose a thing is by who runs or has made it: "a bus operated by the UN", "a plan drafted by Qatar"."""
    made = [
        child for child in token.children if child.dep_ == "acl" and child.tag_ == "VBN" and child.lemma_ in _MADE
    ]
    # "A yacht that belongs to a tycoon", "a depot belonging to the army".
    held = [child for child in token.children if child.dep_ in {"acl", "relcl"} and child.lemma_ == "belong"]
    makers = [noun for child in made for noun in prepositions(child).get("by", ())]
    return makers + [noun for child in held for noun in prepositions(child).get("to", ())]


def adjectival(document: Document, noun: Token) -> list[Entity]:
    """Return the entities named by what stands before the noun: "Russian" of "Russian shelling"."""
    if noun.lemma_.lower() in _RULED:
        return []
    found: list[Entity] = []
    for word in modifiers(noun):
        entity = document.entity_of(word) or _party(document, word)
        if entity is not None and entity not in found and entity.type is not EntityType.OTHER:
            found.append(entity)
    # In "US military buildup" the military acts; the country only says whose it is.
    bodies = {entity.country for entity in found if entity.type is not EntityType.COUNTRY}
    return [entity for entity in found if entity.type is not EntityType.COUNTRY or entity.country not in bodies]


def _party(document: Document, word: Token) -> Entity | None:
    """Return the party that an adjective names, where the text speaks of it: "a Democratic bid"."""
    if word.ent_type_ != "NORP":
        return None
    named = (e for e in document.entities if e.sector == Sector.PARTY and e.name.split()[0] == word.text)
    return next(named, None)
