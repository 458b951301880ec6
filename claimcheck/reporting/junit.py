"""The findings as JUnit XML: what the run is told to fail on is a test that failed.

Source: the Apache Ant JUnit schema (Windy Road Technology, 2011), the strictest of the dialects.
"""

from __future__ import annotations

from collections.abc import Collection
from xml.sax.saxutils import escape, quoteattr

from claimcheck.reporting import overview
from claimcheck.reporting.contract import EvidenceData, FindingData, ReportData
from claimcheck.reporting.passages import shorten, visible

_QUOTE = 1000
# The schema demands a moment; the report has none, since it is the same from run to run.
_MOMENT = "1970-01-01T00:00:00"


def render(data: ReportData, *, fail_on: Collection[str] = ("contradiction",)) -> str:
    """One suite with a case for each finding, or a single passed case where there is none.

    Findings of the relations in ``fail_on`` fail where they are not settled; what was said of
    findings is the suite's output.
    """
    failed = [f["relation"] in fail_on and not overview.is_settled(f) for f in data["findings"]]
    cases = [_case(f, fails) for f, fails in zip(data["findings"], failed, strict=True)]
    if not cases:
        cases = [_element("testcase", name="no finding", classname="claimcheck", time="0")]
    suite = {
        "name": shorten(data["bundle"]["id"], 120).strip() or "bundle",
        "package": "claimcheck",
        "id": "0",
        "timestamp": _MOMENT,
        "hostname": "localhost",
        "tests": str(len(cases)),
        "failures": str(sum(failed)),
        "errors": "0",
        "time": "0",
    }
    properties = {
        "version": data["tool"]["version"],
        "model": data["run"]["model"].get("name", ""),
        "model-sha256": data["run"]["model"].get("sha256", ""),
        "config-sha256": data["run"]["config_sha256"],
    }
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        "<testsuites>",
        f"<testsuite{_attributes(suite)}>",
        "<properties>",
        *(_element("property", name=name, value=value) for name, value in properties.items()),
        "</properties>",
        *cases,
        f"<system-out>{_out(data)}</system-out>",
        "<system-err></system-err>",
        "</testsuite>",
        "</testsuites>",
    ]
    return "\n".join(lines) + "\n"


def _out(data: ReportData) -> str:
    marked = [f"{f['id']}: {overview.mark(f)}" for f in data["findings"] if "review" in f]
    return "\n".join(_text(line) for line in (overview.verdict(data), *marked))


def _text(value: str) -> str:
    return escape(visible(value))


def _attributes(values: dict[str, str]) -> str:
    return "".join(f" {name}={quoteattr(visible(value))}" for name, value in values.items())


def _element(tag: str, /, content: str = "", **attributes: str) -> str:
    head = f"<{tag}{_attributes(attributes)}"
    return f"{head}>{content}</{tag}>" if content else f"{head}/>"


def _said(item: EvidenceData) -> str:
    """Who says what, behind the place as compilers give it, which tools make a link of."""
    place = f"{overview.place(item['location'])}: " if item["location"] else ""
    who = overview.credit(item["outlet"], item["speaker"])
    return f"{place}{who}: “{shorten(item['quote'], _QUOTE)}”"


def _case(finding: FindingData, fails: bool) -> str:
    reason = shorten(finding["reason"], 400)
    # The schema's type of a name has no double, leading or trailing space.
    name = " ".join(f"{reason} [{visible(finding['id'])}]".split())
    classname = f"claimcheck.{finding['relation']}.{finding['kind']}"
    content = ""
    if fails:
        body = "\n".join(_text(_said(item)) for item in finding["evidence"])
        content = _element("failure", body, message=reason, type=finding["kind"])
    return _element("testcase", content, name=name, classname=classname, time="0")
