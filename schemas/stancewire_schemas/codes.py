"""The closed lists of this version. Output fields stay open strings, so that a new value breaks no subscriber."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Any

from pydantic import Field


class EventType(StrEnum):
    """PLOVER 2.0 event types, from most cooperative to most hostile within words and deeds."""

    AGREE = "AGREE"
    CONSULT = "CONSULT"
    SUPPORT = "SUPPORT"
    CONCEDE = "CONCEDE"
    COOPERATE = "COOPERATE"
    AID = "AID"
    RETREAT = "RETREAT"
    REQUEST = "REQUEST"
    ACCUSE = "ACCUSE"
    REJECT = "REJECT"
    THREATEN = "THREATEN"
    PROTEST = "PROTEST"
    SANCTION = "SANCTION"
    MOBILIZE = "MOBILIZE"
    COERCE = "COERCE"
    ASSAULT = "ASSAULT"


class EventStatus(StrEnum):
    """Whether the event is told as fact; only `asserted` events happened according to the article."""

    ASSERTED = "asserted"
    NEGATED = "negated"
    FUTURE = "future"
    HYPOTHETICAL = "hypothetical"
    HABITUAL = "habitual"
    HISTORICAL = "historical"


class Context(StrEnum):
    """PLOVER 2.0 contexts: what an event is about, beyond its type. An event may have several."""

    MILITARY = "military"
    DIPLOMATIC = "diplomatic"
    LEGISLATIVE = "legislative"
    EXECUTIVE = "executive"
    JUDICIAL = "judicial"
    ELECTIONS = "elections"
    ECONOMIC = "economic"
    TRADE = "trade"
    RESOURCES = "resources"
    ENVIRONMENT = "environment"
    HEALTH = "health"
    DISASTER = "disaster"
    EDUCATION = "education"
    HUMAN_RIGHTS = "human_rights"
    GENDER = "gender"
    MIGRATION = "migration"
    REFUGEES = "refugees"
    TERRORISM = "terrorism"
    CRIME = "crime"
    ILLEGAL_DRUGS = "illegal_drugs"
    CORRUPTION = "corruption"
    CYBER = "cyber"
    INTELLIGENCE = "intelligence"
    WMD = "wmd"
    TERRITORY = "territory"
    SELF_DETERMINATION = "self_determination"
    REGIME_CHANGE = "regime_change"
    LABOUR = "labour"
    MEDIA = "media"
    RELIGION = "religion"
    ETHNICITY = "ethnicity"
    TECHNOLOGY = "technology"
    TRANSPORT = "transport"
    PEACEKEEPING = "peacekeeping"
    AID = "aid"
    HISTORICAL = "historical"
    SPORT = "sport"


class EntityType(StrEnum):
    """What kind of actor an entity is."""

    PERSON = "person"
    ORGANISATION = "organisation"
    GOVERNMENT = "government"
    ARMED_GROUP = "armed_group"
    COUNTRY = "country"
    PLACE = "place"
    POPULATION = "population"
    OTHER = "other"


class Sector(StrEnum):
    """PLOVER actor sectors: what an actor does, whatever its country."""

    AGRICULTURE = "AGR"
    BUSINESS = "BUS"
    POLICE = "COP"
    CRIMINAL = "CRM"
    CIVILIAN = "CVL"
    EDUCATION = "EDU"
    ELITE = "ELI"
    GOVERNMENT = "GOV"
    HEALTH = "HLH"
    HUMAN_RIGHTS = "HRI"
    INTERGOVERNMENTAL = "IGO"
    JUDICIARY = "JUD"
    LABOUR = "LAB"
    LEGISLATURE = "LEG"
    MEDIA = "MED"
    MILITARY = "MIL"
    MULTINATIONAL = "MNC"
    NON_GOVERNMENTAL = "NGO"
    OPPOSITION = "OPP"
    PARTY = "PTY"
    REBEL = "REB"
    REFUGEE = "REF"
    RELIGION = "REL"
    SPY = "SPY"
    UNIDENTIFIED_ARMED = "UAF"


class MentionForm(StrEnum):
    """How the text names an entity."""

    NAME = "name"
    NOMINAL = "nominal"
    PRONOUN = "pronoun"


class QuoteForm(StrEnum):
    """Whether the words are the speaker's own, the writer's paraphrase, or both."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


class Polarity(StrEnum):
    """Where the holder stands towards the target or proposition."""

    FAVOUR = "favour"
    AGAINST = "against"
    NEUTRAL = "neutral"
    MIXED = "mixed"


class StanceBasis(StrEnum):
    """What shows the stance: words, an act, or the publication's own wording."""

    STATED = "stated"
    ACT = "act"
    NARRATOR = "narrator"


class DateKind(StrEnum):
    """How a date was reached: told whole, from the publication date, from another date, or not at all."""

    ABSOLUTE = "absolute"
    RELATIVE = "relative"
    CHAINED = "chained"
    UNRESOLVED = "unresolved"


class Granularity(StrEnum):
    """The unit that the words speak of; `start` to `end` covers one of it, or a range of several."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"
    RANGE = "range"


class PlaceRole(StrEnum):
    """What a place is to an event."""

    SITE = "site"
    ORIGIN = "origin"
    DESTINATION = "destination"
    TRANSIT = "transit"
    DATELINE = "dateline"


class MagnitudeKind(StrEnum):
    """What a number counts."""

    KILLED = "killed"
    INJURED = "injured"
    ARRESTED = "arrested"
    ABDUCTED = "abducted"
    RELEASED = "released"
    DISPLACED = "displaced"
    DEPORTED = "deported"
    PARTICIPANTS = "participants"
    TROOPS = "troops"
    MONEY = "money"


class DeadReason(StrEnum):
    """Why a message could not be processed; also the metric label."""

    BAD_ENCODING = "bad_encoding"
    BAD_JSON = "bad_json"
    SCHEMA = "schema"
    BAD_ID = "bad_id"
    EMPTY_TEXT = "empty_text"
    TOO_LARGE = "too_large"
    OUTPUT_TOO_LARGE = "output_too_large"
    TIMEOUT = "timeout"
    RESOURCE = "resource"
    WORKER_CRASH = "worker_crash"
    CODER_ERROR = "coder_error"
    QUARANTINE = "quarantine"


def known(values: type[StrEnum], source: str) -> Any:
    """Return an open string field whose schema names today's values and where their list comes from."""
    return Field(json_schema_extra={"x-known-values": [v.value for v in values], "x-source": source})


EventTypeCode = Annotated[str, known(EventType, "PLOVER 2.0")]
EventStatusCode = Annotated[str, known(EventStatus, "Stancewire, after PLOVER's auxiliary modes")]
ContextCode = Annotated[str, known(Context, "PLOVER 2.0 contexts")]
EntityTypeCode = Annotated[str, known(EntityType, "Stancewire")]
SectorCode = Annotated[str, known(Sector, "PLOVER actor sectors")]
MentionFormCode = Annotated[str, known(MentionForm, "Stancewire")]
QuoteFormCode = Annotated[str, known(QuoteForm, "Stancewire")]
PolarityCode = Annotated[str, known(Polarity, "Stancewire")]
StanceBasisCode = Annotated[str, known(StanceBasis, "Stancewire")]
DateKindCode = Annotated[str, known(DateKind, "Stancewire")]
GranularityCode = Annotated[str, known(Granularity, "Stancewire")]
PlaceRoleCode = Annotated[str, known(PlaceRole, "Stancewire")]
MagnitudeKindCode = Annotated[str, known(MagnitudeKind, "Stancewire")]
DeadReasonCode = Annotated[str, known(DeadReason, "Stancewire")]
