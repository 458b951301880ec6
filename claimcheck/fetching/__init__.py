"""Fetching: the one room that uses the network, and only when a user says ``claimcheck fetch``.

Pages and feeds become files that ``claimcheck check`` reads. Nothing here is imported by a stage.
"""

from claimcheck.fetching.fetch import Fetcher, Outcome, fetch_all
from claimcheck.fetching.guard import Limits

__all__ = ["Fetcher", "Limits", "Outcome", "fetch_all"]
