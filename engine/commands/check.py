"""`penholder check`: everything that is wrong with inputs and templates, found without writing anything."""

from __future__ import annotations

from engine.assembly.drawing import draw, not_in_brand
from engine.assembly.reading import Reading, read
from engine.commands.template_check import check_templates
from engine.errors import TemplateError
from engine.finding_kinds import Trait, has
from engine.findings import Finding, errors_in, in_order
from engine.model.edition import Edition, Order
from engine.progress import Progress
from engine.workspace import Workspace


def check(workspace: Workspace, progress: Progress) -> tuple[Reading, tuple[Finding, ...]]:
    """Steps 1 to 5 in memory: everything that is wrong with inputs and templates. Writes nothing.

    Templates with errors are not rendered: it would say the same once more, and not as well.
    """
    reading = read(workspace, progress)
    findings = [*reading.judgement.findings, *(f for one in check_templates(workspace) for f in one.findings)]
    if any(has(found, Trait.ABOUT_A_TEMPLATE) for found in errors_in(findings)):
        return reading, tuple(findings)
    try:
        with progress.step("render") as step:
            drawn = draw(workspace, reading, Order(Edition.FINAL))
            step.said = f"{len(drawn.rendered)} documents"
    except TemplateError as fault:
        return reading, (*findings, *fault.findings)
    told = {(found.code, found.place.file) for found in findings}
    mended = [found for found in drawn.findings if (found.code, found.place.file) not in told]
    return reading, in_order((*findings, *mended, *not_in_brand(workspace, reading)))
