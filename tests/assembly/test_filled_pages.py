"""The report is read: no page of it is half empty, its themes follow the guidance, its codes are heard as words."""

from __future__ import annotations

import pikepdf
import pytest
from docx import Document
from openpyxl import load_workbook

from engine.assembly.assemble import Built
from engine.model.plan import planned
from engine.pdf.marked_text import StructureText
from tests.material.filled_pages import pages, short

ENDS = ("Section B, theme 1", "Section C", "Section D", "Section E", "Annex")
"""What begins behind the last page of Sections A to E."""
LEAST, MOST_PAGES = 0.45, 65


@pytest.mark.every_office
def test_no_page_of_the_report_is_half_empty(built: Built) -> None:
    every = pages(built.folder / "report.pdf")
    assert [(page.number, round(page.full, 2)) for page in short(every, LEAST, ENDS)] == []
    assert len(every) <= MOST_PAGES


def test_each_theme_has_introduction_performance_and_priorities_in_this_order(built: Built) -> None:
    document = Document(str(built.folder / "report.docx"))
    titles = [p.text for p in document.paragraphs if p.style is not None and p.style.name == "Heading 2 Unlisted"]
    parts = ("Introduction and summary", "Current performance", "Priorities to maintain and improve")
    assert [title for title in titles if title in parts] == [*parts] * 4


def test_the_summary_is_short_and_the_plan_has_every_action_by_date(built: Built) -> None:
    assert 4 <= built.pages["summary"] <= 8
    every = planned(built.reading.assessment)
    plan = Document(str(built.folder / "improvement-plan.docx")).tables[0]
    printed = [row.cells[1].paragraphs[0].text for row in plan.rows[1:]]
    assert [text.replace("\u2011", "-") for text in printed] == [one.action.text.text for one in every]
    assert [one.action.due for one in every] == sorted(one.action.due for one in every if one.action.due)
    last = Document(str(built.folder / "improvement-plan.docx")).tables[-1]
    told = [row.cells[0].paragraphs[0].text for row in last.rows[1:]]
    assert [text.replace("\u2011", "-") for text in told] == [
        one.text for one in built.reading.assessment.recommendations
    ]
    book = load_workbook(built.folder / "improvement-plan.xlsx")["Actions"]
    assert [row[3] for row in book.iter_rows(min_row=5, values_only=True)] == printed


def test_the_codes_of_the_annex_are_heard_as_words(built: Built) -> None:
    text = StructureText()
    with pikepdf.open(built.folder / "report.pdf") as pdf:
        coded = [
            each
            for each in pdf.objects
            if isinstance(each, pikepdf.Dictionary) and each.get("/S") == pikepdf.Name("/Spoken Code")
        ]
        heard = {text.of(each) for each in coded}
    assert len(coded) > 400
    assert {"Tend to agree", "Strongly disagree", "People with lived experience"} <= heard
    assert not {"TA", "SD", "A"} & heard
