"""THE COMMANDS AS A TABLE: name, where it is written, what it does, which extra it needs. Data only."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CommandRow:
    """One command. `target` is `module:name` of a typer.Typer or of a plain function that becomes a command."""

    name: str
    target: str
    summary: str
    extra: str


ROWS = (
    CommandRow("code", "stancewire.cli.code:app", "Articles in, enriched records out; no Kafka.", "nlp"),
    CommandRow("merge", "stancewire.cli.merge:app", "Articles in, merged events out; no Kafka.", "nlp"),
    CommandRow(
        "run", "stancewire.cli.run:app", "Try it all: broker, stages, sample feed, live view.", "worker,nlp,demo"
    ),
    CommandRow("worker", "stancewire.cli.worker:app", "Run one stage in the foreground.", "worker"),
    CommandRow("topics", "stancewire.cli.topics:app", "Create the topics, or check them.", "worker"),
    CommandRow("feed", "stancewire.cli.feed:app", "Send articles to the raw topic.", "worker"),
    CommandRow("tail", "stancewire.cli.tail:app", "Follow a topic as readable lines.", "worker"),
    CommandRow("dead", "stancewire.cli.dead:app", "List, show and replay dead letters.", "worker"),
    CommandRow(
        "schemas",
        "stancewire.cli.schemas:app",
        "Export, check or register the schemas.",
        "worker,contracts",
    ),
    CommandRow("kb", "stancewire.cli.kb:app", "Ask the knowledge base, or check a file for it.", "nlp"),
    CommandRow("export", "stancewire.cli.export:app", "Events as PLOVER, GDELT, ACLED or Parquet.", "nlp"),
    CommandRow("sink", "stancewire.cli.sink:app", "Events and stances as tables of a database.", "worker,sink"),
    CommandRow("frames", "stancewire.cli.frames:app", "Check your own tables of event frames.", "nlp"),
    CommandRow("stances", "stancewire.cli.stances:app", "Who stood where on whom or what, over time.", "worker"),
    CommandRow("eval", "stancewire.cli.eval:app", "Score a gold file.", "nlp"),
    CommandRow("bench", "stancewire.cli.bench:app", "Measure cost as ratios over the bare parser.", "worker,nlp"),
    CommandRow("config", "stancewire.cli.config:app", "Show the effective settings, secrets masked.", "worker"),
)
BY_NAME = {row.name: row for row in ROWS}
