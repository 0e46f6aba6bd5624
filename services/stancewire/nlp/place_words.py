"""The words by which a name is known to be a place: prepositions, what happens to towns, what lies in them."""

from __future__ import annotations

from typing import Final

from stancewire.nlp.word_sets import word_set

WHERE: Final = word_set(
    "in at near from to into off outside inside around across through throughout toward towards over "
    "via along within between onto beyond beneath above under past opposite beside amid on against "
    "behind"
)
SURE_WHERE: Final = frozenset(
    {"in", "at", "near", "from", "to", "into", "off", "outside", "around", "across", "throughout"}
)
ACTOR_PREPOSITIONS: Final = frozenset(
    {"with", "by", "against", "for", "between", "like", "than", "about", "on", "as", "among"}
)
LOCAL_NOUNS: Final = word_set(
    "city town village capital port north south east west part coast border region province district "
    "state suburb outskirt outskirts centre center area street airport island territory shore edge "
    "area quarter neighbourhood neighborhood waters siege battle fall capture occupation bombing "
    "governor mayor sheriff prefect bishop archbishop shelling liberation countryside rest map invasion "
    "bombardment control annexation resident people "
    "population mile kilometre kilometer km"
)
MOTION_VERBS: Final = word_set(
    "visit enter leave reach bomb shell strike hit attack invade storm capture seize occupy cross "
    "tour flee besiege liberate retake annex pound raid blockade rock devastate ravage sweep batter "
    "surround encircle evacuate quit target shake overrun recapture infiltrate control hold batter "
    "flatten destroy"
)
# Nobody does this to a person.
SIEGE_VERBS: Final = word_set(
    "shell besiege flee liberate retake annex recapture invade occupy evacuate flatten pound blockade overrun storm"
)
STREETS: Final = word_set(
    "street suburb outskirt outskirts airport port centre center coast border skyline district "
    "neighbourhood north south east west region shore harbour harbor waterfront square stadium "
    "hospital countryside highway road motorway market bridge station metro mall hotel church mosque "
    "university prison slum post crossing checkpoint camp court "
    "courthouse exchange bourse school shop restaurant jail"
)
# "Kabul police" are of the town, "Brazil's police" act for the country.
TOWNSFOLK: Final = word_set("police firefighter resident")
KINDS_OF_SITE: Final = word_set(
    "province county district governorate oblast prefecture region state zone valley island islands peninsula "
    "mine field oilfield gasfield dam volcano glacier prison jail airport airfield base port river lake strait "
    "crossing checkpoint camp village town suburb neighbourhood neighborhood"
)
SITES: Final = word_set("post crossing checkpoint airport")
COMPASS: Final = word_set(
    "northern southern eastern western central north south east west northeast northwest southeast "
    "southwest northeastern northwestern southeastern southwestern neighbouring neighboring nearby"
)
ADDRESSING: Final = word_set(
    "letter message appeal call warning threat belong offer give say speak apologise apologize hand "
    "sell aid loan support respond response reply answer ally oppose opposition commitment related "
    "relate turn listen owe owed grant ultimatum loyal loyalty close blow threat challenge sale "
    "concession weapon arm ambassador envoy"
)
