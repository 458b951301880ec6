"""How a finding came about, in lines of plain text."""

from __future__ import annotations

from claimcheck.reporting import overview
from claimcheck.reporting.contract import ClaimData, FindingData, ProbabilitiesData, ReportData
from claimcheck.reporting.passages import shorten

_RULES = {
    "entailment": "agreement: one claim follows from the other, or both share a fact of one thing",
    "substitution": "one value differs; with the other's value put in its place, the claim follows",
    "opposition": "the words oppose each other, and the judge sees a contradiction both ways",
}
_THRESHOLDS = {
    "entailment": ("entailment", "entailment_with_fact", "shared_words"),
    "substitution": ("same_slot", "same_slot_both", "same_slot_dates", "one_text"),
    "opposition": ("contradiction", "contradiction_both"),
}


def explain(data: ReportData, finding: FindingData) -> list[str]:
    """The claims as read, what was compared, what the judge said, the rule, what would change it.

    Texts of articles come with control characters made visible.
    """
    claims = {c["id"]: c for c in data["claims"]}
    lines = [
        f"{finding['relation']} ({finding['kind']}), confidence {finding['confidence']:.2f}, "
        f"{finding['id']}",
        shorten(finding["reason"], 400),
        "",
    ]
    for item in finding["evidence"]:
        lines.append(f"{overview.credit(item['outlet'], None)}, {overview.when(item['published'])}")
        lines.append(f"  “{shorten(item['quote'], 600)}”")
        if claim := claims.get(item["claim"]):
            lines += [f"  {line}" for line in _claim(claim)]
        lines.append("")
    basis = finding["basis"]
    if basis is None:
        return [*lines, "The report does not say how it was decided."]
    lines += [
        "compared   " + shorten(basis["compared"] or "wording only", 400),
        "premise    " + shorten(basis["premise"], 400),
        "hypothesis " + shorten(basis["hypothesis"], 400),
        *_judged("forward", basis["forward"]),
        *_judged("backward", basis["backward"]),
        *_judged("with the value put in", basis["substituted"]),
        "rule       " + _RULES.get(basis["rule"], basis["rule"]),
        *_thresholds(data, basis["rule"]),
        "otherwise  " + shorten(basis["otherwise"], 400),
    ]
    return lines


def _claim(claim: ClaimData) -> list[str]:
    lines = ["read as: " + shorten(claim["standalone"], 400)]
    if claim["speaker"]:
        lines.append("speaker: " + shorten(claim["speaker"], 80))
    for figure in claim["figures"]:
        span = (
            f"{figure['low']}"
            if figure["low"] == figure["high"]
            else (f"{figure['low']} to {figure['high']}")
        )
        of = " ".join(part for part in (figure["unit"], figure["noun"]) if part)
        about = f" ({', '.join(figure['modifiers'])})" if figure["modifiers"] else ""
        lines.append(
            "figure:  " + shorten(f"{figure['text']} = {figure['bound']} {span} {of}{about}", 200)
        )
    for day in claim["dates"]:
        read = day["unresolved"] or f"{day['from']} to {day['to']} ({day['granularity']})"
        lines.append("date:    " + shorten(f"{day['text']} = {read}", 200))
    return lines


def _judged(what: str, answer: ProbabilitiesData | None) -> list[str]:
    if answer is None:
        return []
    said = ", ".join(f"{name} {value:.2f}" for name, value in answer.items())
    return [f"judge      {what}: {said}"]


def _thresholds(data: ReportData, rule: str) -> list[str]:
    known = data["run"]["thresholds"]
    named = [f"{name} {known[name]:g}" for name in _THRESHOLDS.get(rule, ()) if name in known]
    return ["thresholds " + ", ".join(named)] if named else []
