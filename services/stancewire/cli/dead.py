"""`stancewire dead`: look at the messages that no stage could process."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import ExitStack
from itertools import islice
from typing import Annotated

import typer

from stancewire.cli.environment import settings_from_environment
from stancewire.console.lines import dead_line
from stancewire.console.reader import open_reader
from stancewire.core.messages import Message
from stancewire.errors import UserError
from stancewire.replay.letters import Letter, LetterFilter, article_in, as_json, describe, read_letter
from stancewire.replay.plan import Original, Verdict, again, is_same, is_whole, judge, mark_of, original_of
from stancewire.replay.resend import fetch, open_resender
from stancewire.settings import Settings
from stancewire.topology import STAGES
from stancewire_schemas import ArticleIndexV1, topics
from stancewire_schemas.codes import DeadReason

POLL_S = 0.2

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    help="Messages that no stage could process, with their original bytes and a reason.\n\nExamples:\n\n"
    "  stancewire dead list --reason schema\n\n  stancewire dead show 12\n\n"
    "  stancewire dead show 12 --article | stancewire code - --pretty\n\n"
    "  stancewire dead replay --reason timeout --send",
)

Reason = Annotated[str | None, typer.Option(help=f"Only this reason: {', '.join(DeadReason)}.")]
StageName = Annotated[str | None, typer.Option("--stage", help=f"Only from this stage: {', '.join(STAGES)}.")]
Limit = Annotated[int | None, typer.Option(min=1, help="At most so many, oldest first.")]
AsJson = Annotated[bool, typer.Option("--json", help="One JSON object a line; bytes as base64.")]


@app.command("list")
def list_letters(
    reason: Reason = None, stage: StageName = None, limit: Limit = None, in_json: AsJson = False
) -> None:
    """One line a letter: number, stage, reason, key, place, error."""
    for letter in islice(letters(chosen(reason, stage)), limit):
        typer.echo(_json(letter) if in_json else f"{letter.number} {dead_line(letter.record)}")


@app.command("show")
def show_letters(
    number: Annotated[int | None, typer.Argument(min=0, help="The letter's number, as `list` tells it.")] = None,
    *,
    reason: Reason = None,
    stage: StageName = None,
    limit: Limit = None,
    in_json: AsJson = False,
    only_article: Annotated[
        bool, typer.Option("--article", help="The article alone: pipe it to `stancewire code -`.")
    ] = False,
) -> None:
    """All of a letter: where it stood, why it is dead, headers, original bytes as text or hex."""
    shown = 0
    for letter in islice(letters(chosen(reason, stage, number)), limit):
        if only_article:
            typer.echo(article_in(letter))
        else:
            typer.echo(_json(letter) if in_json else describe(letter) + "\n")
        shown += 1
    if number is not None and not shown:
        raise UserError(f"no dead letter {number}", exit_code=1)


@app.command("replay")
def replay_letters(
    number: Annotated[int | None, typer.Argument(min=0, help="The letter's number, as `list` tells it.")] = None,
    *,
    reason: Reason = None,
    stage: StageName = None,
    limit: Limit = None,
    rate: Annotated[float, typer.Option(min=0.1, help="At most so many a second.")] = 20.0,
    send: Annotated[bool, typer.Option("--send", help="Do it; without, only tell what would be done.")] = False,
    repeat: Annotated[bool, typer.Option("--repeat", help="Also those that were sent again before.")] = False,
    in_json: AsJson = False,
) -> None:
    """Send originals again to where they stood; without --send only tell what would be done.

    Key, value and headers stay as they were, with a header `stancewire-replay` beside them. A letter is sent once:
    a mark in the dead-letter topic remembers it. What was erased since, or replaced by a newer text, stays dead.

    Example: stancewire dead replay --stage enrich --reason timeout --send
    """
    wanted = chosen(reason, stage, number)
    settings = settings_from_environment()
    with ExitStack() as stack:
        resender = stack.enter_context(open_resender(settings, rate)) if send else None
        for letter, verdict, original in islice(judged(settings, wanted, repeat=repeat), limit):
            if resender is not None and verdict == Verdict.SEND and original is not None:
                resender.send(letter, again(letter, original))
            typer.echo(_told(letter, verdict, sent=send and verdict == Verdict.SEND, in_json=in_json))


def judged(
    settings: Settings, wanted: LetterFilter, *, repeat: bool
) -> Iterator[tuple[Letter, Verdict, Original | None]]:
    """Yield each letter that is meant with what is to be done with it, and its original where there is one."""
    found, done = read_all(settings)
    index = read_index(settings) if found else {}
    for letter in filter(wanted.takes, found):
        original = original_of(letter) if is_whole(letter) else fetch(settings, letter)
        if not is_whole(letter) and not is_same(letter, original):
            original = None
        yield letter, judge(letter, original, index, () if repeat else done, settings.topic_prefix), original


def read_all(settings: Settings) -> tuple[list[Letter], set[int]]:
    """Return all letters, oldest first, and the numbers of those that were sent again."""
    found: list[Letter] = []
    done: set[int] = set()
    for message in standing(settings, topics.DEAD.name):
        mark, letter = mark_of(message), read_letter(message)
        if mark is not None:
            done.add(mark)
        elif letter is not None:
            found.append(letter)
    return found, done


def read_index(settings: Settings) -> dict[str, ArticleIndexV1]:
    """Return what ingest knows now, by article id."""
    records = (message for message in standing(settings, topics.INDEX.name) if message.value)
    return {index.id: index for index in (ArticleIndexV1.from_bytes(record.value or b"") for record in records)}


def standing(settings: Settings, topic: str) -> Iterator[Message]:
    """Yield the messages that stand in a topic now."""
    with open_reader(settings, [topic], from_start=True) as reader:
        while True:
            yield from reader.poll(POLL_S)
            if reader.caught_up():
                return


def _told(letter: Letter, verdict: Verdict, *, sent: bool, in_json: bool) -> str:
    word = "sent" if sent else verdict.value
    if in_json:
        record = letter.record
        place = {"topic": record.topic, "partition": record.partition, "offset": record.offset}
        return json.dumps({"number": letter.number, "verdict": word, "reason": record.reason, **place})
    return f"{letter.number} {word}: {dead_line(letter.record)}"


def letters(wanted: LetterFilter) -> Iterator[Letter]:
    """Yield the letters that stand in the topic now, oldest first."""
    for message in standing(settings_from_environment(), topics.DEAD.name):
        letter = read_letter(message)
        if letter is not None and wanted.takes(letter):
            yield letter


def chosen(reason: str | None, stage: str | None, number: int | None = None) -> LetterFilter:
    """Return the filter. Raise UserError for a reason or stage that does not exist."""
    if reason is not None and reason not in set(DeadReason):
        raise UserError(f"no reason {reason!r}; known are {', '.join(DeadReason)}")
    if stage is not None and stage not in STAGES:
        raise UserError(f"no stage {stage!r}; known are {', '.join(STAGES)}")
    return LetterFilter(reason, stage, number)


def _json(letter: Letter) -> str:
    return json.dumps(as_json(letter), ensure_ascii=False)
