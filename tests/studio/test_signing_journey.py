"""The whole job by clicks and keys: from an empty folder to a signed pack that is proven and handed over."""

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
from openpyxl import load_workbook
from playwright.sync_api import Page

from engine.cli.main import penholder
from engine.commands.forms import issue_forms
from engine.workspace import Workspace
from tests.material.little_sample import STATEMENTS, little_sample
from tests.material.patience import comes_about
from tests.material.running_studio import WIDTHS, Tab, let_in, real_browser, running_studio
from tests.material.small_signing import signed, widgets

pytestmark = [pytest.mark.office, pytest.mark.slow]

SIGNERS = {"equity": "Priya Nair", "assessing-needs": "Helen Marsden"}
ENDORSER = "Councillor Ruth Adeyemi"
POSTS = {"Helen Marsden": "Head of Assessment and Reviews", "Priya Nair": "Head of Engagement and Equality"}
SAID = {
    "": {
        "council.name": "Wenlow Borough Council",
        "council.short_name": "Wenlow",
        "report.version": "3.0",
        "report.date": "2026-03-14",
        "report.review_due": "2027-03-31",
    },
    "people": {
        f"verifiers.new{number}.{field}": value
        for number, (name, post) in enumerate(POSTS.items())
        for field, value in (("name", name), ("position", post))
    },
    "groups": {
        f"groups.{number}.{field}": value
        for number in range(5)
        for field, value in (("people", "12"), ("how", "At a meeting"))
    },
    "dates": {"dates.information_return": "2026-03-23"},
    "brand": {"brand.logo_description": "Wenlow Borough Council"},
}
"""What is typed into each part of Council."""
NAMES = {
    "lived-experience": "Forum, FINAL v2",
    "leaders": "Leaders (2)",
    "partners": "",
    "frontline-staff": "RE_ checklist",
}
"""Under which name a checklist comes back; one does not."""
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


def dropped(tab: Tab, files: list[Path], address: str = "/arrivals") -> Page:
    """Files are dropped on a page, and each has been looked at."""
    page = tab.go(address)
    page.locator("input[type=file]").set_input_files(files)
    page.locator("body[data-page=arrivals]:not([data-waits]) h1", has_text="came").wait_for()
    return page


def kept(page: Page) -> None:
    """What is ticked is put in its place."""
    page.get_by_role("button", name="Keep those that are ticked").press("Enter")
    page.get_by_text("It is in its place.").first.wait_for()


def begun(tab: Tab, home: Path, source: Workspace) -> Workspace:
    """An empty workspace, of a council of two statements."""
    page = tab.go("/start")
    page.get_by_label("Folder", exact=True).fill("Ours")
    page.get_by_role("button", name="Make the workspace").press("Enter")
    page.wait_for_url(f"{tab.base}/")
    assert tab.settled().get_by_role("link", name="Begin with name and report").is_visible()
    workspace = Workspace(home / "Ours")
    shutil.copytree(source.root / "data_schemas", workspace.root / "data_schemas", dirs_exist_ok=True)
    for kind in ("narrative", "checklists"):
        shutil.rmtree(workspace.inputs / kind)
    issue_forms(workspace, workspace.inputs, ("checklists", "narrative"))
    return workspace


def told_who_they_are(tab: Tab, workspace: Workspace, source: Workspace) -> None:
    """Everything Council asks for is typed, and the logo chosen."""
    shutil.copytree(source.inputs / "brand", workspace.inputs / "brand")
    for part, fields in SAID.items():
        page = tab.go(f"/council/{part}".rstrip("/"))
        for name, value in fields.items():
            page.locator(f'[name="{name}"]').fill(value)
        if part == "brand":
            page.get_by_label("Picture").select_option("brand/logo.png")
        page.get_by_role("button", name="Save ").press("Enter")
        page.get_by_text("The file as it was before is kept.").wait_for()


def sent(tab: Tab) -> dict[str, bytes]:
    """The blank forms by their names, saved and said to be sent person by person."""
    page = tab.go("/send")
    forms: dict[str, bytes] = {}
    for address in [one.get_attribute("href") for one in page.locator("a[href^='/send?who=']").all()]:
        tab.go(str(address))
        with page.expect_download() as coming:
            page.get_by_role("link", name="Save the form").press("Enter")
        with zipfile.ZipFile(coming.value.path()) as packed:
            forms |= {name: packed.read(name) for name in packed.namelist() if not name.endswith(".txt")}
        page.get_by_role("button", name="I have sent").press("Enter")
        page.get_by_text("Recorded").wait_for()
    return forms


def checklists_as_groups_send_them(forms: dict[str, bytes], source: Workspace, folder: Path) -> list[Path]:
    """Under names of their own; a column is called otherwise, a rating is none, one comes twice and one not at all."""
    back = []
    for name in (name for name in forms if name.endswith(".xlsx")):
        blank, rated = load_workbook(io.BytesIO(forms[name])), load_workbook(source.inputs / "checklists" / name)
        for sheet in blank.worksheets[1:]:
            for cell in (cell for row in rated[sheet.title].iter_rows(min_row=5) for cell in row if cell.value):
                sheet[cell.coordinate] = cell.value
        group = name.removesuffix(".xlsx")
        sheet = blank.worksheets[1]
        sheet["C5"] = "Agree mostly" if group == "leaders" else sheet["C5"].value
        sheet["D4"] = "Our reasons" if group == "frontline-staff" else sheet["D4"].value
        if called := NAMES.get(group, group):
            back.append(folder / f"{called}.xlsx")
            blank.save(back[-1])
    back.append(Path(shutil.copy(source.inputs / "checklists" / "leaders.xlsx", folder / "Leaders.xlsx")))
    return back


def says(tab: Tab, address: str, words: str) -> None:
    """A page says this once what was kept has been read."""
    assert comes_about(lambda: words in tab.go(address).locator("main").inner_text())


def came_back(tab: Tab, forms: dict[str, bytes], source: Workspace, folder: Path) -> None:
    """Everything comes back in disorder, is kept, and what is in doubt is settled."""
    folder.mkdir()
    page = dropped(tab, checklists_as_groups_send_them(forms, source, folder))
    assert tab.title == "Five files came. Three can be kept now"
    page.locator('[name="aside"][value="Leaders.xlsx"]').press("Enter")
    page.locator("body:not([data-waits]) h1", has_text="Four files came. Four can be kept now").wait_for()
    kept(page)
    says(tab, "/settle", "Begin with the first")
    page.get_by_role("link", name="Begin with the first").press("Enter")
    page.get_by_label("Tend to agree").check()
    page.get_by_label("Who decided").fill("Priya Nair, Head of Engagement and Equality")
    page.get_by_label("Why").fill("The leaders said so on Monday.")
    page.get_by_role("button", name="Record it").press("Enter")
    page.get_by_text("Tend to agree.").first.wait_for()

    written = list((source.inputs / "narrative").iterdir())
    lists = [source.inputs / name for name in ("evidence.xlsx", "endorsements.xlsx", "checklists/partners.xlsx")]
    page = dropped(tab, written + lists)
    for box in page.get_by_label("Keep all the same").all():
        box.check()
    kept(page)
    says(tab, "/", "Nothing stops a final edition")


def built(tab: Tab, which: str) -> None:
    """An edition is built, with the key."""
    page = tab.go("/build")
    page.get_by_role("radio", name=which).check()
    page.get_by_role("button", name="Build this one").press("Enter")
    page.get_by_role("heading", name=f"The {which.lower()} is ready").wait_for()


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


def test_from_an_empty_folder_to_a_signed_pack_that_is_proven_and_handed_over(tmp_path: Path) -> None:
    source = little_sample(tmp_path / "source")
    with running_studio(None, tmp_path) as studio, real_browser() as browser:
        tab = let_in(browser, studio)
        workspace = begun(tab, tmp_path, source)
        told_who_they_are(tab, workspace, source)
        forms = sent(tab)
        assert len(forms) == 5 + len(STATEMENTS) + 1
        page = tab.go("/")
        assert tab.title == "Nothing has come back yet"
        tile = page.locator(".tile", has_text="Checklists back").inner_text()
        assert " ".join(tile.split()) == "Checklists back 0 of 5 5 asked"
        came_back(tab, forms, source, tmp_path / "back")
        built(tab, "Final edition")
        tab.go("/edition/final/report")
        assert tab.title.startswith("Report, page 1 of ")
        signed_and_confirmed_anew(tab, workspace, tmp_path)
        built(tab, "Public edition")
        assert of_the_endorser(workspace) == "Signed"
        handed_over(tab, workspace)
    assert run(workspace, "verify")["summary"]["errors"] == 0


def signed_and_confirmed_anew(tab: Tab, workspace: Workspace, folder: Path) -> None:
    """Sheets go out and come back signed; one is stale after a change, and an addendum confirms it."""
    final = workspace.outputs / "final"
    page = tab.go("/signoff")
    assert tab.title == "None of three sheets is signed. Three need you"
    issued(page, 3)
    sheets = [signed_file(final / "verification" / f"{name}.pdf", by, folder) for name, by in SIGNERS.items()]
    sheets.append(signed_file(final / "endorsements.pdf", ENDORSER, folder))
    kept(dropped(tab, sheets, "/signoff"))
    tab.go("/signoff")
    assert tab.title == "Two of three sheets are signed"
    assert page.locator(".people li", has_text=ENDORSER).get_by_text("Signed", exact=True).is_visible()
    sound(tab)

    change(workspace)
    page = tab.go("/signoff")
    page.get_by_role("link", name="Go to Build").press("Enter")
    built(tab, "Final edition")
    page = tab.go("/signoff")
    assert ADDED in page.locator(".sign ins").first.inner_text()
    assert [one.is_checked() for one in page.get_by_label("By a short addendum").all()] == [True, True]
    sound(tab)
    issued(page, 2)
    outbox = workspace.root / "signoff" / "outbox"
    again = {"equity": SIGNERS["equity"], "endorsements": ENDORSER}
    addenda = [signed_file(outbox / f"addendum-{name}.pdf", by, folder) for name, by in again.items()]
    kept(dropped(tab, addenda, "/signoff"))
    tab.go("/signoff/equity")
    told = {sheet["statement"]: sheet for sheet in run(workspace, "signoff", "status")["sheets"]}
    assert (told["equity"]["state"], told["endorsements"]["state"]) == ("signed", "issued")
    assert page.locator(".lead").first.inner_text().startswith(told["equity"]["in_words"])


def of_the_endorser(workspace: Workspace) -> str:
    """What Section C of the public report says of one who endorses it."""
    document = Document(str(workspace.outputs / "public" / "report.docx"))
    rows = ([cell.text for cell in row.cells] for table in document.tables for row in table.rows)
    return str(next(cells[-2] for cells in rows if any(ENDORSER in cell for cell in cells)))


def handed_over(tab: Tab, workspace: Workspace) -> None:
    """The final edition goes out as a zip, with what proves it."""
    page = tab.go("/handover")
    assert tab.title == "The final edition is proven, and current"
    sound(tab)
    with page.expect_download() as coming:
        page.get_by_role("link", name="Save the final edition as a zip").press("Enter")
    with zipfile.ZipFile(io.BytesIO(coming.value.path().read_bytes())) as saved:
        assert saved.read("final-edition/report.pdf") == (workspace.outputs / "final" / "report.pdf").read_bytes()
