"""A pile of articles, checked story by story into a folder; what is done is not done again."""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import claimcheck
from claimcheck.engines.work import Engine
from claimcheck.errors import InputError
from claimcheck.followup.stored import names, read_report
from claimcheck.parsing import read_json
from claimcheck.records import RELATIONS, Article, Skip, digest
from claimcheck.reporting import render_data
from claimcheck.reporting.contract import FindingData, ReportData
from claimcheck.reporting.overview import is_settled
from claimcheck.stories import Grouping, Story, group
from claimcheck.stories.index import Index, Row, render_html
from claimcheck.writing import said, write_text

FollowUp = Callable[[ReportData], ReportData]
Progress = Callable[[str], None]
_STATE = "stories.json"
# Written while a run goes on: a line for each story that is done, so that a run that is ended, by
# whatever, is not done again, and a story costs the same however many there are.
_DONE = "stories.part"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pile:
    """A folder of checked stories.

    Attributes:
        folder: holds ``index.html``, and ``ID.json`` and ``ID.html`` of each story.
        key: what the reports depend on beside the articles; reports of another key are made anew.
        engine: checks stories, here or on a cluster.
        follow_up: what a desk knows of its findings; applied to stored reports too.
        fail_on: relations that fail.
    """

    folder: Path
    key: str
    engine: Engine
    follow_up: FollowUp
    fail_on: tuple[str, ...] = ("contradiction",)
    progress: Progress = lambda _: None

    def run(self, articles: Sequence[Article], skips: Sequence[Skip] = ()) -> tuple[Index, bool]:
        """Group and check a pile, and write its folder.

        Returns:
            The index; whether a finding of ``fail_on`` is open in any story.

        Raises:
            InputError: the folder cannot be written.
        """
        grouping = group(articles)
        state = self._state()
        done = set(state["stories"])
        several = [story for story in grouping.stories if len(story.outlets) > 1]
        fresh = {story.id: story for story in several if story.id not in done}
        clock = _Left(len(fresh))
        self.progress(f"checking {len(fresh):,} of {len(several):,} stories")
        self._save_state(done, state["findings"])
        for name, report in self.engine(list(fresh.values())):
            write_text(self.folder / f"{name}.json", report)
            self._note(name)
            self.progress(clock.tick())
        rows = [self._row(story, is_new=story.id in fresh) for story in several]
        index = _index(grouping, rows, skips)
        found = {name for row in rows for named, _ in row.lines for name in named}
        self._save_state([story.id for story in several], found)
        write_text(self.folder / "index.html", render_html(index))
        return index, any(row.counts.get(r) for row in rows for r in RELATIONS if r in self.fail_on)

    def findings(self) -> frozenset[str]:
        """The findings of the last run that came to its end."""
        return frozenset(self._state()["findings"])

    def found(self, index: Index) -> Iterator[tuple[Story, FindingData]]:
        """Every finding of a pile that was run, in the order of its index."""
        for row in sorted(index.rows, key=lambda row: row.rank):
            data = self.follow_up(read_report(self.folder / f"{row.story.id}.json"))
            yield from ((row.story, finding) for finding in data["findings"])

    def _row(self, story: Story, *, is_new: bool) -> Row:
        data = self.follow_up(read_report(self.folder / f"{story.id}.json"))
        page = f"{story.id}.html"
        write_text(self.folder / page, render_data(data, "html", fail_on=self.fail_on))
        still_open = [f for f in data["findings"] if not is_settled(f)]
        return Row(
            story=story,
            counts=Counter(finding["relation"] for finding in still_open),
            page=page,
            is_new=is_new,
            lines=tuple((names(f), f"{f['relation']}: {f['reason']}") for f in still_open),
        )

    def _state(self) -> dict[str, list[str]]:
        """The stories whose reports are there and of this key, and the findings of the last run."""
        nothing: dict[str, list[str]] = {"stories": [], "findings": []}
        part = self.folder / _DONE
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            state = read_json(self.folder / _STATE)
            if state["key"] != self.key:
                return nothing
            stories, findings = list(state["stories"]), [str(each) for each in state["findings"]]
            if part.exists():
                lines = part.read_text(encoding="utf-8", errors="replace").split("\n")[:-1]
                keyed = (line.partition(" ") for line in lines)
                stories += [name for key, _, name in keyed if key == self.key]
        except FileNotFoundError:
            return nothing
        except OSError as error:
            raise InputError(f"{self.folder}: cannot be used: {error.strerror}") from error
        except (ValueError, KeyError, TypeError):
            return nothing
        there = [name for name in set(stories) if (self.folder / f"{name}.json").is_file()]
        return {"stories": there, "findings": findings}

    def _save_state(self, stories: Collection[str], findings: Collection[str]) -> None:
        state = {"key": self.key, "stories": sorted(stories), "findings": sorted(findings)}
        write_text(self.folder / _STATE, json.dumps(state, indent=1) + "\n")
        (self.folder / _DONE).unlink(missing_ok=True)

    def _note(self, name: str) -> None:
        path = self.folder / _DONE
        try:
            with path.open("a", encoding="utf-8") as file:
                file.write(f"{self.key} {name}\n")
        except OSError as error:
            raise InputError(f"{path}: cannot be written: {said(error)}") from error


def key_of(*parts: object) -> str:
    """What reports depend on beside their articles, as a short text."""
    return digest("pile", claimcheck.__version__, *(str(part) for part in parts))


def _index(grouping: Grouping, rows: Sequence[Row], skips: Sequence[Skip]) -> Index:
    single = tuple(story for story in grouping.stories if len(story.outlets) == 1)
    return Index(
        rows=tuple(rows),
        single=single,
        alone=grouping.alone,
        skips=tuple(sorted(skips, key=lambda s: (s.stage, s.item, s.reason))),
    )


class _Left:
    """How many stories are done, and the time that is left."""

    def __init__(self, total: int) -> None:
        self._total = total
        self._started = time.monotonic()
        self._done = 0

    def tick(self) -> str:
        """One more is done; "12 of 150 stories, about 3 min left"."""
        self._done += 1
        each = (time.monotonic() - self._started) / self._done
        seconds = each * (self._total - self._done)
        said = f"{seconds / 60:.0f} min" if seconds >= 90 else f"{seconds:.0f} s"
        return f"{self._done:,} of {self._total:,} stories, about {said} left"
