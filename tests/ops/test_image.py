"""The image is built, and works without rights, without a network and on a disk that cannot be written.

It takes root, buildah, debootstrap and some ten minutes, so it waits until it is asked for: make image-test
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from ops import image_builder

pytestmark = [
    pytest.mark.timeout(3600),
    pytest.mark.skipif(
        "STANCEWIRE_TEST_IMAGE" not in os.environ or os.geteuid() != 0,
        reason="LEFT OUT: building the image takes root and ten minutes (make image-test)",
    ),
]

USER = "10001:10001"


@pytest.fixture(scope="module")
def image() -> str:
    return image_builder.build()


@pytest.fixture(scope="module")
def files(image: str) -> Iterator[Path]:
    with image_builder.unpacked(image) as folder:
        yield folder


def test_it_runs_as_nobody_else_and_says_where_it_answers(image: str) -> None:
    config = image_builder.config_of(image)
    assert (config["User"], config["Entrypoint"], config["StopSignal"]) == (USER, ["stancewire"], "SIGTERM")
    assert {"STANCEWIRE_HTTP_PORT=8080", "STANCEWIRE_STATE_DIR=/var/lib/stancewire"} <= set(config["Env"])


def test_only_its_state_belongs_to_its_user(files: Path) -> None:
    state = files / "var/lib/stancewire"
    assert (state.stat().st_uid, state.stat().st_gid) == (10001, 10001)
    assert [path for path in (files / "opt").rglob("*") if path.lstat().st_uid != 0][:3] == []


def test_what_builds_it_stays_behind(files: Path) -> None:
    assert not (files / "src").exists()
    assert not (files / "opt/build").exists()


def test_it_codes_an_article_with_its_own_models(files: Path) -> None:
    story = "France condemned the raid in Mali on Tuesday."
    done = image_builder.run_in(files, USER, ["stancewire", "code", "--published", "2026-03-10", "-"], story)
    assert done.returncode == 0, done.stderr
    assert [stance["polarity"] for stance in json.loads(done.stdout)["stances"]] == ["against"]


@pytest.mark.parametrize("command", ["worker ingest", "feed rss https://news.example/rss", "topics create"])
def test_without_a_broker_or_a_disk_it_says_so_in_a_line(files: Path, command: str) -> None:
    done = image_builder.run_in(files, USER, ["stancewire", *command.split()])
    assert done.returncode in {2, 3}, done.stderr
    assert len(done.stderr.splitlines()) == 1
