"""What is wrong with knowledge base files: lines without use, ids given twice, posts held by two at once."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Final

from stancewire.nlp.knowledge import Knowledge
from stancewire.nlp.knowledge_entry import Entry, Office
from stancewire.nlp.knowledge_files import lines_of, names_in_sentences, with_defaults
from stancewire.nlp.knowledge_rows import BadEntry, entry_of

# Held by one person at a time wherever they exist. Presidents and others may share a post (Bosnia, Switzerland).
_SINGLE: Final = frozenset({"foreign minister", "defence minister", "prime minister"})
_HANDOVER: Final = timedelta(days=62)


def problems_of(path: Path, knowledge: Knowledge) -> list[str]:
    """Return each problem of a user's file with its line, in order; empty for a file that can be used.

    Raises:
        UserError: The file cannot be read.
    """
    problems: list[str] = []
    seen: dict[str, int] = {}
    countries = names_in_sentences(knowledge.entries())
    for number, line in enumerate(lines_of(path), start=1):
        if not line.strip():
            continue
        try:
            entry = entry_of(with_defaults(json.loads(line)), countries)
        except json.JSONDecodeError as error:
            problems.append(f"{path}:{number}: not JSON ({error.msg}); write one JSON object a line")
        except BadEntry as error:
            problems.append(f"{path}:{number}: {error}")
        else:
            if entry.id in seen:
                problems.append(f"{path}:{number}: {entry.id} stands in line {seen[entry.id]} already")
            seen.setdefault(entry.id, number)
    return problems


def shared_posts(entries: Iterable[Entry]) -> list[str]:
    """Return where two people hold one ministry or premiership of a country at once for more than two months."""
    held: dict[tuple[str, str], list[tuple[Office, Entry]]] = {}
    for entry in entries:
        for office in entry.offices:
            if office.country and office.title.lower() in _SINGLE:
                held.setdefault((office.title, office.country), []).append((office, entry))
    return [line for key in sorted(held) for line in _clashes(key, held[key])]


def _clashes(post: tuple[str, str], held: list[tuple[Office, Entry]]) -> Iterator[str]:
    ordered = sorted(held, key=lambda pair: (pair[0].since or date.min, pair[1].id))
    for (earlier, one), (later, other) in pairwise(ordered):
        end, start = earlier.until or date.max, later.since or date.min
        if one.id != other.id and start < date.max - _HANDOVER and start + _HANDOVER < end:
            yield f"{post[0]} of {post[1]}: {one.name} until {earlier.until}, {other.name} from {later.since}"
