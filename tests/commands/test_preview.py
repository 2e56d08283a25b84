"""One template, looked at by itself."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from docx import Document
from pypdf import PdfReader

from engine.commands.preview import preview
from engine.errors import TemplateError
from engine.findings import errors_in
from engine.workspace import Workspace, house
from tests.assembly.test_good_templates import break_a_tag
from tests.material.real_command import run
from tests.material.template_faults import replaced

pytestmark = pytest.mark.office


def test_a_sheet_is_shown_with_the_workspaces_data(little: Workspace) -> None:
    made = preview(little, little.template("verification_sheet.docx"))
    assert made.pdf == little.outputs / "preview" / "verification_sheet.pdf"
    assert not made.is_sample
    text = PdfReader(made.pdf).pages[0].extract_text()
    assert "Assessing needs" in text
    assert "DRAFT" in text
    assert [path.name for path in little.outputs.iterdir()] == ["preview"]


def test_a_broken_template_is_told_and_the_earlier_preview_stays(little: Workspace) -> None:
    pdf = little.outputs / "preview" / "verification_sheet.pdf"
    pdf.parent.mkdir(parents=True)
    pdf.write_bytes(b"earlier")
    break_a_tag(little)
    with pytest.raises(TemplateError) as stopped:
        preview(little, little.template("verification_sheet.docx"))
    assert {(f.code, f.place.file) for f in stopped.value.findings} == {
        ("W-21", "word_templates/verification_sheet.docx")
    }
    assert pdf.read_bytes() == b"earlier"


def test_a_page_that_is_not_right_yet_is_shown_and_said_to_be_so(sample: Workspace) -> None:
    path = sample.template("verification_sheet.docx")
    document = Document(str(path))
    document.add_paragraph("{%p if statement.name %} and words beside")
    document.add_paragraph("Words of our own")
    document.add_paragraph("{%p endif %}")
    document.save(str(path))
    made = preview(sample, path)
    assert "Words of our own" in "".join(page.extract_text() for page in PdfReader(made.pdf).pages)
    assert [found.code for found in made.findings] == ["W-18"]
    assert made.exit_code == 4


def test_a_template_anywhere_is_known_by_its_tags_and_shown_with_the_sample(tmp_path: Path) -> None:
    file = tmp_path / "our endorsements.docx"
    shutil.copy(house() / "word_templates" / "endorsement_sheet.docx", file)
    code, output, _ = run("template", "preview", str(file), "--workspace", str(tmp_path))
    assert code == 0
    assert "the sample council's data" in output
    assert (
        "Endorsements" in PdfReader(tmp_path / "outputs" / "preview" / "our endorsements.pdf").pages[0].extract_text()
    )
    file.write_bytes(b"no Word file")
    code, output, errors = run("template", "preview", str(file), "--workspace", str(tmp_path))
    assert code == 4
    assert "W-02  our endorsements.docx" in output
    assert "Traceback" not in output + errors


def test_what_a_template_leaves_out_is_told_beside_the_page(little: Workspace) -> None:
    path = little.template("verification_sheet.docx")
    path.write_bytes(replaced(path.name, "{{r line }}", "A line"))
    made = preview(little, path)
    assert "A line" in PdfReader(made.pdf).pages[0].extract_text()
    assert {found.code for found in errors_in(made.findings)} == {"W-08", "W-35"}
    assert {found.place.file for found in made.findings} == {"word_templates/verification_sheet.docx"}
    assert made.exit_code == 4
