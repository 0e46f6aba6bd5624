"""What somebody says in his own words: verdicts on "it" and "you", orders, refusals, and blame."""

from __future__ import annotations

import pytest
from stance_reading import Understand

pytestmark = pytest.mark.model

FAVOUR, AGAINST = "favour", "against"


@pytest.mark.parametrize(
    ("text", "target", "polarity"),
    [
        ('"I have read the treaty," Maria Polk said. "It is a disgrace."', "the treaty", AGAINST),
        ('Maria Polk rejected the offer. "It is an insult," she said.', "the offer", AGAINST),
        ('Maria Polk said the bill would pass. "It is right," she said.', "the bill", FAVOUR),
        ("Maria Polk said it was wrong to close the school.", "close the school", AGAINST),
        ('"It is a scandal that nobody was punished," Maria Polk said.', "nobody was punished", AGAINST),
        ('"Release the prisoners now," Maria Polk said.', "Release the prisoners now", FAVOUR),
        ('"Do not sell the dam," Maria Polk said.', "sell the dam", AGAINST),
        ('"Stop bombing our hospitals," Maria Polk said.', "bombing our hospitals", AGAINST),
        ('"We will never sell the dam," Maria Polk said.', "sell the dam", AGAINST),
        ("Maria Polk said she would not sell the dam.", "sell the dam", AGAINST),
        ("Maria Polk said the operator was to blame.", "the operator", AGAINST),
        ("Maria Polk said the operator was responsible for the leak.", "the operator", AGAINST),
        ('"The fault lies with the operator," Maria Polk said.', "the operator", AGAINST),
        ("Maria Polk said her country was ready to negotiate.", "negotiate", FAVOUR),
        ('Maria Polk welcomed the ruling. "This is a victory for miners," she said.', "the ruling", FAVOUR),
        ('"They sold our dam. That is shameful," Maria Polk said.', "They sold our dam", AGAINST),
        ("Maria Polk said seizing the funds would be an act of war.", "seizing the funds", AGAINST),
        ("Maria Polk said the plan was out of touch.", "the plan", AGAINST),
        ("Maria Polk said the raid showed contempt for the law.", "the raid", AGAINST),
        ('"The problem is the treaty," Maria Polk said.', "the treaty", AGAINST),
        ('"We need a truce," Maria Polk said.', "a truce", FAVOUR),
        ('"It is time to close the dam," Maria Polk said.', "close the dam", FAVOUR),
        ('"The shelling must stop," Maria Polk said.', "The shelling", AGAINST),
        ('"There is no justification for this raid," Maria Polk said.', "this raid", AGAINST),
        ('"The judges got it wrong," Maria Polk said.', "judges", AGAINST),
        ('"The law does nothing for renters," Maria Polk said.', "The law", AGAINST),
        ('"It makes no sense to close the school," Maria Polk said.', "close the school", AGAINST),
        ('"The army did a great job," Maria Polk said.', "army", FAVOUR),
        ('"The strike was sudden and illegal," Maria Polk said.', "The strike", AGAINST),
        ('"We do not need this law," Maria Polk said.', "this law", AGAINST),
        ('"We have to scrap this tax," Maria Polk said.', "this tax", AGAINST),
        ('"The tax hurts the poor. Scrap it," Maria Polk said.', "The tax", AGAINST),
        ('"The operator does not listen," Maria Polk said.', "The operator", AGAINST),
        ('"The ministry never answered a single one of our letters," Maria Polk said.', "ministry", AGAINST),
        ('"The council promised us a school and built a prison," Maria Polk said.', "council", AGAINST),
        ('"The council remembers us only when it needs our votes," Maria Polk said.', "council", AGAINST),
        ('"The army came when no one else did," Maria Polk said.', "army", FAVOUR),
        ('"Nobody has done more for this town than Carol Finch," Maria Polk said.', "Carol Finch", FAVOUR),
        ('"Carol Finch has spent her career fighting for miners," Maria Polk said.', "Carol Finch", FAVOUR),
        ('"My opponent has voted to raise your taxes," Maria Polk said.', "opponent", AGAINST),
        ('"If the council had any decency, it would resign," Maria Polk said.', "council", AGAINST),
        ('"I would not trust her to run a stall," Maria Polk said of Carol Finch.', "Carol Finch", AGAINST),
        ('"You do not negotiate with a junta," Maria Polk said.', "negotiate with a junta", AGAINST),
        ('"Without the army this town would have drowned," Maria Polk said.', "army", FAVOUR),
        ('"If the army had come, those people would be alive," Maria Polk said.', "army", AGAINST),
        ('"No one in his right mind would have signed that treaty," Maria Polk said.', "that treaty", AGAINST),
        ('"The army only understands force," Maria Polk said.', "army", AGAINST),
        ('"A wall will not stop a single truck," Maria Polk said.', "A wall", AGAINST),
        ('"There is no finer force than the army," Maria Polk said.', "army", FAVOUR),
        ('"There should be an inquiry," Maria Polk said.', "There should be an inquiry", FAVOUR),
        ('"Those who burned the hall are no patriots," Maria Polk said.', "Those who burned the hall", AGAINST),
        ("Maria Polk does not think the army should leave.", "the army should leave", AGAINST),
        ("Maria Polk does not believe the law is fair.", "the law", AGAINST),
        ("Maria Polk proposed a levy that she says is unfair.", "a levy", AGAINST),
        ("Maria Polk said the inspection caused needless delays.", "the inspection", AGAINST),
        ('"We are not going to sell the dam," Maria Polk said.', "sell the dam", AGAINST),
        ('"My government will not sell the dam," Maria Polk said.', "sell the dam", AGAINST),
        ('"We will not be bullied by the operator," Maria Polk said.', "bullied by the operator", AGAINST),
        ('"It is high time the council closed the dam," Maria Polk said.', "the council closed the dam", FAVOUR),
        ('"There is nothing fair about this law," Maria Polk said.', "this law", AGAINST),
        ('"Nothing can justify this raid," Maria Polk said.', "this raid", AGAINST),
        ('"It is thanks to the army that we are alive," Maria Polk said.', "army", FAVOUR),
        ('"The army keeps our towns safe," Maria Polk said.', "army", FAVOUR),
        ('"The army has brought this country to its knees," Maria Polk said.', "army", AGAINST),
        ('"The judges have lost their way," Maria Polk said.', "judges", AGAINST),
        ('"The judges should be ashamed of themselves," Maria Polk said.', "judges", AGAINST),
        ('"The judges keep dragging their feet," Maria Polk said.', "judges", AGAINST),
        ('"The army has never let us down," Maria Polk said.', "army", FAVOUR),
        ('"The party wants chaos," Maria Polk said.', "party", AGAINST),
        ('"This force is riddled with errors," Maria Polk said.', "This force", AGAINST),
        ('"What I saw in the camp shames us all," Maria Polk said.', "What I saw in the camp", AGAINST),
        ('"Sanctions do not work," Maria Polk said.', "Sanctions", AGAINST),
        (
            'The council closed the road. "It is a disgrace," Maria Polk said.',
            "The council closed the road",
            AGAINST,
        ),
        ('The council closed the road. "A good idea," Maria Polk said.', "The council closed the road", FAVOUR),
        ('The council wants to close the road. "Over my dead body," Maria Polk said.', "close the road", AGAINST),
        ('"This is good news," Maria Polk said after Chad closed the dam.', "Chad closed the dam", FAVOUR),
        ('The council said the road would close. "We will not accept this," Maria Polk said.', "the road", AGAINST),
        ('The bank closed its branches. "They abandoned us," Maria Polk said.', "bank", AGAINST),
        ('"Thank you, Chad," Maria Polk said.', "Chad", FAVOUR),
        ('"We will appeal," Maria Polk said.', "appeal", FAVOUR),
        ('"We will scrap the tax," Maria Polk said.', "the tax", AGAINST),
        ('"We were right to leave the alliance," Maria Polk said.', "leave the alliance", FAVOUR),
        ('"Let the inspectors in," Maria Polk said.', "Let the inspectors in", FAVOUR),
        ('"Parliament must reject this bill," Maria Polk said.', "this bill", AGAINST),
        ('"We cannot thank the nurses enough," Maria Polk said.', "nurses", FAVOUR),
        ('"It is an insult," said Maria Polk of the plan to sell the dam.', "the plan to sell the dam", AGAINST),
        ('"My government will never accept the annexation," Maria Polk said.', "the annexation", AGAINST),
    ],
)
def test_own_words_carry_a_stand(told: Understand, text: str, target: str, polarity: str) -> None:
    assert ("Maria Polk", target, polarity) in told(text).stances


def test_you_is_the_one_who_is_told(told: Understand) -> None:
    found = told('"You have betrayed this country," Maria Polk told President Jonas Holm.').stances
    assert ("Maria Polk", "Jonas Holm", AGAINST) in found


def test_words_are_about_whom_an_of_behind_the_speakers_office_names(told: Understand) -> None:
    found = told('"He kept his word," said Maria Polk, a trader, of President Jonas Holm.').stances
    assert ("Maria Polk", "Jonas Holm", FAVOUR) in found


def test_who_wants_justice_is_not_praised_for_it(told: Understand) -> None:
    assert told('"The party wants justice," Maria Polk said.').stances == [("party", "justice", FAVOUR)]


def test_a_country_that_is_not_our_enemy_takes_no_stand_itself(told: Understand) -> None:
    found = told('"Turkey is not our enemy," Maria Polk said.').stances
    assert found == [("Maria Polk", "Turkey", FAVOUR)]


@pytest.mark.parametrize(
    "text",
    [
        '"Look at the sky," Maria Polk said.',
        '"The pump works at night," Maria Polk said.',
        '"The dead do not care who fired," Maria Polk said.',
        '"Those who sell arms share the guilt," Maria Polk told the crowd.',
        '"Thank you for coming to the dam," Maria Polk said.',
        '"We will not rest until it is over," Maria Polk said.',
        '"We will not be late," Maria Polk said.',
        '"It is the third quake this year," Maria Polk said.',
        '"The answer is not a disaster," Maria Polk said.',
        "Maria Polk said the ministry was responsible for roads.",
        '"He had to be carried out of the hall," Maria Polk said.',
        "Maria Polk declined to describe the bomb.",
        '"I won\'t get into details of the raid," Maria Polk said.',
        '"He wants to close the dam," somebody said.\n"They promised us help," Maria Polk said.',
        '"It was a great day," Maria Polk said.',
        '"Thank God for the rain," Maria Polk said.',
        'Anton Reiss spoke. "He wants to scrap the tax," Anton Reiss said.',
        "Maria Polk said her son was standing with other boys of Chad.",
        'Maria Polk left the harbour.\n"It is a disgrace," Maria Polk said.',
        '"Let me close the dam," Maria Polk said.',
        '"I will be back tomorrow with my brothers," Maria Polk said.',
    ],
)
def test_words_that_ask_and_judge_nothing_carry_none(told: Understand, text: str) -> None:
    assert told(text).stances == []


@pytest.mark.parametrize(
    ("text", "holder"),
    [
        ('Maria Polk noted that the dam was old. "It leaks in every wet spring."', "Maria Polk"),
        ('Maria Polk issued a statement on the dam. "We shall mend it by May."', "Maria Polk"),
        ('The dam was closed on Monday. "It leaks in every wet spring."', None),
        ('Maria Polk noted that the dam was old.\n"It leaks in every wet spring."', None),
    ],
)
def test_a_sentence_in_marks_without_a_cue_is_of_whom_the_sentence_before_lets_speak(
    told: Understand, text: str, holder: str | None
) -> None:
    (words,) = [quote for quote in told(text).quotes if quote[1] == "direct"]
    assert words[0] == holder


def test_a_paragraph_of_nothing_but_speech_goes_on_with_the_speaker(told: Understand) -> None:
    office = "the director of the institute for the protection of rivers and lakes in the northern province"
    text = f'"The dam leaks in spring," said Maria Polk, {office}.\n"It has leaked since the war ended."'
    assert [holder for holder, _, _ in told(text).quotes] == ["Maria Polk", "Maria Polk"]
