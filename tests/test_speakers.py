import pytest

from claimcheck.claims import extract_claims
from claimcheck.records import Article
from claimcheck.segmenting import segment


def said(text):
    article = Article(outlet="A", text=text, published="2025-07-06")
    claims, _ = extract_claims(article, segment(article))
    return [(claim.standalone, claim.speaker) for claim in claims]


@pytest.mark.parametrize(
    ("text", "content", "speaker"),
    [
        ("Twelve people died, Sheriff Larry Leitha said.", "Twelve people died.", "Larry Leitha"),
        ("Twelve people died, officials said on Sunday.", "Twelve people died.", "officials"),
        ("Twelve people died, said Mayor Ana Ruiz.", "Twelve people died.", "Ana Ruiz"),
        ("Mayor Ana Ruiz said twelve people died.", "Twelve people died.", "Ana Ruiz"),
        ("Mayor Ana Ruiz said on Friday that 12 people died.", "12 people died.", "Ana Ruiz"),
        ("Mayor Ana Ruiz told reporters that 12 people died.", "12 people died.", "Ana Ruiz"),
        (
            "Mayor Ana Ruiz, who took office in May, said 12 people died.",
            "12 people died.",
            "Ana Ruiz",
        ),
        ("According to the ministry, 40 people died.", "40 people died.", "ministry"),
        ("Forty people died, according to the ministry.", "Forty people died.", "ministry"),
        ("Forty people died, according to Reuters.", "Forty people died.", "Reuters"),
        (
            "Ishiba is visiting Washington in June, the Yomiuri newspaper reported on Sunday.",
            "Ishiba is visiting Washington in June.",
            "Yomiuri",
        ),
        (
            "'The two sides discussed tariffs in Paris,' a Treasury Department statement said.",
            "The two sides discussed tariffs in Paris.",
            "Treasury Department",
        ),
        (
            '"The bridge fell at noon," police chief Anna Berg said.',
            "The bridge fell at noon.",
            "Anna Berg",
        ),
        (
            "Of the dead, 68 were found in Kerr County, its sheriff, Larry Leitha, said on Sunday.",
            "Of the dead, 68 were found in Kerr County.",
            "Larry Leitha",
        ),
        (
            "Texas Gov. Greg Abbott said in a news conference in Austin "
            "on July 6 that 41 are missing.",
            "41 are missing.",
            "Greg Abbott",
        ),
        (
            "He said out of 750 girls at Camp Mystic, 23 are unaccounted for, "
            "according to the KSAT news station.",
            "Out of 750 girls at Camp Mystic, 23 are unaccounted for.",
            "KSAT",
        ),
        (
            "At least 20 rebels were killed in a blast on Thursday the Syrian Observatory said.",
            "At least 20 rebels were killed in a blast on Thursday.",
            "Syrian Observatory",
        ),
        (
            "Acme said it sold 50 million phones in May.",
            "Acme sold 50 million phones in May.",
            "Acme",
        ),
        (
            "The museum, Mayor Ana Ruiz said, was closed in May.",
            "The museum was closed in May.",
            "Ana Ruiz",
        ),
    ],
)
def test_the_attribution_is_taken_off(text, content, speaker):
    assert said(text) == [(content, speaker)]


def test_a_surname_gives_the_full_name():
    text = "Sheriff Larry Leitha spoke on Sunday. Leitha said 68 people died in Kerr County."
    assert said(text)[1] == ("68 people died in Kerr County.", "Larry Leitha")


def test_an_office_gives_its_holder():
    text = "Sheriff Larry Leitha spoke on Sunday. About 750 girls were there, the sheriff said."
    assert said(text)[1] == ("About 750 girls were there.", "Larry Leitha")


def test_he_said_follows_the_last_speaker():
    text = (
        "Minister Ryosei Akazawa said Japan wants a deal in June. "
        "Rare earths are among the topics, he added. But he said there would be no deal in May."
    )
    assert [speaker for _, speaker in said(text)] == ["Ryosei Akazawa"] * 3


def test_a_quote_that_goes_on_keeps_its_speaker():
    text = '"Three bridges fell on Monday," Mayor Ana Ruiz said. "Twelve people died in Lima."'
    assert [speaker for _, speaker in said(text)] == ["Ana Ruiz", "Ana Ruiz"]


def test_a_quote_named_only_at_its_end_has_its_speaker_from_the_start():
    text = '"Three bridges fell on Monday. Twelve people died in Lima," Mayor Ana Ruiz said.'
    assert [speaker for _, speaker in said(text)] == ["Ana Ruiz", "Ana Ruiz"]


def test_what_was_added_behind_has_the_same_speaker():
    text = "Twelve people died in Lima, Mayor Ana Ruiz said, adding that 40 people were hurt."
    assert said(text) == [
        ("Twelve people died in Lima.", "Ana Ruiz"),
        ("40 people were hurt.", "Ana Ruiz"),
    ]


def test_a_second_verb_of_saying_in_the_sentence():
    text = "Minister Ana Ruiz declined to give details on Monday, but said 12 people died."
    assert said(text)[1] == ("12 people died.", "Ana Ruiz")


@pytest.mark.parametrize(
    ("headline", "content", "speaker"),
    [
        ("Police: 3 suspects arrested in heist", "3 suspects arrested in heist.", "police"),
        ("State media: 14 soldiers killed", "14 soldiers killed.", "state media"),
        ("Velmora mayor: bridge to open in May", "Bridge to open in May.", "Velmora mayor"),
        ("Quake toll climbs to 1,200, says minister", "Quake toll climbs to 1,200.", "minister"),
        ("Two killed in Velmora blast: report", "Two killed in Velmora blast.", "report"),
        ("Toll passes 300 in Velmora - officials", "Toll passes 300 in Velmora.", "officials"),
        ("Toll from landslide at 27, officials say", "Toll from landslide at 27.", "officials"),
        ("Ana Ruiz: 'We will cut 300 jobs'", "We will cut 300 jobs.", "Ana Ruiz"),
        ("Marenia: 12 dead in ferry fire", "Marenia: 12 dead in ferry fire.", None),
        ("Ministry denies 200 were killed", "Ministry denies 200 were killed.", None),
    ],
)
def test_a_headline_names_its_source_in_its_own_way(headline, content, speaker):
    assert said(headline) == [(content, speaker)]


@pytest.mark.parametrize(
    ("text", "content", "speaker"),
    [
        (
            "“The bridge fell in 2014,” Bo Pan, one of its builders, told Vox in March.",
            "The bridge fell in 2014.",
            "Bo Pan",
        ),
        (
            "Sen. Joe Mann, a co-sponsor of a measure to expand background checks on gun sales "
            "online, in shops and at gun shows, said that 40 members oppose it.",
            "40 members oppose it.",
            "Joe Mann",
        ),
        ("Ruiz has repeatedly said that the firm lost 40 jobs.", "The firm lost 40 jobs.", "Ruiz"),
        (
            "Secretary of State Mike Pompo said 12 people died.",
            "12 people died.",
            "Mike Pompo",
        ),
        (
            "The minister of the Interior Bo Caz said 12 people died.",
            "12 people died.",
            "Bo Caz",
        ),
        (
            "Asked on Monday why some believe it failed, Ruiz said that 40 people left.",
            "40 people left.",
            "Ruiz",
        ),
        (
            'Trying to win them over, Ruiz said, "Yes, it cost 40 million dollars."',
            "Yes, it cost 40 million dollars.",
            "Ruiz",
        ),
        (
            "Of the six attacks that were foiled in Lima, he said, Abad led four of them.",
            "Of the six attacks that were foiled in Lima Abad led four of them.",
            None,
        ),
        (
            "“He replied that he needed 40 days for it,” Ana Ruiz added.",
            "He replied that he needed 40 days for it.",
            "Ana Ruiz",
        ),
        (
            "A person close to the talks said 40 people left.",
            "40 people left.",
            "person close to the talks",
        ),
        (
            "Stone was paid, according to the ministry, for telling 12 people in May.",
            "Stone was paid for telling 12 people in May.",
            "ministry",
        ),
        (
            "Forty people died, according to the Norland Institute, a body that counts them.",
            "Forty people died.",
            "Norland Institute",
        ),
    ],
)
def test_sources_with_more_around_them(text, content, speaker):
    assert said(text) == [(content, speaker)]


def test_saying_when_that():
    text = "President Ana Ruiz was calm, saying last month that she would not send 12 jets."
    assert said(text)[-1] == ("Ana Ruiz would not send 12 jets.", "Ana Ruiz")


def test_a_second_that_clause_loses_its_that():
    text = "The ministry said 125 people were in Lima, and that seven others were hurt."
    assert said(text)[1] == ("Seven others were hurt.", "ministry")


def test_but_another_source_says_something_else():
    text = (
        "An Acme spokesman told reporters that it lost 40 jobs, but the union said in a "
        "statement that 12 plants were closed."
    )
    assert said(text)[1] == ("12 plants were closed.", "union")


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Mayor Ana Ruiz spoke. She also said he hit 3 people.", "He hit 3 people."),
        ("Mayor Ana Ruiz spoke. He was hurt in 2014, Sheriff Bo Li said.", "He was hurt in 2014."),
    ],
)
def test_a_pronoun_that_is_somebody_else_is_left(text, content):
    assert said(text)[-1][0] == content


def test_they_is_no_single_person():
    text = "Mayor Ana Ruiz said 12 people died. The groups sued Norland, they said on Friday."
    assert said(text)[1] == ("The groups sued Norland.", "they")


@pytest.mark.parametrize(
    "text",
    [
        "The minister never said 200 soldiers were killed in Lima.",
        "No official has said that 200 soldiers were killed in Lima.",
        "The ministry has denied reports that 200 soldiers were killed in Lima.",
        "The army dismissed claims that 200 soldiers had been killed in Lima.",
        "Officials would not confirm that 200 soldiers were killed in Lima.",
        "Ministry denies that 200 soldiers were killed in Lima.",
    ],
)
def test_what_is_denied_is_never_claimed(text):
    assert [content for content, _ in said(text)] == [text]


def test_what_is_denied_behind_a_quote_is_never_claimed():
    text = '"Nobody died in Lima," the ministry said, denying that 200 were killed.'
    assert said(text) == [("Nobody died in Lima.", "ministry")]


@pytest.mark.parametrize(
    "text",
    [
        "Norland announced the ban after Ruiz tweeted that it would show weakness in May.",
        "Franks announced his resignation after two aides complained about 3 talks.",
        "Construction firms added 48,000 jobs in May.",
        "Rebels claimed an attack in Lima that killed 12 soldiers.",
        "Ruiz told graduates in Lima to reject 12 old habits.",
        "Hours after Ruiz announced that two prisoners were free, Lima closed its port.",
        "One person who said it was not needed was Ana Ruiz.",
        "The ministry denied that 40 people had died in Lima.",
        "The firm announced new prices for Japan in May.",
        "Japan faces a 24% tariff from July, a rate announced in April.",
        "The firm exported 40 cars to the United States.",
        "Critics called the talks in Paris a failure.",
    ],
)
def test_no_speaker_where_nobody_reports(text):
    assert said(text) == [(text, None)]
