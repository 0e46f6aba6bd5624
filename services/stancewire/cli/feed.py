"""`stancewire feed`: send articles to the raw topic, from files, feeds, archives, lists and folders."""

from __future__ import annotations

from typing import Any

import typer
from typer.core import TyperGroup

from stancewire.cli.feed_archives import feed_folder, feed_warc
from stancewire.cli.feed_file import feed_files
from stancewire.cli.feed_web import feed_list, feed_rss

DEFAULT = "file"

HELP = (
    "Send articles to the raw topic and wait until the broker has each.\n\n"
    "Without one of the commands below, the arguments are files of articles: `stancewire feed file --help`.\n\n"
    "Examples:\n\n"
    "  stancewire feed stories.jsonl\n\n"
    "  stancewire feed rss https://news.example/rss --every 10 --contact desk@example.org\n\n"
    "  stancewire feed warc CC-NEWS-20260301.warc.gz\n\n"
    "  stancewire feed list gdelt.mentions.csv\n\n"
    "  stancewire feed folder archive/"
)


class FilesByDefault(TyperGroup):
    """A group in which what names no command is the call of the default one: files and their options."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Return what is left to the command; the default one is named where the call names none."""
        is_named = bool(args) and (args[0] in self.commands or args[0] == "--help")
        return super().parse_args(ctx, args if is_named else [DEFAULT, *args])


app = typer.Typer(cls=FilesByDefault, add_completion=False, help=HELP)
app.command(DEFAULT)(feed_files)
app.command("rss")(feed_rss)
app.command("list")(feed_list)
app.command("warc")(feed_warc)
app.command("folder")(feed_folder)
