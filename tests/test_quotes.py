"""The same quoted words in two articles: who said them, on which day, and whether with a "not"."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_deciding import report

from claimcheck.deciding.quotes import one_quote_negated
from claimcheck.deciding.thresholds import THRESHOLDS
from claimcheck.records import Article, Claim, Pair
from claimcheck.segmenting import segment

PRIORITY = (
    "“The number one priority of the national team has been to secure a strong and fair contract "
    "that our members deserve,”"
)
DEFEND = (
    "continue to defend the authority of the department to wind down the plan in an orderly way"
)


# Without more, two articles of one quote would be copies of one.
MORE = (
    "\n\nSnow fell on the mountain roads for the third night in a row.",
    "\n\nThe museum in the old harbour opens its new wing to school classes.",
)


def contrary(checker, one: str, other: str) -> list[tuple[str, str]]:
    found = report(checker, one + MORE[0], other + MORE[1], day="2018-01-11").findings
    return [(f.relation, f.kind) for f in found if f.relation != "agreement"]


def test_one_quote_of_two_people(checker):
    one = f"{PRIORITY} UAW Vice President Terry Dittes said in a statement."
    other = f"{PRIORITY} UAW Vice President Clara Pemberton said in a statement."
    assert contrary(checker, one, other) == [("contradiction", "name")]
    assert not contrary(checker, one, one.replace("UAW Vice President ", ""))


def test_a_last_name_alone_will_do_where_the_article_has_the_whole(checker):
    told = "The union of Terry Dittes met in Detroit."
    one = f"{told}\n\n{PRIORITY} Dittes said in a statement."
    other = f"{PRIORITY} Clara Pemberton said in a statement."
    assert ("contradiction", "name") in contrary(checker, one, other)


def test_one_quote_of_two_days(checker):
    one = f"A Justice Department spokesman said Wednesday they will “{DEFEND}.”"
    other = f"“We will {DEFEND},” the spokesman Devin O'Malley said in a statement Monday."
    assert contrary(checker, one, other) == [("contradiction", "date")]
    assert not contrary(checker, one, other.replace("Monday", "Wednesday"))


# One sentence, as two outlets had it in July 2017.
APPARENT = (
    "“Regretfully, it is now apparent that the effort to repeal and immediately replace the "
    "failure of Obamacare will not be successful,” McConnell said in a statement."
)


def test_a_quote_with_another_not_in_it(checker):
    wrong = APPARENT.replace("now apparent", "not apparent")
    assert contrary(checker, APPARENT, wrong) == [("contradiction", "negation")]
    assert not contrary(checker, APPARENT, APPARENT.replace("Regretfully, it", "It"))


def pair(one: str, other: str) -> Pair:
    claims = []
    for text in (one, other):
        article = Article(outlet="X", text=text)
        sentence = segment(article)[0]
        claims.append(
            Claim(
                article=article.id,
                outlet="X",
                sentence=sentence,
                start=sentence.start,
                end=sentence.end,
                text=sentence.text,
                standalone=sentence.text,
            )
        )
    return Pair(a=claims[0], b=claims[1], similarity=1.0)


WORDS = st.lists(st.sampled_from("we will sign the treaty of peace with them soon".split()))


@given(WORDS, WORDS)
def test_order_does_not_matter_and_no_quote_negates_itself(one, other):
    texts = [f"“{' '.join(words)}”, he said." for words in (one, other)]
    assert not one_quote_negated(pair(texts[0], texts[0]), THRESHOLDS)
    assert one_quote_negated(pair(*texts), THRESHOLDS) == one_quote_negated(
        pair(*texts[::-1]), THRESHOLDS
    )


@pytest.mark.parametrize("end", ["said.", "said, and"])
def test_a_not_outside_of_the_quotes_is_none_in_them(end):
    quote = "“we will sign the treaty of peace with them very soon”"
    assert not one_quote_negated(pair(f"{quote} he {end}", f"{quote} he did not {end}"), THRESHOLDS)
