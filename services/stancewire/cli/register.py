"""`stancewire schemas register`: the schemas in a Confluent-compatible registry."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from stancewire.cli.environment import settings_from_environment
from stancewire.registry.connection import Registry
from stancewire.registry.registering import Report, State, compare, register
from stancewire.registry.subjects import Form, subjects


def register_command(
    registry: Annotated[
        str,
        typer.Option(
            "--registry",
            envvar="STANCEWIRE_REGISTRY_URL",
            metavar="URL",
            help="Where the registry is; of Apicurio the path /apis/ccompat/v7 below it.",
        ),
    ],
    *,
    form: Annotated[Form | None, typer.Option("--format", help="Only these; without it, both.")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only tell what is there and what would be.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a subject.")] = False,
) -> None:
    """Register all schemas: JSON under the topic's name and `-value`, Avro under the record's full name.

    Each subject is held to FORWARD, that of the raw topic to BACKWARD. A repeat changes nothing. With --dry-run the
    exit code is 1 where the registry would refuse a schema.

    Example: stancewire schemas register --registry http://registry:8081 --dry-run
    """
    there = Registry(registry)
    wanted = subjects(settings_from_environment(), tuple(Form) if form is None else (form,))
    refused = False
    for report in compare(there, wanted) if dry_run else register(there, wanted):
        typer.echo(_line(report, as_json=as_json))
        refused = refused or report.state == State.INCOMPATIBLE
    if refused:
        raise typer.Exit(1)


def _line(report: Report, *, as_json: bool) -> str:
    subject = report.subject
    if as_json:
        told = {"subject": subject.name, "format": subject.form, "state": report.state}
        return json.dumps(told | {"compatibility": subject.level, "is_held_to_it": report.has_level})
    held = "" if report.has_level else ", not held to it yet"
    return f"{report.state:12} {subject.name} ({subject.form}, {subject.level}{held})"
