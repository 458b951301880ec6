"""Copies share an origin, changed facts do not; another story is off topic."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimcheck.copies import fold_copies
from claimcheck.records import Article

WIRE = (
    "The harbour authority of Port Ellery said on Tuesday that 24 ships had waited for a berth "
    "since the weekend. Director Maria Lund told reporters that the cranes would work through "
    "the night until the backlog was cleared. She said there would be no extra fee for carriers "
    "whose vessels were delayed. The strike of the crane drivers ended on Sunday in Ellery after "
    "the union agreed to a pay rise of 5 percent over two years. Exporters of timber had warned "
    "that mills inland would have to close without new shipments. "
    "The ministry of transport will report on the dispute in September."
)
OWN = (
    "Ships are still queuing outside Port Ellery days after the end of the crane drivers' strike. "
    "Maria Lund, who runs the harbour, expects two dozen vessels to be served by Thursday night. "
    "Timber exporters complained about the delay, and one mill said its yard was full. The union "
    "called the agreement on pay a success for all workers at the harbour."
)
OTHER = (
    "Scientists have found a colony of rare bats in caves below the northern plateau. The animals "
    "were thought to be extinct in the region for half a century. Biologists counted several "
    "hundred adults and many young, and asked hikers to keep away from the caves in winter, when "
    "the colony sleeps and any noise may wake it."
)


def article(outlet: str, text: str, **more: str) -> Article:
    return Article(outlet=outlet, text=text, **more)  # type: ignore[arg-type]


def test_one_wire_text_in_two_outlets_is_one_origin() -> None:
    long = article("Gazette", WIRE + " The Gazette adds that the fog has lifted.")
    a, b = fold_copies([article("Courier", WIRE), long])
    assert a.origin == b.origin
    assert (a.copy_of, b.copy_of) == (long.id, None)


def test_an_excerpt_is_a_copy_of_the_whole() -> None:
    excerpt = article("Teaser", WIRE[: len(WIRE) // 2].rsplit(".", 1)[0] + ".")
    whole, part = fold_copies([article("Courier", WIRE), excerpt])
    assert part.copy_of == whole.article.id
    assert part.origin == whole.origin


def test_an_inserted_interface_label_and_other_typography_are_no_difference() -> None:
    other = WIRE.replace("She said", "Story Continued Below She said").replace("Maria", "MARIA")
    members = fold_copies([article("Courier", WIRE), article("Gazette", other)])
    assert len({member.origin for member in members}) == 1


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("24 ships", "28 ships"),
        ("5 percent", "7 percent"),
        ("two years", "three years"),
        ("no extra fee", "an extra fee"),
        ("in September", "in November"),
        ("on Sunday in Ellery", "on Sunday in Marlow"),
    ],
)
@pytest.mark.parametrize("longer", [True, False])
def test_a_near_copy_with_a_changed_fact_stays_apart(old: str, new: str, longer: bool) -> None:
    assert old in WIRE
    tail = " The fog lifted." if longer else ""
    text = WIRE.replace(old, new)
    members = fold_copies([article("Courier", WIRE + tail), article("Gazette", text)])
    assert [member.copy_of for member in members] == [None, None]
    assert members[0].origin != members[1].origin
    [root] = [member for member in members if member.near_copy_of is None]
    assert {member.near_copy_of for member in members} == {None, root.article.id}


def test_near_copies_are_those_of_one_text_and_no_report_of_another_is() -> None:
    changed = [WIRE.replace("24 ships", f"{n} ships") for n in (24, 25, 26)]
    texts = [changed[0] + " The fog lifted after noon.", changed[1], changed[2], OWN]
    first, *others, own = fold_copies([article(f"O{n}", text) for n, text in enumerate(texts)])
    assert {member.near_copy_of for member in others} == {first.article.id}
    assert own.near_copy_of is None


def test_independent_reports_of_one_story_are_two_origins_on_topic() -> None:
    members = fold_copies([article("Courier", WIRE), article("Gazette", OWN)])
    assert [(member.copy_of, member.on_topic) for member in members] == [(None, True)] * 2


def test_a_copy_does_not_bridge_two_texts_with_different_figures() -> None:
    changed = WIRE.replace("24 ships", "28 ships") + " A spokesman confirmed the count."
    excerpt = WIRE[WIRE.index("Director") :]
    members = fold_copies([article("A", WIRE), article("B", changed), article("C", excerpt)])
    assert members[0].origin != members[1].origin
    assert members[2].copy_of in (members[0].article.id, members[1].article.id)


def test_short_texts_fold_only_when_they_are_the_same() -> None:
    one = "A train left the tracks near Arden, and 12 people were hurt."
    same, also, other = fold_copies(
        [
            article("A", one),
            article("B", one),
            article("C", one.replace("hurt", "injured, police said")),
        ]
    )
    assert same.origin == also.origin != other.origin


def test_another_story_is_off_topic_with_its_copies_and_the_rest_is_not() -> None:
    members = fold_copies(
        [
            article("A", WIRE),
            article("B", OWN),
            article("C", OTHER),
            article("D", OTHER + " Walkers were told."),
        ]
    )
    assert [member.on_topic for member in members] == [True, True, False, False]


def test_two_headlines_of_one_event_are_on_topic() -> None:
    members = fold_copies(
        [
            article("A", "Train derails near Arden; 12 people hurt."),
            article("B", "At least 15 injured after a derailment at Arden station."),
        ]
    )
    assert all(member.on_topic for member in members)


def test_few_or_no_articles() -> None:
    assert fold_copies([]) == ()
    assert [m.on_topic for m in fold_copies([article("A", WIRE)])] == [True]


def test_the_earlier_of_two_equal_texts_is_the_original() -> None:
    late, early = fold_copies(
        [
            article("A", WIRE, published="2025-06-02"),
            article("B", WIRE, published="2025-06-01"),
        ]
    )
    assert (late.copy_of, early.copy_of) == (early.article.id, None)


@given(order=st.permutations(range(5)))
@settings(max_examples=30, deadline=None)
def test_the_order_of_the_articles_changes_nothing(order: list[int]) -> None:
    texts = [WIRE, WIRE + " Fog.", OWN, OTHER, WIRE.replace("24", "28")]
    articles = [article(f"Outlet {n}", text) for n, text in enumerate(texts)]
    expected = {member.article.id: member for member in fold_copies(articles)}
    found = fold_copies([articles[n] for n in order])
    assert {member.article.id: member for member in found} == expected
    assert [member.article for member in found] == [articles[n] for n in order]


@given(texts=st.lists(st.text(max_size=300), max_size=4))
@settings(max_examples=60, deadline=None)
def test_any_text_is_folded_without_a_failure(texts: list[str]) -> None:
    members = fold_copies([article(f"O{n}", text) for n, text in enumerate(texts)])
    assert len(members) == len(texts)
