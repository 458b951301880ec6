"""Slots: values of one thing are joined, over the bundle, whatever the order of its articles."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, datetime

import pytest

from claimcheck.errors import ModelError
from claimcheck.judging.catalogue import locate
from claimcheck.language.parsing import Parser
from claimcheck.mentions.reading import read_texts
from claimcheck.records import Article, DateSpan, Figure, Frame, Member, Mention, Sentence
from claimcheck.slots import find_slots, weights_for
from claimcheck.slots.candidates import Candidate
from claimcheck.slots.linking import Linker, Weighed
from claimcheck.slots.passages import MASK
from claimcheck.slots.weighing import read_weights
from claimcheck.values import compare_values

SHIPPED = weights_for(locate("tiny").folder)


@pytest.fixture(scope="module")
def parser():
    return Parser.load()


def mention(article, value, *, at=0, role="level"):
    sentence = Sentence(article=article, index=at, paragraph=0, start=0, end=9, text="x")
    figure = Figure(
        text=str(value), start=at * 10, end=at * 10 + 2, low=float(value), high=float(value)
    )
    return Mention(
        article=article,
        outlet=article,
        sentence=sentence,
        value=figure,
        frame=Frame(role=role),
    )


def weighed(mentions, a, b, probability):
    same = mentions[a].value.low == mentions[b].value.low
    return Weighed(Candidate(a, b, "equal" if same else "different", 0.5), probability, 0.5)


def groups(mentions, pairs, together=0.5):
    made = [weighed(mentions, *pair) for pair in pairs]
    linker = Linker(mentions, together=together)
    linker.join([w for w in made if w.candidate.near])
    linker.join([w for w in made if not w.candidate.near])
    return [members for members, _ in linker.groups()]


def test_only_values_without_an_equal_that_are_each_others_best_are_still_asked_about():
    found = [mention("a", 31), mention("b", 31), mention("b", 44, at=1), mention("a", 50, at=1)]
    linker = Linker(found, together=0.5)
    linker.join([weighed(found, 0, 1, 0.9)])
    asked = [Candidate(0, 2, "different", 0.9), Candidate(2, 3, "different", 0.1)]
    assert linker.open(asked, [5.0, 1.0]) == [1]
    third = [*asked, Candidate(1, 3, "different", 0.5)]
    assert linker.open(third, [5.0, 1.0, 2.0]) == [1]


def test_a_value_that_has_its_equal_in_the_other_article_is_linked_to_nothing_else_there():
    found = [mention("a", 31), mention("b", 31), mention("b", 44, at=1)]
    assert groups(found, [(0, 1, 0.6), (0, 2, 0.9)]) == [(0, 1)]


def test_values_that_differ_are_joined_where_neither_has_its_equal():
    found = [mention("a", 31), mention("b", 44), mention("c", 44)]
    assert groups(found, [(1, 2, 0.8), (0, 1, 0.7), (0, 2, 0.7)]) == [(0, 1, 2)]


def test_one_article_gives_one_value_of_a_slot_but_for_its_earlier_value():
    found = [mention("a", 31), mention("b", 44), mention("b", 12, at=1)]
    assert groups(found, [(0, 1, 0.8), (0, 2, 0.7)]) == [(0, 1)]
    earlier = [*found[:2], mention("b", 12, at=1, role="earlier value")]
    assert groups(earlier, [(0, 1, 0.8), (0, 2, 0.7)]) == [(0, 1, 2)]


def test_of_a_live_blog_each_entry_may_give_a_value_of_one_and_the_same_thing():
    def told(value, hour, at, predicate):
        made = mention("a", value, at=at)
        frame = Frame(measured="person", predicate=predicate)
        return replace(made, frame=frame, entry=datetime(2025, 3, 11, hour))

    found = [told(3, 9, 0, "kill"), told(7, 12, 1, "kill"), mention("b", 5)]
    assert groups(found, [(0, 2, 0.8), (1, 2, 0.7)]) == [(0, 1, 2)]
    found[0] = told(3, 9, 0, "rescue")
    assert groups(found, [(0, 2, 0.8), (1, 2, 0.7)]) == [(0, 2)]
    found[0] = told(3, 12, 0, "kill")  # two values of one entry
    assert groups(found, [(0, 2, 0.8), (1, 2, 0.7)]) == [(0, 2)]


def test_one_sure_pair_does_not_join_two_groups_that_speak_of_two_things():
    found = [mention("a", 2), mention("b", 2), mention("a", 2, at=1), mention("b", 2, at=1)]
    pairs = [(0, 1, 0.95), (2, 3, 0.95), (0, 3, 0.55), (1, 2, 0.05)]
    assert groups(found, pairs, together=0.8) == [(0, 1), (2, 3)]


def test_an_article_gives_one_day_of_a_slot_although_days_counted_from_another_may_be_one():
    def month(article, number, at):
        span = DateSpan(
            text="next month", start=at * 20, end=at * 20 + 10, granularity="month", inferred=True,
            first=date(2025, number, 1), last=date(2025, number, 30),
        )  # fmt: skip
        return replace(mention(article, number, at=at), value=span)

    found = [month("a", 6, 0), month("a", 7, 1), month("b", 7, 0)]
    assert compare_values(found[0].value, found[2].value).verdict == "compatible"
    linker = Linker(found, together=0.0)
    linker.join([Weighed(Candidate(1, 2, "equal", 0.9), 0.9, 0.5)])
    linker.join([Weighed(Candidate(0, 2, "compatible", 0.9), 0.8, 0.5)])
    assert [members for members, _ in linker.groups()] == [(1, 2)]


def test_below_its_threshold_nothing_is_joined():
    assert groups([mention("a", 31), mention("b", 31)], [(0, 1, 0.49)]) == []


STORY = [
    Article(
        outlet="Herald",
        published=date(2025, 3, 4),
        text="A ferry sank off Harwick on Monday. At least 31 people were killed, police said. "
        "The ship was 40 metres long.",
    ),
    Article(
        outlet="Courier",
        published=date(2025, 3, 4),
        text="The sinking of a ferry off Harwick on Monday killed 31 people. "
        "Rescuers worked for 12 hours.",
    ),
    Article(
        outlet="Post",
        published=date(2025, 3, 4),
        text="Police said 44 people were killed when the ferry sank off Harwick.",
    ),
]


def ask_by_words(pairs):
    """A judge that believes whatever shares half of its words."""
    answers = []
    for a, b in pairs:
        assert MASK in a and MASK in b
        one, other = set(a.lower().split()), set(b.lower().split())
        answers.append(0.95 if len(one & other) > 0.5 * min(len(one), len(other)) else 0.05)
    return answers


def slots_of(articles, parser):
    texts, mentions, _ = read_texts([Member(article=a, origin=a.id) for a in articles], parser)
    return find_slots(mentions, texts, ask_by_words, SHIPPED)[0]


def test_the_order_of_the_articles_changes_nothing(parser):
    expected = slots_of(STORY, parser)
    shuffled = STORY[:]
    for seed in range(3):
        random.Random(seed).shuffle(shuffled)
        assert slots_of(shuffled, parser) == expected


def test_every_link_shows_the_passages_and_the_features_that_it_rests_on(parser):
    found = slots_of(STORY, parser)
    assert found
    for slot in found:
        assert len({m.article for m in slot.mentions}) > 1
        assert slot.name
        for made in slot.links:
            assert made.probability >= made.threshold
            assert made.premise.count(MASK) == made.hypothesis.count(MASK) == 1
            assert made.features


def test_the_judge_never_sees_the_value_that_it_is_asked_about(parser):
    seen = []

    def ask(pairs):
        seen.extend(pairs)
        return [0.5] * len(pairs)

    texts, mentions, _ = read_texts([Member(article=a, origin=a.id) for a in STORY], parser)
    find_slots(mentions, texts, ask, SHIPPED)
    assert seen
    assert not any("31" in side or "44" in side for pair in seen for side in pair)


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"questions": 3, "together": 1}', "{"])
def test_weights_that_are_none_are_refused(text):
    with pytest.raises(ModelError, match="weights"):
        read_weights(text)


def _told(*texts):
    return [
        Article(outlet=f"O{n}", published=date(2025, 3, 4), text=text)
        for n, text in enumerate(texts)
    ]


def _joined(parser, *texts, judged=0.001):
    texts, mentions, _ = read_texts([Member(article=a, origin=a.id) for a in _told(*texts)], parser)
    slots, _ = find_slots(mentions, texts, lambda pairs: [judged] * len(pairs), SHIPPED)
    return [sorted(m.value.text for m in slot.mentions) for slot in slots]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The ferry was built in 1987.", "The ferry was built in 1978."),
        ("The terminal can hold 40,000 tonnes.", "The terminal can hold 14,000 tonnes."),
        # what narrows the noun that is counted
        (
            "Police seized 40 small sealed blue barrels of acid.",
            "Police seized 60 barrels of acid.",
        ),
        ("Three heavily armed, masked men robbed the bank.", "Five masked men robbed the bank."),
        ("The navy stopped five high-speed boats.", "The navy stopped eight boats."),
        # none as a count
        ("Nobody was hurt in the fire.", "Three people were hurt in the fire."),
        ("No passengers were hurt in the fire.", "Six passengers were hurt in the fire."),
        # a part of a number against a count
        ("Both engines of the plane failed.", "One of the two engines of the plane failed."),
        ("Half of the 40 passengers were hurt.", "Twelve passengers were hurt."),
        # a change told in one word and in several
        ("The bank halved its dividend.", "The bank cut its dividend by a third."),
        ("Exports from Orvelia doubled.", "Exports from Orvelia rose by 40 percent."),
        ("The price of rice rose threefold.", "The price of rice doubled."),
    ],
)
def test_the_same_words_but_for_the_value_need_no_judge(parser, one, other):
    assert len(_joined(parser, f"It sank at dawn. {one}", f"Nobody was hurt. {other}")) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("He served for 12 long years.", "He served for 31 long years."),  # whoever he is
        ("Some 12 came.", "Some 31 came."),
        ("The ferry was built in 1987.", "The lighthouse was built in 1978."),
        ("Militants killed 40 Orvelian soldiers.", "Militants killed 60 soldiers."),
        ("Police seized 40 blue barrels of acid.", "Police seized 60 sealed barrels of acid."),
        ("The bank halved its dividend.", "The bank cut its workforce by a third."),
        ("Both engines of the plane failed.", "Twelve engines of the plane failed."),
    ],
)
def test_the_same_words_that_may_be_said_of_two_things_need_one(parser, one, other):
    assert not _joined(parser, f"It sank at dawn. {one}", f"Nobody was hurt. {other}")


@pytest.mark.parametrize(
    ("one", "other", "joined"),
    [
        # the value and the place, or two names, are others
        (
            "A gunman killed three people at a supermarket in Talmor.",
            "A gunman killed five people at a supermarket in Velde.",
            False,
        ),
        (
            "The derailment of a tram injured 14 people in Munich.",
            "The derailment of a tram injured 22 people in Marseille.",
            False,
        ),
        (
            "The governor of Sarn, Ana Ruiz, was acquitted on Monday.",
            "The governor of Lund, Nell Tarr, was acquitted on Monday.",
            False,
        ),
        # a place in the other, one that the other article names, one that is not told
        (
            "The derailment of a tram injured 14 people in Munich.",
            "The derailment of a tram injured 22 people in southern Germany.",
            True,
        ),
        (
            "A landslide buried four houses in Garve. Garve lies in the valley of Tolva.",
            "A landslide buried nine houses in Tolva.",
            True,
        ),
        (
            "A gunman killed three people at a supermarket.",
            "A gunman killed five people at a supermarket in Velde.",
            True,
        ),
        # one name is another where the day is the same
        (
            "The governor of Sarn was acquitted on Monday.",
            "The governor of Lund was acquitted on Monday.",
            True,
        ),
    ],
)
def test_two_happenings_in_the_same_words_are_no_slot(parser, one, other, joined):
    assert bool(_joined(parser, one, other, judged=0.999)) == joined


def test_what_is_nearly_of_one_slot_is_told_and_what_is_far_from_it_is_not(parser):
    told = ("At least 31 people were killed in Harwick.", "The wreck at Harwick killed 44 people.")
    texts, mentions, _ = read_texts([Member(article=a, origin=a.id) for a in _told(*told)], parser)
    found = {}
    for number in range(1, 100):
        slots, unsure = find_slots(
            mentions, texts, lambda pairs, n=number: [(n / 100) ** 4] * len(pairs), SHIPPED
        )
        for one in unsure:
            assert {one.a.value.text, one.b.value.text} == {"31", "44"}
            assert 0.5 * one.threshold <= one.probability < one.threshold
        found[number] = (len(slots), len(unsure))
    assert found[1] == (0, 0) and found[99] == (1, 0)
    assert (0, 1) in found.values() and (1, 1) not in found.values()
