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


def test_a_template_without_the_bookmarks_is_not_measured(reading: Reading) -> None:
    assert length_findings(reading.assessment, {"section_a": 3}) == (0, [])
    assert length_findings(reading.assessment, {"theme_working_with_people": 9}) == (0, [])
    assert length_findings(reading.assessment, {}) == (0, [])
