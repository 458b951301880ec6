"""All material of one run: the stories, their statements, and which belong together."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from claimcheck.training.generating.material import Statement, Story
from claimcheck.training.generating.pairing import Neighbours, agreeing, strangers


class Corpus:
    """Stories with what is found among them; found once, when first asked for."""

    def __init__(self, stories: Sequence[Story]) -> None:
        self.stories = tuple(stories)

    @cached_property
    def bundles(self) -> tuple[Story, ...]:
        """The stories that more than one outlet tells."""
        return tuple(s for s in self.stories if len(s.tellings) > 1)

    @cached_property
    def statements(self) -> tuple[Statement, ...]:
        """All statements, each wording once."""
        return tuple({s.text: s for story in self.stories for s in story.statements}.values())

    @cached_property
    def agreeing(self) -> tuple[tuple[Statement, Statement], ...]:
        """Premise and hypothesis of two outlets that tell one fact."""
        return tuple(agreeing(self.bundles))

    @cached_property
    def neighbours(self) -> Neighbours:
        """The statements by like words."""
        return Neighbours(self.statements)

    @cached_property
    def strangers(self) -> tuple[tuple[Statement, Statement], ...]:
        """Premise and hypothesis in like words that tell two things."""
        return tuple(strangers(self.statements, self.neighbours, self.bundles))
