"""readiness.html: one page that needs nothing but itself, made by the same environment as the Word files."""

from __future__ import annotations

from engine.model.assessment import SelfAssessment
from engine.model.edition import Edition, Since
from engine.model.readiness import Readiness
from engine.rendering.views.readiness import readiness_view
from engine.templates.environment import TemplateEnvironment
from engine.workspace import package

_PAGE = package() / "rendering" / "readiness.html"


def readiness_page(
    assessment: SelfAssessment, readiness: Readiness, edition: Edition, since_final: Since | None = None
) -> bytes:
    """The page. Text of the inputs is escaped, so that markup in it is shown and does nothing."""
    names = {statement.id: statement.name for statement in assessment.framework.statements}
    since = since_final and {
        "files": list(since_final.files),
        "statements": [names[key] for key in since_final.statements if key in names],
    }
    template = TemplateEnvironment().from_string(_PAGE.read_text(encoding="utf-8"))
    return template.render(readiness_view(assessment, readiness, edition) | {"since_final": since}).encode()
