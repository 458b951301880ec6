"""What runs the checks of a pile's stories."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from claimcheck.records import Article, Report
from claimcheck.reporting import render
from claimcheck.stories import Story

Check = Callable[[Sequence[Article]], Report]
# Takes stories, gives (story id, JSON report) as they are done, in any order.
Engine = Callable[[Sequence[Story]], Iterator[tuple[str, str]]]


def local(make: Callable[[], Check]) -> Engine:
    """Checks one story after another in this process; ``make`` is called when first needed."""

    def run(stories: Sequence[Story]) -> Iterator[tuple[str, str]]:
        check = make() if stories else None
        for story in stories:
            assert check is not None
            yield story.id, render(check(story.articles), "json")

    return run
