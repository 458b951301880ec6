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
