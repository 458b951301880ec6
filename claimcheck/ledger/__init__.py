"""The ledger, the findings with their evidence, and the claims that they rest on."""

from claimcheck.ledger.claims import claims_of
from claimcheck.ledger.findings import Told, findings, in_order
from claimcheck.ledger.rows import rows_of
from claimcheck.ledger.telling import told_of_quotation, told_of_slot, told_of_statement

__all__ = [
    "Told",
    "claims_of",
    "findings",
    "in_order",
    "rows_of",
    "told_of_quotation",
    "told_of_slot",
    "told_of_statement",
]
