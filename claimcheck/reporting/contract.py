"""The JSON report as types: what every reporter sees, and all that it sees.

The names are those of the report's contract, written down in ``report.schema.json``. A reporter
takes a ``ReportData`` and never a ``Report``, so that a stored report renders as a fresh one does.
"""

from __future__ import annotations

from typing import NotRequired, TypedDict

from claimcheck.records import Kind, Relation, ReviewStatus, Status

SCHEMA_VERSION = 2
READABLE_VERSIONS = (1, 2)
REVIEWS_FILE = "claimcheck-reviews.toml"
REVIEWS_HEAD = "# What editors said of claimcheck's findings. Written by `claimcheck review`."
"""The first line of a file of reviews, by which it is known; the page and the command write one."""


class ToolData(TypedDict):
    """The program that made the report."""

    name: str
    version: str


class BundleData(TypedDict):
    """The articles as a whole."""

    id: str


class SourceData(TypedDict):
    """The input file of an article, the member inside it, and where its text begins there."""

    path: str
    line: int
    column: int
    verbatim: bool
    inside: NotRequired[str]


class StampData(TypedDict):
    """A moment inside a live blog: from ``start`` on, the text was written ``when`` (ISO 8601)."""

    start: int
    when: str


class ArticleData(TypedDict):
    """An article without its text; ``modified`` is its last change after it was published."""

    id: str
    outlet: str
    title: str | None
    url: str | None
    published: str | None
    published_from: str
    modified: str | None
    stamps: list[StampData]
    origin: str
    copy_of: str | None
    near_copy_of: str | None
    headline_of: str | None
    on_topic: bool
    source: SourceData | None


class FigureData(TypedDict):
    """A quantity; offsets are those of the article's text."""

    text: str
    low: float | None
    high: float | None
    unit: str
    bound: str
    start: int
    end: int


DateData = TypedDict(
    "DateData",
    {
        "text": str,
        "from": str | None,
        "to": str | None,
        "granularity": str,
        "start": int,
        "end": int,
        "unresolved": str | None,
    },
)


class NameData(TypedDict):
    """A name in a claim."""

    text: str
    start: int
    end: int
    kind: str
    canonical: str


class ClaimData(TypedDict):
    """A sentence that can be checked, with the values that it gives."""

    id: str
    article: str
    outlet: str
    text: str
    start: int
    end: int
    speaker: str | None
    figures: list[FigureData]
    dates: list[DateData]
    names: list[NameData]


class LocationData(TypedDict):
    """A place in an input file; lines and columns count from 1, the end is exclusive.

    It is empty where only the line is known, in line 1 where only the file is.
    ``inside`` is there where the file is an archive, a mail or a crawl: its member that is meant.
    """

    path: str
    line: int
    column: int
    end_line: int
    end_column: int
    inside: NotRequired[str]


class EvidenceData(TypedDict):
    """A passage; ``highlights`` are half-open offsets into ``quote``."""

    article: str
    outlet: str
    claim: str
    quote: str
    start: int
    end: int
    highlights: list[list[int]]
    speaker: str | None
    published: str | None
    modified: str | None
    before: str
    after: str
    location: LocationData | None


class ProbabilitiesData(TypedDict):
    """Calibrated probabilities of the three labels."""

    entailment: float
    neutral: float
    contradiction: float


class FeatureData(TypedDict):
    """A number that was weighed; ``value`` times ``weight`` went into the log odds."""

    name: str
    value: float
    weight: float


class BasisData(TypedDict):
    """The record of a decision; see :class:`claimcheck.records.Basis`."""

    row: str
    compared: str
    premise: str
    hypothesis: str
    forward: ProbabilitiesData | None
    backward: ProbabilitiesData | None
    features: list[FeatureData]
    threshold: float | None
    otherwise: str


class ReviewData(TypedDict):
    """What an editor said of a finding (confirmed, dismissed, fixed), or that it was known."""

    status: ReviewStatus
    note: NotRequired[str]


class FindingData(TypedDict):
    """A relation with its evidence; ``review`` is there once an editor has looked at it."""

    id: str
    relation: Relation
    kind: Kind
    confidence: float
    reason: str
    evidence: list[EvidenceData]
    outlets: list[str]
    origins: int
    basis: BasisData | None
    slot: str | None
    aliases: list[str]
    review: NotRequired[ReviewData]


class LedgerEntryData(TypedDict):
    """One value of a slot."""

    value: str
    normalized: dict[str, object]
    outlets: list[str]
    claims: list[str]
    quotes: list[str]
    as_of: str | None
    newest: bool
    superseded: bool
    outlier: bool


class LedgerRowData(TypedDict):
    """A slot with its values."""

    id: str
    slot: str
    kind: Kind
    status: Status
    entries: list[LedgerEntryData]
    findings: list[str]


class CoverageData(TypedDict):
    """Claims of an outlet: all, shared with another origin, and its own alone."""

    outlet: str
    claims: int
    shared: int
    unique: int


class SkipData(TypedDict):
    """Something left out."""

    stage: str
    item: str
    reason: str


class FunnelData(TypedDict):
    """How much went into each stage."""

    articles: int
    sentences: int
    claims: int
    mentions: int
    pairs_possible: int
    pairs_judged: int
    questions: int
    slots: int
    abstained: int
    findings: int


class RunData(TypedDict):
    """What the report was made with."""

    model: dict[str, str]
    backend: str
    device: str
    precision: str
    thresholds: dict[str, float]
    config_sha256: str
    timings: dict[str, float]


class ReportData(TypedDict):
    """The whole report."""

    schema_version: int
    tool: ToolData
    bundle: BundleData
    articles: list[ArticleData]
    claims: list[ClaimData]
    findings: list[FindingData]
    ledger: list[LedgerRowData]
    coverage: list[CoverageData]
    skips: list[SkipData]
    funnel: FunnelData
    run: RunData
