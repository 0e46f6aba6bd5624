"""Names of things that are nobody: storms, craft, goods, posts, tickers of shares."""

from __future__ import annotations

import re
from typing import Final

from stancewire.nlp.knowledge import Knowledge
from stancewire.nlp.name_edges import TICKER
from stancewire.nlp.name_labels import BODY_ENDINGS, SHIPS, Label
from stancewire.nlp.owners import GOVERNING
from stancewire.nlp.tree import Doc, Token
from stancewire.nlp.word_sets import word_set

_NATURE: Final = word_set("hurricane cyclone typhoon storm shuttle comet asteroid spacecraft")
_CRAFT: Final = word_set(
    "tanker yacht ship vessel ferry frigate destroyer submarine trawler freighter rover telescope"
)
_GOODS: Final = word_set(
    "brent wegovy ozempic zepbound mounjaro keytruda humira viagra xanax oxycontin fentanyl tylenol paxlovid "
    "iphone ipad macbook android windows playstation xbox chatgpt gemini copilot alexa siri grok claude bitcoin "
    "ether ethereum dogecoin solana stablecoin dreamliner starliner starship covid ebola marburg mpox zika omicron "
    "kospi bundesliga laliga"
)
_TYPE: Final = re.compile(r"[A-Z]{1,4}-\d+\w*")
_LEAGUES: Final = word_set("premier champions europa nations conference super")
_POSTS: Final = word_set("governor ceo secretary president spokesman spokeswoman chairman official officials coach")


def is_thing(parse: Doc, name: Label, knowledge: Knowledge) -> bool:
    """Tell storms and craft, posts ("Virginia Governor"), prizes and "the Polaroid camera" from people."""
    if name.label not in {"PERSON", "ORG", "GPE"}:
        return False
    words = [token.lower_ for token in parse.tokens[name.start : name.end]]
    if _is_ticker(parse, name) or _is_made(parse, name, words, knowledge):
        return True
    before = parse[name.start - 1].lower_ if name.start else ""
    if words[-1] == "league" and words[0] in _LEAGUES:
        return True
    if words[0] in _NATURE or (before in _NATURE and len(words) < 3):
        return True
    if before in SHIPS and parse[name.start - 1].is_upper:
        return True
    if name.label != "PERSON":
        return False
    last = parse[name.end - 1]
    if len(words) == 1 and (last.tag_ == "NNPS" or words[0] in _GOODS):
        return True
    names_post = len(words) > 1 and words[-1].strip(".()[]") in _POSTS
    return names_post or (len(words) == 1 and before in {"the", "a"} and _makes(parse[name.start], knowledge))


def _makes(token: Token, knowledge: Knowledge) -> bool:
    """Tell the make in "the Polaroid camera" from the leader in "the Trump administration"."""
    modifies = token.dep_ in {"compound", "nmod", "amod"} and token.head.tag_ in {"NN", "NNS"}
    return modifies and token.head.lower_ not in GOVERNING and not knowledge.people_called(token.text)


def _is_ticker(parse: Doc, name: Label) -> bool:
    alone = name.end - name.start == 1 and name.start > 0
    bracketed = alone and parse.tokens[name.start - 1].text in {"(", "<"}
    return bracketed and TICKER.fullmatch(parse[name.start].text) is not None


def _is_made(parse: Doc, name: Label, words: list[str], knowledge: Knowledge) -> bool:
    """Tell goods, and craft by the noun before them: "the tanker Sonangol Kalandula", "a Black Hawk"."""
    if len(words) == 1 and words[0] in _GOODS:
        return True
    if name.label in {"PERSON", "ORG"} and "-" in (text := parse.text_of(name.start, name.end)) and _TYPE.fullmatch(text):
        return True
    if words[0] in {"serie", "ligue"} or (words[0] == "s&p" and _is_figure(parse, name.start + 1)):
        return True
    before = parse[name.start - 1] if name.start else None
    if before is None:
        return False
    if before.lower_ in _CRAFT and before.tag_ in {"NN", "NNP"}:
        return not knowledge.lookup(parse.text_of(name.start, name.end))
    return before.lower_ in {"a", "an"} and name.label == "ORG" and _is_a_make(before, name, knowledge)


def _is_a_make(article: Token, name: Label, knowledge: Knowledge) -> bool:
    """Tell "a Black Hawk" from "a Supreme Court"."""
    span = article.doc[name.start : name.end]
    head, last = span.root, span[-1].lower_
    alone = article.head is head and head.dep_ in {"dobj", "nsubj", "nsubjpass", "pobj"}
    return (
        alone and last not in BODY_ENDINGS and knowledge.role_noun(last) is None and not knowledge.lookup(span.text)
    )


def _is_figure(parse: Doc, at: int) -> bool:
    return at < len(parse) and parse[at].is_digit
