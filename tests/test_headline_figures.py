"""Figures in headlines and in reports of casualties: value, unit, bound, noun and state.

All sentences are made up for this test.
"""

import pytest

from claimcheck.facts.figures import compare_figures, find_figures
from claimcheck.facts.states import PEOPLE_STATES, people_phrase
from claimcheck.records import Figure

# sentence, then for every figure in order: value, noun, state of the people ("" if none)
PEOPLE: list[tuple[str, list[tuple[float, str, str]]]] = [
    ("5 killed in hotel fire", [(5, "person", "killed")]),
    ("Five dead, 3 hurt in crash", [(5, "person", "killed"), (3, "person", "injured")]),
    ("Toll rises to 44", [(44, "person", "killed")]),
    ("Ferry toll now 44", [(44, "person", "killed")]),
    ("Death toll: 44", [(44, "person", "killed")]),
    ("Bus crash kills 12 in Peru", [(12, "person", "killed")]),
    ("Blast injures 9 at market", [(9, "person", "injured")]),
    ("44 drown as ferry sinks", [(44, "person", "killed")]),
    ("31 perish in mine collapse", [(31, "person", "killed")]),
    ("12 feared dead after landslide", [(12, "person", "feared dead")]),
    ("9 confirmed dead in avalanche", [(9, "person", "killed")]),
    ("Storm claims 17 lives", [(17, "person", "killed")]),
    (
        "Quake leaves 230 dead, 1,100 homeless",
        [(230, "person", "killed"), (1100, "person", "displaced")],
    ),
    ("Six shot dead at club", [(6, "person", "killed")]),
    ("Gunmen shoot 8: 3 gunned down at home", [(8, "", ""), (3, "person", "killed")]),
    ("Kingdom executes 37", [(37, "person", "killed")]),
    ("14 hostages freed", [(14, "person", "freed")]),
    ("Rebels release 14 hostages", [(14, "person", "freed")]),
    ("6,000 evacuated as river rises", [(6000, "person", "evacuated")]),
    ("Floods displace 20,000", [(20000, "person", "displaced")]),
    ("18 still missing", [(18, "person", "missing")]),
    ("18 people remain unaccounted for", [(18, "person", "missing")]),
    ("Police arrest 40 at rally", [(40, "person", "arrested")]),
    ("27 hospitalized after gas leak", [(27, "person", "hospitalised")]),
    ("Crews rescue 11 miners", [(11, "person", "rescued")]),
    (
        "The death toll from flooding in Texas rose to 25 on Sunday.",
        [(25, "person", "killed")],
    ),
    ("The toll from the fires in Maine had climbed to 31.", [(31, "person", "killed")]),
    (
        "Two more bodies were found, raising the toll to 63.",
        [(2, "person", "killed"), (63, "person", "killed")],
    ),
    ("That brings the number of dead to 19.", [(19, "person", "killed")]),
    ("The number of people killed in the quake has risen to 702.", [(702, "person", "killed")]),
    ("The number of injured rose to 88.", [(88, "person", "injured")]),
    ("Officials reported 12 deaths in Utah.", [(12, "person", "killed")]),
    ("Rescuers recovered 21 bodies.", [(21, "person", "killed")]),
    ("At least 52 people lost their lives.", [(52, "person", "killed")]),
    (
        "The collapse left 13 dead and 40 wounded.",
        [(13, "person", "killed"), (40, "person", "injured")],
    ),
    ("The bomber killed a clerk and seven other passengers.", [(7, "person", "killed")]),
    (
        "60 people, including 12 children, were killed.",
        [(60, "person", "killed"), (12, "child", "")],
    ),
    ("27 people in Baker County died.", [(27, "person", "killed")]),
    ("Twelve officers arrested 9 men.", [(12, "officer", ""), (9, "person", "arrested")]),
    ("The vaccine saved 40,000 lives.", [(40000, "life", "")]),
    ("He received 100 death threats.", [(100, "threat", "")]),
    ("The singer died at 90.", [(90, "age", "")]),
    ("He left home when he was 17.", [(17, "age", "")]),
]  # fmt: skip

# sentence, value, unit, noun
OTHERS: list[tuple[str, float, str, str]] = [
    ("Firm signs $1.2B deal", 1.2e9, "dollar", "deal"),
    ("U.S. adds 175,000 jobs", 175000, "", "job"),
    ("Dow drops 800 points", 800, "", "point"),
    ("Quake of magnitude 6.4 hits coast", 6.4, "", "magnitude"),
    ("6.4-magnitude quake hits coast", 6.4, "", "magnitude"),
    ("Magnitude-6.4 quake hits coast", 6.4, "", "magnitude"),
    ("Magnitude 6.4 quake hits coast", 6.4, "", "magnitude"),
    ("An earthquake measuring 6.4 struck", 6.4, "", "magnitude"),
    ("Mortgage rates up 0.25 point", 0.25, "percentage point", ""),
    ("Bank lifts rates a quarter point", 0.25, "percentage point", ""),
    ("A half-point cut is likely", 0.5, "percentage point", "cut"),
    ("Unemployment falls to 4.1%", 4.1, "percent", "unemployment"),
    ("Inflation at 3.2%", 3.2, "percent", "inflation"),
    ("Mayor vetoes $30 million budget", 3e7, "dollar", "budget"),
    ("The price of oil rose to $71", 71, "dollar", "price"),
    ("Seven of the region's counties voted", 7, "", "county"),
    ("Two-thirds of Morgan County voted for it", 2 / 3, "", ""),
    ("Only 26 percent agreed with him", 26, "percent", ""),
    ("some 32% expect conditions to worsen", 32, "percent", ""),
    ("He told the agency that he raised $50 million", 5e7, "dollar", ""),
    ("an 18-page dissent", 18, "", "page"),
    ("the $15-per-hour wage", 15, "dollar", "wage"),
    ("Tables stand at least 6 feet apart", 6, "foot", ""),
    ("the first attack in more than 50 years ended", 50, "year", ""),
    ("The plan won billions of dollars in aid", 2e9, "dollar", "aid"),
    ("Texas sent 25 to the meeting", 25, "", ""),
    ("34 were about to leave", 34, "", ""),
]


@pytest.mark.parametrize(
    ("sentence", "expected"), PEOPLE, ids=lambda v: v if isinstance(v, str) else ""
)
def test_people_share_one_form(sentence: str, expected: list[tuple[float, str, str]]) -> None:
    def read(figure: Figure) -> tuple[float, str, str]:
        states = [m for m in figure.modifiers if m in PEOPLE_STATES]
        assert len(states) <= 1
        return figure.low, figure.noun, "".join(states)

    assert [read(f) for f in find_figures(sentence)] == expected


@pytest.mark.parametrize(("sentence", "value", "unit", "noun"), OTHERS)
def test_headlines(sentence: str, value: float, unit: str, noun: str) -> None:
    (figure,) = find_figures(sentence)
    assert (figure.low, figure.unit, figure.noun) == (pytest.approx(value), unit, noun)


@pytest.mark.parametrize(
    "text",
    [
        "as told in paragraph 13 of the order",
        "an emperor who ruled from 218 to 222 A.D.",
        "a column called “The 360” said",
        "a category 4 hurricane",
    ],
)
def test_names_with_numbers_are_no_figures(text: str) -> None:
    assert find_figures(text) == ()


@pytest.mark.parametrize(
    ("sentence", "phrase"),
    [
        ("The storm killed 31 people.", "people killed"),
        ("31 soldiers were wounded.", "soldiers injured"),
        ("12 children died.", "children killed"),
        ("They sold 31 boats.", ""),
        ("Prices rose 31 percent.", ""),
    ],
)
def test_a_casualty_count_in_words(sentence: str, phrase: str) -> None:
    (figure,) = find_figures(sentence)
    assert people_phrase(figure) == phrase


@pytest.mark.parametrize(
    ("one", "other", "verdict"),
    [
        ("More than 1,000 people marched.", "More than 1,100 people marched.", "compatible"),
        ("At least 79 people died.", "At least 82 people died.", "different"),
        ("More than a dozen people were hurt.", "21 people were hurt.", "compatible"),
        ("A load of 660 pounds was found.", "A load of 661 pounds was found.", "compatible"),
        ("The vote was backed by 660 members.", "It was backed by 661 members.", "different"),
    ],
)
def test_minima_and_conversions_are_rounded_and_counts_are_not(one, other, verdict):
    (a,), (b,) = find_figures(one), find_figures(other)
    assert compare_figures(a, b).verdict == verdict
    assert compare_figures(b, a).verdict == verdict
