"""A checklist with every kind of cell, as LibreOffice Calc saves it in four formats, and the words it shows of each.

Calc is no part of what penholder needs, so what it saved and showed lies beside this module (7.4, English). Made anew
by python -m tests.sources.as_shown.corpus, with the program that PENHOLDER_CALC names.
"""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
from pathlib import Path

from lxml import html
from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from engine.framework.catalogue import framework_file, load_framework
from engine.workspace import Workspace, house

FOLDER = Path(__file__).parent
SHOWN = FOLDER / "shown.json"
ENDINGS = (".xlsx", ".ods", ".xls")
_FORMS = {
    ".xlsx": "xlsx:Calc MS Excel 2007 XML",
    ".ods": "ods:calc8",
    ".xls": "xls:MS Excel 97",
    ".csv": "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,1",
}
SHEET = "Safeguarding"
HEADINGS = ("Checklist item", "Rating", "Why", "Evidence you have")
NUMBERS = (
    (0.27, '[<0.01]"<1%";0%'),
    (450, '[>=1000000]0.0,,"m";[>=1000]0.0,"k";0'),
    (-3, '"+"0;"down "0'),
    (12, 'General" days"'),
    (0, '0;-0;"nil"'),
    (26.5 / 24, "[h]:mm"),
    (1234.5, "[$£-809]#,##0.00"),
    (5.25, "# ?/?"),
    (12345, "0.00E+00"),
    (4218, '_-* #,##0_-;-* #,##0_-;_-* "-"_-;_-@_-'),
    (3_100_000, '£#,##0.0,,"m"'),
    (46095.75, "hh:mm"),
    (46095, "d-mmm"),
)
TEXTS = (
    "It = works",
    "+44 1632 960001",
    "= no sum",
    "Zoë – “quoted”",
    "two\nlines",
    "@everyone",
    "£5 & more",
    "☑ done",
)


def made() -> Workbook:
    """The workbook: numbers in formats, texts, and what stands in cells and is not their value."""
    framework = load_framework(framework_file(Workspace(house())))
    items = [item.text for item in framework.items.values() if item.id.startswith("safeguarding.")]
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = SHEET
    sheet.append(list(HEADINGS))
    for number, text in enumerate(items, start=2):
        sheet.cell(number, 1, text)
        sheet.cell(number, 2, "Tend to agree")
    for number, (value, form) in enumerate(NUMBERS, start=2):
        sheet.cell(number, 3, value)
        _cell(sheet, number, 3).number_format = form
    for number, words in enumerate(TEXTS, start=2):
        sheet.cell(number, 4, words)
        _cell(sheet, number, 4).data_type = "s"
    _odd_cells(sheet)
    return book


def _odd_cells(sheet: Worksheet) -> None:
    sheet["D10"] = "Open the chart"
    sheet["D10"].hyperlink = "https://wenlow.example.org/chart"
    sheet["D11"] = '=HYPERLINK("https://wenlow.example.org/plan","Our plan")'
    sheet["D12"] = "Old words"
    sheet["D12"].font = Font(strike=True)
    sheet["D13"] = CellRichText(TextBlock(InlineFont(strike=True), "4,105"), " 4,218")
    sheet["D14"] = "Noted words"
    sheet["D14"].comment = Comment("Who says so?", "Anna Price")
    sheet["D15"] = "=no evidence"
    sheet["D16"] = "=2*21"
    sheet["D17"] = "Words that nobody sees"
    sheet["D17"].font = Font(color="FFFFFFFF")
    sheet["C15"] = 71
    sheet["C15"].number_format = ";;;"
    sheet["C16"] = "note"
    sheet["C16"].number_format = '0;-0;0;"see "@'
    sheet["C17"] = True


def _cell(sheet: Worksheet, row: int, column: int) -> Cell:
    found = sheet.cell(row, column)
    assert isinstance(found, Cell)
    return found


def saved(ending: str) -> Path:
    """The workbook as Calc saved it."""
    return FOLDER / f"sheet{ending}"


def shown() -> dict[str, list[list[str]]]:
    """By ending, the rows that Calc showed of its own file, cell by cell."""
    found: dict[str, list[list[str]]] = json.loads(SHOWN.read_text(encoding="utf-8"))
    return found


def record() -> None:
    """Have Calc save the workbook in every format, and write down what it shows of each."""
    office = os.environ.get("PENHOLDER_CALC", "soffice")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        made().save(folder / "made.xlsx")
        rows: dict[str, list[list[str]]] = {}
        for ending in (*ENDINGS, ".csv"):
            form = _FORMS[ending]
            _converted(office, folder, "made.xlsx", f"as{ending}", form)
            (found,) = [each for each in (folder / f"as{ending}").iterdir() if each.suffix == ending]
            saved(ending).write_bytes(found.read_bytes())
            if ending == ".csv":  # Calc would ask in which encoding to read it
                continue
            (folder / f"again{ending}").write_bytes(found.read_bytes())
            _converted(office, folder, f"again{ending}", f"page{ending}", "html:HTML (StarCalc)")
            (page,) = (folder / f"page{ending}").glob("*.html")
            rows[ending] = _rows(page)
    SHOWN.write_text(json.dumps(rows, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _converted(office: str, folder: Path, name: str, out: str, form: str) -> None:
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [office, "--headless", profile, "--convert-to", form, "--outdir", str(folder / out), str(folder / name)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)


def _rows(page: Path) -> list[list[str]]:
    tree = html.fromstring(page.read_text(encoding="utf-8").replace("<br>", "<br>\n"))
    return [["".join(map(str, cell.itertext())).strip() for cell in row.findall("td")] for row in tree.iter("tr")]


if __name__ == "__main__":
    record()
