"""What Excel and Word pass over in files of other makers makes no difference here either, piece by piece."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter

from engine.foreign.limits import FORM
from engine.foreign.word_file import word_document
from engine.foreign.workbook_file import ForeignWorkbook, foreign_workbook
from engine.word.package import Package
from tests.material.bombs import packed, parts_of

FORM_FILE = "inputs/narrative/safeguarding.docx"
STYLES, SHEET = "xl/styles.xml", "xl/worksheets/sheet1.xml"
ODD = ("", "#E2F0D9", "-1", "34", "999999999", "NaN", "red", "auto", " 1", "true")
READ = frozenset({"r", "t", "s", "min", "max", "hidden"})
"""Attributes of a sheet that say where a value is, of what kind, and whether anybody sees it."""


def book() -> dict[str, bytes]:
    workbook = Workbook()
    sheet = workbook.active
    assert sheet is not None
    sheet.append(["Measure", "Value", "When"])
    sheet.append(["People waiting", 0.27, date(2026, 3, 1)])
    sheet["B2"].number_format = '0.0%;[Red]-0.0%;"nil"'
    sheet["A2"].fill = PatternFill("solid", fgColor="FFE2F0D9")
    sheet["A2"].font = Font(name="Wingdings", strike=True, color="FF0000")
    sheet["A1"].comment = Comment("Who says so?", "Anna Price")
    sheet.column_dimensions["C"].width = 14
    sheet.row_dimensions[2].height = 30
    buffer = io.BytesIO()
    workbook.save(buffer)
    with zipfile.ZipFile(buffer) as whole:
        return {name: whole.read(name) for name in whole.namelist()}


BOOK = book()


def read(parts: dict[str, bytes], folder: Path) -> ForeignWorkbook:
    path = folder / "evidence.xlsx"
    path.write_bytes(packed(parts))
    return foreign_workbook(path)


def values(found: ForeignWorkbook) -> list[object]:
    return [cell.value for sheet in found.sheets for cell in sheet.cells.values()]


def places(part: str) -> list[tuple[int, str]]:
    """Every attribute of every element of a part: the number of the element, and the attribute."""
    elements = enumerate(etree.fromstring(BOOK[part]).iter(etree.Element))
    return [(number, str(name)) for number, element in elements for name in element.attrib]


def changed(part: str, number: int, name: str, value: str) -> dict[str, bytes]:
    root = etree.fromstring(BOOK[part])
    [*root.iter(etree.Element)][number].set(name, value)
    return {**BOOK, part: etree.tostring(root)}


@pytest.mark.slow
@settings(max_examples=120)
@given(place=st.sampled_from(places(STYLES)), value=st.sampled_from(ODD))
def test_how_cells_look_never_keeps_anybody_from_what_they_say(
    tmp_path_factory: pytest.TempPathFactory, place: tuple[int, str], value: str
) -> None:
    folder = tmp_path_factory.mktemp("odd")
    wanted, found = values(read(BOOK, folder)), values(read(changed(STYLES, *place, value), folder))
    assert len(found) == len(wanted)  # a number may turn into a day
    assert [one for one in found if isinstance(one, str)] == [one for one in wanted if isinstance(one, str)]


@pytest.mark.slow
@settings(max_examples=60)
@given(place=st.sampled_from([at for at in places(SHEET) if at[1] not in READ]), value=st.sampled_from(ODD))
def test_what_a_sheet_says_beside_its_values_makes_no_difference(
    tmp_path_factory: pytest.TempPathFactory, place: tuple[int, str], value: str
) -> None:
    folder = tmp_path_factory.mktemp("odd")
    assert values(read(changed(SHEET, *place, value), folder)) == values(read(BOOK, folder))


@pytest.mark.parametrize("value", ODD)
@pytest.mark.parametrize("tag", [b"<row", b"<c", b"<col"])
def test_attributes_of_other_makers_make_no_difference(tmp_path: Path, tag: bytes, value: str) -> None:
    sheet = re.sub(tag + rb"(?=\s)", tag + b' made-by="%s" xmlns:o="urn:o" o:x="1"' % value.encode(), BOOK[SHEET])
    assert values(read({**BOOK, SHEET: sheet}, tmp_path)) == values(read(BOOK, tmp_path))


@pytest.mark.parametrize("value", ODD)
def test_a_look_that_does_not_exist_is_none(tmp_path: Path, value: str) -> None:
    sheet = re.sub(rb'<c r="A2" s="\d+"', b'<c r="A2" s="%s"' % value.encode(), BOOK[SHEET])
    assert sheet != BOOK[SHEET]
    found = read({**BOOK, SHEET: sheet}, tmp_path)
    assert found.sheets[0].cells[2, 1].value == "People waiting"


def childless(part: str) -> Iterator[int]:
    """The elements of the styles that have something in them: Excel opens them without it."""
    for number, element in enumerate(etree.fromstring(BOOK[part]).iter(etree.Element)):
        if len(element) and number:
            yield number


@pytest.mark.parametrize("number", [*childless(STYLES)])
def test_a_look_without_anything_in_it_is_read_over(tmp_path: Path, number: int) -> None:
    root = etree.fromstring(BOOK[STYLES])
    element = [*root.iter(etree.Element)][number]
    for child in list(element):
        element.remove(child)
    assert len(values(read({**BOOK, STYLES: etree.tostring(root)}, tmp_path))) == len(values(read(BOOK, tmp_path)))


def test_of_looks_for_some_programs_alone_the_one_for_all_is_taken(tmp_path: Path) -> None:
    compatible = b"http://schemas.openxmlformats.org/markup-compatibility/2006"
    font = re.search(rb"<font>.*?</font>", BOOK[STYLES], re.DOTALL)
    assert font
    both = (
        b'<mc:AlternateContent xmlns:mc="%s"><mc:Choice Requires="x">%s%s</mc:Choice><mc:Fallback>%s</mc:Fallback>'
        b"</mc:AlternateContent>" % (compatible, font[0], font[0], font[0])
    )
    found = read({**BOOK, STYLES: BOOK[STYLES].replace(font[0], both, 1)}, tmp_path)
    assert found.sheets[0].cells[2, 1].font.name == "Wingdings"


def test_without_any_looks_the_values_are_there(tmp_path: Path) -> None:
    parts = {name: data for name, data in BOOK.items() if name != STYLES}
    assert len(values(read(parts, tmp_path))) == len(values(read(BOOK, tmp_path)))


MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
SHEET_OF = f'<worksheet xmlns="{MAIN}"><sheetData>{{}}</sheetData></worksheet>'
CELLS = st.lists(st.tuples(st.integers(0, 3), st.booleans(), st.sampled_from(["v", "f", "empty"])), max_size=4)
ROWS = st.lists(st.tuples(st.integers(0, 2), st.booleans(), st.booleans(), CELLS), max_size=6)


def rows_of(drawn: list[tuple[int, bool, bool, list[tuple[int, bool, str]]]]) -> tuple[str, dict[str, tuple[int, str]]]:
    """Rows and cells that say where they stand, or leave it to those before them; and where each value stands.

    Drawn: how many rows or cells are passed over, whether the number is written, whether the row is hidden.
    """
    row, written = 0, list[str]()
    expected: dict[str, tuple[int, str]] = {}
    for passed, is_said, is_hidden, cells in drawn:
        row += 1 + (passed if is_said else 0)
        column, inside = 0, []
        for skipped, is_placed, kind in cells:
            column += 1 + (skipped if is_placed else 0)
            place = f"{get_column_letter(column)}{row}"
            at = f' r="{place}"' if is_placed else ""
            held = {"v": f"<v>{row * 100 + column}</v>", "f": f"<f>{column}+1</f><v>{row}</v>"}.get(kind, "")
            inside.append(f"<c{at}>{held}</c>" if held else f"<c{at}/>")
            if held:
                expected[place] = (row * 100 + column, "") if kind == "v" else (row, f"={column}+1")
        said = (f' r="{row}"' if is_said else "") + (' hidden="TRUE"' if is_hidden else "")
        written.append(f"<row{said}>{''.join(inside)}</row>")
    return SHEET_OF.format("".join(written)), expected


@pytest.mark.slow
@settings(max_examples=150)
@given(drawn=ROWS)
def test_values_stand_where_they_do_whoever_says_so(
    tmp_path_factory: pytest.TempPathFactory, drawn: list[tuple[int, bool, bool, list[tuple[int, bool, str]]]]
) -> None:
    sheet, expected = rows_of(drawn)
    (found,) = read({**BOOK, SHEET: sheet.encode()}, tmp_path_factory.mktemp("places")).sheets
    there = {
        f"{get_column_letter(column)}{row}": (cell.value, found.formulas.get((row, column), ""))
        for (row, column), cell in found.cells.items()
        if cell.value is not None
    }
    assert there == expected


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_seventy_blank_cells_and_blank_rows_move_nothing(tmp_path: Path, encoding: str) -> None:
    sheet = SHEET_OF.format(f"<row/><row><c><v>1</v></c></row><row/><row>{'<c/>' * 70}<c><v>2</v></c></row>")
    (found,) = read({**BOOK, SHEET: sheet.encode(encoding)}, tmp_path).sheets
    assert {at: cell.value for at, cell in found.cells.items() if cell.value is not None} == {(2, 1): 1, (4, 71): 2}


def test_namespaces_may_be_told_at_any_row_or_cell(tmp_path: Path) -> None:
    sheet = (
        f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData><row xmlns="{MAIN}" r="1" spans="1:2"><c r="A1"><v>1</v></c></row>'
        f'<x:row r="2" ht="9"><c xmlns="{MAIN}" r="A2" foo="1"><v>2</v></c></x:row>'
        f'<x:row r="3" xmlns:y="{MAIN}" ht="9"><y:c r="A3"><y:v>3</y:v></y:c></x:row></x:sheetData></x:worksheet>'
    )
    (found,) = read({**BOOK, SHEET: sheet.encode()}, tmp_path).sheets
    assert [cell.value for cell in found.cells.values()] == [1, 2, 3]


@pytest.mark.parametrize("written", ["1", "true", "TRUE", "True", " 1 ", "on", "yes", "t"])
def test_a_hidden_row_is_hidden_however_it_is_written(tmp_path: Path, written: str) -> None:
    sheet = SHEET_OF.format(f'<row r="1" hidden="{written}"><c><v>1</v></c></row><row hidden="0"><c><v>2</v></c></row>')
    (found,) = read({**BOOK, SHEET: sheet.encode()}, tmp_path).sheets
    assert found.hidden_rows == {1}


@pytest.mark.parametrize("number", ["60", "170", "400"])
def test_a_number_format_that_nothing_tells_of_is_none(tmp_path: Path, number: str) -> None:
    styles = re.sub(rb'numFmtId="\d+"(?= fontId)', b'numFmtId="%s"' % number.encode(), BOOK[STYLES])
    (found,) = read({**BOOK, STYLES: styles}, tmp_path).sheets
    assert {cell.number_format for cell in found.cells.values()} == {"General"}


# forms

FORM_PARTS = parts_of(FORM_FILE)
RELATIONS = "word/_rels/document.xml.rels"
TYPES = "[Content_Types].xml"


def text(parts: dict[str, bytes]) -> list[str]:
    return [paragraph.text for paragraph in word_document(packed(parts), FORM).paragraphs]


def relation_ids(part: str) -> list[str]:
    return re.findall(r'Id="([^"]+)"', FORM_PARTS[part].decode())


@pytest.mark.parametrize("target", ["NULL", "#_top", "", "../media/gone.png", "word/nowhere.xml"])
@pytest.mark.parametrize("where", ["_rels/.rels", RELATIONS])
def test_a_relation_that_leads_nowhere_is_passed_over(where: str, target: str) -> None:
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
    added = f'<Relationship Id="none" Type="{kind}" Target="{target}"/></Relationships>'.encode()
    assert text({**FORM_PARTS, where: FORM_PARTS[where].replace(b"</Relationships>", added)}) == text(FORM_PARTS)


def test_the_type_of_a_part_may_be_forgotten() -> None:
    types = re.sub(rb'<Default Extension="(?!rels|xml)[^>]*>', b"", FORM_PARTS[TYPES])
    assert text({**FORM_PARTS, TYPES: types}) == text(FORM_PARTS)


@pytest.mark.parametrize(
    "kind",
    [
        "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
        "application/vnd.ms-word.document.macroEnabled.main+xml",
        "application/vnd.ms-word.template.macroEnabledTemplate.main+xml",
        "APPLICATION/VND.OPENXMLFORMATS-OFFICEDOCUMENT.WORDPROCESSINGML.DOCUMENT.MAIN+XML",
    ],
)
def test_a_template_or_a_form_with_macros_is_read_as_what_it_is(kind: str) -> None:
    plain = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    types = FORM_PARTS[TYPES].replace(plain, kind.encode())
    assert types != FORM_PARTS[TYPES]
    assert text({**FORM_PARTS, TYPES: types}) == text(FORM_PARTS)


def test_parts_are_found_by_their_relations_whatever_they_are_called() -> None:
    """As Word for the web calls them: styles2.xml, and whatever somebody made of a header."""

    def other(name: str) -> str:
        return re.sub(r"(word/(?:_rels/)?)(styles|numbering|settings|document)(\.xml)", r"\g<1>\g<2>2\3", name)

    moved = {other(name): data for name, data in FORM_PARTS.items()}
    for name, data in moved.items():
        if name.endswith((".rels", TYPES)):
            moved[name] = re.sub(rb"(/|\")(styles|numbering|settings|document)(\.xml)", rb"\1\g<2>2\3", data)
    package = Package.of_template(packed(moved))
    for part in ("word/styles.xml", "word/numbering.xml", "word/settings.xml", "word/document.xml"):
        assert package.parts.get(part) == FORM_PARTS.get(part), part


def test_a_part_that_stands_under_the_usual_name_of_another_is_kept() -> None:
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    moved = {name.replace("word/styles.xml", "word/looks.xml"): data for name, data in FORM_PARTS.items()}
    for name in (RELATIONS, TYPES):
        moved[name] = moved[name].replace(b"styles.xml", b"looks.xml")
    moved["word/styles.xml"] = b"<w:hdr xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'/>"
    other = f'<Relationship Id="other" Type="{kind}/customXml" Target="styles.xml"/></Relationships>'.encode()
    moved[RELATIONS] = moved[RELATIONS].replace(b"</Relationships>", other)
    parts = Package.of_template(packed(moved)).parts
    assert parts["word/styles.xml"] == FORM_PARTS["word/styles.xml"]
    assert parts["word/styles-2.xml"] == moved["word/styles.xml"]
