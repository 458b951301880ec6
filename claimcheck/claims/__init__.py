"""Claims: clauses that stand alone, with who says them and the figures, dates and names in them."""

from claimcheck.claims.extracting import extract_claims

__all__ = ["extract_claims"]
