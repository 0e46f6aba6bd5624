"""`stancewire stances`: who stood where on whom or what, over time, out of coded records or the topic."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated, Final

import typer
from pydantic import ValidationError

from stancewire.cli.environment import settings_from_environment
from stancewire.console.stance_lines import Period, Wanted, chart, latest, table
from stancewire.enrich.manifest import Manifest
from stancewire.errors import UserError, reason_of
from stancewire_schemas import EnrichedArticleV1, StanceV1

app = typer.Typer(add_completion=False)
POLL_S: Final = 0.5
_STANCE_TOPIC: Final = "stance.v1"

HELP = (
    "Show who stood where on whom or what, over time: a table and a small chart.\n\n"
    "Stances without a holder are the publication's own; of one id the latest version counts.\n\n"
    "Examples:\n\n"
    "  stancewire code story.txt | stancewire stances --holder maduro\n\n"
    "  stancewire stances coded.jsonl --target 'united states' --by month\n\n"
    "  stancewire stances --topic --holder wd:Q30 --json"
)


@app.command(help=HELP)
def stances(
    files: Annotated[
        list[str] | None, typer.Argument(help="Coded articles or stances, one a line; `-` or nothing is stdin.")
    ] = None,
    *,
    holder: Annotated[str | None, typer.Option(help="Part of the holder's name, or an id.")] = None,
    target: Annotated[str | None, typer.Option(help="Part of the target's name or of the claim, or an id.")] = None,
    by: Annotated[Period, typer.Option(help="What one row of the chart covers.")] = Period.MONTH,
    topic: Annotated[
        bool, typer.Option("--topic", help="Read the stance topic from its start to its end.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="The stances as StanceV1 lines, no table.")] = False,
) -> None:
    """Show who stood where on whom or what, over time: a table and a small chart."""
    told = _from_topic() if topic else _from_files(files or ["-"])
    wanted = Wanted(holder, target)
    found = [stance for stance in latest(told) if wanted.takes(stance)]
    for line in [stance.to_bytes().decode() for stance in found] if as_json else _page(found, by):
        typer.echo(line)


def _page(found: list[StanceV1], by: Period) -> list[str]:
    if not found:
        return ["no such stance"]
    return [*table(found), "", *chart(found, by)]


def _from_files(files: Iterable[str]) -> Iterator[StanceV1]:
    for name in files:
        for number, line in enumerate(_lines(name), 1):
            if line.strip():
                yield from _stances_of(line, f"{name}:{number}")


def _lines(name: str) -> Iterable[str]:
    if name == "-":
        return sys.stdin
    try:
        return Path(name).read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as refused:
        raise UserError(f"{name}: {reason_of(refused)}") from None


def _stances_of(line: str, place: str) -> list[StanceV1]:
    """Return the stances of a line, which is a coded article or a stance. Raise UserError for anything else."""
    try:
        return _of_article(EnrichedArticleV1.from_bytes(line.encode()))
    except ValidationError:
        pass
    try:
        return [StanceV1.from_bytes(line.encode())]
    except ValidationError:
        raise UserError(f"{place}: neither a coded article nor a stance", exit_code=1) from None


def _of_article(article: EnrichedArticleV1) -> list[StanceV1]:
    manifest = Manifest(article)
    return [manifest.stance(tag) for tag in article.stances]


def _from_topic() -> Iterator[StanceV1]:
    # Help must not wait for the client library.
    from stancewire.console.reader import open_reader  # noqa: PLC0415

    with open_reader(settings_from_environment(), [_STANCE_TOPIC], from_start=True) as reader:
        while True:
            values = [message.value for message in reader.poll(POLL_S)]
            yield from (StanceV1.from_bytes(value) for value in values if value is not None)
            if not values and reader.caught_up():
                return
