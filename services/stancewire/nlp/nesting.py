"""Acts of speech and the acts they speak of: "offered to hold talks" is one event, not two.

What is offered, asked, refused or threatened has not happened. It lends the outer event its mode and, where the
outer names nobody, its recipients; then it is dropped. PLOVER: a promise to give way is CONCEDE, a vow to harm is
THREATEN.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from stancewire.nlp import arguments, ontology
from stancewire.nlp.document import Entity
from stancewire.nlp.match import Match, masters
from stancewire.nlp.tree import Token
from stancewire.nlp.word_sets import word_set
from stancewire_schemas.codes import EntityType, EventType

_CONSULT, _AID = EventType.CONSULT, EventType.AID
_STATE: Final = frozenset({EntityType.COUNTRY, EntityType.GOVERNMENT})
_FRIENDLY: Final = frozenset({_CONSULT, EventType.COOPERATE})
_YIELD: Final = frozenset({EventType.RETREAT, EventType.CONCEDE})
_HARM: Final = frozenset(
    {EventType.ASSAULT, EventType.COERCE, EventType.SANCTION, EventType.MOBILIZE, EventType.THREATEN}
)
_CARRIERS: Final = ("for", "to", "of", "on", "against", "about", "from", "with", "at")
_MEANS: Final = ("subj", "in", "during", "by", "with", "from")
_FOR: Final = ("for", "in", "during", "at")
_DENYING: Final = word_set("deny denial dispute refute contradict disclaim")
_HARMING: Final = word_set("kill wound injure hurt maim damage destroy hit strike")
_BRINGING_ABOUT: Final = word_set("force halt stop disrupt close delay block cut suspend shut drive leave bring")
_THREAT_MODES: Final = {
    "arrest": "arrest", "ban": "ban", "censor": "ban", "expel": "expel", "deport": "expel",
    "discontinue": "relations", "withdraw": "relations", "restrict": "restrict", "withhold": "restrict",
    "seize": "restrict",
}  # fmt: skip


def absorb(matches: dict[int, Match]) -> dict[int, Match]:
    """Return the matches with inner ones drawn into the speech acts that govern them. Outermost first."""
    dropped: set[int] = set()
    result: dict[int, Match] = {}
    for index in sorted(matches, key=lambda i: (_depth(matches[i].predicate.token), i)):
        if index in dropped:
            continue
        match = _with_named(matches[index], matches)
        dropped |= match.consumed
        if "vow" in match.flags and _is_refusal(match) and not _spares(match, matches):
            match = replace(match, type=EventType.REJECT, mode=None, cameo="120", flags=match.flags - {"vow"})
        if "speech" in match.flags:
            inner = [matches[i] for i in _inside(match.predicate.token, matches)]
            dropped |= {i for m in inner for i in _with_inner(m, matches)}
            match = _outer(match, inner)
        elif match.type is EventType.ASSAULT and not match.predicate.is_noun:
            if _is_hit_by_protest(match, matches):
                dropped.add(index)
                continue
            match, told = _with_means(match, matches)
            dropped |= told
        match, effects = _with_effects(match, matches)
        match, aims = _with_purpose(match, matches)
        dropped |= effects | aims | _occasions(match, matches)
        result[index] = match
    return {i: m for i, m in sorted(result.items()) if i not in dropped}


def _is_refusal(match: Match) -> bool:
    """Tell a vow to do something from one not to: "vowed not to repeal the law"."""
    clauses = arguments.complements(match.predicate.token)[:1]
    return any(child.dep_ == "neg" for clause in clauses for child in clause.children)


def _spares(match: Match, matches: dict[int, Match]) -> bool:
    """Tell a promise to do no harm, which refuses nobody anything: "promised not to deport them"."""
    return any(matches[i].type in _HARM for i in _inside(match.predicate.token, matches))


def _depth(token: Token) -> int:
    return sum(1 for _ in token.ancestors)


def _inside(token: Token, matches: dict[int, Match]) -> list[int]:
    """Return the triggers that are themselves what is said: complement clauses and event nouns in object place."""
    heads = list(arguments.complements(token))
    heads += [
        noun
        for child in token.children
        if child.dep_ in {"dobj", "nsubjpass", "oprd"}
        for noun in arguments.conjuncts(child)
    ]
    attached = arguments.prepositions(token)
    heads += [noun for name in _CARRIERS for noun in attached.get(name, ())]
    found = {head.i for head in heads if head.i in matches}
    # "offered to hold talks": the light verb is no trigger, its noun is.
    for head in heads:
        if head.i not in matches and (head.pos_ in {"VERB", "AUX"} or head.pos_ == "NOUN"):
            found |= {t.i for t in _carried(head) if t.i in matches}
    return sorted(found)


def _carried(head: Token) -> list[Token]:
    carried = [noun for child in head.children if child.dep_ == "dobj" for noun in arguments.conjuncts(child)]
    attached = arguments.prepositions(head)
    carried += [noun for name in ("in", "for", "to", "of", "on") for noun in attached.get(name, ())]
    for clause in arguments.complements(head):
        carried += [clause, *(n for c in clause.children if c.dep_ == "dobj" for n in arguments.conjuncts(c))]
    return carried


def _with_inner(match: Match, matches: dict[int, Match]) -> set[int]:
    token = match.predicate.token
    return {token.i, *match.consumed, *(_inside(token, matches) if "speech" in match.flags else ())}


def _with_means(match: Match, matches: dict[int, Match]) -> tuple[Match, set[int]]:
    """Join a harm with the attack that did it: "the air strike killed ten", "ten were killed in an air strike"."""
    slots = (match.predicate.slot(name) for name in _MEANS)
    told = {t.i for tokens in slots for t in tokens if t.i in matches and matches[t.i].type is EventType.ASSAULT}
    for index in sorted(told):
        means = matches[index]
        mode = match.mode or means.mode
        match = replace(
            match,
            mode=mode,
            cameo=match.cameo if mode == match.mode else means.cameo,
            actors=match.actors or means.actors,
            recipients=match.recipients or means.recipients,
        )
    return match, told


def _with_named(match: Match, matches: dict[int, Match]) -> Match:
    """Give an act on an event that event's recipients: "lifted sanctions on Syria".

    Whom a deed that is asked for would touch is not the one who is asked.
    """
    if match.recipients or match.type is EventType.REQUEST:
        return match
    own = match.predicate.token.i
    named = [matches[i] for i in sorted(match.consumed - {own}) if i in matches]
    lent = [e for inner in named for e in inner.recipients if e not in match.actors]
    return replace(match, recipients=tuple(dict.fromkeys(lent))) if lent else match


def _with_effects(match: Match, matches: dict[int, Match]) -> tuple[Match, set[int]]:
    """Join a deed with what it brought about: "fired at a crowd, wounding four"."""
    clauses = (c for c in match.predicate.token.children if c.dep_ == "advcl" and c.tag_ == "VBG")
    joined = (effect for clause in clauses for effect in arguments.conjuncts(clause))
    told = {effect.i for effect in joined if effect.i in matches and _is_effect(match, matches[effect.i])}
    for index in sorted(told):
        effect = matches[index]
        if effect.type is match.type and not match.recipients:
            match = replace(match, recipients=tuple(e for e in effect.recipients if e not in match.actors))
    return match, told


def _with_purpose(match: Match, matches: dict[int, Match]) -> tuple[Match, set[int]]:
    """Join a deed with one of its kind that it is done for: "marched to protest against the law"."""
    clauses = (child for child in match.predicate.token.children if child.dep_ in {"advcl", "xcomp"})
    aims = [
        c.i for c in clauses if c.i in matches and arguments.is_infinitive(c) and matches[c.i].type is match.type
    ]
    lent = [e for index in aims for e in matches[index].recipients if e not in match.actors]
    if aims and not match.recipients:
        match = replace(match, recipients=tuple(dict.fromkeys(lent)))
    return match, set(aims)


def _occasions(match: Match, matches: dict[int, Match]) -> set[int]:
    """Return the meeting that a meeting is for or in: "received her counterpart for talks" is one."""
    if match.type is not _CONSULT:
        return set()
    nouns = (noun for name in _FOR for noun in match.predicate.slot(name))
    return {
        t.i for t in nouns if t.i in matches and matches[t.i].type is _CONSULT and t.i != match.predicate.token.i
    }


def _is_effect(cause: Match, effect: Match) -> bool:
    if cause.type is EventType.ASSAULT and effect.type is EventType.ASSAULT:
        return effect.predicate.token.lemma_ in _HARMING
    return effect.predicate.token.lemma_ in _BRINGING_ABOUT


def _is_hit_by_protest(match: Match, matches: dict[int, Match]) -> bool:
    """Tell "the islands were hit by a strike of ferry crews": what hits is a protest, told by its own noun."""
    return any(
        token.i in matches and matches[token.i].type is EventType.PROTEST for token in match.predicate.slot("subj")
    )


def _outer(match: Match, inner: list[Match]) -> Match:
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
        if inner.type in _YIELD:
            return EventType.CONCEDE, None
        if inner.type in _HARM and "vow" in match.flags and not _is_refusal(match):
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
    if inner.type is _CONSULT:
        return "meet"
    if inner.type is _AID:
        return "assist"
    return "yield" if inner.type in _YIELD else None


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
