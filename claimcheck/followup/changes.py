"""What changed between two reports of one story."""

from __future__ import annotations

from dataclasses import dataclass

from claimcheck.reporting.contract import FindingData, ReportData

# A confidence that moved by less tells nobody anything.
_MOVED = 0.05


@dataclass(frozen=True, slots=True)
class Changes:
    """Findings that only the new report has, only the old one, and both with a difference.

    ``changed`` holds the old finding, the new one, and in words what differs.
    """

    appeared: tuple[FindingData, ...]
    gone: tuple[FindingData, ...]
    changed: tuple[tuple[FindingData, FindingData, str], ...]


def compare_reports(old: ReportData, new: ReportData) -> Changes:
    """Match findings by id, then by kind and shared quotes, and tell the rest apart."""
    left = {f["id"]: f for f in old["findings"]}
    pairs = [(left.pop(f["id"]), f) for f in new["findings"] if f["id"] in left]
    appeared = []
    known = {f["id"] for _, f in pairs}
    for finding in (f for f in new["findings"] if f["id"] not in known):
        before = next((f for f in left.values() if _about_the_same(f, finding)), None)
        if before is None:
            appeared.append(finding)
        else:
            pairs.append((left.pop(before["id"]), finding))
    changed = [(a, b, what) for a, b in pairs if (what := _difference(a, b))]
    return Changes(tuple(appeared), tuple(left.values()), tuple(changed))


def _quotes(finding: FindingData) -> set[tuple[str, str]]:
    return {(e["outlet"], e["quote"]) for e in finding["evidence"]}


def _about_the_same(a: FindingData, b: FindingData) -> bool:
    """Two of the same quotes, or one of the same outlets where an article was rewritten."""
    if a["kind"] != b["kind"]:
        return False
    shared = len(_quotes(a) & _quotes(b))
    return shared >= 2 or (shared == 1 and a["outlets"] == b["outlets"])


def _difference(a: FindingData, b: FindingData) -> str:
    parts = []
    if a["relation"] != b["relation"]:
        parts.append(f"{a['relation']} became {b['relation']}")
    if a["reason"] != b["reason"]:
        parts.append(f"{a['reason']} → {b['reason']}")
    if abs(a["confidence"] - b["confidence"]) >= _MOVED:
        parts.append(f"confidence {a['confidence']:.2f} → {b['confidence']:.2f}")
    more = sorted(set(b["outlets"]) - set(a["outlets"]))
    fewer = sorted(set(a["outlets"]) - set(b["outlets"]))
    parts += [f"now also {', '.join(more)}"] if more else []
    parts += [f"no longer {', '.join(fewer)}"] if fewer else []
    was, now = (f.get("review", {}).get("status", "unreviewed") for f in (a, b))
    parts += [f"{was} → {now}"] if was != now else []
    return "; ".join(parts)
