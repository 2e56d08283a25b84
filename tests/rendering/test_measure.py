"""What is as wide as the house's text follows the measure of its section, on any paper and between any margins."""

from __future__ import annotations

import io
import random
from dataclasses import replace

import pytest
from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENTATION
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Twips
from PIL import Image

from engine.findings import Finding, Place
from engine.rendering.jobs import jobs
from engine.rendering.measure import follow_measure
from engine.rendering.render import render_job, template_at
from engine.rendering.tab_stops import right_tab
from engine.rendering.views.specimen import specimen
from engine.rendering.writer import NO_PICTURE
from engine.templates.kinds import TemplateKind
from engine.word.names import W_P
from engine.word.package import DOCUMENT, STYLES, Package
from engine.word.sections import word_sections
from tests.conftest import ROOT
from tests.material.small_word import in_bytes, word_file

PLACE = Place("word_templates/report.docx")
HOUSE = 8957
DICE = random.Random(6)
MEASURES = [HOUSE, *(DICE.randrange(5500, 15500) for _ in range(12))]


def _drawn_for_the_house(measure: int) -> WordDocument:
    """A page with a table, a chart and a line with a page number, as the house has them, and a text of this measure."""
    document, picture = word_file(), io.BytesIO()
    Image.new("RGB", (158, 40)).save(picture, "PNG")
    section = document.sections[0]
    section.left_margin = section.right_margin = Twips(1000)
    section.page_width = Twips(measure + 2000)
    style = document.styles["toc 1"].paragraph_format
    style.tab_stops.add_tab_stop(Twips(HOUSE), WD_TAB_ALIGNMENT.RIGHT)
    document.add_paragraph("Heading\t7", "toc 1")
    table = document.add_table(2, 3)
    for column, width in zip(table.columns, (567, 3390, 5000), strict=True):
        column.width = Twips(width)
        for cell in column.cells:
            cell.width = Twips(width)
    wide = table._tbl.tblPr.find(qn("w:tblW"))
    wide.set(qn("w:w"), str(HOUSE))
    wide.set(qn("w:type"), "dxa")
    picture.seek(0)
    document.add_picture(picture, width=Mm(158))
    section.header.paragraphs[0].text = "Council\tOFFICIAL"
    section.header.paragraphs[0].paragraph_format.tab_stops.add_tab_stop(Twips(HOUSE), WD_TAB_ALIGNMENT.RIGHT)
    return document


def _followed(document: WordDocument) -> tuple[WordDocument, list[Finding]]:
    package = Package.read(in_bytes(document))
    root = package.xml(DOCUMENT)
    found = list(follow_measure(root, package, PLACE))
    package.put(DOCUMENT, root)
    return Document(io.BytesIO(package.write())), found


@pytest.mark.parametrize("measure", MEASURES)
def test_tables_tabs_and_charts_end_with_the_text(measure: int) -> None:
    made, _ = _followed(_drawn_for_the_house(measure))
    styles = {str(style.get(qn("w:styleId"))): style for style in made.styles.element.iter(qn("w:style"))}
    end = right_tab(made.paragraphs[0]._p, styles)
    assert (end and end.position == measure) or measure == HOUSE
    head = right_tab(made.sections[0].header.paragraphs[0]._p, styles)
    assert (head and head.position == measure) or measure == HOUSE
    table = made.tables[0]
    assert abs(sum(int(column.width or 0) // 635 for column in table.columns) - measure) <= 2
    assert all(int(cell.width or 0) == int(column.width or 0) for column in table.columns for cell in column.cells)
    assert min(int(column.width or 0) for column in table.columns) > 0
    (chart,) = made.inline_shapes
    assert chart.width <= Twips(measure + 40)
    assert chart.width >= min(Mm(157), Twips(measure - 40))


def test_what_is_as_wide_as_the_text_already_is_left_as_it_is() -> None:
    for kind in TemplateKind:
        package = Package.read((ROOT / "word_templates" / kind).read_bytes())
        before, root = dict(package.parts), package.xml(DOCUMENT)
        assert list(follow_measure(root, package, PLACE)) == []
        package.put(DOCUMENT, root)
        assert {name for name in before if package.parts[name] != before[name]} <= {DOCUMENT}
        assert [one.attrib for one in root.iter()] == [one.attrib for one in Package(before).xml(DOCUMENT).iter()]


def test_a_header_over_texts_of_two_widths_is_told_and_so_is_too_little_room() -> None:
    document = _drawn_for_the_house(HOUSE)
    other = document.add_section()
    other.page_width = Twips(HOUSE + 2000 + 3000)
    _, (found,) = _followed(document)
    assert found.code == "W-72"
    assert "158 mm and 211 mm" in found.message
    _, (narrow,) = _followed(_drawn_for_the_house(4000))
    assert "71 mm wide" in narrow.message


def test_columns_are_a_measure_of_their_own() -> None:
    document = _drawn_for_the_house(HOUSE)
    columns = document.sections[0]._sectPr.find(qn("w:cols"))
    if columns is None:
        columns = OxmlElement("w:cols")
        document.sections[0]._sectPr.append(columns)
    columns.set(qn("w:num"), "2")
    columns.set(qn("w:space"), "357")
    (section,) = word_sections(Package.read(in_bytes(document)).xml(DOCUMENT))
    assert section.measure == 4300
    made, _ = _followed(document)
    assert abs(sum(int(column.width or 0) // 635 for column in made.tables[0].columns) - 4300) <= 2


@pytest.mark.slow
@pytest.mark.parametrize("paper", ["margins of 30 mm", "Letter"])
def test_no_page_number_of_the_contents_list_stands_outside_the_text(paper: str) -> None:
    report = Document(str(ROOT / "word_templates" / TemplateKind.REPORT))
    for section in report.sections:
        if paper == "Letter":
            sides = (Mm(215.9), Mm(279.4))
            is_upright = section.orientation == WD_ORIENTATION.PORTRAIT
            section.page_width, section.page_height = sides if is_upright else sides[::-1]
        else:
            section.left_margin = section.right_margin = Mm(30)
    content = specimen()
    content = replace(
        content,
        logo=NO_PICTURE,
        charts={key: replace(chart, dots=NO_PICTURE, lines=b"") for key, chart in content.charts.items()},
        trends={key: (d, replace(chart, dots=NO_PICTURE, lines=b"")) for key, (d, chart) in content.trends.items()},
    )
    job = next(iter(jobs(content, lambda *_: "code")))
    document, _ = render_job(replace(job, meant=()), template_at(PLACE, in_bytes(report)), content.assessment)
    package = document.contents.package
    styles = {str(style.get(qn("w:styleId"))): style for style in package.xml(STYLES).iter(qn("w:style"))}
    ends = [
        (end.position, section.measure)
        for section in word_sections(package.xml(DOCUMENT))
        for block in section.blocks
        for paragraph in block.iter(W_P)
        if paragraph.find(f".//{qn('w:r')}/{qn('w:tab')}") is not None and (end := right_tab(paragraph, styles))
    ]
    assert len(ends) > 5
    assert all(abs(end - measure) <= 40 for end, measure in ends)
