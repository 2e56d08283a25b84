"""A template from nothing: the starter of each kind, and the walk that the guide for editors describes."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from click.testing import CliRunner
from docx import Document
from docx.document import Document as WordDocument
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from engine.cli.main import penholder
from engine.commands.template_check import check_templates
from engine.commands.template_new import write_starter
from engine.commands.template_styles import add_styles
from engine.errors import UsageError
from engine.findings import Place, errors_in
from engine.model.edition import Edition
from engine.progress import Progress
from engine.rendering.render import template_at
from engine.templates.field_list import known_fields
from engine.templates.kinds import TemplateKind
from engine.templates.used import known_paths, used_fields
from engine.workspace import Workspace
from tests.building import build
from tests.conftest import ROOT
from tests.material.small_word import add_line, add_table, in_bytes

Starter = Callable[[TemplateKind], Path]
SMALL = TemplateKind.ADDENDUM
"""The kind whose starter is made and checked in the fast lane; the others are alike, and take longer."""
GUIDE = (ROOT / "docs" / "template-editors.md").read_text(encoding="utf-8")


KINDS = [pytest.param(kind, marks=[pytest.mark.slow] * (kind is not SMALL)) for kind in TemplateKind]


@pytest.fixture(scope="module")
def starter(tmp_path_factory: pytest.TempPathFactory) -> Starter:
    """What gives the starter of a kind, written once. Not to be changed."""
    folder = tmp_path_factory.mktemp("starters")

    @cache
    def written(kind: TemplateKind) -> Path:
        write_starter(folder / kind)
        return folder / kind

    return written


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_wrong_with_a_starter(kind: TemplateKind, starter: Starter) -> None:
    assert check_templates(Workspace(ROOT), [starter(kind)]).findings == ()


@pytest.mark.parametrize("kind", KINDS)
def test_a_starter_has_every_field_of_its_kind(kind: TemplateKind, starter: Starter) -> None:
    used = used_fields(template_at(Place(f"word_templates/{kind}"), starter(kind).read_bytes()))
    printed = {field.written for path, field in known_fields(kind).items() if path in known_paths(used, kind)}
    assert {field.written for field in known_fields(kind).values()} - printed == set()


def test_a_starter_is_the_same_file_each_time(starter: Starter, tmp_path: Path) -> None:
    again = tmp_path / SMALL
    write_starter(again)
    assert again.read_bytes() == starter(SMALL).read_bytes()


def test_no_file_is_ever_overwritten_and_a_name_that_tells_nothing_is_refused(tmp_path: Path) -> None:
    there = tmp_path / "report.docx"
    there.write_text("mine", encoding="utf-8")
    said = CliRunner().invoke(penholder, ["template", "new", str(there)])
    assert (said.exit_code, there.read_text(encoding="utf-8")) == (1, "mine")
    for name in ("ours.docx", "report.odt"):
        with pytest.raises(UsageError, match="verification_sheet"):
            write_starter(tmp_path / name)
    assert [path.name for path in tmp_path.iterdir()] == ["report.docx"]


@pytest.mark.office
def test_starters_build_a_final_edition(little: Workspace, starter: Starter) -> None:
    for kind in TemplateKind:
        little.template(kind).write_bytes(starter(kind).read_bytes())
    made = build(little, Edition.FINAL, with_pdf=False, progress=Progress())
    assert not errors_in(made.findings)


# the walk of the guide, step by step


def _typed(document: WordDocument) -> None:
    """Type what the guide says is to be typed."""
    (block,) = re.findall(r"```\n(# .*?)```", GUIDE, re.DOTALL)
    rows: list[tuple[str, ...]] = []
    for line in [*block.splitlines(), ""]:
        if line.startswith("| "):
            rows.append(
                tuple(cell.strip() for cell in re.split(r" \|", line[1:].removesuffix("|"))[: line.count(" |")])
            )
            continue
        if rows:
            add_table(document, *rows)
            document.tables[-1].rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
            rows = []
        if line:
            add_line(document, line)


def _blank_file_in_british_english() -> WordDocument:
    document = Document()
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "en-GB")
    return document


@pytest.mark.office
def test_whoever_follows_the_guide_from_a_blank_file_gets_a_report(little: Workspace) -> None:
    document = _blank_file_in_british_english()
    (header,) = re.findall(r"Edit Header, and type `([^`]+)`", GUIDE)
    document.sections[0].header.paragraphs[0].text = header
    _typed(document)
    ours = little.root / "report of ours.docx"
    ours.write_bytes(in_bytes(document))
    assert not errors_in(check_templates(little, [ours]).findings)
    ours.replace(little.template(TemplateKind.REPORT))
    assert add_styles(little).added
    assert not errors_in(check_templates(little).findings)
    made = build(little, Edition.FINAL, with_pdf=False, progress=Progress())
    assert not errors_in(made.findings)


def test_what_the_walk_leaves_out_is_told_all_at_once(tmp_path: Path) -> None:
    document = _blank_file_in_british_english()
    add_line(document, "# {{ document.title }}")
    (tmp_path / "report of ours.docx").write_bytes(in_bytes(document))
    found = check_templates(Workspace(ROOT), [tmp_path / "report of ours.docx"]).findings
    assert len(errors_in(found)) > 40
