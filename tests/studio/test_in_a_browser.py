"""The studio as somebody uses it: a real server, a real browser, a council of two statements with a final edition."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import stat
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from click.testing import CliRunner
from openpyxl import Workbook, load_workbook
from platformdirs import user_cache_path
from playwright.sync_api import Browser, Page

from engine.assembly.assemble import Built
from engine.cli.main import penholder
from engine.commands.return_answers import answers_now
from engine.framework.catalogue import framework_file, load_framework
from engine.progress import Progress
from engine.workspace import Workspace
from tests.conftest import ROOT
from tests.material.patience import comes_about, is_gone
from tests.material.running_studio import (
    WIDTHS,
    RunningStudio,
    Tab,
    in_another_tab,
    let_in,
    real_browser,
    running_studio,
)
from tests.material.small_evidence import EVIDENCE
from tests.material.small_request import request_file
from tests.material.small_word import word_file
from tests.material.small_workbook import SmallWorkbook

pytestmark = [pytest.mark.office, pytest.mark.slow]


class Desktop(NamedTuple):
    """A workspace with an edition and with faults, its studio, and a browser with a tab in it."""

    workspace: Workspace
    studio: RunningStudio
    browser: Browser
    tab: Tab


@pytest.fixture(scope="module")
def desktop(little_final: Built, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desktop]:
    """Shared by all tests of this module, each of which leaves the workspace as it was."""
    home = tmp_path_factory.mktemp("home")
    workspace = Workspace(Path(shutil.copytree(little_final.folder.parents[1], home / "workspace")))
    with_faults(workspace)
    with running_studio(workspace.root, home) as studio, real_browser() as browser:
        yield Desktop(workspace, studio, browser, let_in(browser, studio))


def with_faults(workspace: Workspace) -> None:
    """A rating that is none, a checklist and a form that are missing, three blanks, text that nobody should run, and
    files of the evidence, one of which cannot be read.
    """
    path = workspace.inputs / "checklists" / "leaders.xlsx"
    book = load_workbook(path)
    sheet = book.worksheets[1]
    sheet["C7"], sheet["D8"] = "<script>alert(1)</script>", "{{ 7 * 7 }} \u202e<img src=x onerror=alert(1)>"
    for cell in ("C9", "C10", "C11"):
        sheet[cell] = None
    book.save(path)
    (workspace.inputs / "checklists" / "providers.xlsx").unlink()
    (workspace.inputs / "narrative" / "equity.docx").unlink()
    for name in ("D-001 audit.pdf", "more/D-002 queue.docx", "notes.txt", "locked.pdf"):
        path = workspace.inputs / "evidence" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(EVIDENCE[name])


def checked(workspace: Workspace) -> dict[str, object]:
    """What the command line says of it."""
    done = CliRunner().invoke(penholder, ["check", "--workspace", str(workspace.root), "--format", "json"])
    content: dict[str, object] = json.loads(done.output)
    return content


STATES = {
    "progress": "/",
    "progress, what is missing": "/?missing=yes",
    "findings": "/findings",
    "findings that stop": "/findings?severity=error",
    "findings, none left of a filter": "/findings?q=nothing-has-these-words",
    "findings to know": "/findings?know=yes",
    "a finding that has gone": "/findings?f=0000000000000000",
    "arrivals, nothing waits": "/arrivals",
    "evidence": "/evidence",
    "information return, nothing built": "/return",
    "bring in, nothing waits": "/bring-in",
    "sign-off, nothing issued": "/signoff",
    "templates": "/templates",
    "a template": "/templates/readiness.docx",
    "fields of templates": "/templates/fields",
    "fields of templates, none found": "/templates/fields?q=nothing-has-these-words",
    "hand over": "/handover",
    "compare": "/compare",
    "compare with the final edition": "/compare?with=final",
    "sign-off, a sheet": "/signoff/equity",
    "settle": "/settle",
    "a question that is settled": "/settle/0000000000000000",
    "build": "/build",
    "build, all pages": "/build?all=yes",
    "edition": "/edition/final/report?page=3",
    "edition, a sheet": "/edition/final/verification/equity",
    "edition, the last page": "/edition/final/report?page=9999",
    "send out": "/send",
    "council, name and report": "/council",
    "council, people and posts": "/council/people",
    "council, groups": "/council/groups",
    "council, logo and colours": "/council/brand",
    "council, words": "/council/words",
    "council, rules": "/council/rules",
    "council, as text": "/council/text",
    "history": "/history",
    "history, of one kind": "/history?kind=built",
    "start": "/start",
    "close": "/close",
}
"""Every page in every state that one can go to."""


@pytest.mark.parametrize("state", STATES)
def test_axe_finds_nothing_nothing_sticks_out_and_nothing_is_asked_of_others(desktop: Desktop, state: str) -> None:
    desktop.tab.go(STATES[state])
    assert {width: desktop.tab.wide(width).faults() for width in WIDTHS} == {width: [] for width in WIDTHS}


def test_pages_show_the_findings_that_the_command_line_tells(desktop: Desktop) -> None:
    findings = checked(desktop.workspace)["findings"]
    assert isinstance(findings, list)
    for address, wanted in (("/findings", False), ("/findings?know=yes", True)):
        links = desktop.tab.go(address).locator("a.pick").evaluate_all("all => all.map(one => one.href)")
        shown = {re.search("[?&]f=([0-9a-f]+)", link)[1] for link in links}  # type: ignore[index]
        assert shown == {one["key"] for one in findings if (one["acts"]["kind"] == "nobody") == wanted}


def test_a_finding_is_shown_whole_with_what_was_written_and_its_page(desktop: Desktop) -> None:
    findings = checked(desktop.workspace)["findings"]
    assert isinstance(findings, list)
    found = next(one for one in findings if one["code"] == "C-03" and one["severity"] == "error")
    text = desktop.tab.go(f"/findings?f={found['key']}").locator("main").inner_text()
    assert "<script>alert(1)</script>" in text
    assert found["fix"] in text
    assert f"Page {found['printed']['page']}" in text
    picture = desktop.tab.page.locator(".find__page img")
    assert picture.evaluate("image => image.complete && image.naturalWidth") == 760


def test_who_owes_what_is_what_the_command_line_tells(desktop: Desktop) -> None:
    returns = checked(desktop.workspace)["returns"]
    assert isinstance(returns, dict)
    page = desktop.tab.go("/")
    rows = page.locator("table").first.locator("tbody tr").all_inner_texts()
    asked = [one for one in returns["asked"] if one["kind"] == "checklist"]
    assert len(rows) == len(asked)
    for row, one in zip(rows, asked, strict=True):
        assert {one["who"], one["state"], one["said"]} <= {part.strip() for part in re.split("[\t\n]", row)}


def test_what_people_wrote_is_text_on_every_page(desktop: Desktop) -> None:
    for address in ("/", "/findings?know=yes", "/findings", "/build"):
        page = desktop.tab.go(address)
        assert page.locator("main script, main img[onerror]").count() == 0
        assert "49" not in page.locator("main").inner_text().split()
    assert desktop.tab.said == []


def test_a_file_that_changes_is_told_to_every_open_page(desktop: Desktop) -> None:
    """A second tab looks, and the first one says that it is old; its filter and its place stay until it is asked."""
    other = in_another_tab(desktop.tab.page.context, desktop.studio)
    page = desktop.tab.go("/findings?severity=error")
    before = page.locator("a.pick").count()
    path = desktop.workspace.inputs / "narrative" / "assessing-needs.docx"
    held = path.read_bytes()
    path.unlink()
    try:
        other.go("/")
        page.locator("[data-fresh]:visible").wait_for()
        assert page.locator("a.pick").count() == before
        page.get_by_role("link", name="Show what is so now").click()
        page.locator("[data-fresh]:not(:visible)").wait_for(state="attached")
        assert page.locator("a.pick").count() == before + 1
    finally:
        path.write_bytes(held)
        other.go("/")
        other.page.close()


def test_nine_statements_are_gone_through_by_keyboard_alone(
    desktop: Desktop, issued: Workspace, tmp_path: Path
) -> None:
    """The whole sample: a question is settled, findings read, sheets looked at, a build ordered and stopped."""
    with_faults(issued)
    with running_studio(issued.root, tmp_path) as studio:
        page = let_in(desktop.browser, studio).settled()
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.textContent") == "Go to the page"
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.id") == "next"
        page.keyboard.press("Enter")
        page.wait_for_url("**/settle/*")  # what only the pen holder can decide comes first
        for wanted, typed in (("[name=answer]", " "), ("#who", "Anjali Desai"), ("#why", "She asked them.")):
            tab_to(page, wanted)
            page.keyboard.type(typed)
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        page.get_by_text("Which rating did managers and leaders mean? Strongly agree.").wait_for()
        go_by_key(page, "/findings")
        tab_to(page, "a.pick")
        ring = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert ring == "solid"
        page.keyboard.press("Enter")
        page.locator("article h1").wait_for()
        tab_to(page, "[rel=next]")
        page.keyboard.press("Enter")
        page.get_by_text(re.compile("^2 of [0-9]+$")).wait_for()
        go_by_key(page, "/signoff")
        page.get_by_role("heading", name=re.compile("sheets is signed")).wait_for()
        assert page.locator(".sign h3 a").count() == 10
        for _ in range(10):
            tab_to(page, ".sign h3 a")
        page.keyboard.press("Enter")
        page.get_by_role("heading", name="As the register tells it").wait_for()
        go_by_key(page, "/build")
        tab_to(page, "[value=draft]")
        tab_to(page, "button")
        page.keyboard.press("Enter")
        page.locator("body[data-page=busy]").wait_for()
        tab_to(page, "#stop")
        page.keyboard.press("Enter")
        page.get_by_role("heading", name="was stopped").wait_for()
        page.context.close()


def go_by_key(page: Page, address: str) -> None:
    """Go to a page of the studio by its entry in the navigation, and wait until all has been read."""
    tab_to(page, f".tabs--wide [href='{address}']", "Shift+Tab")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{address}")
    page.locator("body:not([data-waits])").wait_for()


def tab_to(page: Page, wanted: str, key: str = "Tab") -> None:
    """Press Tab until something stands in the focus."""
    for _ in range(200):
        page.keyboard.press(key)
        if page.evaluate("wanted => document.activeElement.matches(wanted)", wanted):
            return
    raise AssertionError(f"No key leads to {wanted}.")


def test_without_javascript_all_of_it_can_be_read_and_filtered(desktop: Desktop) -> None:
    context = desktop.browser.new_context(
        java_script_enabled=False, storage_state=desktop.tab.page.context.storage_state()
    )
    tab = Tab(context.new_page(), desktop.studio.base)
    page = tab.go("/findings")
    every = page.locator("a.pick").count()
    page.locator("summary", has_text="Filter").click()
    page.get_by_label("How grave").select_option("error")
    page.get_by_role("button", name="Show", exact=True).click()
    assert 0 < page.locator("a.pick").count() < every
    page.locator("a.pick").first.click()
    assert page.locator("article h1").is_visible()
    tab.go("/build")
    assert page.get_by_role("button", name="Build this one").is_visible()
    context.close()


def test_pages_are_read_one_after_the_other(desktop: Desktop) -> None:
    page = desktop.tab.go("/edition")
    assert "page 1 of" in desktop.tab.title
    page.get_by_role("link", name="Page 2", exact=True).click()
    page.get_by_text("page 2 of").wait_for()
    page.get_by_label("Document").select_option("verification/equity")
    page.get_by_role("button", name="Show").click()
    page.wait_for_url("**/edition/final/verification/equity")
    with page.expect_download() as coming:
        page.get_by_role("link", name="Save the tagged PDF").click()
    saved = coming.value.path().read_bytes()
    assert saved == (desktop.workspace.outputs / "final" / "verification" / "equity.pdf").read_bytes()


@pytest.mark.parametrize("zoom", [700, 320])
def test_at_200_and_400_per_cent_nothing_scrolls_sideways(desktop: Desktop, zoom: int) -> None:
    for address in ("/", "/findings", "/build", "/edition", "/start"):
        page = desktop.tab.wide(zoom).go(address)
        assert page.evaluate("document.documentElement.scrollWidth") <= zoom, address


def test_in_forced_colours_and_without_motion_axe_finds_nothing(desktop: Desktop) -> None:
    page = desktop.tab.wide(1400).page
    page.emulate_media(forced_colors="active", reduced_motion="reduce")
    try:
        desktop.tab.go("/")
        found = desktop.tab.faults()
        assert [fault for fault in found if not fault.startswith("color-contrast")] == []  # colours are the browser's
    finally:
        page.emulate_media(forced_colors="none", reduced_motion="no-preference")


# what came back, and what only the pen holder can decide


def test_what_came_back_is_dropped_seen_kept_and_taken_back(desktop: Desktop, tmp_path: Path) -> None:
    page = desktop.tab.wide(1400).go("/")
    before = {path.name for path in (desktop.workspace.inputs / "checklists").iterdir()}
    names = {"Providers FINAL (2).xlsx": "providers", "partners.xlsx": "partners", "no idea.xlsx": ""}
    page.locator("input[type=file]").set_input_files([*map(str, _sent(desktop.workspace, tmp_path, names)), __file__])
    page.get_by_text("test_in_a_browser.py was not taken").wait_for()
    page.get_by_role("link", name="See what came").click()
    page.locator("body:not([data-waits])").wait_for()
    for width in WIDTHS:
        assert [fault for fault in desktop.tab.wide(width).faults() if "422" not in fault] == []
    desktop.tab.said.clear()
    text = page.locator("main").inner_text()
    assert "Checklist of Providers and voluntary sector" in text
    assert "byte for byte" in text
    assert "Not recognised" in text
    assert {path.name for path in (desktop.workspace.inputs / "checklists").iterdir()} == before
    page.get_by_role("button", name="Keep those that are ticked").press("Enter")
    page.get_by_text("It is in its place.").wait_for()
    there = desktop.workspace.inputs / "checklists" / "providers.xlsx"
    assert there.read_bytes() == (tmp_path / "Providers FINAL (2).xlsx").read_bytes()
    assert comes_about(lambda: "Late" not in desktop.tab.go("/").locator("main tr", has_text="Providers").inner_text())
    desktop.tab.go("/arrivals").locator("body:not([data-waits])").wait_for()
    page.get_by_role("button", name="Take the last one back").press("Enter")
    page.get_by_text("Taken back").wait_for()
    assert not there.exists()
    for name in ("no idea.xlsx", "partners.xlsx"):
        page.locator("body:not([data-waits])").wait_for()
        page.get_by_role("button", name=re.compile(f"Not this.*{re.escape(name)}")).click()
        page.get_by_text("It was put aside").wait_for()
    assert CliRunner().invoke(penholder, ["verify", "--workspace", str(desktop.workspace.root)]).exit_code == 0


def _sent(workspace: Workspace, folder: Path, names: dict[str, str]) -> list[Path]:
    """What people send: a checklist under another name, one that is there already, and a file of something else."""
    made = []
    for name, group in names.items():
        path = folder / name
        if group:
            source = ROOT / "inputs" if group == "providers" else workspace.inputs
            path.write_bytes((source / "checklists" / f"{group}.xlsx").read_bytes())
        else:
            book = Workbook()
            book.create_sheet("Rota", 0)["A1"] = "Holidays"
            book.save(path)
        made.append(path)
    return made


def test_without_javascript_files_are_sent_by_a_form(desktop: Desktop, tmp_path: Path) -> None:
    state = desktop.tab.page.context.storage_state()
    context = desktop.browser.new_context(java_script_enabled=False, storage_state=state)
    tab = Tab(context.new_page(), desktop.studio.base)
    page = tab.go("/arrivals")
    page.locator("input[type=file]").set_input_files(list(_sent(desktop.workspace, tmp_path, {"rota.xlsx": ""})))
    page.get_by_role("button", name="Send them").click()
    page.get_by_text("rota.xlsx").first.wait_for()
    assert comes_about(lambda: tab.go("/arrivals").get_by_text("Not recognised").count() > 0)
    page.get_by_role("button", name=re.compile("Not this.*rota.xlsx")).click()
    page.get_by_text("It was put aside").wait_for()
    context.close()


def test_a_question_is_settled_with_who_and_why_and_is_asked_no_more(desktop: Desktop) -> None:
    page = desktop.tab.wide(1400).go("/settle")
    page.get_by_role("link", name="Begin with the first").press("Enter")
    other = in_another_tab(page.context, desktop.studio)
    other.go(page.url.removeprefix(desktop.studio.base))
    page.get_by_role("button", name="Record it").press("Enter")
    page.locator(".summary").wait_for()
    assert page.evaluate("document.activeElement.className") == "summary"
    for width in WIDTHS:
        assert [fault for fault in desktop.tab.wide(width).faults() if "422" not in fault] == []
    desktop.tab.said.clear()
    for tab, why in ((page, "Asked <b>their</b> chair: it was a slip."), (other.page, "Another reason.")):
        tab.get_by_label("Tend to agree").check()
        tab.get_by_label("Who decided").fill("Anjali Desai, Head of Safeguarding")
        tab.get_by_label("Why").fill(why)
        tab.get_by_role("button", name="Record it").press("Enter")
        tab.locator(".summary, .good, .empty").first.wait_for()
    decisions = (desktop.workspace.inputs / "decisions.yaml").read_text(encoding="utf-8")
    assert decisions.count("Asked <b>their</b> chair: it was a slip.") == 1
    assert "Another reason." not in decisions
    other.page.close()
    desktop.tab.said.clear()
    findings = checked(desktop.workspace)["findings"]
    assert isinstance(findings, list)
    assert [one for one in findings if one["code"] == "C-03" and one["severity"] == "error"] == []
    desktop.tab.go("/settle").get_by_role("button", name="Take the last decision back").press("Enter")
    page.get_by_text("The last decision was taken back.").wait_for()
    assert not (desktop.workspace.inputs / "decisions.yaml").exists()


# what goes beside the report


def told(desktop: Desktop, *command: str) -> Any:
    """What a command tells of the workspace with --format json."""
    given = [*command, "--workspace", str(desktop.workspace.root), "--format", "json"]
    done = CliRunner().invoke(penholder, given)
    return json.loads(done.output)


def test_files_of_the_evidence_are_shown_and_searched_as_the_command_line_tells(desktop: Desktop) -> None:
    page = desktop.tab.wide(1400).go("/evidence")
    at_hand = told(desktop, "evidence", "wobbling", "queue fell")["evidence"]
    rows = page.locator("table tbody tr")
    names = [one["file"].removeprefix("inputs/evidence/") for one in at_hand["files"]]
    assert sorted(rows.locator("th").all_inner_texts()) == sorted(names)
    for one in at_hand["files"]:
        row = rows.filter(has=page.get_by_text(one["file"].removeprefix("inputs/evidence/"), exact=True)).inner_text()
        assert all(ref in row for ref in one["documents"] or ["Of no document"])
        assert ("Not searched" in row) == (not one["searched"])
    assert page.locator("aside .people strong").all_text_contents() == at_hand["without_file"]
    page.get_by_label("Where do these words stand?").press_sequentially('wobbling "queue fell"')
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="All of this stands in one place").wait_for()
    (place,) = at_hand["places"]
    assert all(words in page.locator(".found li").inner_text() for words in (place["excerpt"], place["where"][1:]))
    assert desktop.tab.wide(390).faults() == []
    state = page.context.storage_state()
    context = desktop.browser.new_context(java_script_enabled=False, storage_state=state)
    without = Tab(context.new_page(), desktop.studio.base).go("/evidence")
    without.get_by_label("Where do these words stand?").fill('wobbling "queue fell"')
    without.get_by_role("button", name="Look for them").click()
    assert without.locator(".found li").count() == 1
    context.close()


def test_a_request_is_read_by_a_chosen_heading_built_proven_and_saved(desktop: Desktop, tmp_path: Path) -> None:
    heads = ("Ref", "Whatever we would like", "Statement", "Period")
    path = request_file(tmp_path / "As it came.xlsx", desktop.workspace, heads, rows=2)
    page = desktop.tab.wide(1400).go("/return")
    page.locator("input[type=file]").set_input_files(path)
    page.get_by_role("heading", name="As it came.xlsx has come").wait_for()
    assert not (desktop.workspace.inputs / "return").exists()
    page.get_by_role("button", name="Read it").press("Enter")
    page.get_by_role("heading", name="Which column of As it came.xlsx").wait_for()
    assert desktop.tab.wide(390).faults() == []
    page.get_by_label("What is asked for", exact=True).select_option("Whatever we would like")
    page.get_by_role("button", name="Read it so").press("Enter")
    page.get_by_text("It is kept as inputs/return/request.yaml").wait_for()
    desktop.tab.settled().get_by_role("button", name="Build the return").press("Enter")
    page.get_by_text("The information return is built").wait_for()
    said = desktop.tab.settled().locator("main").inner_text()
    built = answers_now(desktop.workspace, Progress())[0].as_json()["return"]  # as the command tells it
    assert (built["request"], built["items"], built["open_items"]) == ("As it came.xlsx", 3, 1)
    assert page.locator("tbody tr").count() == 3
    assert all(each["file"] in said for one in built["answers"] for each in one["documents"] if each["file"])
    page.get_by_role("button", name="Prove it").press("Enter")
    page.get_by_text("Proven: every file").wait_for()
    assert desktop.tab.faults() == []
    with page.expect_download() as coming:
        page.get_by_role("link", name="Zip of the whole folder").click()
    folder = desktop.workspace.outputs / "return"
    with zipfile.ZipFile(coming.value.path()) as saved:
        content = {name.removeprefix("information-return/"): saved.read(name) for name in saved.namelist()}
    assert content == {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*.*")}
    for there in (folder, desktop.workspace.inputs / "return"):
        shutil.rmtree(there)


def brought(desktop: Desktop, file: Path, what: str) -> Page:
    """What the page shows of a file that is dropped and said to be something."""
    page = desktop.tab.wide(1400).go("/bring-in")
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("heading", name=f"What is {file.name}?").wait_for()
    page.get_by_role("radio", name=what).check()
    page.get_by_role("button", name="Look at it").press("Enter")
    page.get_by_role("button", name="Not this file").wait_for()
    return desktop.tab.settled()


def test_last_years_report_is_looked_at_put_into_its_form_and_taken_back(desktop: Desktop, tmp_path: Path) -> None:
    report, form = tmp_path / "Our report.docx", desktop.workspace.inputs / "narrative" / "equity.docx"
    lines = ("# Equity in experiences and outcomes", "In 2024 40% of <b>us</b> said so.", "# Bins", "We empty bins.")
    word_file(*lines).save(str(report))
    page = brought(desktop, report, "Our report of last year")
    said = page.locator("main").inner_text()
    seen = told(desktop, "adopt", str(report), "--last-year", "--look")["adopted"]
    assert seen["written"] == ["equity.docx"]
    assert not form.exists()
    assert all(one["heading"] in said and one["form"] in said for one in seen["placed"])
    assert all(one["text"] in said and one["why"] in said for one in seen["not_placed"])
    assert all(one["sentence"] in said for one in seen["figures"])
    assert desktop.tab.wide(390).faults() == []
    page.get_by_role("button", name="Put it there").press("Enter")
    page.get_by_role("heading", name="One form was filled").wait_for()
    assert form.is_file()
    assert (desktop.workspace.root / "arrivals" / "bring-in" / "used" / report.name).is_file()
    desktop.tab.settled().get_by_role("button", name="Take it back").press("Enter")
    page.get_by_text("one form is as it was before").wait_for()
    assert not form.exists()


def test_wording_is_seen_by_word_before_it_is_used_and_can_be_left_again(desktop: Desktop, tmp_path: Path) -> None:
    framework = load_framework(framework_file(desktop.workspace))
    small = SmallWorkbook(framework)
    small.items["equity"][0] = "Someone wholly new is told of it."
    book = small.excel(tmp_path / "checklist.xlsx")
    page = brought(desktop, book, "The guidance")
    seen = told(desktop, "framework", "import", str(book), "--look")["import"]
    said = page.locator("main").inner_text()
    assert all(part["said"] in said for part in seen["parts"])
    assert f"{sum(one['kind'] == 'reworded' for one in seen['changes'])} reworded" in said
    assert not (desktop.workspace.inputs / "framework").exists()
    page.get_by_role("button", name="Use this wording").press("Enter")
    page.get_by_role("heading", name=f"Version {seen['version']} is in use").wait_for()
    listed = told(desktop, "framework", "list")["frameworks"]
    shown = desktop.tab.settled().locator("aside .people strong").all_inner_texts()
    assert shown == [one["version"] for one in listed]
    page.get_by_role("button", name=f"Use version {framework.version}", exact=True).press("Enter")
    page.get_by_role("heading", name=f"Version {framework.version} is in use").wait_for()
    assert desktop.tab.wide(390).faults() == []
    shutil.rmtree(desktop.workspace.inputs / "framework")


def test_what_a_file_is_not_is_said_and_nothing_is_changed(desktop: Desktop, tmp_path: Path) -> None:
    odd = tmp_path / "odd.docx"
    odd.write_bytes(b"no Word file")
    page = brought(desktop, odd, "Our completed workbook")
    page.get_by_role("heading", name="It could not be read as that").wait_for()
    page.get_by_role("button", name="Not this file").click()
    page.get_by_text("It was put aside").wait_for()


# who the council is


def test_colours_are_looked_at_while_they_are_typed_and_by_a_button_without_javascript(desktop: Desktop) -> None:
    path = desktop.workspace.inputs / "council.yaml"
    before = path.read_bytes()
    page = desktop.tab.wide(1400).go("/council/brand")
    page.get_by_label("Headings and dark panels").press_sequentially("#99AABB")
    page.get_by_text("Four pairs of colours are too alike").wait_for()
    assert page.evaluate("document.activeElement.value") == "#99AABB"
    assert desktop.tab.wide(390).faults() == []
    state = page.context.storage_state()
    context = desktop.browser.new_context(java_script_enabled=False, storage_state=state)
    without = Tab(context.new_page(), desktop.studio.base).go("/council/brand")
    without.get_by_label("Headings and dark panels").fill("#99AABB")
    without.get_by_role("button", name="Look at them").click()
    assert without.get_by_text("Four pairs of colours are too alike").is_visible()
    assert without.get_by_label("Headings and dark panels").input_value() == "#99AABB"
    context.close()
    assert path.read_bytes() == before


def test_by_keyboard_a_post_is_put_right_after_it_was_refused_and_taken_back(desktop: Desktop) -> None:
    path = desktop.workspace.inputs / "council.yaml"
    before = path.read_bytes()
    page = desktop.tab.wide(1400).go("/council/people")
    name = page.get_by_label("Name", exact=True).first
    name.fill("")
    name.press("Enter")
    page.get_by_role("heading", name="One thing to mend before this can be saved").wait_for()
    assert page.evaluate("document.activeElement.className") == "summary"
    for width in WIDTHS:
        assert [fault for fault in desktop.tab.wide(width).faults() if "422" not in fault] == []
    desktop.tab.said.clear()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "verifiers-0-name"
    page.keyboard.type("Ann Ash: acting")
    page.keyboard.press("Enter")
    page.get_by_text("Saved.").wait_for()
    assert path.read_bytes() == before.replace(b'"Helen Marsden"', b'"Ann Ash: acting"')
    page.get_by_role("button", name="Take it back").press("Enter")
    page.get_by_text("Taken back.").wait_for()
    assert path.read_bytes() == before


# the server, and what it leaves


def test_it_listens_on_this_machine_alone(desktop: Desktop) -> None:
    port = int(desktop.studio.base.rpartition(":")[2])
    listening = Path(f"/proc/{desktop.studio.process.pid}/net/tcp").read_text(encoding="utf-8").splitlines()
    here = [
        line.split()[1] for line in listening if line.split()[1].endswith(f":{port:04X}") and line.split()[3] == "0A"
    ]
    assert here == [f"0100007F:{port:04X}"]


def test_the_file_that_leads_on_is_for_its_owner_alone(desktop: Desktop) -> None:
    port = desktop.studio.base.rpartition(":")[2]
    folder = user_cache_path("penholder", appauthor=False) / "studio"
    (file,) = [path for path in folder.glob("*.html") if f":{port}/open?ticket=" in path.read_text(encoding="utf-8")]
    assert stat.S_IMODE(file.parent.stat().st_mode) & 0o077 == 0
    context = desktop.browser.new_context()
    page = context.new_page()
    page.goto(file.as_uri())
    page.wait_for_url(f"{desktop.studio.base}/")
    context.close()


def test_a_build_pressed_twice_is_one_and_stopping_it_leaves_what_stood(desktop: Desktop) -> None:
    page, final = desktop.tab.wide(1400).go("/build"), desktop.workspace.outputs / "final"
    before = sorted((path.name, path.read_bytes()) for path in final.rglob("*") if path.is_file())
    other = in_another_tab(page.context, desktop.studio)
    other.go("/build")
    for tab in (page, other.page):
        tab.get_by_label("Draft", exact=True).check()
        tab.get_by_role("button", name="Build this one").click()
        tab.get_by_role("button", name="Stop").wait_for()
    assert desktop.tab.wide(390).faults() == []
    page.get_by_role("button", name="Stop").click()
    page.get_by_role("heading", name="The draft was stopped").wait_for()
    other.page.get_by_role("heading", name="The draft was stopped").wait_for()
    other.page.close()
    assert desktop.tab.wide(1400).faults() == []
    assert not (desktop.workspace.outputs / "draft").exists()
    assert sorted((path.name, path.read_bytes()) for path in final.rglob("*") if path.is_file()) == before


def test_a_final_edition_that_is_refused_says_why_with_every_error(desktop: Desktop) -> None:
    page = desktop.tab.go("/build")
    page.get_by_role("radio", name="Final edition").check()
    page.get_by_role("button", name="Build this one").click()
    page.get_by_role("heading", name="The final edition was not built").wait_for()
    findings = checked(desktop.workspace)["findings"]
    assert isinstance(findings, list)
    told = page.locator(".told").inner_text()
    assert [one["message"] for one in findings if one["severity"] == "error" and one["message"] not in told] == []
    for width in WIDTHS:
        assert desktop.tab.wide(width).faults() == []


def test_a_bench_that_dies_is_told_and_another_one_goes_on(desktop: Desktop) -> None:
    page = desktop.tab.wide(1400).go("/build")
    page.get_by_label("Draft", exact=True).check()
    page.get_by_role("button", name="Build this one").click()
    page.locator("[data-step].is-now").wait_for()
    os.kill(bench_of(desktop.studio), signal.SIGKILL)
    page.get_by_role("heading", name="The draft was not built").wait_for()
    assert "still stands" in page.locator("main").inner_text()
    page.get_by_role("button", name="Try again").click()
    page.get_by_role("button", name="Stop").click()
    page.get_by_role("heading", name="The draft was stopped").wait_for()


def bench_of(studio: RunningStudio) -> int:
    """The process that works for a studio."""
    command = ["ps", "-ww", "-o", "pid=", "-o", "args=", "--ppid", str(studio.process.pid)]
    said = subprocess.run(command, capture_output=True, text=True, check=True)
    (bench,) = [int(line.split()[0]) for line in said.stdout.splitlines() if "spawn_main" in line]
    return bench


def test_a_workspace_is_made_and_what_cannot_be_is_told_with_what_was_typed(desktop: Desktop, tmp_path: Path) -> None:
    with running_studio(None, tmp_path) as studio:
        tab = let_in(desktop.browser, studio)
        page = tab.page
        page.wait_for_url("**/start")
        for width in WIDTHS:
            assert tab.wide(width).faults() == []
        page.get_by_label("Folder", exact=True).fill(str(desktop.workspace.root))
        page.get_by_label("Wenlow").check()
        page.get_by_role("button", name="Make the workspace").click()
        page.locator(".summary").wait_for()
        assert page.evaluate("document.activeElement.className") == "summary"
        assert page.get_by_label("Folder", exact=True).input_value() == str(desktop.workspace.root)
        assert page.get_by_label("Wenlow").is_checked()
        assert tab.faults() == ["console: " + tab.said[0].removeprefix("console: ")]  # the browser tells of the 422
        tab.said.clear()
        page.get_by_label("Our own council").check()
        page.get_by_label("Folder", exact=True).fill("ours")
        page.get_by_role("button", name="Make the workspace").click()
        page.get_by_role("heading", name="Nine things are to be answered in Council first").wait_for()
        assert (tmp_path / "ours" / "inputs" / "council.yaml").is_file()
        for width in WIDTHS:
            assert tab.wide(width).faults() == []
        tab.go("/build").get_by_role("heading", name="No edition has been built yet").wait_for()
        assert tab.faults() == []
        tab.go("/edition").get_by_role("heading", name="There is nothing to read yet").wait_for()
        assert tab.faults() == []
        tab.go("/start").get_by_role("button", name="Open ours", exact=True).wait_for()
        tab.go("/close").get_by_role("button", name="Close the studio").click()
        page.get_by_role("heading", name="The studio is closed").wait_for()
        assert tab.faults() == []
        assert comes_about(lambda: studio.process.poll() is not None)
        assert studio.process.returncode == 0
        tab.page.context.close()


def test_ctrl_c_ends_it_with_open_tabs_and_without_a_word(desktop: Desktop, tmp_path: Path) -> None:
    with running_studio(desktop.workspace.root, tmp_path) as studio:
        first = let_in(desktop.browser, studio)
        for _ in range(3):
            in_another_tab(first.page.context, studio).go("/")
        bench = bench_of(studio)
        assert studio.end() == ""
        assert studio.process.returncode == 0
        assert comes_about(lambda: is_gone(bench))
        first.page.get_by_text("The studio has ended").wait_for()
        first.page.context.close()


def test_without_its_libraries_the_command_says_how_to_install_them(desktop: Desktop, tmp_path: Path) -> None:
    hides = "import sys; sys.modules['starlette'] = None; from engine.cli import main; main(['studio'])"
    command = [sys.executable, "-c", hides]
    done = subprocess.run(command, capture_output=True, text=True, cwd=desktop.workspace.root, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert "pip install penholder[studio]" in done.stderr


@pytest.mark.parametrize("command", ["check", "build"])
def test_no_other_command_loads_a_library_of_the_studio(command: str) -> None:
    """Nor does it start any slower: it does not even ask whether they are there."""
    asks = "import sys; import engine.cli.main; import engine.commands." + command
    asks += "; print([name for name in ('starlette', 'uvicorn', 'multipart', 'engine.studio') if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", asks], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
