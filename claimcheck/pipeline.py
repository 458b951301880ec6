"""Run the stages in their order: articles in, one report out."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import lru_cache

import claimcheck
from claimcheck.coverage import Span, coverage
from claimcheck.errors import InputError
from claimcheck.judging import DEFAULT_MODEL, Judge, Use
from claimcheck.language.parsing import Parser
from claimcheck.language.text import Text
from claimcheck.ledger import Told, claims_of, findings, rows_of, told_of_slot, told_of_statement
from claimcheck.mentions.reading import read_texts
from claimcheck.reading.copies import fold_copies
from claimcheck.records import (
    Article,
    Claim,
    Coverage,
    Finding,
    Funnel,
    LedgerRow,
    Member,
    Mention,
    Probabilities,
    Report,
    Run,
    Skip,
    digest,
)
from claimcheck.relations import Settled, Times, settle
from claimcheck.slots import Weights, find_slots, shipped_weights
from claimcheck.statements import compare_quotations, compare_statements

Progress = Callable[[str], None]
# Judged in such portions, so that an interrupted run keeps in the cache what it has judged.
_PORTION = 1024


class Checker:
    """A judge, a parser and the weights of slots, loaded once and used for any number of bundles.

    With ``within`` each article's headline is checked against its body too. Only contradictions
    are reported of these.
    """

    def __init__(
        self,
        judge: Judge | None = None,
        *,
        parser: Parser | None = None,
        weights: Weights | None = None,
        within: bool = False,
    ) -> None:
        self.judge = judge or Judge.load()
        self.parser = parser or Parser.load()
        self.weights = weights or shipped_weights()
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
            The report, the same for the same articles, model and settings but for
            ``run.timings``.

        Raises:
            InputError: there are too few articles.
            ModelError: the model or the parser cannot be loaded.
        """
        clock = _Clock(progress)
        unique = sorted({a.id: a for a in articles}.values(), key=lambda a: (a.outlet, a.id))
        least, needed = (1, "one is") if self.within else (2, "two are")
        if len(unique) < least:
            raise InputError(
                f"there is nothing to compare: {_count(len(unique), 'article')}, {needed} needed"
            )
        with clock("folding copies"):
            members = fold_copies(unique)
        compared = [m for m in members if m.copy_of is None and m.on_topic]
        with clock("reading sentences"):
            texts, mentions, left_out = read_texts(compared, self.parser)
        with clock("finding slots"):
            slots, judged = find_slots(mentions, texts, self._same_slot(progress), self.weights)
        times = Times.of(article for article in unique)
        settled = [settle(slot, times) for slot in slots]
        with clock("comparing statements"):
            quoted = compare_quotations(texts, mentions)
            told_apart = compare_statements(texts, mentions, self._entails(progress), slots)
        told = [told for one in settled for told in told_of_slot(one, times)]
        told += [told_of_quotation(match) for match in quoted]
        told += [told_of_statement(match) for match in told_apart]
        inner, inner_judged = self._within(texts, mentions, members, progress)
        by_id = {text.id: text for text in texts}
        with clock("writing the ledger"):
            found = (*findings(told, by_id), *inner)
            rows = rows_of(settled, found, by_id)
        left_out = [*skips, *copies_told(members), *left_out, *abstentions(settled)]
        ...
