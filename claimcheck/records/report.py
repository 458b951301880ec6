"""The report: findings with their evidence, the ledger, and what the run was made with."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html import escape
from typing import TYPE_CHECKING

from claimcheck.errors import InputError
from claimcheck.records.articles import Member, Skip
from claimcheck.records.base import (
    FAILURES,
    RELATIONS,
    SETTLED,
    Failure,
    Kind,
    Relation,
    ReviewStatus,
    Status,
)
from claimcheck.records.claims import Claim, Probabilities
from claimcheck.records.slots import Feature

if TYPE_CHECKING:
    from pandas import DataFrame


@dataclass(frozen=True, slots=True, kw_only=True)
class Location:
    """A place in an input file; lines and columns count from 1, the end is exclusive.

    It is empty where only the line is known, in line 1 where only the file is.
    ``inside`` names the member of the file in which lines count, None where it is the file itself.
    """

    path: str
    line: int
    column: int
    end_line: int
    end_column: int
    inside: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One passage that carries a finding; ``quote == article.text[start:end]``.

    ``highlights`` are half-open offsets into ``quote`` of what was compared. ``before`` and
    ``after`` are the rest of the quote's paragraph. ``published`` and ``modified`` are those of the
    article, in ISO 8601.
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
    modified: str | None = None
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
class Review:
    """What an editor said of a finding, or that a baseline knows it."""

    status: ReviewStatus
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A relation between claims of two or more origins, with its evidence and its reason.

    ``slot`` is the id of the ledger's row whose values are related, None for statements and
    quotations. ``aliases`` are the other names by which a baseline or a review may know it: one
    from each sentence that carries it, and the one that earlier versions gave. ``confidence`` is a
    probability. ``review`` is None where nobody has said anything.
    """

    id: str
    relation: Relation
    kind: Kind
    confidence: float
    reason: str
    evidence: tuple[Evidence, ...] = field(repr=False)
    outlets: tuple[str, ...]
    origins: int
    basis: Basis = field(repr=False)
    slot: str | None = None
    aliases: tuple[str, ...] = field(default=(), repr=False)
    review: Review | None = None

    @property
    def settled(self) -> bool:
        """Dismissed, fixed or known: shown, but not counted."""
        return self.review is not None and self.review.status in SETTLED


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
    """How much went into each stage and came out of it.

    ``pairs_judged`` are those of the ``pairs_possible`` values that the judge was asked about,
    ``questions`` all that it was asked, of values and of statements, each direction counted.
    """

    articles: int = 0
    sentences: int = 0
    claims: int = 0
    mentions: int = 0
    pairs_possible: int = 0
    pairs_judged: int = 0
    questions: int = 0
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


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Report:
    """Everything that a reporter may show; see ``claimcheck/reporting/report.schema.json``.

    A report is the sequence of its findings: ``len(report)`` counts them, a loop goes through them.
    A notebook shows it as the page that ``to_html`` gives.
    """

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

    def __repr__(self) -> str:
        counts = [f"{name} {len(self.of(name))}" for name in RELATIONS]
        return f"<Report on {len(self.members)} articles: {', '.join(counts)}>"

    def __len__(self) -> int:
        return len(self.findings)

    def __iter__(self) -> Iterator[Finding]:
        return iter(self.findings)

    def of(self, relation: Relation) -> tuple[Finding, ...]:
        """The findings of one relation, in the report's order.

        Args:
            relation: contradiction, update, dispute or agreement.

        Returns:
            Settled findings too.

        Raises:
            InputError: it is none of these.
        """
        _known_relations((relation,), RELATIONS)
        return tuple(f for f in self.findings if f.relation == relation)

    def failing(self, fail_on: Sequence[Failure] = ("contradiction",)) -> tuple[Finding, ...]:
        """The findings that make the exit status of ``claimcheck check --fail-on`` 1.

        Args:
            fail_on: the relations that count: contradiction, update, dispute, or none.

        Returns:
            In the report's order; none that is settled (dismissed, fixed, known).

        Raises:
            InputError: a relation is none of these.
        """
        _known_relations(fail_on, FAILURES)
        return tuple(f for f in self.findings if f.relation in fail_on and not f.settled)

    def to_dict(self) -> dict[str, object]:
        """The JSON report as Python objects (contract: ``schema_version`` 2)."""
        from claimcheck.reporting.json_report import to_dict

        return to_dict(self)

    def to_html(self) -> str:
        """The report as one page, which needs no other file and no network."""
        from claimcheck.reporting import render

        return render(self, "html")

    def to_markdown(self) -> str:
        """The report as Markdown, for an issue or a pull request."""
        from claimcheck.reporting import render

        return render(self, "markdown")

    def to_frame(self) -> DataFrame:
        """The findings as a pandas table, a row each, indexed by id.

        Returns:
            Columns: ``relation``, ``kind``, ``confidence`` (a probability), ``reason``, ``outlets``
            (a tuple of names), ``origins`` (how many texts that are no copies of each other),
            ``quotes`` (a tuple, in the order of the evidence), ``slot`` and ``review``.

        Raises:
            InputError: pandas is not installed.
        """
        try:
            from pandas import DataFrame, Index
        except ModuleNotFoundError as error:
            raise InputError("to_frame needs pandas: pip install pandas") from error
        columns = {
            "relation": [f.relation for f in self.findings],
            "kind": [f.kind for f in self.findings],
            "confidence": [f.confidence for f in self.findings],
            "reason": [f.reason for f in self.findings],
            "outlets": [f.outlets for f in self.findings],
            "origins": [f.origins for f in self.findings],
            "quotes": [tuple(e.quote for e in f.evidence) for f in self.findings],
            "slot": [f.slot for f in self.findings],
            "review": [f.review.status if f.review else None for f in self.findings],
        }
        return DataFrame(columns, index=Index([f.id for f in self.findings], name="id"))

    def _repr_html_(self) -> str:
        # A frame of its own origin: what an article brings along can reach nothing of the notebook.
        return (
            '<iframe title="claimcheck report" sandbox="allow-scripts allow-downloads" '
            'style="width:100%;height:42em;border:1px solid #8888" '
            f'srcdoc="{escape(self.to_html())}"></iframe>'
        )


def _known_relations(given: Sequence[str], known: Sequence[str]) -> None:
    if isinstance(given, str):
        raise InputError(f"relations must be a list, not a str: [{given!r}]")
    for name in given:
        if name not in known:
            what = "nothing to fail on" if name in RELATIONS else "no relation"
            raise InputError(f"{name!r} is {what}; expected {', '.join(known)}")
