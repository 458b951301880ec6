"""The HTML report in a real browser: by clicks, by keys, at two widths, with hostile articles."""

from __future__ import annotations

import json
import os
import time
from pathlib import Path

import pytest
import report_samples as samples
from browser import browser, missing

from claimcheck.reporting import render

# Where there is no browser, nothing is collected here; the summary says so in one line.
__test__ = missing() is None

AXE = os.environ.get("TESTS_AXE")
REPORTS = ("storm", "hostile", "large", "empty")


@pytest.fixture(scope="module")
def driver():
    with browser() as found:
        yield found


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    folder = tmp_path_factory.mktemp("pages")
    paths = {}
    for name in REPORTS:
        paths[name] = folder / f"{name}.html"
        paths[name].write_text(render(getattr(samples, name)(), "html"), encoding="utf-8")
    return paths


@pytest.fixture
def show(driver, pages):
    """Open a sample at a width and clear the logs of what came before."""

    def open_page(name: str, *, width: int = 1280, fragment: str = ""):
        driver.execute_cdp_cmd(
            "Emulation.setDeviceMetricsOverride",
            {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": False},
        )
        driver.get("about:blank")
        driver.get_log("browser")
        driver.get_log("performance")
        driver.get(pages[name].as_uri() + fragment)
        return driver

    return open_page


def find(driver, selector: str):
    return driver.find_elements("css selector", selector)


def shown(driver) -> list[str]:
    """The relations of the findings that can be seen."""
    found = find(driver, ".finding")
    return [item.get_attribute("data-relation") for item in found if item.is_displayed()]


def click(driver, selector: str) -> None:
    (element,) = find(driver, selector)
    driver.execute_script(
        "arguments[0].scrollIntoView({block: 'center', behavior: 'instant'})", element
    )
    element.click()


def choose(driver, name: str, label: str) -> None:
    for option in find(driver, f"[name={name}] option"):
        if option.text == label:
            option.click()
            return
    raise AssertionError(f"{name} has no option {label}")


@pytest.mark.parametrize("name", REPORTS)
def test_a_page_opens_at_once_without_an_error_or_a_request(show, name):
    start = time.perf_counter()
    driver = show(name)
    assert time.perf_counter() - start < 10
    assert driver.get_log("browser") == []
    events = [json.loads(entry["message"])["message"] for entry in driver.get_log("performance")]
    requests = {
        event["params"]["request"]["url"]
        for event in events
        if event["method"] == "Network.requestWillBeSent"
    }
    assert {url for url in requests if not url.startswith("data:")} == {driver.current_url}


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("name", REPORTS)
def test_no_page_scrolls_sideways(show, name, width):
    driver = show(name, width=width)
    driver.execute_script("for (const d of document.querySelectorAll('details')) d.open = true")
    assert driver.execute_script("return document.documentElement.scrollWidth") <= width


def test_hostile_articles_do_nothing(show):
    driver = show("hostile")
    assert driver.title != "owned"
    assert find(driver, "img, iframe, main script, main style, a[href^='javascript']") == []
    text = find(driver, "main")[0].text
    assert "<script>document.title='owned'</script>" in text
    assert "{{ 7*7 }}" in text
    assert "\u202e" not in text


def test_relation_boxes_hide_and_show_findings(show):
    driver = show("storm")
    assert shown(driver) == ["contradiction", "update", "dispute", "agreement"]
    click(driver, "[name=relation][value=agreement]")
    assert shown(driver) == ["contradiction", "update", "dispute"]
    assert not find(driver, "#rubric-agreement")[0].is_displayed()
    assert find(driver, "#shown")[0].text == "3 of 4 findings shown."
    click(driver, "#filters button")
    assert len(shown(driver)) == 4


def test_outlet_kind_confidence_and_search_narrow_the_findings(show):
    driver = show("storm")
    choose(driver, "outlet", "The Northern Tribune")
    assert shown(driver) == ["update", "agreement"]
    choose(driver, "outlet", "all")
    choose(driver, "kind", "date")
    assert shown(driver) == ["dispute"]
    choose(driver, "kind", "all")
    click(driver, "[name=confidence]")
    assert find(driver, "output")[0].text != "0%"
    find(driver, "[name=confidence]")[0].send_keys("\ue010")
    assert shown(driver) == ["agreement"]
    click(driver, "#filters button")
    find(driver, "[name=search]")[0].send_keys("PORT reopening")
    assert shown(driver) == ["dispute"]


def test_a_deep_link_opens_its_finding_even_when_a_filter_hides_it(show):
    report = samples.storm()
    wanted = report.findings[3].id
    driver = show("storm", fragment=f"#finding-{wanted}")
    assert driver.switch_to.active_element.get_attribute("id") == f"finding-{wanted}"
    click(driver, "[name=relation][value=contradiction]")
    click(driver, ".ledger tr.contradiction .status a")
    first = f"finding-{report.findings[0].id}"
    assert driver.current_url.endswith(f"#{first}")
    assert driver.switch_to.active_element.get_attribute("id") == first
    assert find(driver, f"#{first}")[0].is_displayed()


def test_the_keyboard_alone_reaches_the_report(show):
    driver = show("storm")
    find(driver, "body")[0].send_keys("\ue004")
    skip = driver.switch_to.active_element
    assert skip.text == "Skip to the report"
    skip.send_keys("\ue007")
    assert driver.current_url.endswith("#main")
    summary = find(driver, ".basis summary")[0]
    summary.send_keys("\ue007")
    assert "would make it an update" in find(driver, ".basis")[0].text


def test_without_javascript_the_report_is_whole_and_the_filters_are_absent(show, driver):
    driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        show("storm")
        assert len(find(driver, ".finding")) == 4
        assert find(driver, "#filters")[0].value_of_css_property("display") == "none"
        assert "31 people were killed" in find(driver, "main")[0].text
    finally:
        driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})


if AXE:

    @pytest.mark.parametrize("scheme", ["light", "dark"])
    @pytest.mark.parametrize("width", [390, 1280])
    @pytest.mark.parametrize("name", ["storm", "hostile", "empty"])
    def test_axe_finds_nothing(show, driver, name, width, scheme):
        driver.execute_cdp_cmd(
            "Emulation.setEmulatedMedia",
            {"features": [{"name": "prefers-color-scheme", "value": scheme}]},
        )
        driver.set_script_timeout(120)
        show(name, width=width)
        driver.execute_script("for (const d of document.querySelectorAll('details')) d.open = true")
        driver.execute_script(Path(AXE).read_text(encoding="utf-8"))
        result = driver.execute_async_script("axe.run().then(arguments[arguments.length - 1])")
        assert [(v["id"], v["nodes"][0]["html"]) for v in result["violations"]] == []
