"""`stancewire code`: articles in, one EnrichedArticleV1 a line out."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from stancewire.cli.articles import Given, Line, moment, present, read_lines
from stancewire.cli.batch import Files, Form, ProfileChoice, Published, Publisher, each, flow_of
from stancewire.console.lines import enriched_line, event_line, stance_line
from stancewire.enrich.manifest import Manifest
from stancewire.errors import UserError
from stancewire_schemas import EnrichedArticleV1, RawArticleV1

app = typer.Typer(add_completion=False)

EXCERPT_CHARS = 200


@app.command()
def code(
    files: Files = None,
    *,
    form: Form = None,
    published: Published = None,
    publisher: Publisher = None,
    profile: ProfileChoice = None,
    pretty: Annotated[bool, typer.Option("--pretty", help="Readable lines in the place of JSON.")] = False,
    html: Annotated[
        Path | None, typer.Option(metavar="OUT", help="Also write a page that shows the articles with highlights.")
    ] = None,
) -> None:
    """Code articles without Kafka: one enriched record a line, in the order of the input.

    A bad line gives an error record on stderr and exit code 1 at the end.

    For example:

      stancewire code story.txt --published 2025-09-21

      stancewire code page.html --pretty

      zcat news.jsonl.gz | stancewire code > coded.jsonl

      stancewire code story.txt --published 2025-09-21 --html story.html
    """
    given = Given(moment(published) if published else None, publisher)
    named = present(files)
    if html is not None:
        _demand_place(html)
    flow = flow_of(profile)
    shown: list[tuple[str, EnrichedArticleV1]] = []

    def work(line: Line) -> None:
        record = flow.code(None, line.value)
        if record is not None:
            sys.stdout.write(_readable(record, line) if pretty else record.to_bytes().decode() + "\n")
            sys.stdout.flush()
            if html is not None:
                shown.append((RawArticleV1.from_bytes(line.value).text, record))

    try:
        each(read_lines(named, form, given), work)
    finally:
        if html is not None:
            _write_page(html, shown)


def _demand_place(path: Path) -> None:
    # Said before the articles are coded: that may take hours.
    if path.is_dir() or not path.absolute().parent.is_dir():
        raise UserError(f"--html {path}: {'is a directory' if path.is_dir() else 'no such folder'}")


def _write_page(path: Path, shown: list[tuple[str, EnrichedArticleV1]]) -> None:
    # Most calls want no page; the template engine is theirs alone who do.
    from stancewire.console.page import page  # noqa: PLC0415  # as said above

    try:
        path.write_text(page(shown), encoding="utf-8")
    except OSError as refused:
        raise UserError(f"--html {path}: {refused.strerror}") from None


def _readable(record: EnrichedArticleV1, line: Line) -> str:
    """Return a heading, then a line for each event and each stance."""
    text, manifest = RawArticleV1.from_bytes(line.value).text, Manifest(record)
    mentions = [manifest.mention(tag, text, EXCERPT_CHARS) for tag in record.events]
    told = [
        enriched_line(record),
        *(event_line(m, m.evidence, m.triggers) for m in mentions),
        *(stance_line(manifest.stance(tag)) for tag in record.stances),
    ]
    return "\n  ".join(told) + "\n"
