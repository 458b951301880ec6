"""An article with its sentences and their parses, as every stage behind reading takes it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

from claimcheck.language.parsing import Parse
from claimcheck.records import Article, Sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """One article of a bundle; ``parses[i]`` is the parse of ``sentences[i]``.

    Copies of one text share their ``origin``. Sentences may be left out, as those of a copy that
    stand in its original.
    """

    article: Article
    origin: str
    sentences: Sequence[Sentence]
    parses: Sequence[Parse]

    @property
    def id(self) -> str:
        """The article's id."""
        return self.article.id

    def place(self, sentence: Sentence) -> int:
        """Where a sentence of this article stands in ``sentences``."""
        return bisect_left(self.sentences, sentence.index, key=lambda s: s.index)

    def only(self, sentences: Sequence[Sentence]) -> Text:
        """The text with no other sentences than these, which are its own, in their order."""
        parses = [self.parses[self.place(sentence)] for sentence in sentences]
        return replace(self, sentences=sentences, parses=parses)

    def before(self, sentence: Sentence) -> str:
        """The text of the sentence before, or the title for the first one."""
        place = self.place(sentence)
        if place > 0 and self.sentences[place - 1].index == sentence.index - 1:
            return self.sentences[place - 1].text
        return self.article.title or ""
