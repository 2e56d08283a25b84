"""Of a workbook that comes back as it was sent out there is nothing to tell, and of what people laid on it there is."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.drawing.image import Image

from engine.findings import Finding
from engine.forms.workbooks import checklist_workbook, endorsements_workbook, evidence_workbook
from engine.model.council import Group
from engine.model.framework import Framework
from engine.sources.checklists.read import read_checklist
from engine.sources.checklists.recognised import catalogue
from engine.sources.workbook import read_workbook
from tests.material.small_drawings import photo
from tests.material.small_forms import BRAND
from tests.material.small_inputs import SCHEMAS

LOOKED = replace(BRAND, council="Smallshire & District Council", logo=photo(), logo_words="Our badge")
LEADERS = Group(id="leaders", name="Leaders", people=3, how="", lived_experience=False, leaders=True)


def findings_of(kind: str, data: bytes, framework: Framework, folder: Path) -> list[str]:
    """What is told of what lies outside the cells of a workbook."""
    path = folder / "a.xlsx"
    path.write_bytes(data)
    found: list[Finding]
    if kind == "checklist":
        schema = SCHEMAS["checklist"]
        found = read_checklist(path, "a.xlsx", catalogue(framework, schema), schema)[1]
    else:
        found = read_workbook(path, "a.xlsx", kind, SCHEMAS[kind])[1]
    return [finding.message for finding in found if finding.code == "I-70"]


def issued(kind: str, framework: Framework) -> bytes:
    if kind == "checklist":
        return checklist_workbook(framework, LEADERS, SCHEMAS[kind], LOOKED)
    make = evidence_workbook if kind == "evidence" else endorsements_workbook
    return make(framework, SCHEMAS[kind], LOOKED)


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["checklist", "evidence", "endorsements"])
def test_the_logo_and_the_margins_of_a_form_are_nobodys_words(kind: str, framework: Framework, tmp_path: Path) -> None:
    assert findings_of(kind, issued(kind, framework), framework, tmp_path) == []


def test_a_picture_and_a_margin_of_peoples_own_are_told(framework: Framework, tmp_path: Path) -> None:
    book = load_workbook(BytesIO(issued("checklist", framework)))
    sheet = book.worksheets[1]
    sheet.add_image(Image(BytesIO(photo())), "D5")
    margin = sheet.oddFooter
    assert margin
    margin.left.text = "Seen by Ann && Bob"
    book.save(tmp_path / "b.xlsx")
    told = findings_of("checklist", (tmp_path / "b.xlsx").read_bytes(), framework, tmp_path)
    assert [message.partition(" of each")[0] for message in told] == [
        'Outside the cells stands a picture that says "Picture", which is not read.',
        "Outside the cells stands a line in the margin",
    ]
    assert '"Seen by Ann & Bob Page of"' in told[1]
