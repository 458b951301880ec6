"""One finding of the HTML report, made ready for the template."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from claimcheck.reporting import overview
from claimcheck.reporting.contract import ArticleData, EvidenceData, FindingData, ReportData
from claimcheck.reporting.passages import passage, shorten, shorten_left, visible

_LEADS = 3


@dataclass(frozen=True, slots=True)
class Caps:
    """How much of each list the page holds; characters for texts, items for lists."""

    findings: int = 400
    evidence: int = 8
    quote: int = 2000
    context: int = 180
    rows: int = 150
    columns: int = 24
    alone: int = 60
    articles: int = 300
    skips: int = 200

    def half(self) -> Caps:
        """Half of everything, but never less than two."""
        return Caps(*(max(2, getattr(self, name) // 2) for name in self.__dataclass_fields__))


# The weightiest features of a decision are shown, the rest is in the JSON report.
_FEATURES = 6


def finding_block(
    finding: FindingData, articles: dict[str, ArticleData], caps: Caps, keys: dict[str, str]
) -> dict[str, Any]:
    """A finding as the template shows it; ``keys`` are the short names of outlets for filters."""
    evidence = finding["evidence"]
    review = finding.get("review")
    return {
        "id": anchor(finding),
        "relation": finding["relation"],
        "kind": finding["kind"],
        "score": f"{finding['confidence']:.4f}",
        "percent": overview.percent(finding["confidence"]),
        "reason": _headline(finding, 400),
        "origins": overview.count(finding["origins"], "independent origin"),
        "outlet_keys": " ".join(keys[name] for name in finding["outlets"] if name in keys),
        "evidence": [
            _passage(finding, item, articles.get(item["article"]), caps)
            for item in evidence[: caps.evidence]
        ],
        "more": overview.left_out(len(evidence), caps.evidence, "passage"),
        "timeline": _timeline(evidence) if finding["relation"] == "update" else [],
        "basis": _basis(finding),
        "review": review
        and {
            "status": visible(review["status"]),
            "note": shorten(review.get("note", ""), 500),
        },
    }


def leads(data: ReportData) -> list[dict[str, Any]]:
    """The gravest contradictions, to stand under the verdict: what each outlet gives."""
    return [
        {
            "id": anchor(finding),
            "reason": _headline(finding, 240),
            "sides": [
                {"value": shorten(value, 60), "outlets": overview.joined(names[:4])}
                for value, names in overview.sides(finding)[:4]
            ],
            "outlets": overview.joined(finding["outlets"][:4]),
        }
        for finding in overview.open_findings(data, "contradiction")[:_LEADS]
    ]


def _passage(
    finding: FindingData, item: EvidenceData, article: ArticleData | None, caps: Caps
) -> dict[str, Any]:
    place = item["location"]
    return {
        "outlet": shorten(item["outlet"], 80),
        "speaker": shorten(item["speaker"] or "", 80),
        "segments": passage(finding, item, caps.quote),
        "before": shorten_left(item["before"], caps.context),
        "after": shorten(item["after"], caps.context),
        "published": visible(item["published"] or ""),
        "when": overview.when(item["published"]),
        "title": called(article, 120) if article else "untitled",
        "url": link(article["url"]) if article else None,
        # The folders are the same all over the page: on a phone they hide what differs.
        "place": place and f"{shorten_left(file_name(place['path']), 60)}:{place['line']}",
        "path": place and visible(place["path"])[:1000],
    }


def anchor(finding: FindingData) -> str:
    """The finding's id as a part of an address in the page."""
    return visible(finding["id"]).replace(" ", "-")


def _headline(finding: FindingData, limit: int) -> str:
    """The reason as a heading; what stands in quotation marks is not touched."""
    reason = shorten(finding["reason"], limit)
    return reason[:1].upper() + reason[1:]


def file_name(path: str) -> str:
    """The last part of a path of any system."""
    return path.replace("\\", "/").rstrip("/").rpartition("/")[2] or path


def called(article: ArticleData, limit: int) -> str:
    """What an article is called: its title, else the address that it stands at."""
    address = (link(article["url"]) or "").partition("://")[2].removeprefix("www.")
    return shorten(article["title"] or shorten(address, 60) or "untitled", limit)


def link(url: str | None) -> str | None:
    """An address that a browser may follow; any other scheme is not made a link."""
    if url and url.lower().startswith(("https://", "http://")):
        return visible(url)[:2000]
    return None


def _timeline(evidence: list[EvidenceData]) -> list[dict[str, Any]]:
    """Where each passage stands between the first and the last publication, 2 to 98 per cent."""
    dated: dict[tuple[float, str, str], None] = {}
    for item in evidence:
        moment = overview.day_number(item["published"])
        if moment is not None:
            dated[moment, item["outlet"], item["published"] or ""] = None
    events = sorted(dated)[:12]
    if len(events) < 2:
        return []
    first, last = events[0][0], events[-1][0]
    return [
        {
            "x": f"{2 + 96 * ((moment - first) / (last - first) if last > first else 0.5):.1f}",
            "outlet": shorten(outlet, 40),
            "published": visible(published),
            "when": overview.when(published),
        }
        for moment, outlet, published in events
    ]


def _basis(finding: FindingData) -> list[tuple[str, str]]:
    basis = finding["basis"]
    if basis is None:
        return []
    rows = [
        ("Row", basis["row"]),
        ("Compared", basis["compared"]),
        ("Premise", basis["premise"]),
        ("Hypothesis", basis["hypothesis"]),
    ]
    for name, label in (
        ("forward", "Premise to hypothesis"),
        ("backward", "Hypothesis to premise"),
    ):
        judged = basis[name]  # type: ignore[literal-required]
        if judged:
            shares = (
                f"{key} {judged[key]:.2f}" for key in ("entailment", "neutral", "contradiction")
            )
            rows.append((label, ", ".join(shares)))
    weighed = basis["features"][:_FEATURES]
    rows.append(("Weighed", ", ".join(f"{f['name']} {f['value']:g}" for f in weighed)))
    rows.append(("Otherwise", basis["otherwise"]))
    return [(name, shorten(value, 600)) for name, value in rows if value]
