"""The commands that README, CONTRIBUTING, recipes, hooks and CI name are there, and CI runs the README's."""

from __future__ import annotations

import re
import subprocess

import pytest

from tests.conftest import ROOT

NAMING = (
    "README.md",
    "CONTRIBUTING.md",
    "justfile",
    ".pre-commit-config.yaml",
    ".ci/run",
    ".ci/test",
    "docs/security.md",
)


def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def test_ci_passes_the_very_command_that_the_readme_gives() -> None:
    first, second = re.findall(r"^\| `(bash \.ci/[\w-]+)` \|", text("README.md"), re.MULTILINE)
    assert (first, second) == ("bash .ci/set-up-and-build-sample", "bash .ci/set-up-and-test")
    assert second in text(".ci/run").splitlines()


@pytest.mark.parametrize("name", NAMING)
def test_every_script_that_is_named_is_there(name: str) -> None:
    named = set(re.findall(r"\.ci/([\w-]+)", text(name)))
    assert [script for script in sorted(named) if not (ROOT / ".ci" / script).is_file()] == []


def test_every_recipe_that_is_named_is_there() -> None:
    recipes = set(re.findall(r"^([a-z-]+)[^:=\n]*:(?!=)", text("justfile"), re.MULTILINE))
    pages = (*ROOT.glob("*.md"), *ROOT.glob("changelog.d/*.md"), *ROOT.glob(".github/*.md"))
    named = {name for page in pages for name in re.findall(r"`just ([a-z][a-z-]*)", page.read_text(encoding="utf-8"))}
    assert {"setup", "lint", "test-fast", "test"} <= named
    assert sorted(named - recipes) == []


@pytest.mark.office
def test_a_check_that_nobody_knows_is_refused() -> None:
    done = subprocess.run(["bash", str(ROOT / ".ci" / "lint"), "speling"], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert 'There is no check "speling"' in done.stderr
