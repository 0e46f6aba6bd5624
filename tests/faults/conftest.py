"""The fault matrix: a broker, topics of its own for every fault, and the table at the end."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from pathlib import Path

import pytest
from faults.plant import Plant
from faults.table import Notes, Table
from kafka_workers import Cluster


def pytest_configure(config: pytest.Config) -> None:
    config.pluginmanager.register(Table(config.rootpath / ".cache" / "faults.md"), "fault-table")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Function, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Show what the workers last said beside a failure."""
    report = yield
    if report.failed and call.when == "call":
        plants = [value for value in item.funcargs.values() if isinstance(value, Plant)]
        report.sections += [("workers", plant.last_words()) for plant in plants]
    return report


@pytest.fixture
def table(request: pytest.FixtureRequest) -> Notes:
    return Notes(request.node.user_properties)


@pytest.fixture
def plant(cluster: Cluster, tmp_path: Path) -> Iterator[Plant]:
    with Plant(cluster, tmp_path) as made:
        yield made
