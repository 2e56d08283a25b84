"""The lines of help that blank workbooks are sent out with, a framework's own among them."""

from __future__ import annotations

from engine.model.framework import Framework
from engine.phrases import issued


def evidence_lines(framework: Framework) -> tuple[str, ...]:
    """How to fill in the evidence workbook."""
    return (*issued.EVIDENCE, *framework.library_help, *framework.sources_help)


def endorsement_lines(framework: Framework) -> tuple[str, ...]:
    """How to fill in the endorsements workbook, with what is declared."""
    worded = (f"{one.id} ({one.heading}): {one.text}" for one in framework.declarations)
    return (*issued.ENDORSEMENTS, *worded)
