"""One gate: a check of a template alone, a check of the workspace and a build say the same, and stop alike."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document
from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.text.paragraph import CT_P

from engine.assembly.drawing import draw
from engine.assembly.reading import Reading, read
from engine.commands.template_check import check_templates
from engine.errors import TemplateError
from engine.findings import Finding, Severity, errors_in
from engine.model.edition import Edition, Order
from engine.progress import Progress
from engine.word.names import W_P, qn
from engine.word.text import paragraph_text, take_out
from engine.workspace import Workspace
from tests.material.little_sample import little_sample
from tests.material.small_inputs import DECLARED

pytestmark = pytest.mark.slow


def _words_beside(document: WordDocument) -> None:
    next(one for one in document.paragraphs if "overview.about" in one.text).add_run(" and words beside")


def _field_misspelt(document: WordDocument) -> None:
    next(one for one in document.paragraphs if "process.how" in one.text).runs[0].text = "{{p process.hwo }}"


def _field_gone(document: WordDocument) -> None:
    found = next(one for one in document.paragraphs if "process.review" in one.text)
    take_out(found._p)


def _brace_gone(document: WordDocument) -> None:
    next(one for one in document.paragraphs if "overview.strategy" in one.text).runs[0].text = "{{p overview.strategy }"


def _marking_gone(document: WordDocument) -> None:
    for section in document.sections:
        for part in (section.header, section.footer, section.first_page_header, section.first_page_footer):
            for paragraph in part._element.iter(W_P):
                if "marking" in paragraph_text(paragraph):
                    paragraph.getparent().remove(paragraph)


def _comment(document: WordDocument) -> None:
    document.add_comment(document.add_paragraph("Words").runs, "To do", "A", "A")


def _tracked(document: WordDocument) -> None:
    run = document.add_paragraph("Words")._p.r_lst[0]
    run.addprevious(change := parse_xml(f'<w:ins {DECLARED} w:id="90" w:author="A"/>'))
    change.append(run)


def _field_open(document: WordDocument) -> None:
    document.add_paragraph()._p.append(parse_xml(f'<w:r {DECLARED}><w:fldChar w:fldCharType="begin"/></w:r>'))


def _style_gone(document: WordDocument) -> None:
    style = document.styles["Evidence Reference"]._element
    style.getparent().remove(style)


def _odd_and_even(document: WordDocument) -> None:
    document.settings.odd_and_even_pages_header_footer = True


def _first_page_apart(document: WordDocument) -> None:
    document.sections[1].different_first_page_header_footer = True


def _breaks_as_libreoffice_writes_them(document: WordDocument) -> None:
    breaks = [one for one in document.element.body if one.find(f"{qn('w:pPr')}/{qn('w:sectPr')}") is not None]
    for one in breaks:
        before = one.getprevious()
        if isinstance(before, CT_P) and not paragraph_text(one):
            before.get_or_add_pPr().append(one.pPr.find(qn("w:sectPr")))
            one.getparent().remove(one)


EDITS: dict[Callable[[WordDocument], None], bool] = {
    _words_beside: True,
    _field_misspelt: True,
    _field_gone: True,
    _brace_gone: True,
    _marking_gone: True,
    _odd_and_even: True,
    _first_page_apart: True,
    _tracked: True,
    _field_open: True,
    _style_gone: False,
    _comment: False,
    _breaks_as_libreoffice_writes_them: False,
}
"""What people do to the template of the report, and whether it stops a final edition."""


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """The little council. Its template of the report is written anew by each test."""
    return little_sample(tmp_path_factory.mktemp("gate") / "workspace")


@pytest.fixture(scope="module")
def reading(workspace: Workspace) -> Reading:
    """What it reads, whatever its templates are."""
    return read(workspace, Progress())


@pytest.fixture
def edited(workspace: Workspace, request: pytest.FixtureRequest) -> Workspace:
    """The same with the template as an edit leaves it."""
    document = Document(str(Workspace(Path(request.config.rootpath)).template("report.docx")))
    request.param(document)
    document.save(str(workspace.template("report.docx")))
    return workspace


def _of_a_final(workspace: Workspace, reading: Reading) -> tuple[bool, tuple[Finding, ...]]:
    try:
        return False, draw(workspace, reading, Order(Edition.FINAL)).findings
    except TemplateError as fault:
        return True, fault.findings


@pytest.mark.parametrize(("edited", "stops"), EDITS.items(), indirect=["edited"])
def test_a_final_is_refused_where_a_check_of_its_templates_errs_and_says_the_same(
    edited: Workspace, stops: bool, reading: Reading
) -> None:
    told = check_templates(edited).findings
    refused, said = _of_a_final(edited, reading)
    assert refused is stops is bool(errors_in(told))
    assert told
    assert set(told) <= set(said)
    assert [found for found in said if found.severity is Severity.ERROR] == list(errors_in(told))


def test_section_breaks_that_go_with_a_tag_are_kept(workspace: Workspace, reading: Reading) -> None:
    def sections() -> list[list[str | None]]:
        (report, *_) = draw(workspace, reading, Order(Edition.FINAL)).rendered
        sizes = report.contents.root.iter(qn("w:pgSz"))
        return [[size.get(qn("w:w")), size.get(qn("w:orient"))] for size in sizes]

    template = workspace.template("report.docx")
    house = Document(str(template))
    house.save(str(template))
    before = sections()
    _breaks_as_libreoffice_writes_them(house)
    house.save(str(template))
    assert sections() == before
    assert len(before) > 3


def test_a_template_no_edition_is_made_with_stops_a_final_and_no_draft(
    workspace: Workspace, reading: Reading, tmp_path: Path
) -> None:
    (workspace.root / "word_templates" / "report.docx").write_bytes(
        (Workspace(Path(__file__).parents[2]).template("report.docx")).read_bytes()
    )
    addendum = workspace.template("addendum_sheet.docx")
    kept = addendum.read_bytes()
    addendum.write_bytes(b"no Word file")
    try:
        refused, said = _of_a_final(workspace, reading)
        drafted = draw(workspace, reading, Order(Edition.DRAFT)).findings
    finally:
        addendum.write_bytes(kept)
    assert refused
    assert set(errors_in(said)) == set(errors_in(drafted))
    assert {found.place.file for found in errors_in(said)} == {"word_templates/addendum_sheet.docx"}
