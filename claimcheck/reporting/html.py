"""The report as one HTML file that needs nothing else and trusts no article.

The page has no markup but the template's: jinja2 escapes every value, the policy in its head
lets only the one style sheet and the one script run that are named there by their digests. What
an editor decides on it stays in it until it is saved by a download.
"""

from __future__ import annotations

import base64
import hashlib
from functools import lru_cache
from importlib.resources import files
from typing import Any, cast

from jinja2 import Environment, StrictUndefined, Template
from markupsafe import Markup

from claimcheck.records import Relation
from claimcheck.reporting import embedding, overview
from claimcheck.reporting.cards import SETTLED, Card, cards
from claimcheck.reporting.contract import REVIEWS_FILE, REVIEWS_HEAD, ReportData
from claimcheck.reporting.headline import headline
from claimcheck.reporting.matrix import matrix
from claimcheck.reporting.outlet_views import outlet_views
from claimcheck.reporting.passages import shorten, visible
from claimcheck.reporting.quotes import Caps

MAX_BYTES = 2_000_000
_MAX_PACKED = MAX_BYTES // 2
_OPEN = 4
_TITLES = {
    "contradiction": "What outlets differ on",
    "update": "What became newer",
    "dispute": "Who disputes what",
    "agreement": "What they agree on",
    SETTLED: "Settled, not counted",
}


def render(data: ReportData) -> str:
    """One self-contained page of less than ``MAX_BYTES``.

    What does not fit is counted in a line in its place; the lists are halved until it fits. The
    JSON report is in the page too, unless it alone would take up more than half of it.
    """
    packed = embedding.packed(data)
    if len(packed) > _MAX_PACKED:
        packed = ""
    caps = Caps()
    page = _page(data, caps, packed)
    while len(page.encode()) >= MAX_BYTES and caps != caps.half():
        caps = caps.half()
        page = _page(data, caps, packed)
    return page


def _page(data: ReportData, caps: Caps, packed: str) -> str:
    template, css, js = _assets()
    policy = (
        f"default-src 'none'; style-src '{_digest(css)}'; script-src '{_digest(js)}'; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )
    return template.render(
        policy=policy,
        css=Markup(css),  # noqa: S704 - our own style sheet
        js=Markup(js),  # noqa: S704 - our own script
        packed=packed,
        packed_type=embedding.TYPE,
        reviews_file=REVIEWS_FILE,
        reviews_head=REVIEWS_HEAD,
        **_context(data, caps),
    )


@lru_cache(maxsize=1)
def _assets() -> tuple[Template, str, str]:
    folder = files("claimcheck.reporting").joinpath("templates")
    texts = [
        folder.joinpath(f"report.{suffix}").read_text(encoding="utf-8")
        for suffix in ("html.j2", "css", "js")
    ]
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return environment.from_string(texts[0]), texts[1], texts[2]


def _digest(text: str) -> str:
    value = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    return f"sha256-{value}"


def _context(data: ReportData, caps: Caps) -> dict[str, Any]:
    keys = {name: str(index) for index, name in enumerate(overview.outlets(data))}
    made = cards(data, caps)
    groups = _groups(data, made, caps)
    # Where nothing is contested, what is agreed on is what the page opens with.
    unfolded = _OPEN if groups and groups[0]["relation"] == "agreement" else 0
    shown = [card for group in groups for card in group["cards"]]
    named = {outlet for card in shown for outlet in card.outlets}
    grid = matrix(shown, keys)
    views = outlet_views(data, shown, keys, caps)
    return {
        "version": visible(data["tool"]["version"]),
        "days": overview.days(data),
        "headline": headline(data),
        "verdict": overview.verdict(data),
        "sections": _sections(data, groups, views),
        "groups": groups,
        "keys": keys,
        "unfolded": {card.anchor for card in groups[0]["cards"][:unfolded]} if groups else set(),
        "filters": {
            "relations": [(g["relation"], g["title"]) for g in groups if g["relation"] != SETTLED],
            "outlets": [(key, shorten(name, 60)) for name, key in keys.items() if name in named],
            "kinds": sorted({card.kind for card in shown}),
        },
        "matrix": grid,
        "views": views[: caps.outlets],
        "views_more": overview.left_out(len(views), caps.outlets, "outlet"),
        "single": _single(data, caps),
        "skips": _skips(data, caps),
        "made": _made(data),
    }


def _sections(
    data: ReportData, groups: list[dict[str, Any]], views: list[Any]
) -> list[tuple[str, str, int | None]]:
    found: list[tuple[str, str, int | None]] = [
        (group["anchor"], group["title"], group["number"]) for group in groups
    ]
    if views:
        found.append(("outlets", "Outlet by outlet", len(views)))
    if data["skips"]:
        found.append(("skips", "Left out", len(data["skips"])))
    return [*found, ("made", "How it was made", None)]


def _groups(data: ReportData, made: list[Card], caps: Caps) -> list[dict[str, Any]]:
    groups = []
    room = caps.cards
    for relation, title in _TITLES.items():
        found = [card for card in made if card.relation == relation]
        shown = found[: max(room, 2)]
        room -= len(shown)
        if found:
            groups.append(
                {
                    "relation": relation,
                    "anchor": f"rubric-{relation}",
                    "title": title,
                    "number": len(found),
                    "counted": _counted(data, relation, found),
                    "cards": shown,
                    "more": overview.left_out(len(found), len(shown), "point"),
                }
            )
    return groups


def _counted(data: ReportData, relation: str, found: list[Card]) -> str:
    """How the verdict's count comes to that of the points: a point may hold several findings, and
    those on a point that is contested too stand with what is graver.
    """
    if relation == SETTLED:
        return ""
    open_ = {visible(f["id"]) for f in overview.open_findings(data, cast(Relation, relation))}
    here = sum(finding.id in open_ for card in found for finding in card.findings)
    if len(open_) == len(found) == here:
        return ""
    said = f"{overview.count(here, relation)} on {overview.count(len(found), 'point')}"
    return said + (f", {len(open_) - here:,} more on points above" if len(open_) > here else "")


def _single(data: ReportData, caps: Caps) -> dict[str, Any]:
    _, single = overview.ledger_rows(data)
    return {
        "rows": [
            {
                "slot": shorten(row["slot"], 160),
                "value": shorten(entry["value"], 120),
                "outlet": overview.joined(entry["outlets"]),
            }
            for row in single[: caps.alone]
            for entry in row["entries"][:1]
        ],
        "number": len(single),
        "more": overview.left_out(len(single), caps.alone, "thing"),
    }


def _skips(data: ReportData, caps: Caps) -> dict[str, Any]:
    skips = data["skips"]
    return {
        "entries": [
            {
                "stage": visible(skip["stage"]),
                "item": shorten(skip["item"], 200),
                "reason": shorten(skip["reason"], 300),
            }
            for skip in skips[: caps.skips]
        ],
        "summary": overview.count(len(skips), "thing") + " left out, and why",
        "more": overview.left_out(len(skips), caps.skips, "thing"),
    }


def _made(data: ReportData) -> list[tuple[str, str]]:
    run = data["run"]
    thresholds = ", ".join(f"{name} {value:g}" for name, value in sorted(run["thresholds"].items()))
    rows = [
        ("Program", f"{data['tool']['name']} {data['tool']['version']}"),
        ("Model", run["model"].get("name", "")),
        ("Model SHA-256", run["model"].get("sha256", "")),
        (
            "Backend",
            ", ".join(run[name] for name in ("backend", "device", "precision") if run[name]),
        ),
        ("Thresholds", thresholds),
        ("Settings SHA-256", run["config_sha256"]),
        ("Bundle", data["bundle"]["id"]),
        ("Counts", overview.funnel_line(data)),
    ]
    return [(name, shorten(value, 1000)) for name, value in rows if value]
