"""The package: one version, dependencies that are declared, an image that holds what it needs."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions, version

import yaml
from conftest import ROOT
from pages import PAGES

import claimcheck

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def canonical(name):
    return re.sub(r"[-_.]+", "-", re.split(r"[<>=\[; ]", name)[0]).lower()


def test_the_version_is_said_once_and_documents_follow():
    assert "version" in PROJECT["project"]["dynamic"]
    assert version("claimcheck-news") == claimcheck.__version__
    for path in PAGES:
        tags = re.findall(r"(?:rev: |claimcheck@)v(\S+)", path.read_text(encoding="utf-8"))
        assert set(tags) <= {claimcheck.__version__}, path


def imported():
    found = set()
    for path in (ROOT / "claimcheck").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                found |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                found.add(node.module.partition(".")[0])
    return found - set(sys.stdlib_module_names) - {"claimcheck"}


def test_whatever_is_imported_is_declared():
    """What a dependency happens to bring along may be gone with its next release."""
    extras = PROJECT["project"]["optional-dependencies"]
    users = [names for extra, names in extras.items() if extra != "dev"]
    declared = [*PROJECT["project"]["dependencies"], *(name for names in users for name in names)]
    known = {canonical(name) for name in declared}
    by_module = packages_distributions()
    for module in sorted(imported()):
        assert {canonical(name) for name in by_module.get(module, [module])} & known, module


def dockerfile():
    text = (ROOT / "Dockerfile").read_text(encoding="utf-8").replace("\\\n", " ")
    lines = [line for line in text.splitlines() if line and line[0] != "#"]
    return [line.split(maxsplit=1) for line in lines]


def test_the_image_is_built_of_files_that_are_there_and_sent():
    allowed = (ROOT / ".dockerignore").read_text(encoding="utf-8").split()
    assert allowed[0] == "*"
    sent = {line[1:] for line in allowed if line.startswith("!")}
    copied = set()
    for word, rest in dockerfile():
        if word == "COPY" and not rest.startswith("--from"):
            copied |= set(rest.split()[:-1])
    assert copied == sent
    assert all((ROOT / name).exists() for name in copied)
    needed = {PROJECT["project"]["readme"], *PROJECT["project"]["license-files"], "pyproject.toml"}
    wheel = PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]
    needed |= {path.partition("/")[0] for path in (*wheel["packages"], *wheel["force-include"])}
    assert copied == needed


def test_the_image_runs_as_nobody_in_particular_and_keeps_no_tools():
    words = dockerfile()
    last = max(n for n, (word, _) in enumerate(words) if word == "FROM")
    final = {word: rest for word, rest in words[last:]}
    assert final["USER"] not in ("root", "0")
    assert final["ENTRYPOINT"] == '["claimcheck"]'
    assert not any(word == "RUN" and "pip" in rest for word, rest in words[last:])


def test_hook_and_image_bring_the_cpu_build_of_torch():
    [hook] = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    cpu = "https://download.pytorch.org/whl/cpu"
    assert f"--extra-index-url={cpu}" in hook["additional_dependencies"]
    [install] = [rest for word, rest in dockerfile() if word == "RUN" and "torch" in rest]
    assert cpu in install
