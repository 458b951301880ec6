"""A sentence with all that is known of it: what its frames and speakers are read from."""

from __future__ import annotations

from dataclasses import dataclass

from claimcheck.mentions.names import Names, Span
from claimcheck.mentions.tree import Tree
from claimcheck.records.articles import Sentence
from claimcheck.records.mentions import Value
from claimcheck.records.values import DateSpan, Name


@dataclass(frozen=True, slots=True)
class Known:
    """A name of a sentence: its canonical form and kind."""

    canonical: str
    kind: str
    span: Span


@dataclass(frozen=True, slots=True)
class Scene:
    """One sentence: ``source`` is the text that its offsets are into, article or headline."""

    sentence: Sentence
    source: str
    tree: Tree
    named: dict[int, Known]
    names: tuple[Name, ...]
    values: tuple[Value, ...]

    @property
    def dates(self) -> tuple[DateSpan, ...]:
        """The dates of the sentence."""
        return tuple(value for value in self.values if isinstance(value, DateSpan))

    def covered(self, start: int, end: int) -> list[int]:
        """The words that a span of the source touches."""
        return self.tree.covering(start - self.sentence.start, end - self.sentence.start)

    def offset(self, index: int) -> int:
        """Where a word begins in the source."""
        return self.sentence.start + self.tree[index].start


def make_scene(
    sentence: Sentence,
    source: str,
    tree: Tree,
    spans: list[Span],
    names: Names,
    values: tuple[Value, ...],
) -> Scene:
    """Resolve the names of a sentence and put them beside its words."""
    named = {}
    found = []
    for span in spans:
        known = Known(names.resolve(span.text), names.kind(span.text), span)
        for index in range(span.first, span.last + 1):
            named[index] = known
        found.append(
            Name(
                text=span.text,
                start=sentence.start + span.start,
                end=sentence.start + span.end,
                kind=names.kind(span.text),
                canonical=known.canonical,
            )
        )
    return Scene(sentence, source, tree, named, tuple(found), values)
