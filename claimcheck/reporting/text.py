"""The report on the terminal: the verdict, then what outlets differ on, words marked.

The long lists (quotes of agreements, the ledger, coverage, what was left out) come on demand.
"""

from __future__ import annotations

from rich.box import SIMPLE_HEAD
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from claimcheck.records import Relation
from claimcheck.reporting import overview
from claimcheck.reporting.contract import FindingData, LedgerRowData, ReportData
from claimcheck.reporting.passages import passage, shorten, shorten_left, visible
from claimcheck.reporting.terminal import printed

_STYLES: dict[str, str] = {
    "contradiction": "bold red",
    "update": "bold blue",
    "dispute": "bold magenta",
    "agreement": "bold green",
    "single": "dim",
}
_QUOTE = 600
_NAME = 24  # columns
_WINDOW = 110  # characters of a quote, about two lines of a terminal of 80 columns
_FIRST = 5
_SKIPS = 200
_CONTESTED: tuple[Relation, ...] = ("contradiction", "update", "dispute")


def render(
    data: ReportData, *, width: int | None = None, color: bool = False, verbose: bool = False
) -> str:
    """The report for a terminal of ``width`` columns, 80 where not given.

    Without ``color`` there is no escape sequence in it; marked words then stand in «».
    ``verbose`` gives whole quotes and all lists.
    """
    contradictions = overview.open_findings(data, "contradiction")
    style = _STYLES["contradiction" if contradictions else "agreement"]
    head = Text(overview.verdict(data), style=style)
    lists = _whole(data, color) if verbose else _brief(data, color)
    model = Text(overview.model_line(data), style="dim")
    return printed([head, *lists, model], width=width, color=color)


def _brief(data: ReportData, color: bool) -> list[RenderableType]:
    """What differs with the words around it, what agrees by name, and how much else there is."""
    parts: list[RenderableType] = []
    for relation in _CONTESTED:
        found = overview.open_findings(data, relation)
        shown = found if relation == "contradiction" else found[:_FIRST]
        parts += _findings(relation, found, shown, _Quoting(data, color))
    agreed = overview.open_findings(data, "agreement")
    if agreed:
        parts.append(_titled("agreement", agreed))
        parts += [_agreed(finding) for finding in agreed[:_FIRST]]
        parts += _rest(len(agreed), min(len(agreed), _FIRST), "agreement")
    parts += _settled_findings(data)
    if not data["findings"]:
        parts += _skips(data)
    else:
        parts += _aside(data)
    return parts


def _aside(data: ReportData) -> list[RenderableType]:
    """How much there is that is not shown, in a line."""
    numbers = [
        (
            len(overview.ledger_rows(data)[0]),
            "thing that two outlets tell of",
            "things that two outlets tell of",
        ),
        (len(overview.copies(data)), "copy counted once", "copies counted once"),
        (len(overview.off_topic(data)), "article off topic", "articles off topic"),
        (len(data["skips"]), "thing left out", "things left out"),
    ]
    told = [overview.count(number, *nouns) for number, *nouns in numbers if number]
    line = ", ".join(["every quote and where it stands", *told])
    return [Text(""), Text(f"--verbose shows {line}.", style="dim")]


def _whole(data: ReportData, color: bool) -> list[RenderableType]:
    parts: list[RenderableType] = []
    for relation in (*_CONTESTED, "agreement"):
        found = overview.open_findings(data, relation)
        parts += _findings(relation, found, found, _Quoting(data, color, whole=True))
    parts += _settled_findings(data)
    shared, single = overview.ledger_rows(data)
    if shared:
        parts.append(_heading("Ledger: what two outlets tell of, and the values that they give"))
        parts.append(_ledger(shared))
        parts += _rest(
            len(single),
            0,
            "thing that one outlet alone tells of",
            "things that one outlet alone tells of",
        )
    if data["coverage"]:
        parts += [_heading("Coverage: sentences with a claim, by outlet"), _coverage(data)]
    parts += _apart(data)
    parts += [*_skips(data), Text(""), Text(overview.funnel_line(data), style="dim")]
    return parts


def _findings(
    relation: Relation,
    found: list[FindingData],
    shown: list[FindingData],
    quoting: _Quoting,
) -> list[RenderableType]:
    if not found:
        return []
    parts: list[RenderableType] = [_titled(relation, found)]
    for index, finding in enumerate(shown):
        block = _finding(finding, quoting)
        parts += [Text(""), block] if index else [block]
    return [*parts, *_rest(len(found), len(shown), relation)]


def _titled(relation: Relation, found: list[FindingData]) -> RenderableType:
    return _heading(f"{overview.PLURALS[relation].capitalize()} ({len(found)})")


def _settled_findings(data: ReportData) -> list[RenderableType]:
    settled = overview.settled_findings(data)
    if not settled:
        return []
    return [_heading(f"Settled, not counted ({len(settled)})"), *map(_settled, settled)]


def _reason(finding: FindingData) -> str:
    return shorten(overview.told(finding), 400)


def _agreed(finding: FindingData) -> Text:
    """What is agreed on and by whom."""
    said = overview.stated(finding, 400, quoted=_WINDOW)
    # Where the outlets give different values that agree, the reason says who gives which.
    told = all(shorten(outlet, 80) in said for outlet in finding["outlets"])
    texts = overview.one_text(finding)
    if told:
        return Text(f"{said} ({texts})" if texts else said)
    names = overview.joined(finding["outlets"])
    return Text(f"{said} ({names}; {texts})" if texts else f"{said} ({names})")


def _heading(title: str) -> RenderableType:
    return Group(
        Text(""), Rule(Text(title, style="bold"), align="left", style="dim", characters="─")
    )


def _rest(total: int, shown: int, what: str, plural: str | None = None) -> list[RenderableType]:
    if total <= shown:
        return []
    noun = overview.count(total - shown, f"more {what}", f"more {plural or what + 's'}")
    return [Text(f"… and {noun}.", style="dim")]


def _marked(segments: list[tuple[str, bool]], color: bool) -> Text:
    text = Text("“")
    for piece, marked in segments:
        if marked and not color:
            text.append(f"«{piece}»")
        else:
            text.append(piece, style="bold reverse" if marked else "")
    return text.append("”")


def _label(finding: FindingData) -> Text:
    count = overview.count(finding["origins"], "origin")
    head = f"{finding['kind']} · {overview.percent(finding['confidence'])} · {count}"
    label = Text(f"{head} · {visible(finding['id'])}", style="dim")
    said = overview.mark(finding)
    return label.append(f" · {said}", "bold not dim") if said else label


class _Quoting:
    """How passages are quoted, and which of them are headlines."""

    def __init__(self, data: ReportData, color: bool, *, whole: bool = False) -> None:
        self.headlines = overview.headlines(data)
        self.color = color
        self.whole = whole


def _finding(finding: FindingData, quoting: _Quoting) -> RenderableType:
    reason = Text(_reason(finding), style=_STYLES[finding["relation"]])
    grid = Table.grid(padding=(0, 2), expand=True)
    # An outlet's name is broken only where it would leave its words no room.
    grid.add_column(min_width=12, max_width=_NAME, overflow="fold")
    grid.add_column(ratio=1, overflow="fold")
    for item in finding["evidence"]:
        who = Text(shorten(item["outlet"], 80), style="bold")
        if item["article"] in quoting.headlines:
            who.append("\nits headline", style="dim not bold")
        if item["speaker"]:
            who.append(f"\n{shorten(item['speaker'], 80)}", style="italic not bold")
        if finding["relation"] == "update":
            told = [overview.when(item["published"][:10])] if item["published"] else []
            told.append(overview.updated(item["published"], item["modified"]))
            who.append("".join(f"\n{each}" for each in told if each), style="dim not bold")
        pieces = passage(finding, item, _QUOTE if quoting.whole else _WINDOW)
        said = _marked([(piece.text, piece.marked) for piece in pieces], quoting.color)
        if quoting.whole and item["location"]:
            said.append(f"\n{shorten_left(overview.place(item['location']), 200)}", "dim")
        grid.add_row(who, said)
    return Group(reason, _label(finding), Padding(grid, (0, 0, 0, 2)))


def _settled(finding: FindingData) -> RenderableType:
    return Text.assemble(
        f"{finding['relation']}, {shorten(finding['reason'], 200)} ",
        (f"({overview.mark(finding)}) ", "bold"),
        (visible(finding["id"]), "dim"),
    )


def _ledger(rows: list[LedgerRowData]) -> RenderableType:
    table = Table(box=SIMPLE_HEAD, expand=True, pad_edge=False, show_edge=False)
    table.add_column("What", ratio=3, overflow="fold")
    table.add_column("Status", width=13)
    table.add_column("Values", ratio=5, overflow="fold")
    for row in rows:
        values = Text()
        for index, entry in enumerate(row["entries"]):
            style = "bold red" if entry["outlier"] else "bold"
            values.append("\n" if index else "")
            values.append(("! " if entry["outlier"] else "") + shorten(entry["value"], 80), style)
            values.append(f"  {overview.joined(entry['outlets'])}")
            if entry["as_of"] and overview.moved(row):
                values.append(f" ({overview.when(entry['as_of'])})", "dim")
        table.add_row(
            Text(shorten(row["slot"], 120)), Text(row["status"], _STYLES[row["status"]]), values
        )
    return table


def _coverage(data: ReportData) -> RenderableType:
    table = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False)
    table.add_column("Outlet", overflow="fold")
    for name in ("Claims", "Shared", "Alone"):
        table.add_column(name, justify="right")
    for item in data["coverage"]:
        numbers = (str(item[name]) for name in ("claims", "shared", "unique"))
        table.add_row(Text(shorten(item["outlet"], 80)), *numbers)
    return table


def _apart(data: ReportData) -> list[RenderableType]:
    parts: list[RenderableType] = []
    names = overview.titles(data)
    copies, off_topic = overview.copies(data), overview.off_topic(data)
    if copies:
        parts.append(_heading(f"Copies, counted once ({len(copies)})"))
        for article in copies:
            original = names.get(article["copy_of"] or "", "another article")
            who = shorten(article["outlet"], 80)
            line = f"{who}: {names[article['id']]}\n  has its text in common with {original}"
            parts.append(Text(line))
    if off_topic:
        parts.append(_heading(f"Off topic, not compared ({len(off_topic)})"))
        parts += [
            Text(f"{shorten(article['outlet'], 80)}: {names[article['id']]}")
            for article in off_topic
        ]
    return parts


def _skips(data: ReportData) -> list[RenderableType]:
    skips = data["skips"]
    parts: list[RenderableType] = [_heading(f"Left out ({len(skips)})")] if skips else []
    for skip in skips[:_SKIPS]:
        line = f"{shorten(skip['item'], 120)}: {shorten(skip['reason'], 200)}"
        parts.append(Text.assemble((f"{visible(skip['stage'])} ", "dim"), line))
    return [*parts, *_rest(len(skips), min(len(skips), _SKIPS), "thing")]
