"""The HTML report in a real browser: by clicks, by keys, at two widths, with hostile articles."""

from __future__ import annotations

import json
import os
import shlex
import time
from pathlib import Path

import pytest
import report_samples as samples
from browser import browser, missing
from click.testing import CliRunner

from claimcheck.cli.main import cli
from claimcheck.followup.review import Mark, apply_reviews, dumps, read_reviews
from claimcheck.own import is_own_file
from claimcheck.records import Article
from claimcheck.reporting import render_data
from claimcheck.reporting.json_report import as_data
from claimcheck.stories.group import Story
from claimcheck.stories.index import Index, Row, render_html

# Where there is no browser, nothing is collected here; the summary says so in one line.
__test__ = missing() is None

AXE = os.environ.get("TESTS_AXE")
TAB, ENTER, SPACE = "\ue004", "\ue007", "\ue00d"
NOTE = "the pier has two ends"
REPORTS = ("storm", "hostile", "large", "empty", "reviewed")


def report(name: str):
    if name != "reviewed":
        return as_data(getattr(samples, name)())
    data = as_data(samples.storm())
    return apply_reviews(data, {data["findings"][0]["id"]: Mark("dismissed", NOTE)})


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
        paths[name].write_text(render_data(report(name), "html"), encoding="utf-8")
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
    """The relations of the cards that can be seen."""
    found = find(driver, ".card")
    return [item.get_attribute("data-relations") for item in found if item.is_displayed()]


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


@pytest.mark.parametrize("width", [390, 1280])
def test_the_index_of_a_pile_fits_a_phone_and_names_its_numbers(driver, tmp_path, width):
    articles = tuple(
        Article(outlet=f"The {name} and Westland Evening Post", text="A pier fell.", title="Pier")
        for name in ("Harbour", "Courier", "Tribune")
    )
    story = Story(id="pier", title="Storm Ilse: north pier collapses", articles=articles)
    rows = (Row(story=story, counts={"contradiction": 2, "agreement": 1}, page="x.html"),)
    path = tmp_path / "index.html"
    path.write_text(render_html(Index(rows=rows)), encoding="utf-8")
    driver.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride",
        {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": False},
    )
    driver.get(path.as_uri())
    assert driver.execute_script("return document.documentElement.scrollWidth") <= width
    text = driver.find_element("tag name", "table").text
    assert ("2 contradictions" if width == 390 else "Contradictions") in " ".join(text.split())


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
    click(driver, "#filter summary")
    assert shown(driver) == ["contradiction", "update", "dispute", "agreement"]
    click(driver, "[name=relation][value=agreement]")
    assert shown(driver) == ["contradiction", "update", "dispute"]
    assert not find(driver, "#rubric-agreement")[0].is_displayed()
    assert find(driver, "#shown")[0].text == "3 of 4 points shown"
    click(driver, "#filters button")
    assert len(shown(driver)) == 4


def test_outlet_kind_confidence_and_search_narrow_the_findings(show):
    driver = show("storm")
    click(driver, "#filter summary")
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
    wanted = samples.storm().findings[3].id
    driver = show("storm", fragment=f"#finding-{wanted}")
    until(lambda: driver.switch_to.active_element.get_attribute("id") == f"finding-{wanted}")
    assert find(driver, f"#finding-{wanted}")[0].is_displayed()
    click(driver, "#filter summary")
    click(driver, "[name=relation][value=contradiction]")
    click(driver, ".outlets > :first-child .looks .contradiction a")
    until(lambda: driver.switch_to.active_element.get_attribute("class") == "card contradiction")
    assert find(driver, ".card.contradiction")[0].is_displayed()


def test_a_square_of_the_matrix_shows_what_its_two_outlets_share(show):
    driver = show("storm")
    click(driver, ".pair[aria-label='Harbour Gazette and Varn Courier: 1 contradiction']")
    assert shown(driver) == ["contradiction"]
    assert find(driver, "#shown")[0].text == "1 of 4 points shown"
    click(driver, ".pair[aria-label='Harbour Gazette and The Northern Tribune: 1 agreement']")
    assert shown(driver) == ["agreement"]


def test_the_first_quotes_stand_on_the_first_screen(show):
    first, second = find(show("storm"), ".group:first-of-type .quote")
    for quote in (first, second):
        assert quote.rect["y"] + quote.rect["height"] < 800


def test_the_keyboard_alone_reaches_the_report_and_decides(show):
    driver = show("storm")
    find(driver, "body")[0].send_keys(TAB)
    skip = driver.switch_to.active_element
    assert skip.text == "Skip to the report"
    skip.send_keys(ENTER)
    assert driver.current_url.endswith("#main")
    summary = find(driver, ".basis summary")[0]
    summary.send_keys(ENTER)
    assert "would make it an update" in find(driver, ".basis")[0].text
    for _ in range(60):
        held = driver.switch_to.active_element
        if held.get_attribute("data-say") == "dismissed":
            break
        held.send_keys(TAB)
    held.send_keys(SPACE)
    assert held.get_attribute("aria-pressed") == "true"
    held.send_keys(TAB, TAB, "two piers")
    assert find(driver, "#said")[0].text == "1 decision, not saved yet."


def until(holds) -> None:
    for _ in range(300):
        if holds():
            return
        time.sleep(0.1)
    raise AssertionError("it did not happen")


def saved(driver, folder: Path) -> Path:
    """Click on the button that saves and wait for the file."""
    driver.execute_cdp_cmd(
        "Browser.setDownloadBehavior", {"behavior": "allow", "downloadPath": str(folder)}
    )
    click(driver, "#save")
    path = folder / "claimcheck-reviews.toml"
    until(lambda: path.exists() and path.stat().st_size)
    return path


def test_decisions_are_made_by_clicks_and_saved_as_the_command_writes_them(show, tmp_path):
    driver = show("storm")
    first, second, third = (f.id for f in samples.storm().findings[:3])
    assert not find(driver, "#desk")[0].is_displayed()
    note = 'say "no" to \\ this: caf\u00e9 \u00a0 \U0001f30a'
    click(driver, f"form[data-id='{first}'] [data-say=confirmed]")
    click(driver, f"form[data-id='{second}'] [data-say=dismissed]")
    click(driver, f"form[data-id='{third}'] [data-say=fixed]")
    click(driver, f"form[data-id='{third}'] [data-say=fixed]")
    driver.execute_script(
        "arguments[0].value = arguments[1]; arguments[0].dispatchEvent(new Event('input'))",
        find(driver, f"form[data-id='{second}'] [name=note]")[0],
        note,
    )
    assert find(driver, "#said")[0].text == "2 decisions, not saved yet."
    path = saved(driver, tmp_path)
    assert find(driver, "#said")[0].text == "2 decisions, saved."
    marks = read_reviews(path)
    assert {id: mark.status for id, mark in marks.items()} == {
        first: "confirmed",
        second: "dismissed",
    }
    assert marks[second].note == note
    assert path.read_text(encoding="utf-8") == dumps(marks)
    assert is_own_file(path)
    requests = [entry["message"] for entry in driver.get_log("performance")]
    assert not [r for r in requests if '"url":"http' in r]


def test_what_an_editor_has_said_before_stands_on_the_page_and_in_what_it_saves(show, tmp_path):
    driver = show("reviewed")
    pressed = find(driver, "[aria-pressed=true]")
    assert [button.get_attribute("data-say") for button in pressed] == ["dismissed"]
    assert find(driver, "#said")[0].text == "1 decision, saved."
    (mark,) = read_reviews(saved(driver, tmp_path)).values()
    assert (mark.status, mark.note) == ("dismissed", NOTE)


def test_a_hostile_report_saves_a_file_of_reviews_that_can_be_read(show, tmp_path):
    driver = show("hostile")
    click(driver, "form [data-say=confirmed]")
    path = saved(driver, tmp_path)
    (mark,) = read_reviews(path).values()
    assert path.read_text(encoding="utf-8") == dumps({samples.hostile().findings[0].id: mark})


def test_a_finding_gives_its_full_command(show):
    driver = show("storm")
    wanted = samples.storm().findings[0].id
    click(driver, f"form[data-id='{wanted}'] .copy")
    button = find(driver, f"form[data-id='{wanted}'] .copy")[0]
    until(lambda: button.get_attribute("title"))
    command = shlex.split(button.get_attribute("title"))
    assert command[:3] == ["claimcheck", "explain", wanted]
    made = CliRunner().invoke(cli, command[1:], standalone_mode=False)
    assert "row of the table: " in made.stdout


def test_without_javascript_the_report_is_whole_and_the_filters_are_absent(show, driver):
    driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        show("storm")
        assert len(find(driver, ".finding")) == 4
        assert not [e for e in find(driver, "#filter, .acts, #desk, .copy") if e.is_displayed()]
        assert "31 people were killed" in find(driver, "main")[0].text
    finally:
        driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})


def test_on_paper_a_value_is_seen_whether_its_quotes_are_open_or_not(show, driver):
    show("storm")
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    try:
        assert find(driver, ".card.agreement")[0].text.count("4.2 million crowns") == 1
        driver.execute_script("dispatchEvent(new Event('beforeprint'))")
        card = find(driver, ".card.agreement")[0]
        assert not [line for line in card.find_elements("css selector", ".given") if line.text]
        assert "The council has set aside 4.2 million crowns" in card.text
    finally:
        driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})


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
