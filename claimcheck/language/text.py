"""An article with its sentences and their parses, as every stage behind reading takes it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from claimcheck.language.parsing import Parse
from claimcheck.records import Article, Sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """One article of a bundle; ``parses[i]`` is the parse of ``sentences[i]``.

    Copies of one text share their ``origin``.
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
        return sentence.index - self.sentences[0].index

    def before(self, sentence: Sentence) -> str:
        """The text of the sentence before, or the title for the first one."""
        place = self.place(sentence)
        return self.sentences[place - 1].text if place > 0 else self.article.title or ""
