"""Which words speak of the same one."""

from __future__ import annotations

import pytest
from entity_reading import at, heads, read

from stancewire.nlp.coreference_words import anaphor_types, gendered_nouns, given_names, regions
from stancewire.nlp.parser import Parser
from stancewire_schemas.codes import EntityType, MentionForm

model = pytest.mark.model


@model
@pytest.mark.parametrize(
    ("text", "pronoun", "name"),
    [
        ("Henry Ziemer resigned. He said the board was wrong.", "He", "Ziemer"),
        ("Maria Zakharova spoke. She criticised the plan.", "She", "Zakharova"),
        ("Maria Zakharova met Henry Ziemer. She thanked the hosts.", "She", "Zakharova"),
        ("Henry Ziemer said he would go.", "he", "Ziemer"),
        ("In his letter, Henry Ziemer asked for talks.", "his", "Ziemer"),
        ("Henry Ziemer praised his team.", "his", "Ziemer"),
        ("Henry Ziemer, who leads the party, resigned.", "who", "Ziemer"),
        ("Henry Ziemer hurt himself.", "himself", "Ziemer"),
        ("The Kremlin denied the report. It said the claim was false.", "It", "Kremlin"),
        ("The company, which makes boats, is bankrupt.", "which", "company"),
        ("Protesters burned tyres before they left.", "they", "Protesters"),
        ("Henry Ziemer met aides whose names were secret.", "whose", "aides"),
    ],
)
def test_a_pronoun_means_the_one_that_stands_out(parser: Parser, text: str, pronoun: str, name: str) -> None:
    document = read(parser, text)
    entity = at(document, pronoun)
    assert entity is not None
    assert entity is at(document, name)


@model
def test_the_object_is_not_the_subject(parser: Parser) -> None:
    document = read(parser, "Henry Ziemer spoke first. Oleg Tarasov accused him of lying.")
    assert at(document, "him") is at(document, "Ziemer")


@model
def test_a_new_main_clause_with_its_own_subject_moves_the_view(parser: Parser) -> None:
    text = (
        "Donald Trump denied it, but Washington doubled its reward for information leading to "
        "Nicolas Maduro's arrest, accusing him of links to gangs."
    )
    document = read(parser, text)
    assert at(document, "him") is at(document, "Maduro")


@model
def test_two_equal_candidates_leave_a_pronoun_unresolved(parser: Parser) -> None:
    document = read(parser, "Both Henry Ziemer and Oleg Tarasov feel that they cannot win.")
    assert at(document, "they") is None


@model
@pytest.mark.parametrize("text", ["It is clear that Russia won.", "Russia lost. It was raining.", "It seems over."])
def test_an_empty_it_means_nobody(parser: Parser, text: str) -> None:
    assert at(read(parser, text), "It") is None


@model
def test_a_letter_in_the_way_keeps_it_from_being_a_country(parser: Parser) -> None:
    document = read(parser, "Russia received a letter. It was long.")
    assert at(document, "It") is None


@model
def test_i_in_a_quote_is_its_speaker(parser: Parser) -> None:
    document = read(parser, '"I will not resign, and my party backs me," Henry Ziemer said.')
    ziemer = at(document, "Ziemer")
    assert ziemer is not None
    assert [at(document, word) for word in ("I", "my", "me")] == [ziemer, ziemer, ziemer]


@model
def test_i_goes_on_in_the_next_quote_of_the_paragraph(parser: Parser) -> None:
    document = read(parser, '"I am tired," Henry Ziemer said. "I want to go home."')
    assert at(document, "I", 1) is at(document, "Ziemer")


@model
def test_he_in_a_quote_is_not_its_speaker(parser: Parser) -> None:
    document = read(parser, '"He lied to us," Henry Ziemer said.')
    assert at(document, "He") is None


@model
def test_i_outside_quotes_is_nobody_in_a_report(parser: Parser) -> None:
    document = read(parser, "Henry Ziemer resigned. I was there.")
    assert at(document, "I") is None


@model
def test_i_in_the_answers_of_an_interview_is_who_was_spoken_with(parser: Parser) -> None:
    text = (
        "We spoke with Tina McKenzie about her career.\n\nHow do you train?\n\nI train daily. I love my sport. "
        "I run and I swim.\n\nWhy did you stop?\n\nI was tired."
    )
    document = read(parser, text)
    mckenzie = at(document, "McKenzie")
    assert mckenzie is not None
    assert at(document, "I", 0) is mckenzie
    assert at(document, "you", 0) is mckenzie


@model
@pytest.mark.parametrize(
    ("text", "noun", "name"),
    [
        ("The African Union met on Friday. The bloc suspended Mali.", "bloc", "Union"),
        ("Kenya closed its border. The country has hosted refugees for years.", "country", "Kenya"),
        ("Boko Haram took the town. The group has fought for years.", "group", "Haram"),
        ("The Okavango Mining Ministry objected. The ministry wants a fee.", "ministry", "Ministry"),
        ("Prime Minister Tamsin Okafor resigned. The prime minister gave no reason.", "minister", "Okafor"),
        ("Former mayor Tamsin Okafor was jailed. The former mayor denied guilt.", "mayor", "Okafor"),
        ("Two gunmen entered the bank. The gunmen fled by car.", "gunmen", "gunmen"),
        ("A suspect was held. The suspect denied it.", "suspect", "suspect"),
        ("Al-Shabaab fighters attacked the hotel. The militants killed nine.", "militants", "fighters"),
        ("Talks began in Venezuela. The South American country wants peace.", "country", "Venezuela"),
    ],
)
def test_a_definite_noun_takes_up_what_was_named(parser: Parser, text: str, noun: str, name: str) -> None:
    document = read(parser, text)
    entity = at(document, noun, -1)
    assert entity is not None
    assert entity is at(document, name)


@model
def test_a_noun_with_its_own_restriction_takes_up_nothing(parser: Parser) -> None:
    document = read(parser, "Prime Minister Tamsin Okafor resigned. The prime minister of Peru did not.")
    assert at(document, "minister") is not at(document, "Okafor")


@model
def test_a_noun_of_another_country_takes_up_nothing(parser: Parser) -> None:
    document = read(parser, "French President Emmanuel Macron spoke. The Venezuelan president listened.")
    assert at(document, "president") is not at(document, "Macron")


@model
def test_the_holder_of_a_post_on_the_day_is_the_person(parser: Parser) -> None:
    document = read(parser, "The French president spoke. Emmanuel Macron did not take questions.")
    assert at(document, "president") is at(document, "Macron")


@model
def test_a_post_without_a_name_is_linked_to_its_holder(parser: Parser) -> None:
    entity = at(read(parser, "The Russian president spoke for an hour."), "president")
    assert entity is not None
    assert entity.name == "Vladimir Putin"
    assert 0 < entity.link_confidence < 0.9


@model
def test_a_former_or_deputy_post_is_not_its_holder(parser: Parser) -> None:
    entity = at(read(parser, "The former Russian president spoke for an hour."), "president")
    assert entity is not None
    assert entity.name != "Vladimir Putin"


@model
def test_a_leader_s_own_government_is_that_of_the_country(parser: Parser) -> None:
    document = read(parser, "French President Emmanuel Macron said his government wanted peace.")
    entity = at(document, "government")
    assert entity is not None
    assert entity.id == "sw:gov/FRA"


@model
def test_pronouns_and_nouns_have_their_form(parser: Parser) -> None:
    document = read(parser, "Henry Ziemer, the minister, said he was ill.")
    entity = at(document, "Ziemer")
    assert entity is not None
    forms = {document.parse[m.head].text: m.form for m in entity.mentions}
    assert forms == {"Ziemer": MentionForm.NAME, "minister": MentionForm.NOMINAL, "he": MentionForm.PRONOUN}


@model
def test_a_repeat_changes_nothing(parser: Parser) -> None:
    text = "Henry Ziemer, who leads it, said he and his party would go. The party agreed."
    assert [repr(e) for e in read(parser, text).entities] == [repr(e) for e in read(parser, text).entities]


@model
def test_the_cost_grows_with_the_length_and_not_faster(parser: Parser) -> None:
    once = read(parser, "Henry Ziemer said he was ill. The company denied it.\n" * 20)
    assert len(heads(once, at(once, "Ziemer"))) >= 40


def test_those_whom_soldiers_kill_are_no_troops(parser: Parser) -> None:
    text = "Troops were pursuing the assailants, the army said. It said soldiers had killed seven of them."
    document = read(parser, text)
    assert "them" in heads(document, at(document, "assailants"))


def test_whoever_does_it_is_not_whom_it_is_done_to(parser: Parser) -> None:
    document = read(parser, "Soldiers dispersed a crowd of supporters, beating several of them.")
    assert "them" in heads(document, at(document, "crowd"))


def test_no_name_has_two_genders() -> None:
    assert set(given_names().values()) == {"m", "f"}
    assert len(given_names()) > 1000


def test_gendered_nouns_are_lower_case() -> None:
    assert all(noun == noun.lower() and gender in {"m", "f"} for noun, gender in gendered_nouns().items())


def test_every_anaphor_names_known_types() -> None:
    assert all(noun == noun.lower() and kinds <= set(EntityType) for noun, kinds in anaphor_types().items())
    assert EntityType.COUNTRY in anaphor_types()["country"]


def test_every_region_has_known_countries() -> None:
    for adjective, codes in regions().items():
        assert adjective[0].isupper()
        assert codes
        assert all(len(code) == 3 and code.isupper() for code in codes)


@model
def test_the_bloc_beside_a_name_is_no_bloc_of_before(parser: Parser) -> None:
    text = (
        "The African Union suspended Guinea-Bissau. Bola Tinubu, who chairs the regional bloc ECOWAS, said force "
        "was not on the table. The bloc threatened Niger in 2023."
    )
    document = read(parser, text)
    assert at(document, "bloc", 0) is at(document, "ECOWAS")
    assert at(document, "bloc", 1) is at(document, "ECOWAS")


@model
def test_the_bloc_is_no_programme_that_many_countries_run(parser: Parser) -> None:
    text = "The African Union met. The World Food Programme sent rice. The bloc promised money."
    document = read(parser, text)
    assert at(document, "bloc") is at(document, "Union")


@model
def test_who_is_freed_is_who_was_seized(parser: Parser) -> None:
    document = read(parser, "Gunmen seized 287 pupils in Kaduna; they were freed two weeks later.")
    assert at(document, "they") is at(document, "pupils")


@model
def test_the_government_is_not_the_state_government_of_before(parser: Parser) -> None:
    document = read(parser, "The state government imposed a curfew. The government said it would send troops.")
    assert at(document, "government", 0) is not at(document, "government", 1)


@model
def test_the_president_is_no_president_of_a_court(parser: Parser) -> None:
    text = (
        "Poland's president Karol Nawrocki vetoed a bill. The Supreme Court is split. Its president, Malgorzata "
        "Manowska, is silent. About 200 supporters of the president marched."
    )
    document = read(parser, text)
    assert at(document, "president", 2) is at(document, "Nawrocki")


@model
@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Henry Ziemer won the vote. The 44-year-old thanked Finland.", "Ziemer"),
        ("Maria Polk was led to a van. Police freed the 52-year-old at noon.", "Polk"),
    ],
)
def test_the_44_year_old_is_the_one_named_before(parser: Parser, text: str, name: str) -> None:
    document = read(parser, text)
    assert at(document, "old") is at(document, name)


@model
def test_a_44_year_old_is_somebody_new(parser: Parser) -> None:
    document = read(parser, "Henry Ziemer won the vote. A 44-year-old was killed.")
    assert at(document, "old") is None


@model
def test_he_is_the_minister_told_of_last_and_not_who_spoke_before(parser: Parser) -> None:
    document = read(
        parser,
        "Ramon Salcedo praised the truce.\nJapan's foreign minister, Hideo Arakawa, sidestepped the question. "
        "He thanked Indonesia.",
    )
    assert at(document, "He") is at(document, "Arakawa")


@model
def test_who_is_named_late_was_meant_before(parser: Parser) -> None:
    document = read(
        parser, "Students jeered the education minister. Police led away the minister, Shafiqul Alam, at noon."
    )
    assert at(document, "minister") is at(document, "Alam")


@model
def test_another_minister_named_is_not_the_one_before(parser: Parser) -> None:
    document = read(parser, "The health minister resigned. The foreign minister, Ali Demir, praised Kenya.")
    assert at(document, "minister") is not at(document, "Demir")


@model
@pytest.mark.parametrize(
    ("text", "noun", "name"),
    [
        ("Foreign Minister Henry Ziemer met Prime Minister Oleg Tarasov. Talks failed, the prime minister said.",
         "minister", "Tarasov"),
        ("Foreign Minister Henry Ziemer met Prime Minister Oleg Tarasov. Talks failed, the foreign minister said.",
         "minister", "Ziemer"),
        ("Prime Minister Oleg Tarasov spoke. The call went well, according to the prime minister, who was tired.",
         "minister", "Tarasov"),
    ],
)  # fmt: skip
def test_the_words_before_a_post_say_whose_it_is(parser: Parser, text: str, noun: str, name: str) -> None:
    document = read(parser, text)
    assert at(document, noun) is at(document, name)


@model
def test_the_minister_is_not_the_prime_minister(parser: Parser) -> None:
    document = read(parser, "Prime Minister Oleg Tarasov spoke. The talks failed, the minister said.")
    assert at(document, "minister") is not at(document, "Tarasov")


@model
def test_a_pronoun_in_the_objects_place_looks_for_an_object(parser: Parser) -> None:
    document = read(parser, "Police arrested the activists on Monday. A court sentenced them to five years.")
    assert at(document, "them") is at(document, "activists")


@model
@pytest.mark.parametrize("word", ["There", "One"])
def test_a_word_for_nobody_in_particular_takes_up_no_person(parser: Parser, word: str) -> None:
    document = read(parser, f"Henry Ziemer resigned. {word} would think that the board was wrong.")
    assert at(document, word) is None


@model
@pytest.mark.parametrize(
    ("text", "noun", "name"),
    [
        ("Lebanon must disarm Hezbollah. Israel accused the group of arming.", "group", "Hezbollah"),
        ("Chad's health ministry spoke. Iran's foreign ministry did. Ten died, the health ministry said.",
         "ministry", "health"),
        ("Iran, which backs Hezbollah, was angry. Its foreign ministry demanded justice.", "Its", "Iran"),
    ],
)  # fmt: skip
def test_what_only_some_can_be_or_have_says_who_is_meant(parser: Parser, text: str, noun: str, name: str) -> None:
    document = read(parser, text)
    last = [token for token in document.parse if token.text == noun][-1]
    first = next(token for token in document.parse if token.text == name)
    assert document.entity_covering(last) is not None
    assert document.entity_covering(last) is document.entity_covering(first)


@model
def test_a_headlines_surname_is_that_of_the_first_of_the_family(parser: Parser) -> None:
    text = "Ziemer jailed for plot\n\nA court jailed Henry Ziemer. Ziemer appealed. Otto Ziemer, his son, spoke."
    document = read(parser, text)
    assert document.entity_covering(document.parse[0]) is document.entity_covering(document.parse.tokens[9])


@model
def test_a_noun_that_says_what_somebody_is_speaks_of_that_one(parser: Parser) -> None:
    document = read(parser, "Henry Ziemer resigned. He was a volunteer at the camp.")
    assert at(document, "volunteer") is at(document, "Ziemer")


@model
@pytest.mark.parametrize(
    "text",
    [
        "Henry Ziemer resigned. He was not a volunteer.",
        "Henry Ziemer resigned. He would be a volunteer.",
        "Henry Ziemer resigned. There was a volunteer at the camp.",
    ],
)
def test_what_somebody_is_not_or_only_may_be_is_left_alone(parser: Parser, text: str) -> None:
    document = read(parser, text)
    assert at(document, "volunteer") is not at(document, "Ziemer")


@model
def test_a_ministry_is_not_the_government_that_spoke_last(parser: Parser) -> None:
    document = read(parser, "Beijing does not recognise the ruling. The foreign ministry said it would protest.")
    assert at(document, "ministry") is not at(document, "Beijing")
