"""Run the stages in their order: articles in, one report out."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import lru_cache

import claimcheck
from claimcheck.claims import extract_claims
from claimcheck.comparing import Comparison, compare
from claimcheck.copies import fold_copies
from claimcheck.coverage import Span, coverage
from claimcheck.deciding import (
    THRESHOLDS,
    Context,
    Thresholds,
    Verdict,
    decide,
    findings,
    slot_weights,
)
from claimcheck.errors import InputError
from claimcheck.judging import DEFAULT_MODEL, Judge
from claimcheck.ledger import ledger
from claimcheck.limits import LIMITS, Limits
from claimcheck.pairing import pair_claims, pair_within
from claimcheck.records import (
    Article,
    Claim,
    Coverage,
    Finding,
    Funnel,
    Member,
    Probabilities,
    Report,
    Run,
    Sentence,
    Skip,
    digest,
)
from claimcheck.segmenting import segment
from claimcheck.within import gives_both, headlines

Progress = Callable[[str], None]
_LOADING = threading.Lock()
# Judged in such portions, so that an interrupted run keeps in the cache what it has judged.
_PORTION = 1024


class Checker:
    """A judge and its thresholds, loaded once and used for any number of bundles.

    With ``within`` each article is checked against itself too: its headline against its body and
    its sentences against each other. Only contradictions are reported of these.
    """

    def __init__(
        self,
        judge: Judge | None = None,
        thresholds: Thresholds = THRESHOLDS,
        *,
        within: bool = False,
        limits: Limits = LIMITS,
    ) -> None:
        self.limits = limits
        self.judge = judge or Judge.load()
        self.thresholds = thresholds
        self.within = within

    def check(
        self,
        articles: Sequence[Article],
        *,
        skips: Sequence[Skip] = (),
        progress: Progress = lambda _: None,
    ) -> Report:
        """Check one bundle.

        Args:
            articles: two or more, one will do if articles are checked within themselves; their
                order does not matter.
            skips: what reading has left out, to be reported with the rest.
            progress: told in a few words what is being done.

        Returns:
            The report, the same for the same articles, model and thresholds but for
            ``run.timings``.

        Raises:
            InputError: there are too few articles.
            ModelError: the model cannot be loaded.
        """
        clock = _Clock(progress)
        left_out = list(skips)
        unique = sorted({a.id: a for a in articles}.values(), key=lambda a: (a.outlet, a.id))
        unique, told = self.limits.cut("articles", unique, stage="read", item="the bundle")
        left_out += told
        least, needed = (1, "one is") if self.within else (2, "two are")
        if len(unique) < least:
            raise InputError(
                f"there is nothing to compare: {_count(len(unique), 'article')}, {needed} needed"
            )
        with clock("folding copies"):
            members = fold_copies(unique)
            heads = headlines(members) if self.within else {}
            everyone = (*members, *heads.values())
        with clock("extracting claims"):
            sentences, claims = extract(everyone, left_out)
        with clock("pairing claims"):
            pairs, possible = pair_claims(claims, members)
            comparisons = [compare(pair) for pair in pairs]
            inner, inner_possible = self._pair_within(claims, members, heads)
        with clock("judging"):
            context = context_of(claims, members)
            verdicts = self._decide(comparisons, context, progress)
            inner_verdicts = self._decide(inner, _no_context(everyone), progress)
        with clock("writing the ledger"):
            # What one article says twice over, or of two speakers, is no news.
            contrary = [v for v in inner_verdicts if v.relation == "contradiction"]
            found = findings(verdicts, everyone, sentences, within=contrary)
            rows = ledger([*verdicts, *contrary], found, everyone)
        abstentions = [v for v in (*verdicts, *inner_verdicts) if v.relation is None]
        left_out += _abstained(abstentions)
        quoted = {e.article for f in found for e in f.evidence}
        members = (*members, *(h for h in heads.values() if h.article.id in quoted))
        shown = {m.article.id for m in members}
        claims = [c for c in claims if c.article in shown]
        return Report(
            bundle=digest("bundle", *(a.id for a in unique)),
            version=claimcheck.__version__,
            members=members,
            claims=tuple(claims),
            findings=found,
            ledger=rows,
            coverage=_coverage(claims, found, members),
            skips=tuple(sorted(left_out, key=lambda s: (s.stage, s.item, s.reason))),
            funnel=Funnel(
                articles=len(unique),
                sentences=sum(len(s) for article, s in sentences.items() if article in shown),
                claims=len(claims),
                pairs_possible=possible + inner_possible,
                pairs_judged=len(comparisons) + len(inner),
                abstained=len(abstentions),
                findings=len(found),
            ),
            run=self._run(clock.seconds),
        )

    def _pair_within(
        self, claims: Sequence[Claim], members: Sequence[Member], heads: Mapping[str, Member]
    ) -> tuple[list[Comparison], int]:
        if not self.within:
            return [], 0
        stories = {m.article.id: m.article.id for m in members if m.copy_of is None}
        stories.update((head.article.id, article) for article, head in heads.items())
        pairs, possible = pair_within(claims, stories)
        compared = (compare(pair) for pair in pairs)
        return [c for c in compared if not gives_both(c, claims)], possible

    def _decide(
        self,
        comparisons: Sequence[Comparison],
        context: Context,
        progress: Progress,
    ) -> list[Verdict]:
        asked = sorted(
            {question for c in comparisons for question in c.questions},
            key=lambda q: (len(q[0]) + len(q[1]), q),
        )
        answers: dict[tuple[str, str], Probabilities] = {}
        for begin in range(0, len(asked), _PORTION):
            progress(f"judging {begin:,} of {len(asked):,} directed pairs")
            portion = asked[begin : begin + _PORTION]
            answers.update(zip(portion, self.judge.judge(portion), strict=True))
        decided = (
            decide(c, [answers[q] for q in c.questions], context, self.thresholds)
            for c in comparisons
        )
        return [verdict for verdict in decided if verdict is not None]

    def _run(self, timings: dict[str, float]) -> Run:
        judge, thresholds = self.judge, self.thresholds.as_dict()
        calibration = judge.calibration
        decides = (
            judge.sha256,
            judge.precision,
            f"{calibration.temperature} {calibration.biases}",
            slot_weights(),
            *(f"{k}={v}" for k, v in sorted(thresholds.items())),
        )
        return Run(
            model={"name": judge.name, "sha256": judge.sha256},
            backend=judge.backend,
            device=judge.device,
            precision=judge.precision,
            thresholds=thresholds,
            config_sha256=digest("config", *decides, size=64),
            timings=timings,
        )


def check(articles: Sequence[Article], *, model: str = DEFAULT_MODEL) -> Report:
    """Check a bundle of articles with a model that is loaded once and kept.

    Args:
        articles: two or more, in any order.
        model: a shipped name, a folder, or a hub id.

    Raises:
        InputError: there are too few articles.
        ModelError: the model cannot be loaded.
    """
    with _LOADING:  # the first threads would each load a model of their own
        checker = _checker(model)
    return checker.check(articles)


@lru_cache(maxsize=2)
def _checker(model: str) -> Checker:
    return Checker(Judge.load(model))


def context_of(claims: Sequence[Claim], members: Sequence[Member]) -> Context:
    """What the rules know beyond a pair."""
    return Context(
        days={m.article.id: m.article.day for m in members},
        claims={m.article.id: [c for c in claims if c.article == m.article.id] for m in members},
        times={m.article.id: moment for m in members if (moment := _moment(m.article))},
    )


def _moment(article: Article) -> datetime | None:
    """When an article was published, if its time is known: without a zone it is taken for UTC."""
    when = article.published
    if not isinstance(when, datetime):
        return None
    return when if when.tzinfo else when.replace(tzinfo=UTC)


def _no_context(members: Sequence[Member]) -> Context:
    """For claims of one article, which as a whole always gives both of the values that differ."""
    return Context(
        days={m.article.id: m.article.day for m in members},
        claims={m.article.id: () for m in members},
    )


class _Clock:
    """Seconds by stage; says on the way what is being done."""

    def __init__(self, progress: Progress) -> None:
        self.seconds: dict[str, float] = {}
        self._progress = progress

    @contextmanager
    def __call__(self, stage: str) -> Iterator[None]:
        self._progress(stage)
        started = time.perf_counter()
        yield
        self.seconds[stage] = round(time.perf_counter() - started, 4)


def extract(
    members: Sequence[Member], left_out: list[Skip]
) -> tuple[dict[str, tuple[Sentence, ...]], list[Claim]]:
    """The sentences of each article, and all claims; ``left_out`` gets what is skipped."""
    sentences: dict[str, tuple[Sentence, ...]] = {}
    claims: list[Claim] = []
    for member in members:
        sentences[member.article.id] = segment(member.article)
        made, skipped = extract_claims(member.article, sentences[member.article.id])
        claims += made
        left_out += skipped
        if member.copy_of is not None:
            original = next(m.article for m in members if m.article.id == member.copy_of)
            reason = f"repeats the text of {original.outlet}, counted once"
            left_out.append(Skip(stage="copies", item=_name(member.article), reason=reason))
        elif not member.on_topic:
            reason = "shares no story with the other articles, not compared"
            left_out.append(Skip(stage="topic", item=_name(member.article), reason=reason))
    return sentences, claims


def _abstained(verdicts: Sequence[Verdict]) -> list[Skip]:
    return [
        Skip(
            stage="decide",
            item=f"{v.comparison.pair.a.standalone} | {v.comparison.pair.b.standalone}",
            reason=v.reason,
        )
        for v in verdicts
    ]


def _coverage(
    claims: Sequence[Claim], found: Sequence[Finding], members: Sequence[Member]
) -> tuple[Coverage, ...]:
    """Claims by outlet; shared are those in a sentence that carries a finding."""
    compared = {m.article.id for m in members if m.copy_of is None}
    return coverage(
        (m.article.outlet for m in members),
        ((c.outlet, Span(c.article, c.start, c.end)) for c in claims if c.article in compared),
        {Span(e.article, e.start, e.end) for f in found for e in f.evidence},
    )


def _name(article: Article) -> str:
    return f"{article.outlet}: {article.title or article.text[:60]}"


def _count(n: int, noun: str) -> str:
    return f"{n} {noun}" if n == 1 else f"{n} {noun}s"
