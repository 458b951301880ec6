"""The report outlet by outlet: what a desk has to look at in its own copy."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from claimcheck.reporting import overview
from claimcheck.reporting.cards import Card, Side
from claimcheck.reporting.chart import state
from claimcheck.reporting.contract import ArticleData, LedgerEntryData, ReportData
from claimcheck.reporting.passages import shorten
from claimcheck.reporting.quotes import Caps, called, link


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """A card on which an outlet stands alone or is out of date, and with what."""

    anchor: str
    title: str
    why: str
    relation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleShown:
    """An article of an outlet; ``aside`` says what to know of it, "" where there is nothing."""

    title: str
    url: str | None
    when: str
    aside: str
    compared: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class OutletView:
    """An outlet with its articles, what to look at, and what it alone says."""

    key: str
    name: str
    articles: tuple[ArticleShown, ...]
    compared: bool
    looks: tuple[Look, ...]
    covered: str
    alone: tuple[tuple[str, str], ...]
    alone_count: int
    more: str


def outlet_views(
    data: ReportData, cards: Sequence[Card], keys: dict[str, str], caps: Caps
) -> list[OutletView]:
    """A view for each outlet, those with most to look at first; ``keys`` are their short names."""
    alone: dict[str, list[tuple[str, str]]] = {}
    for claim in overview.unshared_claims(data):
        said = (shorten(claim["text"], min(caps.quote, 600)), shorten(claim["speaker"] or "", 80))
        alone.setdefault(claim["outlet"], []).append(said)
    covered = {item["outlet"]: item for item in data["coverage"]}
    views: list[OutletView] = []
    for name, key in keys.items():
        mine = alone.get(name, [])
        numbers = covered.get(name)
        views.append(
            OutletView(
                key=key,
                name=shorten(name, 80),
                articles=(articles := _articles(data, name)),
                compared=any(article.compared for article in articles),
                looks=tuple(look for card in cards if (look := _look(card, name))),
                covered=f"{overview.count(numbers['claims'], 'claim')}, {numbers['shared']:,} "
                "shared with another outlet"
                if numbers
                else "",
                alone=tuple(mine[: caps.alone]),
                alone_count=len(mine),
                more=overview.left_out(len(mine), caps.alone, "claim"),
            )
        )
    return sorted(views, key=lambda view: (-len(view.looks), view.name))


def _articles(data: ReportData, outlet: str) -> tuple[ArticleShown, ...]:
    names = overview.titles(data)
    return tuple(
        ArticleShown(
            title=called(article, 160),
            url=link(article["url"]),
            when=overview.dated(article["published"], article["modified"]),
            aside="; ".join(_asides(article, names)),
            compared=article["copy_of"] is None and article["on_topic"],
        )
        for article in overview.articles(data)
        if article["outlet"] == outlet
    )


def _asides(article: ArticleData, names: dict[str, str]) -> Iterator[str]:
    other = article["copy_of"] or article["near_copy_of"]
    if other:
        what = "counted once" if article["copy_of"] else "but for a changed fact"
        yield f"has its text in common with {names.get(other, 'another article')}, {what}"
    if not article["on_topic"]:
        yield "off topic, not compared"


def _look(card: Card, outlet: str) -> Look | None:
    if card.relation not in ("contradiction", "update") or outlet not in card.outlets:
        return None
    why = _why(card, outlet) if card.sides else "differs from another outlet"
    if not why:
        return None
    return Look(anchor=card.anchor, title=card.title, why=why, relation=card.relation)


def _why(card: Card, outlet: str) -> str:
    """What is to be looked at in this outlet's values; "" where another outlet has the same."""
    if card.relation == "update":
        old = [
            _side(e) for e in card.entries if state(e) == "out of date" and outlet in e["outlets"]
        ]
        newest = [
            _side(e) for e in card.entries if state(e) == "newest" and outlet not in e["outlets"]
        ]
        return f"out of date: {_values(old)}; newest: {_credited(newest)}" if old and newest else ""
    mine = [side for side in card.sides if outlet in side[1]]
    others = [side for side in card.sides if outlet not in side[1]]
    if len(mine) > 1 and not others:
        return f"its own words differ: {' against '.join(shorten(value, 80) for value, _ in mine)}"
    if not mine or not others or any(len(outlets) > 1 for _, outlets in mine):
        return ""
    return f"alone with {_values(mine)}, against {_credited(others)}"


def _side(entry: LedgerEntryData) -> Side:
    return entry["value"], tuple(entry["outlets"])


def _values(sides: Sequence[Side]) -> str:
    return overview.joined([value for value, _ in sides])


def _credited(sides: Sequence[Side]) -> str:
    return ", ".join(
        f"{shorten(value, 80)} ({overview.joined(outlets)})" for value, outlets in sides
    )
