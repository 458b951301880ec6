"""The page that started the project, as it is and with one fact changed at a time."""

from __future__ import annotations

import re

import pytest
from conftest import ROOT

from claimcheck.reading import read_articles

PAGE = ROOT / "examples" / "japan-tariffs" / "daily8.txt"


def report_on(checker, tmp_path, text: str):
    path = tmp_path / "daily8.txt"
    path.write_text(text, encoding="utf-8")
    articles, skips = read_articles([path])
    return checker.check(articles, skips=skips)


@pytest.fixture(scope="module")
def seed(checker, tmp_path_factory):
    return report_on(checker, tmp_path_factory.mktemp("seed"), PAGE.read_text(encoding="utf-8"))


def edited(**changes: tuple[str, str]) -> str:
    """The page with the facts of one outlet's stories changed: outlet -> (old, new)."""
    text = PAGE.read_text(encoding="utf-8")
    main, related = text.split("Related Articles", 1)
    parts = {"daily8": main, "sun": related}
    for where, (old, new) in changes.items():
        assert old in parts[where], f"{old!r} is not in the text of {where}"
        parts[where] = parts[where].replace(old, new)
    return parts["daily8"] + "Related Articles" + parts["sun"]


def quotes(finding) -> str:
    return " | ".join(f"{e.outlet}: {e.quote}" for e in finding.evidence)


def test_four_articles_of_three_outlets(seed):
    outlets = sorted(m.article.outlet for m in seed.members)
    assert outlets == ["Daily8", "The Star", "The Sun", "The Sun"]
    assert sum(m.copy_of is not None for m in seed.members) == 1
    assert [m.article.outlet for m in seed.members if not m.on_topic] == ["The Star"]


def test_the_unchanged_page_holds_no_contradiction(seed):
    assert [quotes(f) for f in seed.of("contradiction")] == []
    assert [quotes(f) for f in seed.of("update")] == []


@pytest.mark.parametrize(
    ("daily8", "sun"),
    [
        (r"24% tariff rate", r"24% tariff"),
        (r"25% tariffs", r"25% tariffs"),
        (r"ahead of the G7 summit", r"G7 summit|before a mid-month summit"),
    ],
)
def test_what_the_outlets_agree_on(seed, daily8, sun):
    assert any(
        any(e.outlet == "Daily8" and re.search(daily8, e.quote) for e in f.evidence)
        and any(e.outlet == "The Sun" and re.search(sun, e.quote) for e in f.evidence)
        for f in seed.of("agreement")
    ), [quotes(f) for f in seed.of("agreement")]


def test_figures_of_different_things_are_no_findings(seed):
    for finding in seed.findings:
        marked = {e.quote[a:b] for e in finding.evidence for a, b in e.highlights}
        assert not any("68" in m for m in marked), quotes(finding)
        assert not ({"24%", "25%"} <= marked), quotes(finding)


@pytest.mark.parametrize(
    ("kind", "changes", "marked"),
    [
        ("number", {"sun": ("24% tariff", "28% tariff")}, {"24%", "28%"}),
        ("number", {"sun": ("from 25% tariffs", "from 35% tariffs")}, {"25%", "35%"}),
        ("number", {"daily8": ("24% tariff", "19% tariff")}, {"24%", "19%"}),
    ],
)
def test_one_changed_figure_is_the_one_contradiction(checker, tmp_path, kind, changes, marked):
    report = report_on(checker, tmp_path, edited(**changes))
    found = report.of("contradiction")
    assert [f.kind for f in found] == [kind], [(f.kind, f.reason, quotes(f)) for f in found]
    assert set(found[0].outlets) == {"Daily8", "The Sun"}
    shown = " ".join(e.quote[a:b] for e in found[0].evidence for a, b in e.highlights)
    assert all(m in shown for m in marked)
