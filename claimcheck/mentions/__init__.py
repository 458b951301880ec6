"""Mentions: every value of an article, with the frame in which it stands."""

from claimcheck.mentions.finding import find_mentions
from claimcheck.mentions.headlines import headline, texts_to_parse
from claimcheck.mentions.naming import slot_name

__all__ = ["find_mentions", "headline", "slot_name", "texts_to_parse"]
