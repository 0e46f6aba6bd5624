"""The live view: rates, lag and outcomes on top, the newest events and stances below, dead letters at the foot."""

from __future__ import annotations

import io
import re
import time
from pathlib import Path
from typing import Self

from rich.console import Console, RenderableType
from rich.layout import Layout
from rich.live import Live
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from stancewire.console.colour import coloured
from stancewire.console.session import Moment, View
from stancewire.console.watch import StageState, Watch
from stancewire.core.messages import Outcome
from stancewire_schemas import topics

REPAINT_S = 0.25
TOP = 6
"""Lines of the upper panel: its border, its heading and three stages."""


class LiveView:
    """Paints a moment on the whole screen, some times a second."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._live = Live(console=console, screen=True, auto_refresh=False)
        self._painted = 0.0

    def __enter__(self) -> Self:
        self._live.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._live.stop()

    def say(self, text: str) -> None:
        """Show the line alone, while there is nothing else to show."""
        self._live.update(Text(text), refresh=True)

    def show(self, moment: Moment) -> None:
        """Paint, but not more often than an eye can follow."""
        if time.monotonic() - self._painted >= REPAINT_S:
            self._painted = time.monotonic()
            self._live.update(picture(moment, self._console.height), refresh=True)

    def close(self, moment: Moment) -> None:
        """Paint the last moment."""
        self._live.update(picture(moment, self._console.height), refresh=True)


class WithPicture:
    """Another view, and the last moment written as SVG."""

    def __init__(self, view: View, path: Path) -> None:
        self._view = view
        self._path = path
        self.say = view.say
        self.show = view.show

    def close(self, moment: Moment) -> None:
        """Write the picture, then close the other view."""
        save_picture(moment, self._path)
        self._view.close(moment)


def picture(moment: Moment, height: int) -> RenderableType:
    """Return the whole view for a screen of so many lines."""
    room = max(4, height - TOP - 6)
    events, stances = room * 5 // 10, room * 3 // 10
    layout = Layout()
    layout.split_column(
        Layout(_top(moment), size=TOP),
        Layout(_newest(moment.watch, "newest events", topics.EVENT.name, events), ratio=5),
        Layout(_newest(moment.watch, "newest stances", topics.STANCE.name, stances), ratio=3),
        Layout(_newest(moment.watch, "dead letters", topics.DEAD.name, room - events - stances), ratio=2),
    )
    return layout


def save_picture(moment: Moment, path: Path, width: int = 132, height: int = 40) -> None:
    """Write the view as an SVG file that fetches nothing when it is shown."""
    console = Console(record=True, width=width, height=height, file=io.StringIO(), force_terminal=True)
    console.print(picture(moment, height), height=height)
    path.write_text(_without_remote_fonts(console.export_svg(title="stancewire run")), encoding="utf-8")


def _top(moment: Moment) -> Panel:
    watch = moment.watch
    table = Table(box=None, expand=True, pad_edge=False)
    for name in ("stage", "lag", "in flight", *Outcome):
        table.add_column(str(name), justify="left" if name == "stage" else "right")
    for name, state in watch.stages.items():
        table.add_row(*_stage_row(name, state))
    where = f"embedded broker on {moment.address}, memory only" if moment.is_embedded else moment.address
    title = f"stancewire on {where}"
    return Panel(table, title=Text(title), subtitle=Text(_pulse(moment)), border_style="blue")


def _stage_row(name: str, state: StageState) -> list[Text]:
    if state.numbers is None:
        return [Text(name), Text(str(state.lag)), Text("starting", style="yellow")]
    numbers = state.numbers
    outcomes = [Text(str(numbers.outcomes.get(outcome, 0))) for outcome in Outcome]
    busy = Text(str(numbers.in_flight)) if numbers.ready else Text("not ready", style="yellow")
    return [Text(name), Text(str(state.lag), style="yellow" if state.lag else "green"), busy, *outcomes]


def _pulse(moment: Moment) -> str:
    watch = moment.watch
    first = "no event yet" if watch.first_event_s is None else f"first event after {watch.first_event_s:.1f} s"
    return (
        f"{watch.articles_per_second():.1f} articles/s · fed {moment.feeder.fed} · "
        f"{len(watch.tally.events)} events · {len(watch.tally.stances)} stances · {first} · Ctrl-C stops"
    )


def _newest(watch: Watch, title: str, topic: str, lines: int) -> Panel:
    newest = watch.tally.newest[topic].last(max(1, lines))
    text = Text("\n").join(coloured(line) for line in newest)
    text.no_wrap, text.overflow = True, "ellipsis"
    return Panel(text, title=Text(title), title_align="left", border_style="dim")


def _without_remote_fonts(svg: str) -> str:
    return re.sub(r"@font-face \{[^}]*\}|<!--[^>]*-->", "", svg)
