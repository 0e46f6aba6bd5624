"""`stancewire schemas`: write what is made from models and cards, or check that what is committed is current."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from stancewire.cli import metric_page
from stancewire.cli.register import register_command
from stancewire.errors import UserError
from stancewire.settings import Settings
from stancewire.stream.manifests import manifests
from stancewire_schemas import CARDS, export, topic_page
from stancewire_schemas.asyncapi import asyncapi_text
from stancewire_schemas.avro import avro_file, avro_text
from stancewire_schemas.compatibility import broken

app = typer.Typer(
    no_args_is_help=True,
    help="Schemas of all topics, and the pages made from the cards.\n\nExamples:\n\n"
    "  stancewire schemas export\n\n  stancewire schemas check\n\n  stancewire schemas release\n\n"
    "  stancewire schemas register --registry http://registry:8081 --dry-run",
)
app.command("register")(register_command)

Root = Annotated[Path, typer.Option("--root", help="The project's folder.", file_okay=False)]
HERE = Path()


@app.command("export")
def export_command(root: Root = HERE) -> None:
    """Write JSON Schema, Avro and AsyncAPI files and the pages; files that are current stay untouched."""
    written = export.export(_json_folder(root))
    for path, text in _stale(root):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        written.append(path)
    for path in written:
        typer.echo(path)
    typer.echo(f"{len(written)} written, the rest was current", err=True)


@app.command("check")
def check_command(root: Root = HERE) -> None:
    """Exit 1 when a file is absent or stale, belongs to no topic, or breaks readers of the last release."""
    if not _json_folder(root).is_dir():
        raise UserError(f"no folder {_json_folder(root)}: name the project's folder with --root")
    wrong = [f"not current: {path}" for path in export.differing(_json_folder(root))]
    wrong += [f"not current: {path}" for path, _ in _stale(root)]
    for line in wrong:
        typer.echo(line, err=True)
    if wrong:
        raise UserError("run `stancewire schemas export` and commit what it writes", exit_code=1)
    _demand_compatible(root)
    typer.echo("schemas are current, and compatible with the last release", err=True)


@app.command("release")
def release_command(root: Root = HERE) -> None:
    """Keep today's JSON Schemas as those of the last release; exit 1 when they break the ones kept before.

    A break on purpose is a new topic, `.v2`, beside the old one.
    """
    _demand_compatible(root)
    _released(root).mkdir(parents=True, exist_ok=True)
    for card in CARDS:
        shutil.copyfile(_json_folder(root) / export.schema_file(card), _released(root) / export.schema_file(card))


def _demand_compatible(root: Path) -> None:
    breaks = broken(_released(root))
    for line in breaks:
        typer.echo(line, err=True)
    if breaks:
        raise UserError("the schemas break those of the last release; make a new version of the topic", exit_code=1)


def _json_folder(root: Path) -> Path:
    return root / "schemas" / "json"


def _released(root: Path) -> Path:
    return root / "schemas" / "released"


def _stale(root: Path) -> Iterator[tuple[Path, str]]:
    for path, text in _texts(root):
        if not path.is_file() or path.read_text(encoding="utf-8") != text:
            yield path, text


def _texts(root: Path) -> Iterator[tuple[Path, str]]:
    for card in CARDS:
        yield root / "schemas" / "avro" / avro_file(card), avro_text(card)
    yield root / "schemas" / "asyncapi.json", asyncapi_text(root / "schemas" / "examples")
    yield root / "docs" / "topics.md", topic_page.page()
    yield root / "docs" / "metrics.md", metric_page.page()
    objects = manifests(Settings.model_construct(topic_prefix="news."), "kafka", 3)
    yield root / "deploy" / "kafka" / "strimzi.json", json.dumps(objects, indent=2) + "\n"
