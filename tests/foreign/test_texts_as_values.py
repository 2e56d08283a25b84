"""A text in a cell goes to openpyxl as a value where it is one plain text, and as it stands wherever it may be more."""

from __future__ import annotations

import pytest

from engine.foreign.sheet_scan import SHEET_NAMESPACE, WorkbookTally, scan_sheet


def scanned(cell: str) -> str:
    """What is left for openpyxl of a sheet with one cell."""
    sheet = f'<worksheet xmlns="{SHEET_NAMESPACE}"><sheetData><row r="1">{cell}</row></sheetData></worksheet>'
    return scan_sheet("sheet1.xml", sheet.encode(), WorkbookTally(), 9, "", {}).data.decode()


def test_one_plain_text_is_a_value_letter_for_letter() -> None:
    cell = '<c r="A1" s="3" t="inlineStr"><is><t xml:space="preserve"> a &amp; &#8217;b </t></is></c>'
    assert '<c r="A1" s="3" t="str"><v> a &amp; &#8217;b </v></c>' in scanned(cell)


@pytest.mark.parametrize(
    "inside",
    [
        "<is><r><t>a</t></r><r><t>b</t></r></is>",
        "<is><t>a</t><rPh sb='0' eb='1'><t>b</t></rPh></is>",
        "<is><t><![CDATA[a]]></t></is>",
        "<is><t></t></is>",
        "<f>1</f><is><t>a</t></is>",
    ],
)
def test_what_may_be_more_stays_as_it_is(inside: str) -> None:
    assert inside in scanned(f'<c r="A1" t="inlineStr">{inside}</c>')


def test_a_cell_of_another_namespace_stays_in_it() -> None:
    cell = '<c xmlns="urn:other" r="A1" t="inlineStr"><is><t>a</t></is></c>'
    assert 'xmlns="urn:other"' in scanned(f'<c r="B1"><v>1</v></c>{cell}')
