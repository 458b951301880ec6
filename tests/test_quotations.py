"""The same direct speech in two outlets: what is told of it, and what is not."""

from __future__ import annotations

import random
from datetime import date

import pytest
from growth import BOUND, growth
from hypothesis import given, settings
from hypothesis import strategies as st

from claimcheck.mentions.quoting import is_speech, stretches
from claimcheck.records import Article, DateSpan, Mention, Quotation, Sentence
from claimcheck.statements.quotation_matches import QuoteMatch
from claimcheck.statements.quotations import compare_quotations

DEED = "We will rebuild the harbour wall before winter and nobody will pay a single crown for it"


def article(outlet: str, text: str) -> Article:
    return Article(outlet=outlet, text=text, published="2025-03-12")


def told(outlet: str, speech: str, speaker: str = "Mara Pell") -> Article:
    return article(outlet, f"The mayor spoke in Brell. “{speech},” said {speaker}. It rained.")


def mentions(
    article: Article, speaker: str | None = None, said_on: DateSpan | None = None
) -> list[Mention]:
    whole = Sentence(
        article=article.id, index=0, paragraph=0, start=0, end=len(article.text), text=article.text
    )
    values = [
        Quotation(
            text=article.text[s.start : s.end],
            start=s.start,
            end=s.end,
            speaker=speaker,
            said_on=said_on,
        )
        for s in stretches(article.text)
        if is_speech(article.text, s)
    ]
    return [
        Mention(article=article.id, outlet=article.outlet, sentence=whole, value=v) for v in values
    ]


def compare(*articles: Article) -> tuple[QuoteMatch, ...]:
    return compare_quotations(articles, [m for a in articles for m in mentions(a)])


def contradictions(one: str, other: str) -> list[QuoteMatch]:
    matches = compare(told("Post", one), told("Courier", other))
    return [m for m in matches if m.relation == "contradiction"]


@pytest.mark.parametrize(
    ("word", "other", "marked"),
    [
        ("harbour wall", "harbour bridge", ("wall", "bridge")),
        ("will pay", "will not pay", ("will pay", "not")),
        ("rebuild", "repair", ("rebuild", "repair")),
        ("We will rebuild", "We will probably rebuild", ("will rebuild", "probably")),
        ("nobody will", "somebody will", ("nobody", "somebody")),
    ],
)
def test_other_words_in_one_quotation_are_a_contradiction_that_marks_them(word, other, marked):
    one, changed = told("Post", DEED), told("Courier", DEED.replace(word, other))
    matches = compare(one, changed)
    [match] = [m for m in matches if m.relation == "contradiction"]
    assert match.probability >= match.threshold
    texts = {a.id: a.text for a in (one, changed)}
    shown = {p.outlet: [texts[p.article][x:y] for x, y in p.changed] for p in match.passages}
    assert shown == {"Post": [marked[0]], "Courier": [marked[1]]}
    assert "in the same quotation" in match.reason


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (DEED, DEED.replace("harbour", "harbor").upper()),
        ("We won't give up 21 per cent of the long-run gains that workers' families made", None),
        ("We’ve told the U.S. government it’s the No. 1 priority for 5 percent on the 21st", None),
    ],
)
def test_house_style_is_no_difference(one, other):
    other = other or (
        one.replace("won't", "will not")
        .replace("21 per cent", "twenty-one percent")
        .replace("long-run", "long run")
        .replace("workers' ", "workers’ ")
        .replace("We’ve", "We have")
        .replace("U.S.", "US")
        .replace("it’s", "it is")
        .replace("No. 1", "number one")
        .replace("5 percent", "five per cent")
    )
    matches = compare(told("Post", one), told("Courier", other))
    assert [m.relation for m in matches] == ["agreement"]


@pytest.mark.parametrize(
    "cut",
    [
        "We will rebuild the harbour wall … and nobody will pay a single crown for it",
        "nobody will pay a single crown for it",
        "We will rebuild [it] before winter and nobody will pay a single crown for it",
        "We will rebuild the (old) harbour wall before winter and nobody will pay a crown",
        "We will rebuild the harbour wall before winter,” she said, “and nobody will pay for it",
        "Well, we will rebuild the harbour wall before winter",
        "Before winter we will rebuild the harbour wall and nobody will pay a single crown for it",
    ],
)
def test_cuts_brackets_and_order_are_no_difference(cut):
    cut = cut.replace("pay a crown", "pay a single crown").replace(
        "pay for", "pay a single crown for"
    )
    assert contradictions(DEED, cut) == []


def test_a_translation_that_is_said_to_be_one_is_no_misquote():
    one = article("Post", f"“{DEED},” she said through an interpreter.")
    other = article("Courier", f"“{DEED.replace('rebuild', 'restore')},” she said.")
    assert compare(one, other) == ()


def test_another_wording_beside_the_same_one_is_no_contradiction():
    other = DEED.replace("rebuild", "restore")
    one = article("Post", f"“{DEED},” said Mara Pell. Later she said: “{other}.”")
    assert [m.relation for m in compare(one, told("Courier", other))] == ["agreement"]


def test_two_utterances_that_share_a_phrase_are_not_compared():
    one = "I want to thank the people of Brell for their patience during the works"
    other = "Nothing can excuse what was done to the people of Brell last night"
    assert compare(told("Post", one), told("Courier", other)) == ()


def by(speaker_a: str | None, speaker_b: str | None, extra: str = "") -> list[QuoteMatch]:
    one = article("Post", f"“{DEED},” said {speaker_a}.{extra}")
    other = article("Courier", f"“{DEED},” said {speaker_b}.")
    found = [*mentions(one, speaker_a), *mentions(other, speaker_b)]
    return list(compare_quotations([one, other], found))


def test_the_words_of_two_people_are_a_contradiction():
    [match] = by("Mara Pell", "Tom Weller")
    assert match.relation == "contradiction"
    assert match.reason == "the same words are those of Mara Pell and of Tom Weller" or (
        match.reason == "the same words are those of Tom Weller and of Mara Pell"
    )


@pytest.mark.parametrize("other", ["Pell", "Mayor Mara Pell", "the mayor", "she", None])
def test_one_person_under_two_names_is_one(other):
    assert [m.relation for m in by("Mara Pell", other)] == ["agreement"]


def test_who_quotes_the_other_is_no_second_speaker():
    extra = " Tom Weller had said so before."
    assert [m.relation for m in by("Mara Pell", "Tom Weller", extra)] == ["agreement"]


def test_the_same_words_on_two_days_are_a_contradiction():
    def day(text: str, number: int) -> DateSpan:
        when = date(2025, 3, number)
        return DateSpan(text=text, start=0, end=6, first=when, last=when, granularity="day")

    one, other = told("Post", DEED), told("Courier", DEED)
    found = [*mentions(one, None, day("Monday", 10)), *mentions(other, None, day("Tuesday", 11))]
    [match] = compare_quotations([one, other], found)
    assert match.relation == "contradiction"
    assert "Monday" in match.reason and "Tuesday" in match.reason


def test_one_speech_in_three_outlets_is_one_finding():
    articles = [told(o, DEED) for o in ("Post", "Times")]
    matches = compare(*articles, told("Courier", DEED.replace("rebuild", "repair")))
    [match] = [m for m in matches if m.relation == "contradiction"]
    assert {p.outlet for p in match.passages} == {"Post", "Times", "Courier"}


def test_an_agreement_takes_eight_words_and_two_origins():
    eight, seven = (
        "the wall stands until the harbour is rebuilt",
        "the wall stands until it is rebuilt",
    )
    assert [m.relation for m in compare(told("Post", eight), told("Courier", eight))] == [
        "agreement"
    ]
    assert compare(told("Post", seven), told("Courier", seven)) == ()
    pair = [told("Post", eight), told("Courier", eight)]
    found = [m for a in pair for m in mentions(a)]
    assert compare_quotations(pair, found, origins={a.id: "wire" for a in pair}) == ()


WORDS = """wall harbour winter crown mayor nobody never might two percent rain ship we will not is
    the of""".split()
speeches = st.lists(st.sampled_from(WORDS), min_size=4, max_size=40).map(" ".join)


@st.composite
def styled(draw):
    speech = draw(speeches)
    places = draw(st.sets(st.integers(0, 40)))
    changed = " ".join(w + "," * (i in places) for i, w in enumerate(speech.split()))
    changed = changed.replace("harbour", draw(st.sampled_from(["harbor", "harbour"])))
    changed = changed.replace("percent", draw(st.sampled_from(["per cent", "percent", "%"])))
    changed = changed.replace("two", draw(st.sampled_from(["2", "two"])))
    return speech, draw(st.sampled_from([str.upper, str.title, str.lower]))(changed)


@given(styled())
@settings(deadline=None)
def test_no_change_of_style_is_a_contradiction(pair):
    assert contradictions(*pair) == []


@given(speeches, speeches)
@settings(deadline=None)
def test_order_of_articles_and_mentions_does_not_matter(one, other):
    pair = [told("Post", one), told("Courier", other)]
    found = [m for a in pair for m in mentions(a)]
    assert compare_quotations(pair, found) == compare_quotations(pair[::-1], found[::-1])


@given(st.text("ab \"“”'‘’…—[]()\n.,!?1%é\ud800\u0301", max_size=200), st.text(max_size=100))
@settings(deadline=None)
def test_any_text_is_compared_and_every_offset_is_inside(one, other):
    pair = [article("Post", one + other), article("Courier", other + one)]
    lengths = {a.id: len(a.text) for a in pair}
    for match in compare(*pair):
        for p in match.passages:
            assert 0 <= p.start < p.end <= lengths[p.article]
            assert all(p.start <= x < y <= p.end for x, y in p.changed)


@pytest.mark.parametrize(
    "words", [["the", "wall"], [f"{c}{d}{c}x" for c in "abcdefghij" for d in "klmnopqrst"]]
)
def test_work_grows_with_the_words_quoted(words):
    def work(size):
        text = " ".join(random.Random(3).choices(words, k=size))
        lines = "\n".join(f"“{text[i : i + 300]}”" for i in range(0, len(text), 300))
        pair = [article("Post", lines), article("Courier", lines.replace("wa", "wo"))]
        found = [m for a in pair for m in mentions(a)]
        return lambda: compare_quotations(pair, found)

    work(500)()  # imports and caches
    assert growth(work, 1_500) <= BOUND
