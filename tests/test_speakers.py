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
    "text",
    [
        "The ministry denied that 40 people had died in Lima.",
        "The firm announced new prices for Japan in May.",
        "Japan faces a 24% tariff from July, a rate announced in April.",
        "The firm exported 40 cars to the United States.",
        "Critics called the talks in Paris a failure.",
    ],
)
def test_no_speaker_where_nobody_reports(text):
    assert said(text) == [(text, None)]
