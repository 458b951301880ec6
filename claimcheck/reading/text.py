"""Plain text and Markdown, with optional front matter; aggregator pages are split here."""

from __future__ import annotations

import re
from dataclasses import replace
from difflib import get_close_matches
from typing import Any

from claimcheck.limits import held
from claimcheck.reading import aggregator
from claimcheck.reading.drafts import DETAILS, USUAL, Draft, Drafts, Input, bad, shorten
from claimcheck.reading.mapped import Mapped
from claimcheck.reading.stamps import is_clock
from claimcheck.records import Skip

_MEANT = {name: field for field in DETAILS for name in USUAL[field].split()}
_MAX_FRONT_LINES = 50
# A line this long is a paragraph of its own: the text is not wrapped, so a line is a unit.
_UNWRAPPED = 120

_FENCE = re.compile(r"^[ \t]{0,3}(?:```|~~~)[^\n]{0,100}$", re.MULTILINE)
_RULE = re.compile(r"^[ \t]{0,3}(?:\*{3,20}|-{3,20}|_{3,20}|={3,200})[ \t]{0,20}$", re.MULTILINE)
_HEADING = re.compile(r"^[ \t]{0,3}#{1,6}[ \t]+", re.MULTILINE)
_TITLE = re.compile(r"\A\s{0,20}#[ \t]+(\S[^\n]{0,300})")
_QUOTE = re.compile(r"^[ \t]{0,3}>[ \t]?", re.MULTILINE)
_BULLET = re.compile(r"^[ \t]{0,8}[*+-][ \t]+", re.MULTILINE)
_IMAGE = re.compile(r"!\[[^\[\]\n]{0,500}\]\([^()\n]{0,2000}\)")
_LINK = re.compile(r"\[([^\[\]\n]{1,500})\]\([^()\n]{0,2000}\)")
_EMPHASIS = re.compile(r"(?<![\w*_])(\*{1,3}|_{1,3})(?=[^\s*_])([^*_\n]{1,500})(?<=\S)\1(?![\w*_])")


def read_text_input(given: Input) -> Drafts:
    """A text file; see :func:`read_text`."""
    return _of_input(given, markdown=False)


def read_markdown_input(given: Input) -> Drafts:
    """A Markdown file; see :func:`read_text`."""
    return _of_input(given, markdown=True)


def _of_input(given: Input, *, markdown: bool) -> Drafts:
    text, problem = given.text()
    if text is None:
        return given.bad(problem)
    drafts, skips = read_text(given.where, text, markdown=markdown)
    return tuple(placed(draft, given) for draft in drafts), skips


def placed(draft: Draft, given: Input) -> Draft:
    """A draft with its place, and what its container knows of it where it is silent."""
    silent = {key: value for key, value in given.hints.items() if not getattr(draft, key)}
    return replace(draft, where=given.where, path=given.path, inside=given.inside, **silent)  # type: ignore[arg-type]


def read_text(path: str, text: str, *, markdown: bool = False) -> Drafts:
    """The article of a text file, or all stories of an aggregator page."""
    fields, start, told = front_matter(path, text)
    mapped = Mapped.of(text).cut(start)
    if heading := _TITLE.match(mapped.text):
        said = strip_markdown(Mapped.of(heading[1])).text.strip(" #") if markdown else heading[1]
        fields.setdefault("title", said.strip())
        mapped = mapped.without(_TITLE, kept=1)
    if markdown:
        mapped = strip_markdown(mapped)
    body = mapped.text
    related = aggregator.find_related(body)
    main, skips = _main(path, mapped, related, fields)
    skips += told
    drafts = [main] if main else []
    if related:
        stories, more = aggregator.embedded_stories(path, body, related[1])
        skips += more
        read, cut = held().cut("articles", stories, stage="read", item=path)
        skips += cut
        drafts += [
            _draft(
                path,
                mapped,
                story.start,
                story.end,
                outlet=story.outlet,
                title=story.title,
                ago=story.ago,
                fetched=fields.get("fetched"),
                embedded=True,
            )
            for story in read
        ]
    if not drafts:
        return bad(path, "has no article text; put the text below the title or front matter")
    return tuple(drafts), tuple(skips)


def _draft(path: str, mapped: Mapped, start: int, end: int, **fields: Any) -> Draft:
    """``mapped.text[start:end]`` as an article with its place."""
    line, column = mapped.position(mapped.place(start))
    verbatim = mapped.is_whole(start, end)
    return Draft(
        where=path,
        path=path,
        text=mapped.text[start:end],
        line=line,
        column=column,
        verbatim=verbatim,
        anchors=() if verbatim else mapped.anchors(start, end),
        **fields,
    )


def front_matter(path: str, text: str) -> tuple[dict[str, str], int, list[Skip]]:
    """``key: value`` lines between two ``---`` lines at the top.

    Returns:
        The fields by name, where the rest of the text begins, and what could not be used.
    """
    opening = re.match(r"\s{0,20}---[ \t]{0,20}\n", text)
    if not opening:
        return {}, 0, []
    fields: dict[str, str] = {}
    usual: dict[str, str] = {}  # by another name, as "date"
    unknown: list[str] = []
    start = opening.end()
    for _ in range(_MAX_FRONT_LINES):
        end = text.find("\n", start)
        line = text[start:] if end < 0 else text[start:end]
        start = len(text) if end < 0 else end + 1
        if line.strip() in ("---", "..."):
            return usual | fields, start, _not_known(path, unknown)
        key, colon, value = line.partition(":")
        name = key.strip().lower()
        if colon and name in _MEANT:
            field, given = _MEANT[name], value.strip().strip("\"'").strip()
            if name == field:
                fields[field] = given
            else:
                usual.setdefault(field, given)
        elif colon and name and not line[0].isspace() and line[0] not in "#-":
            unknown.append(name)
        if end < 0:
            break
    fields = usual | fields
    if not fields:  # a rule, with a text below it
        return {}, 0, []
    reason = f"front matter without its second ---; read as text, {', '.join(fields)} not taken"
    return {}, 0, [Skip(stage="read", item=path, reason=reason)]


def _not_known(path: str, names: list[str]) -> list[Skip]:
    """One skip for each key that is none: at once where it seems mistyped, else in the report."""
    told = []
    for name in names:
        near = get_close_matches(name, DETAILS, n=1, cutoff=0.75)
        hint = f"did you mean {near[0]}?" if near else f"known are {', '.join(DETAILS)}"
        reason = f"front matter has the unknown key {shorten(name, 40)!r}; {hint}"
        told.append(Skip(stage="read" if near else "front matter", item=path, reason=reason))
    return told


def strip_markdown(mapped: Mapped) -> Mapped:
    """Markdown as readable text: marks are taken off, links keep their words."""
    for pattern in (_FENCE, _RULE, _HEADING, _QUOTE, _BULLET, _IMAGE):
        mapped = mapped.without(pattern)
    return mapped.without(_LINK, kept=1).without(_EMPHASIS, kept=2)


def _main(
    path: str, mapped: Mapped, related: tuple[int, int] | None, fields: dict[str, str]
) -> tuple[Draft | None, list[Skip]]:
    text = mapped.text
    lines = aggregator.lines_of(text, 0, related[0] if related else None)
    cut = aggregator.debris_start(lines)
    skips = aggregator.debris_skips(path, lines[cut:])
    lines = lines[:cut]
    title = fields.get("title")
    if lines and (lines[0].text == title or (not title and _opens(text, lines, bool(related)))):
        title = lines[0].text
        lines = lines[1:]
    if not lines:
        return None, skips
    return (
        _draft(
            path,
            mapped,
            lines[0].start,
            lines[-1].end,
            outlet=fields.get("outlet") or (aggregator.own_name(text) if related else None),
            title=title or None,
            url=fields.get("url") or None,
            published=fields.get("published") or None,
            modified=fields.get("modified") or None,
            fetched=fields.get("fetched") or None,
            language=fields.get("language") or None,
        ),
        skips,
    )


def _opens(text: str, lines: list[aggregator.Line], page: bool) -> bool:
    """Is the first line a title: short, no sentence, and apart from what follows?"""
    if len(lines) < 2 or not aggregator.is_headline(lines[0].text) or is_clock(lines[0].text):
        return False
    gap = text[lines[0].end : lines[1].start]
    return page or gap.count("\n") > 1 or len(lines[1].text) > _UNWRAPPED
