"""Sheets of a few cells, and what they are recognised by: two statements of two items, of which one is worded twice."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache

from engine.model.framework import ChecklistItem, QualityStatement, Rating, Side, Theme
from engine.rendering.views.specimen import specimen
from engine.sources.cell_facts import CellKind
from engine.sources.checklists.columns import Columns
from engine.sources.checklists.grid import Area, Grid, Position, SheetCell, cell
from engine.sources.checklists.recognised import Catalogue, catalogue
from tests.material.small_inputs import SCHEMAS

STRONG, AGREE, DISAGREE, STRONGLY_NOT, UNKNOWN = SCALE = (
    "Strongly agree",
    "Tend to agree",
    "Tend to disagree",
    "Strongly disagree",
    "Don’t know",
)
TWIN = "Staff know how to raise a concern"
LEARN = "We learn from every review that is done"
ASK = "People are asked about their experience"
COLUMNS = Columns(1, {"item": 1, "text": 2}, {name: number for number, name in enumerate(SCALE, 3)})
"""Ids in A, words in B, ratings in C to G."""


@cache
def small_catalogue() -> Catalogue:
    """safeguarding.01 and equity.01 are worded alike; safeguarding.02 and equity.02 are not."""
    sides = (Side.AGREE, Side.AGREE, Side.DISAGREE, Side.DISAGREE, Side.UNKNOWN)
    framework = specimen().assessment.framework
    (theme,) = framework.themes
    made = [
        _statement(theme.statements[0], *told)
        for told in (("safeguarding", "Safeguarding", 7, TWIN, LEARN), ("equity", "Equity in outcomes", 3, TWIN, ASK))
    ]
    ratings = tuple(Rating(name, side, number) for number, (name, side) in enumerate(zip(SCALE, sides, strict=True)))
    themes = (Theme(id="theme", name="Working with people", number=1, statements=tuple(made)),)
    return catalogue(replace(framework, ratings=ratings, themes=themes), SCHEMAS["checklist"])


def reworded(item: str, text: str) -> Catalogue:
    """The small catalogue with other words for one of its items."""
    framework = small_catalogue().framework
    (theme,) = framework.themes
    statements = tuple(
        replace(one, items=tuple(replace(each, text=text) if each.id == item else each for each in one.items))
        for one in theme.statements
    )
    return catalogue(replace(framework, themes=(replace(theme, statements=statements),)), SCHEMAS["checklist"])


def _statement(one: QualityStatement, id_: str, name: str, number: int, *texts: str) -> QualityStatement:
    items = tuple(ChecklistItem(f"{id_}.{position:02}", text) for position, text in enumerate(texts, 1))
    return replace(one, id=id_, name=name, number=number, items=items)


def sheet(
    *rows: tuple[str, ...],
    merged: tuple[Area, ...] = (),
    fills: Mapping[Position, str] | None = None,
    kinds: Mapping[Position, CellKind] | None = None,
    fonts: Mapping[Position, str] | None = None,
) -> Grid:
    """A sheet of rows of texts, from A1 on; a cell without text is not filled."""
    cells: dict[Position, SheetCell] = {}
    for row, texts in enumerate(rows, 1):
        for column, text in enumerate(texts, 1):
            at = (row, column)
            made = cell(row, column, text, (kinds or {}).get(at, CellKind.TEXT), (fonts or {}).get(at, ""))
            cells |= {at: made} if made else {}
    return Grid(name="Sheet1", cells=cells, merged=merged, fills=fills or {})
