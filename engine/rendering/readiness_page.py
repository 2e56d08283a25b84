"""readiness.html: one page that needs nothing but itself, made by the same environment as the Word files."""

from __future__ import annotations

from engine.model.assessment import SelfAssessment
from engine.model.edition import Edition, Since
from engine.model.readiness import Readiness
from engine.rendering.page_brand import page_colours, page_font
from engine.rendering.views.readiness import readiness_view
from engine.rendering.views.shared import View
from engine.templates.environment import TemplateEnvironment
from engine.templates.palette import HOUSE, Palette
from engine.workspace import package

_PAGE = package() / "rendering" / "readiness.html"


def readiness_page(
    assessment: SelfAssessment,
    readiness: Readiness,
    edition: Edition,
    since_final: Since | None = None,
    palette: Palette = HOUSE,
) -> bytes:
    """The page, in a council's colours and font. Text of the inputs is escaped: markup in it is shown and does nothing.

    since_final: what is another than in the last final edition.
    """
    names = {statement.id: statement.name for statement in assessment.framework.statements}
    since = since_final and {
        "files": list(since_final.files),
        "statements": [names[key] for key in since_final.statements if key in names],
    }
    template = TemplateEnvironment().from_string(_PAGE.read_text(encoding="utf-8"))
    view = readiness_view(assessment, readiness, edition) | {"since_final": since, "brand": _brand(palette)}
    return template.render(view).encode()


def _brand(palette: Palette) -> View:
    """The colours by their names, and the font where its name can stand in a style sheet."""
    colours = [{"name": name, "value": value} for name, value in page_colours(palette).items()]
    return {"colours": colours, "font": page_font(palette.font)}
