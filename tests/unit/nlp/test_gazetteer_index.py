"""The compiled gazetteer: written once, opened at once, and not needed where nothing may be written."""

from __future__ import annotations

import time
from pathlib import Path

from stancewire.nlp.gazetteer import Gazetteer
from stancewire.nlp.gazetteer_index import open_index


def test_it_is_compiled_once_and_then_opened_in_no_time(tmp_path: Path) -> None:
    Gazetteer(open_index(tmp_path))
    (written,) = tmp_path.glob("gazetteer-*.sqlite")
    made = written.stat().st_mtime_ns
    before = time.process_time()
    again = Gazetteer(open_index(tmp_path))
    assert time.process_time() - before < 0.2
    assert again.candidates("Caracas")[0].geonames_id == 3646738
    assert [(p, p.stat().st_mtime_ns) for p in tmp_path.iterdir()] == [(written, made)]


def test_an_outdated_file_makes_room(tmp_path: Path) -> None:
    outdated = tmp_path / "gazetteer-0123456789abcdef.sqlite"
    outdated.write_bytes(b"old")
    open_index(tmp_path)
    assert not outdated.exists()


def test_where_nothing_may_be_written_it_is_compiled_in_memory(tmp_path: Path) -> None:
    no_folder = tmp_path / "file"
    no_folder.write_text("in the way")
    gazetteer = Gazetteer(open_index(no_folder))
    assert gazetteer.candidates("Caracas") == Gazetteer(open_index(tmp_path)).candidates("Caracas")
    assert no_folder.read_text() == "in the way"
