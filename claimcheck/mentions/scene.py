"""A sentence with all that is known of it: what its frames and speakers are read from."""

from __future__ import annotations

from dataclasses import dataclass

from claimcheck.mentions.names import NameKind, Names, Span
from claimcheck.mentions.tree import Tree
from claimcheck.records.articles import Sentence
from claimcheck.records.mentions import Value
from claimcheck.records.values import DateSpan, Name


@dataclass(frozen=True, slots=True)
class Known:
    """A name of a sentence: its canonical form and kind."""

    canonical: str
    kind: NameKind
    span: Span


@dataclass(frozen=True, slots=True)
class Scene:
    """One sentence; ``named`` are its names by token, ``taken`` the tokens of its values.

    ``values`` and ``names`` have offsets into the article's text, or into the headline.
    """

    sentence: Sentence
    tree: Tree
    named: dict[int, Known]
    names: tuple[Name, ...]
    values: tuple[Value, ...]
    taken: frozenset[int]

    @property
    def dates(self) -> tuple[DateSpan, ...]:
        """The dates of the sentence that are parsed."""
        end = self.sentence.start + (self.tree[-1].end if len(self.tree) else 0)
        return tuple(v for v in self.values if isinstance(v, DateSpan) and v.start < end)

    def covered(self, start: int, end: int) -> list[int]:
        """The words that a span of the article's text touches."""
        return self.tree.covering(start - self.sentence.start, end - self.sentence.start)

    def offset(self, index: int) -> int:
        """Where a word begins in the article's text."""
        return self.sentence.start + self.tree[index].start


def make_scene(
    sentence: Sentence, tree: Tree, spans: list[Span], names: Names, values: tuple[Value, ...]
) -> Scene:
    """Resolve the names of a sentence and put them beside its words."""
    named: dict[int, Known] = {}
    found = []
    start = sentence.start
    taken = [tree.covering(v.start - start, v.end - start) for v in values]
    words = frozenset(index for covered in taken for index in covered)
    for span in spans:
        if words & set(range(span.first, span.last + 1)):
            continue
        known = Known(names.resolve(span.text), names.kind(span.text), span)
        named.update(dict.fromkeys(range(span.first, span.last + 1), known))
        found.append(
            Name(
                text=span.text,
                start=start + span.start,
                end=start + span.end,
                kind=known.kind,
                canonical=known.canonical,
            )
        )
    return Scene(sentence, tree, named, tuple(found), values, words)
