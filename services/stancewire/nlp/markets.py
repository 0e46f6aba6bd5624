"""Reports of companies and their shares, where bids are fought and rivals accused, and no one governs."""

from __future__ import annotations

from typing import Final

from spacy.tokens import Doc

from stancewire.nlp.match import Match
from stancewire.nlp.word_index import tokens_where
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
_AUTHORITIES: Final = frozenset(
    {Sector.POLICE, Sector.JUDICIARY, Sector.GOVERNMENT, Sector.MILITARY, Sector.LEGISLATURE, Sector.REBEL,
     Sector.UNIDENTIFIED_ARMED, Sector.INTERGOVERNMENTAL}
)  # fmt: skip


def is_about_market(parse: Doc) -> bool:
    """Tell whether the words of trade are many: six, and one word in forty."""
    found = sum(1 for _ in tokens_where(parse, lambda word: word.lower() in _MARKET))
    return found >= max(_ENOUGH, _SHARE * len(parse))


def is_of_state(match: Match) -> bool:
    """Tell what a government, a court, an armed group or a crowd of workers does from a company's own dealings.

    A firm of some country is no state.
    """
    return match.type is EventType.PROTEST or any(
        entity.type in _GOVERNING or entity.sector in _AUTHORITIES for entity in (*match.actors, *match.recipients)
    )
