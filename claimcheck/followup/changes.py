"""What changed between two reports of one story."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from claimcheck.followup.stored import names
from claimcheck.language.words import words
from claimcheck.reporting import overview
from claimcheck.reporting.contract import FindingData, ReportData
from claimcheck.reporting.passages import shorten, visible

# A confidence that moved by less tells nobody anything.
_MOVED = 0.05
# Passages of one outlet with half of their words in common are one passage, worded anew.
_ALIKE = 0.5


@dataclass(frozen=True, slots=True)
class Changes:
    """Findings that only the new report has, only the old one, and both with a difference.

    ``changed`` holds the old finding, the new one, and in words what differs.
    """

    appeared: tuple[FindingData, ...]
    gone: tuple[FindingData, ...]
    changed: tuple[tuple[FindingData, FindingData, str], ...]

    @property
    def contradicts(self) -> bool:
        """Whether a contradiction appeared that nobody has settled, or something became one."""
        became = [b for a, b, _ in self.changed if a["relation"] != b["relation"]]
        return any(
            f["relation"] == "contradiction" and not overview.is_settled(f)
            for f in (*self.appeared, *became)
        )


def compare_reports(old: ReportData, new: ReportData) -> Changes:
    """Match findings by name, then by kind, outlets and quotes alike, and tell the rest apart."""
    before = {f["id"]: f for f in old["findings"]}
    after = {f["id"]: f for f in new["findings"]}
    matched = _named_alike(before, after)
    matched |= _matched(
        [f for f in old["findings"] if f["id"] not in matched.values()],
        [f for f in new["findings"] if f["id"] not in matched],
    )
    pairs = [(before[matched[id]], f) for id, f in after.items() if id in matched]
    left = before.keys() - matched.values()
    return Changes(
        tuple(f for id, f in after.items() if id not in matched),
        tuple(f for id, f in before.items() if id in left),
        tuple((a, b, what) for a, b in pairs if (what := _difference(a, b))),
    )


def _named_alike(before: dict[str, FindingData], after: dict[str, FindingData]) -> dict[str, str]:
    """Old ids by new ids, of findings that share a name; each once, those of one id first."""
    matched = {id: id for id in after if id in before}
    known = {name: id for id, f in before.items() if id not in matched for name in names(f)}
    for id, finding in after.items():
        olds = [known[name] for name in names(finding) if name in known]
        left = [old for old in olds if old not in matched.values()]
        if id not in matched and left:
            matched[id] = left[0]
    return matched


def lines(changes: Changes) -> list[str]:
    """The changes in plain text, with everything that would steer a terminal made visible."""
    made = [f"{len(changes.appeared)} appeared, {len(changes.gone)} gone, "]
    made[0] += f"{len(changes.changed)} changed"
    for title, findings in (("appeared", changes.appeared), ("gone", changes.gone)):
        for finding in findings:
            made += _entry(title, finding, finding["reason"])
    for _, finding, what in changes.changed:
        made += _entry("changed", finding, what)
    return made


def _entry(title: str, finding: FindingData, what: str) -> list[str]:
    said = overview.mark(finding)
    head = f"{title}: {finding['relation']}, {overview.percent(finding['confidence'])}, "
    return [
        "",
        head + overview.joined(finding["outlets"]) + (f" ({said})" if said else ""),
        f"    {shorten(what, 600)}",
        f"    {visible(finding['id'])}",
    ]


def _matched(old: list[FindingData], new: list[FindingData]) -> dict[str, str]:
    """Old ids by new ids: each at most once, those that are most alike first."""
    passages = {id(f): _passages(f) for f in (*old, *new)}
    found = []
    for i, b in enumerate(new):
        for j, a in enumerate(old):
            if a["kind"] == b["kind"]:
                alike = _likeness(passages[id(a)], passages[id(b)])
                if alike >= _ALIKE:
                    found.append((-alike, a["relation"] != b["relation"], i, j))
    matched: dict[int, int] = {}
    taken: set[int] = set()
    for _, _, i, j in sorted(found):
        if i not in matched and j not in taken:
            matched[i] = j
            taken.add(j)
    return {new[i]["id"]: old[j]["id"] for i, j in matched.items()}


def _passages(finding: FindingData) -> dict[str, list[frozenset[str]]]:
    made: dict[str, list[frozenset[str]]] = {}
    for item in finding["evidence"]:
        made.setdefault(item["outlet"], []).append(frozenset(words(item["quote"])))
    return made


def _likeness(a: dict[str, list[frozenset[str]]], b: dict[str, list[frozenset[str]]]) -> float:
    """Mean over the two outlets that are most alike of the words their passages share, 0 to 1."""
    least = min(2, len(a), len(b))
    shares = sorted(
        (max(_share(x, y) for x in a[outlet] for y in b[outlet]) for outlet in a.keys() & b.keys()),
        reverse=True,
    )
    return sum(shares[:least]) / least if len(shares) >= least > 0 else 0.0


def _share(a: frozenset[str], b: frozenset[str]) -> float:
    return 2 * len(a & b) / (len(a) + len(b)) if a or b else 1.0


def _difference(a: FindingData, b: FindingData) -> str:
    parts = []
    if a["relation"] != b["relation"]:
        parts.append(f"{a['relation']} became {b['relation']}")
    if a["reason"] != b["reason"]:
        parts.append(f"{a['reason']} → {b['reason']}")
    if abs(a["confidence"] - b["confidence"]) > _MOVED:
        was, now = (overview.percent(f["confidence"]) for f in (a, b))
        parts.append(f"confidence {was} → {now}")
    parts += _named("now also", b["outlets"], a["outlets"])
    parts += _named("no longer", a["outlets"], b["outlets"])
    was, now = (overview.mark(f) or "not reviewed" for f in (a, b))
    parts += [f"{was} → {now}"] if was != now else []
    return "; ".join(parts)


def _named(what: str, these: Iterable[str], without: Iterable[str]) -> list[str]:
    outlets = sorted(set(these) - set(without))
    return [f"{what} {overview.joined(outlets)}"] if outlets else []
