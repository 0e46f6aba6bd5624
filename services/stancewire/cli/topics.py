"""`stancewire topics create|check|acls|manifests`."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from stancewire.cli.environment import settings_from_environment
from stancewire.stream.acls import of_feed, of_replay, of_sink, of_stage
from stancewire.stream.admin import TopicReport, check_topics, create_topics
from stancewire.stream.manifests import manifests
from stancewire.topology import STAGES

app = typer.Typer(no_args_is_help=True, add_completion=False)

AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON object a topic.")]

STYLES = {"created": "green", "exists": "dim", "matches": "green", "missing": "red", "differs": "yellow"}


@app.callback()
def topics() -> None:
    """Create the topics, or compare them with their contracts."""


@app.command()
def create(as_json: AsJson = False) -> None:
    """Create the topics that are missing; what exists stays as it is. May be repeated.

    Example: STANCEWIRE_BOOTSTRAP_SERVERS=kafka:9092 stancewire topics create
    """
    _show(create_topics(settings_from_environment()), as_json=as_json)


@app.command()
def check(as_json: AsJson = False) -> None:
    """Compare partitions and configuration with the contracts; exit code 1 where a topic differs.

    Example: stancewire topics check --json
    """
    reports = check_topics(settings_from_environment())
    _show(reports, as_json=as_json)
    if any(report.differences for report in reports):
        raise typer.Exit(1)


@app.command()
def acls(as_json: AsJson = False) -> None:
    """Print the least that the broker must allow each stage, `feed`, `dead replay` and `sink`.

    Asks no broker. Example: stancewire topics acls --json
    """
    settings = settings_from_environment()
    needed = {name: of_stage(settings, row) for name, row in STAGES.items()}
    needed |= {"feed": of_feed(settings), "replay": of_replay(settings), "sink": of_sink(settings)}
    lines = [
        {"who": who, **asdict(permission)} for who, permissions in needed.items() for permission in permissions
    ]
    if as_json:
        for line in lines:
            typer.echo(json.dumps(line))
        return
    table = Table("who", "resource", "name", "operations", box=None)
    for line in lines:
        table.add_row(line["who"], line["resource"], line["name"], ", ".join(line["operations"]))
    Console().print(table)


@app.command("manifests")
def manifests_command(
    cluster: Annotated[str, typer.Option(help="Name of the Kafka object that the operator runs.")] = "kafka",
    replicas: Annotated[int, typer.Option(min=1, help="Replicas of each topic.")] = 3,
) -> None:
    """Print topics and rights as objects of the Strimzi operator, for kubectl apply. Asks no broker.

    Example: stancewire topics manifests --cluster kafka | kubectl apply -f -
    """
    typer.echo(json.dumps(manifests(settings_from_environment(), cluster, replicas), indent=2))


def _show(reports: list[TopicReport], *, as_json: bool) -> None:
    if as_json:
        for report in reports:
            typer.echo(json.dumps(asdict(report)))
        return
    table = Table("topic", "partitions", "state", "differences", box=None)
    for report in reports:
        style = STYLES[report.state]
        table.add_row(
            report.topic, str(report.partitions), f"[{style}]{report.state}[/]", "; ".join(report.differences)
        )
    Console().print(table)
