"""The one split of labelled material: by bundle or group, never by line.

Folds 0 to 2 train networks, 3 is for fitting and choosing, 4 is only reported on.
"""

from __future__ import annotations

import hashlib

FOLDS = 5
TRAINING = (0, 1, 2)
FITTING = (3,)
BLIND = (4,)


def fold_of(name: str) -> int:
    """The fold, 0 to 4, of a bundle's name or a group's id."""
    return int(hashlib.sha256(name.encode()).hexdigest(), 16) % FOLDS
