"""Reports of companies and their shares, where bids are fought and rivals accused, and no one governs."""

from __future__ import annotations

from typing import Final

from stancewire.nlp.document import Entity
from stancewire.nlp.match import Match
from stancewire.nlp.tree import Doc
from stancewire.nlp.word_index import tokens_among
from stancewire.nlp.word_sets import word_set
from stancewire_schemas.codes import EntityType, EventType, Sector

_MARKET: Final = word_set(
    "share shares stock stocks shareholder shareholders investor investors profit profits revenue "
    "revenues earnings dividend dividends takeover merger acquisition buyout bidder analyst analysts "
    "turnover brand brands retailer startup subsidiary subsidiaries index nasdaq dow ftse dax nikkei "
    "bourse trading quarter quarterly forecast forecasts sales valuation ceo boardroom board chairman "
    "rival rivals customers subscribers competitor competitors conglomerate broker brokers equities "
    "yields"
)
_ENOUGH: Final = 6
_SHARE: Final = 0.025
_GOVERNING: Final = frozenset({EntityType.COUNTRY, EntityType.GOVERNMENT, EntityType.ARMED_GROUP})
_FIRMS: Final = frozenset({Sector.BUSINESS, Sector.MULTINATIONAL})
_PRIVATE: Final = _FIRMS | {None}
_RIVALS: Final = word_set(
    "rival competitor bidder suitor supplier insurer wholesaler retailer distributor contractor"
)
_VIOLENT: Final = frozenset({EventType.ASSAULT, EventType.COERCE, EventType.MOBILIZE, EventType.PROTEST})


def of_politics(matches: dict[int, Match], parse: Doc) -> dict[int, Match]:
    """Return the matches without what firms do among themselves, or in a report of the market without the state."""
    in_market = is_about_market(parse)
    return {
        index: match
        for index, match in matches.items()
        if not is_among_firms(match) and (not in_market or is_of_state(match))
    }


def is_about_market(parse: Doc) -> bool:
    """Tell whether the words of trade are many: six, and one word in forty."""
    return len(tokens_among(parse, _MARKET)) >= max(_ENOUGH, _SHARE * len(parse))


def is_of_state(match: Match) -> bool:
    """Tell what a government, a court, an armed group or a party or a union does from a company's own dealings.

    A firm of some country is no state.
    """
    if match.type is EventType.PROTEST:
        return True
    public = match.actors if match.type in _VIOLENT else (*match.actors, *match.recipients)
    return any(entity.type in _GOVERNING or entity.sector not in _PRIVATE for entity in public)


def is_among_firms(match: Match) -> bool:
    """Tell what firms do to each other, or a manager who goes: no deed of politics."""
    if match.type in _VIOLENT or match.places or not _are_firms(match.actors):
        return False
    return _are_firms(match.recipients) or _are_rivals(match.recipients) or match.mode == "resign"


def _are_rivals(side: tuple[Entity, ...]) -> bool:
    """Tell a firm's rivals and suppliers, who are firms too though the words do not say so."""
    return bool(side) and all(entity.name.lower().split()[-1].removesuffix("s") in _RIVALS for entity in side)


def _are_firms(side: tuple[Entity, ...]) -> bool:
    return bool(side) and all(entity.sector in _FIRMS for entity in side)
