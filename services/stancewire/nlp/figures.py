"""What happens in a story, by nature's force, or in joy: the words of deeds without a deed of politics."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from stancewire.nlp import arguments
from stancewire.nlp.match import Match
from stancewire.nlp.subjects import surface_subjects
from stancewire.nlp.tree import Token
from stancewire.nlp.voice import is_infinitive
from stancewire.nlp.word_sets import word_set
from stancewire_schemas.codes import EntityType, EventType

_MAX_CLIMB: Final = 8
_WORKS: Final = word_set(
    "film movie novel thriller drama series episode play musical opera game videogame comedy sequel fiction "
    "blockbuster ballet sitcom trilogy miniseries"
)
_STORIES: Final = _WORKS | word_set("season chapter scenario script simulation plot legend myth fable tale")
_SHOWN: Final = word_set("diorama mural cartoon comic fresco tapestry mosaic puppet reenactment re-enactment")
_PARTS: Final = word_set("act scene finale verse line page level round ending")
_TELLING: Final = word_set(
    "tell show depict follow portray describe imagine recount let have feature see pit end open begin culminate "
    "climax close retell dramatise dramatize chronicle recreate reenact evoke"
)
_SHARING: Final = frozenset({"conj", "xcomp", "advcl"})
_INSIDE: Final = frozenset({"in", "under"})
_AUTHORS: Final = word_set("novelist playwright screenwriter dramatist filmmaker author")
_JOY: Final = word_set(
    "celebrate cheer watch greet welcome mourn congratulate toast applaud enjoy party worship pray"
)
_VENUES: Final = word_set(
    "stadium match game concert pitch derby parade festival carnival church mosque temple shrine"
)
_MERRY: Final = word_set("fan runner pilgrim worshipper tourist spectator reveller reveler cyclist music carnival")
_ART: Final = _WORKS | word_set(
    "album song record performance exhibition painting sculpture concert recital poem match goal dish recipe score "
    "staging production remake adaptation"
)
_SAYING: Final = frozenset({EventType.ACCUSE, EventType.SUPPORT})
_STATES: Final = frozenset({EntityType.COUNTRY, EntityType.GOVERNMENT, EntityType.ARMED_GROUP})
_ASKING: Final = frozenset({"insist", "suggest"})
_FINITE: Final = frozenset({"VBZ", "VBD", "VBP"})
_DUTY: Final = frozenset({"must", "should", "ought", "shall"})
_STATING: Final = frozenset({"are", "have", "will", "would", "had"})
_FORCED: Final = frozenset({EventType.ASSAULT, EventType.THREATEN, EventType.COERCE, EventType.RETREAT})


def is_figure(match: Match) -> bool:
    """Tell whether the deed is told in a story, done by nature, in joy, or is only asserted of somebody else."""
    return (
        _is_told_in_story(match.predicate.token)
        or _is_of_nature(match)
        or _is_natural_warning(match)
        or _is_in_joy(match)
        or _is_of_art(match)
        or _is_assertion(match)
    )


def _is_told_in_story(trigger: Token) -> bool:
    """Tell what happens in a work from what happens: "a thriller in which rebels kidnap a senator"."""
    for token, head in _climb(trigger):
        if token.dep_ == "relcl" and head.lemma_.lower() in _AUTHORS and _is_whose(token):
            return True
        if (token.dep_ == "relcl" or (token.dep_ == "pobj" and token.head.lower_ == "about")) and (
            {head.lemma_.lower(), head.head.lemma_.lower()} & _WORKS
        ):
            return True
        if token.dep_ in _SHARING and _is_set_in_story(head):
            return True
        if _is_set_in_story(token) or (head.lemma_ in _TELLING and token.i > head.i and _is_of_work(head)):
            return True
    return _is_set_in_story(trigger)


def _climb(token: Token) -> Iterator[tuple[Token, Token]]:
    for _ in range(_MAX_CLIMB):
        if token.head.i == token.i:
            return
        yield token, token.head
        token = token.head


def _is_whose(clause: Token) -> bool:
    return any(c.lower_ == "whose" for noun in surface_subjects(clause) for c in noun.children)


def _is_of_work(verb: Token) -> bool:
    return any(noun.lemma_.lower() in _WORKS | _SHOWN for noun in surface_subjects(verb))


def _is_set_in_story(clause: Token) -> bool:
    """Tell "in the third season the queen invades" and "under the scenario, rebels seize a port"."""
    if clause.pos_ != "VERB" or clause.tag_ not in _FINITE - {"VBD"}:
        return False
    prepositions = (child for child in clause.children if child.dep_ == "prep" and child.lower_ in _INSIDE)
    return any(_is_story(noun) for prep in prepositions for noun in prep.children)


def _is_story(noun: Token) -> bool:
    """Tell "a scenario" and "the opera's last act"."""
    word = noun.lemma_.lower()
    return word in _STORIES or (word in _PARTS and any(inner.lemma_.lower() in _WORKS for inner in noun.subtree))


def _is_of_nature(match: Match) -> bool:
    """Tell "winds battered the coast", "lava threatened the town", "bees attacked the party"; nobody did it."""
    if match.type not in _FORCED or match.predicate.is_noun:
        return False
    subjects = surface_subjects(match.predicate.token)
    return any(_is_natural(match, noun) or _is_animal(match, noun) for noun in subjects)


def _is_animal(match: Match, noun: Token) -> bool:
    """Tell animals from Turkey and the like; a plural that opens a sentence is no name."""
    opens = noun.is_sent_start and noun.tag_ in {"NNPS", "NNS"}
    word = noun.lower_.removesuffix("s") if opens else noun.lemma_.lower()
    return (noun.pos_ != "PROPN" or opens) and word in match.predicate.frames.classes["animal"]


def _is_natural_warning(match: Match) -> bool:
    """Tell advice from a threat: "warned drivers of ice", "as the storm nears, told villagers"."""
    if match.type is not EventType.THREATEN or match.predicate.token.lemma_ not in {"warn", "caution", "advise"}:
        return False
    about = [noun for name in ("of", "about", "against") for noun in match.predicate.slot(name)]
    if any(_is_natural(match, noun) for noun in about):
        return True
    public = all(entity.type in {EntityType.POPULATION, EntityType.PLACE} for entity in match.recipients)
    return public and any(_is_natural(match, token) for token in match.predicate.token.sent if token.pos_ == "NOUN")


def _is_natural(match: Match, noun: Token) -> bool:
    classes = match.predicate.frames.classes
    return noun.lemma_.lower() in classes["nature"] or noun.lower_ in classes["nature"]


def _is_in_joy(match: Match) -> bool:
    """Tell a feast, a funeral or a race from a protest: "took to the streets to celebrate"."""
    token = match.predicate.token
    if match.type is not EventType.PROTEST or match.mode not in {"demo", None, "riot"} or match.recipients:
        return False
    aims = (c for c in token.children if c.dep_ in {"advcl", "xcomp"} and is_infinitive(c))
    held = (noun for name in ("to", "at", "for", "in") for noun in match.predicate.slot(name))
    crowds = [noun.lemma_.lower() for noun in match.predicate.slot("subj")]
    return (
        any(aim.lemma_ in _JOY for aim in aims)
        or any(word in _MERRY for word in crowds)
        or any(noun.lemma_.lower() in _VENUES for noun in held)
    )


def _is_of_art(match: Match) -> bool:
    """Tell a review from a reproach: "critics savaged the film"; a government that condemns one does so."""
    if match.type not in _SAYING or any(entity.type in _STATES for entity in match.actors):
        return False
    return any(noun.lemma_.lower() in _ART for noun in match.predicate.slot("obj"))


def _is_assertion(match: Match) -> bool:
    """Tell "insisted that Peru has paid" from "insisted that Peru pay"."""
    verb = match.predicate.token
    if match.type is not EventType.REQUEST or verb.lemma_ not in _ASKING:
        return False
    for clause in arguments.complements(verb)[:1]:
        words = [clause, *(c for c in clause.children if c.dep_ in {"aux", "auxpass"})]
        return any(map(_is_finite, words)) and not any(map(_obliges, words))
    return False


def _is_finite(word: Token) -> bool:
    """Tell a form that states: "has paid", "were", "will"; bare "pay" may be asked for."""
    return word.tag_ in {"VBZ", "VBD"} or word.lower_ in _STATING


def _obliges(word: Token) -> bool:
    owes = word.lower_ in {"has", "have"} and word.nbor(1).lower_ == "to"
    return owes or word.lower_ in _DUTY
