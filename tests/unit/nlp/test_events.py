"""Who did what to whom: roles, passives, light verbs, nominal events, and what tells no event."""

from __future__ import annotations

import pytest
from event_reading import told, understand

from stancewire.nlp.parser import Parser

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Two soldiers were killed by rebels on Monday.", "ASSAULT -: rebels > soldiers asserted"),
        ("Canada expelled six envoys and India responded.", "SANCTION expel: Canada > envoys asserted"),
        ("Talks between the union and the government began.", "CONSULT -: government, union > - asserted"),
        ("France lifted most of its sanctions on Iran.", "RETREAT withdraw: France > Iran asserted"),
        ("Prosecutors charged the mayor with taking bribes.", "ACCUSE investigate: Prosecutors > mayor asserted"),
        ("The Swiss government will host talks between Armenia and Azerbaijan.",
         "AGREE -: Swiss government > Armenia, Azerbaijan future"),
        ("The president will meet party leaders on Friday.", "AGREE -: president > party leaders future"),
        ("Rwanda denied that it shelters the rebels.", "REJECT -: Rwanda > - asserted"),
        ("Hungary turned down Ukraine's request for tanks.", "REJECT -: Hungary > Ukraine asserted"),
        ("Israel struck vessels in a raid.", "ASSAULT -: Israel > - asserted"),
        ("The plan drew criticism from Germany.", "ACCUSE disapprove: Germany > - asserted"),
        ("Amid the protests, a drone strike on Saturday killed four shepherds.",
         "ASSAULT drone: - > shepherds asserted"),
    ],
)  # fmt: skip
def test_sides_are_found_through_passives_light_verbs_and_nouns(parser: Parser, text: str, event: str) -> None:
    assert event in told(parser, text)


@pytest.mark.parametrize(
    ("text", "events"),
    [
        ("The charity accused the army of failing to act and called for an inquiry.",
         {"ACCUSE allege: charity > army asserted", "REQUEST -: charity > - asserted"}),
        ("Senator Ana Lopez said the government had lost control and demanded that Peru act.",
         {"REQUEST -: Ana Lopez > Peru asserted"}),
        ("Kenya summoned the Chinese ambassador to protest the seizure of a boat.",
         {"ACCUSE disapprove: Kenya > Chinese ambassador asserted"}),
        ("Hundreds of residents marched to the palace to protest against the law.",
         {"PROTEST demo: residents > - asserted"}),
        ("Police fired tear gas to disperse the crowd.", {"ASSAULT crowd-control: Police > crowd asserted"}),
        ("Egypt protested the construction of a dam by Ethiopia.",
         {"ACCUSE disapprove: Egypt > Ethiopia asserted"}),
        ("Kenya imposed a 25 percent tariff on steel imported from Uganda and Rwanda.",
         {"SANCTION discontinue: Kenya > Rwanda, Uganda asserted"}),
        ("Israel said it had struck men who posed a threat to it and had killed two Hamas commanders.",
         {"ASSAULT -: Israel > men asserted", "ASSAULT -: Israel > Hamas commanders asserted"}),
        ('Spain called the tariffs "illegal and unfair".', {"ACCUSE disapprove: Spain > - asserted"}),
        ("Soldiers fought the rebels in Chad and killed seven of them.",
         {"ASSAULT -: Soldiers > rebels asserted"}),
        ("Kenya proposed talks, an offer that Somalia rejected.",
         {"REQUEST -: Kenya > - asserted", "REJECT -: Somalia > - asserted"}),
        ("France ended its aid to the former Portuguese colony.", {"SANCTION withdraw: France > - asserted"}),
        ("Chad told of a raid, an allegation that the rebels deny.", {"REJECT -: rebels > - asserted"}),
        ("The Democrats launched a counteroffensive with a barrage of television spots.", set()),
        ("Gunmen attacked the bus of a candidate in the midterm primary and killed two.",
         {"ASSAULT -: Gunmen > candidate asserted"}),
    ],
)  # fmt: skip
def test_joined_clauses_purposes_and_campaigns_are_read_as_meant(
    parser: Parser, text: str, events: set[str]
) -> None:
    assert set(told(parser, text)) == events


def test_a_prison_sentence_convicts(parser: Parser) -> None:
    assert told(parser, "A court sentenced the mayor to six years in prison on Monday.") == [
        "SANCTION convict: court > mayor asserted",
    ]


def test_to_jail_for_years_convicts_and_holds(parser: Parser) -> None:
    assert told(parser, "A court jailed the mayor for six years on Monday.") == [
        "COERCE arrest: court > mayor asserted",
        "SANCTION convict: court > mayor asserted",
    ]


def test_a_death_sentence_only_convicts(parser: Parser) -> None:
    assert told(parser, "A court sentenced the general to death on Monday.") == [
        "SANCTION convict: court > general asserted"
    ]


def test_a_verb_after_a_noun_has_that_noun_as_its_subject(parser: Parser) -> None:
    events = told(parser, "Canada expelled six Indian diplomats and India responded by expelling six Canadians.")
    assert "SANCTION expel: Canada > Indian diplomats asserted" in events


def test_what_a_deed_brings_about_is_no_second_event(parser: Parser) -> None:
    assert told(parser, "Police fired tear gas at students, wounding four people.") == [
        "ASSAULT crowd-control: Police > students asserted"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The senator's new attack ad angered nobody.",
        "The bank fired the starting gun on a cycle of rate cuts.",
        "Residents besieged the mayor with questions.",
        "Her film tells the story of a bombing in Beirut.",
        "Families will meet again, and voters met in the square.",
        "Two people were killed in a plane crash in the hills.",
        "An explosion at a fireworks factory killed nine workers.",
    ],
)
def test_figures_of_speech_mishaps_and_mere_names_of_deeds_tell_no_event(parser: Parser, text: str) -> None:
    assert told(parser, text) == []


def test_harm_without_a_doer_is_told_where_the_article_speaks_of_violence(parser: Parser) -> None:
    assert told(parser, "A bomb went off in the market. Nine officers were killed in the blast.") != []
    assert told(parser, "A storm hit the coast after the quake. Nine officers were injured.") == []


def test_a_man_accused_of_something_is_described_and_not_accused_now(parser: Parser) -> None:
    events = told(parser, "Ottawa blacklisted six settlers accused of theft.")
    assert [event.split()[0] for event in events] == ["SANCTION"]


def test_the_one_whose_family_speaks_is_the_one_spoken_of(parser: Parser) -> None:
    text = (
        "Grenell worked to secure the release of seven citizens, including a veteran, Joe Clair, "
        "whose family said he had been wrongly detained in Venezuela."
    )
    arrests = [event for event in understand(parser, text).events if event.mode == "arrest"]
    assert [[entity.name for entity in event.recipients] for event in arrests] == [["Joe Clair"]]


def test_a_strike_on_vessels_from_a_country_is_aimed_at_it(parser: Parser) -> None:
    document = understand(parser, "Trump on Friday announced a third strike against drug vessels from Venezuela.")
    strike = document.events[0]
    assert [entity.name for entity in strike.recipients] == ["Venezuela"]
    assert strike.date is not None
    assert strike.date.first is not None
    assert strike.date.first.isoformat() == "2025-06-13"


@pytest.mark.parametrize(
    "text",
    [
        "Analysts warned that the rebels would attack again.",
        "A helicopter crashed near the town, killing six soldiers.",
        "The shares retreated 2 percent while the bank's rallied 4 percent.",
        "The minister visited relatives of people killed by gangs.",
        "A minister asked not to be named.",
    ],
)
def test_what_onlookers_say_accidents_prices_and_epithets_are_no_events(parser: Parser, text: str) -> None:
    facts = [event for event in told(parser, text) if event.split()[-1] == "asserted"]
    assert [event for event in facts if not event.startswith("CONSULT")] == []


def test_what_police_do_at_a_match_is_an_event_and_what_teams_do_is_none(parser: Parser) -> None:
    text = (
        "Police arrested four fans at the stadium before the match. The team attacked the champion in the league."
    )
    assert told(parser, text) == ["COERCE arrest: Police > fans asserted"]


def test_whose_release_is_demanded_is_not_whom_it_is_demanded_of(parser: Parser) -> None:
    assert told(parser, "Spain demanded the release of the students.") == ["REQUEST yield: Spain > - asserted"]
    assert told(parser, "Spain demanded from Iran the release of the students.") == [
        "REQUEST yield: Spain > Iran asserted"
    ]


def test_the_first_to_do_it_does_it(parser: Parser) -> None:
    event = "SUPPORT -: Russia > Taliban government asserted"
    assert event in told(parser, "Russia became the first country to recognise the Taliban government.")


@pytest.mark.parametrize(
    ("text", "event"),
    [
        (
            "Britain will no longer share intelligence with Kenya.",
            "SANCTION discontinue: United Kingdom > Kenya future",
        ),
        ("Kenya has stopped sharing intelligence with Uganda.", "SANCTION discontinue: Kenya > Uganda asserted"),
        ("Kenya did not share intelligence with Uganda.", "COOPERATE -: Kenya > Uganda negated"),
        ("The president vowed not to lift the sanctions.", "REJECT yield: president > - asserted"),
        ("Sweden has sent fighters to Poland to patrol the border.", "MOBILIZE troops: Sweden > - asserted"),
        ("Sweden has sent fighters to Poland.", "AID -: Sweden > Poland asserted"),
    ],
)
def test_ends_refusals_and_deployments_are_told_from_their_likes(parser: Parser, text: str, event: str) -> None:
    assert event in told(parser, text)


def test_what_a_thriller_shows_has_not_happened(parser: Parser) -> None:
    assert told(parser, "The hit is a thriller in which rebels kidnap a senator and bomb the Capitol.") == []


def test_a_name_that_no_list_has_is_a_party_where_it_does_or_suffers_something(parser: Parser) -> None:
    document = understand(
        parser, "Arnor and Gondor signed a treaty on Monday. Typhoon Melor killed six people in Rohan."
    )
    parties = {entity.name for event in document.events for entity in (*event.actors, *event.recipients)}
    assert {"Arnor", "Gondor"} <= parties
    assert not any("Melor" in name for name in parties)


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Russian troops attacked Kryvyi Rih overnight.", "ASSAULT -: Russian Armed Forces > Kryvyi Rih asserted"),
        ("The army shelled the outskirts of Sumy.", "ASSAULT heavy-weapons: army > Sumy asserted"),
        ("The minister visited Seoul on Monday.", "CONSULT visit: minister > Seoul asserted"),
        ("The European Union imposed duties of 35 percent on electric cars from China.",
         "SANCTION discontinue: European Union > China asserted"),
    ],
)  # fmt: skip
def test_a_place_stands_for_those_whom_the_deed_touches(parser: Parser, text: str, event: str) -> None:
    assert event in told(parser, text)


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Rebels captured Goma on Monday.", "ASSAULT -: Rebels > - asserted"),
        ("The minister travelled to Geneva on Monday.", "CONSULT visit: minister > - asserted"),
    ],
)
def test_a_town_that_is_taken_or_only_the_venue_is_no_recipient(parser: Parser, text: str, event: str) -> None:
    assert told(parser, text) == [event]


def test_a_place_is_an_entity_only_where_an_event_takes_it(parser: Parser) -> None:
    document = understand(parser, "Soldiers attacked Kharkiv. A fair was held in Odesa.")
    assert [entity.name for entity in document.entities if entity.type == "place"] == ["Kharkiv"]


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Gunmen attacked the convoy of Governor Babagana Zulum.", "ASSAULT -: Gunmen > Babagana Zulum asserted"),
        ("Kenya rejected a plan drafted by Uganda.", "REJECT -: Kenya > Uganda asserted"),
        ("Sweden handed Ukraine 16 armoured vehicles.", "AID -: Sweden > Ukraine asserted"),
    ],
)
def test_whose_a_thing_is_suffers_what_is_done_to_it(parser: Parser, text: str, event: str) -> None:
    assert event in told(parser, text)


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Slovakia said it would not take part in the purchase.", "REJECT -: Slovakia > - asserted"),
        ("The officers pleaded not guilty.", "REJECT -: officers > - asserted"),
        ("Israel will respond forcefully to Iran.", "THREATEN -: Israel > Iran asserted"),
    ],
)
def test_to_say_that_one_will_or_will_not_is_the_deed(parser: Parser, text: str, event: str) -> None:
    assert event in told(parser, text)


def test_a_promise_to_do_no_harm_is_no_refusal(parser: Parser) -> None:
    assert told(parser, "Chad promised not to deport the refugees.") == ["AGREE -: Chad > refugees future"]


def test_a_meeting_for_talks_is_one_event(parser: Parser) -> None:
    assert told(parser, "France received the Kenyan ministers for talks on trade.") == [
        "CONSULT visit: Kenyan ministers > France asserted",
    ]


def test_a_deed_that_opens_the_sentence_is_its_subject(parser: Parser) -> None:
    events = told(parser, "Shelling by the army killed six villagers in Kachin, residents said.")
    assert events == ["ASSAULT -: army > villagers asserted"]


def test_a_verb_that_the_parser_joined_to_an_object_keeps_its_subject(parser: Parser) -> None:
    events = told(parser, "Lithuania expelled two diplomats and barred trucks from Belarus.")
    assert "SANCTION expel: Lithuania > diplomats asserted" in events


@pytest.mark.parametrize(
    ("text", "event"),
    [
        (
            "Unless the siege ended, the commander said, his men would storm the port.",
            "THREATEN violence: commander > - asserted",
        ),
        ("The rebels would blow up the dam if the army advanced, their spokesman said.",
         "THREATEN violence: rebels > - asserted"),
        ("Turkey will close the straits if the ships return, Ankara said.",
         "THREATEN restrict: Turkey > - asserted"),
    ],
)  # fmt: skip
def test_who_says_what_harm_he_will_do_on_a_condition_threatens(parser: Parser, text: str, event: str) -> None:
    assert event in told(parser, text)


def test_what_others_say_that_somebody_would_do_is_no_threat(parser: Parser) -> None:
    events = told(parser, "Analysts said Russia would invade Moldova if Ukraine fell.")
    assert events == ["ASSAULT -: Russia > Moldova hypothetical"]


def test_firms_that_quarrel_or_deal_with_each_other_tell_no_politics(parser: Parser) -> None:
    assert told(parser, "Nokia accused Huawei of copying its patents.") == []
    assert told(parser, "Toyota agreed to supply batteries to Ford.") == []
    assert told(parser, "China accused Nokia of spying.") == ["ACCUSE allege: China > Nokia asserted"]


def test_a_look_at_the_scene_visits_nobody(parser: Parser) -> None:
    assert told(parser, "The minister visited the scene.") == []


def test_a_protest_over_a_decision_meets_who_decided(parser: Parser) -> None:
    events = told(parser, "Algeria lodged a protest over France's decision.")
    assert events == ["ACCUSE disapprove: Algeria > France asserted"]


def test_the_errand_of_a_journey_was_done(parser: Parser) -> None:
    events = told(parser, "A Taliban delegation went to Tashkent to discuss trade with Uzbek officials.")
    assert [event.split()[-1] for event in events] == ["asserted"]


def test_the_present_tense_sets_what_is_to_come(parser: Parser) -> None:
    assert told(parser, "The court opens the trial of the banker on Friday.") == [
        "ACCUSE investigate: - > banker future"
    ]
    assert told(parser, "Protesters are marching on the ministry on Saturday.") == [
        "PROTEST demo: Protesters > - future"
    ]


def test_a_president_does_not_threaten_the_country_he_speaks_for(parser: Parser) -> None:
    text = "Serbia will send troops to the north if police enter the monastery, its president warned."
    assert told(parser, text) == ["THREATEN -: Aleksandar Vučić > - asserted"]


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Sweden sent Ukraine its first tanks.", "AID -: Sweden > Ukraine asserted"),
        ("Laos and Thailand opened a bridge together.", "COOPERATE -: Laos, Thailand > - asserted"),
        ("Talks opened in Oman on Monday.", "CONSULT -: - > - asserted"),
    ],
)
def test_a_gift_an_adverb_and_a_plural_are_read_where_the_parser_put_them(
    parser: Parser, text: str, event: str
) -> None:
    assert event in told(parser, text)


def test_one_side_alone_does_not_cooperate(parser: Parser) -> None:
    assert told(parser, "China's forces held naval drills in March.") == [
        "MOBILIZE troops: People's Liberation Army > - asserted"
    ]
