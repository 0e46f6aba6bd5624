"""Words that look like cues and say something else here: "make sure", "in the sense that", "veto power"."""

from __future__ import annotations

from stancewire.nlp.cues import Match
from stancewire.nlp.tree import Token


def means_otherwise(match: Match) -> bool:
    """Tell whether the words of the cue stand in a set phrase that gives nobody a word or a stand."""
    anchor = match.anchor
    match match.cue.pattern:
        case ("sure",):
            return anchor.head.lemma_ == "make"
        case ("sense",):
            return anchor.dep_ == "pobj" and anchor.head.lower_ == "in"
        case ("interest",):
            return any(child.lower_ in {"vested", "best", "national", "public"} for child in anchor.lefts)
        case ("veto",):
            return _next(anchor) in {"power", "powers"}
        case ("turn", "back", "on"):
            # "turned the question back on him"
            return match.tokens[1].pos_ != "NOUN"
        case ("slam",):
            # "body-slammed him" is a blow.
            return anchor.i > 0 and anchor.nbor(-1).lower_ in {"body", "-"}
        case ("tell",):
            return match.cue.act == "urge" and not _is_told_to(anchor)
        case ("undertake",):
            # "undertook a project" did something; "undertook to repay" promises it.
            return any(child.dep_ == "dobj" for child in anchor.rights)
    return False


def _is_told_to(verb: Token) -> bool:
    """Tell "told the firm to pay" from "told the firm her story"."""
    return any(token.lower_ == "to" and token.dep_ == "aux" for child in verb.rights for token in child.subtree)


def _next(token: Token) -> str:
    return token.nbor(1).lower_ if token.i + 1 < len(token.doc) else ""
