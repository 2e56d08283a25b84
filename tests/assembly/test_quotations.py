"""Whose words a quotation is: a role, and where the form says so the stakeholder group it speaks for."""

from __future__ import annotations

import pytest
from docx import Document
from docx.shared import Mm

from engine.assembly.reading import Reading, read
from engine.progress import Progress
from engine.workspace import Workspace

FORM = "inputs/narrative/equity.docx"


def with_group(workspace: Workspace, group: str) -> Reading:
    """The sample with the column Group in the quotations of one form, filled in for the first of them."""
    path = workspace.root / FORM
    document = Document(str(path))
    table = next(table for table in document.tables if table.cell(0, 0).text == "What was said")
    column = table.add_column(Mm(20))
    column.cells[0].text, column.cells[1].text = "Group", group
    document.save(str(path))
    return read(workspace, Progress())


@pytest.mark.slow
@pytest.mark.parametrize("typed", ["providers", "Providers and voluntary sector"])
def test_a_group_is_known_by_its_id_and_by_its_name(sample: Workspace, typed: str) -> None:
    narrative = with_group(sample, typed).assessment.statements["equity"]
    assert [quotation.group for quotation in narrative.quotations][:2] == ["providers", ""]


@pytest.mark.slow
def test_a_group_that_the_council_does_not_have_is_told(sample: Workspace) -> None:
    found = [f for f in with_group(sample, "Provders").judgement.findings if f.place.file == FORM and f.code != "T-01"]
    assert [(finding.code, finding.message) for finding in found] == [("S-08", 'Group: there is no group "Provders".')]


@pytest.mark.slow
def test_who_speaks_is_signed_for(sample: Workspace, reading: Reading) -> None:
    changed = with_group(sample, "providers").judgement.fingerprints
    assert changed["equity"] != reading.judgement.fingerprints["equity"]
    assert changed["governance"] == reading.judgement.fingerprints["governance"]
