"""Editions: a draft always builds and says so, a final edition is refused while errors stand."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook

from engine.assembly.reading import read
from engine.commands.check import check
from engine.errors import InputError, TemplateError
from engine.findings import Severity, errors_in
from engine.model.edition import Edition
from engine.progress import STEPS, Progress, Step
from engine.workspace import Workspace
from tests.assembly.test_pack import words
from tests.building import build

pytestmark = pytest.mark.office


def break_a_reference(workspace: Workspace) -> None:
    """Let a form refer to a document that does not exist."""
    path = workspace.inputs / "narrative" / "equity.docx"
    document = Document(str(path))
    for paragraph in document.paragraphs:
        for run in paragraph.runs:
            run.text = run.text.replace("[D-025]", "[D-925]")
    document.save(str(path))


def test_the_sample_has_no_errors(sample: Workspace) -> None:
    findings = check(sample, Progress()).findings
    assert errors_in(findings) == ()
    assert any(finding.severity is Severity.WARNING for finding in findings)


def test_check_writes_nothing(little: Workspace) -> None:
    before = sorted(path for path in little.root.rglob("*"))
    check(little, Progress())
    assert sorted(path for path in little.root.rglob("*")) == before


def test_inputs_are_never_modified(little: Workspace) -> None:
    before = {path: path.read_bytes() for path in little.inputs.rglob("*") if path.is_file()}
    build(little, Edition.DRAFT, with_pdf=False, progress=Progress())
    assert {path: path.read_bytes() for path in little.inputs.rglob("*") if path.is_file()} == before


def test_the_eight_steps_are_told_in_their_order(little: Workspace) -> None:
    told: list[Step] = []
    build(little, Edition.DRAFT, with_pdf=True, progress=Progress(ended=told.append))
    assert [step.name for step in told] == list(STEPS)
    assert [step.number for step in told] == list(range(1, 9))


def test_an_unknown_reference_is_an_error_with_its_place_and_a_guess(little: Workspace) -> None:
    break_a_reference(little)
    findings = check(little, Progress()).findings
    errors = errors_in(findings)
    assert {finding.code for finding in errors} == {"T-07"}
    assert errors[0].place.file == "inputs/narrative/equity.docx"
    assert "paragraph" in errors[0].place.where
    assert errors[0].fix.startswith("Did you mean [D-025], Equality objectives")


def test_a_draft_is_built_with_errors_and_a_final_edition_is_not(little: Workspace) -> None:
    break_a_reference(little)
    built = build(little, Edition.DRAFT, with_pdf=False, progress=Progress())
    assert (built.folder / "report.docx").is_file()
    with pytest.raises(InputError, match="final edition was not built"):
        build(little, Edition.FINAL, with_pdf=False, progress=Progress())
    assert not (little.outputs / "final").exists()


def test_a_draft_says_so_in_header_and_text_and_a_final_edition_does_not(little: Workspace) -> None:
    draft = build(little, Edition.DRAFT, with_pdf=False, progress=Progress())
    final = build(little, Edition.FINAL, with_pdf=False, progress=Progress())
    for folder, is_draft in ((draft.folder, True), (final.folder, False)):
        for path in folder.rglob("*.docx"):
            headers = [p.text for s in Document(str(path)).sections for p in s.header.paragraphs if p.text]
            assert all(("DRAFT" in header) == is_draft for header in headers)
            assert headers
            notice = "Internal working paper" if path.parent.name == "briefs" else "This is a draft."
            assert (notice in words(path)) == is_draft


def test_a_missing_form_leaves_a_visible_hole_in_a_draft(little: Workspace) -> None:
    (little.inputs / "narrative" / "equity.docx").unlink()
    built = build(little, Edition.DRAFT, with_pdf=False, progress=Progress())
    assert "Nothing received yet" in words(built.folder / "report.docx")
    assert ("I-01", "inputs/narrative/equity.docx") in {(f.code, f.place.file) for f in errors_in(built.findings)}


def test_without_a_sound_council_file_nothing_is_built_and_all_findings_come_at_once(sample: Workspace) -> None:
    break_a_reference(sample)
    (sample.inputs / "council.yaml").write_text("council: {name: ''}\n", encoding="utf-8")
    (sample.inputs / "evidence.xlsx").write_bytes(b"")
    with pytest.raises(InputError) as stopped:
        read(sample, Progress())
    assert {f.place.file for f in stopped.value.findings} >= {"inputs/council.yaml", "inputs/evidence.xlsx"}


def test_a_template_that_lost_a_tag_builds_nothing_and_names_the_lost_text(little: Workspace) -> None:
    path = little.template("report.docx")
    document = Document(str(path))
    tag = next(p for p in document.paragraphs if "statement.evidence" in p.text)
    document.element.body.remove(tag._p)
    document.save(str(path))
    with pytest.raises(TemplateError) as stopped:
        build(little, Edition.DRAFT, with_pdf=False, progress=Progress())
    (told,) = stopped.value.findings
    assert (told.code, told.message) == ("W-35", "Nothing prints how each statement is known (statements.evidence).")
    assert not (little.outputs / "draft").exists()


def test_text_from_a_spreadsheet_is_never_a_template(little: Workspace) -> None:
    from openpyxl import load_workbook

    path = little.inputs / "evidence.xlsx"
    book = load_workbook(path)
    hostile = "{{ council.name }} {% for x in y %} <b>& =1+1"
    book["Library"]["D5"] = hostile
    book.save(path)
    built = build(little, Edition.DRAFT, with_pdf=False, progress=Progress())
    assert hostile in words(built.folder / "report.docx")


def test_without_pdfs_the_contents_list_shows_dashes_and_says_why(little: Workspace) -> None:
    built = build(little, Edition.DRAFT, with_pdf=False, progress=Progress())
    assert "Contents" in words(built.folder / "report.docx")
    assert "P-02" in {finding.code for finding in built.findings}
    assert not list(built.folder.rglob("*.pdf"))


def test_a_workspace_may_have_spaces_umlauts_and_two_hundred_characters_in_its_path(little: Workspace) -> None:
    start = little.root.parent / "Säöü council ﬁles"
    moved = start / ("x" * max(60, 200 - len(str(start))))
    moved.parent.mkdir()
    little.root.rename(moved)
    built = build(Workspace(moved), Edition.DRAFT, with_pdf=True, progress=Progress())
    assert (built.folder / "report.pdf").is_file()


def test_hidden_files_and_lock_files_are_no_inputs(little: Workspace) -> None:
    (little.inputs / "checklists" / "~$leaders.xlsx").write_bytes(b"lock")
    (little.inputs / ".DS_Store").write_bytes(b"x")
    reading = read(little, Progress())
    assert not [path for path in reading.sources if "~$" in path or Path(path).name.startswith(".")]
    assert "I-05" in {finding.code for finding in reading.judgement.findings}


def test_rich_text_where_plain_words_belong_is_refused(little: Workspace) -> None:
    path = little.template("report.docx")
    document = Document(str(path))
    tag = next(run for p in document.paragraphs for run in p.runs if "{{r card.text }}" in run.text)
    tag.text = "{{ card.text }}"
    document.save(str(path))
    with pytest.raises(TemplateError) as stopped:
        build(little, Edition.DRAFT, with_pdf=False, progress=Progress())
    assert {finding.code for finding in stopped.value.findings} == {"W-33"}
    assert "Our key strengths" in stopped.value.findings[0].place.where


def test_a_sheet_without_its_declaration_is_refused(little: Workspace) -> None:
    path = little.template("verification_sheet.docx")
    document = Document(str(path))
    tag = next(p for p in document.paragraphs if "sheet.declaration" in p.text)
    tag.runs[0].text = "I confirm."
    for run in tag.runs[1:]:
        run.text = ""
    document.save(str(path))
    with pytest.raises(TemplateError) as stopped:
        build(little, Edition.DRAFT, with_pdf=False, progress=Progress())
    assert {finding.code for finding in stopped.value.findings} == {"W-35"}


def test_a_fault_of_a_form_is_open_on_its_sheet(little: Workspace) -> None:
    path = little.inputs / "narrative" / "equity.docx"
    document = Document(str(path))
    view = next(p for p in document.paragraphs if "Gaps are clear" in p.text)
    view.text = ""
    document.save(str(path))
    reading = read(little, Progress())
    assert "S-01" in {finding.code for finding in reading.judgement.open_on("equity")}


def set_in_council(workspace: Workspace, more: str) -> None:
    path = workspace.inputs / "council.yaml"
    path.write_text(path.read_text(encoding="utf-8") + more, encoding="utf-8")


def test_a_warning_that_the_council_makes_an_error_stops_a_final_edition(little: Workspace) -> None:
    set_in_council(little, "severities: [{code: T-01, severity: error}]\n")
    with pytest.raises(InputError) as refused:
        build(little, Edition.FINAL, with_pdf=False, progress=Progress())
    found = refused.value.findings
    assert {finding.code for finding in errors_in(found)} == {"T-01"}
    assert "council.yaml makes T-01 an error" in next(f.message for f in found if f.code == "G-01")


@pytest.mark.parametrize("code", ["I-02", "W-08", "M-02", "P-01", "G-01", "T-1"])
def test_codes_of_files_templates_and_proof_keep_their_weight(little: Workspace, code: str) -> None:
    set_in_council(little, f"severities: [{{code: {code}, severity: info}}]\n")
    with pytest.raises(InputError) as refused:
        check(little, Progress())
    assert [finding.code for finding in errors_in(refused.value.findings)] == ["I-10"]


def test_the_report_says_why_nobody_was_asked_in_a_role(little: Workspace) -> None:
    path = little.inputs / "endorsements.xlsx"
    book = load_workbook(path)
    book["Endorsements"].delete_rows(5)
    book.save(path)
    set_in_council(little, "not_asked: [{role: council-leader, reason: The election is on 7 May.}]\n")
    built = build(little, Edition.DRAFT, with_pdf=False, progress=Progress())
    assert "C-11" not in {finding.code for finding in built.findings}
    assert "(The election is on 7 May)" in words(built.folder / "report.docx")
