"""Every workbook that goes along with the report."""

from __future__ import annotations

from datetime import UTC, datetime, time

from engine.model.assessment import SelfAssessment
from engine.model.judgement import Judgement
from engine.publishing.lists.library import library_tables
from engine.publishing.lists.plan import plan_tables
from engine.publishing.lists.sheet_table import Properties
from engine.publishing.lists.triangulation import triangulation_tables
from engine.publishing.lists.workbook import workbook
from engine.templates.palette import HOUSE, Palette


def lists(assessment: SelfAssessment, judgement: Judgement, palette: Palette = HOUSE) -> dict[str, bytes]:
    """The bytes of every workbook, such as library.xlsx, by name, in a council's colours and font."""
    council = assessment.council
    when = datetime.combine(council.date, time(), UTC)
    contents = {
        "library.xlsx": ("Document library", library_tables(assessment, judgement)),
        "improvement-plan.xlsx": ("Improvement plan", plan_tables(assessment, judgement)),
        "triangulation.xlsx": ("Ratings of all groups", triangulation_tables(assessment, judgement)),
    }
    return {
        name: workbook(tables, Properties(f"{title}: {council.title}", council.name, when), palette)
        for name, (title, tables) in contents.items()
    }
