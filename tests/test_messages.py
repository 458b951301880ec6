"""What is said of input that is nearly right: what it is, and what to do."""

from __future__ import annotations

import errno
import json
from datetime import date

import pytest
from click.testing import CliRunner
from report_samples import storm

from claimcheck.cli.main import cli
from claimcheck.cli.saying import say
from claimcheck.errors import InputError
from claimcheck.reading import read_articles
from claimcheck.reporting import render

BODY = (
    "The harbour said that 24 ships had waited for the port authority since the weekend, and "
    "that the cranes will work again on Monday when the storm has passed.\n"
)


def run(*words, stdin=None):
    return CliRunner().invoke(cli, [str(w) for w in words], input=stdin, standalone_mode=False)


def read(tmp_path, name, text):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return read_articles([path])


def test_front_matter_without_its_end_is_told_and_read_as_text(tmp_path):
    [article], skips = read(tmp_path, "a.txt", f"---\noutlet: Courier\n\n{BODY}")
    [told] = [skip for skip in skips if "front matter" in skip.reason]
    assert "second ---" in told.reason and "outlet" in told.reason and told.stage == "read"
    assert "24 ships" in article.text


def test_a_rule_above_a_text_is_no_front_matter(tmp_path):
    _, skips = read(tmp_path, "a.txt", f"---\n{BODY}")
    assert not any("front matter" in skip.reason for skip in skips)


@pytest.mark.parametrize(
    ("key", "stage", "says"),
    [("oulet", "read", "did you mean outlet?"), ("tags", "front matter", "known are outlet")],
)
def test_an_unknown_key_of_front_matter_is_told(tmp_path, key, stage, says):
    [article], skips = read(tmp_path, "a.txt", f"---\n{key}: Courier\ntitle: Ships\n---\n{BODY}")
    [told] = [skip for skip in skips if "unknown key" in skip.reason]
    assert (told.stage, repr(key) in told.reason, says in told.reason) == (stage, True, True)
    assert article.title == "Ships"


def test_front_matter_of_another_program_tells_each_key_and_no_line_below_it(tmp_path):
    text = f"---\ntitle: Ships\nauthors:\n  - name: Ann\n# a: remark\n---\n{BODY}"
    _, skips = read(tmp_path, "a.md", text)
    assert [skip.reason for skip in skips if "unknown key" in skip.reason] == [
        "front matter has the unknown key 'authors'; known are outlet, title, url, published, "
        "modified, fetched, language"
    ]


def test_a_row_with_more_cells_than_columns_is_told_by_its_line(tmp_path):
    body = BODY.strip()
    table = f'outlet,text\nHerald,"{body}"\nCourier,{body}\n'
    articles, skips = read(tmp_path, "a.csv", table)
    assert len(articles) == 2
    [told] = [skip for skip in skips if "more cells" in skip.reason]
    assert told.item.endswith("line 3")


@pytest.mark.parametrize(
    ("variable", "says"),
    [
        ("CLAIMCHECK_FAILON", "did you mean 'CLAIMCHECK_FAIL_ON'?"),
        ("CLAIMCHECK_COLOUR_OF_THE_SEA", "known are CLAIMCHECK_CACHE, "),
    ],
)
def test_an_unknown_variable_is_told(variable, says, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv(variable, "update")
    done = run("config")
    assert done.return_value == 0
    assert f"{variable} in the environment is no setting; {says}" in done.stderr


def test_known_variables_are_not_told(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    for name in ("CACHE", "DEBUG", "FAIL_ON", "NO_CACHE"):
        monkeypatch.setenv(f"CLAIMCHECK_{name}", "none" if name == "FAIL_ON" else "1")
    assert run("config").stderr == ""


def test_a_suffix_without_a_format_names_those_that_have_one(tmp_path):
    for option in ("--save", "-o"):
        said = str(run("check", tmp_path, option, "x.docx").exception)
        assert "x.docx" in said and ".docx" in said
        assert ".html (html)" in said and ".xml (junit)" in said
        assert ("--format" in said) == (option == "-o")
    assert "no suffix" in str(run("check", tmp_path, "--save", "report").exception)


def test_one_article_on_standard_input_says_what_is_missing_and_how_to_give_more():
    said = str(run("check", "-", stdin=BODY).exception)
    for part in ("standard input", "two are needed", "claimcheck check - OTHER", "--within"):
        assert part in said


def test_explain_takes_the_report_first_and_the_old_order_too(tmp_path):
    report = tmp_path / "report.json"
    report.write_text(render(storm(), "json"), encoding="utf-8")
    id = json.loads(report.read_text())["findings"][0]["id"]
    first, old = run("explain", report, id[:8]), run("explain", id[:8], report)
    assert first.exception is None and first.stdout == old.stdout
    assert id in first.stdout
    with pytest.raises(InputError, match=r"gone\.json: "):
        raise run("explain", tmp_path / "gone.json", id).exception


def test_an_id_that_is_near_none_is_not_guessed_at(tmp_path):
    report = tmp_path / "report.json"
    report.write_text(render(storm(), "json"), encoding="utf-8")
    id = json.loads(report.read_text())["findings"][0]["id"]
    assert "did you mean" not in str(run("explain", report, "zzz").exception)
    assert f"did you mean {id}?" in str(run("explain", report, "z" + id[1:]).exception)


@pytest.mark.parametrize(
    ("typed", "says", "not_said"),
    [
        ("chekc", "did you mean check?", "there are"),
        ("comapre", "did you mean compare?", "there are"),
        ("frobnicate", "there are check, fetch,", "did you mean"),
    ],
)
def test_a_mistyped_command_is_suggested_where_one_is_near(typed, says, not_said):
    said = run(typed, "story").exception.format_message()
    assert repr(typed) in said and says in said and not_said not in said


def test_files_without_a_command_are_told_which_takes_them(tmp_path):
    assert f"claimcheck check {tmp_path}" in run(tmp_path).exception.format_message()


def test_a_mistyped_option_is_suggested_where_one_is_near():
    assert "--outlet" in run("check", "--outlte", "A", "x").exception.format_message()
    assert "ean" not in run("check", "--zzz", "x").exception.format_message()


@pytest.mark.parametrize(
    ("names", "said"),
    [
        (("Harbour Gazette", "Harbour Gazete"), True),
        (("Daily Echo", "daily  echo"), True),
        (("NBC News", "CBC News"), False),
        (("The Times", "The Time"), False),
        (("Telegraph", "Telegram"), False),
        (("Channel 4 News24", "Channel 4 News25"), False),
    ],
)
def test_an_outlet_that_may_be_another_mistyped_is_asked_about(tmp_path, names, said):
    for number, name in enumerate(names):
        (tmp_path / f"{number}.txt").write_text(f"---\noutlet: {name}\n---\n{BODY * (number + 1)}")
    err = run("extract", tmp_path).stderr
    assert ("are they one?" in err) is said


def test_what_a_desk_keeps_beside_the_articles_is_not_told_as_left_out(tmp_path):
    for name in ("claimcheck-reviews.toml", "claimcheck-baseline.json", "claimcheck.toml"):
        (tmp_path / name).touch()
    (tmp_path / "a.txt").write_text(BODY)
    (tmp_path / "claimcheck-notes.txt").write_text(BODY)
    articles, skips = read_articles([tmp_path])
    assert len(articles) == 1
    assert [skip.item.rpartition("/")[2] for skip in skips if skip.stage == "folder"] == [
        "claimcheck-notes.txt"
    ]


def test_no_number_of_the_system_is_said(capsys):
    say(f"a file: {OSError(errno.ENOENT, 'No such file or directory', 'x')}")
    assert capsys.readouterr().err == "claimcheck: a file: No such file or directory: 'x'\n"


@pytest.mark.parametrize("name", cli.list_commands(None))
def test_help_has_no_marks_of_markdown(name):
    shown = run(name, "--help").stdout
    assert shown.startswith("Usage: ") and "`" not in shown


def test_front_matter_may_use_the_names_that_static_sites_use(tmp_path):
    path = tmp_path / "a.md"
    path.write_text("---\nsource: Post\ndate: 2024-03-05\nheadline: Ferry sinks\n---\nIt sank.\n")
    [article], skips = read_articles([path])
    assert (article.outlet, article.title) == ("Post", "Ferry sinks")
    assert article.day == date(2024, 3, 5) and not [s for s in skips if "key" in s.reason]
    path.write_text("---\ndate: 2024-03-05\npublished: 2024-03-06\n---\nIt sank.\n")
    [article], _ = read_articles([path])
    assert article.day == date(2024, 3, 6)
