"""A template that was changed elsewhere is told for what it is, and put in its place with the former ones kept."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx import Document

from engine.commands.template_put import look_at_template, put_template
from engine.doors import ChangedMeanwhileError
from engine.errors import UsageError
from engine.workspace import Workspace


def changed(workspace: Workspace, folder: Path, name: str, words: str) -> Path:
    """A template with one more paragraph, under another name."""
    document = Document(str(workspace.template(name)))
    document.add_paragraph(words)
    path = folder / "as it came.docx"
    document.save(str(path))
    return path


@pytest.mark.slow
@pytest.mark.parametrize("name", ["report.docx", "verification_sheet.docx", "summary.docx"])
def test_it_is_told_by_its_tags_whatever_it_is_called(little: Workspace, tmp_path: Path, name: str) -> None:
    came = look_at_template(little, changed(little, tmp_path, name, "Words of ours"))
    assert (came.kind, [one for one in came.findings if one.severity == "error"]) == (name, [])


def test_what_is_wrong_with_it_is_said_before_it_is_put_anywhere(little: Workspace, tmp_path: Path) -> None:
    before = little.template("report.docx").read_bytes()
    came = look_at_template(little, changed(little, tmp_path, "report.docx", "{{ councill.name }}"))
    assert any("councill" in one.message for one in came.findings)
    assert little.template("report.docx").read_bytes() == before


def test_what_it_must_print_and_does_not_is_said_whatever_it_is_called(little: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "as it came.docx"
    path.write_bytes((little.inputs / "narrative" / "equity.docx").read_bytes())
    came = look_at_template(little, path)
    assert "W-35" in {one.code for one in came.findings if one.severity == "error"}
    assert {one.place.file for one in came.findings} == {"as it came.docx"}


@pytest.mark.slow
def test_it_is_put_there_byte_for_byte_and_the_former_ones_are_kept(little: Workspace, tmp_path: Path) -> None:
    path = changed(little, tmp_path, "report.docx", "Words of ours")
    before = little.template("report.docx").read_bytes()
    former = put_template(little, path, "report.docx", look_at_template(little, path).digest)
    assert little.template("report.docx").read_bytes() == path.read_bytes()
    assert (little.root / former / "report.docx").read_bytes() == before


def test_another_file_than_was_seen_is_not_put_there(little: Workspace, tmp_path: Path) -> None:
    path = changed(little, tmp_path, "report.docx", "Words of ours")
    seen = look_at_template(little, path).digest
    changed(little, tmp_path, "report.docx", "Words of another")
    before = little.template("report.docx").read_bytes()
    with pytest.raises(ChangedMeanwhileError, match="has changed since it was looked at"):
        put_template(little, path, "report.docx", seen)
    assert little.template("report.docx").read_bytes() == before


@pytest.mark.slow
def test_nothing_else_than_a_template_is_taken(little: Workspace, tmp_path: Path) -> None:
    odd = tmp_path / "report.docx"
    odd.write_bytes(b"no Word file")
    with pytest.raises(UsageError, match=r"report\.docx cannot be a template"):
        look_at_template(little, odd)
    path = changed(little, tmp_path, "report.docx", "Words of ours")
    for name in ("../inputs/council.yaml", "cover_letter.txt", ""):
        with pytest.raises(UsageError, match="There is no template"):
            put_template(little, path, name, look_at_template(little, path).digest)
