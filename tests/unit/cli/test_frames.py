"""A user's own frames are checked by their examples, and code what they say."""

from __future__ import annotations

from pathlib import Path

import pytest

from stancewire.cli import run
from stancewire.enrich.coder import load_coder
from stancewire.errors import UserError
from stancewire.evaluate.gold import accepted_of

pytestmark = pytest.mark.model

FRAME = "own.hug\thug\tverb\tobj=*\tSUPPORT\tembrace\t050\tsubj\tobj\t-\t{}\tFrance\tMorocco\n"
COLUMNS = "# columns: id trigger pos needs type mode cameo actor recipient flags example ...\n"


def table(folder: Path, example: str) -> Path:
    path = folder / "own.tsv"
    path.write_text(COLUMNS + FRAME.format(example), encoding="utf-8")
    return path


def test_a_frame_that_codes_its_example_is_fine(tmp_path: Path) -> None:
    with pytest.raises(SystemExit) as ended:
        run(["frames", str(table(tmp_path, "France hugged Morocco on Monday."))])
    assert ended.value.code == 0


def test_a_frame_that_does_not_is_named_in_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(UserError, match="1 problem"):
        run(["frames", str(table(tmp_path, "Morocco hugged France."))])
    assert capsys.readouterr().out == "own.hug: its example is not coded so: Morocco hugged France.\n"


def test_own_frames_code_articles_and_count_in_the_fingerprint(tmp_path: Path) -> None:
    path = table(tmp_path, "France hugged Morocco on Monday.")
    plain, own = load_coder("fast"), load_coder("fast", frame_files=[path])
    row = {"id": "a", "text": "Kenya hugged Uganda on Friday."}
    assert plain.understand(accepted_of(row)).events == ()
    (event,) = own.understand(accepted_of(row)).events
    assert (event.type, event.mode) == ("SUPPORT", "embrace")
    assert plain.fingerprint != own.fingerprint
