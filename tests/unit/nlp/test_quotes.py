"""Who is told to have said what."""

from __future__ import annotations

import pytest
from stance_reading import Understand

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("text", "holder", "form", "words"),
    [
        ('"The dam is safe," engineer Maria Polk said.', "Maria Polk", "direct", "The dam is safe"),
        ('"The dam is safe," said engineer Maria Polk.', "Maria Polk", "direct", "The dam is safe"),
        ('Maria Polk told parliament: "The law is dead."', "Maria Polk", "direct", "The law is dead."),
        ("Maria Polk said the dam was safe.", "Maria Polk", "indirect", "the dam was safe"),
        ("The dam was safe, Maria Polk said.", "Maria Polk", "indirect", "The dam was safe"),
        ("The dam was safe, according to Maria Polk.", "Maria Polk", "indirect", "The dam was safe"),
        ("According to Maria Polk, the dam was safe.", "Maria Polk", "indirect", "the dam was safe"),
        ("Maria Polk promised to mend the dam.", "Maria Polk", "indirect", "mend the dam"),
        ("Maria Polk denied taking the money.", "Maria Polk", "indirect", "taking the money"),
        ("Maria Polk denied having taken the money.", "Maria Polk", "indirect", "having taken the money"),
        ("Maria Polk refused to sign the treaty.", "Maria Polk", "indirect", "sign the treaty"),
        ("Hungary accused Ukraine of blocking oil.", "Hungary", "indirect", "blocking oil"),
        ("Ukraine was accused by Hungary of blocking oil.", "Hungary", "indirect", "blocking oil"),
        ("Maria Polk demanded a recount of all votes.", "Maria Polk", "indirect", "a recount of all votes"),
        ('Maria Polk said the dam was "a death trap".', "Maria Polk", "mixed", 'the dam was "a death trap"'),
        ('Maria Polk called the vote "a serious mistake".', "Maria Polk", "mixed", "a serious mistake"),
        ("One of the officials said the dam was safe.", "One of the officials", "indirect", "the dam was safe"),
        ("Two officials left. Another said the dam was safe.", "Another", "indirect", "the dam was safe"),
        (
            "A teacher said on condition that he not be named that the dam had burst.",
            "teacher",
            "indirect",
            "the dam had burst",
        ),
        (
            "Maria Polk, who was invited to speak but has no vote, said Kenya's claim was a lie.",
            "Maria Polk",
            "indirect",
            "Kenya's claim was a lie",
        ),
        (
            'Norway struck down a law that let the army in, ruling that it "empties the treaty of all meaning".',
            "Norway",
            "mixed",
            'it "empties the treaty of all meaning"',
        ),
        (
            'Norway said Chad had fired, a claim Maria Polk called "the whining of losers".',
            "Norway",
            "indirect",
            "Chad had fired",
        ),
        (
            "Norway is close to Chad, notably its neighbour Maria Polk, The Associated Press reports.",
            "Associated Press",
            "indirect",
            "Norway is close to Chad, notably its neighbour Maria Polk",
        ),
        (
            "After the flood, CEO of the Dam Council Maria Polk told Sky News the dam was lost.",
            "Maria Polk",
            "indirect",
            "the dam was lost",
        ),
        ("Maria Polk said in a statement that the dam was lost.", "Maria Polk", "indirect", "the dam was lost"),
        ("The dam is lost, according to people close to Chad.", "people", "indirect", "The dam is lost"),
        (
            'The engineer "never saw the dam," as Maria Polk wrote.',
            "Maria Polk",
            "mixed",
            'The engineer "never saw the dam,"',
        ),
        ('Maria Polk has called the ruling unfair: "We face ruin."', "Maria Polk", "direct", "We face ruin."),
        ('Maria Polk on Chad: "They are late."', "Maria Polk", "direct", "They are late."),
        ('Maria Polk says her council will sue: "The dam is lost."', "Maria Polk", "direct", "The dam is lost."),
        ('Maria Polk called him a "Chad man who lost."', "Maria Polk", "mixed", "Chad man who lost."),
        ('"The dam is lost," Maria Polk went on.', "Maria Polk", "direct", "The dam is lost"),
    ],
)
def test_a_quote_has_its_holder_form_and_words(
    told: Understand, text: str, holder: str, form: str, words: str
) -> None:
    assert (holder, form, words) in told(text).quotes


@pytest.mark.parametrize(
    "text",
    [
        'The film "The Long Winter" opens in Oslo on Friday.',
        'The rebels, known as the "Black Brigade", hold two towns.',
        "Maria Polk did not say that the dam was safe.",
        "Maria Polk should say that the dam is safe.",
        "Maria Polk declined to comment on the dam.",
        "The United States called for calm.",
        "Maria Polk heard him speak.",
        "An official, who asked not to be named, left early.",
    ],
)
def test_what_nobody_is_told_to_have_said_is_no_quote(told: Understand, text: str) -> None:
    assert told(text).quotes == []


def test_a_quote_split_by_its_cue_has_one_holder(told: Understand) -> None:
    found = told('"The offer," Maria Polk said on Tuesday, "was an insult to every sailor." "It is over."').quotes
    assert [holder for holder, _, _ in found] == ["Maria Polk"] * 3


def test_a_quote_goes_on_over_paragraphs_that_open_with_a_mark(told: Understand) -> None:
    text = '"We have waited for ten years," Maria Polk said. "That is enough.\n"Tomorrow we march on the capital."'
    assert [holder for holder, _, _ in told(text).quotes] == ["Maria Polk"] * 3


def test_a_single_word_in_marks_is_told_with_what_it_judges(told: Understand) -> None:
    found = told('Maria Polk described the proposal as "laughable".').quotes
    assert found == [("Maria Polk", "mixed", 'the proposal as "laughable"')]


def test_the_one_called_by_a_name_speaks(told: Understand) -> None:
    found = told('"No plane will land here," the man, known as Jon Abara, said in a video.').quotes
    assert found[0][0] == "Jon Abara"


def test_a_name_and_a_colon_lead_to_words(told: Understand) -> None:
    assert told('Maria Polk: "The dam is safe."').quotes == [("Maria Polk", "direct", "The dam is safe.")]


def test_he_behind_the_words_is_the_subject_of_the_sentence_before(told: Understand) -> None:
    text = (
        "Anton Reiss declared a curfew. Anton Reiss spoke for an hour.\n"
        'Defence Minister Carlos Vega offered to step down. "All responsibility lies with me," he said.'
    )
    assert ("Carlos Vega", "direct", "All responsibility lies with me") in told(text).quotes


def test_she_is_nobody_with_a_name_of_a_man(told: Understand) -> None:
    text = 'Maria Polk spoke.\nCarlos Vega offered to step down. "All responsibility lies with me," she said.'
    assert all(holder != "Carlos Vega" for holder, form, _ in told(text).quotes if form == "direct")


def test_who_does_anything_before_a_colon_speaks(told: Understand) -> None:
    found = told('Maria Polk shook her head: "The dam will never hold."').quotes
    assert found == [("Maria Polk", "direct", "The dam will never hold.")]


def test_he_behind_the_words_is_the_one_of_several_who_spoke_before(told: Understand) -> None:
    found = told('Anton Reiss left. One of them said the whips were angry. "They told us to pack," he said.').quotes
    assert ("One of them", "direct", "They told us to pack") in found


def test_a_name_behind_a_dash_signs_the_words(told: Understand) -> None:
    found = told('"The dam will hold for a century." - Maria Polk\nA ship left the harbour.').quotes
    assert found == [("Maria Polk", "direct", "The dam will hold for a century.")]


def test_words_that_their_cue_parts_in_mid_sentence_are_one_speech(told: Understand) -> None:
    found = told('"My friends," Maria Polk wrote on Monday, "our dam is lost. It will never hold."').quotes
    assert ("Maria Polk", "direct", "our dam is lost. It will never hold.") in found


def test_nobody_speaks_of_himself_by_name(told: Understand) -> None:
    found = told('Anton Reiss resigned. "Mr Reiss," he wrote on Monday, "your dam is lost."').quotes
    assert all(holder != "Anton Reiss" for holder, form, _ in found if form == "direct")


def test_a_clause_before_a_loose_tag_is_what_was_told(told: Understand) -> None:
    found = told("The union announced a strike until the tax falls, its chairman told reporters.").quotes
    assert [words for _, _, words in found] == ["The union announced a strike until the tax falls"]


def test_what_somebody_declines_to_repeat_is_not_said(told: Understand) -> None:
    assert told('Maria Polk declined to repeat the word "vandalism".').quotes == []


def test_they_in_quoted_words_is_nobody_whom_only_the_reporter_names(told: Understand) -> None:
    found = told('Hundreds of workers rallied. "They promised us it would end," Maria Polk said.').quotes
    assert [holder for holder, _, _ in found] == ["Maria Polk"]


def test_a_source_that_opens_the_sentence_leaves_the_subject_to_the_words(told: Understand) -> None:
    found = told("According to Ambassador Maria Polk, the visit of the team shows progress.").quotes
    assert found == [("Maria Polk", "indirect", "the visit of the team shows progress")]


def test_what_a_message_says_is_said_by_those_who_posted_it(told: Understand) -> None:
    found = told('Hezbollah posted a message online. "Every raid will be answered," the message said.').quotes
    assert [(holder, form) for holder, form, _ in found] == [("Hezbollah", "direct")]


def test_nested_quotes_name_the_outer_voice(told: Understand) -> None:
    document = told("Maria Polk said Jon Abara denied ordering the raid.").document
    inner = next(q for q in document.quotes if q.holder is not None and q.holder.name == "Jon Abara")
    assert [entity.name for entity in inner.via] == ["Maria Polk"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Estonia said on Tuesday it had expelled two envoys.", "it had expelled two envoys"),
        ("Estonia said on Tuesday that it had expelled two envoys.", "it had expelled two envoys"),
        ("Estonia said the day of action was planned in May.", "the day of action was planned in May"),
        ("Estonia said the vote was close, adding that it would wait.", "the vote was close"),
        ("Estonia said Russia was hostile and called on Latvia to help.", "Russia was hostile"),
        ('Estonia said the claims were "pure fabrication."', 'the claims were "pure fabrication."'),
        ("Estonia said the tax would rise, as farmers blocked the port.", "the tax would rise"),
        ("Estonia said on Tuesday the tax would rise, a day after the vote in Latvia.", "the tax would rise"),
        ("Estonia accused Latvia of arming gangs and called for talks.", "arming gangs"),
        ("Estonia said it had sunk the ship, a claim that Latvia denied.", "it had sunk the ship"),
        ("A ransom was paid, according to the police, a claim that Estonia denied.", "A ransom was paid"),
        ("Estonia advised its citizens not to travel to Mali.", "not to travel to Mali"),
        (
            "Rebels seized the towns of Goma, Bukavu and Uvira, the army and aid workers said on Friday.",
            "Rebels seized the towns of Goma, Bukavu and Uvira",
        ),
        ('Estonia said it was calm, but that "clarity would help".', 'it was calm, but that "clarity would help"'),
    ],
)
def test_the_words_end_where_the_speaker_ends(told: Understand, text: str, words: str) -> None:
    assert words in [quoted for _, _, quoted in told(text).quotes]


def test_words_and_spans_never_cross_a_paragraph(told: Understand) -> None:
    found = told('Maria Polk said the dam was safe\n"It will hold for a century," she said.').quotes
    assert all("\n" not in words for _, _, words in found)


def test_reading_again_finds_the_same(told: Understand) -> None:
    text = "A resident said the dam was safe. Others said it leaked."
    assert told(text).quotes == told(text).quotes


def test_a_clause_that_is_over_where_its_cue_ends_is_no_quote(told: Understand) -> None:
    text = (
        "China claims almost all of the sea, a claim that an international tribunal rejected in 2016 in a case "
        "brought by Manila."
    )
    assert told(text).quotes == []
