"""The length of Section A, on the pages as they came out."""

from __future__ import annotations

from engine.assembly.reading import Reading
from engine.assessment.length import length_findings
from engine.findings import Severity


def _pages(first: int, after: int) -> dict[str, int]:
    """Section A begins on one page, the first theme on another."""
    return {"section_a": first, "theme_working_with_people": after}


def test_the_budget_is_four_pages(reading: Reading) -> None:
    assert reading.assessment.framework.overview_pages == 4


def test_four_pages_are_within_the_budget(reading: Reading) -> None:
    assert length_findings(reading.assessment, _pages(3, 7)) == (4, [])


def test_more_pages_are_told_with_the_words_to_cut(reading: Reading) -> None:
    taken, (finding,) = length_findings(reading.assessment, _pages(3, 9))
    assert taken == 6
    assert (finding.severity, finding.code, finding.about) == (Severity.WARNING, "A-01", "overview")
    assert finding.message.startswith("Section A takes 6 pages; 4 are suggested.")
    assert finding.fix == "Cut about 660 words."
    assert finding.place.file == "inputs/narrative/overview.docx"


def test_a_statement_over_its_pages_is_told_with_the_words_to_cut(reading: Reading) -> None:
    pages = {"statement_assessing_needs": 8, "statement_healthier_lives": 15, "theme_providing_support": 19}
    _, (finding,) = length_findings(reading.assessment, _pages(3, 7) | pages)
    assert (finding.severity, finding.code, finding.about) == (Severity.WARNING, "A-09", "assessing-needs")
    assert finding.message == "The statement takes 7 pages of the report; 6 are suggested."
    assert finding.fix.startswith("Cut about 330 words")
    assert length_findings(reading.assessment, _pages(3, 7) | pages | {"statement_healthier_lives": 14})[1] == []


def test_a_template_without_the_bookmarks_is_not_measured(reading: Reading) -> None:
    assert length_findings(reading.assessment, {"section_a": 3}) == (0, [])
    assert length_findings(reading.assessment, {"theme_working_with_people": 9}) == (0, [])
    assert length_findings(reading.assessment, {}) == (0, [])
