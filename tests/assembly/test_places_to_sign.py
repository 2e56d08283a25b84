"""Places to sign wherever an author may put them, through real LibreOffice: each becomes a field at its very place."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from pathlib import Path

import pikepdf
import pytest
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.shared import Mm
from PIL import Image

from engine.assembly.finishing import finish_one
from engine.errors import ConversionError
from engine.findings import Finding
from engine.model.signing import Profile
from engine.pdf.convert import Converted
from engine.pdf.finish import About, finish
from engine.pdf.places_to_sign import placed_fields, places_in
from engine.rendering.proof import faults
from engine.rendering.render import Rendered
from engine.rendering.writer import Writer
from engine.word.contents import Contents
from engine.word.names import NAMESPACES, qn
from engine.word.package import Package
from engine.word.signing_places import SigningPlace, live_places
from tests.building import converter
from tests.material.small_places import distances, print_in_colour
from tests.material.small_signing import widgets
from tests.material.small_word import PLACE, add_table, as_package, as_template, first_section, word_file

pytestmark = pytest.mark.every_office

ROWS = 40
KEYS = ("nested", "box", "control", "centred", "wide")
BY_HAND = "field:signature/by-hand | Signature of the assistant director"
WHEN = datetime(2026, 3, 14, tzinfo=UTC)
_MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_DECLARED = " ".join(f'xmlns:{prefix}="{NAMESPACES[prefix]}"' for prefix in ("w", "wp", "a", "r"))


def tag(key: str) -> str:
    return f"{{{{r places.{key} }}}}"


def text_box(words: str) -> str:
    """A text box as Word saves it: once for itself, and once more for programs that do not know it."""
    inside = f"<w:txbxContent><w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:txbxContent>"
    return (
        f'<w:r {_DECLARED} xmlns:mc="{_MC}" xmlns:v="urn:schemas-microsoft-com:vml" '
        'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">'
        '<mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
        '<wp:extent cx="3600000" cy="1080000"/><wp:docPr id="7001" name="Text Box 1" descr="A box"/>'
        "<wp:cNvGraphicFramePr/><a:graphic><a:graphicData "
        'uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:cNvSpPr txBox="1"/>'
        '<wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="3600000" cy="1080000"/></a:xfrm><a:prstGeom prst="rect">'
        f"<a:avLst/></a:prstGeom></wps:spPr><wps:txbx>{inside}</wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData>"
        '</a:graphic></wp:inline></w:drawing></mc:Choice><mc:Fallback><w:pict><v:rect style="width:100mm;height:30mm">'
        f"<v:textbox>{inside}</v:textbox></v:rect></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


def everywhere() -> WordDocument:
    document = word_file("# Places", "A table that goes over to the next page:")
    add_table(document, ("Name", "Signature"), *((f"Endorser {n}", tag(f"row{n}")) for n in range(1, ROWS + 1)))
    document.add_paragraph("A table inside a table:")
    outer = document.add_table(1, 2)
    outer.cell(0, 0).text = "Outside"
    inner = outer.cell(0, 1).add_table(1, 2)
    inner.cell(0, 0).text, inner.cell(0, 1).text = "Inside", tag("nested")
    document.add_paragraph()._p.append(parse_xml(text_box(tag("box"))))
    after = document.add_paragraph(tag("control"))
    after.paragraph_format.page_break_before = True  # some versions lay the box over the lines that follow it
    control = after._p
    held = parse_xml(f"<w:sdt {_DECLARED}><w:sdtPr><w:id w:val='77'/></w:sdtPr><w:sdtContent/></w:sdt>")
    control.addprevious(held)
    held[-1].append(control)
    document.add_paragraph(tag("centred")).alignment = WD_ALIGN_PARAGRAPH.CENTER
    picture = io.BytesIO()
    Image.new("RGB", (8, 8), (255, 0, 255)).save(picture, "PNG")
    picture.seek(0)
    document.add_paragraph().add_run().add_picture(picture, Mm(60), Mm(12))
    list(document.element.body.iter(qn("wp:docPr")))[-1].set("descr", BY_HAND)
    section = document.add_section(WD_SECTION.NEW_PAGE)
    section.orientation, section.page_width, section.page_height = WD_ORIENT.LANDSCAPE, Mm(297), Mm(210)
    document.add_paragraph(f"Far right on a page turned sideways: {tag('wide')}").alignment = WD_ALIGN_PARAGRAPH.RIGHT
    return document


def rendered(document: WordDocument) -> Contents:
    def view(made: object) -> dict[str, object]:
        writer = Writer(made, {})  # type: ignore[arg-type]
        sizes = {
            **{f"row{n}": (40.0, 9.0) for n in range(1, ROWS + 1)},
            **dict.fromkeys(KEYS, (44.0, 10.0)),
            "nested": (30.0, 8.0),
        }
        places = {
            key: writer.field(SigningPlace("signature", key, f"Signature of {key}"), *size, is_live=True)
            for key, size in sizes.items()
        }
        return {"places": places}

    contents = Contents(as_template(document).render(view))
    contents.prepare()
    return contents


@pytest.fixture(scope="module")
def converted(tmp_path_factory: pytest.TempPathFactory) -> tuple[Contents, Path]:
    """The document with places everywhere, and its PDF as LibreOffice makes it."""
    folder = tmp_path_factory.mktemp("places")
    contents = rendered(everywhere())
    (folder / "places.docx").write_bytes(contents.for_printing(live=False))
    with converter() as office:
        office.convert([folder / "places.docx"], folder)
    return contents, folder / "places.pdf"


@pytest.fixture(scope="module")
def finished(converted: tuple[Contents, Path]) -> Path:
    """The PDF with its fields."""
    path = converted[1].with_name("finished.pdf")
    path.write_bytes(
        finish(converted[1].read_bytes(), About(title="Places", when=WHEN, code="", profile=Profile.ACROFORM))
    )
    return path


@pytest.mark.office
def test_a_place_anywhere_in_the_text_becomes_a_field(converted: tuple[Contents, Path], finished: Path) -> None:
    """In a table over a page break, a nested table, a text box, a content control, a landscape section, or by hand."""
    wanted = {*(f"row{n}" for n in range(1, ROWS + 1)), *KEYS, "by-hand"}
    assert {name.removesuffix("_signature") for name in widgets(finished)} == wanted
    assert {place.key for place in live_places(converted[0].root)} == wanted


@pytest.mark.office
def test_every_field_lies_within_half_a_millimetre_of_its_place(
    converted: tuple[Contents, Path], finished: Path, tmp_path: Path
) -> None:
    (pages,) = print_in_colour([converted[0].package.write()], tmp_path)
    assert {name: off for name, off in distances(pages, widgets(finished)).items() if off >= 0.5} == {}


@pytest.mark.office
def test_the_table_really_goes_over_a_page_and_the_last_page_is_landscape(finished: Path) -> None:
    fields = widgets(finished)
    assert fields["row1_signature"][0] < fields[f"row{ROWS}_signature"][0]
    with pikepdf.open(finished) as pdf:
        assert pdf.pages[-1].MediaBox[2] > pdf.pages[-1].MediaBox[3]
    assert fields["wide_signature"][1][2] > 297 * 0.8 * 72 / 25.4


@pytest.mark.office
def test_fields_are_in_reading_order_over_all_pages(converted: tuple[Contents, Path]) -> None:
    keys = [field.key for field in placed_fields(converted[1].read_bytes())]
    assert keys[:ROWS] == [f"row{n}" for n in range(1, ROWS + 1)]
    assert [key for key in keys if key in ("nested", "control", "centred", "by-hand", "wide")] == [
        "nested",
        "control",
        "centred",
        "by-hand",
        "wide",
    ]


@pytest.mark.office
def test_a_draft_has_none_not_even_those_made_by_hand(converted: tuple[Contents, Path], tmp_path: Path) -> None:
    (tmp_path / "draft.pdf").write_bytes(finish(converted[1].read_bytes(), About(title="Places", when=WHEN)))
    assert widgets(tmp_path / "draft.pdf") == {}


@pytest.mark.office
def test_a_place_that_is_lost_on_the_way_stops_the_build(converted: tuple[Contents, Path]) -> None:
    with pikepdf.open(converted[1]) as pdf:
        pdf.pages[-1].Annots = pikepdf.Array()
        buffer = io.BytesIO()
        pdf.save(buffer)
    rendered = Rendered(
        name="verification/equity",
        title="Sheet",
        template="verification_sheet.docx",
        statement="equity",
        code="",
        fingerprint="",
        contents=converted[0],
        mended=(),
        lent=(),
    )
    made = Converted(b"", buffer.getvalue(), 3, {})
    with pytest.raises(ConversionError, match="is lost in the PDF of verification/equity: Signature of wide"):
        finish_one(rendered, made, WHEN.date(), Profile.ACROFORM)


@pytest.mark.office
def test_a_place_that_is_not_read_aloud_stops_the_build(converted: tuple[Contents, Path]) -> None:
    with pikepdf.open(converted[1]) as pdf:
        pdf.Root.StructTreeRoot.K = pikepdf.Array()
        with pytest.raises(ConversionError, match="is not part of the text that is read aloud"):
            places_in(pdf)


# findings


def faults_of(document: WordDocument | Package) -> list[Finding]:
    package = document if isinstance(document, Package) else as_package(document)
    return [finding for finding in faults(package, PLACE, ()) if finding.code in ("W-09", "W-60", "W-61")]


def with_place(document: WordDocument, cell_or_document: object, width: int = 40, alt: str = BY_HAND) -> WordDocument:
    picture = io.BytesIO()
    Image.new("RGB", (2, 2)).save(picture, "PNG")
    picture.seek(0)
    holder = cell_or_document.paragraphs[0]  # type: ignore[attr-defined]
    holder.add_run("by hand ").add_picture(picture, Mm(width), Mm(9))
    about = list(holder._p.iter(qn("wp:docPr")))[-1]
    about.set("descr", alt)
    return document


def test_everywhere_else_is_no_finding() -> None:
    assert faults_of(rendered(everywhere()).package) == []


@pytest.mark.parametrize("part", ["header", "footer"])
def test_a_place_in_a_header_or_footer_would_be_on_every_page(part: str) -> None:
    document = word_file("Words")
    holder = getattr(first_section(document), part)
    (finding,) = faults_of(with_place(document, holder))
    assert (finding.code, finding.place.where) == ("W-60", part)
    assert "Signature of the assistant director" in finding.message


def test_one_place_twice_would_be_one_field_to_a_reader() -> None:
    document = word_file("Words")
    with_place(with_place(document, document), document)
    (finding,) = faults_of(document)
    assert (finding.code, finding.message) == (
        "W-61",
        "The place for the signature of by-hand stands 2 times in one document.",
    )


def test_a_place_put_in_by_hand_that_is_wider_than_its_cell_is_found() -> None:
    document = word_file("# Sign here")
    add_table(document, ("Name", "Signature"), ("Ann", "x"))
    cell = document.tables[0].cell(1, 1)
    cell.width = Mm(30)
    (finding,) = faults_of(with_place(document, cell))
    assert (finding.code, finding.place.where) == ("W-09", "Sign here › table row 2, column 2")
    assert "40 mm stands in a cell of 30 mm" in finding.message


def test_a_place_that_just_fits_is_no_finding() -> None:
    document = word_file("# Sign here")
    add_table(document, ("Name", "Signature"), ("Ann", "x"))
    cell = document.tables[0].cell(1, 1)
    cell.width = Mm(41)
    assert faults_of(with_place(document, cell)) == []
