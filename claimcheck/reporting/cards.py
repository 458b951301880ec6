"""One card a slot: its values by outlet and day, who stands alone, what is newest, the quotes.

What a desk can say something of stands in one place: all findings on the values of a slot are on
its card, and a finding on statements or quotations is a card of its own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from claimcheck.records import RELATIONS
from claimcheck.reporting import overview
from claimcheck.reporting.chart import Chart, chart, state
from claimcheck.reporting.contract import (
    ArticleData,
    FindingData,
    LedgerEntryData,
    LedgerRowData,
    ReportData,
)
from claimcheck.reporting.passages import shorten, visible
from claimcheck.reporting.quotes import Caps, Cited, Quote, quotes

SETTLED = "settled"
# The weightiest features of a decision are shown, the rest is in the JSON report.
_FEATURES = 6
# A note goes back into the file that the page saves, so it is not cut short of need.
_NOTE = 10_000


Side = tuple[str, tuple[str, ...]]
"""What is given, and the outlets that give it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueShown:
    """A value of a slot with who gives it; of a card without a slot, quotes alone.

    ``unquoted`` are those of its outlets that no quote is credited to.
    """

    text: str
    state: str
    outlets: str
    unquoted: str
    day: str
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingShown:
    """One finding of a card; ``status`` and ``note`` are an editor's, "" where nobody spoke."""

    id: str
    anchor: str
    relation: str
    percent: str
    reason: str
    about: str
    contested: bool
    status: str
    note: str
    basis: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """``relation`` is the gravest that is open, or ``SETTLED``; ``relations`` are all of them.

    ``outlets`` are those of its values and findings; ``sides`` what is given, a value or the words
    in which quotes differ, and who gives it, () where a card has more than one difference.
    ``texts`` says where outlets that agree print one text. ``score`` is that of the surest finding
    of its relation, 0 to 1.
    """

    anchor: str
    relation: str
    relations: tuple[str, ...]
    kind: str
    title: str
    told: tuple[str, ...]
    values: tuple[ValueShown, ...]
    chart: Chart | None
    findings: tuple[FindingShown, ...]
    outlets: tuple[str, ...]
    texts: str
    sides: tuple[Side, ...]
    score: float
    more: str
    entries: tuple[LedgerEntryData, ...]


def cards(data: ReportData, caps: Caps) -> list[Card]:
    """All cards: the gravest relation first, then the surest."""
    articles = {article["id"]: article for article in data["articles"]}
    rows, loose = overview.by_slot(data)
    made = [_slot_card(n, row, found, articles, caps) for n, (row, found) in enumerate(rows)]
    made += [_loose_card(finding, articles, caps) for finding in loose]
    order = (*RELATIONS, SETTLED)
    # What is contested of a slot outweighs a statement that is as grave; most outlets first.
    return sorted(
        made,
        key=lambda card: (
            order.index(card.relation),
            card.relation == "agreement" and -len(card.outlets),
            not card.entries,
            -card.score,
            card.anchor,
        ),
    )


def _slot_card(
    number: int,
    row: LedgerRowData,
    found: Sequence[FindingData],
    articles: Mapping[str, ArticleData],
    caps: Caps,
) -> Card:
    entries = row["entries"]
    relation = _relation(found) if found else row["status"]
    cited: list[list[Cited]] = [[] for _ in entries]
    beside: list[Cited] = []
    for finding in found:
        for item in finding["evidence"]:
            # A sentence that gives an earlier value too stands with the later one, and once.
            at = [n for n, entry in enumerate(entries) if item["claim"] in entry["claims"]]
            (cited[at[-1]] if at else beside).append((finding, item))
    values = [
        _value(row, entry, quotes(held, articles, caps))
        for entry, held in sorted(
            zip(entries, cited, strict=True), key=lambda each: not each[0]["newest"]
        )[: caps.values]
    ]
    if beside:
        values.append(_quotes_alone(quotes(beside, articles, caps)))
    names = {outlet for entry in entries for outlet in entry["outlets"]}
    return Card(
        anchor=f"slot-{number + 1}",
        relation=relation,
        relations=_open(found) or (relation,),
        kind=row["kind"],
        title=_capital(shorten(row["slot"], 160)) or f"A {row['kind']} without a name",
        told=_told(relation, row),
        values=tuple(values),
        chart=chart(row),
        findings=tuple(_finding(finding, row["slot"]) for finding in found),
        outlets=tuple(sorted(names.union(*(finding["outlets"] for finding in found)))),
        texts=_texts(relation, found),
        sides=tuple((entry["value"], tuple(entry["outlets"])) for entry in entries),
        score=max(
            (f["confidence"] for f in found if f["relation"] == relation or relation == SETTLED),
            default=0.0,
        ),
        more=overview.left_out(len(entries), caps.values, "value"),
        entries=tuple(entries),
    )


def _loose_card(finding: FindingData, articles: Mapping[str, ArticleData], caps: Caps) -> Card:
    cited = [(finding, item) for item in finding["evidence"]]
    relation = _relation([finding])
    sides = tuple((value, tuple(names)) for value, names in overview.sides(finding))
    return Card(
        anchor=f"on-{_anchor(finding)}",
        relation=relation,
        relations=_open([finding]) or (relation,),
        kind=finding["kind"],
        title=_capital(overview.stated(finding, 300, quoted=300)),
        told=_lone(sides) if relation == "contradiction" else (),
        values=(_quotes_alone(quotes(cited, articles, caps)),),
        chart=None,
        findings=(_finding(finding, ""),),
        outlets=tuple(sorted(set(finding["outlets"]))),
        texts=_texts(relation, [finding]),
        sides=sides,
        score=finding["confidence"],
        more=overview.left_out(len(cited), caps.evidence, "passage"),
        entries=(),
    )


def _value(row: LedgerRowData, entry: LedgerEntryData, held: tuple[Quote, ...]) -> ValueShown:
    credited = {printed.outlet for quote in held for printed in quote.printed}
    left = [outlet for outlet in entry["outlets"] if shorten(outlet, 80) not in credited]
    return ValueShown(
        text=shorten(entry["value"], 120),
        state=state(entry),
        outlets=overview.joined(entry["outlets"]),
        unquoted=overview.joined(left),
        day=overview.when(entry["as_of"]) if overview.moved(row) and entry["as_of"] else "",
        quotes=held,
    )


def _quotes_alone(held: tuple[Quote, ...]) -> ValueShown:
    return ValueShown(text="", state="", outlets="", unquoted="", day="", quotes=held)


def _open(found: Sequence[FindingData]) -> tuple[str, ...]:
    open_ = {finding["relation"] for finding in found if not overview.is_settled(finding)}
    return tuple(relation for relation in RELATIONS if relation in open_)


def _relation(found: Sequence[FindingData]) -> str:
    return next(iter(_open(found)), SETTLED)


def _texts(relation: str, found: Sequence[FindingData]) -> str:
    """Where the outlets of a card agree: whether two of them print one text."""
    said = (overview.one_text(finding) for finding in found if relation == "agreement")
    return next(filter(None, said), "")


def _told(relation: str, row: LedgerRowData) -> tuple[str, ...]:
    """Who stands alone, what is newest and who has not got it: a line each."""
    if relation == "contradiction":
        return tuple(map(_alone, _of(row, "alone")))
    if relation == "update":
        sides = (("Newest", _of(row, "newest")), ("Out of date", _behind(row)))
        return tuple(f"{said}: {', '.join(map(_given, held))}." for said, held in sides if held)
    return ()


def _lone(sides: Sequence[Side]) -> tuple[str, ...]:
    """Which outlet alone has its words where two or more have the other's."""
    alone = [(value, names) for value, names in sides if len(names) == 1]
    return tuple(_stands(names, f"“{value}”") for value, names in alone if len(sides) > len(alone))


def _alone(entry: LedgerEntryData) -> str:
    """Who stands alone, and with what."""
    return _stands(entry["outlets"], entry["value"])


def _stands(names: Sequence[str], value: str) -> str:
    stands = "stands" if len(names) == 1 else "stand"
    return f"{overview.joined(names)} {stands} alone with {shorten(value, 80)}."


def _behind(row: LedgerRowData) -> list[LedgerEntryData]:
    """Values left behind, with the outlets that give no newer one."""
    newest = {outlet for entry in _of(row, "newest") for outlet in entry["outlets"]}
    found: list[LedgerEntryData] = []
    for entry in _of(row, "out of date"):
        left = [outlet for outlet in entry["outlets"] if outlet not in newest]
        if left:
            found.append({**entry, "outlets": left})
    return found


def _of(row: LedgerRowData, wanted: str) -> list[LedgerEntryData]:
    return [entry for entry in row["entries"] if state(entry) == wanted]


def _given(entry: LedgerEntryData) -> str:
    day = f", {overview.when(entry['as_of'])}" if entry["as_of"] else ""
    return f"{shorten(entry['value'], 80)} ({overview.joined(entry['outlets'])}{day})"


def _finding(finding: FindingData, slot: str) -> FindingShown:
    review = finding.get("review")
    return FindingShown(
        id=visible(finding["id"]),
        anchor=f"finding-{_anchor(finding)}",
        relation=finding["relation"],
        percent=overview.percent(finding["confidence"]),
        reason=shorten(_said(finding, slot), 400),
        about=overview.about(finding),
        contested=finding["relation"] != "agreement",
        status=visible(review["status"]) if review else "",
        note=shorten(review.get("note", ""), _NOTE) if review else "",
        basis=_basis(finding),
    )


def _said(finding: FindingData, slot: str) -> str:
    """The reason without the slot's name, which the card bears."""
    return finding["reason"].removeprefix(f"{slot}: ") if slot else finding["reason"]


def _anchor(finding: FindingData) -> str:
    """The finding's id as a part of an address in the page."""
    return visible(finding["id"]).replace(" ", "-")


def _capital(text: str) -> str:
    """The text with its first letter as a heading has it."""
    return text[:1].upper() + text[1:]


def _basis(finding: FindingData) -> tuple[tuple[str, str], ...]:
    basis = finding["basis"]
    if basis is None:
        return ()
    rows = [
        ("Row", basis["row"]),
        ("Compared", basis["compared"]),
        ("Premise", basis["premise"]),
        ("Hypothesis", basis["hypothesis"]),
    ]
    for judged, label in (
        (basis["forward"], "Premise to hypothesis"),
        (basis["backward"], "Hypothesis to premise"),
    ):
        if judged:
            shares = (
                f"entailment {judged['entailment']:.2f}",
                f"neutral {judged['neutral']:.2f}",
                f"contradiction {judged['contradiction']:.2f}",
            )
            rows.append((label, ", ".join(shares)))
    weighed = basis["features"][:_FEATURES]
    rows.append(("Weighed", ", ".join(f"{f['name']} {f['value']:g}" for f in weighed)))
    rows.append(("Otherwise", basis["otherwise"]))
    return tuple((name, shorten(value, 600)) for name, value in rows if value)
