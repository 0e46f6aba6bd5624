"""Events by type and by status: what each row adds, and the intervals around it."""

from __future__ import annotations

from stancewire.evaluate.breakdown import Matched, by_status, by_type
from stancewire.evaluate.gold import Row


def event(kind: str, status: str = "asserted") -> Row:
    return {"plover": kind, "status": status}


def test_each_wanted_type_has_its_own_measures_and_they_are_averaged_plainly() -> None:
    hit, miss, false = event("AID"), event("AGREE"), event("AID")
    report = by_type([Matched([hit], [hit], [(hit, hit)]), Matched([miss], [false], [])])
    assert (report["type.AID.precision"], report["type.AID.recall"], report["type.AID.f1"]) == (0.5, 1.0, 0.667)
    assert (report["type.AGREE.f1"], report["type.AGREE.gold"]) == (0.0, 1)
    assert report["type.macro_f1"] == 0.333
    assert not [name for name in report if "REJECT" in name]


def test_a_status_is_judged_on_the_events_that_were_found() -> None:
    told, denied, missed = event("AID"), event("AID", "negated"), event("AID", "negated")
    pairs = [(told, told), (denied, event("AID"))]
    report = by_status([Matched([told, denied, missed], [told, denied], pairs)])
    assert (report["status.asserted.precision"], report["status.asserted.recall"]) == (0.5, 1.0)
    assert (report["status.negated.recall"], report["status.negated.found"]) == (0.0, 0.5)
    assert (report["status.negated.gold"], report["status.asserted.gold"]) == (2, 1)


def test_the_interval_of_rows_that_are_all_right_has_no_width_and_of_mixed_rows_it_has() -> None:
    hit, miss = event("AID"), event("AID")
    right, wrong = Matched([hit], [hit], [(hit, hit)]), Matched([miss], [], [])
    sure = by_type([right] * 8)
    assert (sure["type.AID.f1.low95"], sure["type.AID.f1.high95"]) == (1.0, 1.0)
    mixed = by_type([right, wrong] * 4)
    assert mixed["type.AID.f1.low95"] < mixed["type.AID.f1"] < mixed["type.AID.f1.high95"]


def test_no_rows_give_no_types() -> None:
    assert by_type([])["type.macro_f1"] == 0.0
