"""Excel workbooks: rows under named columns wherever the table begins, values as their cells show them, and places."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from xml.sax.saxutils import escape

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from engine.findings import Severity
from engine.model.framework import Framework
from engine.model.vocabulary import framework_vocabulary
from engine.plain_words import clean
from engine.sources.workbook import read_workbook
from engine.validation.validate import validate
from tests.material.small_inputs import CHECKLIST, SCHEMAS, cell, checklist, evidence, read_book, told

ROW = ("safeguarding.01", "People know how to raise a concern", "Tend to agree", "Seen it", "Audit", "Survey")


def figure(**cells: object) -> tuple[object, ...]:
    """A row of the sheet Figures; cells by the name of their field."""
    return tuple(cells.get(field) for field in SCHEMAS["evidence"]["figures"]["schema"]["schema"])


def column(field: str) -> str:
    """The letter of a column of the sheet Figures."""
    return "ABCDEFGHIJKLMNOP"[list(SCHEMAS["evidence"]["figures"]["schema"]["schema"]).index(field)]


def value_shown(folder: Path, value: object, form: str) -> object:
    """What becomes of a number in the column Value, in a cell of this format."""
    book = evidence(figure(ref="F-001", measure="Waits", value=value))
    cell(book, "Figures", f"{column('value')}2").number_format = form
    return read_book(book, folder, "evidence")[0].values["figures"][0].get("value")


# the table


def test_a_row_is_read_under_the_names_of_its_columns(tmp_path: Path) -> None:
    record, findings = read_book(checklist(ROW), tmp_path)
    names = ("item", "text", "rating", "why", "have", "need")
    assert record.values == {"group": "leaders", "answers": [dict(zip(names, ROW, strict=True))]}
    assert findings == []


def test_a_header_is_found_below_title_rows(tmp_path: Path) -> None:
    book = checklist(ROW)
    book["Safeguarding"].insert_rows(1, 3)
    cell(book, "Safeguarding", "A1").value = "Checklist: please fill in every row"
    record, findings = read_book(book, tmp_path)
    assert [row["item"] for row in record.values["answers"]] == ["safeguarding.01"]
    assert record.place("answers", 0, "rating").where == "Safeguarding!C5"
    message = 'Beside what is read, and left out: "Checklist: please fill in every row" (A1).'
    assert told(findings) == [("I-21", "Safeguarding!A1", message)]


def test_a_header_may_be_in_any_case_and_any_order(tmp_path: Path) -> None:
    header = ("RATING", "id", "why", "Evidence  You Have", "evidence you need", "checklist item")
    record, findings = read_book(checklist(("Tend to agree", "safeguarding.01"), header=header), tmp_path)
    assert record.values["answers"] == [{"rating": "Tend to agree", "item": "safeguarding.01"}]
    assert findings == []


def test_every_sheet_with_the_columns_holds_checklist_items(tmp_path: Path) -> None:
    book = checklist(ROW)
    book.copy_worksheet(book["Safeguarding"]).title = "Equity"
    record, _ = read_book(book, tmp_path)
    assert len(record.values["answers"]) == 2
    assert record.place("answers", 1, "rating").where == "Equity!C2"


def test_a_sheet_of_another_kind_is_passed_over(tmp_path: Path) -> None:
    book = checklist(ROW)
    book.create_sheet("Notes").append(["Please return by Friday", "Thank you"])
    record, findings = read_book(book, tmp_path)
    assert len(record.values["answers"]) == 1
    assert findings == []


def test_a_sheet_that_is_asked_for_by_name_is_found_in_any_case(tmp_path: Path) -> None:
    book = evidence(figure(ref="F-001", value="24 days"))
    book["Figures"].title = "FIGURES "
    record, findings = read_book(book, tmp_path, "evidence")
    assert record.values["figures"] == [{"ref": "F-001", "value": "24 days"}]
    assert findings == []


def test_empty_rows_between_others_are_passed_over(tmp_path: Path) -> None:
    record, _ = read_book(checklist(ROW, (), (None, "  "), ("safeguarding.02",)), tmp_path)
    assert [row["item"] for row in record.values["answers"]] == ["safeguarding.01", "safeguarding.02"]
    assert record.place("answers", 1).where == "Safeguarding!A5"
    assert record.place("answers", 1, "text").where == "Safeguarding!B5"


def test_a_table_whose_last_row_was_once_touched_is_read_like_any_other(tmp_path: Path) -> None:
    book = checklist(ROW)
    cell(book, "Safeguarding", "C1048576").value = " "
    record, findings = read_book(book, tmp_path)
    assert (len(record.values["answers"]), findings) == (1, [])


def test_a_missing_sheet_is_told_with_the_sheets_there_are(tmp_path: Path) -> None:
    book = evidence()
    book["Data sources"].title = "Sources of data"
    record, findings = read_book(book, tmp_path, "evidence")
    assert record.values["sources"] == []
    columns = "Source, Listed as, Title, Used"
    present = '"Library", "Sources of data", "Figures", "Recommendations"'
    message = f'No sheet "Data sources" with the columns {columns} was found. The workbook has {present}.'
    assert told(findings) == [("I-06", "", message)]


def test_a_checklist_without_any_item_sheet_says_what_to_use(tmp_path: Path) -> None:
    book = checklist()
    book.remove(book["Safeguarding"])
    _, findings = read_book(book, tmp_path)
    assert [finding.code for finding in findings] == ["I-06"]
    assert findings[0].fix == "Use the checklist workbook as it was sent out: one sheet for each statement."


def test_a_missing_column_is_told_with_the_header_row(tmp_path: Path) -> None:
    book = evidence()
    book["Figures"]["B1"] = None
    record, findings = read_book(book, tmp_path, "evidence")
    assert told(findings) == [("I-07", "Figures!1:1", 'The column "Measure" is missing.')]
    assert findings[0].severity is Severity.ERROR
    assert record.absent == {("figures", "measure")}
    assert findings[0].fix == "Put the column's heading back into the header row."


def test_columns_that_need_not_be_there_are_told_once_for_the_sheet(tmp_path: Path) -> None:
    header = [title for title in CHECKLIST if title not in ("Why", "Evidence you need")]
    record, findings = read_book(checklist(ROW[:3], header=header), tmp_path)
    message = 'There is no column "Why" or "Evidence you need" here: what would stand there counts as blank.'
    assert told(findings) == [("I-07", "Safeguarding!1:1", message)]
    assert findings[0].severity is Severity.WARNING
    assert record.absent == {("answers", "why"), ("answers", "need")}


def test_a_column_that_is_not_read_is_told_once_however_many_words_it_holds(tmp_path: Path) -> None:
    book = checklist(ROW, ROW, ROW, header=(*CHECKLIST, "Ours"))
    for number in (2, 3, 4):
        book["Safeguarding"].cell(number, 7, f"Ask Priya {number}")
    _, findings = read_book(book, tmp_path)
    message = 'Column G, headed "Ours", is not read: "Ask Priya 2" (G2), "Ask Priya 3" (G3), "Ask Priya 4" (G4).'
    assert told(findings) == [("I-14", "Safeguarding!G2", message)]


def test_text_in_an_unknown_column_is_told_and_no_error(tmp_path: Path) -> None:
    record, findings = read_book(checklist((*ROW, "Ask Priya"), header=(*CHECKLIST, "Remarks")), tmp_path)
    assert told(findings) == [("I-14", "Safeguarding!G2", 'Column G, headed "Remarks", is not read: "Ask Priya" (G2).')]
    assert findings[0].severity is Severity.INFO
    assert "Ask Priya" not in str(record.values)


def test_a_column_that_stands_there_twice_is_read_once_and_the_second_told(tmp_path: Path) -> None:
    header = (*CHECKLIST, "Rating")
    record, findings = read_book(checklist((*ROW, "Strongly agree"), header=header), tmp_path)
    assert record.values["answers"][0]["rating"] == "Tend to agree"
    assert [finding.place.where for finding in findings] == ["Safeguarding!G2"]


def test_blanks_in_an_unknown_column_are_not_worth_a_word(tmp_path: Path) -> None:
    assert read_book(checklist((*ROW, " \u00a0 ")), tmp_path)[1] == []


# the label


def test_the_group_stands_beside_its_label(tmp_path: Path) -> None:
    record, _ = read_book(checklist(ROW, group="carers"), tmp_path)
    assert record.values["group"] == "carers"
    assert record.place("group").where == "About!B1"


def test_a_label_over_merged_cells_has_its_value_beside_all_of_them(tmp_path: Path) -> None:
    book = checklist(ROW)
    book["About"].merge_cells("A1:C1")
    cell(book, "About", "D1").value = "carers"
    record, _ = read_book(book, tmp_path)
    assert record.values["group"] == "carers"
    assert record.place("group").where == "About!D1"


def test_an_empty_cell_beside_the_label_is_no_value_and_keeps_its_place(tmp_path: Path) -> None:
    book = checklist(ROW)
    cell(book, "About", "B1").value = None
    cell(book, "About", "C1").value = "as council.yaml has it"
    record, _ = read_book(book, tmp_path)
    assert "group" not in record.values
    assert record.place("group").where == "About!B1"


def test_without_the_label_the_sheet_is_the_place(tmp_path: Path) -> None:
    book = checklist(ROW)
    cell(book, "About", "A1").value = "Who are you?"
    record, _ = read_book(book, tmp_path)
    assert record.place("group").where == "About"


# values


@pytest.mark.parametrize(
    ("value", "form", "printed"), [(0.71, "0%", "71%"), (4218, "#,##0", "4,218"), (1234.5, '"£"#,##0.00', "£1,234.50")]
)
def test_numbers_arrive_as_their_cells_show_them(tmp_path: Path, value: float, form: str, printed: str) -> None:
    assert value_shown(tmp_path, value, form) == printed


def test_a_date_is_a_date(tmp_path: Path) -> None:
    assert value_shown(tmp_path, datetime(2026, 1, 31), "dd/mm/yyyy") == date(2026, 1, 31)


def test_a_time_of_day_behind_a_date_does_not_matter_where_days_belong(tmp_path: Path) -> None:
    book = evidence(figure(ref="F-001", measure="Waits", as_at=datetime(2026, 1, 31, 9, 30)))
    cell(book, "Figures", f"{column('as_at')}2").number_format = "yyyy-mm-dd h:mm:ss"
    assert read_book(book, tmp_path, "evidence")[0].values["figures"][0]["as_at"] == date(2026, 1, 31)


def test_a_time_of_day_is_among_the_words_where_words_belong(tmp_path: Path) -> None:
    assert value_shown(tmp_path, datetime(2026, 1, 31, 9, 30), "yyyy-mm-dd h:mm:ss") == "31 January 2026 09:30"


@pytest.mark.parametrize("form", ["mmm-yy", "mmmm yyyy", '[$-809]mmmm" "yyyy;@'])
def test_a_month_that_excel_took_for_a_day_is_a_month_again(tmp_path: Path, form: str) -> None:
    assert value_shown(tmp_path, datetime(2026, 3, 1), form) == "March 2026"


def test_a_year_that_excel_took_for_a_day_is_a_year_again(tmp_path: Path) -> None:
    assert value_shown(tmp_path, datetime(2026, 1, 1), "yyyy") == "2026"


@pytest.mark.parametrize("value", [True, False])
def test_true_and_false_stay_what_they_are(tmp_path: Path, value: bool) -> None:
    assert value_shown(tmp_path, value, "General") is value


def test_a_number_typed_as_text_stays_text(tmp_path: Path) -> None:
    assert value_shown(tmp_path, "007", "@") == "007"


@pytest.mark.parametrize("text", ["=1+1", "=HYPERLINK(x)", "+44 1632 960001", "-", "@everyone"])
def test_text_that_begins_like_a_formula_stays_text(tmp_path: Path, text: str) -> None:
    book = checklist(ROW)
    cell(book, "Safeguarding", "D2").value = text
    cell(book, "Safeguarding", "D2").data_type = "s"
    assert read_book(book, tmp_path)[0].values["answers"][0]["why"] == text


@pytest.mark.parametrize("fault", ["#NAME?", "#REF!", "#DIV/0!", "#N/A", "#VALUE!"])
def test_an_error_in_a_cell_is_told_and_is_no_value(tmp_path: Path, fault: str) -> None:
    book = checklist(ROW)
    cell(book, "Safeguarding", "D2").value = fault
    record, findings = read_book(book, tmp_path)
    assert told(findings) == [("I-10", "Safeguarding!D2", f"The cell shows the error {fault}.")]
    assert findings[0].fix == "Type the value itself."
    assert "why" not in record.values["answers"][0]


def test_line_breaks_of_excel_become_line_breaks(tmp_path: Path) -> None:
    record, _ = read_book(checklist((*ROW[:3], "One._x000D_\nTwo.")), tmp_path)
    assert record.values["answers"][0]["why"] == "One.\nTwo."


def test_spaces_that_do_not_break_are_spaces(tmp_path: Path) -> None:
    record, _ = read_book(checklist(("safeguarding.01\u00a0", None, "Tend\u00a0to agree")), tmp_path)
    assert record.values["answers"] == [{"item": "safeguarding.01", "rating": "Tend to agree"}]


# any text in any cell

FIELDS = ("item", "text", "rating", "why", "have", "need", "group")
SHARED = "xl/sharedStrings.xml"
SHARED_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"


def marked_book() -> dict[str, str]:
    """The parts of a checklist with the name of its field in each cell, its words apart from its cells as in Excel."""
    buffer = io.BytesIO()
    checklist([field.upper() for field in FIELDS[:-1]], group="GROUP").save(buffer)
    with zipfile.ZipFile(buffer) as package:
        parts = {name: package.read(name).decode() for name in package.namelist()}
    words: list[str] = []

    def shared(found: re.Match[str]) -> str:
        words.append(found[1])
        return f't="s"><v>{len(words) - 1}</v>'

    for name in parts:
        parts[name] = re.sub('t="inlineStr"><is>(<t>.*?</t>)</is>', shared, parts[name])
    entries = "".join(f"<si>{word}</si>" for word in words)
    parts[SHARED] = f'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{entries}</sst>'
    known = f'<Override PartName="/{SHARED}" ContentType="{SHARED_TYPE}"/></Types>'
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace("</Types>", known)
    return parts


PARTS = marked_book()


def with_words(xml: str, field: str = "why", before: str = "") -> bytes:
    """The checklist with other words in the cell of a field; before: what stands before the words of all cells."""
    words = PARTS[SHARED].replace(f"<t>{field.upper()}</t>", xml)
    assert f">{field.upper()}<" in PARTS[SHARED]
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        for name, content in {**PARTS, SHARED: before + words}.items():
            package.writestr(name, content)
    return buffer.getvalue()


def as_excel_writes(text: str) -> str:
    """Text in the XML of Excel, which spells out the characters that XML cannot hold or would change."""
    spelt = re.sub("_(?=x[0-9a-fA-F]{4}_)", "_x005F_", text)
    spelt = re.sub("[\x00-\x08\x0b-\x1f\ufffe\uffff]", lambda found: f"_x{ord(found[0]):04X}_", spelt)
    return f'<t xml:space="preserve">{escape(spelt)}</t>'


def first_answer(folder: Path, data: bytes) -> Mapping[str, object]:
    path = folder / "marked.xlsx"
    path.write_bytes(data)
    record, _ = read_workbook(path, "inputs/checklists/marked.xlsx", "checklist", SCHEMAS["checklist"])
    answer: Mapping[str, object] = record.values["answers"][0]
    return answer


ODD = st.sampled_from(
    ["{{ council.name }}", "{% for x in y %}", "<w:p>", "a & b", "]]>", "=1+1", "\x07", "\u00a0", "'"]
)
ANY_TEXT = st.one_of(st.text(), st.lists(st.one_of(ODD, st.text(max_size=5))).map("".join))


def test_words_in_several_looks_in_one_cell_are_read_whole(tmp_path: Path) -> None:
    data = with_words('<r><rPr><b/></rPr><t xml:space="preserve">Much </t></r><r><t>better</t></r>')
    assert first_answer(tmp_path, data)["why"] == "Much better"


@pytest.mark.slow
@settings(max_examples=150)
@given(ANY_TEXT)
@example("first\r\nsecond\x0bthird\x00")
def test_any_text_in_a_cell_arrives_cleaned(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    answer = first_answer(tmp_path_factory.getbasetemp(), with_words(as_excel_writes(text)))
    assert answer.get("why", "") == clean(text)


@pytest.mark.slow
@settings(max_examples=100)
@given(st.sampled_from(FIELDS), ANY_TEXT)
def test_any_text_in_any_cell_is_a_value_or_a_finding(
    tmp_path_factory: pytest.TempPathFactory, framework: Framework, field: str, text: str
) -> None:
    path = tmp_path_factory.getbasetemp() / "marked.xlsx"
    path.write_bytes(with_words(as_excel_writes(text), field))
    record, _ = read_workbook(path, "inputs/checklists/marked.xlsx", "checklist", SCHEMAS["checklist"])
    words = framework_vocabulary(framework).with_kind("group", [("leaders", "Managers and leaders")])
    checked = validate(record, SCHEMAS["checklist"], words)
    wrong = {finding.message.partition(":")[0] for finding in checked.findings}
    assert wrong <= {"Group", "Id", "Rating", "Group is missing.", "Id is missing."}


def test_entities_of_an_attacker_are_not_filled_in(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("the secret", encoding="utf-8")
    before = f'<!DOCTYPE sst [<!ENTITY secret SYSTEM "{secret.as_uri()}">]>'
    path = tmp_path / "marked.xlsx"
    path.write_bytes(with_words("<t>[&secret;]</t>", before=before))
    record, findings = read_workbook(path, "inputs/checklists/marked.xlsx", "checklist", SCHEMAS["checklist"])
    assert "the secret" not in str(record.values)
    assert record.values or findings
