"""All material of one run: the stories, their statements, and which belong together."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from claimcheck.training.generating.asked import Asked, asked_of, is_held_out
from claimcheck.training.generating.material import Statement, Story
from claimcheck.training.generating.pairing import Neighbours, agreeing, strangers


class Corpus:
    """Stories with what is found among them; found once, when first asked for.

    Stories of several outlets that are held out for measuring are left out.
    """

    def __init__(self, stories: Sequence[Story]) -> None:
        self.stories = tuple(s for s in stories if len(s.tellings) < 2 or not is_held_out(s.id))

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
    def asked(self) -> tuple[Asked, ...]:
        """What the judge is asked about the claims of the stories that several outlets tell."""
        return tuple(asked_of(self.bundles, seed=1))

    @cached_property
    def neighbours(self) -> Neighbours:
        """The statements by like words."""
        return Neighbours(self.statements)

    @cached_property
    def strangers(self) -> tuple[tuple[Statement, Statement], ...]:
        """Premise and hypothesis in like words that tell two things."""
        return tuple(strangers(self.statements, self.neighbours, self.bundles))
