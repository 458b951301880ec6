"""The report: findings with their evidence, the ledger, and what the run was made with."""

from __future__ import annotations

from dataclasses import dataclass, field

from claimcheck.records.articles import Member, Skip
from claimcheck.records.base import Kind, Relation, Status
from claimcheck.records.claims import Claim, Probabilities
from claimcheck.records.slots import Feature


@dataclass(frozen=True, slots=True, kw_only=True)
class Location:
    """A place in an input file; lines and columns count from 1, the end is exclusive."""

    path: str
    line: int
    column: int
    end_line: int
    end_column: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One passage that carries a finding; ``quote == article.text[start:end]``.

    ``highlights`` are half-open offsets into ``quote`` of what was compared. ``before`` and
    ``after`` are the rest of the quote's paragraph.
    """

    article: str
    outlet: str
    claim: str
    quote: str
    start: int
    end: int
    highlights: tuple[tuple[int, int], ...] = ()
    speaker: str | None = None
    published: str | None = None
    before: str = ""
    after: str = ""
    location: Location | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """The record that a decision leaves behind: what it saw, what it weighed, which row applied.

    ``row`` is the row of the table of relations, or what decided a statement or a quotation.
    ``premise`` and ``hypothesis`` are what the judge was asked about, "" where it was not;
    ``forward`` and ``backward`` are its answers. ``features`` went into the log odds of the
    probability, which had to reach ``threshold``; None where nothing was weighed. ``otherwise``
    says what would have changed the decision.
    """

    row: str
    compared: str = ""
    premise: str = ""
    hypothesis: str = ""
    forward: Probabilities | None = None
    backward: Probabilities | None = None
    features: tuple[Feature, ...] = ()
    threshold: float | None = None
    otherwise: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A relation between claims of two or more origins, with its evidence and its reason.

    ``slot`` is the id of the ledger's row whose values are related, None for statements and
    quotations.
    """

    id: str
    relation: Relation
    kind: Kind
    confidence: float
    reason: str
    evidence: tuple[Evidence, ...]
    outlets: tuple[str, ...]
    origins: int
    basis: Basis
    slot: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerEntry:
    """One value of a slot with the outlets that give it.

    ``as_of`` is the last day for which it is told. ``newest`` marks the value that superseded the
    others, ``superseded`` one that a later report or its own article left behind, and ``outlier``
    one that stands alone against a majority at the same time.
    """

    value: str
    normalized: dict[str, object]
    outlets: tuple[str, ...]
    claims: tuple[str, ...]
    quotes: tuple[str, ...] = ()
    as_of: str | None = None
    newest: bool = False
    superseded: bool = False
    outlier: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerRow:
    """A slot (a quantity or date of one thing) and every outlet's value for it."""

    id: str
    slot: str
    kind: Kind
    status: Status
    entries: tuple[LedgerEntry, ...]
    findings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """How many claims an outlet makes and how many of them another origin shares."""

    outlet: str
    claims: int
    shared: int
    unique: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Funnel:
    """How much went into each stage and came out of it."""

    articles: int = 0
    sentences: int = 0
    claims: int = 0
    mentions: int = 0
    pairs_possible: int = 0
    pairs_judged: int = 0
    slots: int = 0
    abstained: int = 0
    findings: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What the report was made with. Only ``timings`` (seconds a stage) differ between runs."""

    model: dict[str, str]
    backend: str
    device: str
    precision: str
    thresholds: dict[str, float]
    config_sha256: str
    timings: dict[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Everything that a reporter may show; see ``claimcheck/reporting/report.schema.json``."""

    bundle: str
    version: str
    members: tuple[Member, ...]
    claims: tuple[Claim, ...]
    findings: tuple[Finding, ...]
    ledger: tuple[LedgerRow, ...]
    coverage: tuple[Coverage, ...]
    skips: tuple[Skip, ...]
    funnel: Funnel
    run: Run

    def to_dict(self) -> dict[str, object]:
        """The JSON report as Python objects (contract: ``schema_version`` 2)."""
        from claimcheck.reporting.json_report import to_dict

        return to_dict(self)

    def of(self, relation: Relation) -> tuple[Finding, ...]:
        """The findings of one relation, in the report's order."""
        return tuple(f for f in self.findings if f.relation == relation)
