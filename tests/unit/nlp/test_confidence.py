"""How the rules' products become shares, and what is too unsure to be said."""

from __future__ import annotations

from stance_reading import Understand

from stancewire.nlp.confidence import FAMILIES, FITTED, Scale, family_of, is_the_encoders, settle

EVEN = Scale(slope=1.0)


def test_an_even_scale_changes_nothing(told: Understand) -> None:
    document = told("Poland criticised Hungary.").document
    before = [stance.confidence for stance in document.stances]
    settle(document, EVEN)
    assert [stance.confidence for stance in document.stances] == before


def test_the_order_of_stances_of_one_family_stays(told: Understand) -> None:
    document = told("Poland criticised Hungary. Perhaps a minister of Chad wanted talks.").document
    surest, least = sorted(document.stances, key=lambda stance: -stance.confidence)
    scale = Scale(slope=2.0, cue=0.5, encoder=1.0)
    assert scale.share(surest) > scale.share(least)


def test_what_is_below_the_least_is_not_said(told: Understand) -> None:
    document = told("Poland criticised Hungary.").document
    settle(document, Scale(slope=1.0, cue=-9.0, encoder=1.0, least=0.5))
    assert document.stances == []


def test_each_family_takes_its_own_shift() -> None:
    rules = (
        "v.urge",
        "v.say+e.cruel.adj",
        "direct:right+duty",
        "direct:right+appeal+v.end",
        "direct:right+encoder:0.9",
    )
    families = ["spoken_cue", "judgement", "appeal", "appeal", "encoder"]
    assert [FAMILIES[family_of(rule, spoken=True)] for rule in rules] == families
    assert [FAMILIES[family_of(rule, spoken=False)] for rule in ("v.urge", "l.so-called.adj")] == ["cue", "cue"]


def test_speech_that_only_points_to_its_target_is_less_sure(told: Understand) -> None:
    named = told('Poland left. "The levy is cruel," Maria Polk said.').document.stances[0]
    pointed = told('The levy hit farmers.\n"It is cruel," Maria Polk said.').document.stances[0]
    scale = Scale(slope=1.0, pointed=-1.0)
    assert scale.share(named) == EVEN.share(named)
    assert scale.share(pointed) < EVEN.share(pointed)


def test_only_what_no_rule_judges_is_the_encoders_alone() -> None:
    assert is_the_encoders("direct:right+encoder:0.91")
    assert not any(map(is_the_encoders, ("v.say+e.cruel.adj+encoder:0.91", "l.regime.nou+encoder:0.97", "v.say")))


def test_a_cue_in_speech_takes_a_shift_of_its_own(told: Understand) -> None:
    spoken = told('"I criticise Hungary," Maria Polk said.').document.stances[0]
    scale = Scale(slope=1.0, spoken_cue=-1.0)
    assert scale.share(spoken) < EVEN.share(spoken)


def test_a_speaker_who_is_hardly_known_is_asked_about_in_vain() -> None:
    assert FITTED.lets_through(0.9)
    assert not FITTED.lets_through(0.3)
