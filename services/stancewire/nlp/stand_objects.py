"""What the object of a cue must be for a stand: no hazard, no number of guests, no goods on offer."""

from __future__ import annotations

from typing import Final

from stancewire.nlp.attribution import Attribution
from stancewire.nlp.tree import Token
from stancewire.nlp.word_sets import word_set

# "offered products" is trade; only these say that the one who offers them favours them.
_OFFERS: Final = word_set(
    "aid amnesty apology assistance autonomy backing ceasefire compromise concession condolence "
    "cooperation deal dialogue exchange guarantee help mediation meeting negotiation partnership peace "
    "plan proposal referendum resignation settlement solution summit support swap talk tax treaty truce "
    "vote"
)

# "battled flames" and "worked against the clock" tell of toil; "charged their buses" of nothing that anybody did.
_HAZARDS: Final = word_set(
    "fire flame blaze wildfire inferno flood water wind snow storm clock time odds disease illness cancer "
    "virus injury rain tide current heat cold weather darkness infection"
)

_GATHERINGS: Final = word_set(
    "rally meeting conference protest demonstration event gathering march ceremony hearing game match debate "
    "briefing convention summit festival parade vigil forum hall"
)
# Who seeks these needs them for himself.
_SOUGHT: Final = word_set(
    "information advice asylum refuge comment counsel treatment shelter permission clarification guidance "
    "office nomination reelection re-election employment"
)
_NOMINATED: Final = frozenset({"candidate", "nominee", "list", "slate", "name"})
# Who celebrates mass or a birthday keeps a feast.
_FEASTS: Final = word_set(
    "mass eucharist birthday anniversary wedding christmas easter ramadan eid diwali holiday service liturgy"
)
_VEHICLES: Final = frozenset({"vehicle", "car", "truck", "lorry", "van", "bus", "boat", "trailer"})


def thing_ended(clause: Token) -> Token | None:
    """Return what a clause says is to end of itself: "the killing to stop"."""
    if clause.lemma_ not in {"stop", "end", "cease"} or any(
        c.dep_ in {"dobj", "xcomp", "neg"} for c in clause.children
    ):
        return None
    return next((child for child in clause.lefts if child.dep_ == "nsubj" and child.pos_ == "NOUN"), None)


def is_counted(noun: Token) -> bool:
    """Tell "welcomed 90,000 guests", which tells how many came."""
    return noun.tag_ == "NNS" and any(child.dep_ == "nummod" for child in noun.lefts)


def is_no_side(one: Attribution, thing: Token) -> bool:
    """Tell what nobody can stand for or against: hazards, and what "charged" and "supports" do to things."""
    cue = one.match.cue
    lemma = thing.lemma_.lower()
    if cue.pattern[-1] == "at" and lemma in _GATHERINGS:
        # "Shouted at a rally" tells where.
        return True
    if cue.pattern == ("seek",) and lemma in _SOUGHT:
        return True
    if cue.pattern == ("put", "forward") and lemma in _NOMINATED:
        return True
    if cue.pattern == ("enemy",) and lemma in {"people", "state"}:
        # "The press is the enemy of the people" says nothing of the people's own foes.
        return True
    if cue.act == "oppose":
        return lemma in _HAZARDS
    if cue.act == "thank":
        return lemma in {"god", "goodness", "heaven"}
    if cue.act == "demand":
        return lemma == "anonymity"
    if cue.pattern == ("celebrate",):
        return lemma in _FEASTS
    return cue.pattern == ("charge",) or (cue.pattern[0] == "back" and lemma in _VEHICLES)


def is_gerund_phrase(noun: Token, verb: Token) -> bool:
    """Read "denied harbouring militants", where the parser takes the gerund for an adjective."""
    first = noun.left_edge
    return first.tag_ == "VBG" and first.i == verb.i + 1 and first.dep_ == "amod"


def is_offered(thing: Token) -> bool:
    """Tell an offer of peace or aid, which takes a stand, from one of goods."""
    return thing.lemma_.lower() in _OFFERS
