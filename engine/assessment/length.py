"""The length of Section A and of each statement, on the pages as they came out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from engine.findings import Finding, Place, warning
from engine.model.assessment import SelfAssessment
from engine.model.story import paragraphs
from engine.phrases import nouns, sentences

WORDS_PER_PAGE = 330
"""About how many words of narrative fill a page of the report."""
_PARTS = ("statement_", "theme_", "local_", "section_c")
"""How the bookmarks begin of what a statement can be followed by."""


def length_findings(assessment: SelfAssessment, pages: Mapping[str, int]) -> tuple[int, list[Finding]]:
    """How many pages Section A takes, and A-01 where that is over its budget.

    pages: of bookmarks. 0 pages where the template lacks the bookmarks section_a or those of the themes.
    """
    first_theme = "theme_" + assessment.framework.themes[0].id.replace("-", "_")
    if "section_a" not in pages or first_theme not in pages:
        return 0, []
    taken, budget = pages[first_theme] - pages["section_a"], assessment.framework.overview_pages
    return taken, [*_over(assessment, taken, budget), *_long_statements(assessment, pages)]


def _long_statements(assessment: SelfAssessment, pages: Mapping[str, int]) -> Iterator[Finding]:
    """A-09 for each statement that begins more pages before what follows it than the council gives it."""
    budget = assessment.council.thresholds.statement_pages
    begins = [page for name, page in pages.items() if name.startswith(_PARTS)]
    for statement in assessment.framework.statements:
        first = pages.get("statement_" + statement.id.replace("-", "_"))
        following = [page for page in begins if first is not None and page > first]
        if first is not None and following and (taken := min(following) - first) > budget:
            place = assessment.statements[statement.id].place
            message = f"The statement takes {nouns.PAGE.figure(taken)} of the report; {sentences.SUGGESTED(budget)}."
            words = nouns.WORD.figure((taken - budget) * WORDS_PER_PAGE)
            yield warning(
                "A-09", place, message, f"Cut about {words}, or raise thresholds.statement_pages.", statement.id
            )


def _over(assessment: SelfAssessment, taken: int, budget: int) -> Iterator[Finding]:
    if taken > budget:
        overview = assessment.overview
        words = sum(len(p.text.split()) for story in (overview.about, overview.strategy) for p in paragraphs(story))
        place = Place(overview.place.file, "About us")
        message = (
            f"Section A takes {nouns.PAGE.figure(taken)}; {sentences.SUGGESTED(budget)}. "
            f"Its text has {nouns.WORD.figure(words)}."
        )
        fix = f"Cut about {nouns.WORD.figure((taken - budget) * WORDS_PER_PAGE)}."
        yield warning("A-01", place, message, fix, "overview")
