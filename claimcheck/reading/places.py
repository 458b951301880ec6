"""Where a passage of an article stands in the file that it was read from."""

from __future__ import annotations

import bisect

from claimcheck.records import Article, Location


def location(article: Article, start: int, end: int) -> Location | None:
    """The place of ``article.text[start:end]``; None if the article was read from no file.

    Exact where the file holds the text as it is or the reader left anchors; else it is empty, in
    the line where the article begins.
    """
    source = article.source
    if source is None:
        return None
    exact = source.verbatim or bool(source.anchors)
    first = _place(article, start)
    last = _place(article, max(end - 1, start))
    return Location(
        path=source.path,
        line=first[0],
        column=first[1],
        end_line=max(first[0], last[0]),
        end_column=last[1] + (exact and end > start) if last >= first else first[1],
        inside=source.inside,
    )


def _place(article: Article, offset: int) -> tuple[int, int]:
    source = article.source
    assert source is not None
    if source.anchors:
        index = bisect.bisect_right(source.anchors, (offset, 1 << 60, 0)) - 1
        if index < 0:
            return source.line, source.column
        begin, line, column = source.anchors[index]
        return line, column + offset - begin
    if not source.verbatim:
        return source.line, source.column
    before = article.text[:offset]
    lines = before.count("\n")
    column = offset - (before.rfind("\n") + 1)
    return source.line + lines, column + (1 if lines else source.column)
