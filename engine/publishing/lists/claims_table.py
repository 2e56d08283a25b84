"""The sheet of triangulation.xlsx that sets each claim beside the kinds of evidence behind it."""

from __future__ import annotations

from engine.model.assessment import SelfAssessment
from engine.model.judgement import Claim, Judgement
from engine.phrases import sentences
from engine.publishing.lists.sheet_table import Cell, SheetTable


def claims_table(assessment: SelfAssessment, judgement: Judgement) -> SheetTable:
    """Every strength and area to improve, what it rests on, and whether as many kinds bear it out as asked for."""
    columns = (("Statement", 34), ("What is said", 70), ("As", 18), ("Evidence", 22), ("Kinds of evidence", 40))
    wanted = assessment.council.thresholds.kinds_of_evidence
    names = {statement.id: statement.name for statement in assessment.framework.statements}
    rows = tuple(
        (
            names.get(claim.statement, claim.statement),
            claim.text,
            "Works well" if claim.is_strength else "Needs to improve",
            ", ".join(dict.fromkeys(claim.references)) or "–",
            assessment.framework.kinds_in_words(claim.kinds) or "–",
            _borne_out(claim, wanted),
        )
        for claim in judgement.claims
    )
    none: tuple[Cell, ...] = ("–", "Nothing is said yet.", "–", "–", "–", "–")
    return SheetTable(
        sheet="Claims",
        title="What bears out each claim",
        hint=f"Checklists count as who rated, quotations as their group; {sentences.KINDS_ASKED_FOR(wanted)}.",
        columns=(*columns, ("Borne out", 34)),
        rows=rows or (none,),
    )


def _borne_out(claim: Claim, wanted: int) -> str:
    if not claim.is_judged(wanted):
        what = f"the kind of {', '.join(claim.open)}" if claim.open else "the kind of data sources and figures"
        return f"Not judged: {what} is not told"
    return "Yes" if claim.is_borne_out(wanted) else "No"
