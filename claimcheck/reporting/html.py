"""The report as one HTML file that needs nothing else and trusts no article.

The page has no markup but the template's: jinja2 escapes every value, the policy in its head
lets only the one style sheet and the one script run that are named there by their digests.
"""

from __future__ import annotations

import base64
import hashlib
from functools import lru_cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, StrictUndefined, Template
from markupsafe import Markup

from claimcheck.records import Relation
from claimcheck.reporting import overview
from claimcheck.reporting.contract import (
    LedgerRowData,
    ReportData,
)
from claimcheck.reporting.html_findings import Caps, called, finding_block, leads, link
from claimcheck.reporting.matrix import matrix
from claimcheck.reporting.passages import shorten, visible

MAX_BYTES = 2_000_000
_TITLES: dict[Relation, str] = {
    "contradiction": "Contradictions",
    "update": "Updates",
    "dispute": "Disputes",
    "agreement": "Agreements",
}


def render(data: ReportData) -> str:
    """One self-contained page of less than ``MAX_BYTES``.

    What does not fit is counted in a line in its place; the lists are halved until it fits.
    """
    caps = Caps()
    page = _page(data, caps)
    while len(page.encode()) >= MAX_BYTES and caps != caps.half():
        caps = caps.half()
        page = _page(data, caps)
    return page


def _page(data: ReportData, caps: Caps) -> str:
    template, css, js = _assets()
    policy = (
        f"default-src 'none'; style-src '{_digest(css)}'; script-src '{_digest(js)}'; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )
    context = _context(data, caps)
    return template.render(policy=policy, css=Markup(css), js=Markup(js), **context)  # noqa: S704


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
    groups = _groups(data, caps, keys)
    ledger = _ledger(data, caps)
    alone = _alone(data, caps)
    grid = matrix(data)
    shown = [finding for group in groups for part in group["parts"] for finding in part["findings"]]
    return {
        "version": visible(data["tool"]["version"]),
        "days": overview.days(data),
        "verdict": overview.verdict(data),
        "leads": leads(data),
        "sections": _sections(data, ledger, grid, alone),
        "ledger": ledger,
        "matrix": grid,
        "coverage": [{**item, "outlet": shorten(item["outlet"], 80)} for item in data["coverage"]],
        "groups": groups,
        "relations": [
            (group["relation"], group["title"], group["number"])
            for group in groups
            if group["relation"] != "settled"
        ],
        "outlet_options": [
            (key, shorten(name, 60))
            for name, key in keys.items()
            if any(key in finding["outlet_keys"].split() for finding in shown)
        ],
        "kinds": sorted({finding["kind"] for finding in shown}),
        "alone": alone,
        "articles": _articles(data, caps),
        "articles_more": overview.left_out(len(data["articles"]), caps.articles, "article"),
        "skips": _skips(data, caps),
        "made": _made(data),
    }


def _sections(
    data: ReportData, ledger: dict[str, Any], grid: object, alone: list[Any]
) -> list[tuple[str, str, int | None]]:
    found: list[tuple[str, str, int | None]] = []
    if ledger["rows"] or ledger["single"]:
        found.append(("ledger", "Ledger", None))
    if grid:
        found.append(("outlets", "Outlets", None))
    for relation, title in _TITLES.items():
        number = len(overview.open_findings(data, relation))
        if number:
            found.append((f"rubric-{relation}", title, number))
    if alone:
        found.append(("alone", "Alone", sum(item["number"] for item in alone)))
    if data["articles"]:
        found.append(("articles", "Articles", len(data["articles"])))
    if data["skips"]:
        found.append(("skips", "Left out", len(data["skips"])))
    return [*found, ("made", "How it was made", None)]


def _groups(data: ReportData, caps: Caps, keys: dict[str, str]) -> list[dict[str, Any]]:
    articles = {article["id"]: article for article in data["articles"]}
    groups = []
    for relation, title in _TITLES.items():
        found = overview.open_findings(data, relation)
        shown = [finding_block(item, articles, caps, keys) for item in found[: caps.findings]]
        groups.append(
            _group(relation, title, shown, len(found), by_origins=relation == "agreement")
        )
    settled = overview.settled_findings(data)
    shown = [finding_block(item, articles, caps, keys) for item in settled[: caps.findings]]
    groups.append(_group("settled", "Settled, not counted", shown, len(settled)))
    return [group for group in groups if group["number"]]


def _group(
    relation: str, title: str, shown: list[dict[str, Any]], total: int, *, by_origins: bool = False
) -> dict[str, Any]:
    if by_origins:
        parts = [
            {"title": f"Held by {name}", "findings": [f for f in shown if f["origins"] == name]}
            for name in dict.fromkeys(finding["origins"] for finding in shown)
        ]
    else:
        parts = [{"title": "", "findings": shown}]
    return {
        "relation": relation,
        "anchor": f"rubric-{relation}",
        "title": title,
        "number": total,
        "parts": parts,
        "more": overview.left_out(total, len(shown), "finding"),
    }


def _ledger(data: ReportData, caps: Caps) -> dict[str, Any]:
    shared, single = overview.ledger_rows(data)
    names = sorted({o for row in shared for e in row["entries"] for o in e["outlets"]})
    relations = {finding["id"]: finding["relation"] for finding in data["findings"]}
    return {
        "outlets": [shorten(name, 60) for name in names[: caps.columns]],
        "rows": [_row(row, names[: caps.columns], relations) for row in shared[: caps.rows]],
        "outliers": any(entry["outlier"] for row in shared for entry in row["entries"]),
        "more": " ".join(
            line
            for line in (
                overview.left_out(len(shared), caps.rows, "slot"),
                overview.left_out(len(names), caps.columns, "outlet"),
            )
            if line
        ),
        "single": [
            {
                "slot": shorten(row["slot"], 160),
                "value": shorten(entry["value"], 120),
                "outlet": overview.joined(entry["outlets"]),
            }
            for row in single[: caps.rows]
            for entry in row["entries"][:1]
        ],
        "single_count": len(single),
        "single_more": overview.left_out(len(single), caps.rows, "slot"),
    }


def _row(row: LedgerRowData, names: list[str], relations: dict[str, Relation]) -> dict[str, Any]:
    cells: list[list[dict[str, Any]]] = [[] for _ in names]
    dated = overview.moved(row)
    # The row's claims stand in findings on other things too: its own is of the row's status.
    own = (name for name in row["findings"] if relations.get(name) == row["status"])
    for entry in row["entries"]:
        value = {
            "text": shorten(entry["value"], 120),
            "as_of": overview.when(entry["as_of"]) if dated and entry["as_of"] else "",
            "outlier": entry["outlier"],
        }
        for outlet in entry["outlets"]:
            if outlet in names:
                cells[names.index(outlet)].append(value)
    return {
        "slot": shorten(row["slot"], 160),
        "status": row["status"],
        "finding": next(map(visible, own), None),
        "cells": cells,
    }


def _alone(data: ReportData, caps: Caps) -> list[dict[str, Any]]:
    by_outlet: dict[str, list[dict[str, str]]] = {}
    numbers: dict[str, int] = {}
    for claim in overview.unshared_claims(data):
        outlet = claim["outlet"]
        numbers[outlet] = numbers.get(outlet, 0) + 1
        if numbers[outlet] <= caps.alone:
            by_outlet.setdefault(outlet, []).append(
                {
                    "text": shorten(claim["text"], min(caps.quote, 600)),
                    "speaker": shorten(claim["speaker"] or "", 80),
                }
            )
    return [
        {
            "outlet": shorten(outlet, 80),
            "number": numbers[outlet],
            "claims": claims,
            "more": overview.left_out(numbers[outlet], len(claims), "claim"),
        }
        for outlet, claims in sorted(by_outlet.items())
    ]


def _articles(data: ReportData, caps: Caps) -> list[dict[str, Any]]:
    names = overview.titles(data)
    return [
        {
            "outlet": shorten(article["outlet"], 80),
            "title": called(article, 160),
            "url": link(article["url"]),
            "when": overview.when(article["published"]),
            "copy_of": names.get(article["copy_of"] or "", article["copy_of"]),
            "off_topic": not article["on_topic"],
        }
        for article in data["articles"][: caps.articles]
    ]


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
        ("Funnel", overview.funnel_line(data)),
    ]
    return [(name, shorten(value, 1000)) for name, value in rows if value]
