"""The studio in Firefox: every page, once by mouse and once by keyboard, as test_in_a_browser.py has it in Chromium."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from click.testing import CliRunner

from engine.assembly.assemble import Built
from engine.cli.main import penholder
from engine.workspace import Workspace
from tests.conftest import ROOT
from tests.material.firefox import SETTLED, FirefoxTab, real_firefox
from tests.material.running_studio import WIDTHS, running_studio
from tests.studio.test_in_a_browser import STATES, with_faults

pytestmark = [pytest.mark.office, pytest.mark.slow]


class Firefox(NamedTuple):
    """A workspace with an edition and with faults, and a tab of Firefox that its studio has let in at this address."""

    workspace: Workspace
    base: str
    tab: FirefoxTab

    def go(self, address: str) -> FirefoxTab:
        self.tab.go(f"{self.base}{address}")
        return self.tab


@pytest.fixture(scope="module")
def opened(little_final: Built, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Firefox]:
    """Shared by all tests of this module, each of which leaves the workspace as it was."""
    home = tmp_path_factory.mktemp("home")
    workspace = Workspace(Path(shutil.copytree(little_final.folder.parents[1], home / "workspace")))
    with_faults(workspace)
    (profile := home / "profile").mkdir()
    with running_studio(workspace.root, home) as studio, real_firefox(profile) as tab:
        tab.go(studio.link)
        tab.until('!location.pathname.includes("/open")')
        yield Firefox(workspace, studio.base, tab)


def test_on_every_page_axe_finds_nothing_and_nothing_sticks_out(opened: Firefox) -> None:
    opened.tab.wide(max(WIDTHS))
    assert {state: opened.go(address).faults() for state, address in STATES.items()} == {state: [] for state in STATES}


def test_on_no_page_anything_sticks_out_of_a_telephone(opened: Firefox) -> None:
    opened.tab.wide(min(WIDTHS))
    found = {state: opened.go(address).sticks_out() for state, address in STATES.items()}
    assert found == {state: [] for state in STATES}


def test_a_page_that_is_left_while_it_asks_for_a_part_of_it_says_nothing(opened: Firefox) -> None:
    opened.go(STATES["close"])
    opened.tab.until('(window.fetch = () => Promise.reject(new TypeError("left")), bring("this-machine"), true)')
    assert opened.tab.sticks_out() == []


def test_by_keyboard_alone_a_question_is_settled_and_taken_back(opened: Firefox) -> None:
    opened.tab.wide(1400)
    decisions = opened.workspace.inputs / "decisions.yaml"
    tab = opened.go("/settle")
    tab_to(tab, "#first")
    assert tab.run("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    tab.press("Enter")
    tab.until(says("What counts"))
    tab.until(SETTLED)
    for wanted, typed in (("[name=answer]", " "), ("#who", "Anjali Desai, Head"), ("#why", "She asked <b>them</b>.")):
        tab_to(tab, wanted)
        tab.press(typed)
    tab_to(tab, "form .acts button")
    tab.press("Enter")
    tab.until(says("mean? Strongly agree."))
    assert "She asked <b>them</b>." in decisions.read_text(encoding="utf-8")
    opened.go("/settle")
    tab_to(tab, "form[action='/settle/back'] button")
    tab.press("Enter")
    tab.until(says("The last decision was taken back."))
    assert not decisions.exists()
    assert exit_code(opened, "verify") == 0


def test_by_mouse_what_came_back_is_kept_and_taken_back(opened: Firefox, tmp_path: Path) -> None:
    opened.tab.wide(1400)
    place = opened.workspace.inputs / "checklists" / "providers.xlsx"
    sent = Path(shutil.copy(ROOT / "inputs" / "checklists" / "providers.xlsx", tmp_path / "Providers FINAL (2).xlsx"))
    tab = opened.go("/arrivals")
    tab.choose_files("input[type=file]", [sent])
    tab.until(says("Checklist of Providers and voluntary sector"))
    tab.click("#keep")
    tab.until(says("It is in its place."))
    assert place.read_bytes() == sent.read_bytes()
    opened.go("/arrivals").click("form[action='/arrivals/back'] button")
    tab.until(says("Taken back"))
    assert not place.exists()


def says(words: str) -> str:
    """Whether the page says something, as an expression of JavaScript."""
    return f"document.body.innerText.includes({json.dumps(words)})"


def tab_to(tab: FirefoxTab, wanted: str) -> None:
    """Press Tab until something stands in the focus."""
    for _ in range(100):
        tab.press("Tab")
        if tab.run(f"document.activeElement.matches({json.dumps(wanted)})"):
            return
    raise AssertionError(f"No key leads to {wanted}.")


def exit_code(opened: Firefox, command: str) -> int:
    return CliRunner().invoke(penholder, [command, "--workspace", str(opened.workspace.root)]).exit_code
