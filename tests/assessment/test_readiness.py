"""Where a self-assessment stands: every count by other means, and one page that needs nothing but itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from docx import Document
from PIL import Image
from playwright.sync_api import Page, sync_playwright
from pypdf import PdfReader

from engine.assembly.assemble import Built
from engine.assembly.reading import Reading
from engine.assessment.readiness import readiness
from engine.findings import Place, Severity, error
from engine.model.edition import Edition, Since
from engine.model.judgement import Judgement
from engine.model.readiness import Concern, Readiness
from engine.progress import Progress
from engine.rendering.readiness_page import readiness_page
from engine.workspace import Workspace
from tests.building import build
from tests.conftest import standing_of
from tests.material.tools import chromium
from tests.publishing.test_lists import typed

ALONE = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update")
AGREE = ("Strongly agree", "Tend to agree")


@pytest.fixture(scope="module")
def standing(reading: Reading) -> Readiness:
    return standing_of(reading)


# the counts


def test_agreement_is_what_the_workbooks_say(standing: Readiness) -> None:
    people, leaders = typed()["lived-experience"], typed()["leaders"]
    for row in standing.statements:
        for said, (counts,) in ((people, row.people), (leaders, row.leaders)):
            of_statement = [rating for item, rating in said.items() if item.startswith(f"{row.id}.")]
            assert counts.agree == sum(rating in AGREE for rating in of_statement)
            assert row.items == len(of_statement)


def test_strengths_borne_out_are_those_with_two_kinds_of_evidence(standing: Readiness, reading: Reading) -> None:
    evidence = reading.assessment.evidence
    kinds = {one.ref: set(one.kinds) for one in (*evidence.documents, *evidence.measured)}
    kinds["E-017"] = {"people", "staff-leaders", "partners"}  # every group rated items of every statement
    for row in standing.statements:
        strengths = reading.assessment.statements[row.id].strengths
        found = [set().union(*(kinds[ref] for ref in line.references)) for line in strengths]
        assert (row.strengths, row.borne_out, row.unjudged) == (len(strengths), sum(len(one) > 1 for one in found), 0)


def test_open_findings_are_those_that_are_printed_on_the_sheet(standing: Readiness, reading: Reading) -> None:
    for row in standing.statements:
        open_ = reading.judgement.open_on(row.id)
        assert row.warnings == sum(finding.severity is Severity.WARNING for finding in open_)


def test_what_is_asserted_is_told_with_its_place(standing: Readiness) -> None:
    assert len(standing.asserted) == sum(row.strengths - row.borne_out for row in standing.statements)
    assert all(concern.place.startswith("inputs/narrative/") for concern in standing.asserted)


def test_each_tip_of_the_guidance_has_counts(standing: Readiness) -> None:
    assert "".join(tip.letter for tip in standing.tips) == "ASSURANCE"
    assert all(re.search(r"\d", measure) for tip in standing.tips for measure in tip.measures)


# the verdict


def with_error(judgement: Judgement) -> Judgement:
    return replace(judgement, findings=(error("T-06", Place("inputs/a.docx"), "No evidence.", about="equity"),))


def test_the_sample_may_go(standing: Readiness) -> None:
    assert standing.may_go


def test_an_error_stops_it_and_is_told_under_its_statement(reading: Reading) -> None:
    found = readiness(reading.assessment, with_error(reading.judgement))
    assert not found.may_go
    assert found.blockers == (Concern("Equity in experiences and outcomes", "No evidence.", "inputs/a.docx", "T-06"),)


# who is late: see test_returns.py


def test_in_the_sample_one_endorser_is_late_with_an_answer(reading: Reading) -> None:
    first = standing_of(reading).late[0]
    assert (first.about, first.text) == (
        "Councillor Parveen Akhtar, Chair, Adults and Health Scrutiny Committee",
        "Endorsement: invited, was due on 20 March 2026",
    )


# the director's page in Word


def test_the_page_for_the_director_is_one_page(built: Built) -> None:
    pages = PdfReader(built.folder / "readiness.pdf").pages
    assert len(pages) == 1
    assert "Nothing stops a final edition" in " ".join(pages[0].extract_text().split())


# readiness.html, in a real browser


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory, built: Built) -> Iterator[tuple[Any, Path]]:
    """Chromium, and the sample's page."""
    program = chromium()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=ALONE)
        yield browser, built.folder / "readiness.html"
        browser.close()


def at(opened: tuple[Any, Path], width: int) -> tuple[Page, list[str]]:
    """The page in a window so wide, with all that the console said and all that was asked of the network."""
    browser, path = opened
    page: Page = browser.new_page(viewport={"width": width, "height": 900})
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda fault: said.append(str(fault)))
    page.on("request", lambda request: said.append(request.url) if request.url != path.as_uri() else None)
    page.goto(path.as_uri())
    return page, said


@pytest.mark.office
@pytest.mark.parametrize("width", [360, 1400])
def test_axe_finds_nothing_and_nothing_is_fetched(opened: tuple[Any, Path], width: int) -> None:
    page, said = at(opened, width)
    assert Axe().run(page).response["violations"] == []
    assert said == []


@pytest.mark.office
@pytest.mark.parametrize("width", [360, 1400])
def test_nothing_sticks_out_of_the_window(opened: tuple[Any, Path], width: int) -> None:
    page, _ = at(opened, width)
    assert page.evaluate("document.documentElement.scrollWidth") == width


@pytest.mark.office
def test_the_keyboard_reaches_the_verdict_first_and_then_the_table(opened: tuple[Any, Path]) -> None:
    page, _ = at(opened, 1400)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Go to the verdict"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == "The statements"


@pytest.mark.office
def test_it_says_where_the_sample_stands(opened: tuple[Any, Path], standing: Readiness) -> None:
    page, _ = at(opened, 1400)
    assert page.inner_text(".verdict strong") == "Nothing stops a final edition"
    rows = page.locator("tbody tr").all_inner_texts()
    assert len(rows) == len(standing.statements)
    for row, statement in zip(rows, standing.statements, strict=True):
        assert statement.name in row
        assert f"{statement.people[0].agree} of {statement.items}" in row


def test_markup_in_the_inputs_is_shown_and_does_nothing(reading: Reading, standing: Readiness) -> None:
    first = replace(standing.statements[0], view="<script>alert(1)</script>{{ 7*7 }}")
    page = readiness_page(reading.assessment, replace(standing, statements=(first,)), Edition.DRAFT).decode()
    assert "&lt;script&gt;alert(1)&lt;/script&gt;{{ 7*7 }}" in page
    assert "<script" not in page


# what has changed since


@pytest.mark.office
def test_a_build_tells_what_differs_from_the_one_before(little: Workspace) -> None:
    first = build(little, Edition.DRAFT, with_pdf=False, progress=Progress())
    assert first.since is None
    write_view(little, "equity", "Gaps are clear, and closing")
    again = build(little, Edition.DRAFT, with_pdf=False, progress=Progress())
    assert again.since == Since(("inputs/narrative/equity.docx",), ("equity",))


@pytest.mark.office
def test_a_draft_tells_what_differs_from_the_final_edition(little: Workspace) -> None:
    build(little, Edition.FINAL, with_pdf=False, progress=Progress())
    write_view(little, "equity", "Gaps are clear, and closing")
    page = (build(little, Edition.DRAFT, with_pdf=False, progress=Progress()).folder / "readiness.html").read_text()
    assert "Since the last final edition" in page
    assert "have to be confirmed again: Equity in experiences and outcomes." in page
    assert "inputs/narrative/equity.docx" in page


@pytest.mark.office
def test_a_new_logo_is_a_changed_file_and_no_other_text(little: Workspace) -> None:
    build(little, Edition.DRAFT, with_pdf=False, progress=Progress())
    Image.new("RGB", (40, 20), "navy").save(little.inputs / "brand" / "logo.png")
    again = build(little, Edition.DRAFT, with_pdf=False, progress=Progress())
    assert again.since == Since(("inputs/brand/logo.png",), ())


def write_view(workspace: Workspace, statement: str, view: str) -> None:
    """Another view in one sentence, in a statement's form."""
    path = workspace.inputs / "narrative" / f"{statement}.docx"
    document = Document(str(path))
    position = [paragraph.text for paragraph in document.paragraphs].index("Our view in one sentence")
    document.paragraphs[position + 1].runs[0].text = view
    document.save(str(path))
