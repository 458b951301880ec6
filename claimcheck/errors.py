"""What can go wrong, each with one line that says what to do.

ClaimCheckError
├── InputError      a path, file or setting of the user's (exit status 2)
├── ModelError      a model that cannot be loaded or is not fit for the job (exit status 2)
└── RecipeError     a training recipe or data file (exit status 2)
"""

from __future__ import annotations


class ClaimCheckError(Exception):
    """Base of all errors that are reported to the user in one line.

    What the message quotes of a file may have line breaks; they become blanks.
    """

    def __str__(self) -> str:
        return " ".join(super().__str__().splitlines())


class InputError(ClaimCheckError):
    """The input or a setting is wrong; the message names it and says what to do."""


class ModelError(ClaimCheckError):
    """The model cannot be loaded, or its labels are not those of NLI."""


class RecipeError(ClaimCheckError):
    """A training recipe or its data is wrong."""
