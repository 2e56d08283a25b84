"""On which page each section of a document begins, by the ids that people and findings know it by."""

from __future__ import annotations

from collections.abc import Mapping

from engine.model.framework import Framework
from engine.rendering.views.report import statement_anchor
from engine.rendering.views.section_a import theme_anchor

_OF_A_CONTENTS_LIST = "_"
"""How the bookmarks begin that nobody but a contents list knows."""


def begins(pages: Mapping[str, int], framework: Framework) -> dict[str, int]:
    """The page of each section. pages: of bookmarks. A heading of no statement or theme is known by its bookmark."""
    ids = {statement_anchor(statement.id): statement.id for statement in framework.statements}
    ids |= {theme_anchor(theme.id): theme.id for theme in framework.themes}
    return {ids.get(name, name): page for name, page in pages.items() if not name.startswith(_OF_A_CONTENTS_LIST)}
