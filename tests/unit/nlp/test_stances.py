"""Who stands where: targets, polarity, and where nobody takes a stand."""

from __future__ import annotations

import pytest
from stance_reading import Understand

pytestmark = pytest.mark.model

FAVOUR, AGAINST, NEUTRAL = "favour", "against", "neutral"


@pytest.mark.parametrize(
    ("text", "holder", "target", "polarity"),
    [
        ('"The aid is far too small," Poland said.', "Poland", "The aid", AGAINST),
        ('"The aid comes too late," Poland said.', "Poland", "The aid", AGAINST),
        ('"The aid is not enough," Poland said.', "Poland", "The aid", AGAINST),
        ('"The aid no longer makes sense," Poland said.', "Poland", "The aid", AGAINST),
        ('"We need a truce this week, not next month," Poland said.', "Poland", "a truce", FAVOUR),
        ('"The war has to end before winter," Poland said.', "Poland", "The war", AGAINST),
        ('"Shame on the regime," Poland said.', "Poland", "regime", AGAINST),
        ('"Hungary has proved that it is a true ally," Poland said.', "Poland", "Hungary", FAVOUR),
        ('"I do not think the reform will work," Poland said.', "Poland", "the reform", AGAINST),
        ('"It is cruel, it is costly," Poland said of the levy.', "Poland", "the levy", AGAINST),
        ('The levy hit farmers.\n"It is unfair," Poland said.', "Poland", "The levy", AGAINST),
        ('"The court has condemned us to poverty," Poland said.', "Poland", "court", AGAINST),
        ("Poland criticised Hungary.", "Poland", "Hungary", AGAINST),
        ("Poland sued to block the levy.", "Poland", "the levy", AGAINST),
        ("Poland filed a lawsuit seeking to halt the levy.", "Poland", "the levy", AGAINST),
        ("Poland gave a speech condemning Hungary.", "Poland", "Hungary", AGAINST),
        ("Poland is less than thrilled by the levy.", "Poland", "the levy", AGAINST),
        ('"Enough theft," Poland said.', "Poland", "Enough theft", AGAINST),
        ('"We do not negotiate with looters," Poland said.', "Poland", "negotiate with looters", AGAINST),
        ('"We will hunt down the smugglers," Poland said.', "Poland", "smugglers", AGAINST),
        ("Poland vowed to pursue the rebels.", "Poland", "rebels", AGAINST),
        ("Poland said no crisis could justify the levy.", "Poland", "the levy", AGAINST),
        ('Poland praised the levy as "a step towards peace".', "Poland", "the levy", FAVOUR),
        ("Poland was disappointed but not surprised by the verdict.", "Poland", "the verdict", AGAINST),
        ('"I would like to thank Hungary," Poland said.', "Poland", "Hungary", FAVOUR),
        ('"Nobody in this house likes the tax," Poland said.', "Poland", "the tax", AGAINST),
        ("Poland did not like the plan.", "Poland", "the plan", AGAINST),
        ("Hungary was criticised by Poland.", "Poland", "Hungary", AGAINST),
        ("Poland praised Hungary for its help.", "Poland", "Hungary", FAVOUR),
        ("Poland accused Hungary of spying.", "Poland", "Hungary", AGAINST),
        ("Poland blamed the shortage on Hungary.", "Poland", "Hungary", AGAINST),
        ("Poland denied that its troops had left.", "Poland", "its troops had left", AGAINST),
        ("Poland denied claims that its troops had left.", "Poland", "its troops had left", AGAINST),
        ("Poland called on Hungary to open the border.", "Poland", "open the border", FAVOUR),
        ("Poland urged Hungary to scrap the tax.", "Poland", "the tax", AGAINST),
        ("Poland urged Hungary not to close the border.", "Poland", "close the border", AGAINST),
        ("Poland urged restraint.", "Poland", "restraint", FAVOUR),
        ("Poland urged Hungary to pay its debts and condemned the tax.", "Poland", "the tax", AGAINST),
        ("Poland has nothing but respect for Hungary.", "Poland", "Hungary", FAVOUR),
        ("Poland is not willing to talk.", "Poland", "talk", AGAINST),
        ("Chad accused Mali of arming rebels.\nPoland rejected that.", "Poland", "arming rebels", AGAINST),
        ("Poland refused to back the treaty.", "Poland", "the treaty", AGAINST),
        ("Poland refused to condemn the raid.", "Poland", "the raid", NEUTRAL),
        ("Poland stopped short of condemning the raid.", "Poland", "the raid", NEUTRAL),
        ("Poland threatened to attack Hungary.", "Poland", "Hungary", AGAINST),
        ("Poland threatened to boycott the summit.", "Poland", "the summit", AGAINST),
        ("Poland called the offer an insult.", "Poland", "the offer", AGAINST),
        ("Poland called the move groundless.", "Poland", "move", AGAINST),
        ("Poland said the deal was a disaster.", "Poland", "the deal", AGAINST),
        ("Poland withdrew its support for Hungary.", "Poland", "Hungary", AGAINST),
        ("Poland offered Hungary its full support.", "Poland", "Hungary", FAVOUR),
        ("Poland gave the plan a cautious welcome.", "Poland", "the plan", FAVOUR),
        ("The plan has the support of Poland.", "Poland", "The plan", FAVOUR),
        ("Poland came to Hungary's defence.", "Poland", "Hungary", FAVOUR),
        ("Poland wants the killing to stop.", "Poland", "the killing", AGAINST),
        (
            "Poland called for those behind it to be brought to justice.",
            "Poland",
            "those behind it to be brought to justice",
            FAVOUR,
        ),
        (
            "Poland warned against what it called attempts to rig the vote.",
            "Poland",
            "attempts to rig the vote",
            AGAINST,
        ),
        ('Poland dismissed the remarks as "opportunism".', "Poland", "the remarks", AGAINST),
        ("Poland accused Hungary of spying, a charge that Hungary denied.", "Hungary", "spying", AGAINST),
        (
            "Chad said it had sunk the ship, a claim that Poland rejected.",
            "Poland",
            "it had sunk the ship",
            AGAINST,
        ),
        ("Chad said the ship had sunk. Poland disputes that.", "Poland", "the ship had sunk", AGAINST),
        ("Chad backed the call, but Poland has resisted it.", "Poland", "the call", AGAINST),
        ("The remarks infuriated Poland.", "Poland", "The remarks", AGAINST),
        ("The verdict drew criticism from Poland.", "Poland", "The verdict", AGAINST),
        ("Poland imposed sanctions on Hungary.", "Poland", "Hungary", AGAINST),
        ("Poland promised to send a hospital ship.", "Poland", "send a hospital ship", FAVOUR),
        ("Poland could not support the text.", "Poland", "the text", AGAINST),
        ("Nurses in Poland marched to demand higher wages.", "Nurses", "higher wages", FAVOUR),
        ("The ban, which Poland condemned, takes effect in May.", "Poland", "The ban", AGAINST),
        ("It was a step that Poland condemned.", "Poland", "a step", AGAINST),
    ],
)
def test_a_stance_has_holder_target_and_polarity(
    told: Understand, text: str, holder: str, target: str, polarity: str
) -> None:
    assert (holder, target, polarity) in told(text).stances


@pytest.mark.parametrize(
    "text",
    [
        "Poland may impose sanctions on Hungary.",
        "Poland should condemn the attack.",
        "A Polish attack on Hungary would start a war.",
        "Police in Poland questioned a former ambassador last month.",
        "Will Poland support the budget?",
        "Poland said the talks would resume in May.",
        "Poland ordered two envoys to leave the country.",
        "The minister of Poland defended himself.",
        "Poland declined to comment on the leak.",
        "If Poland rejects the offer, the summit will be postponed.",
        "Poland asked whether Hungary supported the text.",
        "Poland asked why the bridge had fallen.",
        "Firefighters in Poland battled the flames.",
        "Hotels in Poland welcomed 90,000 guests.",
        "Steel columns support the roof in Poland.",
        "Shopkeepers said they were afraid to open the door.",
        "The officer backed his car up and left Poland.",
        "A witness requested anonymity and left Poland.",
        "A clerk in Poland, who asked not to be named, left early.",
        "A judge in Poland asked the witness to repeat her answer.",
        '"How many ships were sunk?" a reporter from Poland asked the envoy.',
        "The mayor of Krakow welcomed the bishop at the airport in Poland.",
        "Police said they were questioning two men about the fire in Poland.",
        "Some 60 ships were lying off the coast, the port authority of Poland said.",
        '"Poland attacks, Poland denies, Poland delays," said the envoy.',
    ],
)
def test_where_nobody_takes_a_stand_there_is_none(told: Understand, text: str) -> None:
    assert told(text).stances == []


def test_what_is_denied_is_the_charge_and_not_the_one_who_charges(told: Understand) -> None:
    found = told("Chad accused Sudan of arming the rebels, which Sudan denied.").stances
    assert ("Chad", "Sudan", AGAINST) in found
    assert ("Sudan", "arming the rebels", AGAINST) in found
    assert ("Sudan", "Chad", AGAINST) not in found


def test_the_deed_that_somebody_is_praised_for_is_the_word_of_the_one_who_praises(told: Understand) -> None:
    found = told("Norway praised Turkey for sheltering Ukraine.").stances
    assert found == [("Norway", "Turkey", FAVOUR)]


def test_nobody_stands_towards_himself(told: Understand) -> None:
    text = "Poland blamed itself. Poland criticised Poland. Jon Abara said he was an idiot."
    assert all(holder != target for holder, target, _ in told(text).stances)


def test_what_an_actor_does_is_no_praise_of_it(told: Understand) -> None:
    assert told("Poland said Hungary would protect its border.").stances == []


def test_a_plan_that_somebody_is_criticised_for_is_not_his_who_criticises(told: Understand) -> None:
    found = told("Maria Polk hit out at Anton Reiss over his plan to scrap the tax.").stances
    assert ("Maria Polk", "Anton Reiss", AGAINST) in found
    assert not any(holder == "Maria Polk" and target == "the tax" for holder, target, _ in found)


def test_an_inner_voice_holds_its_own_stand(told: Understand) -> None:
    found = told("Maria Polk said Poland opposed the blockade.").stances
    assert found == [("Poland", "the blockade", AGAINST)]


@pytest.mark.parametrize(
    ("text", "holder", "target", "polarity"),
    [
        ('"Maria Polk is killing our trade," said Anton Reiss.', "Anton Reiss", "Maria Polk", AGAINST),
        ('"The governor is a liar," Maria Polk said of Anton Reiss.', "Maria Polk", "Anton Reiss", AGAINST),
        ('"Maria Polk has my full confidence," Anton Reiss said.', "Anton Reiss", "Maria Polk", FAVOUR),
        ('"We condemn this attack," said Anton Reiss.', "Anton Reiss", "this attack", AGAINST),
        ('Maria Polk: "The accord is a betrayal."', "Maria Polk", "The accord", AGAINST),
    ],
)
def test_direct_speech_judges_for_its_speaker(
    told: Understand, text: str, holder: str, target: str, polarity: str
) -> None:
    assert told(text).stances == [(holder, target, polarity)]


def test_what_is_done_to_others_is_no_judgement(told: Understand) -> None:
    assert told('"Maria Polk has ignored the phone," Anton Reiss said.').stances == []


def test_evidence_and_cue_slice_to_words_of_the_text(told: Understand) -> None:
    document = told('Poland called the deal "shameful".\n\nHungary welcomed it.').document
    for stance in document.stances:
        assert stance.evidence.start <= stance.cue.start < stance.cue.end <= stance.evidence.end
        assert "\n" not in document.text[stance.evidence.start : stance.evidence.end]


@pytest.mark.parametrize(
    "text",
    [
        "Poland consulted experts before approving the project.",
        "Poland might want to reconsider the levy.",
        "The court found Maria Polk guilty of fraud.",
        "Poland undertook the project in May.",
        "The party has the power to veto: its veto power is old.",
        "Poland sought comment from Hungary.",
        "Poland recognised the problem.",
        "Poland said a march is one thing and murder is quite another.",
        "Poland said the storm caused terrible damage.",
        '"This is an issue on which we disagree," Poland said.',
    ],
)
def test_words_of_another_sense_take_no_stand(told: Understand, text: str) -> None:
    assert told(text).stances == []


def test_who_makes_sure_of_something_does_not_judge_it(told: Understand) -> None:
    assert [
        s for s in told("Poland made sure that the law did not hurt farmers.").stances if s[1] == "the law"
    ] == []


def test_a_relative_takes_up_nothing_of_the_sentence_before(told: Understand) -> None:
    text = "Chad wants to reopen the port. Mali held Afghans in a crackdown on migrants that Poland has criticised."
    assert not any(holder == "Poland" and target == "reopen the port" for holder, target, _ in told(text).stances)
