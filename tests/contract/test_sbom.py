"""What a service is made of: the bill names all of it, and nothing in it binds whoever runs it to publish."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from importlib.metadata import PackageNotFoundError, files, metadata
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LOCK = ROOT / "requirements" / "service.lock"
PINNED = re.compile(r"^([A-Za-z0-9._-]+)==([^\s\\;]+)", re.MULTILINE)
COPYLEFT = re.compile(r"\b[AL]?GPL|GNU|Affero|SSPL|Commons Clause", re.IGNORECASE)


def locked() -> dict[str, str]:
    return dict(PINNED.findall(LOCK.read_text(encoding="utf-8")))


@pytest.fixture(scope="module")
def bill(tmp_path_factory: pytest.TempPathFactory) -> dict[str, object]:
    """What `make sbom` writes."""
    made = tmp_path_factory.mktemp("sbom") / "sbom.json"
    order = next(
        line for line in (ROOT / "Makefile").read_text(encoding="utf-8").splitlines() if "cyclonedx" in line
    )
    words = order.strip().replace("$(BIN)", str(Path(sys.executable).parent)).replace("build/sbom.json", str(made))
    subprocess.run(words.split(), cwd=ROOT, check=True, capture_output=True)
    told: dict[str, object] = json.loads(made.read_text(encoding="utf-8"))
    return told


def test_the_bill_names_every_locked_package_with_its_version_and_hash(bill: dict[str, object]) -> None:
    components = bill["components"]
    assert isinstance(components, list)
    assert {one["name"]: one["version"] for one in components} == locked()
    assert all(one["externalReferences"][0]["hashes"] for one in components)


def test_the_bill_is_one_of_this_service_in_the_open_format(bill: dict[str, object]) -> None:
    described = bill["metadata"]
    assert isinstance(described, dict)
    assert (bill["bomFormat"], described["component"]["name"]) == ("CycloneDX", "stancewire")
    assert described["component"]["licenses"]


def licence_of(name: str) -> str:
    """Return what a package says of its licence: expression, field, classifiers, or its model's own card."""
    told = metadata(name).json
    # Some put the whole text into the field, footnotes about other licences and all: its first line names nothing.
    field = str(told.get("license_expression") or told.get("license") or "")
    said = ["" if "\n" in field else field, *told.get("classifier", [])]
    cards = [path for path in files(name) or () if path.name == "meta.json"]
    said += [str(json.loads(card.read_text()).get("license", "")) for card in cards]
    return " ".join(line for line in said if line and ("::" not in line or line.startswith("License")))


@pytest.mark.parametrize("name", sorted(locked()))
def test_what_ships_has_a_licence_that_binds_nobody_to_publish(name: str) -> None:
    try:
        said = licence_of(name)
    except PackageNotFoundError:
        pytest.skip("LEFT OUT: not needed on this platform")
    assert said, "no licence is told"
    assert not binds(said), said


def binds(said: str) -> bool:
    """Tell whether every licence that is offered binds; where one may choose, NOTICE says which is chosen."""
    return all(COPYLEFT.search(choice) for choice in said.split(" OR "))


def test_a_choice_binds_only_if_each_of_it_does() -> None:
    assert binds("GPL-2.0-only")
    assert binds("GPL-2.0-only OR LGPL-2.1-or-later")
    assert binds("MIT AND GPL-3.0-only")
    assert not binds("MPL-1.1 OR GPL-2.0-only OR LGPL-2.1-or-later")
