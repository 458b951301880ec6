"""The examples show what their READMEs promise, and the scripts beside them run."""

from __future__ import annotations

import importlib.util
import json
import re
import shlex
import shutil

import pytest
import yaml
from click.testing import CliRunner
from conftest import ROOT

from claimcheck.cli.main import cli

EXAMPLES = ROOT / "examples"
RELATIONS = {"contradiction", "update", "dispute"}


@pytest.fixture(scope="module")
def cache(tmp_path_factory):
    return tmp_path_factory.mktemp("judgements")


@pytest.fixture(autouse=True)
def _apart(tmp_path, monkeypatch, cache):
    """Judgements are shared within this file, and no settings are found above."""
    monkeypatch.setenv("CLAIMCHECK_CACHE", str(cache))
    monkeypatch.chdir(tmp_path)


def claimcheck(*words):
    result = CliRunner().invoke(cli, [str(word) for word in words], standalone_mode=False)
    assert result.exception is None, (words, result.exception)
    return result.return_value, result.stdout


def checked(name):
    status, out = claimcheck("check", EXAMPLES / name, "--format", "json")
    return status, json.loads(out)


def relations(report):
    return {finding["relation"] for finding in report["findings"]}


def quotes(finding):
    return " ".join(evidence["quote"] for evidence in finding["evidence"])


def test_a_rising_toll_is_an_update_and_passes():
    status, report = checked("rising-toll")
    assert status == 0
    assert relations(report) & RELATIONS == {"update"}
    (update,) = (f for f in report["findings"] if f["relation"] == "update")
    assert "at least 12" in quotes(update).lower() and "at least 47" in quotes(update).lower()


def test_two_sides_are_a_dispute_and_pass():
    status, report = checked("dispute")
    assert status == 0
    assert relations(report) & RELATIONS == {"dispute"}
    (dispute,) = (f for f in report["findings"] if f["relation"] == "dispute")
    assert {e["speaker"] for e in dispute["evidence"]} == {"union", "hospital"}


def test_a_contradiction_fails_and_stands_beside_agreements():
    status, report = checked("contradiction")
    assert status == 1
    assert relations(report) == {"contradiction", "agreement"}
    found = [quotes(f) for f in report["findings"] if f["relation"] == "contradiction"]
    assert any("31 people" in text and "44 people" in text for text in found)
    agreed = [quotes(f) for f in report["findings"] if f["relation"] == "agreement"]
    assert any("120 passengers" in text for text in agreed)


def test_a_fire_has_a_toll_that_rises_a_contradiction_and_a_dispute():
    status, report = checked("terminal-fire")
    assert status == 1
    named = {f["relation"]: quotes(f) for f in report["findings"] if f["relation"] in RELATIONS}
    assert named.keys() == RELATIONS
    assert "14,000" in named["contradiction"] and "40,000" in named["contradiction"]
    assert "120 workers" in named["dispute"] and "75 workers" in named["dispute"]
    (toll,) = (row for row in report["ledger"] if row["status"] == "update")
    assert [e["value"] for e in toll["entries"] if e["newest"]] == ["11"]


def test_a_wire_copy_is_no_second_witness():
    status, report = checked("wire-copy")
    assert status == 0
    assert relations(report) == {"agreement"}
    origin = {a["outlet"]: a["origin"] for a in report["articles"]}
    assert origin["Morning Herald"] == origin["Evening Post"] != origin["Ledger"]
    assert {f["origins"] for f in report["findings"]} == {2}
    assert any("4.5 percent" in quotes(f) for f in report["findings"])


def test_the_page_of_an_aggregator_holds_no_contradiction():
    status, report = checked("japan-tariffs")
    assert status == 0
    assert "agreement" in relations(report)
    assert not relations(report) & RELATIONS


@pytest.mark.parametrize(
    "folder", sorted(p.name for p in EXAMPLES.iterdir() if p.is_dir()), ids=lambda name: name
)
def test_every_folder_says_what_to_see(folder):
    readme = (EXAMPLES / folder / "README.md").read_text(encoding="utf-8")
    assert readme.startswith("# ")
    assert "```console\n$ " in readme


def test_the_library_script_prints_contradictions_and_writes_the_page(capsys, tmp_path):
    path = EXAMPLES / "library" / "contradictions.py"
    spec = importlib.util.spec_from_file_location("contradictions", path)
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    assert script.main([str(EXAMPLES / "contradiction"), "-o", str(tmp_path / "a.html")]) == 0
    out = capsys.readouterr().out
    assert "Harbour Post:" in out and "killing 31 people" in out
    assert "Velde Courier:" in out and "killing 44 people" in out
    page = (tmp_path / "a.html").read_text(encoding="utf-8")
    assert "killing 31 people" in page and "killing 44 people" in page


def workflow_steps():
    text = (EXAMPLES / "ci" / "claimcheck.yml").read_text(encoding="utf-8")
    return yaml.safe_load(text)["jobs"]["check"]["steps"]


def test_the_workflow_checks_and_uploads_what_it_wrote(tmp_path):
    shutil.copytree(EXAMPLES / "contradiction", tmp_path / "story")
    steps = workflow_steps()
    lines = [line for s in steps for line in s.get("run", "").splitlines()]
    ours = [shlex.split(line) for line in lines if line.startswith("claimcheck ")]
    assert len(ours) == 1
    status, out = claimcheck(*ours[0][1:])
    assert status == 1
    assert "story/" in out and out.startswith("::error ")
    uploads = [s["with"] for s in steps if "upload" in s.get("uses", "")]
    files = [given.get("sarif_file") or given["path"] for given in uploads]
    assert len(files) == 2
    for name in files:
        assert (tmp_path / name).stat().st_size > 0
    sarif = json.loads((tmp_path / "claimcheck.sarif").read_text(encoding="utf-8"))
    assert sarif["version"] == "2.1.0" and sarif["runs"][0]["results"]


def test_a_failed_check_does_not_keep_the_workflow_from_uploading():
    uploads = [s for s in workflow_steps() if "upload" in s.get("uses", "")]
    assert uploads and all("!cancelled()" in step["if"] for step in uploads)


def hook():
    (found,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    return found


def test_the_hook_runs_on_the_files_that_pre_commit_gives_it():
    assert hook()["id"] == "claimcheck" and hook()["language"] == "python"
    program, *words = shlex.split(hook()["entry"])
    assert program == "claimcheck"
    files = sorted(p for p in (EXAMPLES / "contradiction").iterdir() if p.name != "README.md")
    status, out = claimcheck(*words, *files)
    assert status == 1
    assert "44" in out


def test_the_hook_leaves_out_what_stands_beside_the_articles():
    out = re.compile(hook()["exclude"])
    beside = ["story/README.md", "readme.txt", ".pre-commit-config.yaml"]
    beside += ["story/claimcheck-reviews.toml", "claimcheck-baseline.json", "claimcheck.toml"]
    assert all(out.search(path) for path in beside)
    assert not any(out.search(path) for path in ("story/herald.md", "story/a readme page.txt"))


def test_the_hook_runs_as_the_readme_sets_it_up(tmp_path):
    readme = (EXAMPLES / "ci" / "README.md").read_text(encoding="utf-8")
    block = readme.split("```yaml\n")[1].split("```")[0]
    (used,) = yaml.safe_load(block)["repos"][0]["hooks"]
    assert used["id"] == hook()["id"] and used["pass_filenames"] is False
    shutil.copytree(EXAMPLES / "rising-toll", tmp_path / "story")
    status, out = claimcheck(*shlex.split(hook()["entry"])[1:], *used["args"])
    assert status == 0
    assert "update" in out.lower()
