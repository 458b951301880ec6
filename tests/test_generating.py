"""Pairs made from news: what each kind changes, and which label follows from it."""

import gzip
import json
import random
import re

import pytest
from click.testing import CliRunner

from claimcheck.cli.main import cli
from claimcheck.errors import InputError
from claimcheck.facts.figures import find_figures
from claimcheck.records import Article
from claimcheck.training.generating import (
    antonyms,
    asked,
    asked_rows,
    dates,
    details,
    figures,
    headlines,
    naming,
    polarity,
    slots,
)
from claimcheck.training.generating.corpus import Corpus
from claimcheck.training.generating.generate import GENERATORS, generate
from claimcheck.training.generating.material import Story, is_fit, telling
from claimcheck.training.generating.news import read_sentences, read_stories
from claimcheck.training.generating.verbs import affirmed, negated
from claimcheck.training.generating.wording import reword, splice

HARBOUR = (
    ("Tidewater Post", "Ferry Fire Kills 17 People Near Port Elwin",
     "A fire aboard a ferry killed 17 people near Port Elwin on Tuesday. "
     "The harbor authority will not reopen the northern pier this week. "
     "The ferry Marigold carried 240 passengers when the engine room burned. "
     "Harbor master Linnea Brandt said that the crew had trained for such a fire in March."),
    ("Coastal Ledger", "17 People Killed In Ferry Fire Near Port Elwin",
     "Near Port Elwin, a ferry fire killed 17 people on Tuesday. "
     "The northern pier will not be reopened this week by the harbor authority. "
     "The Marigold, a ferry, carried 240 passengers when its engine room burned. "
     "The city council approved the new pier rules on March 9, 2015, in Houston."),
)  # fmt: skip
BUDGET = (
    ("Hillside Courier", "Council Approves Budget Of $4.5 Million For Schools",
     "The Hillside council approved a budget of $4.5 million for its schools on Monday. "
     "Unemployment in Ohio fell to 6.2 percent in the spring quarter. "
     "The mayor failed to persuade two members of the finance committee."),
    ("Valley Observer", "Council Approves School Budget Of $4.5 Million",
     "The council of Hillside approved a schools budget of $4.5 million on Monday. "
     "The mayor failed to persuade two finance committee members."),
)  # fmt: skip


def corpus_of(*bundles, days=("2015-03-10", "2016-09-20")):
    stories = []
    for number, (told, day) in enumerate(zip(bundles, days, strict=False)):
        articles = [Article(outlet=o, title=t, text=x, published=day) for o, t, x in told]
        tellings = tuple(telling(a, f"town-{number + 3}", "towns") for a in articles)
        stories.append(
            Story(id=f"town-{number + 3}", topic="towns", day=articles[0].day, tellings=tellings)
        )
    return Corpus(stories)


def single(*sentences):
    text = " ".join(sentences)
    return corpus_of(((("Tidewater Post"), "", text),))


def rows_of(make, corpus, tries=40):
    return [row for n in range(tries) for row in make(corpus, random.Random(n))]


@pytest.fixture(scope="module")
def towns():
    return corpus_of(HARBOUR, BUDGET)


def test_two_outlets_with_one_fact_in_other_words_make_an_entailment(towns):
    rows = rows_of(slots.slot_same, towns, tries=1)
    assert ("The mayor failed to persuade two members of the finance committee.",
            "The mayor failed to persuade two finance committee members.") in {
        (r.premise, r.hypothesis) for r in rows
    }  # fmt: skip
    assert {r.label for r in rows} == {"entailment"}


def test_statements_with_another_figure_do_not_agree():
    other = ("Coastal Ledger", "", "Near Port Elwin, a ferry fire killed 19 people on Tuesday.")
    assert corpus_of((HARBOUR[0], other)).agreeing == ()


def test_a_value_put_into_another_event_is_neutral():
    first = (
        "Tidewater Post",
        "",
        "A fire at the Elwin grain mill injured 31 night workers on Friday.",
    )
    later = ("Coastal Ledger", "", "A fire at a Brackwater dye plant injured 12 night workers.")
    rows = rows_of(slots.slot_other, corpus_of((first,), (later,)), tries=1)
    made = {(r.premise, r.hypothesis, r.label) for r in rows}
    assert (
        "A fire at the Elwin grain mill injured 31 night workers on Friday.",
        "A fire at a Brackwater dye plant injured 31 night workers.",
        "neutral",
    ) in made


def test_events_of_one_week_are_not_taken_for_two():
    first = (
        "Tidewater Post",
        "",
        "A fire at the Elwin grain mill injured 31 night workers on Friday.",
    )
    later = ("Coastal Ledger", "", "A fire at a Brackwater dye plant injured 12 night workers.")
    same_week = corpus_of((first,), (later,), days=("2015-03-10", "2015-03-12"))
    assert rows_of(slots.event_other, same_week, tries=3) == []


def test_a_changed_figure_keeps_its_unit_and_differs():
    corpus = single("The Hillside council spent $4.5 million on three new schools.")
    rows = rows_of(figures.figure_changed, corpus)
    assert rows and {r.label for r in rows} == {"contradiction"}
    for row in rows:
        values = {(f.unit, f.low) for f in find_figures(row.hypothesis)}
        assert values != {("dollar", 4.5e6), ("", 3.0)}
        assert {unit for unit, _ in values} == {"dollar", ""}


@pytest.mark.parametrize(
    "sentence",
    [
        "The council's debt has not exceeded 20 percent of its income.",
        "More than 50 farmers marched through the market town.",
        "The candidate leads her rival by less than 1,000 votes.",
    ],
)
def test_a_value_whose_change_decides_nothing_is_left_alone(sentence):
    assert rows_of(figures.figure_changed, single(sentence)) == []


def test_another_spelling_of_a_figure_is_an_entailment():
    corpus = single(
        "The bakery sold 24 percent of its loaves before noon.",
        "The rescue boats picked up 24 sailors near the reef.",
        "The shipyard paid $1.2 billion for the drydock company.",
        "The storm moved 50 miles inland before it broke up.",
    )
    rows = rows_of(figures.figure_spelling, corpus)
    told = " ".join(r.hypothesis for r in rows)
    assert {r.label for r in rows} == {"entailment"}
    assert "24 per cent" in told and "two dozen sailors" in told
    assert "$1.2bn" in told and "about 80 kilometers" in told


_FIGURE = re.compile(r"(at least|more than|over|fewer than|no more than|at most|about|around"
                     r"|up to)? ?(\d+) farmers")  # fmt: skip


def test_bounds_have_the_label_that_their_values_allow():
    rows = rows_of(figures.figure_bound, single("The market town sent 40 farmers to the capital."),
                   tries=200)  # fmt: skip
    assert {r.label for r in rows} == {"entailment", "neutral", "contradiction"}
    for row in rows:
        (mine, low), (theirs, high) = (
            _FIGURE.search(t).groups() for t in (row.premise, row.hypothesis)
        )
        assert row.label == _expected(mine, int(low), theirs, int(high)), row


def _expected(mine, low, theirs, high):
    """The label by trying every value up to 400 that premise and hypothesis allow."""

    def allowed(bound, value):
        tests = {
            None: lambda n: n == value,
            "at least": lambda n: n >= value,
            "more than": lambda n: n > value,
            "over": lambda n: n > value,
            "fewer than": lambda n: n < value,
            "no more than": lambda n: n <= value,
            "at most": lambda n: n <= value,
            "up to": lambda n: n <= value,
            "about": lambda n: abs(n - value) <= 0.1 * value,
            "around": lambda n: abs(n - value) <= 0.1 * value,
        }
        return {n for n in range(1, 400) if tests[bound](n)}

    premise, hypothesis = allowed(mine, low), allowed(theirs, high)
    if premise <= hypothesis:
        return "entailment"
    return "neutral" if premise & hypothesis else "contradiction"


def test_another_date_of_one_event_contradicts():
    corpus = single("The Marigold left the harbor on Tuesday with 240 passengers.",
                    "The city council approved the new pier rules on March 9, 2015.")  # fmt: skip
    rows = rows_of(dates.date_changed, corpus)
    assert rows and {r.label for r in rows} == {"contradiction"}
    assert not any("Tuesday" in r.hypothesis or "March 9" in r.hypothesis for r in rows)


def test_the_end_of_a_period_is_not_moved():
    corpus = single("The harbor master has lived in the lighthouse since 2008.",
                    "The northern pier stays closed until Friday for repairs.")  # fmt: skip
    assert rows_of(dates.date_changed, corpus) == []


def test_a_vaguer_date_follows_and_a_more_exact_one_is_open():
    corpus = single("The city council approved the new pier rules on March 9, 2015.")
    rows = rows_of(dates.date_spelling, corpus)
    vague = "The city council approved the new pier rules in March 2015."
    exact = "The city council approved the new pier rules on March 9, 2015."
    made = {(r.premise, r.hypothesis, r.label) for r in rows}
    assert (exact, vague, "entailment") in made and (vague, exact, "neutral") in made
    assert any("9 March 2015" in r.hypothesis and r.label == "entailment" for r in rows)


def test_a_date_that_the_premise_lacks_is_neutral():
    corpus = single("The harbor master arrested a smuggler near the pier on Tuesday night.")
    rows = rows_of(dates.date_added, corpus)
    assert rows and all("Tuesday" not in r.premise and r.label == "neutral" for r in rows)


def test_another_place_contradicts_what_happened_once_and_leaves_a_rate_open():
    corpus = single("The choir leader Odile Marchetti died in Chicago on Sunday.",
                    "The unemployment rate in Ohio remains very high.")  # fmt: skip
    once = rows_of(naming.place_changed, corpus)
    open_ = rows_of(naming.place_other, corpus)
    assert once and all("Chicago" not in r.hypothesis for r in once)
    assert {r.label for r in once} == {"contradiction"}
    assert open_ and all("Ohio" not in r.hypothesis for r in open_)
    assert {r.label for r in open_} == {"neutral"}


def test_another_winner_contradicts_and_another_speaker_is_open():
    corpus = single(
        "Linnea Brandt won the harbor election by a wide margin.",
        "Odile Marchetti supports the new pier rules of the council.",
        *["Odile Marchetti said the pier was closed to all boats."] * 3,
        *["Linnea Brandt said the pier was open to small boats."] * 3,
        *["Tomas Okonkwo said the ferry was late on most days."] * 3,
    )
    changed = rows_of(naming.name_changed, corpus)
    assert all("won the harbor election" in r.premise for r in changed)
    assert all(r.label == "contradiction" for r in changed)
    other = rows_of(naming.name_other, corpus)
    assert all(r.label == "neutral" and "won the" not in r.premise for r in other)


@pytest.mark.parametrize(
    ("plain", "denied"),
    [
        ("The council approved the harbor plan.", "The council did not approve the harbor plan."),
        ("The pier is safe for heavy trucks.", "The pier is not safe for heavy trucks."),
        ("The mayor has signed the lease.", "The mayor has not signed the lease."),
        ("The town wants a second bridge.", "The town does not want a second bridge."),
        ("The ferry will return to service.", "The ferry will not return to service."),
    ],
)
def test_a_negation_goes_in_and_out_in_good_grammar(plain, denied):
    assert negated(plain, contracted=False) == denied
    assert affirmed(denied) in (plain, plain.replace("wants", "want"), None)


@pytest.mark.parametrize(
    "sentence",
    [
        "All members approved the harbor plan.",
        "A man entered the chapel with a lantern.",
        "The council approved the plan because the pier leaks.",
        "The mayor who signed the lease resigned on Monday.",
    ],
)
def test_a_negation_of_open_scope_is_not_made(sentence):
    assert negated(sentence, contracted=False) is None


def test_failing_to_do_is_not_doing():
    corpus = single("The mayor failed to persuade the finance committee of the town.")
    kept = {(r.hypothesis, r.label) for r in rows_of(polarity.negation_kept, corpus)}
    turned = {(r.hypothesis, r.label) for r in rows_of(polarity.negation, corpus)}
    assert ("The mayor did not persuade the finance committee of the town.", "entailment") in kept
    rows = rows_of(polarity._failures, corpus, tries=3)
    assert ("The mayor persuaded the finance committee of the town.", "contradiction") in {
        (r.hypothesis, r.label) for r in rows
    }
    assert all(label == "contradiction" for _, label in turned)


def test_opposites_contradict_and_like_words_follow():
    corpus = single("Wheat prices in the valley rose by 6 percent last month.")
    rows = rows_of(antonyms.antonym, corpus)
    falls = [r for r in rows if any(w in r.hypothesis for w in (" fell ", "dropped", "declined"))]
    climbs = [r for r in rows if any(w in r.hypothesis for w in ("climbed", "went", "increased"))]
    assert falls and {r.label for r in falls} == {"contradiction"}
    assert climbs and {r.label for r in climbs} == {"entailment"}


def test_a_detail_less_follows_and_a_detail_more_is_open():
    corpus = single("The sailors praised Linnea Brandt in a long letter, citing her work at sea.",
                    "The choir sang three old songs at the funeral on Sunday.")  # fmt: skip
    rows = rows_of(details.detail, corpus)
    assert any(r.hypothesis == "The sailors praised Linnea Brandt in a long letter."
               and r.label == "entailment" for r in rows)  # fmt: skip
    for row in rows:
        longer = len(row.premise.split()) > len(row.hypothesis.split())
        assert row.label == ("entailment" if longer else "neutral")


def test_no_detail_is_taken_from_what_hangs_on_it():
    assert details.without_detail("The town was the first to ban fireworks in Ohio.") is None
    assert details.without_detail("The council did not meet in the town hall on Monday.") is None


def test_headlines_of_one_story_follow_and_changed_ones_contradict(towns):
    rows = rows_of(headlines.headline, towns)
    same = {(r.premise, r.hypothesis) for r in rows if r.label == "entailment"}
    assert ("Ferry Fire Kills 17 People Near Port Elwin",
            "17 People Killed In Ferry Fire Near Port Elwin") in same  # fmt: skip
    changed = [r for r in rows if r.label == "contradiction"]
    assert changed and not any("17" in r.hypothesis and "Fire" in r.hypothesis for r in changed)


def test_rewording_and_splicing_keep_the_grammar():
    assert splice("He sold an 18-ton press.", 11, 13, "20") == "He sold a 20-ton press."
    assert splice("Twelve boats sank.", 0, 6, "two dozen") == "Two dozen boats sank."
    assert reword("The pier closed on Tuesday.", random.Random(3)) in (
        "The pier closed on Tuesday.", "On Tuesday, the pier closed.",
        "On Tuesday the pier closed.",
    )  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "He signed the lease for the northern pier.",
        "We believe the northern pier is safe.",
        "In a note issued Friday night by the harbor.",
        "If the pier closes, the ferry will stop.",
    ],
)
def test_what_does_not_stand_alone_is_no_material(text):
    assert not is_fit(text)


def write(path, rows):
    with gzip.open(path, "wt", encoding="utf-8") as out:
        out.writelines(json.dumps(row) + "\n" for row in rows)
    return path


def bundle(told, name, day):
    articles = [{"outlet": o, "title": t, "text": x, "published": day} for o, t, x in told]
    return {"bundle": name, "topic": "towns", "articles": articles}


def test_the_command_writes_the_same_pairs_for_the_same_seed(tmp_path):
    news = write(tmp_path / "news.jsonl.gz", [bundle(HARBOUR, "s0", "2015-03-10"),
                                              bundle(BUDGET, "s1", "2016-09-20")])  # fmt: skip
    outs = [tmp_path / name for name in ("one.jsonl.gz", "two.jsonl.gz")]
    for out in outs:
        result = CliRunner().invoke(cli, ["pairs", str(news), "--out", str(out), "--each", "5"])
        assert result.exit_code == 0, result.output
    assert outs[0].read_bytes() == outs[1].read_bytes()
    with gzip.open(outs[0], "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    kinds = {f"news/{make.__name__}" for make in GENERATORS}
    assert rows and {r["source"] for r in rows} <= kinds
    assert len({(r["premise"], r["hypothesis"]) for r in rows}) == len(rows)


def test_texts_kept_for_testing_are_left_out_with_all_that_shares_a_sentence(tmp_path):
    news = write(tmp_path / "news.jsonl.gz", [bundle(HARBOUR, "s0", "2015-03-10"),
                                              bundle(BUDGET, "s1", "2016-09-20")])  # fmt: skip
    told = {"outlet": "Elsewhere", "text": "Intro. " + HARBOUR[0][2].split(". ")[0] + "."}
    kept = write(tmp_path / "kept.jsonl.gz", [told])
    without = read_sentences([kept])
    stories = read_stories([news], without=without, most_paragraphs=9, seed=1,
                           progress=lambda line: None)  # fmt: skip
    assert [t.outlet for s in stories for t in s.tellings] == [
        "Coastal Ledger", "Hillside Courier", "Valley Observer",
    ]  # fmt: skip


def test_a_file_that_is_no_news_is_named(tmp_path):
    path = tmp_path / "odd.jsonl"
    path.write_text('{"headline": "x"}\n', encoding="utf-8")
    with pytest.raises(InputError, match=r"odd\.jsonl"):
        read_stories([path], without=frozenset(), most_paragraphs=9, seed=1,
                     progress=lambda line: None)  # fmt: skip


def test_no_kind_and_label_has_more_rows_than_asked_for(towns):
    rows = list(generate(towns, seed=1, each=2, progress=lambda line: None))
    counts = [
        sum((r.kind, r.label) == key for r in rows) for key in {(r.kind, r.label) for r in rows}
    ]
    assert counts and max(counts) <= 4


def test_what_the_judge_is_asked_is_labelled_by_where_the_claims_come_from(towns):
    rows = [*asked_rows.asked_same(towns, random.Random(1))]
    assert any("17" in r.premise and "17" in r.hypothesis for r in rows)
    assert {r.label for r in rows} == {"entailment"}
    changed = [*asked_rows.asked_changed(towns, random.Random(1))]
    assert {r.label for r in changed} == {"contradiction"}
    for row in changed:
        told = {f.low for f in find_figures(row.premise)}
        assert {f.low for f in find_figures(row.hypothesis)} - told
    for row in asked_rows.asked_other(towns, random.Random(1)):
        assert row.label == "neutral"


def test_a_quarter_of_the_stories_is_kept_for_measuring():
    kept = [f"story-{n}" for n in range(400) if asked.is_held_out(f"story-{n}")]
    assert 60 <= len(kept) <= 140
    outlets = [Article(outlet=o, title=t, text=x, published="2015-03-10") for o, t, x in HARBOUR]
    told = tuple(telling(a, kept[0], "towns") for a in outlets)
    story = Story(id=kept[0], topic="towns", day=None, tellings=told)
    assert Corpus([story]).stories == ()
