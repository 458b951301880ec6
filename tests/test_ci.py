"""The action for GitHub: its own script, run as a runner does."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys

import pytest
import yaml
from conftest import ROOT

ACTION = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))


@pytest.fixture
def run(tmp_path):
    """The step that checks, with inputs given by name, as (status, stdout, outputs)."""
    [step] = [s for s in ACTION["runs"]["steps"] if s.get("id") == "check"]
    program = tmp_path / "temp" / "claimcheck" / "bin" / "claimcheck"
    program.parent.mkdir(parents=True)
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m claimcheck "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    work = tmp_path / "work"
    work.mkdir()
    shutil.copytree(ROOT / "examples" / "contradiction", work / "story")

    def go(**given):
        inputs = {name: spec.get("default", "") for name, spec in ACTION["inputs"].items()}
        inputs |= {name.replace("_", "-"): value for name, value in given.items()}
        values = {f"${{{{ inputs.{name} }}}}": value for name, value in inputs.items()}
        outputs = tmp_path / "outputs"
        outputs.write_text("", encoding="utf-8")
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
            cwd=work,
            capture_output=True,
            text=True,
            env={
                **os.environ,
                **{name: values[value] for name, value in step["env"].items()},
                "RUNNER_TEMP": str(tmp_path / "temp"),
                "GITHUB_OUTPUT": str(outputs),
                "PYTHONPATH": str(ROOT),
                "CLAIMCHECK_CACHE": str(tmp_path / "cache"),
            },
        )
        return done, outputs.read_text(encoding="utf-8").strip(), work

    return go


def test_a_contradiction_is_annotated_and_fails_and_the_reports_are_there(run):
    done, outputs, work = run(paths="story\n")
    assert (done.returncode, outputs) == (1, "status=1"), done.stderr
    assert done.stdout.startswith("::error ")
    assert json.loads((work / "claimcheck.sarif").read_text(encoding="utf-8"))["runs"][0]["results"]
    assert (work / "claimcheck.html").stat().st_size > 0


def test_inputs_are_taken_and_none_is_a_command(run):
    done, outputs, work = run(
        paths="story\n$(touch pwned)\n; touch pwned\n", fail_on="none", page="a page.html"
    )
    assert outputs == "status=2" and done.returncode == 2  # two paths that do not exist
    assert "$(touch pwned): does not exist" in done.stderr
    assert (work / "a page.html").exists() and not (work / "pwned").exists()
    done, outputs, _ = run(paths="story", fail_on="none")
    assert (done.returncode, outputs) == (0, "status=0")


def test_every_input_is_described_and_used():
    script = json.dumps(ACTION["runs"]["steps"])
    for name, spec in ACTION["inputs"].items():
        assert spec["description"]
        assert f"inputs.{name} }}}}" in script
