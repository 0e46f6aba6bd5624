"""Reports of games, where a city's name stands for its team: "Liverpool beat Everton"."""

from __future__ import annotations

from typing import Final

from stancewire.nlp.tree import Doc, Token
from stancewire.nlp.word_index import tokens_among
from stancewire.nlp.word_sets import word_set

_SPORT: Final = word_set(
    "league goal goals coach striker midfielder defender goalkeeper playoff playoffs quarterback touchdown inning "
    "innings wicket wickets pitcher homer semifinal semi-final halftime half-time kickoff standings championship "
    "tournament penalty scored soccer football basketball baseball hockey cricket rugby tennis nfl nba mlb nhl "
    "fifa uefa teammate teammates season match rebounds fixture relegation"
)
_ENOUGH: Final = 4
_SHARE: Final = 0.01
_VERBS: Final = word_set(
    "beat defeat win lose draw play thrash edge host score rout trounce down sweep face sign lead trail qualify "
    "clinch advance equalise equalize concede overcome outscore crush stun upset"
)
TEAM: Final = word_set(
    "playmaker fullback flanker seamer paceman scrum-half fly-half rower biathlete skater "
    "coach midfielder goalkeeper winger quarterback pitcher bowler batsman footballer cricketer "
    "golfer sprinter boxer jockey referee umpire teammate"
)
_OWNED: Final = word_set(
    "coach manager striker midfielder defender goalkeeper captain forward winger guard quarterback pitcher side "
    "team squad player fan bowler batsman"
)


def is_about_sport(parse: Doc) -> bool:
    """Tell whether the words of games are many: four, and one word in a hundred."""
    return len(tokens_among(parse, _SPORT)) >= max(_ENOUGH, _SHARE * len(parse))


def plays(parse: Doc, start: int, end: int) -> bool:
    """Tell whether a name does or suffers what teams do: it wins, is beaten, or has a striker."""
    head = _head(parse, start, end)
    while head.dep_ == "conj":
        head = head.head
    if head.dep_ in {"nsubj", "nsubjpass", "dobj"}:
        return head.head.lemma_ in _VERBS
    if head.dep_ in {"poss", "compound", "nmod"}:
        return head.head.lemma_.lower() in _OWNED
    by = head.dep_ == "pobj" and head.head.lower_ in {"to", "by", "against", "over", "with"}
    return by and head.head.head.lemma_ in _VERBS | {"victory", "win", "defeat", "loss", "draw", "match", "game"}


def _head(parse: Doc, start: int, end: int) -> Token:
    return parse[start:end].root
