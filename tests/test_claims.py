from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimcheck.claims import extract_claims
from claimcheck.facts.places import canonical_place, contains
from claimcheck.records import Article
from claimcheck.segmenting import segment

PAGE = Path(__file__).parent.parent / "examples" / "japan-tariffs" / "daily8.txt"


def extract(text, published="2025-06-01"):
    article = Article(outlet="A", text=text, published=published)
    return extract_claims(article, segment(article))


def alone(text):
    return [claim.standalone for claim in extract(text)[0]]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "Japan faces a 24% tariff rate starting in July unless it can negotiate a deal.",
            ["Japan faces a 24% tariff rate starting in July."],
        ),
        (
            "Japan, a major U.S. ally, faces a 24% tariff from next month unless it gives in.",
            ["Japan faces a 24% tariff from next month."],
        ),
        (
            "At least 82 people are dead and at least 41 more are missing after floods in Texas.",
            [
                "At least 82 people are dead after floods in Texas.",
                "At least 41 more are missing after floods in Texas.",
            ],
        ),
        (
            "Thieves broke into the museum and stole two paintings.",
            ["Thieves broke into the museum.", "Thieves stole two paintings."],
        ),
        (
            "Germany and France signed the treaty and Italy rejected it.",
            ["Germany and France signed the treaty.", "Italy rejected it."],
        ),
        (
            "Prices rose 3% in May while wages fell 1%.",
            ["Prices rose 3% in May.", "Wages fell 1%."],
        ),
        (
            "Eleven deaths were confirmed in other counties, pushing the toll to at least 79.",
            [
                "Eleven deaths were confirmed in other counties.",
                "The toll rose to at least 79.",
            ],
        ),
        (
            "Although exports fell 2% in May, imports rose 4%.",
            ["Exports fell 2% in May.", "Imports rose 4%."],
        ),
        (
            "The port, which is the second largest in Peru, made a profit of $3 million.",
            [
                "The port made a profit of $3 million.",
                "The port is the second largest in Peru.",
            ],
        ),
        (
            "LIMA (Reuters) - A quake killed 12 people in Peru on Friday.",
            ["A quake killed 12 people in Peru on Friday."],
        ),
        (
            "Two days after the floods hit, at least 82 people have been confirmed dead, "
            "more than 40 remain missing, and 12 rescuers are hurt.",
            [
                "Two days after the floods hit, at least 82 people have been confirmed dead.",
                "More than 40 remain missing.",
                "12 rescuers are hurt.",
            ],
        ),
    ],
)
def test_sentences_become_clauses_that_stand_alone(text, wanted):
    assert alone(text) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "Bessent and Lutnick called the talks frank in Washington.",
        "Rescuers said in Lima on Friday the men and women were safe.",
        "The firm that built the bridge and the road paid $3 million to Peru.",
        "The minister met the owners of Acme and Bolt in Paris on Monday.",
        "Akazawa, Bessent and Lutnick met in Washington on Friday.",
        "Sales of cars and trucks rose 3% in May.",
    ],
)
def test_what_only_looks_like_two_clauses_stays_whole(text):
    assert len(extract(text)[0]) == 1


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "A quake struck Marenia on Tuesday, killing at least 12 people and injuring 40.",
            [
                "A quake struck Marenia on Tuesday.",
                "A quake killed at least 12 people.",
                "A quake injured 40.",
            ],
        ),
        (
            "The camp is in Hunt, along the Ada River, where heavy rain caused the water to rise "
            "26 feet in 45 minutes.",
            [
                "The camp is in Hunt, along the Ada River.",
                "Along the Ada River heavy rain caused the water to rise 26 feet in 45 minutes.",
            ],
        ),
        (
            "The town was struck by the storm, which killed 31 people.",
            ["The town was struck by the storm.", "The storm killed 31 people."],
        ),
        (
            "Schools closed after the storm left 300,000 homes without power.",
            [
                "Schools closed after the storm left 300,000 homes without power.",
                "The storm left 300,000 homes without power.",
            ],
        ),
        (
            "The river rose quickly on Friday, with 27 people confirmed dead.",
            ["The river rose quickly on Friday.", "27 people were confirmed dead."],
        ),
        (
            "Eighteen drones were launched on Friday, with three of them failing to hit Velmora.",
            ["Eighteen drones were launched on Friday.", "Three of them failed to hit Velmora."],
        ),
        (
            "Marenia, a nation of 56,000, has two ports.",
            ["Marenia has two ports.", "Marenia is a nation of 56,000."],
        ),
        (
            "The mayor condemned the attack that left 21 people dead.",
            [
                "The mayor condemned the attack that left 21 people dead.",
                "The attack left 21 people dead.",
            ],
        ),
        (
            "When the storm hit Friday, there were 750 children at the camp, which is 85 miles "
            "from Velmora.",
            [
                "When the storm hit Friday, there were 750 children at the camp.",
                "The camp is 85 miles from Velmora.",
            ],
        ),
    ],
)
def test_facts_inside_a_clause_become_claims_of_their_own(text, wanted):
    assert alone(text) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "The bank will raise rates on Monday, cutting 200 jobs.",
        "Officials fled after rebels attacked the town, killing 12.",
        "The mayor praised the collapse of the bridge, which killed 12.",
        "The army denied that troops fired after rebels killed 12 soldiers.",
        "The mayor condemned an attack on a market that left 21 people dead.",
        "Marenia sold its plant in Velmora, which employs 300 people, to Acme for $3 million.",
        "Ruiz has fought for it since 20 children and six adults were killed in December.",
        "Two students described threats against them and the school after a video went viral.",
        "Killings rose, with 25,000 this year, including 13 mayors and 48 judges since May began.",
        "Not only did the party win 30 seats in Velmora, but the vote total was higher too.",
    ],
)
def test_whose_subject_is_not_plain_stays_whole(text):
    assert alone(text) == [text]


def test_a_pushed_toll_is_no_deed_of_the_deaths():
    (*_, toll) = extract("Eleven deaths were confirmed, bringing the overall toll to 79.")[0]
    assert toll.standalone == "The overall toll rose to 79."
    assert [f.low for f in toll.figures] == [79]


def test_a_figure_taken_out_is_not_the_main_clauses():
    claims = extract("The bill, which would cost $1.2 billion, passed on Friday.")[0]
    assert [[f.text for f in c.figures] for c in claims] == [[], ["$1.2 billion"]]


def test_an_insertion_with_including_stays_where_it_belongs():
    text = "At least 82 people, including 28 children and 30 adults, have died in Texas."
    (claim,) = extract(text)[0]
    assert [f.text for f in claim.figures] == ["82", "28", "30"]
    assert claim.standalone == text


@pytest.mark.parametrize(
    "headline",
    [
        "Ferry sinking kills 31",
        "Five dead as bus plunges into ravine",
        "At least 44 drown after ferry capsizes off Marenia",
        "Fed raises rates by quarter point",
        "Senate votes 52-48 to confirm judge",
        "Norland GDP shrinks 0.4% in second quarter",
        "Acme to cut 3,000 jobs",
        "Unemployment at 7.8 percent, lowest since 2009",
        "Storm knocks out power to 40,000 homes",
        "Avalanche buries 8 skiers",
        "Storm death toll now 19",
        "Judge blocks law",
    ],
)
def test_a_line_of_its_own_is_a_claim_without_figure_or_verb_too(headline):
    assert alone(headline) == [headline + "."]


@pytest.mark.parametrize(
    "text",
    [
        "It was not immediately clear whether 12 people died.",
        "It has been revealed by the Post that Ruiz met the envoy in May.",
        "It would release 10 years of tax returns.",
    ],
)
def test_it_takes_no_subject_that_does_not_fit(text):
    assert alone("Democrats met in Velmora on Monday. " + text)[1] == text


@pytest.mark.parametrize(
    "headline",
    [
        "Death toll rises to 25 in Texas flash floods",
        "Quake kills 12 in Peru",
        "12 dead in Peru quake",
        "Ferry Sinks Off Java, Killing 31",
        "Unemployment Rate Drops To 7.8 Percent",
    ],
)
def test_a_bare_headline_is_a_claim(headline):
    (claim,) = extract(headline)[0]
    assert claim.standalone == headline + "."
    assert claim.figures


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Will the talks in Paris succeed?", "question"),
        ("Sign up for our newsletter.", "interface text"),
        ("Read more about the G7 summit in Canada", "interface text"),
        ("Photo: Jane Doe", "interface text"),
        ("By Jane Doe", "interface text"),
        ("If tariffs rise in July, Japan will retaliate.", "conditional"),
        ("It was a wonderful day.", "opinion"),
        ("The Star", "fragment"),
        ("2 hours ago", "fragment without a verb"),
        ("Explainer: the 24% tariff", "fragment"),
        ("Marenia: what we know", "fragment"),
        ("See the full list of winners in Paris.", "imperative"),
        ("x" * 2000, "longer than 1000 characters"),
    ],
)
def test_what_is_no_claim_is_skipped_with_its_reason(text, reason):
    claims, skips = extract(text)
    assert claims == ()
    assert [(s.stage, s.reason) for s in skips] == [("extract", reason)]
    assert len(skips[0].item) <= 120


def test_a_pronoun_takes_the_subject_before_it():
    assert alone("Japan faces a 24% tariff. It is also scrambling to find a deal in June.")[1] == (
        "Japan is also scrambling to find a deal in June."
    )
    text = "Mayor Ana Ruiz opened the bridge on Monday. She spent $3 million on it."
    assert alone(text)[1] == "Ana Ruiz spent $3 million on it."


def test_a_pronoun_that_nothing_fits_is_left():
    assert alone("The bridge fell on Monday. She spent $3 million on it.")[1].startswith("She ")


def test_a_pronoun_beside_the_name_is_somebody_else():
    text = "Mayor Ana Ruiz spoke on Monday. She demanded that Ms. Ruiz resign by May 3."
    assert alone(text)[1] == "She demanded that Ms. Ruiz resign by May 3."


def test_figures_dates_and_names_lie_within_the_claim():
    text = "Japan faces a 24% tariff from next month unless it can agree with Canada by June 14."
    (claim,) = extract(text)[0]
    assert [f.text for f in claim.figures] == ["24%"]
    assert [d.text for d in claim.dates] == ["next month"]
    assert [(m.canonical, m.kind) for m in claim.mentions] == [("Japan", "place")]


def test_the_day_of_the_report_is_no_date_of_the_claim():
    (claim,) = extract("Twelve people died, Sheriff Ana Ruiz said on Friday.")[0]
    assert claim.dates == ()
    assert claim.standalone == "Twelve people died."


def test_names_have_one_form():
    text = (
        "U.S. President Donald Trump met Sihanoukville Autonomous Port (PAS) staff. "
        "Trump said PAS made $3 million in the United States, the U.N. and the US."
    )
    found = {m.text: (m.canonical, m.kind) for c in extract(text)[0] for m in c.mentions}
    assert found["Donald Trump"] == ("Donald Trump", "person")
    assert found["PAS"][0] == "Sihanoukville Autonomous Port"
    assert found["US"] == found["United States"] == ("United States", "place")
    assert found["U.N."] == ("United Nations", "organisation")


@pytest.mark.parametrize(
    ("a", "b", "wanted"),
    [
        ("Texas", "Kerr County", True),
        ("United States", "Kerr County", True),
        ("Japan", "Tokyo", True),
        ("US", "Texas", True),
        ("Kerr County", "Texas", False),
        ("Shanghai", "Hangzhou", False),
        ("Paris", "Paris", True),
        ("Atlantis", "Tokyo", False),
    ],
)
def test_places_contain_places(a, b, wanted):
    assert contains(a, b) is wanted


def test_every_listed_name_has_a_stable_canonical_form():
    for name in ("U.S.", "Britain", "Kiev", "D.C.", "Japanese", "Texans", "Kendall County"):
        canonical = canonical_place(name)
        assert canonical is not None
        assert canonical_place(canonical) == canonical


WORDS = """
Japan "We “ ” said , . and He it faces a 24% tariff who which , Akazawa that unless met in July
killed 12 people according to the report ( ) — : ; ? told reporters was not U.S. 's ’ '
"""
NEWS = st.lists(st.sampled_from([*WORDS.split(), "\n"])).map(" ".join)


@settings(max_examples=250, deadline=None)
@given(st.one_of(NEWS, st.text()))
def test_offsets_hold_and_nothing_disappears(text):
    article = Article(outlet="A", text=text, published="2025-06-01")
    sentences = segment(article)
    claims, skips = extract_claims(article, sentences)
    for claim in claims:
        assert text[claim.start : claim.end] == claim.text
        assert claim.sentence.start <= claim.start < claim.end <= claim.sentence.end
        assert claim.standalone.endswith(".")
        for part in (*claim.figures, *claim.dates, *claim.mentions):
            assert claim.start <= part.start < part.end <= claim.end
            assert text[part.start : part.end] == part.text
    assert len({c.sentence.index for c in claims}) + len(skips) == len(sentences)
    assert extract_claims(article, sentences) == (claims, skips)


@pytest.mark.parametrize(
    "text",
    [
        "a" * 100_000,
        "word " * 50_000,
        "He said that " * 20_000,
        '", he said, "' * 70,
        "Ab " * 300,
        "said and " * 100 + ".",
        "A (AP) " * 5_000,
    ],
)
def test_hostile_text_is_survived(text):
    claims, skips = extract(text)
    assert claims or skips


def test_the_seed_page_gives_its_facts():
    claims = alone(PAGE.read_text(encoding="utf-8"))
    assert "Japan faces a 24% tariff rate starting in July." in claims
    assert "Japan faces a 24% tariff from next month." in claims
    assert (
        "There would be no deal without U.S. concessions on tariffs, including on autos." in claims
    )
    assert not any("Try Our AI" in claim or "unless" in claim for claim in claims)


def test_a_figure_of_a_participle_keeps_what_happened_to_the_counted():
    text = "A passenger ferry sank off the coast of Marenia on Monday, killing 31 people."
    article = Article(outlet="Herald", text=text, published="2024-03-05")
    claims, _ = extract_claims(article, segment(article))
    (figure,) = {f for c in claims for f in c.figures}
    assert figure.noun == "person"
    assert "killed" in figure.modifiers
    assert text[figure.start : figure.end] == "31"
