"""The page of flame graphs: what each process of the service does with its time."""

from __future__ import annotations

import shutil
import signal
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from stancewire.benchmarks import service_cost
from stancewire.benchmarks.contenders import Service
from stancewire.benchmarks.flame import Frame, drawing, frames
from stancewire.benchmarks.processes import tree
from stancewire.benchmarks.report import measured_on, write
from stancewire.benchmarks.texts import wire_articles
from stancewire.errors import UserError

HZ: Final = "200"

ABOUT: Final = """\
What the processes did while they worked through articles of about 800 words as wires send them, profile `fast`,
sampled by py-spy 200 times a second. Waiting is left out, and what every stack begins with. Callers stand above,
width is time; opened by itself, a drawing tells name and share of each frame where the pointer rests."""

ORDER: Final = ("coder", "enrich", "merge", "ingest")


def page(bootstrap: str, folder: Path, count: int, say: Callable[[str], None], command: str) -> None:
    """Sample, write the page and a drawing for each process. Raise UserError where py-spy is not there."""
    found = _sampled(bootstrap, count)
    say(f"samples: { {name: root.samples for name, root in found.items()} }")
    folder.mkdir(parents=True, exist_ok=True)
    parts = ["# Flame graphs", ABOUT]
    for name in ORDER:
        (folder / f"flame-{name}.svg").write_text(
            drawing(f"{name}: {count} articles", found[name]), encoding="utf-8"
        )
        parts += [f"## {name.title()}", f"![Flame graph of {name}](flame-{name}.svg)"]
    write(folder, "flames.md", (*parts, measured_on(command)))


def _sampled(bootstrap: str, count: int) -> dict[str, Frame]:
    articles = wire_articles(service_cost.WARM + count)
    with (
        tempfile.TemporaryDirectory() as path,
        service_cost.running(Service("flames", "fast"), bootstrap) as (track, children),
    ):
        track.run(articles[: service_cost.WARM])
        pids = {child.name.partition("-")[0]: child.pid for child in children}
        (coder,) = tree([pids["enrich"]]) - {pids["enrich"]}
        with _recording(Path(path), pids | {"coder": coder}):
            track.run(articles[service_cost.WARM :])
        return {name: frames((Path(path) / name).read_text(encoding="utf-8").splitlines()) for name in ORDER}


@contextmanager
def _recording(folder: Path, pids: Mapping[str, int]) -> Iterator[None]:
    sampler = shutil.which("py-spy")
    if sampler is None:
        raise UserError("py-spy is not on the PATH, which samples the processes; run: make bench ARGS=flames")
    running = [
        subprocess.Popen(  # noqa: S603  # the program that was found
            [sampler, "record", "-r", HZ, "-f", "raw", "-o", str(folder / name), "--pid", str(pid)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        for name, pid in pids.items()
    ]
    try:
        yield
    finally:
        for process in running:
            process.send_signal(signal.SIGINT)
        for process in running:
            process.wait()
