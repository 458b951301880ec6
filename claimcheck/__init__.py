"""claimcheck: do several outlets tell the same story?

    >>> from claimcheck import Article, check
    >>> report = check([Article(outlet="A", text="..."), Article(outlet="B", text="...")])
    >>> report.of("contradiction")
    >>> report.to_html()

Importing this package loads no model and no torch; the first ``check`` does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from claimcheck.errors import ClaimCheckError, InputError, ModelError
from claimcheck.records import Article, Claim, Evidence, Finding, Report, Review, Skip

if TYPE_CHECKING:
    from claimcheck.pipeline import Checker, check
    from claimcheck.reading import read_articles

__version__ = "0.1.0"

__all__ = [
    "Article",
    "Checker",
    "Claim",
    "ClaimCheckError",
    "Evidence",
    "Finding",
    "InputError",
    "ModelError",
    "Report",
    "Review",
    "Skip",
    "__version__",
    "check",
    "read_articles",
]


def __dir__() -> list[str]:
    return __all__


def __getattr__(name: str) -> Any:
    if name in ("Checker", "check"):
        from claimcheck import pipeline

        return getattr(pipeline, name)
    if name == "read_articles":
        from claimcheck.reading import read_articles

        return read_articles
    raise AttributeError(f"module 'claimcheck' has no attribute {name!r}")
