"""Names of things that are nobody: storms, craft, goods, posts, tickers of shares."""

from __future__ import annotations

import re
from typing import Final

from stancewire.nlp.knowledge import Knowledge
from stancewire.nlp.name_edges import TICKER
from stancewire.nlp.name_labels import BODY_ENDINGS, SHIPS, Label
from stancewire.nlp.owners import GOVERNING
from stancewire.nlp.tree import Doc, Token
from stancewire.nlp.word_index import tokens_of
from stancewire.nlp.word_sets import word_set
from stancewire_schemas.codes import Sector

_NATURE: Final = word_set("hurricane cyclone typhoon storm shuttle comet asteroid spacecraft")
_CRAFT: Final = word_set(
    "tanker yacht ship vessel ferry frigate destroyer submarine trawler freighter rover telescope"
)
_GOODS: Final = word_set(
    "brent wegovy ozempic zepbound mounjaro keytruda humira viagra xanax oxycontin fentanyl tylenol paxlovid "
    "iphone ipad macbook android windows playstation xbox chatgpt gemini copilot alexa siri grok claude bitcoin "
    "ether ethereum dogecoin solana stablecoin dreamliner starliner starship covid ebola marburg mpox zika omicron "
    "kospi bundesliga laliga firefox safari photoshop javascript linux ubuntu explorer outlook paralympics olympics"
)
# Of posts, figures, goods, ills and times; where an entry has the same letters, they are the entry's.
_LETTERS: Final = word_set(
    "IE IR QB RB WR TD HR RBI OPS ERA KO TKO MVP RHP LHP LLC DWI DUI CCTV SOS PST PDT EST EDT CST CDT MST MDT "
    "GMT BST UTC CET DLL XP VIP CEO CFO COO CTO DNA RNA HIV AIDS GDP IPO ETF UAV IED SUV LGBT LGBTQ CPR PC TV "
    "DVD CD USB HTML URL API AI VR GPS ATM FAQ ID HQ GED DIY ICU PPE PCR MRI ADHD PTSD LNG LPG EV IQ RPG ICBM "
    "WMD POW NGO NGOs MP MPs PM DA VP GI GIs PR CV IT PE VAT IVF UFO UFOs PDF SMS OTC NPA ADA"
)
_CREEDS: Final = word_set(
    "islam christianity judaism hinduism buddhism catholicism sikhism christian christians muslim muslims jew jews "
    "hindu hindus buddhist buddhists catholic catholics protestant protestants sikh sikhs orthodox"
)
_OF_STATES: Final = frozenset(
    {Sector.GOVERNMENT, Sector.LEGISLATURE, Sector.JUDICIARY, Sector.POLICE, Sector.MILITARY}
)
_AWARDS: Final = word_set("oscar oscars emmy emmys grammy grammys tonys baftas pulitzer pulitzers")
_PARTY_AND_STATE: Final = re.compile(r"[DRI]-[A-Z][A-Za-z.]+")
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
    if len(words) == 1 and (words[0] in _GOODS or _is_other_word(parse[name.start], name, knowledge)):
        return True
    text = parse.text_of(name.start, name.end)
    if "-" in text and name.label in {"PERSON", "ORG"} and _is_no_name(text):
        return True
    if words[0] in {"serie", "ligue"} or (words[0] == "s&p" and _is_figure(parse, name.start + 1)):
        return True
    before = parse[name.start - 1] if name.start else None
    if before is None:
        return False
    if before.lower_ in _CRAFT and before.tag_ in {"NN", "NNP"}:
        return not knowledge.lookup(parse.text_of(name.start, name.end))
    return before.lower_ in {"a", "an"} and name.label == "ORG" and _is_a_make(before, name, knowledge)


def _is_other_word(token: Token, name: Label, knowledge: Knowledge) -> bool:
    """Tell letters, creeds, prizes, ships and the first word of a sentence from a body named by one word."""
    word = token.lower_
    if word in _AWARDS and (name.label == "ORG" or token.dep_ in {"compound", "nmod"}):
        return True
    if word in SHIPS and token.is_upper and _is_cased(token.doc, token.i + 1):
        return True
    if name.label != "ORG" or knowledge.lookup(token.text):
        return False
    if token.text in _LETTERS or word in _CREEDS:
        return True
    return token.is_title and token.is_sent_start and _is_common(token, knowledge)


def _is_no_name(text: str) -> bool:
    """Tell types ("F-35") and the party and state of a lawmaker ("D-Mass.")."""
    return _TYPE.fullmatch(text) is not None or _PARTY_AND_STATE.fullmatch(text) is not None


def _is_cased(parse: Doc, at: int) -> bool:
    return at < len(parse) and parse[at].is_title


def _is_common(token: Token, knowledge: Knowledge) -> bool:
    """Tell a common noun that opens a sentence: the text has it in small letters, or it is a kind of actor."""
    noun = knowledge.role_noun(token.lower_)
    if noun is not None and noun.sector in _OF_STATES:
        # "Parliament" and "Navy" are names where they are written large.
        return False
    return noun is not None or bool(tokens_of(token.doc, token.lower_))


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
