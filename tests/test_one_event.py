"""Two articles of one event: what they name, their main figures, and what sets them apart."""

from __future__ import annotations

from datetime import datetime

import pytest

from claimcheck import Article
from claimcheck.claims import extract_claims
from claimcheck.comparing import compare
from claimcheck.deciding import Context, one_event
from claimcheck.deciding.main_figures import toll_bar
from claimcheck.deciding.relations import relation_of
from claimcheck.deciding.same_slot import Signs, signs
from claimcheck.records import Claim, Pair, Probabilities
from claimcheck.segmenting import segment

UNSURE = (Probabilities(entailment=0.3, neutral=0.6, contradiction=0.1),) * 2


def told(*texts: str, days=("2024-03-05", "2024-03-05")) -> tuple[list[list[Claim]], Context]:
    articles = [
        Article(outlet=f"Outlet {n}", text=text, published=day)
        for n, (text, day) in enumerate(zip(texts, days, strict=True))
    ]
    claims = [list(extract_claims(a, segment(a))[0]) for a in articles]
    return claims, Context(
        days={a.id: a.day for a in articles},
        claims={a.id: c for a, c in zip(articles, claims, strict=True)},
        times={a.id: a.published for a in articles if isinstance(a.published, datetime)},
    )


def compared(*texts: str, **kwargs):
    """The first claims with figures of two articles, with all that a rule is given."""
    claims, context = told(*texts, **kwargs)
    one, other = (next(c for c in of if c.figures) for of in claims)
    comparison = compare(Pair(a=one, b=other, similarity=0.5))
    assert comparison.slot is not None
    seen: Signs = signs(comparison, comparison.slot, UNSURE)
    return comparison, comparison.slot, seen, context


def contradictions(checker, one: str, other: str) -> list[str]:
    """The kinds of the contradictions between two articles of one day."""
    articles = [
        Article(outlet="Herald", text=one, published="2024-03-05"),
        Article(outlet="Courier", text=other, published="2024-03-05"),
    ]
    return [finding.kind for finding in checker.check(articles).of("contradiction")]


ONE_EVENT = [
    (
        "54 miners were killed when a heap of waste collapsed at Hpakant.",
        "Myanmar mine disaster leaves 62 dead at Hpakant.",
    ),
    (
        "Pharma group Ostren agrees to buy Arvello for $8.6 billion in cash.",
        "A takeover by Ostren values the biotech firm Arvello at $11.2 billion.",
    ),
]
APART = [
    ("A landslide near Lombrive killed 12 people.", "A landslide near Castera killed 30 people."),
    (
        "Shelling killed 43 people in Donetsk in the week before the truce.",
        "Shelling killed seven people in Donetsk in the week after the truce.",
    ),
    ("Ostren's sales rose 8.2 percent in Asia.", "Ostren's sales fell 4.9 percent in Asia."),
    ("Ostren posts a quarterly profit of $18 billion.", "Ostren's annual profit is $53 billion."),
    ("A quake of magnitude 6.2 hit Lombrive.", "An aftershock of magnitude 5.4 hit Lombrive."),
]


@pytest.mark.parametrize(("one", "other"), ONE_EVENT)
def test_brief_articles_that_share_a_name_tell_one_event(one, other):
    assert one_event.tells_one_event(*compared(one, other))
    assert one_event.tells_one_event(*compared(other, one))


@pytest.mark.parametrize(("one", "other"), APART)
def test_brief_articles_that_words_set_apart_do_not(one, other):
    assert not one_event.tells_one_event(*compared(one, other))
    assert not one_event.tells_one_event(*compared(other, one))


def test_a_name_in_a_long_article_tells_too_little():
    more = (
        " The mayor of Hpakant closed the road on Monday. Schools in the town stayed shut for two "
        "days. Rescuers searched the lake with 14 boats. The government sent 200 soldiers."
    )
    one, other = ONE_EVENT[0]
    assert not one_event.tells_one_event(*compared(one + more, other))


LEAD = (
    "An air strike on a market in Maaret Hamra killed 16 civilians. The town lies in the south. "
    "Doctors asked for blood. Rescuers dug until the morning. The stalls burned for hours. "
)
LATER = (
    "The death toll from the strike on Maaret Hamra has risen to {}. Three hospitals are full. "
    "Families buried their dead. The road to the north is closed. The market will stay shut. "
)


def test_main_tolls_of_one_event_need_little_more():
    comparison, slot, _, context = compared(LEAD, LATER.format(24))
    assert toll_bar(comparison, slot, context) == "main_toll"


def test_a_toll_in_the_background_is_not_the_main_one():
    before = "Since April the war in the region has killed 880 civilians in Maaret Hamra."
    claims, context = told(LEAD, LATER.format(24) + "It rained. The mayor left. " + before)
    main = next(c for c in claims[0] if c.figures)
    old = next(c for c in claims[1] if any(f.low == 880 for f in c.figures))
    comparison = compare(Pair(a=main, b=old, similarity=0.5))
    assert comparison.slot is not None
    assert toll_bar(comparison, comparison.slot, context) is None


def test_tolls_of_events_that_share_no_name_are_not_compared_as_main_ones():
    comparison, slot, _, context = compared(LEAD, LATER.format(24).replace("Maaret Hamra", "Ostra"))
    assert toll_bar(comparison, slot, context) is None


@pytest.mark.parametrize(
    ("days", "relation"),
    [
        (("2024-03-05", "2024-03-06"), "update"),
        (("2024-03-06", "2024-03-05"), "contradiction"),
        (("2024-03-05T08:00:00Z", "2024-03-05T17:00:00Z"), "update"),
        (("2024-03-05T17:00:00Z", "2024-03-05T08:00:00Z"), "contradiction"),
        (("2024-03-05T08:00:00Z", "2024-03-05T08:40:00Z"), "contradiction"),
        (("2024-03-05", "2024-03-05"), "contradiction"),
    ],
)
def test_a_toll_that_grew_between_the_reports_is_an_update(days, relation):
    comparison, slot, _, context = compared(LEAD, LATER.format(24), days=days)
    pair = comparison.pair
    assert relation_of(pair.a, pair.b, slot, context)[0] == relation


def test_two_authorities_that_count_the_dead_hold_no_sides():
    claims, context = told(
        "Police said that 16 people were killed in Ostra.",
        "The health ministry said that 24 people were killed in Ostra.",
    )
    comparison = compare(Pair(a=claims[0][0], b=claims[1][0], similarity=0.5))
    assert comparison.slot is not None
    pair = comparison.pair
    assert relation_of(pair.a, pair.b, comparison.slot, context)[0] == "contradiction"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "Ostren buys Arvello for $19 billion.",
            "Ostren swallows Arvello: $4 billion in cash, $12 billion in shares and $3 billion "
            "in stock for the founders of Arvello.",
        ),
        (
            "The nurses of Ostra demand a pay rise of 8 percent.",
            "The hospital has offered the nurses of Ostra a pay rise of 3 percent.",
        ),
    ],
)
def test_parts_and_offers_do_not_contradict(checker, one, other):
    assert not contradictions(checker, one, other)


def test_a_short_denial_contradicts_a_longer_account(checker):
    one = "Riot police fired tear gas into the crowd outside the government building."
    other = "The police did not fire tear gas."
    assert contradictions(checker, one, other) == ["negation"]


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        (
            "The captain of the ferry was not on board when it tipped over.",
            "The captain was on board and at the wheel when the ferry tipped over.",
            "negation",
        ),
        (
            "Viorel Dancu was acquitted of money laundering because nothing was proved.",
            "Viorel Dancu was convicted of money laundering for using firms in Cyprus.",
            "antonym",
        ),
        (
            "Police said that Raymond Tafoya, 31, was arrested at his house in Belen on Monday.",
            "The suspect was identified as Raymond Tafoya, 27, of Belen.",
            "number",
        ),
    ],
)
def test_what_the_words_deny_needs_little_of_the_judge(checker, one, other, kind):
    assert contradictions(checker, one, other) == [kind]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "Ana Costa was convicted of money laundering in Lisbon.",
            "Rui Pinto was acquitted of money laundering in Lisbon.",
        ),
        (
            "The driver, 34, was treated for burns after the pileup on Monday.",
            "A passenger, 58, died in the pileup on Monday.",
        ),
        (
            "The captain was not on board when the ferry left.",
            "The cook was on board when the ferry left.",
        ),
    ],
)
def test_the_same_words_of_two_people_deny_nothing(checker, one, other):
    assert not contradictions(checker, one, other)
