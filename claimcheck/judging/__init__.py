"""Judge whether one sentence follows from another, with any three-way NLI model.

Importing this package loads neither torch nor transformers; the network is loaded when the
first pair has to be judged that the cache does not know.
"""

from __future__ import annotations

from claimcheck.judging.cache import JudgementCache
from claimcheck.judging.catalogue import default_model
from claimcheck.judging.judge import BACKENDS, Judge
from claimcheck.judging.labels import parse_labels

__all__ = ["BACKENDS", "Judge", "JudgementCache", "default_model", "parse_labels"]
