"""The same quoted words in two articles: who said them, when, and whether with a "not"."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from claimcheck.claims.spans import ORGANISATION
from claimcheck.comparing.align import spelt_alike
from claimcheck.deciding.names_and_days import unsure_days
from claimcheck.deciding.thresholds import Thresholds
from claimcheck.deciding.verdicts import Context
from claimcheck.facts.dates import compare_dates
from claimcheck.facts.polarity import negations
from claimcheck.records import Claim, Kind, Pair
from claimcheck.words import words

# Where a quote goes on over sentences, one of its marks stands in another sentence.
_QUOTED = re.compile(r"“([^“”]+)(?:”|$)|^([^“”\"]+)”|^([^“”\"]+[,.?!])\"(?!\w)|\"([^\"]+)(?:\"|$)")
_OF_A_DAY = ("day", "part of day")
_BESIDE = 2  # words on either side of a "not" that both have


def one_quote(pair: Pair, context: Context, at: Thresholds) -> tuple[Kind, str] | None:
    """In what two articles differ that give the same quoted words: who said them, or the day.

    The words of two people, each article naming only one of them; or words said on two days by
    one, as far as can be told.
    """
    a, b = pair.a, pair.b
    if a.speaker is None or b.speaker is None or _quoted_alike(pair) < at.quoted_words:
        return None
    people = _is_person(a, context) and _is_person(b, context)
    if people and not spelt_alike(_last(a.speaker), _last(b.speaker)):
        if _names(context, a, b.speaker) or _names(context, b, a.speaker):
            return None
        return "name", f"the same words are those of {a.speaker} and of {b.speaker}"
    x, y = a.said_on, b.said_on
    if x is None or y is None or unsure_days(pair, x, y):
        return None
    if x.granularity not in _OF_A_DAY or y.granularity not in _OF_A_DAY:
        return None
    if compare_dates(x, y).verdict != "different":
        return None
    return "date", f"the same words are said {x.text} and {y.text}"


def _quoted_alike(pair: Pair) -> int:
    """How many words in one row both sentences quote."""
    one, other = (_quoted(claim.sentence.text) for claim in (pair.a, pair.b))
    return SequenceMatcher(None, one, other, autojunk=False).find_longest_match().size


def _quoted(text: str) -> list[str]:
    quotes = (next(filter(None, match.groups())) for match in _QUOTED.finditer(text))
    return [word for quote in quotes for word in words(quote)]


def one_quote_negated(pair: Pair, at: Thresholds) -> bool:
    """Whether both sentences quote the same words, but one with a "not" among them."""
    one, other = (_quoted(claim.sentence.text) for claim in (pair.a, pair.b))
    changes = SequenceMatcher(None, one, other, autojunk=False).get_opcodes()
    for before, (_, a, b, c, d), behind in zip(changes, changes[1:], changes[2:], strict=False):
        beside = [end - begin for _, begin, end, *_ in (before, behind)]
        if min(beside) < _BESIDE or sum(beside) < at.quoted_words or max(b - a, d - c) > _BESIDE:
            continue
        if abs(negations(" ".join(one[a:b])) - negations(" ".join(other[c:d]))) == 1:
            return True
    return False


def _last(person: str | None) -> str:
    return words(person or "")[-1]


def _is_person(claim: Claim, context: Context) -> bool:
    """Whether a claim is said by a person whom its own sentence names, and its article in full."""
    named = (claim.speaker or "").split()
    if not named or not all(word[:1].isupper() for word in named):
        return False
    if ORGANISATION.search(claim.speaker or ""):
        return False
    if _last(claim.speaker) not in words(claim.sentence.text):
        return False
    whole = re.compile(rf"\b[A-Z][\w.’'-]+ {re.escape(named[-1])}\b")
    told = (c.sentence.text for c in context.claims[claim.article])
    return len(named) > 1 or any(whole.search(text) for text in told)


def _names(context: Context, claim: Claim, person: str) -> bool:
    """Whether the article of a claim has a person's last name anywhere."""
    return any(_last(person) in words(c.sentence.text) for c in context.claims[claim.article])
