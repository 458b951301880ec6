"""The records that flow through the stages, all frozen and typed.

Offsets are half-open code points into ``Article.text`` everywhere. A record of one stage is
made from the records of the stages before it and never changed afterwards.
"""

from __future__ import annotations

from claimcheck.records.articles import (
    Article,
    Extent,
    Member,
    PublishedFrom,
    Sentence,
    Skip,
    Source,
)
from claimcheck.records.base import (
    FAILURES,
    KINDS,
    LABELS,
    RELATIONS,
    SETTLED,
    Kind,
    Label,
    Relation,
    ReviewStatus,
    Status,
    digest,
    parse_published,
)
from claimcheck.records.claims import Claim, Probabilities, claim_id
from claimcheck.records.mentions import Frame, Mention, Role, Value
from claimcheck.records.report import (
    Basis,
    Coverage,
    Evidence,
    Finding,
    Funnel,
    LedgerEntry,
    LedgerRow,
    Location,
    Report,
    Review,
    Run,
)
from claimcheck.records.slots import Decision, Feature, Link, Slot
from claimcheck.records.statements import Statement, StatementMatch
from claimcheck.records.values import (
    Bound,
    ClockTime,
    DateSpan,
    Figure,
    Granularity,
    Name,
    Quotation,
    Score,
)

__all__ = [
    "FAILURES",
    "KINDS",
    "LABELS",
    "RELATIONS",
    "SETTLED",
    "Article",
    "Basis",
    "Bound",
    "Claim",
    "ClockTime",
    "Coverage",
    "DateSpan",
    "Decision",
    "Evidence",
    "Extent",
    "Feature",
    "Figure",
    "Finding",
    "Frame",
    "Funnel",
    "Granularity",
    "Kind",
    "Label",
    "LedgerEntry",
    "LedgerRow",
    "Link",
    "Location",
    "Member",
    "Mention",
    "Name",
    "Probabilities",
    "PublishedFrom",
    "Quotation",
    "Relation",
    "Report",
    "Review",
    "ReviewStatus",
    "Role",
    "Run",
    "Score",
    "Sentence",
    "Skip",
    "Slot",
    "Source",
    "Statement",
    "StatementMatch",
    "Status",
    "Value",
    "claim_id",
    "digest",
    "parse_published",
]
