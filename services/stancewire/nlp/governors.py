"""What a governing word does to what hangs on it: "feared that", "a plan to", "the anniversary of" (data)."""

from __future__ import annotations

from functools import cache

from stancewire.nlp.ontology import rows
from stancewire_schemas.codes import EventStatus


@cache
def governors() -> dict[tuple[str, str], tuple[tuple[frozenset[str], EventStatus], ...]]:
    """Return what each governing word (by lemma and part of speech) does to which of its complements."""
    index: dict[tuple[str, str], list[tuple[frozenset[str], EventStatus]]] = {}
    for lemma, pos, reach, effect in rows("frames/governors.tsv"):
        index.setdefault((lemma, pos), []).append((frozenset(reach.split()), EventStatus(effect)))
    return {key: tuple(effects) for key, effects in index.items()}


def governed(word: str, pos: str, link: str) -> EventStatus | None:
    """Return the status that a governing word gives to what hangs on it by `link`, or None."""
    return next((effect for reach, effect in governors().get((word, pos), ()) if link in reach), None)
