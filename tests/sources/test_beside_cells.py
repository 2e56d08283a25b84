"""What people see of a workbook beside the values of its cells: read, or told with its place and words."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Font

from engine.findings import Finding, Severity
from engine.model.framework import Framework
from engine.model.record import Record
from engine.sources.checklists.read import read_checklist
from engine.sources.checklists.recognised import catalogue
from engine.sources.workbook import read_workbook
from tests.material.bombs import packed
from tests.material.small_inputs import SCHEMAS, cell, checklist, evidence

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
XDR = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
C = "http://schemas.openxmlformats.org/drawingml/2006/chart"
FROM = (
    "<xdr:from><xdr:col>3</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>4</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:from>"
)
WORDS = "We wait eleven weeks"
SHAPE = (
    '<xdr:sp><xdr:nvSpPr><xdr:cNvPr id="2" name="Box 1"/><xdr:cNvSpPr {kind}/></xdr:nvSpPr><xdr:spPr/>'
    f"<xdr:txBody><a:p><a:r><a:t>{WORDS}</a:t></a:r></a:p></xdr:txBody></xdr:sp>"
)
PICTURE = f'<xdr:pic><xdr:nvPicPr><xdr:cNvPr id="2" name="P" descr="{WORDS}"/></xdr:nvPicPr></xdr:pic>'
CHART = (
    '<xdr:graphicFrame><xdr:nvGraphicFramePr><xdr:cNvPr id="2" name="C"/></xdr:nvGraphicFramePr><a:graphic>'
    f'<a:graphicData uri="{C}"><c:chart xmlns:c="{C}" xmlns:r="{OFFICE}" r:id="r1"/></a:graphicData></a:graphic>'
    "</xdr:graphicFrame>"
)
IN_CHART = f'<c:chartSpace xmlns:c="{C}" xmlns:a="{A}"><a:p><a:r><a:t>{WORDS}</a:t></a:r></a:p></c:chartSpace>'
GROUP = f"<xdr:grpSp><xdr:nvGrpSpPr/>{SHAPE.format(kind='')}</xdr:grpSp>"
CHOICE = (
    '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice>{}'
    "</mc:Choice><mc:Fallback>{}</mc:Fallback></mc:AlternateContent>"
).format(SHAPE.format(kind=""), SHAPE.format(kind="").replace("eleven", "twelve"))
CONTROL = '<formControlPr xmlns="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main" {}/>'
VML = (
    '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:x="urn:schemas-microsoft-com:office:excel">'
    '<v:shape id="_x0000_s1025"><v:textbox><div>{words}</div></v:textbox><x:ClientData ObjectType="{kind}">'
    "<x:Anchor>{column}, 0, {row}, 0, 9, 0, 9, 0</x:Anchor>{more}</x:ClientData></v:shape></xml>"
)


def parts_of(book: Workbook) -> dict[str, bytes]:
    buffer = io.BytesIO()
    book.save(buffer)
    with zipfile.ZipFile(buffer) as whole:
        return {name: whole.read(name) for name in whole.namelist()}


def with_parts(book: Workbook, number: int, behind: str, *relations: tuple[str, str, str]) -> dict[str, bytes]:
    """A workbook with more behind the cells of a sheet. relations: the kind, the name of the part and what is in it."""
    parts = parts_of(book)
    name = f"xl/worksheets/sheet{number}.xml"
    spaces = f'xmlns:r="{OFFICE}" '.encode()
    parts[name] = parts[name].replace(b"<worksheet ", b"<worksheet " + spaces, 1)
    parts[name] = parts[name].replace(b"</worksheet>", f"{behind}</worksheet>".encode())
    listed = ""
    for at, (kind, part, content) in enumerate(relations):
        listed += f'<Relationship Id="x{at}" Type="{OFFICE}/{kind}" Target="/xl/{part}"/>'
        parts[f"xl/{part}"] = content.encode()
    spaces_of_relations = "http://schemas.openxmlformats.org/package/2006/relationships"
    where = f"xl/worksheets/_rels/sheet{number}.xml.rels"
    parts[where] = f'<Relationships xmlns="{spaces_of_relations}">{listed}</Relationships>'.encode()
    return parts


def drawing(*shapes: str) -> str:
    anchors = "".join(
        f"<xdr:twoCellAnchor>{FROM}<xdr:to/>{shape}<xdr:clientData/></xdr:twoCellAnchor>" for shape in shapes
    )
    return f'<xdr:wsDr xmlns:xdr="{XDR}" xmlns:a="{A}">{anchors}</xdr:wsDr>'


def figures(**cells: object) -> Workbook:
    names = SCHEMAS["evidence"]["figures"]["schema"]["schema"]
    row = {"ref": "F-001", "measure": "Waits", "value": "4,218", **cells}
    return evidence(tuple(row.get(name) for name in names))


def read_figures(parts: dict[str, bytes], folder: Path) -> tuple[Record, list[Finding]]:
    path = folder / "evidence.xlsx"
    path.write_bytes(packed(parts))
    return read_workbook(path, "inputs/evidence.xlsx", "evidence", SCHEMAS["evidence"])


def only(findings: list[Finding], code: str) -> list[Finding]:
    return [finding for finding in findings if finding.code == code]


# outside the cells


@pytest.mark.parametrize(
    ("shape", "kind"),
    [
        (SHAPE.format(kind='txBox="1"'), "text box"),
        (SHAPE.format(kind=""), "shape"),
        (PICTURE, "picture"),
        (CHART, "chart"),
        (GROUP, "shape"),
        (CHOICE, "shape"),
    ],
)
def test_what_is_drawn_on_a_sheet_is_told_with_its_place_and_words(tmp_path: Path, shape: str, kind: str) -> None:
    relation = f'<Relationship Id="r1" Type="{OFFICE}/chart" Target="/xl/charts/chart1.xml"/>'
    parts = with_parts(figures(), 3, '<drawing r:id="x0"/>', ("drawing", "drawings/drawing1.xml", drawing(shape)))
    parts["xl/charts/chart1.xml"] = IN_CHART.encode()
    parts["xl/drawings/_rels/drawing1.xml.rels"] = (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{relation}</Relationships>'
    ).encode()
    (found,) = only(read_figures(parts, tmp_path)[1], "I-70")
    assert found.place.where == "Figures!D5"
    assert found.message == f'Outside the cells stands a {kind} that says "{WORDS}", which is not read.'
    assert found.severity is Severity.WARNING


def test_several_drawings_that_say_the_same_are_told_together(tmp_path: Path) -> None:
    shapes = drawing(*[SHAPE.format(kind="")] * 3)
    parts = with_parts(figures(), 3, "", ("drawing", "drawings/drawing1.xml", shapes))
    (found,) = only(read_figures(parts, tmp_path)[1], "I-70")
    assert "3 times" in found.message


def test_a_shape_of_older_excel_is_told_and_a_note_is_no_shape(tmp_path: Path) -> None:
    old = VML.format(words=WORDS, kind="Rect", column=3, row=4, more="")
    parts = with_parts(figures(), 3, "", ("vmlDrawing", "drawings/vml1.vml", old.replace("v:shape", "v:rect")))
    assert WORDS in only(read_figures(parts, tmp_path)[1], "I-70")[0].message
    note = VML.format(words=WORDS, kind="Note", column=3, row=4, more="")
    parts = with_parts(figures(), 3, "", ("vmlDrawing", "drawings/vml1.vml", note))
    assert only(read_figures(parts, tmp_path)[1], "I-70") == []


def test_what_is_printed_in_the_margins_is_told(tmp_path: Path) -> None:
    book = figures()
    behind = f"<headerFooter><oddHeader>&amp;C&amp;P of &amp;N {WORDS}</oddHeader></headerFooter>"
    (found,) = only(read_figures(with_parts(book, 3, behind), tmp_path)[1], "I-70")
    assert (found.severity, WORDS in found.message) == (Severity.INFO, True)


def test_a_picture_in_a_cell_is_told_and_is_no_error_of_a_formula(tmp_path: Path) -> None:
    parts = parts_of(figures(value="#VALUE!"))
    sheet = "xl/worksheets/sheet3.xml"
    parts[sheet] = re.sub(rb'(<c r="D2"[^>]*t="e")', rb'\1 vm="1"', parts[sheet])
    record, findings = read_figures(parts, tmp_path)
    assert [finding.place.where for finding in only(findings, "I-70")] == ["Figures!D2"]
    assert "value" not in record.values["figures"][0]
    assert ("figures", 0, "value") in record.unread


# check boxes


@pytest.fixture
def blank_checklist() -> Workbook:
    """Two items without a rating."""
    rows = (("safeguarding.01", "", None, "Seen it"), ("safeguarding.02", "", None, "Heard it"))
    return checklist(*rows)


def read_boxes(
    parts: dict[str, bytes], folder: Path, framework: Framework
) -> tuple[list[tuple[str, ...]], list[Finding]]:
    path = folder / "carers.xlsx"
    path.write_bytes(packed(parts))
    read, findings = read_checklist(path, "a", catalogue(framework, SCHEMAS["checklist"]), SCHEMAS["checklist"])
    return [row.ratings for row in read.rows], findings


def test_a_ticked_box_on_an_empty_cell_is_the_mark_that_people_see(
    tmp_path: Path, framework: Framework, blank_checklist: Workbook
) -> None:
    old = VML.format(words="Tend to agree", kind="Checkbox", column=2, row=1, more="<x:Checked>1</x:Checked>")
    parts = with_parts(blank_checklist, 2, "", ("vmlDrawing", "drawings/vml1.vml", old))
    ratings, findings = read_boxes(parts, tmp_path, framework)
    assert ratings == [("Tend to agree",), ()]
    (found,) = only(findings, "I-70")
    assert found.message == "Check boxes lie on the sheet, and count as marks in the cells under them: C2."


@pytest.mark.parametrize(("state", "often"), [('checked="Checked"', "1 of 1 time"), ("", "0 of 1 time")])
def test_a_box_that_lies_nobody_knows_where_is_told(
    tmp_path: Path, framework: Framework, blank_checklist: Workbook, state: str, often: str
) -> None:
    about = CONTROL.format(f'objectType="CheckBox" {state}')
    behind = '<controls><control shapeId="1025" r:id="x0" name="Check Box 1"/></controls>'
    parts = with_parts(blank_checklist, 2, behind, ("ctrlProp", "ctrlProps/ctrlProp1.xml", about))
    ratings, findings = read_boxes(parts, tmp_path, framework)
    assert ratings == [(), ()]
    assert often in only(findings, "I-70")[0].message


def test_a_box_with_an_anchor_lies_on_its_cell(tmp_path: Path, framework: Framework, blank_checklist: Workbook) -> None:
    about = CONTROL.format('objectType="CheckBox" checked="Checked"')
    anchor = FROM.replace("<xdr:col>3", "<xdr:col>2").replace("<xdr:row>4", "<xdr:row>2")
    behind = (
        f'<controls xmlns:xdr="{XDR}"><control shapeId="1025" r:id="x0" name="B"><controlPr><anchor>{anchor}</anchor>'
        "</controlPr></control></controls>"
    )
    parts = with_parts(blank_checklist, 2, behind, ("ctrlProp", "ctrlProps/ctrlProp1.xml", about))
    _, findings = read_boxes(parts, tmp_path, framework)
    assert "C3" in only(findings, "I-70")[0].message


def test_a_box_whose_cell_says_the_same_is_only_worth_knowing(
    tmp_path: Path, framework: Framework, blank_checklist: Workbook
) -> None:
    about = CONTROL.format('objectType="CheckBox" checked="Checked" fmlaLink="$C$2"')
    behind = '<controls><control shapeId="1025" r:id="x0" name="Check Box 1"/></controls>'
    parts = with_parts(blank_checklist, 2, behind, ("ctrlProp", "ctrlProps/ctrlProp1.xml", about))
    _, findings = read_boxes(parts, tmp_path, framework)
    assert [finding.severity for finding in only(findings, "I-70")] == [Severity.INFO]


# cells


def test_struck_cells_and_parts_of_cells_are_told(tmp_path: Path) -> None:
    book = figures(note="All of it")
    cell(book, "Figures", "B2").font = Font(strike=True)
    parts = parts_of(book)
    assert [finding.place.where for finding in only(read_figures(parts, tmp_path)[1], "I-47")] == ["Figures!B2"]
    sheet = "xl/worksheets/sheet3.xml"
    parts[sheet] = parts[sheet].replace(
        b"<t>4,218</t>", b"<r><rPr><strike/></rPr><t>4,105</t></r><r><t xml:space='preserve'> 4,218</t></r>"
    )
    record, findings = read_figures(parts, tmp_path)
    assert record.values["figures"][0]["value"] == "4,105 4,218"
    assert '"4,105" in "4,105 4,218" is struck through' in only(findings, "I-47")[1].message


def test_hidden_rows_columns_and_sheets_and_notes_of_evidence_are_told(tmp_path: Path) -> None:
    book = figures()
    book["Figures"].row_dimensions[2].hidden = True
    book["Figures"].column_dimensions["B"].hidden = True
    book["Library"].sheet_state = "veryHidden"
    cell(book, "Figures", "D2").comment = Comment("Who says so?", "Anna Price")
    _, findings = read_figures(parts_of(book), tmp_path)
    assert sorted(finding.message for finding in only(findings, "I-20")) == [
        "Column B is hidden.",
        "Row 2 is hidden.",
        "The sheet is hidden.",
    ]
    assert [finding.place.where for finding in only(findings, "I-28")] == ["Figures!D2"]


def test_a_sheet_that_is_not_read_is_told(tmp_path: Path) -> None:
    book = figures()
    book.create_sheet("Workings").append(["Some words"])
    book.create_sheet("Secrets").append(["Some words"])
    book["Secrets"].sheet_state = "hidden"
    _, findings = read_figures(parts_of(book), tmp_path)
    assert [(finding.code, finding.place.where) for finding in findings if finding.code in ("I-20", "I-21")] == [
        ("I-21", "Workings"),
        ("I-20", "Secrets"),
    ]


def test_words_that_nobody_sees_are_told(tmp_path: Path) -> None:
    book = figures(note="Hidden words", two_years_ago=71)
    names = [*SCHEMAS["evidence"]["figures"]["schema"]["schema"]]
    row = book["Figures"][2]
    row[names.index("note")].font = Font(color="FFFFFFFF")
    row[names.index("two_years_ago")].number_format = ";;;"
    record, findings = read_figures(parts_of(book), tmp_path)
    assert len(only(findings, "I-74")) == 2
    assert "two_years_ago" not in record.values["figures"][0]


def test_a_format_that_is_not_understood_is_told_at_its_cell(tmp_path: Path) -> None:
    book = figures(value=4218)
    cell(book, "Figures", "D2").number_format = "[DBNum1]0"
    _, findings = read_figures(parts_of(book), tmp_path)
    (found,) = only(findings, "I-71")
    assert (found.place.where, found.severity) == ("Figures!D2", Severity.ERROR)
    assert found.message == 'The cell holds 4218 in the format "[DBNum1]0", which is not understood.'


def test_a_formula_without_a_result_is_told_as_one_and_nothing_is_missing_beside_it(tmp_path: Path) -> None:
    record, findings = read_figures(parts_of(figures(value="=4000+218")), tmp_path)
    assert [finding.place.where for finding in only(findings, "I-72")] == ["Figures!D2"]
    assert record.unread == (("figures", 0, "value"),)


def test_words_behind_a_sign_are_read_before_any_program_worked_them_out(tmp_path: Path) -> None:
    record, findings = read_figures(parts_of(figures(value="=no evidence")), tmp_path)
    assert record.values["figures"][0]["value"] == "no evidence"
    assert [(f.severity, f.message) for f in only(findings, "I-72")] == [
        (Severity.INFO, 'The cell shows nothing yet, for = was typed before "no evidence". The words are read.')
    ]


def test_words_behind_a_sign_are_read_from_the_formula(tmp_path: Path) -> None:
    parts = parts_of(figures(value="=no evidence"))
    sheet = "xl/worksheets/sheet3.xml"
    parts[sheet] = re.sub(
        rb'<c r="D2"[^>]*><f>no evidence</f><v\s*/?>(</v>)?',
        b'<c r="D2" t="e"><f>no evidence</f><v>#NAME?</v>',
        parts[sheet],
    )
    record, findings = read_figures(parts, tmp_path)
    assert record.values["figures"][0]["value"] == "no evidence"
    assert [finding.severity for finding in only(findings, "I-72")] == [Severity.INFO]


# links


def library(**cells: object) -> Workbook:
    book = figures()
    names = [*SCHEMAS["evidence"]["library"]["schema"]["schema"]]
    book["Library"].append([{"ref": "D-001", "title": "Our plan", **cells}.get(name) for name in names])
    return book


def place_in_library(field: str) -> str:
    return "ABCDEFGHIJKLMNOPQR"[[*SCHEMAS["evidence"]["library"]["schema"]["schema"]].index(field)] + "2"


def test_the_target_of_a_linked_cell_counts(tmp_path: Path) -> None:
    book = library(link="Open the plan")
    cell(book, "Library", place_in_library("link")).hyperlink = "https://wenlow.example.org/plan"
    record, findings = read_figures(parts_of(book), tmp_path)
    assert record.values["library"][0]["link"] == "https://wenlow.example.org/plan"
    assert only(findings, "I-73") == []


def test_the_address_in_a_hyperlink_formula_counts(tmp_path: Path) -> None:
    book = library(link='=HYPERLINK("https://wenlow.example.org/plan","Open the plan")')
    record, _ = read_figures(parts_of(book), tmp_path)
    assert record.values["library"][0]["link"] == "https://wenlow.example.org/plan"


def test_a_cell_that_leads_elsewhere_than_it_says_is_told(tmp_path: Path) -> None:
    book = library(link="https://wenlow.example.org/new")
    cell(book, "Library", place_in_library("link")).hyperlink = "https://wenlow.example.org/old"
    record, findings = read_figures(parts_of(book), tmp_path)
    assert record.values["library"][0]["link"] == "https://wenlow.example.org/new"
    assert [finding.severity for finding in only(findings, "I-73")] == [Severity.WARNING]


def test_a_link_where_none_is_read_is_told(tmp_path: Path) -> None:
    book = library()
    cell(book, "Library", place_in_library("title")).hyperlink = "https://wenlow.example.org/plan"
    _, findings = read_figures(parts_of(book), tmp_path)
    assert [finding.place.where for finding in only(findings, "I-73")] == [f"Library!{place_in_library('title')}"]
    assert "Link" in only(findings, "I-73")[0].fix
