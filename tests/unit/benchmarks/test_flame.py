"""A flame graph tells each function's share of what was not waiting."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

from stancewire.benchmarks.flame import drawing, frames

FOLDED = [
    "main (stancewire/cli.py:3);step (stancewire/merge/step.py:10);encode (json/encoder.py:5) 30",
    "main (stancewire/cli.py:3);step (stancewire/merge/step.py:12) 20",
    "main (stancewire/cli.py:3);poll (aiokafka/client.py:7) 49",
    "main (stancewire/cli.py:3);rare (other.py:7) 1",
    "main (stancewire/cli.py:3);EpollSelector.select (selectors.py:468) 500",
    "Thread._bootstrap (threading.py:1);_watch_parent (stancewire/stream/child.py:9) 500",
]


def test_lines_of_one_function_are_one_frame_and_waiting_is_none() -> None:
    root = frames(FOLDED)
    (main,) = root.calls.values()
    assert (root.samples, main.samples) == (100, 100)
    assert {name: frame.samples for name, frame in main.calls.items()} == {
        "step (stancewire/merge/step.py)": 50,
        "poll (aiokafka/client.py)": 49,
        "rare (other.py)": 1,
    }


def test_what_faust_fetches_with_counts_though_it_is_a_thread_beside() -> None:
    root = frames(["Thread._bootstrap (threading.py:1);WorkerThread.run (mode/threads.py:62);read (socket.py:1) 4"])
    assert root.samples == 4


def test_the_drawing_names_each_frame_with_its_share_and_leaves_the_trunk_out() -> None:
    told = re.findall("<title>(.*?)</title>", drawing("merge", frames(FOLDED)))
    assert told == [
        "step (stancewire/merge/step.py): 50.0%",
        "encode (json/encoder.py): 30.0%",
        "poll (aiokafka/client.py): 49.0%",
        "rare (other.py): 1.0%",
    ]


def test_the_drawing_is_well_formed_whatever_functions_are_called() -> None:
    svg = drawing("a < b", frames(["outer (a.py:1);<lambda> (b&c.py:2) 3", "outer (a.py:1);<listcomp> (d.py:2) 3"]))
    assert ET.fromstring(svg).tag.endswith("svg")  # noqa: S314  # our own
