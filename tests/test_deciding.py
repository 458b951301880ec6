"""Why two differing values are no contradiction, told with its reason; and what then is one."""

import pytest

from claimcheck import Article
from claimcheck.claims import extract_claims
from claimcheck.comparing import compare
from claimcheck.deciding.same_slot import probability, signs
from claimcheck.records import Pair, Probabilities
from claimcheck.segmenting import segment

APART = [
    (
        "Militants kill 11 soldiers in Wadira.",
        "Soldiers kill 17 militants in Wadira.",
        "counts what the other claim only mentions",
    ),
    (
        "The ferry Mira sank off Lisbon, killing 9 people.",
        "The ferry Oden sank off Lisbon, killing 13 people.",
        "names somebody or something that the other does not",
    ),
    (
        "Brandel was sentenced to three years in prison for bribery.",
        "Brandel could be sentenced to nine years in prison for bribery.",
        "what may be",
    ),
    (
        "Police arrested 12 protesters in the capital.",
        "Police arrested another 7 protesters in the capital.",
        "beside those already counted",
    ),
]


def report(checker, one, other, day="2024-03-05"):
    return checker.check(
        [
            Article(outlet="Herald", text=one, published=day),
            Article(outlet="Courier", text=other, published=day),
        ]
    )


@pytest.mark.parametrize(("one", "other", "reason"), APART)
def test_values_of_two_things_are_no_contradiction_and_the_reason_is_told(
    checker, one, other, reason
):
    found = report(checker, one, other)
    assert not found.of("contradiction")
    assert any(reason in skip.reason for skip in found.skips if skip.stage == "decide")


def test_the_same_sentences_with_one_thing_left_contradict(checker):
    for one, other in (
        ("Militants kill 11 soldiers in Wadira.", "Militants kill 17 soldiers in Wadira."),
        ("Typhoon Mira kills 9 in Quintara.", "Typhoon Mira kills 63 in Quintara."),
        (
            "Brandel was sentenced to three years in prison for bribery.",
            "Brandel was sentenced to nine years in prison for bribery.",
        ),
    ):
        assert report(checker, one, other).of("contradiction")


def test_a_weekday_that_fits_the_other_date_is_no_contradiction(checker):
    # Told anew in May; 6 December 2019 was a Friday.
    found = report(
        checker,
        "A student opened fire in a classroom at the Penfield air station on Friday.",
        "A student opened fire in a classroom at the Penfield air station on Dec. 6, 2019.",
        day="2020-05-18",
    )
    assert not found.of("contradiction")


def test_a_denial_never_agrees_with_what_it_denies(checker):
    found = report(
        checker,
        "The ministry denied that 200 soldiers were killed at the border post of Samar.",
        "200 soldiers were killed at the border post of Samar.",
    )
    assert not found.of("agreement")


def test_the_probability_of_one_slot_does_not_hang_on_the_order_of_the_claims():
    texts = (
        "The ferry Aurora sank off Lisbon on Monday, killing 31 people.",
        "At least 44 people drowned when the Aurora sank near Lisbon.",
    )
    articles = [
        Article(outlet=str(n), text=text, published="2024-03-05") for n, text in enumerate(texts)
    ]
    one, other = (next(c for c in extract_claims(a, segment(a))[0] if c.figures) for a in articles)
    answers = (
        Probabilities(entailment=0.8, neutral=0.1, contradiction=0.1),
        Probabilities(entailment=0.3, neutral=0.6, contradiction=0.1),
    )
    seen = []
    for a, b, told in ((one, other, answers), (other, one, answers[::-1])):
        comparison = compare(Pair(a=a, b=b, similarity=0.5))
        assert comparison.slot is not None
        seen.append(probability(signs(comparison, comparison.slot, told)))
    assert seen[0] == pytest.approx(seen[1])
    assert 0 < seen[0] < 1


NO_DAYS_APART = [
    (
        "Tuesday’s election is a referendum on the prime minister.",
        "He refused to join the coalition after April’s election.",
    ),
    (
        "“Officers found the woman asleep in a vehicle in a parking lot early this morning,” "
        "Katie Nelson said.",
        "Officers found the woman asleep in a vehicle in a parking lot on Tuesday morning.",
    ),
    (
        "The first of eight new planes came into service last month.",
        "The plane first came into service in 2017.",
    ),
    (
        "From 1997 to 2001 Wray served as an attorney in northern Georgia.",
        "Wray served as an attorney of the department from 2003 to 2005.",
    ),
]


@pytest.mark.parametrize(("one", "other"), NO_DAYS_APART)
def test_days_of_two_events_are_no_contradiction(checker, one, other):
    assert not report(checker, one, other, day="2019-03-11").of("contradiction")


def test_days_of_one_event_are(checker):
    found = report(
        checker,
        "The law will come into force on July 1.",
        "The law will come into force on August 1 for every private tenancy.",
    )
    assert [f.kind for f in found.of("contradiction")] == ["date"]


def test_two_articles_without_a_name_in_common_do_not_contradict(checker):
    lusaka = (
        "A bus fell into a ravine on Monday, killing 24 passengers. The driver, Mwila Banda, lost "
        "control on a bend near Kanyama. Rescuers worked through the night. The road was closed."
    )
    moroni = (
        "A bus fell into a ravine on Monday, killing 31 passengers. It had left Moroni at dawn. "
        "The minister, Loub Ahamada, spoke of a tragedy. The wounded were flown to Mutsamudu."
    )
    found = report(checker, lusaka, moroni)
    assert not found.of("contradiction")
    assert any("nobody and nothing in common" in skip.reason for skip in found.skips)
    assert report(checker, lusaka, moroni.replace("Moroni", "Kanyama")).of("contradiction")


def test_both_numbers_of_a_vote_are_one_value(checker):
    found = report(
        checker,
        "Senate passes infrastructure bill 69-30, sending it to the House.",
        "Senate passes infrastructure bill 66-33, sending it to House.",
    )
    assert found.of("contradiction")


def test_one_telling_value_agrees_though_a_day_differs(checker):
    found = report(
        checker,
        "Northern Steel reported a first-quarter loss of $137.4 million last month.",
        "The company Northern Steel lost $137.4 million in the first quarter.",
        day="2024-05-20",
    )
    assert [f.kind for f in found.of("agreement")] == ["number"]


PARTS = [
    (
        "The attacks in Paris killed 14 people, including three gunmen.",
        "The attacks in Paris killed 12 people.",
    ),
    ("His party won a six-seat victory in Tavora.", "His party won 21 seats in Tavora."),
    ("14 EU countries will expel diplomats.", "18 countries will expel diplomats."),
]


@pytest.mark.parametrize(("one", "other"), PARTS)
def test_a_part_or_a_margin_is_not_the_whole(checker, one, other):
    assert not report(checker, one, other).of("contradiction")


QUOTE = "“The number one priority of the team has been to secure a strong and fair contract,” "


def test_one_quote_of_two_people_contradicts_unless_an_article_names_both(checker):
    dittes = QUOTE + "Terry Dittes said in a statement on Monday."
    ames = QUOTE + "Clara Ames said in a statement on Monday."
    (finding,) = report(checker, dittes, ames).of("contradiction")
    assert finding.kind == "name"
    assert "Terry Dittes" in finding.reason and "Clara Ames" in finding.reason
    both = ames + " It had been written by Terry Dittes."
    assert not report(checker, dittes, both).of("contradiction")


def test_one_office_has_one_holder(checker):
    ames = "Hickox criticized New Jersey Gov. Walter Ames for enforcing the quarantine in Newark."
    ruiz = "New Jersey Gov. Rosa Ruiz was criticized by Hickox for enforcing the quarantine."
    assert [f.kind for f in report(checker, ames, ruiz).of("contradiction")] == ["name"]
    former = ruiz.replace("New Jersey Gov.", "Former New Jersey Gov.")
    assert not report(checker, ames, former).of("contradiction")
    chiames = "Whitefish spokesman Chris Chiames dismissed the criticism as unfounded carping."
    luce = "In an interview Whitefish spokesman Ken Luce called the criticism unfounded."
    assert not report(checker, chiames, luce).of("contradiction")
