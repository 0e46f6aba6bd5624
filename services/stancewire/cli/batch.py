"""What `code` and `merge` share: the flow of one process, progress, and error records."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from stancewire.cli.articles import Format, Line
from stancewire.cli.environment import settings_from_environment
from stancewire.enrich.coder import Coder, load_coder
from stancewire.errors import Reject, UserError
from stancewire.offline import Flow
from stancewire.settings import LimitSettings, Profile
from stancewire_schemas.codes import DeadReason

Files = Annotated[list[str] | None, typer.Argument(help="Articles; `-` or nothing is standard input.")]
Form = Annotated[
    Format | None, typer.Option("--format", help="text: one article a file; jsonl: one RawArticleV1 a line.")
]
Published = Annotated[
    str | None, typer.Option(help="When plain text was published, ISO 8601; relative dates are read from here.")
]
Publisher = Annotated[str | None, typer.Option(help="Who published plain text.")]
ProfileChoice = Annotated[
    Profile | None, typer.Option(help="fast: rules only; accurate: with the learned parts.", show_default=False)
]


def coder_of(profile: Profile | None) -> tuple[Coder, LimitSettings]:
    """Return the coder and limits that the environment and the call ask for; loading takes seconds."""
    settings = settings_from_environment()
    limits = settings.limits
    chosen = profile or settings.profile
    files = (settings.kb_files, settings.frame_files)
    return load_coder(chosen, *files, limits.text_chars, limits.sentence_tokens), limits


def flow_of(profile: Profile | None) -> Flow:
    """Return the flow of one process around that coder."""
    return Flow(*coder_of(profile))


def each(lines: Iterable[Line], work: Callable[[Line], None]) -> None:
    """Do the work on every line in order; a bad one gives an error record on stderr, and exit code 1 at the end."""
    bad = 0
    with progress() as advance:
        for line in lines:
            try:
                work(line)
            except Reject as reject:
                bad += 1
                report(line, reject)
            except UserError:
                raise
            except Exception as defect:  # noqa: BLE001  # one article that breaks the coder must not stop the rest
                bad += 1
                report(line, Reject(DeadReason.CODER_ERROR, type(defect).__name__))
            advance()
    if bad:
        raise typer.Exit(1)


def report(line: Line, reject: Reject) -> None:
    """Write one JSON line on stderr that says what is wrong, and never what the line holds."""
    told = {"source": line.source, "line": line.number, "reason": reject.reason.value, "error": reject.detail}
    sys.stderr.write(json.dumps(told, ensure_ascii=True) + "\n")


@contextmanager
def progress(total: int | None = None) -> Iterator[Callable[[], None]]:
    """Show a count on stderr where a person looks at it and the results go elsewhere; yield what moves it."""
    if not sys.stderr.isatty() or sys.stdout.isatty():
        yield lambda: None
        return
    columns = (TextColumn("coding"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("coding", total=total)
        yield lambda: bar.advance(task)
