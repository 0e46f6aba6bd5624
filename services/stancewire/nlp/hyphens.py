"""Compounds that the tokenizer takes apart at the hyphen: "cease-fire", "sit-in", "go-ahead" are one word each.

Their last part stands for the whole and takes its lemma; the parts before it stay where the parser hung them.
"""

from __future__ import annotations

from typing import Final

from stancewire.nlp.tree import Doc

_COMPOUNDS: Final = {
    "air-raid": "raid", "air-strike": "airstrike", "all-clear": "all-clear", "asylum-seeker": "asylum-seeker",
    "bail-out": "bailout", "build-up": "buildup", "call-up": "call-up", "cease-fire": "ceasefire",
    "clamp-down": "clampdown", "co-operation": "cooperation", "counter-attack": "counterattack",
    "counter-offensive": "counteroffensive", "crack-down": "crackdown", "cyber-attack": "cyberattack",
    "draw-down": "drawdown", "fire-fight": "firefight", "go-ahead": "go-ahead", "go-between": "go-between",
    "go-slow": "go-slow", "gun-battle": "gunbattle", "gun-fight": "gunfight", "gun-fire": "gunfire",
    "gun-man": "gunman", "hand-over": "handover", "lock-down": "lockdown", "mine-field": "minefield",
    "peace-keeper": "peacekeeper", "pull-back": "pullback", "pull-out": "pullout", "road-block": "roadblock",
    "road-map": "roadmap", "shoot-out": "shootout", "shut-down": "shutdown", "sit-in": "sit-in",
    "stand-off": "standoff", "swearing-in": "swearing-in", "tear-gas": "gas", "walk-out": "walkout",
    "war-game": "wargame", "war-plane": "warplane", "war-ship": "warship",
}  # fmt: skip
_MARKS: Final = frozenset({"-", "‑", "–"})
_SHORTEST_PLURAL: Final = 3


def join_hyphens(doc: Doc) -> None:
    """Give the last part of a known compound the lemma of the whole. A repeat changes nothing."""
    for mark in doc.tokens[1:-1]:
        if mark.text not in _MARKS or mark.whitespace_:
            continue
        first, last = doc[mark.i - 1], doc[mark.i + 1]
        if not first.whitespace_ and (lemma := _lemma_of(first.lower_, last.lower_)):
            last.lemma_ = lemma


def _lemma_of(first: str, last: str) -> str | None:
    """Return the compound's lemma, in the singular or the plural: "sit-ins"."""
    singular = last.removesuffix("s") if len(last) >= _SHORTEST_PLURAL else last
    return _COMPOUNDS.get(f"{first}-{last}") or _COMPOUNDS.get(f"{first}-{singular}")
