from __future__ import annotations

from stancewire.console.reasons import reasons


def test_a_rule_is_spelt_out_as_cue_word_and_share() -> None:
    said = reasons("v.say+e.reckless.adj+encoder:0.91")
    assert said == (
        "cue “say” (verb, say); judging word “reckless” (adjective, against); the encoder agrees with 0.91"
    )


def test_how_the_speaker_was_found_is_told() -> None:
    assert reasons("direct:right+duty").startswith("words in marks, the speaker behind them; ")


def test_what_no_list_knows_is_given_as_it_is() -> None:
    assert reasons("x.unknown") == "x.unknown"
