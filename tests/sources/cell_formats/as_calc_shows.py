"""Values in formats, and what LibreOffice Calc shows of each.

Calc is no part of what penholder needs, so what it showed lies beside this module (7.4, English). Made anew by
python -m tests.sources.cell_formats.as_calc_shows, with the program that PENHOLDER_CALC names.
"""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
from itertools import product
from pathlib import Path

from lxml import html
from openpyxl import Workbook
from openpyxl.cell import Cell

Value = int | float | str
TABLE = Path(__file__).with_name("as_calc_shows.json")

NUMBERS = (
    0,
    1,
    -1,
    7,
    -3,
    0.27,
    -0.05,
    450,
    1234.5,
    -1234.5,
    4200000,
    -98765432.1,
    0.0004,
    12,
    1e-7,
    123456789.125,
)
FORMS = (
    *("0", "0.0", "0.00", "#,##0", "#,##0.00", "0%", "0.0%", "0.00%", "#", "#.##", "0.##", "000", "00000", "#,###"),
    *("0.00E+00", "0E+0", "##0.0E+0", "# ?/?", "# ??/??", "# ?/8", "?/?", "0 0/0", "# ???/???"),
    *('0" days"', '0\\ "days"', 'General" days"', '"about "General', '"£"#,##0', "[$£-809]#,##0.00"),
    *("[$€-2] #,##0.00", "[$€-407]#,##0.00", "#,##0.00 [$€-40C]", "[$USD] #,##0", "$#,##0;($#,##0)"),
    *("£#,##0;[Red]-£#,##0", '£#,##0.00;[Red]-£#,##0.00;"-"', '"+"0;"down "0', '"+"0;-0;"no change"', "0;-0"),
    *('0;(0);"nil"', '[Red]0.0%;[Blue]-0.0%;"level"', "+0.0;-0.0;0.0", '"▲"0.0%;"▼"0.0%;"="0.0%'),
    *('[>=1000000]0.0,,"m";[>=1000]0.0,"k";0', '[<0.01]"<1%";0%', '[=1]0" person";0" people"'),
    *('[=0]"none";[=1]"one";0', '[<5]"fewer than 5";0', '[>100]"over 100";[<0]"below";0', '[<0]"down "0;"up "0'),
    *('[>=0]0;"("0")"', '[<>0]0.0;"nil"', "#,##0.0,", "#,##0,,", '£#,##0.0,,"m"', '0.0,,"bn"', '0,"k"'),
    '_-* #,##0_-;-* #,##0_-;_-* "-"_-;_-@_-',
    '_-£* #,##0.00_-;-£* #,##0.00_-;_-£* "-"??_-;_-@_-',
    '_(* #,##0.00_);_(* (#,##0.00);_(* "-"??_);_(@_)',
    *("#,##0_);(#,##0)", "#,##0_);[Red](#,##0)", "000-0000", "00-00-00", "(000) 000", "0\\x", "\\~0", '0"%"', "0\\%"),
    *('0" / 10"', '"1 in "0', '0 "per 1,000"', '0.0" ("0")"', "0.??", "??0.0", "#0.0#", '0"°C"', "0 °", '"["0"]"'),
    *('"a;b"0', "0;;", ";;;", "@", "0.000%", "[Color10]0", "[Green]+0;[Red]-0", '0.0"x"', '#,##0" people"'),
    '0.00" ""q"""',
)
DAYS = (0.5, 1.10208333, 0.0072, 46022, 46022.75, 46095.398, 0.99999, 36526, 60.5, 45000.5)
FORMS_OF_DAYS = (
    *("dd/mm/yyyy", "d mmm yyyy", "mmm-yy", "mmmm yyyy", "yyyy", "dddd d mmmm yyyy", "ddd dd mmm", "yyyy-mm-dd hh:mm"),
    *("h:mm AM/PM", "h AM/PM", "hh:mm:ss", "[h]:mm", "[hh]:mm:ss", "[mm]:ss", "[m]", "[s]", "mm:ss.0"),
    *('h" hours "m" minutes"', '[h]" h "mm" min"', "[$-809]dd mmmm yyyy", "[$-409]h:mm AM/PM", "yy", "d/m", "mmmmm"),
    *('"Week of "d mmm', '"at "hh.mm', "[h]", "[hh]", "ss", "s.00", 'd"th of "mmmm', 'yyyy"–"yy', "mm", "mmm", "dd"),
)
TEXTS = ("see note", "12")
FORMS_OF_TEXTS = (
    *("@", "General", '0;-0;0;"text: "@', '"note: "@', '@" days"', "0;-0;0;", "0;;;@", "_-@_-", "@ @", ";;;"),
    *('"x"@"y"', "0.0"),
)


def pairs() -> list[tuple[Value, str]]:
    """Every value with every format of its kind."""
    return [
        *product(NUMBERS, FORMS),
        *product(DAYS, FORMS_OF_DAYS),
        *product(TEXTS, FORMS_OF_TEXTS),
    ]


def recorded() -> list[tuple[Value, str, str]]:
    """Each pair with what Calc showed."""
    return [(value, form, shows) for value, form, shows in json.loads(TABLE.read_text(encoding="utf-8"))]


def record() -> None:
    """Ask Calc anew, and write the table."""
    book = Workbook()
    sheet = book.worksheets[0]
    for row, (value, form) in enumerate(pairs(), start=1):
        cell = sheet.cell(row, 1, value)
        assert isinstance(cell, Cell)
        cell.number_format = form
        if isinstance(value, str):
            cell.data_type = "s"
        sheet.cell(row, 2, "|")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        book.save(folder / "pairs.xlsx")
        office = os.environ.get("PENHOLDER_CALC", "soffice")
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        command = [office, "--headless", profile, "--convert-to", "html:HTML (StarCalc)", "--outdir", name]
        subprocess.run([*command, str(folder / "pairs.xlsx")], check=True, capture_output=True, timeout=120)
        page = html.fromstring((folder / "pairs.html").read_text(encoding="utf-8"))
    shown = ["".join(map(str, row.findall("td")[0].itertext())).strip() for row in page.iter("tr")]
    lines = [
        json.dumps([value, form, shows], ensure_ascii=False)
        for (value, form), shows in zip(pairs(), shown, strict=True)
    ]
    TABLE.write_text("[\n" + ",\n".join(lines) + "\n]\n", encoding="utf-8")


if __name__ == "__main__":
    record()
