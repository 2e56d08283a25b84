"""Fields of the council's own: checked, printed by templates, covered, and signed for."""

from __future__ import annotations

import pytest
from docx import Document

from engine.assembly.reading import read
from engine.assembly.template_gate import template_findings
from engine.assessment.fingerprint import sheet_code
from engine.assessment.readiness import readiness
from engine.commands.template_fields import FieldGuide
from engine.findings import errors_in
from engine.model.edition import Edition
from engine.model.own import OwnKind
from engine.progress import Progress
from engine.rendering.render import render_all
from engine.templates.kinds import OF_AN_EDITION, TemplateKind
from engine.word.text import all_text
from engine.workspace import Workspace
from tests.material.own_fields import FIELDS

TAGS = (
    *(
        "{{ own.motto }}",
        "{{p own.pledge }}",
        "Moved {{ own.moved }}{% if own.moved > '2026-01-01' %}, late{% endif %}",
    ),
    *("{{ own.budget }}", "{{r own.map }}", "{%p for town in own.towns %}", "Town: {{ town }}", "{%p endfor %}"),
    "{{p own.spending }}",
)


def _give(workspace: Workspace, fields: str) -> None:
    council = workspace.inputs / "council.yaml"
    council.write_text(council.read_text(encoding="utf-8") + fields, encoding="utf-8")


def _type(workspace: Workspace, kind: TemplateKind, *lines: str) -> None:
    document = Document(str(workspace.template(kind)))
    for line in lines:
        document.add_paragraph(line)
    document.save(str(workspace.template(kind)))


def _said(workspace: Workspace) -> list[tuple[str, str]]:
    return [(found.code, found.message) for found in errors_in(template_findings(workspace))]


@pytest.mark.slow
def test_every_kind_of_field_is_printed_and_signed_for(little: Workspace) -> None:
    before = read(little, Progress())
    _give(little, FIELDS)
    _type(little, TemplateKind.REPORT, *TAGS)
    after = read(little, Progress())
    templates = {name: little.template(name).read_bytes() for name in OF_AN_EDITION}
    (report,) = render_all(
        after.assessment,
        after.judgement,
        readiness(after.assessment, after.judgement),
        Edition.FINAL,
        after.logo,
        templates,
        sheet_code,
        ["report"],
    )
    said = all_text(report.contents.package)
    for words in ("A good life & close to home {{ marking }}", "We say what we do.", "Moved 14\xa0March\xa02026, late"):
        assert words in said
    assert all(words in said for words in ("£61.4m", "Town: Marlbank", "Town: Eastfield", "YearSpend2025£61.4m"))
    assert before.judgement.whole_fingerprint != after.judgement.whole_fingerprint
    assert before.judgement.fingerprints == after.judgement.fingerprints


@pytest.mark.slow
def test_what_no_template_prints_is_told_and_any_template_may_print_it(little: Workspace) -> None:
    _give(little, FIELDS)
    missing = [f'The field "{name}" of your own is given, and no template prints it.' for name in _names()]
    assert sorted(_said(little)) == sorted(("W-70", message) for message in missing)
    _type(little, TemplateKind.SHEET, *TAGS)
    assert _said(little) == []


@pytest.mark.slow
def test_a_name_that_is_not_given_and_a_tag_of_the_wrong_kind_are_told(little: Workspace) -> None:
    _give(little, FIELDS)
    _type(little, TemplateKind.REPORT, *TAGS, "{{ own.moto }} {{ own.pledge }} {{ own.zebra }}")
    found = errors_in(template_findings(little))
    assert [one.message for one in found] == [
        'There is no field "moto". Did you mean "motto"?',
        "own.pledge is paragraphs, which this tag cannot print.",
        'There is no field "zebra".',
    ]
    assert found[2].fix == "Give it under fields in council.yaml, or correct the name."


def test_the_list_of_fields_has_them(little: Workspace) -> None:
    _give(little, FIELDS)
    written = {field.written for field in FieldGuide(little).own.fields}
    assert {"{{ own.motto }}", "{{p own.spending }}", "{%p for line in own.towns %} {{ line }}"} <= written
    assert len(written) == len(OwnKind)


def _names() -> list[str]:
    return [line.split("name: ")[1].split(",")[0] for line in FIELDS.splitlines() if "name: " in line]
