"""Stories: which articles of a mixed pile tell of one happening."""

from claimcheck.stories.group import Grouping, Story, group

__all__ = ["Grouping", "Story", "group"]
