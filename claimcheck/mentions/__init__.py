"""Mentions: every value of an article, with the frame in which it stands."""

from claimcheck.mentions.finding import find_mentions, headline

__all__ = ["find_mentions", "headline"]
