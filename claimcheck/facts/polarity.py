"""Negation and opposite words: what turns one sentence into its contrary."""

from __future__ import annotations

from claimcheck.words import FUNCTION_WORDS, stem, words

_NEGATIONS = frozenset(
    """no not never none nobody nothing neither nor without cannot can't won't don't doesn't didn't
    isn't aren't wasn't weren't hasn't haven't hadn't shouldn't wouldn't couldn't
    refuse refused refuses deny denied denies fail failed fails reject rejected rejects lack
    lacks lacked""".split()
)

_OPPOSITES = (
    (
        "rise rose risen increase increased grow grew gain climb climbed jump jumped up higher",
        "fall fell fallen decrease decreased shrink shrank drop dropped decline declined down",
    ),
    ("accept accepted approve approved agree agreed back backed", "reject refuse oppose block"),
    ("support supported", "oppose opposed"),
    ("win won victory", "lose lost defeat"),
    ("begin began start started open opened", "end ended stop stopped close closed"),
    ("guilty convicted", "innocent acquitted"),
    ("alive survived", "dead died killed"),
    ("impose imposed", "lift lifted scrap scrapped remove removed"),
    ("join joined", "leave left quit withdraw withdrew"),
    ("confirm confirmed", "deny denied"),
    ("raise raised hike hiked", "cut lower lowered slash slashed"),
    ("legal lawful", "illegal unlawful"),
    ("safe", "dangerous unsafe"),
    ("success successful", "failure unsuccessful"),
    ("majority", "minority"),
)
_SIDES = tuple(
    (frozenset(map(stem, left.split())), frozenset(map(stem, right.split())))
    for left, right in _OPPOSITES
)


def negations(text: str) -> int:
    """How many words of ``text`` negate."""
    found = words(text)
    return sum(
        word in _NEGATIONS and not (word == "no" and after in ("vote", "votes", "doubt"))
        for word, after in zip(found, [*found[1:], ""], strict=True)
    )


def negates(a: str, b: str) -> bool:
    """Whether something that one text negates stands in the other: "did not sign", "signed"."""
    return any(
        any(stem(word) in {stem(w) for w in words(other)} for word in _negated(text))
        for text, other in ((a, b), (b, a))
    )


def _negated(text: str) -> list[str]:
    """The first two words of content behind each negation, names left out."""
    found = [(word, part[:1].isupper()) for part in text.split() for word in words(part)]
    behind = []
    for place, (word, _) in enumerate(found):
        if word in _NEGATIONS:
            content = [w for w, name in found[place + 1 :] if not name and w not in FUNCTION_WORDS]
            behind += content[:2]
    return behind


def opposites(a: str, b: str) -> tuple[str, str] | None:
    """A word of ``a`` and a word of ``b`` that are each other's opposite, if there are any.

    A text that holds both sides ("rose after it fell") opposes nothing.
    """
    in_a = {stem(w): w for w in reversed(words(a))}
    in_b = {stem(w): w for w in reversed(words(b))}
    for left, right in _SIDES:
        for one, other in ((left, right), (right, left)):
            mine, yours = one & in_a.keys(), other & in_b.keys()
            if mine and yours and not (other & in_a.keys()) and not (one & in_b.keys()):
                return in_a[min(mine)], in_b[min(yours)]
    return None
