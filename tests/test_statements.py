"""Statements of two outlets: candidates, clauses, elements, and what is made of the answers."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimcheck.language.parsing import Parser
from claimcheck.records import Article, Probabilities
from claimcheck.segmenting import segment
from claimcheck.statements.aligning import align
from claimcheck.statements.candidates import MOST_A_SENTENCE, find_candidates
from claimcheck.statements.matching import compare_statements
from claimcheck.statements.passages import clauses, whole_sentence
from claimcheck.statements.preparing import read_passages
from claimcheck.statements.sides import Side
from claimcheck.statements.weighing import SAME_WORDS, Model, Weights

DAY, NEXT = "2026-03-12", "2026-03-13"
NEUTRAL = Probabilities(entailment=0.02, neutral=0.96, contradiction=0.02)


@pytest.fixture(scope="module")
def parser():
    return Parser.load()


class FakeJudge:
    """Contradiction between texts that hold one word of a pair each, entailment of the rest."""

    def __init__(self, *opposites):
        self.opposites = opposites
        self.asked = []

    def judge(self, pairs, *, use="statements"):
        self.asked += [(use, *pair) for pair in pairs]
        return [self._one(use, *pair) for pair in pairs]

    def _one(self, use, premise, hypothesis):
        if use == "slots":
            return Probabilities(entailment=0.98, neutral=0.01, contradiction=0.01)
        for one, two in self.opposites:
            if (one in premise and two in hypothesis) or (two in premise and one in hypothesis):
                return Probabilities(entailment=0.01, neutral=0.01, contradiction=0.98)
        return NEUTRAL


def model(**weights):
    """Weights under which the judge's word counts and nothing else."""
    return Model(
        worth=Weights(bias=0.0, weights={"similarity": 1.0}),
        contrary=Weights(
            bias=weights.get("contrary", 0.0), weights={"sentences: contradiction, stronger": 1.0}
        ),
        agreement=Weights(
            bias=weights.get("agreement", 0.0), weights={"sentences: entailment, weaker": 1.0}
        ),
        update=Weights(bias=-1.0, weights=weights.get("update", {})),
        dispute=Weights(bias=-1.0, weights=weights.get("dispute", {})),
        thresholds=dict.fromkeys(
            ("agreement", "contradiction", "update", "dispute", SAME_WORDS), 0.9
        ),
    )


def bundle(parser, *texts, days=(DAY, DAY, DAY)):
    articles = [
        Article(outlet=name, text=text, published=day)
        for name, text, day in zip(("Courier", "Herald", "Post"), texts, days, strict=False)
    ]
    sentences = [s for a in articles for s in segment(a)]
    return articles, sentences, parser.parse([s.text for s in sentences])


def compare(parser, judge, *texts, days=(DAY, DAY, DAY), taken=(), fitted=None):
    articles, sentences, parses = bundle(parser, *texts, days=days)
    spans = [
        (a.id, a.text.index(w), a.text.index(w) + len(w))
        for a in articles
        for w in taken
        if w in a.text
    ]
    return compare_statements(articles, sentences, parses, judge, fitted or model(), taken=spans)


def passages_of(parser, *texts):
    return read_passages(*bundle(parser, *texts)[1:], ())


def test_two_sentences_that_differ_in_one_word_are_told_with_that_word(parser):
    judge = FakeJudge(("upheld", "overturned"))
    (match,) = compare(
        parser,
        judge,
        "The court of appeal upheld the conviction of former mayor Ivo Rask on Monday.",
        "The court of appeal overturned the conviction of former mayor Ivo Rask on Monday.",
    )
    assert match.relation == "contradiction" and match.kind == "antonym"
    for side in (match.a, match.b):
        ((start, end),) = side.differing
        assert side.sentence.text[start:end] in ("upheld", "overturned")
        assert side.sentence.text[start:end] in match.reason


@pytest.mark.parametrize(
    ("other", "opposites", "found"),
    [
        ("The council rejected the plan for a new bridge on Monday.", ("approved", "rejected"), 1),
        # the judge sees it one way only
        ("The council rejected the plan for a new bridge on Monday.", ("approved", "approved"), 0),
        # more than one element differs
        ("The council rejected a plan of the mayor for a tram line.", ("approved", "rejected"), 0),
    ],
)
def test_in_the_same_words_but_for_one_the_judge_is_enough_both_ways(
    parser, other, opposites, found
):
    class OneWay(FakeJudge):
        def _one(self, use, premise, hypothesis):
            if opposites[0] == opposites[1] and "rejected" in premise:
                return NEUTRAL
            return FakeJudge(("approved", "rejected"))._one(use, premise, hypothesis)

    text = "The council approved the plan for a new bridge on Monday."
    told = compare(parser, OneWay(), text, other, fitted=model(contrary=-30.0))
    assert len([match for match in told if match.relation == "contradiction"]) == found


def test_the_element_is_masked_and_put_in_on_both_sides(parser):
    judge = FakeJudge()
    compare(
        parser,
        judge,
        "The fire at the Brell market was caused by arson, the fire brigade said.",
        "The fire at the Brell market was caused by an electrical fault, the fire brigade said.",
    )
    ((_, one, two),) = [asked for asked in judge.asked if asked[0] == "slots"]
    assert one == two and "[MASK]" in one
    put_in = [b for use, a, b in judge.asked if use == "statements" and "arson" in a]
    assert any("electrical fault" in text for text in put_in)


@pytest.mark.parametrize(
    ("one", "two", "kind", "words"),
    [
        (
            "Police confirmed that the ferry sank near Elin.",
            "Police confirmed that the ferry did not sink near Elin.",
            "negation",
            ("sank", "sink"),
        ),
        (
            "Orvelo beat Talmor in the final of the cup.",
            "Talmor beat Orvelo in the final of the cup.",
            "turned round",
            ("Orvelo", "Talmor"),
        ),
        (
            "Ana Ruiz chaired the meeting of the harbour board.",
            "Nell Tarr chaired the meeting of the harbour board.",
            "name",
            ("Ana Ruiz", "Nell Tarr"),
        ),
        (
            "The council rejected the plan for a new bridge.",
            "The council approved the plan for a new bridge.",
            "verb",
            ("rejected", "approved"),
        ),
    ],
)
def test_elements(parser, one, two, kind, words):
    a, b = sorted(passages_of(parser, one, two), key=lambda p: p.sentence.text != one)
    element = align(Side(a), Side(b)).elements[0]
    assert (element.kind, a.phrase(element.a), b.phrase(element.b)) == (kind, *words)


def test_a_game_told_from_the_other_side_is_not_turned_round(parser):
    a, b = passages_of(
        parser, "Orvelo beat Talmor in the final.", "Talmor was beaten by Orvelo in the final."
    )
    assert not [e for e in align(Side(a), Side(b)).elements if e.kind == "turned round"]


@pytest.mark.parametrize(
    ("one", "other", "differ"),
    [
        # one thing from its two ends
        ("Orvelo beat Talmor in the final.", "Talmor lost to Orvelo in the final.", False),
        ("Norden bought the yard from Carvel.", "Carvel sold the yard to Norden.", False),
        ("The museum borrowed a bust from Carvel.", "Carvel lent the museum a bust.", False),
        # opposites of one doer
        ("Norden bought the yard in Velde.", "Norden sold the yard in Velde.", True),
        ("Orvelo won the final in Brell.", "Orvelo lost the final in Brell.", True),
        ("The court upheld the ban on Norden.", "The court overturned the ban on Norden.", True),
    ],
)
def test_verbs_that_tell_one_thing_from_its_two_ends_do_not_differ(parser, one, other, differ):
    a, b = passages_of(parser, one, other)
    assert any(e.kind == "verb" for e in align(Side(a), Side(b)).elements) == differ


def test_clauses_stand_alone_with_their_subject_and_speaker(parser):
    text = (
        "Ms. Trudeau said that the bridge, which stood near the harbour, collapsed on Monday and"
        " that two people died."
    )
    (whole,) = passages_of(parser, text)
    told = {clause.text: clause.phrase(clause.source) for clause in clauses(whole) if clause.source}
    assert told["The bridge collapsed on Monday."] == "Ms. Trudeau"
    assert "The bridge stood near the harbour." in {clause.text for clause in clauses(whole)}


@pytest.mark.parametrize(
    "text",
    [
        "The mayor will resign if the council rejects the budget of the city.",
        "The board has not decided whether the old harbour bridge closes in May.",
    ],
)
def test_what_is_under_a_condition_is_no_clause_that_states_it(parser, text):
    (whole,) = passages_of(parser, text)
    stated = " ".join(clause.text for clause in clauses(whole))
    assert "council rejects" not in stated and "bridge closes" not in stated


def test_what_differs_in_a_value_only_is_left_to_those_who_compare_values(parser):
    judge = FakeJudge(("61", "67"))
    texts = (
        "Halvorsen Robotics earned 61 cents per share in the third quarter.",
        "Halvorsen Robotics earned 67 cents per share in the third quarter.",
    )
    assert compare(parser, judge, *texts)[0].relation == "contradiction"
    assert not [
        m
        for m in compare(parser, judge, *texts, taken=("61 cents", "67 cents"))
        if m.relation != "agreement"
    ]


@pytest.mark.parametrize(
    ("one", "two", "opposites", "taken"),
    [
        (  # a value differs too
            "A gunman killed three people at a supermarket in Talmor on Monday.",
            "A gunman killed five people at a supermarket in Velde on Monday.",
            ("Talmor", "Velde"),
            ("three", "five"),
        ),
        (  # a name differs beside a cause
            "The fire at the market of Brell was caused by arson, the brigade said.",
            "The fire at the market of Velde was caused by lightning, the brigade said.",
            ("arson", "lightning"),
            (),
        ),
        (  # two places of two kinds
            "The fire at the Brell market was caused by an electrical fault, the brigade said.",
            "The fire at the Velde harbour was caused by arson, the brigade said.",
            ("electrical", "arson"),
            (),
        ),
        (  # one holds only on a condition
            "Talmor airport closes if the strike goes ahead on Friday.",
            "Talmor airport opens as the strike goes ahead on Friday.",
            ("closes", "opens"),
            (),
        ),
        (  # a part of what the other names
            "The cargo division of Velde Air made a profit last year, it said.",
            "Velde Air made a loss last year, it said.",
            ("profit", "loss"),
            (),
        ),
        (  # two names differ
            "The mayor of Brell, Ivo Rask, resigned on Monday over a housing scandal.",
            "The mayor of Velde, Tom Weller, resigned on Monday over a housing scandal.",
            ("Brell", "Velde"),
            (),
        ),
    ],
)
def test_two_differences_are_two_events(parser, one, two, opposites, taken):
    found = compare(parser, FakeJudge(opposites), one, two, taken=taken)
    assert not [match for match in found if match.relation != "agreement"]


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Orvelo beat Talmor in the final.", "Talmor beat Orvelo in the final."),
        ("Police said the ferry sank near Elin.", "Police said the ferry did not sink near Elin."),
        ("The mayor called the report a hoax.", "The report on the mayor came on Monday."),
        (
            "Passengers of Flight 302 waited at Terminal 5 for hours.",
            "Passengers of Flight 309 waited at Terminal 5 for hours.",
        ),
    ],
)
def test_words_in_common_are_no_agreement_by_themselves(parser, one, two):
    class Agreeing(FakeJudge):
        def _one(self, use, premise, hypothesis):
            if "hoax" in premise + hypothesis:
                return NEUTRAL
            return Probabilities(entailment=0.98, neutral=0.01, contradiction=0.01)

    found = compare(parser, Agreeing(), one, two, fitted=model(agreement=5.0))
    assert not [match for match in found if match.relation == "agreement"]


def test_the_same_words_in_two_articles_agree_without_a_judge(parser):
    judge = FakeJudge()
    (match,) = compare(
        parser,
        judge,
        "The ferry sank near Port Elin on Monday. Read more.",
        "Nobody was hurt in the storm, rescuers said. The ferry sank near Port Elin on Monday.",
    )
    assert match.relation == "agreement" and match.probability == 1.0
    assert not [ask for ask in judge.asked if "ferry" in ask[1] and "ferry" in ask[2]]


def test_an_update_says_which_account_is_later(parser):
    judge = FakeJudge(("considering", "filed"))
    (match,) = compare(
        parser,
        judge,
        "The ministry is considering an appeal against the harbour ruling.",
        "The ministry filed an appeal against the harbour ruling.",
        days=(DAY, NEXT),
        fitted=model(update={"days apart": 10.0}),
    )
    assert match.relation == "update"
    assert match.reason.startswith("Herald is later than Courier")


STORY = (
    "The court upheld the ruling on the harbour bridge. The mayor welcomed the court's ruling.",
    "The court overturned the ruling on the harbour bridge. The mayor regretted the ruling.",
    "The mayor said the court upheld the ruling on the harbour bridge.",
)


def test_the_order_of_articles_changes_nothing(parser):
    articles, sentences, parses = bundle(parser, *STORY)
    judge = FakeJudge(("upheld", "overturned"), ("welcomed", "regretted"))
    straight = compare_statements(articles, sentences, parses, judge, model())
    turned = compare_statements(articles[::-1], sentences[::-1], parses[::-1], judge, model())
    assert straight and straight == turned


@settings(max_examples=25, deadline=None)
@given(texts=st.lists(st.text(max_size=80), min_size=2, max_size=3))
def test_any_text_can_be_compared(parser, texts):
    judge = FakeJudge(("a", "b"))
    articles, sentences, parses = bundle(parser, *texts)
    matches = compare_statements(articles, sentences, parses, judge, model())
    for match in matches:
        for side in (match.a, match.b):
            assert side.sentence.start <= side.start <= side.end <= side.sentence.end
            assert all(side.sentence.start <= s < e <= side.sentence.end for s, e in side.differing)


def test_candidates_are_few_and_of_different_articles(parser):
    passages = passages_of(parser, *(f"{text} " * 20 for text in STORY))
    found = find_candidates(passages)
    assert len(found) <= MOST_A_SENTENCE * len(passages)
    assert all(c.a.sentence.article < c.b.sentence.article for c in found)


@settings(max_examples=25, deadline=None)
@given(words=st.lists(st.sampled_from("the court upheld ruling no mayor said not".split())))
def test_alignment_is_one_to_one(parser, words):
    text = " ".join(words) + " on the harbour bridge."
    a, b = passages_of(parser, text, STORY[0].split(". ")[0] + ".")[:2]
    made = align(Side(a), Side(b))
    assert len({i for i, _ in made.pairs}) == len({j for _, j in made.pairs}) == len(made.pairs)
    assert {i for i, _ in made.pairs} | set(made.left_a) == set(a.content)
    assert {j for _, j in made.pairs} | set(made.left_b) == set(b.content)


def test_a_pair_is_asked_five_questions_at_most(parser):
    judge = FakeJudge()
    compare(
        parser,
        judge,
        "The court upheld the ruling on the harbour bridge, which closed in May.",
        "The court overturned the ruling on the harbour bridge, the mayor said.",
    )
    uses = [use for use, *_ in judge.asked]
    assert uses.count("slots") == 1 and uses.count("statements") == 4


def test_a_sentence_is_whole_as_it_stands(parser):
    article = Article(outlet="Courier", text="  “Nobody died,” the mayor said.  ")
    (sentence,) = segment(article)
    (parse,) = parser.parse([sentence.text])
    assert whole_sentence(sentence, parse).text == "“Nobody died,” the mayor said."
