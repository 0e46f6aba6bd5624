"""What an act of speech is by the act it speaks of: a promise to give way concedes, a vow to harm threatens."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from stancewire.nlp import arguments, ontology
from stancewire.nlp.document import Entity
from stancewire.nlp.match import Match
from stancewire.nlp.role_fillers import masters
from stancewire.nlp.word_sets import word_set
from stancewire_schemas.codes import EntityType, EventType

_STATE: Final = frozenset({EntityType.COUNTRY, EntityType.GOVERNMENT})
_FRIENDLY: Final = frozenset({EventType.CONSULT, EventType.COOPERATE})
_YIELD: Final = frozenset({EventType.RETREAT, EventType.CONCEDE})
HARMFUL: Final = frozenset(
    {EventType.ASSAULT, EventType.COERCE, EventType.SANCTION, EventType.MOBILIZE, EventType.THREATEN}
)
_DENYING: Final = word_set("deny denial dispute refute contradict disclaim")
_THREAT_MODES: Final = {
    "arrest": "arrest", "ban": "ban", "censor": "ban", "expel": "expel", "deport": "expel",
    "discontinue": "relations", "withdraw": "relations", "restrict": "restrict", "withhold": "restrict",
    "seize": "restrict",
}  # fmt: skip


def outer_act(match: Match, inner: list[Match]) -> Match:
    """Return the act of speech with type, mode and recipients that what it speaks of (`inner`) gives it."""
    if not inner:
        return match
    if match.predicate.token.lemma_ in _DENYING:
        # Whom the denied deed would have touched is not whom the denial answers.
        return match
    kind, mode = _reading(match, inner[0])
    recipients = match.recipients or tuple(_others(match, inner))
    keeps_code = (kind, mode) == (match.type, match.mode)
    return replace(
        match,
        type=kind,
        mode=mode,
        cameo=match.cameo if keeps_code else ontology.cameo(kind, mode),
        flags=match.flags | _promised(match, inner[0], kind),
        recipients=recipients,
    )


def _promised(match: Match, inner: Match, kind: EventType) -> frozenset[str]:
    """A vow to do something lies in the future, where an offer or an agreement has been made already."""
    is_deed = not inner.predicate.is_noun and kind in {EventType.AGREE, EventType.CONCEDE}
    return frozenset({"promised"}) if is_deed and "vow" in match.flags else frozenset()


def _reading(match: Match, inner: Match) -> tuple[EventType, str | None]:
    if match.type is EventType.AGREE:
        if inner.type in _YIELD and inner.mode != "ceasefire":
            return EventType.CONCEDE, None
        if inner.type in HARMFUL and "vow" in match.flags and not is_refusal(match):
            return EventType.THREATEN, _threat(inner)
    if match.type is EventType.CONCEDE and match.rule.startswith("concede.agree") and inner.type in _FRIENDLY:
        return EventType.AGREE, None
    if match.type is EventType.THREATEN and match.mode is None:
        return match.type, _threat(inner)
    if match.type in {EventType.REQUEST, EventType.REJECT} and match.mode is None:
        return match.type, _asked(inner)
    return match.type, match.mode


def _threat(inner: Match) -> str | None:
    if inner.type is EventType.ASSAULT:
        return "violence"
    return _THREAT_MODES.get(inner.mode or "")


def _asked(inner: Match) -> str | None:
    if inner.mode == "resign":
        return "change"
    if inner.type is EventType.CONSULT:
        return "meet"
    if inner.type is EventType.AID:
        return "assist"
    return "yield" if inner.type in _YIELD else None


def is_refusal(match: Match) -> bool:
    """Tell a vow to do something from one not to: "vowed not to repeal the law"."""
    clauses = arguments.complements(match.predicate.token)[:1]
    return any(child.dep_ == "neg" for clause in clauses for child in clause.children)


def _others(match: Match, inner: list[Match]) -> list[Entity]:
    found: list[Entity] = []
    own = masters(match.predicate)
    for act in inner:
        # The one asked is the one who is to act, not the one who is to be acted upon.
        sides = act.actors if match.type is EventType.REQUEST else (*act.actors, *act.recipients)
        for entity in sides:
            if entity not in [*found, *own] and not any(_is_own(entity, actor) for actor in match.actors):
                found.append(entity)
    return found


def _is_own(entity: Entity, actor: Entity) -> bool:
    """Tell whether somebody speaks for this side: "the minister promised that Peru would pay"."""
    return entity is actor or (
        entity.type in _STATE and entity.country is not None and entity.country == actor.country
    )
