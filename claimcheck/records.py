"""The records that flow through the stages, all frozen and typed.

Offsets are half-open code points into ``Article.text`` everywhere. A record of one stage is
made from the records of the stages before it and never changed afterwards.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

Label = Literal["entailment", "neutral", "contradiction"]
LABELS: tuple[Label, ...] = ("entailment", "neutral", "contradiction")
Relation = Literal["contradiction", "update", "dispute", "agreement"]
RELATIONS: tuple[Relation, ...] = ("contradiction", "update", "dispute", "agreement")
Kind = Literal["number", "date", "location", "name", "negation", "antonym", "other"]
KINDS: tuple[Kind, ...] = ("number", "date", "location", "name", "negation", "antonym", "other")
Bound = Literal["exact", "about", "at least", "more than", "at most", "less than", "range"]
Granularity = Literal[
    "part of day", "day", "week", "month", "quarter", "half", "year", "decade", "range"
]
PublishedFrom = Literal["metadata", "dateline", "relative", "flag", "unknown"]
Status = Literal["agreement", "contradiction", "update", "dispute", "single"]


def digest(*parts: str, size: int = 12) -> str:
    """A short stable id: the head of the SHA-256 over ``parts``, which are kept apart."""
    joined = "\x1f".join(parts).encode("utf-8", "surrogatepass")
    return hashlib.sha256(joined).hexdigest()[:size]


def parse_published(value: str) -> date | datetime:
    """Read an ISO 8601 date or datetime.

    Raises:
        ValueError: the text is neither.
    """
    text = value.strip()
    return date.fromisoformat(text) if len(text) <= 10 else datetime.fromisoformat(text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where an article's text stands in an input file.

    ``line`` and ``column`` (1-based) are those of the text's first character. ``verbatim`` says
    that the text stands there character by character, so that offsets can be turned into lines.
    """

    path: str
    line: int = 1
    column: int = 1
    verbatim: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One article of one outlet; ``published`` may be given as an ISO 8601 string.

    ``id`` is the same for the same outlet, title and text, whatever the file or its place in it;
    ``within`` is the closed interval of days in which it was published, where only that is known.
    """

    outlet: str
    text: str
    title: str | None = None
    url: str | None = None
    published: date | datetime | str | None = None
    published_from: PublishedFrom = "unknown"
    within: tuple[date, date] | None = None
    source: Source | None = None
    id: str = field(init=False, default="")

    def __post_init__(self) -> None:
        made = digest("article", self.outlet, self.title or "", self.text)
        object.__setattr__(self, "id", made)
        if isinstance(self.published, str):
            object.__setattr__(self, "published", parse_published(self.published))
        if self.published is not None and self.published_from == "unknown":
            object.__setattr__(self, "published_from", "metadata")

    @property
    def day(self) -> date | None:
        """The day of publication, the anchor of relative dates."""
        when = self.published
        if isinstance(when, datetime):
            return when.date()
        return when if isinstance(when, date) else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Skip:
    """Something that was left out, at which stage, and why."""

    stage: str
    item: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """An article in its bundle: which text it repeats and whether it tells the bundle's story."""

    article: Article
    origin: str
    copy_of: str | None = None
    on_topic: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence; ``text == article.text[start:end]``. ``paragraph`` counts from 0."""

    article: str
    index: int
    paragraph: int
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A quantity as it is written, with its value.

    ``low`` and ``high`` are the value in ``unit`` (equal unless the text gives a range).
    ``unit`` is "" for counts, else singular: "percent", "percentage point", "basis point",
    "dollar", "euro", "kilometre", "tonne", "minute", "ordinal", ...
    ``noun`` is what is counted or what the figure is the value of, lower case and singular
    ("tariff", "person", "net profit"); ``modifiers`` are the words that narrow it.
    """

    text: str
    start: int
    end: int
    low: float
    high: float
    unit: str = ""
    bound: Bound = "exact"
    noun: str = ""
    modifiers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DateSpan:
    """A date phrase as a closed interval of days.

    ``first`` and ``last`` are None where the phrase cannot be resolved; ``unresolved`` says why.
    ``inferred`` marks a phrase that was counted from a month of publication that is inferred
    itself: good enough to see an agreement, not to claim a contradiction.
    """

    text: str
    start: int
    end: int
    first: date | None
    last: date | None
    granularity: Granularity
    unresolved: str | None = None
    inferred: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A name: of a person, an organisation or a place."""

    text: str
    start: int
    end: int
    kind: Literal["person", "organisation", "place", "name"]
    canonical: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A clause that stands alone and states something that can be checked.

    ``text == article.text[start:end]``. ``standalone`` is what is judged: the clause with its
    subject filled in and its attribution taken off. ``speaker`` says it, None for the outlet, and
    ``said_on`` is the one day that its sentence gives beside what is said: "said on Monday".
    """

    article: str
    outlet: str
    sentence: Sentence
    start: int
    end: int
    text: str
    standalone: str
    speaker: str | None = None
    said_on: DateSpan | None = None
    figures: tuple[Figure, ...] = ()
    dates: tuple[DateSpan, ...] = ()
    mentions: tuple[Mention, ...] = ()

    @property
    def id(self) -> str:
        """The same for the same clause of the same article."""
        return digest("claim", self.article, str(self.start), str(self.end), self.standalone)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two claims of different outlets that may speak of one thing; ``a`` sorts before ``b``."""

    a: Claim
    b: Claim
    similarity: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Probabilities:
    """Calibrated probabilities of the three labels for one premise and hypothesis; sum 1."""

    entailment: float
    neutral: float
    contradiction: float

    @property
    def label(self) -> Label:
        """The likeliest label."""
        return max(LABELS, key=lambda name: float(getattr(self, name)))


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
    """How a finding came about: the rule that decided and what it saw.

    ``forward`` judges the first evidence's claim as premise against the second's; ``substituted``
    is the same after the compared value of one was put into the other. ``otherwise`` says what
    would have changed the decision, ``bar`` which threshold the confidence had to reach.
    """

    rule: str
    premise: str
    hypothesis: str
    forward: Probabilities | None = None
    backward: Probabilities | None = None
    substituted: Probabilities | None = None
    compared: str = ""
    otherwise: str = ""
    bar: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A relation between claims of two or more origins, with its evidence and its reason."""

    id: str
    relation: Relation
    kind: Kind
    confidence: float
    reason: str
    evidence: tuple[Evidence, ...]
    outlets: tuple[str, ...]
    origins: int
    basis: Basis


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerEntry:
    """One value of a slot with the outlets that give it."""

    value: str
    normalized: dict[str, object]
    outlets: tuple[str, ...]
    claims: tuple[str, ...]
    quotes: tuple[str, ...] = ()
    as_of: str | None = None
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
    pairs_possible: int = 0
    pairs_judged: int = 0
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
        """The JSON report as Python objects (contract: ``schema_version`` 1)."""
        from claimcheck.reporting.json_report import to_dict

        return to_dict(self)

    def of(self, relation: Relation) -> tuple[Finding, ...]:
        """The findings of one relation, in the report's order."""
        return tuple(f for f in self.findings if f.relation == relation)
