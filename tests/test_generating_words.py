"""Pairs made from news: what a negation, a word or a detail decides; reading and writing."""

import gzip
import json
import random

import pytest
from click.testing import CliRunner
from towns import BUDGET, HARBOUR, corpus_of, rows_of, single

from claimcheck.cli.main import cli
from claimcheck.errors import InputError
from claimcheck.training.generating import antonyms, details, headlines, polarity
from claimcheck.training.generating.generate import GENERATORS, generate
from claimcheck.training.generating.material import is_fit
from claimcheck.training.generating.news import read_sentences, read_stories
from claimcheck.training.generating.verbs import affirmed, negated
from claimcheck.training.generating.wording import reword, splice


@pytest.fixture(scope="module")
def towns():
    return corpus_of(HARBOUR, BUDGET)


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


@pytest.mark.parametrize(
    ("label", "expected"),
    [("entailment", "contradiction"), ("neutral", "neutral"), ("contradiction", "entailment")],
)
def test_a_denied_hypothesis_has_the_label_of_the_denial(tmp_path, label, expected):
    pairs = [
        {"premise": "He plays in the mud.", "hypothesis": "He is in a field.", "label": label},
        {"premise": "A dog.", "hypothesis": "Dogs!", "label": label},
    ]
    given, out = tmp_path / "given.jsonl", tmp_path / "denied.jsonl"
    given.write_text("".join(json.dumps(pair | {"source": "snli"}) + "\n" for pair in pairs))
    done = CliRunner().invoke(cli, ["pairs", "--labelled", str(given), "--out", str(out)])
    assert done.exit_code == 0, done.output
    (row,) = map(json.loads, out.read_text().splitlines())
    assert (row["premise"], row["label"]) == (pairs[0]["premise"], expected)
    assert row["hypothesis"] in ("He is not in a field.", "He isn't in a field.")
    assert row["source"] == "nli/denied-snli"


def test_labelled_pairs_are_put_together_anew_without_labels(tmp_path):
    pairs = [
        ("A man plays in the mud.", "A man is outside.", "entailment"),
        ("A man plays in the mud.", "A man sleeps.", "contradiction"),
        ("A man sleeps.", "A man plays in the mud.", "contradiction"),
        ("A man plays in the mud.", "He is cold.", "neutral"),
        ("A dog. " * 40, "A dog barks.", "neutral"),
    ]
    given, out = tmp_path / "given.jsonl", tmp_path / "new.jsonl"
    keys = ("premise", "hypothesis", "label")
    given.write_text(
        "".join(
            json.dumps(dict(zip(keys, p, strict=True)) | {"source": "snli"}) + "\n" for p in pairs
        )
    )
    done = CliRunner().invoke(cli, ["pairs", "--recombined", str(given), "--out", str(out)])
    assert done.exit_code == 0, done.output
    rows = [json.loads(line) for line in out.read_text().splitlines()]
    made = {(r["premise"], r["hypothesis"]): r["source"] for r in rows}
    assert len(made) == len(rows)
    assert not made.keys() & {(p, h) for p, h, _ in pairs}
    assert made["A man is outside.", "A man plays in the mud."] == "nli/reversed-snli"
    assert made["A man sleeps.", "A man is outside."] == "nli/sibling-snli"
    assert len(rows) == 2 + 6  # one of the three is there the other way round already
    assert {r["label"] for r in rows} == {""}
    assert CliRunner().invoke(cli, ["pairs", "--labelled", str(out), "--out", str(given)]).exit_code


def test_pairs_of_nothing_is_a_usage_error(tmp_path):
    done = CliRunner().invoke(cli, ["pairs", "--out", str(tmp_path / "x.jsonl")])
    assert done.exit_code == 2 and "nothing to make pairs from" in done.output
