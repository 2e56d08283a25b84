"""What a council has already goes into its forms: every word arrives or is told, and no form in use is touched."""

from __future__ import annotations

import copy
import json
import shutil
from pathlib import Path

import pikepdf
import pytest
from click.testing import CliRunner
from docx import Document
from docx.document import Document as WordDocument
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from engine.cli.main import penholder
from engine.commands.adopt import Adopted, adopt, undo_adoption
from engine.commands.forms import blank_forms
from engine.commands.framework_import import import_wording
from engine.errors import InputError, UsageError
from engine.forms.adopted_form import FROM_LAST_YEAR
from engine.framework.catalogue import framework_file, load_framework
from engine.schemas import schema_in_use
from engine.sources.narrative import read_narrative
from engine.workspace import Workspace
from tests.material.little_sample import little_sample
from tests.material.small_workbook import HEADINGS, SmallWorkbook

BLOCKS = tuple(HEADINGS)


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the little council, its forms blank, its wording imported, and the workbook it is of.

    Not to be changed.
    """
    folder = tmp_path_factory.mktemp("begun")
    workspace = little_sample(folder / "workspace")
    for name, data in blank_forms(workspace, ("narrative",)):
        (workspace.inputs / name).write_bytes(data)
    workbook = SmallWorkbook(load_framework(framework_file(workspace))).word(folder / "workbook.docx")
    import_wording(workspace, workbook)
    return folder


@pytest.fixture
def ours(begun: Path, tmp_path: Path) -> Workspace:
    """A copy of it, to change, with the workbook beside it."""
    shutil.copytree(begun, tmp_path, dirs_exist_ok=True)
    return Workspace(tmp_path / "workspace")


def _tracked(document: WordDocument, words: str, kind: str, number: int) -> object:
    change, run = OxmlElement(f"w:{kind}"), OxmlElement("w:r")
    change.set(qn("w:id"), str(number))
    change.set(qn("w:author"), "A")
    text = OxmlElement("w:delText" if kind == "del" else "w:t")
    text.text = words
    run.append(text)
    change.append(run)
    return change


def completed(path: Path, to: Path) -> list[str]:
    """Fill every block of every template with text, points, tracked changes and tables. Gives the words put in."""
    document = Document(str(path))
    put: list[str] = []
    templates = [t for t in document.tables if t.rows[0].cells[0].text == HEADINGS["ambition"]]
    for number, table in enumerate(templates):
        for block, row in zip(BLOCKS, table.rows[1::2], strict=True):
            cell, name = row.cells[0], f"{number}{block}"
            cell.add_paragraph(f"Told{name} on 12 May 2025 to 27% of us.")
            cell.add_paragraph(f"Point{name}", "List Bullet")
            paragraph = cell.add_paragraph(f"Base{name} ")
            paragraph._p.append(_tracked(document, f"Added{name}", "ins", 10 * number))
            paragraph._p.append(_tracked(document, f"Gone{name}", "del", 10 * number + 1))
            inner = cell.add_table(1, 2)
            inner.cell(0, 0).text, inner.cell(0, 1).text = f"Left{name}", f"Right{name}"
            put += [f"{word}{name}" for word in ("Told", "Point", "Base", "Added", "Gone", "Left", "Right")]
    document.save(str(to))
    return put


def _words(path: Path) -> str:
    body = Document(str(path)).element.body
    return " ".join(text.text or "" for text in body.iter(qn("w:t"), qn("w:delText")))


def everything(workspace: Workspace, made: Adopted) -> str:
    """The words of all forms, and all that was told."""
    forms = " ".join(map(_words, sorted((workspace.inputs / "narrative").glob("*.docx"))))
    return " ".join([forms, *(one.text for one in (*made.not_placed, *made.hints))])


@pytest.mark.slow
def test_every_word_of_a_completed_workbook_arrives_or_is_told(ours: Workspace, tmp_path: Path) -> None:
    put = completed(tmp_path / "workbook.docx", tmp_path / "done.docx")
    made = adopt(ours, tmp_path / "done.docx")
    said = everything(ours, made)
    assert [word for word in put if word not in said] == []
    assert len(put) == 2 * 6 * 7
    assert {one.form for one in made.placed} == {"assessing-needs.docx", "equity.docx"}
    assert len(made.placed) == 2 * 5
    assert "Told0verification" in " ".join(one.text for one in made.not_placed)


@pytest.mark.slow
def test_what_was_adopted_is_read_as_it_was_written(ours: Workspace, tmp_path: Path) -> None:
    completed(tmp_path / "workbook.docx", tmp_path / "done.docx")
    adopt(ours, tmp_path / "done.docx")
    path = ours.inputs / "narrative" / "equity.docx"
    schema = schema_in_use(ours, "narrative_statement")
    record, findings = read_narrative(path, "equity.docx", "narrative_statement", schema)
    text = repr(record.values["evidence"])
    for word in ("Told1evidence", "Point1evidence", "Added1evidence", "Left1evidence"):
        assert word in text
    assert "Gone1evidence" not in text
    assert "I-13" in {finding.code for finding in findings}
    assert "Point1documents" in repr(record.values["documents"])
    assert "Told1others" in repr(record.values["quotations"])
    prompts = list(load_framework(framework_file(ours)).prompts())
    assert [prompt for prompt in prompts if prompt in text] == []


@pytest.mark.slow
def test_a_form_with_content_is_left_alone_and_its_words_are_told(ours: Workspace, tmp_path: Path) -> None:
    completed(tmp_path / "workbook.docx", tmp_path / "done.docx")
    adopt(ours, tmp_path / "done.docx")
    before = {path: path.read_bytes() for path in (ours.inputs / "narrative").glob("*.docx")}
    again = adopt(ours, tmp_path / "done.docx")
    assert {path: path.read_bytes() for path in before} == before
    assert (again.placed, again.written) == ((), ())
    assert "Told0ambition" in " ".join(one.text for one in again.not_placed)


@pytest.mark.slow
def test_the_blank_form_that_was_filled_is_kept(ours: Workspace, tmp_path: Path) -> None:
    blank = (ours.inputs / "narrative" / "equity.docx").read_bytes()
    completed(tmp_path / "workbook.docx", tmp_path / "done.docx")
    made = adopt(ours, tmp_path / "done.docx")
    assert made.kept is not None
    assert (made.kept / "narrative" / "equity.docx").read_bytes() == blank


@pytest.mark.slow
def test_templates_whose_headings_are_paragraphs_are_read_too(ours: Workspace, tmp_path: Path) -> None:
    put = completed(tmp_path / "workbook.docx", tmp_path / "done.docx")
    document = Document(str(tmp_path / "done.docx"))
    for table in [t for t in document.tables if t.rows[0].cells[0].text == HEADINGS["ambition"]]:
        for row in table.rows:
            for element in list(row.cells[0]._tc):
                if element.tag in (qn("w:p"), qn("w:tbl")):
                    table._tbl.addprevious(copy.deepcopy(element))
        document.element.body.remove(table._tbl)
    document.save(str(tmp_path / "other.docx"))
    made = adopt(ours, tmp_path / "other.docx")
    said = everything(ours, made)
    assert [word for word in put if word not in said] == []
    assert len(made.placed) == 2 * 5


def _report(path: Path) -> Path:
    document = Document()
    document.add_heading("Our report", 1)
    document.add_heading("Assessing needs", 2)
    document.add_paragraph("We answered 84% of calls in 2024/25. It was quick.")
    document.add_heading("What is working well", 3)
    document.add_paragraph("Visits are prompt.", "List Bullet")
    document.add_heading("How do we know?", 3)
    document.add_paragraph("Audits say so.")
    document.add_heading("Bins", 2)
    document.add_paragraph("We empty bins.")
    document.save(str(path))
    return path


def test_last_years_report_goes_under_the_headings_and_says_so(ours: Workspace, tmp_path: Path) -> None:
    made = adopt(ours, _report(tmp_path / "report.docx"), is_of_before=True)
    path = ours.inputs / "narrative" / "assessing-needs.docx"
    assert {one.heading for one in made.placed} == {
        "Our ambition and performance",
        "What is working well",
        "How we know",
    }
    assert _words(path).count(FROM_LAST_YEAR) == 2
    assert [(figure.value, figure.year) for figure in made.figures] == [("84%", "2024/25")]
    schema = schema_in_use(ours, "narrative_statement")
    findings = read_narrative(path, "assessing-needs.docx", "narrative_statement", schema)[1]
    assert findings != []  # what is highlighted waits for somebody


def _pdf(lines: list[str], path: Path) -> Path:
    """A page with these lines, in a font that every reader has."""
    pdf = pikepdf.new()
    page = pdf.add_blank_page()
    font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
    page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
    shown = "".join(f"BT /F1 12 Tf 72 {700 - 20 * number} Td ({line}) Tj ET\n" for number, line in enumerate(lines))
    page.Contents = pdf.make_stream(shown.encode())
    pdf.save(path)
    return path


def test_a_report_as_pdf_is_read_by_its_text(ours: Workspace, tmp_path: Path) -> None:
    path = _pdf(["Assessing needs", "How we know", "Audits say so.", "Robots too."], tmp_path / "report.pdf")
    made = adopt(ours, path, is_of_before=True)
    assert [(one.form, one.heading) for one in made.placed] == [("assessing-needs.docx", "How we know")]


def test_a_file_with_nothing_for_any_form_is_told(ours: Workspace, tmp_path: Path) -> None:
    Document().save(str(tmp_path / "empty.docx"))
    with pytest.raises(InputError, match="No heading of a form"):
        adopt(ours, tmp_path / "empty.docx")


@pytest.mark.parametrize("data", [b"", b"no Word file", b"PK\x03\x04 broken"])
def test_a_file_that_is_none_is_told(ours: Workspace, tmp_path: Path, data: bytes) -> None:
    (tmp_path / "odd.docx").write_bytes(data)
    with pytest.raises(InputError, match=r"odd\.docx"):
        adopt(ours, tmp_path / "odd.docx")


@pytest.mark.slow
def test_a_look_says_the_same_and_fills_nothing_and_what_was_filled_is_taken_back(
    ours: Workspace, tmp_path: Path
) -> None:
    report, path = _report(tmp_path / "report.docx"), ours.inputs / "narrative" / "assessing-needs.docx"
    before = path.read_bytes()
    seen = adopt(ours, report, is_of_before=True, is_look=True)
    assert path.read_bytes() == before
    made = adopt(ours, report, is_of_before=True)
    assert seen.as_json()["adopted"] | {"is_put": True} == made.as_json()["adopted"]
    root = ["--workspace", str(ours.root)]
    assert "Taken back: 1 form as before." in CliRunner().invoke(penholder, ["adopt", "--undo", *root]).output
    assert path.read_bytes() == before
    with pytest.raises(UsageError, match="nothing to take back"):
        undo_adoption(ours)


def test_the_command_says_what_went_where(ours: Workspace, tmp_path: Path) -> None:
    root = ["--workspace", str(ours.root)]
    report = str(_report(tmp_path / "report.docx"))
    told = CliRunner().invoke(penholder, ["adopt", report, "--last-year", *root])
    assert told.exit_code == 0
    assert "We empty bins." in told.output
    again = json.loads(CliRunner().invoke(penholder, ["adopt", report, "--format", "json", *root]).output)
    assert again["adopted"]["written"] == []
