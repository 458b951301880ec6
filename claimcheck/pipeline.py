"""Run the stages in their order: articles in, one report out."""

from __future__ import annotations

import threading
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

import claimcheck
from claimcheck.copies import fold_copies
from claimcheck.coverage import Span, coverage
from claimcheck.errors import InputError
from claimcheck.followup.baseline import read_baseline
from claimcheck.followup.review import read_reviews
from claimcheck.followup.settling import settled_report
from claimcheck.judging import Judge, default_model
from claimcheck.judging.calibration import Use
from claimcheck.language.parsing import Parser
from claimcheck.language.text import Text
from claimcheck.ledger import (
    claims_of,
    findings,
    in_order,
    rows_of,
    told_of_quotation,
    told_of_slot,
    told_of_statement,
)
from claimcheck.limits import LIMITS, Budget, Limits
from claimcheck.mentions import slot_name
from claimcheck.mentions.reading import read_texts
from claimcheck.records import (
    Article,
    Claim,
    Coverage,
    Finding,
    Funnel,
    Member,
    Mention,
    Name,
    Probabilities,
    Quotation,
    Report,
    Run,
    Skip,
    StatementMatch,
    digest,
)
from claimcheck.relations import Settled, Times, settle
from claimcheck.slots import Unsure, Weights, find_slots, weights_for
from claimcheck.statements import quotations
from claimcheck.statements.matching import compare_statements
from claimcheck.statements.quotation_matches import QuoteMatch
from claimcheck.statements.quotations import compare_quotations
from claimcheck.statements.weighing import model_for
from claimcheck.values.period import dated_by_others

Progress = Callable[[str], None]
_LOADING = threading.Lock()
# Judged in such portions, so that an interrupted run keeps in the cache what it has judged.
_PORTION = 1024


class Checker:
    """A judge, a parser and the weights of slots, loaded once and used for any number of bundles.

    It takes all that ``claimcheck check`` takes; files are read when it is made.

    Args:
        judge: a model that :meth:`Judge.load` has loaded, with the revision, labels, device,
            backend and cache that it was given there.
        model: a shipped name, a folder, or a hub id, where no ``judge`` is given.
        parser: the parser of English; the shipped one by default.
        weights: those of the slots; by default those that were fitted to the model.
        within: check each article's headline against its body too. Only contradictions are
            reported of these.
        min_confidence: the probability below which a finding is left out and told in ``skips``.
        baseline: a file of known findings, which ``claimcheck baseline`` writes; they are marked
            as known and do not fail.
        reviews: a file of what editors said, ``claimcheck-reviews.toml``; none is looked for.
        limits: the most of each thing that is read.

    Raises:
        InputError: an argument is not what is said here, or a file is none of its kind.
        ModelError: the model or the parser cannot be loaded.
    """

    def __init__(
        self,
        judge: Judge | None = None,
        *,
        model: Path | str | None = None,
        parser: Parser | None = None,
        weights: Weights | None = None,
        within: bool = False,
        min_confidence: float = 0.0,
        baseline: Path | str | None = None,
        reviews: Path | str | None = None,
        limits: Limits = LIMITS,
    ) -> None:
        if isinstance(judge, str | Path):
            raise InputError(f"judge must be a Judge; a model is named by model={str(judge)!r}")
        if judge is not None and model is not None:
            raise InputError("judge and model name two models; give one of them")
        if isinstance(min_confidence, bool) or not 0 <= min_confidence <= 1:
            raise InputError(f"min_confidence must be from 0 to 1, not {min_confidence!r}")
        self.limits = limits
        self.within = within
        self.min_confidence = min_confidence
        self.known = frozenset[str]() if baseline is None else read_baseline(Path(baseline))
        self.marks = {} if reviews is None else read_reviews(Path(reviews))
        self.judge = judge or Judge.load(None if model is None else str(model))
        self.slot_judge = self.judge.for_slots()
        self.parser = parser or Parser.load()
        self.weights = weights or weights_for(self.slot_judge.files.folder)
        self.statements = model_for(self.judge.files.folder)

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
            The report, the same for the same articles, model and settings but for
            ``run.timings``.

        Raises:
            InputError: there are too few articles, or something among them is none.
            ModelError: the model cannot be loaded.
        """
        bundle = read_bundle(
            articles,
            self.parser,
            within=self.within,
            limits=self.limits,
            skips=skips,
            progress=progress,
        )
        return self.decide(bundle, progress=progress)

    def decide(self, bundle: Bundle, *, progress: Progress = lambda _: None) -> Report:
        """The second half of :meth:`check`: all that stands behind reading, the judge with it.

        Args:
            bundle: what :func:`read_bundle` has read, in this process or in another, with the
                parser, limits and ``within`` of this checker.
            progress: told in a few words what is being done.

        Returns:
            The report, as :meth:`check` gives it.

        Raises:
            ModelError: the model cannot be loaded.
        """
        clock = _Clock(progress, bundle.seconds)
        unique, members = bundle.articles, bundle.members
        texts, mentions = bundle.texts, bundle.mentions
        asker = _Asker(self.judge, self.slot_judge, progress)
        budget = Budget(self.limits.pairs)
        by_id = {text.id: text for text in texts}
        with clock("finding slots"):
            slots, unsure = find_slots(mentions, texts, asker.same_slot, self.weights, budget)
            times = Times.of(unique)
            settled = [settle(slot, times) for slot in slots]
            judged = asker.asked
        with clock("comparing statements"):
            told = [told for one in settled for told in told_of_slot(one)]
            told += [told_of_quotation(match) for match in _quotations(texts, mentions)]
            told += [told_of_statement(m) for m in self._statements(texts, mentions, asker, budget)]
        with clock("checking copies"):
            changed = self._copies(bundle, asker, budget)
        with clock("checking headlines"):
            heads, inner = self._within(texts, asker, budget) if self.within else ((), ())
        with clock("writing the ledger"):
            nearly = {m.article.id: m.near_copy_of for m in members if m.near_copy_of}
            own = findings(told, by_id, near_copies=nearly)
            found = in_order([*own, *changed, *inner])
            rows = rows_of(settled, found, nearly)
            heads = tuple(_quoted(heads, inner))
            claims = claims_of([*texts, *_quoted(bundle.copies, changed), *heads], mentions, found)
        headed = {text.origin: text.id for text in texts}
        members = (
            *members,
            *(
                Member(article=head.article, origin=head.origin, headline_of=headed[head.origin])
                for head in heads
            ),
        )
        abstained = _abstentions(settled)
        report = Report(
            bundle=digest("bundle", *(a.id for a in unique)),
            version=claimcheck.__version__,
            members=members,
            claims=claims,
            findings=found,
            ledger=rows,
            coverage=_coverage(claims, found, members),
            skips=_in_order(
                [*bundle.skips, *_unasked(budget, self.limits), *abstained, *_nearly(unsure)]
            ),
            funnel=Funnel(
                articles=len(unique),
                sentences=sum(len(text.sentences) for text in texts),
                claims=len(claims),
                mentions=len(mentions),
                pairs_possible=_pairs(mentions),
                pairs_judged=judged,
                questions=asker.asked,
                slots=len(slots),
                abstained=len(abstained),
                findings=len(found),
            ),
            run=self._run(clock.seconds),
        )
        return settled_report(report, self.min_confidence, self.known, self.marks)

    def _copies(self, bundle: Bundle, asker: _Asker, budget: Budget) -> list[Finding]:
        """Each copy's own sentences against those of its original that it lacks: contradictions.

        All else that they could tell is no news: a copy is no witness.
        """
        originals = {text.origin: text for text in bundle.texts}
        told_in = defaultdict(list)
        for mention in (*bundle.mentions, *bundle.copied):
            told_in[mention.article].append(mention)
        found: list[Finding] = []
        for copy in bundle.copies:
            original = originals[copy.origin]
            changed = [s for s in original.sentences if s.text not in copy.article.text]
            pair = (original.only(changed), copy)
            own = {(text.id, s.start) for text in pair for s in text.sentences}
            mentions = [
                m for text in pair for m in told_in[text.id] if (text.id, m.sentence.start) in own
            ]
            # In this comparison each is an origin of its own.
            apart = [replace(text, origin=text.id) for text in pair]
            told = [told_of_quotation(match) for match in _quotations(apart, mentions)]
            told += [told_of_statement(m) for m in self._statements(pair, mentions, asker, budget)]
            # A copy mostly puts another word of the same meaning: of five pairs of sentences of
            # copies in 556 bundles of news that were told below this threshold none was right.
            least = self.statements.thresholds["same words"]
            contrary = [t for t in told if t.relation == "contradiction" and t.confidence >= least]
            found += findings(contrary, {t.id: t for t in (original, copy)}, least_origins=1)
        return found

    def _within(
        self, texts: Sequence[Text], asker: _Asker, budget: Budget
    ) -> tuple[tuple[Text, ...], tuple[Finding, ...]]:
        """Each headline against its own article: the headlines as texts, and contradictions."""
        heads = []
        found: list[Finding] = []
        for text in texts:
            title = (text.article.title or "").strip()
            if not title or title in text.article.text:
                continue
            source = text.article.source
            article = replace(
                text.article,
                text=title,
                source=replace(source, verbatim=False) if source else None,
            )
            members = [Member(article=a, origin=a.id) for a in (article, text.article)]
            pair, mentions, _ = read_texts(members, self.parser, self.limits)
            slots, _ = find_slots(mentions, pair, asker.same_slot, self.weights, budget)
            times = Times.of([article, text.article])
            settled = [settle(slot, times) for slot in slots]
            told = [t for one in settled for t in told_of_slot(one)]
            told += [told_of_statement(m) for m in self._statements(pair, mentions, asker, budget)]
            contrary = [t for t in told if t.relation == "contradiction"]
            found += findings(contrary, {t.id: t for t in pair})
            heads.append(replace(pair[0], origin=text.origin))
        return tuple(heads), tuple(replace(f, origins=1) for f in found)

    def _statements(
        self,
        texts: Sequence[Text],
        mentions: Sequence[Mention],
        asker: _Asker,
        budget: Budget,
    ) -> tuple[StatementMatch, ...]:
        taken = [
            (m.article, m.value.start, m.value.end)
            for m in mentions
            if not isinstance(m.value, Name)
        ]
        return compare_statements(
            [text.article for text in texts],
            [sentence for text in texts for sentence in text.sentences],
            [parse for text in texts for parse in text.parses],
            asker,
            self.statements,
            taken=taken,
            budget=budget,
        )

    def _run(self, timings: dict[str, float]) -> Run:
        judge, slots = self.judge, self.slot_judge
        judges = (judge,) if slots is judge else (judge, slots)
        model = {"name": judge.name, "sha256": judge.sha256}
        if slots is not judge:
            model |= {"slots": slots.name, "slots_sha256": slots.sha256}
        quoted = quotations.load_model()
        thresholds = {
            **{f"slots.{n}": q.threshold for n, q in sorted(self.weights.questions.items())},
            **{f"statements.{n}": v for n, v in sorted(self.statements.thresholds.items())},
            "quotations": quoted.threshold,
        }
        decides = (
            *(part for one in judges for part in (one.sha256, one.precision)),
            self.parser.name,
            *(
                f"{use} {c.temperature} {c.biases}"
                for one in judges
                for use, c in sorted(one.calibrations.items())
            ),
            self.weights.digest,
            repr(self.statements),
            repr(quoted),
        )
        return Run(
            model=model,
            backend=judge.backend,
            device=judge.device,
            precision=judge.precision,
            thresholds=thresholds,
            config_sha256=digest("config", *decides, size=64),
            timings=timings,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Bundle:
    """A bundle that was read; it may travel to another process.

    ``texts`` are those of the members that are compared, ``mentions`` stand in their order.
    ``copies`` are what copies have that their originals lack, ``copied`` its mentions. ``skips``
    are what was left out so far, ``seconds`` those of each stage.
    """

    articles: tuple[Article, ...]
    members: tuple[Member, ...]
    texts: tuple[Text, ...]
    mentions: tuple[Mention, ...]
    copies: tuple[Text, ...]
    copied: tuple[Mention, ...]
    skips: tuple[Skip, ...]
    seconds: Mapping[str, float]


def read_bundle(
    articles: Sequence[Article],
    parser: Parser,
    *,
    within: bool = False,
    limits: Limits = LIMITS,
    skips: Sequence[Skip] = (),
    progress: Progress = lambda _: None,
) -> Bundle:
    """The first half of a check, which needs no judge: copies, sentences, parses and mentions.

    Args:
        articles: two or more, one will do ``within`` itself.
        parser: the parser of English.
        within: as for :class:`Checker`.
        limits: the most of each thing that is read.
        skips: what reading has left out, to be reported with the rest.
        progress: told in a few words what is being done.

    Returns:
        What :meth:`Checker.decide` takes, the same whatever the order of the articles but for its
        seconds.

    Raises:
        InputError: there are too few articles, or something among them is none.
    """
    _expect_articles(articles)
    clock = _Clock(progress)
    given = sorted({a.id: a for a in articles}.values(), key=lambda a: (a.outlet, a.id))
    unique, cut = limits.cut("articles", given, stage="read", item="the bundle")
    least, needed = (1, "one is") if within else (2, "two are")
    if len(unique) < least:
        raise InputError(
            f"there is nothing to compare: {_count(len(unique), 'article')}, {needed} needed"
        )
    dated = dated_by_others(unique)
    undated = [_undated(a) for a, before in zip(dated, unique, strict=True) if a is not before]
    with clock("folding copies"):
        members = fold_copies(dated)
    with clock("reading sentences"):
        compared = [m for m in members if m.copy_of is None and m.on_topic]
        texts, mentions, unread = read_texts(compared, parser, limits)
        held = {text.id: frozenset(s.text for s in text.sentences) for text in texts}
        repeated = {m.article.id: held[m.copy_of] for m in members if m.copy_of in held}
        copies = [member for member in members if member.article.id in repeated]
        others, copied, uncopied = read_texts(copies, parser, limits, without=repeated)
    return Bundle(
        articles=dated,
        members=members,
        texts=texts,
        mentions=mentions,
        copies=tuple(text for text in others if text.sentences),
        copied=copied,
        skips=(*skips, *cut, *undated, *_left_out(members), *unread, *uncopied),
        seconds=clock.seconds,
    )


class _Asker:
    """The judge as the stages ask it, in portions, counting what is asked."""

    def __init__(self, judge: Judge, slot_judge: Judge, progress: Progress) -> None:
        self._judges: dict[Use, Judge] = {"statements": judge, "slots": slot_judge}
        self._progress = progress
        self.asked = 0

    def same_slot(self, pairs: Sequence[tuple[str, str]]) -> list[float]:
        """The probability that two masked passages speak of one thing, for each pair."""
        return [answer.entailment for answer in self._ask(pairs, "slots")]

    def judge(
        self, pairs: Sequence[tuple[str, str]], *, use: Use = "statements"
    ) -> list[Probabilities]:
        """As :meth:`Judge.judge`."""
        return self._ask(pairs, use)

    def _ask(self, pairs: Sequence[tuple[str, str]], use: Use) -> list[Probabilities]:
        answers: list[Probabilities] = []
        for begin in range(0, len(pairs), _PORTION):
            self._progress(f"judging {begin:,} of {len(pairs):,} pairs of sentences")
            answers += self._judges[use].judge(pairs[begin : begin + _PORTION], use=use)
        self.asked += len(pairs)
        return answers


def check(
    articles: Sequence[Article],
    *,
    model: Path | str | None = None,
    within: bool = False,
    min_confidence: float = 0.0,
    baseline: Path | str | None = None,
    reviews: Path | str | None = None,
    limits: Limits = LIMITS,
    skips: Sequence[Skip] = (),
    progress: Progress = lambda _: None,
) -> Report:
    """Check a bundle of articles with a model that is loaded once and kept.

    Args:
        articles: two or more, in any order; one will do ``within`` itself.
        model: a shipped name, a folder, or a hub id; None means the environment variable
            CLAIMCHECK_MODEL, else the better of the shipped ones.
        within: as for :class:`Checker`, and so are the next four.
        min_confidence: a probability.
        baseline: a file of known findings.
        reviews: a file of what editors said.
        limits: the most of each thing that is read.
        skips: what ``read_articles`` has left out, to be reported with the rest.
        progress: told in a few words what is being done.

    Returns:
        The report, the same for the same articles, model and settings but for ``run.timings``.

    Raises:
        InputError: there are too few articles, an argument is not what is said here, or a file is
            none of its kind.
        ModelError: the model or the parser cannot be loaded.
    """
    _expect_articles(articles)
    with _LOADING:  # the first threads would each load a model of their own
        judge, parser = _loaded(default_model() if model is None else str(model))
    checker = Checker(
        judge,
        parser=parser,
        within=within,
        min_confidence=min_confidence,
        baseline=baseline,
        reviews=reviews,
        limits=limits,
    )
    return checker.check(articles, skips=skips, progress=progress)


@lru_cache(maxsize=2)
def _loaded(model: str) -> tuple[Judge, Parser]:
    return Judge.load(model), Parser.load()


def _expect_articles(given: Sequence[Article]) -> None:
    wanted = 'give a list of Articles: [Article(outlet="...", text="..."), ...]'
    if isinstance(given, Article | str) or not isinstance(given, Iterable):
        raise InputError(f"articles is a single {type(given).__name__}; {wanted}")
    for number, article in enumerate(given):
        if not isinstance(article, Article):
            if isinstance(article, tuple):
                wanted = "read_articles gives two things: articles, skips = read_articles([...])"
            raise InputError(f"articles[{number}] is a {type(article).__name__}; {wanted}")


class _Clock:
    """Seconds by stage; says on the way what is being done."""

    def __init__(self, progress: Progress, before: Mapping[str, float] | None = None) -> None:
        self.seconds = dict(before or {})
        self._progress = progress

    @contextmanager
    def __call__(self, stage: str) -> Iterator[None]:
        self._progress(stage)
        started = time.perf_counter()
        yield
        self.seconds[stage] = round(time.perf_counter() - started, 4)


def _quotations(texts: Sequence[Text], mentions: Sequence[Mention]) -> tuple[QuoteMatch, ...]:
    quotations = [m for m in mentions if isinstance(m.value, Quotation)]
    origins = {text.id: text.origin for text in texts}
    return compare_quotations([text.article for text in texts], quotations, origins=origins)


def _quoted(texts: Sequence[Text], found: Sequence[Finding]) -> Iterator[Text]:
    """The texts that findings quote, with no other sentences."""
    quoted = {(e.article, e.start) for f in found for e in f.evidence}
    for text in texts:
        kept = [s for s in text.sentences if (text.id, s.start) in quoted]
        if kept:
            yield text.only(kept)


def _left_out(members: Sequence[Member]) -> Iterator[Skip]:
    outlets = {m.article.id: m.article.outlet for m in members}
    for member in members:
        if member.near_copy_of is not None and member.on_topic:
            reason = (
                f"has its text in common with {outlets[member.near_copy_of]} but for a changed"
                " fact; what the two agree on is counted once"
            )
            yield Skip(stage="copies", item=_name(member.article), reason=reason)
        if member.copy_of is not None:
            reason = f"has its text in common with {outlets[member.copy_of]}, counted once"
            yield Skip(stage="copies", item=_name(member.article), reason=reason)
        elif not member.on_topic:
            reason = "shares no story with the other articles, not compared"
            yield Skip(stage="topic", item=_name(member.article), reason=reason)


def _undated(article: Article) -> Skip:
    assert article.within is not None
    days = " to ".join(sorted({day.isoformat() for day in article.within}))
    reason = f"its day is not known: dates in it are read as on {days}, as of the others"
    return Skip(stage="date", item=_name(article), reason=reason)


def _abstentions(settled: Sequence[Settled]) -> list[Skip]:
    return [
        Skip(
            stage="decide",
            item=f"{one.slot.name}: " + " | ".join(m.value.text for m in decided.mentions),
            reason=decided.decision.reason,
        )
        for one in settled
        for decided in one.decided
        if decided.decision.abstained
    ]


def _nearly(unsure: Sequence[Unsure]) -> Iterator[Skip]:
    for one in unsure:
        given = " | ".join(f"{m.value.text} ({m.outlet})" for m in (one.a, one.b))
        yield Skip(
            stage="decide",
            item=f"{slot_name([one.a, one.b])}: {given}",
            reason=f"may be of one thing, but not surely enough to be told: {one.probability:.0%},"
            f" and {one.threshold:.0%} is asked for",
        )


def _unasked(budget: Budget, limits: Limits) -> list[Skip]:
    if not budget.refused:
        return []
    reason = (
        f"{budget.refused:,} pairs were not judged, those least likely of one thing by their"
        f" words; {limits.pairs:,} are (limit pairs)"
    )
    return [Skip(stage="judge", item="the bundle", reason=reason)]


def _in_order(skips: Sequence[Skip]) -> tuple[Skip, ...]:
    return tuple(sorted(skips, key=lambda s: (s.stage, s.item, s.reason)))


def _pairs(mentions: Sequence[Mention]) -> int:
    """How many pairs of values there are of one kind in two articles."""
    kinds: Counter[str] = Counter()
    inside: Counter[tuple[str, str]] = Counter()
    for mention in mentions:
        if not isinstance(mention.value, Name | Quotation):
            kinds[mention.kind] += 1
            inside[mention.kind, mention.article] += 1
    return sum(n * (n - 1) for n in kinds.values()) // 2 - sum(
        n * (n - 1) // 2 for n in inside.values()
    )


def _coverage(
    claims: Sequence[Claim], found: Sequence[Finding], members: Sequence[Member]
) -> tuple[Coverage, ...]:
    """Claims by outlet; shared are those in a sentence that carries a finding."""
    return coverage(
        (m.article.outlet for m in members),
        ((c.outlet, Span(c.article, c.start, c.end)) for c in claims),
        {Span(e.article, e.start, e.end) for f in found for e in f.evidence},
    )


def _name(article: Article) -> str:
    return f"{article.outlet}: {article.title or article.text[:60]}"


def _count(n: int, noun: str) -> str:
    return f"{n} {noun}" if n == 1 else f"{n} {noun}s"
