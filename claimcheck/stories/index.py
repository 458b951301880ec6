"""The index page of a checked pile: its stories with what was found, and what is in none."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from jinja2 import Environment, StrictUndefined, Template
from markupsafe import Markup

from claimcheck.records import RELATIONS, Article, Relation, Skip
from claimcheck.stories.group import Story

_MOST_LISTED = 2000
_CONTROLS = {code: " " for code in (*range(32), *range(127, 160), *range(0x202A, 0x202F))}


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A story of the index: how many findings of each relation, and the page they stand on.

    ``lines`` are the open findings, ``(ids, text)``.
    """

    story: Story
    counts: Mapping[Relation, int]
    page: str = ""
    reason: str = ""
    is_new: bool = False
    lines: tuple[tuple[tuple[str, ...], str], ...] = ()

    @property
    def rank(self) -> tuple[object, ...]:
        """Sorts what an editor must see first: contradictions, disputes, updates, the newest."""
        days = self.story.days
        counts = [-self.counts.get(r, 0) for r in ("contradiction", "dispute", "update")]
        return (*counts, -(days[1].toordinal() if days else 0), self.story.title, self.story.id)

    @property
    def days(self) -> str:
        """The first and the last day, or the one there is."""
        days = self.story.days
        if days is None:
            return "no date"
        return str(days[0]) if days[0] == days[1] else f"{days[0]} to {days[1]}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Index:
    """A checked pile: stories of two or more outlets, stories of one, and what is in none."""

    rows: tuple[Row, ...]
    single: tuple[Story, ...] = ()
    alone: tuple[Article, ...] = ()
    skips: tuple[Skip, ...] = ()

    def total(self, relation: Relation) -> int:
        """Findings of a relation over all stories."""
        return sum(row.counts.get(relation, 0) for row in self.rows)


def render_html(index: Index) -> str:
    """One self-contained page without a script; jinja2 escapes every value."""
    template, css = _assets()
    sha = base64.b64encode(hashlib.sha256(css.encode()).digest()).decode()
    return template.render(
        policy=f"default-src 'none'; style-src 'sha256-{sha}'; base-uri 'none'; form-action 'none'",
        css=Markup(css),  # noqa: S704 - our own style sheet
        relations=RELATIONS,
        index=index,
        rows=sorted(index.rows, key=lambda row: row.rank),
        alone=index.alone[:_MOST_LISTED],
        skips=index.skips[:_MOST_LISTED],
        more=max(0, len(index.alone) - _MOST_LISTED) + max(0, len(index.skips) - _MOST_LISTED),
        shown=visible,
        counted=counted,
    )


def render_text(index: Index) -> str:
    """A line for each story, the gravest first, then what belongs to none."""
    lines = []
    for row in sorted(index.rows, key=lambda row: row.rank):
        found = ", ".join(counted(row.counts[r], r) for r in RELATIONS if row.counts.get(r))
        outlets = len(row.story.outlets)
        mark = "new  " if row.is_new else ""
        lines.append(f"{mark}{visible(row.story.title)}")
        said = row.reason or found or "nothing found"
        lines.append(f"    {row.days}, {outlets} outlets: {said}")
        if row.page:
            lines.append(f"    {row.page}")
    for story in index.single:
        lines.append(f"one outlet only: {story.outlets[0]}: {visible(story.title)}")
    for article in index.alone:
        lines.append(f"in no story: {visible(article.outlet)}: {_headline(article)}")
    return "".join(f"{line}\n" for line in lines)


def counted(number: int, relation: Relation) -> str:
    """As "1 update" and "2 updates"."""
    return f"{number} {relation}{'' if number == 1 else 's'}"


def visible(text: str, limit: int = 200) -> str:
    """``text`` on one line without what would steer a terminal."""
    line = " ".join(text[: 4 * limit].translate(_CONTROLS).split())
    return line if len(line) <= limit else line[: limit - 1] + "…"


def _headline(article: Article) -> str:
    return visible(article.title or article.text, 100)


@lru_cache(maxsize=1)
def _assets() -> tuple[Template, str]:
    folder = files("claimcheck.stories").joinpath("templates")
    page = folder.joinpath("index.html.j2").read_text(encoding="utf-8")
    css = folder.joinpath("index.css").read_text(encoding="utf-8")
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return environment.from_string(page), css
