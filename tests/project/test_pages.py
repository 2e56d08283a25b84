"""What the documents say of the product is what the product says of itself."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.pages.command_page import every_command
from tests.pages.marked import Part, WholeFile
from tests.pages.parts import PARTS

_GIVEN = re.compile(r"penholder((?: [a-z]+)+)([^`\n|]*)")
"""A command as the documents give it: its words, and what stands behind them."""
_PAGES = sorted((*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")))


@pytest.mark.parametrize("part", PARTS, ids=lambda part: f"{part.page}-{part.name}")
def test_a_part_that_is_made_is_as_it_would_be_made_now(part: Part | WholeFile) -> None:
    assert part.made().strip()
    assert part.standing() == part.made(), "run `just docs`"


def test_no_row_of_the_page_of_findings_stands_twice() -> None:
    page = (ROOT / "docs" / "findings.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| ([A-Z]-\d\d) \| (\w+) \|", page, re.MULTILINE)
    assert len(rows) > 200
    assert [row for row in set(rows) if rows.count(row) > 1] == []
    said = [line.split(" | ", 2)[2] for line in page.splitlines() if re.match(r"\| [A-Z]-\d\d \|", line)]
    assert [words for words in set(said) if said.count(words) > 1] == [], "two codes say the same"


@pytest.mark.parametrize("page", _PAGES, ids=lambda page: page.name)
def test_every_option_that_a_document_gives_a_command_is_one_of_its_options(page: Path) -> None:
    assert list(_unknown(page.read_text(encoding="utf-8"))) == []


def test_an_option_that_no_command_has_is_seen() -> None:
    assert list(_unknown("`penholder build --quickly`, `penholder build --only equity`")) == ["build --quickly"]
    assert list(_unknown("`penholder template check --sample`")) == ["template check --sample"]


def _unknown(text: str) -> list[str]:
    commands = {name.removeprefix("penholder "): command for name, command in every_command().items()}
    options = {name: {o for param in command.params for o in param.opts} for name, command in commands.items()}
    found = []
    for words, rest in _GIVEN.findall(text):
        names = words.split()
        name = next((" ".join(names[:n]) for n in (2, 1) if " ".join(names[:n]) in commands), "")
        known = {*options.get(name, ()), "-h", "--help", "--version"}
        found += [f"{name} {option}" for option in re.findall(r"--[a-z][a-z-]+", rest) if name and option not in known]
    return found
