"""What a final edition does without because nothing was received for it: it leaves the part out, and this tells so."""

from __future__ import annotations

from collections.abc import Iterator

from engine.findings import Finding, Place, info
from engine.model.assessment import SelfAssessment

_EVIDENCE = Place("inputs/evidence.xlsx", "Figures")


def left_out_findings(assessment: SelfAssessment, has_previous: bool) -> Iterator[Finding]:
    """A-06 for figures, A-07 for quotations, A-08 for the last self-assessment, each where there is none at all.

    assessment: as the readers of the edition see it. has_previous: whether the record of the last one is there.
    """
    figures = assessment.evidence.figures
    if not figures:
        message = (
            "There are no figures. A final edition leaves out the figures at a glance, every chart of figures and the "
            "table of figures in Section E."
        )
        yield info("A-06", _EVIDENCE, message, "Nothing, if that is meant. Else fill in the sheet Figures.")
    elif not any(figure.at_a_glance for figure in figures):
        message = "No figure is marked for the first page. A final edition leaves out the figures at a glance."
        fix = "Nothing, if that is meant. Else write Yes in the column At a glance beside up to four figures."
        yield info("A-06", _EVIDENCE, message, fix)
    if not any(narrative.quotations for narrative in assessment.statements.values()):
        message = "No statement quotes anybody. A final edition leaves out “What others say” everywhere."
        fix = "Nothing, if that is meant. Else quote what people said in the statements' forms."
        yield info("A-07", Place("inputs/narrative"), message, fix)
    if not has_previous:
        message = "No earlier self-assessment is known. A final edition leaves out the track record."
        fix = "Nothing, if this is the first. Else put the record.json of the last one into inputs/ as previous.json."
        yield info("A-08", Place("inputs/previous.json"), message, fix)
