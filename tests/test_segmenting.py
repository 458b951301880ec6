import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimcheck.records import Article
from claimcheck.segmenting import segment

OWN = """\
The mayor met Dr. Patel on Monday.¦She left early.
The talks in the U.S. ended on Friday.¦Nobody won.
They flew to the U.S.¦It was raining.
He works for the U.S. Geological Survey.¦She does not.
The U.S. Navy sent two ships.¦The U.K. sent one.
The shop opens at 9 a.m. on weekdays.¦It closes at 5 p.m.
The train left at 7 p.m.¦Passengers waited.
The train left at 7 p.m. Sunday after a delay.
The call came at 11 a.m. EST and lasted an hour.
OSLO, Jan. 4 (Reuters) - Oil rose 3%.¦Gas fell.
BERLIN (AP) — Talks failed.¦Both sides left.
LIMA: Twelve people died.¦Forty were hurt.
"We lost," he said.¦"We will try again."
"Stop!" the guard shouted.¦The crowd ran.
"Is it over?" she asked.¦He nodded.
“It is over,” said Mr. Diaz.¦“Go home.”
She said: "It rained. It poured. We left."¦The game was cancelled.
He wrote, “The deal is done. We sign today.”¦Critics laughed.
'The bridge is safe,' the engineer said.¦'It will stand.'
Gen. Ana Ruiz and Col. Bo Li testified.¦Sgt. Kim did not.
Rep. Jo Park, R-Ohio, voted no.¦Sen. Al Roy, D-Mass., voted yes.
Sales rose 2.5% to $1.2 bn. in March.¦Costs fell.
The wave was 3 m. high.¦It hit at dawn.
Acme Inc. bought Bolt Ltd. for $5 million.¦Shares rose.
The owner, Smith & Co., is based in Leeds.¦It has 40 staff.
Robert Downey Jr. arrived.¦Fans cheered.
J.R.R. Tolkien wrote it.¦C.S. Lewis read it.
The match ended 3-2.¦Rain had delayed it.
The index fell 1,204.5 points.¦Traders were shocked.
Nobody knows...¦The search goes on.
The bill ... never passed, they said.¦It died.
Go to www.example.org.¦Call 555.1234 now.
He was born in St. Paul, Minn., in 1961.¦She was born in Ft. Lee.
The storm (a Category 3) hit on Sept. 9.¦It killed 12.
The court (it sits in Bonn) ruled.¦The firm appealed.
Why now?¦Because it must.
What a day!¦Everyone smiled.
The E.U. agreed.¦The U.N. did not.
Police said 4.5 kg. of gold was found.¦Two men were held.
The vote is due on Dec. 3.¦A recount may follow.
Mr. and Mrs. Gray left.¦Ms. Low stayed.
The firm, now Yahoo! Inc., grew.¦Rivals shrank.
She has a Ph.D. in physics.¦He has none.
It cost $3.50 vs. $4 last year.¦Buyers noticed.
Maj. Tom Hill led the unit.¦It had 40 men.
The girl has not been found.¦Rescuers pulled 19 from the river.
They paid approx. Rs 40 for it.¦Nobody knew why.
The plane landed at 6:15 p.m. local time.¦All were safe."""


def cases() -> list[list[str]]:
    lines = OWN.splitlines()
    data = os.environ.get("TESTS_DATA")
    if data:
        stored = Path(data, "phrases", "sentences.txt").read_text(encoding="utf-8")
        lines += [line for line in stored.splitlines() if line]
    return [line.split("¦") for line in lines]


def texts(text: str) -> list[str]:
    return [s.text for s in segment(Article(outlet="A", text=text))]


@pytest.mark.parametrize("wanted", cases(), ids=lambda wanted: wanted[0][:40])
def test_boundaries_of_news_text(wanted):
    assert texts(" ".join(wanted)) == wanted


def test_a_line_break_always_ends_a_sentence_and_counts_paragraphs():
    found = segment(Article(outlet="A", text="A headline\n\nHe came. He\nsaw."))
    assert [s.text for s in found] == ["A headline", "He came.", "He", "saw."]
    assert [s.paragraph for s in found] == [0, 1, 1, 2]
    assert [s.index for s in found] == [0, 1, 2, 3]


def test_a_date_stamp_whose_line_break_was_lost_parts_headline_and_text():
    found = texts("Bomb kills 29 at border AFP Thursday 6 Oct 2016 At least 29 people died.")
    assert found[0] == "Bomb kills 29 at border"
    assert found[1].endswith("At least 29 people died.")


@pytest.mark.parametrize("text", ["", "   \n\t ", "\u2028"])
def test_blank_text_has_no_sentences(text):
    assert texts(text) == []


MARKS = """
Mr. U.S. p.m. " “ ” ' . ! ? said Paris He it $3.5 ... é 😀 Inc. — , : No. no. ( ) Lt. Oct 6 2016
"""
NEWS = st.lists(st.sampled_from([*MARKS.split(), "\n", "\r\n"])).map(" ".join)


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.text(), NEWS))
def test_nothing_is_lost_and_offsets_hold(text):
    article = Article(outlet="A", text=text)
    covered: list[int] = []
    for sentence in segment(article):
        assert article.text[sentence.start : sentence.end] == sentence.text
        assert sentence.text == sentence.text.strip()
        covered += range(sentence.start, sentence.end)
    assert len(covered) == len(set(covered))
    assert {i for i, c in enumerate(text) if not c.isspace()} <= set(covered)


@pytest.mark.parametrize(
    "text", ["a" * 100_000, "a b " * 100_000, "U.S. A " * 20_000, 'He said, "' + "A b. " * 20_000]
)
def test_huge_texts_are_read_whole(text):
    found = segment(Article(outlet="A", text=text))
    assert sum(len(s.text.replace(" ", "")) for s in found) == len(text.replace(" ", ""))
