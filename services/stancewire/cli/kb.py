"""`stancewire kb`: ask the knowledge base, and check files that are to be merged over it."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from stancewire.cli.environment import settings_from_environment
from stancewire.errors import UserError

if TYPE_CHECKING:
    from stancewire.nlp.knowledge import Entry, Knowledge

app = typer.Typer(
    no_args_is_help=True,
    help="The knowledge base: who is who, and what they were on a day.\n\nExamples:\n\n"
    '  stancewire kb lookup "Nicolas Maduro" --date 2025-09-21\n\n  stancewire kb check mine.jsonl\n\n'
    "  stancewire kb stats",
)

AsJson = Annotated[bool, typer.Option("--json", help="JSON instead of lines to read.")]
Day = Annotated[
    datetime | None, typer.Option("--date", formats=["%Y-%m-%d"], help="Day on which the role is asked for.")
]


@app.command()
def lookup(
    name: Annotated[str, typer.Argument(help='A name, a word for a people, or a metonym ("the Kremlin").')],
    day: Day = None,
    *,
    as_json: AsJson = False,
) -> None:
    """Print every entry that goes by a name, with its role on the date; exit 1 where there is none."""
    knowledge = _knowledge()
    found = [_row(entry, day.date() if day else None, knowledge) for entry in _found(name, knowledge)]
    if not found:
        raise UserError(f"nothing in the knowledge base goes by {name!r}", exit_code=1)
    typer.echo(json.dumps(found, ensure_ascii=False, indent=2) if as_json else "\n".join(map(_line, found)))


@app.command()
def check(
    file: Annotated[Path | None, typer.Argument(help="A JSONL file of entries; the own files without one.")] = None,
) -> None:
    """Print what is wrong, a line each, and exit 1 where anything is."""
    from stancewire.nlp.knowledge_check import problems_of, shared_posts  # noqa: PLC0415  # help must not wait

    knowledge = _knowledge()
    problems = problems_of(file, knowledge) if file else shared_posts(knowledge.entries())
    for problem in problems:
        typer.echo(problem)
    if problems:
        raise UserError(f"{len(problems)} problems", exit_code=1)
    typer.echo("nothing is wrong", err=True)


@app.command()
def stats(*, as_json: AsJson = False) -> None:
    """Print how many entries of each type there are, and how many posts with dates."""
    entries = _knowledge().entries()
    offices = [office for entry in entries for office in entry.offices]
    counts = Counter(entry.type.value for entry in entries)
    rows = {
        **dict(sorted(counts.items())),
        "names": sum(len(entry.names) for entry in entries),
        "posts": len(offices),
        "posts with first day": sum(office.since is not None for office in offices),
        "wikidata ids": sum(entry.id.startswith("wd:") for entry in entries),
    }
    lines = "\n".join(f"{name:22}{count:>7}" for name, count in rows.items())
    typer.echo(json.dumps(rows) if as_json else lines)


def _knowledge() -> Knowledge:
    from stancewire.nlp.knowledge import Knowledge  # noqa: PLC0415  # help must not wait

    return Knowledge.load(settings_from_environment().kb_files)


def _found(name: str, knowledge: Knowledge) -> list[Entry]:
    country = knowledge.demonym(name)
    told = [*knowledge.lookup(name), knowledge.metonym(name), knowledge.country(country) if country else None]
    entries = [entry for entry in told if entry is not None] or list(knowledge.people_called(name))
    return list({entry.id: entry for entry in entries}.values())


def _row(entry: Entry, day: date | None, knowledge: Knowledge) -> dict[str, Any]:
    office = knowledge.office_at(entry, day) if day else None
    return {
        "id": entry.id,
        "name": entry.name,
        "type": entry.type.value,
        "country": entry.country,
        "sector": entry.sector.value if entry.sector else None,
        "role": office.role if office else None,
        "aliases": list(entry.aliases),
        "offices": [[o.role, _iso(o.since), _iso(o.until)] for o in entry.offices],
        "source": f"{entry.source} {entry.date}",
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _line(row: dict[str, Any]) -> str:
    head = " ".join(str(row[key]) for key in ("id", "name", "type", "country", "sector") if row[key])
    role = f"\n    that day: {row['role']}" if row["role"] else ""
    posts = "".join(f"\n    {title}: {since or '?'} to {until or 'now'}" for title, since, until in row["offices"])
    also = f"\n    also: {', '.join(row['aliases'])}" if row["aliases"] else ""
    return f"{head}{role}{also}{posts}"
