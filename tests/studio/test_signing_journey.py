"""From a final edition to a signed and proven one, by clicks: issued, signed, back, stale, an addendum, handed over."""

from __future__ import annotations

import io
import json
import shutil
import zipfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from docx import Document
from playwright.sync_api import Page

from engine.assembly.assemble import Built
from engine.cli.main import penholder
from engine.workspace import Workspace
from tests.material.running_studio import WIDTHS, Tab, let_in, real_browser, running_studio
from tests.material.small_signing import signed, widgets

pytestmark = [pytest.mark.office, pytest.mark.slow]

SIGNERS = {"equity": "Priya Nair", "assessing-needs": "Helen Marsden"}
ADDED = "We look at {{ this }} & <that> again in June."


def run(workspace: Workspace, *command: str) -> Any:
    """What a command says, as JSON."""
    done = CliRunner().invoke(penholder, [*command, "--workspace", str(workspace.root), "--format", "json"])
    return json.loads(done.output)


def signed_file(path: Path, name: str, folder: Path) -> Path:
    """A sheet as its manager sends it back."""
    field = next(each for each in widgets(path) if each.endswith("_signature"))
    back = folder / f"{path.stem} signed.pdf"
    with ThreadPoolExecutor(1) as elsewhere:  # the browser's hands hold the loop of this thread
        back.write_bytes(elsewhere.submit(signed, path.read_bytes(), field, name).result())
    return back


def dropped_and_kept(tab: Tab, files: list[Path]) -> None:
    """Files that came back are dropped on the board, seen, and put on the register."""
    page = tab.go("/signoff")
    page.locator("input[type=file]").set_input_files(files)
    page.wait_for_url("**/arrivals")
    page.locator("body:not([data-waits])").wait_for()
    page.get_by_role("button", name="Keep those that are ticked").press("Enter")
    page.get_by_text("It is in its place.").first.wait_for()


def change(workspace: Workspace) -> None:
    path = workspace.inputs / "narrative" / "equity.docx"
    document = Document(str(path))
    max(document.paragraphs, key=lambda one: len(one.text)).runs[-1].text += f" {ADDED}"
    document.save(str(path))


def sound(tab: Tab) -> None:
    """At each width axe finds nothing, and nothing sticks out."""
    assert {width: tab.wide(width).faults() for width in WIDTHS} == {width: [] for width in WIDTHS}
    tab.wide(1400)


def issued(page: Page, number: int) -> None:
    """All that waits for it is issued, with the key."""
    page.get_by_role("button", name=f"Issue {number} sheets").press("Enter")
    page.get_by_text("Send the files now: penholder sends nothing.").wait_for()


def test_sheets_go_out_come_back_are_confirmed_anew_and_handed_over(little_final: Built, tmp_path: Path) -> None:
    workspace = Workspace(Path(shutil.copytree(little_final.folder.parents[1], tmp_path / "workspace")))
    final = workspace.outputs / "final"
    with running_studio(workspace.root, tmp_path) as studio, real_browser() as browser:
        tab = let_in(browser, studio)
        page = tab.go("/signoff")
        assert tab.title == "None of three sheets is signed. Three need you"
        issued(page, 3)
        sheets = [signed_file(final / "verification" / f"{name}.pdf", by, tmp_path) for name, by in SIGNERS.items()]
        dropped_and_kept(tab, sheets)
        tab.go("/signoff")
        assert tab.title == "Two of three sheets are signed"
        sound(tab)

        change(workspace)
        page = tab.go("/signoff")
        page.get_by_role("link", name="Go to Build").press("Enter")
        page.get_by_role("radio", name="Final edition").check()
        page.get_by_role("button", name="Build this one").press("Enter")
        page.get_by_role("heading", name="The final edition is ready").wait_for()
        page = tab.go("/signoff")
        assert ADDED in page.locator(".sign ins").first.inner_text()
        assert page.get_by_label("By a short addendum").is_checked()
        sound(tab)
        issued(page, 2)
        addendum = workspace.root / "signoff" / "outbox" / "addendum-equity.pdf"
        dropped_and_kept(tab, [signed_file(addendum, SIGNERS["equity"], tmp_path)])
        tab.go("/signoff/equity")
        told = {sheet["statement"]: sheet for sheet in run(workspace, "signoff", "status")["sheets"]}
        assert (told["equity"]["state"], told["endorsements"]["state"]) == ("signed", "issued")
        assert page.locator(".lead").first.inner_text().startswith(told["equity"]["in_words"])

        page = tab.go("/handover")
        assert tab.title == "The final edition is proven, and current"
        sound(tab)
        with page.expect_download() as coming:
            page.get_by_role("link", name="Save the final edition as a zip").press("Enter")
        with zipfile.ZipFile(io.BytesIO(coming.value.path().read_bytes())) as saved:
            assert saved.read("final-edition/report.pdf") == (final / "report.pdf").read_bytes()
    assert run(workspace, "verify")["summary"]["errors"] == 0
