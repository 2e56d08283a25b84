"""The list of fields: what templates are given, no more and no less; what a template uses; what nobody prints."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from lxml import etree

from engine.assembly.reading import Reading
from engine.assessment.assess import assess
from engine.assessment.fingerprint import sheet_code
from engine.assessment.readiness import readiness
from engine.cli.main import penholder
from engine.commands.template_fields import FieldGuide, Usage, usage
from engine.errors import TemplateError
from engine.model.assessment import LocalItem, SelfAssessment
from engine.model.edition import Edition
from engine.model.snapshot import Snapshot
from engine.model.volumes import Volumes
from engine.rendering.jobs import jobs
from engine.rendering.render import draw_charts, draw_trends, open_template
from engine.rendering.views.addendum import addendum_view
from engine.rendering.views.change_note import change_note_view
from engine.rendering.views.endorsement_addendum import endorsement_addendum_view
from engine.rendering.views.shared import Content, View
from engine.rendering.views.specimen import amended, endorsed_anew, of_changes, specimen
from engine.rendering.writer import Rich, Writer
from engine.templates.field_list import field_list, known_fields
from engine.templates.kinds import OF_AN_EDITION, TemplateKind
from engine.templates.palette import Palette
from engine.templates.template import TemplateDocument
from engine.word.names import NAMESPACES
from engine.word.text import texts
from engine.workspace import Workspace
from tests.conftest import ROOT
from tests.material.small_word import add_table, in_bytes, word_file

EVERY_FIELD = [field for section in field_list() for field in section.fields]
DECLARED = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items() if prefix != "xml")

Found = dict[str, list[Any]]
"""The values a view has, by path."""


def views(assessment: SelfAssessment, logo: bytes, previous: Snapshot | None = None) -> dict[str, Found]:
    """What each template is given: of the sheets, the first statement's."""
    opened = {name: open_template(name, (ROOT / "word_templates" / name).read_bytes()) for name in OF_AN_EDITION}
    judgement = assess(assessment, (), (), previous)
    charts = draw_charts(assessment, judgement, opened[TemplateKind.REPORT])
    lines = draw_trends(assessment, opened[TemplateKind.REPORT])
    content = Content(
        assessment=assessment,
        judgement=judgement,
        standing=readiness(assessment, judgement),
        edition=Edition.DRAFT,
        logo=logo,
        charts=charts,
        trends=lines,
    )
    given: dict[str, Found] = {}
    for job in jobs(content, sheet_code):
        if job.template not in given:
            document = TemplateDocument(opened[job.template])
            document.render_init()
            view = job.view(Writer(document, job.anchors), opened[job.template])
            given[job.template] = gathered(walk(view, ""))
    return given | _addenda()


def _addenda() -> dict[str, Found]:
    """What addenda are given, of which the sample has none: that of the specimen."""
    views: dict[str, Callable[[Writer, Palette], View]] = {
        TemplateKind.ADDENDUM: lambda *into: addendum_view(specimen(), amended(), *into),
        TemplateKind.ENDORSEMENT_ADDENDUM: lambda *into: endorsement_addendum_view(specimen(), endorsed_anew(), *into),
        TemplateKind.CHANGE_NOTE: lambda writer, _: change_note_view(specimen(), of_changes(), writer),
    }
    given: dict[str, Found] = {}
    for name, view in views.items():
        template = open_template(name, (ROOT / "word_templates" / name).read_bytes())
        document = TemplateDocument(template)
        document.render_init()
        given[name] = gathered(walk(view(Writer(document, {}), template.palette), ""))
    return given


def walk(value: Any, path: str) -> Iterator[tuple[str, Any]]:
    """Every value of a view that a tag can print, loop over or ask for."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from walk(inner, f"{path}.{key}".removeprefix("."))
    elif isinstance(value, list | tuple):
        if not value or isinstance(value[0], dict):
            yield f"{path}[]", value
        for inner in value:
            yield from walk(inner, f"{path}[]")
    else:
        yield path, value


def gathered(values: Iterator[tuple[str, Any]]) -> Found:
    """All values of a path together."""
    found: Found = {}
    for path, value in values:
        found.setdefault(path, []).append(value)
    return found


def kind_of(value: Any) -> str:
    """The tag a value asks for; a list with nothing in it asks for no more than a condition."""
    if isinstance(value, Rich):
        return "{{p }}" if str(value.__html__()).startswith(("<w:p>", "<w:tbl>")) else "{{r }}"
    if value is None or isinstance(value, bool):
        return "if"
    if isinstance(value, list):
        return "for" if value else "if"
    assert isinstance(value, str), f"{value!r} is no text: give a view finished words"
    return "{{ }}"


def shown(value: Any) -> str:
    """The words of a value on the page, or those that stand for a picture."""
    if isinstance(value, list):
        return ""
    if not isinstance(value, Rich):
        return str(value)
    xml = str(value.__html__())
    xml = xml if xml.startswith(("<w:p>", "<w:tbl>")) else f"<w:p>{xml}</w:p>"
    root = etree.fromstring(f"<w:body {DECLARED}>{xml}</w:body>".encode())
    picture = root.find(".//wp:docPr", NAMESPACES)
    return " ".join(filter(None, texts(root))) or ("" if picture is None else str(picture.get("descr")))


@pytest.fixture(scope="module")
def given(reading: Reading) -> dict[str, Found]:
    """What the sample gives each template."""
    assert reading.judgement.comparison
    return views(reading.assessment, reading.logo, reading.judgement.comparison.before)


@pytest.fixture(scope="module")
def given_little(reading: Reading) -> dict[str, Found]:
    """What is given when almost nothing has come in: no evidence, no endorsements, no acronyms, no checklists."""
    assessment = reading.assessment
    evidence = replace(assessment.evidence, documents=(), sources=(), figures=())
    statements = {
        key: replace(told, strengths=(), improvements=(), documents=(), actions=(), quotations=(), ambition=())
        for key, told in assessment.statements.items()
    }
    council = replace(assessment.council, acronyms=(), verifiers=())
    bare = replace(
        assessment, evidence=evidence, endorsements=(), checklists=(), statements=statements, council=council
    )
    return views(bare, b"")


@pytest.fixture(scope="module")
def given_rarely(reading: Reading) -> dict[str, Found]:
    """What is given of what the sample has not: a group's own row, two volumes, "We" statements, a frame, sections."""
    first, *others = reading.assessment.checklists
    own = LocalItem(
        text="Words",
        statement=reading.assessment.framework.statements[0].id,
        ratings=(),
        why="",
        have="",
        need="",
        place=first.place,
    )
    framework = reading.assessment.framework
    themes = tuple(
        replace(theme, statements=tuple(replace(one, we_statements=("Words",)) for one in theme.statements))
        for theme in framework.themes
    )
    rare = replace(
        reading.assessment,
        framework=replace(framework, themes=themes),
        council=replace(reading.assessment.council, volumes=Volumes.CORE_AND_EVIDENCE),
        checklists=(replace(first, local_items=(own,)), *others),
        lenses=specimen().assessment.lenses,
        sections=specimen().assessment.sections,
    )
    return views(rare, b"")


@pytest.mark.parametrize("template", TemplateKind)
def test_the_list_has_every_field_that_a_template_is_given(
    template: str, given: dict[str, Found], given_little: dict[str, Found], given_rarely: dict[str, Found]
) -> None:
    every = {**given[template], **given_little[template], **given_rarely[template]}
    assert sorted(every.keys() - known_fields(template).keys()) == []


@pytest.mark.parametrize("template", TemplateKind)
def test_a_template_is_given_every_field_that_the_list_has(
    template: str, given: dict[str, Found], given_little: dict[str, Found], given_rarely: dict[str, Found]
) -> None:
    every = {**given[template], **given_little[template], **given_rarely[template]}
    around = {path for path in known_fields(template) if any(other.startswith(f"{path}.") for other in every)}
    assert sorted(known_fields(template).keys() - every.keys() - around) == []


@pytest.mark.parametrize("template", TemplateKind)
def test_every_field_is_listed_with_the_tag_it_asks_for(
    template: str, given: dict[str, Found], given_rarely: dict[str, Found]
) -> None:
    known = known_fields(template)
    asked: dict[str, set[str]] = {}
    for path, values in (*given[template].items(), *given_rarely[template].items()):
        asked.setdefault(path, set()).update({kind_of(value) for value in values} - {"if"})
    wrong = [path for path, kinds in asked.items() if kinds and kinds != {known[path].tag}]
    assert wrong == [], "engine/templates/fields.yaml gives them other tags than the views do"


def test_every_example_is_one_of_the_sample(given: dict[str, Found]) -> None:
    wrong = {}
    for field in EVERY_FIELD:
        values = [shown(value) for template, path in field.paths for value in given[template].get(path, [])]
        begins = field.example.removesuffix(" …")
        if field.example and not any(value.startswith(begins) for value in values):
            wrong[field.written] = (field.example, values[:2])
    assert wrong == {}, "engine/templates/fields.yaml gives other examples than the sample has now: old, (new, …)"


def test_all_that_the_sample_prints_in_words_has_an_example(given: dict[str, Found]) -> None:
    printed = [field for field in EVERY_FIELD if field.tag not in ("for", "if") and not field.example]
    values = [
        shown(value)
        for field in printed
        for template, path in field.paths
        for value in given[template].get(path, [])
        if template in OF_AN_EDITION
    ]
    assert set(values) <= {"", "–"}


def test_every_source_is_a_field_of_a_schema_or_said_not_to_be_an_input() -> None:
    vocabulary = FieldGuide(Workspace(ROOT))
    assert all(vocabulary.comes_from(field) for field in EVERY_FIELD)


def test_a_source_is_told_as_file_sheet_and_columns() -> None:
    vocabulary = FieldGuide(Workspace(ROOT))
    (field,) = [field for field in EVERY_FIELD if field.paths[0][1] == "library[].rows[].where"]
    assert vocabulary.comes_from(field) == "evidence.xlsx, Library, columns Where to look, Link"


def test_a_field_of_a_list_is_written_as_inside_its_loop() -> None:
    written = {field.paths[0][1]: field.written for field in EVERY_FIELD}
    assert written["overview.risks[]"] == "{%p for risk in overview.risks %}"
    assert written["overview.risks[].owner"] == "{{ risk.owner }}"
    assert written["themes[].introduction"] == "{{p theme.introduction }}"
    assert written["glance.strengths[]"] == "{%p for line in glance.strengths %} {{r line }}"


# what a template uses


def _usage(folder: Path, *lines: str, name: str = "report.docx") -> Usage:
    path = folder / name
    path.write_bytes(in_bytes(word_file(*lines)))
    workspace = Workspace(ROOT)
    return usage(workspace, path, FieldGuide(workspace))


@pytest.mark.slow
def test_every_field_of_the_house_templates_is_known() -> None:
    workspace = Workspace(ROOT)
    for name in OF_AN_EDITION:
        found = usage(workspace, workspace.template(name), FieldGuide(workspace))
        assert (found.template, found.unknown) == (name, ())


@pytest.mark.slow
def test_used_and_unused_are_all_there_are() -> None:
    workspace = Workspace(ROOT)
    found = usage(workspace, workspace.template(TemplateKind.SHEET), FieldGuide(workspace))
    assert {*found.used, *found.unused} == set(known_fields(TemplateKind.SHEET).values())
    assert not {*found.used} & {*found.unused}


@pytest.mark.slow
def test_fields_are_found_through_loops_conditions_filters_and_other_names(tmp_path: Path) -> None:
    found = _usage(
        tmp_path,
        "{%p for t in themes %}",
        "{% set s = t.statements[0] %}{{ s.name|upper }}",
        "{% if s.gap and marking %}{{ glance.figures[0].value }}{% endif %}",
        "{%p endfor %}",
    )
    paths = {path for field in found.used for _, path in field.paths}
    used = {"themes[]", "themes[].statements[].name", "themes[].statements[].gap", "marking", "glance.figures[].value"}
    assert used <= paths
    assert found.unknown == ()
    assert "document.title" not in paths


@pytest.mark.slow
def test_a_name_that_leads_to_no_field_is_told(tmp_path: Path) -> None:
    assert _usage(tmp_path, "{{ council.nmae }} {{ council.name }}").unknown == ("council.nmae",)


@pytest.mark.slow
def test_a_file_of_another_name_is_taken_for_the_template_whose_fields_it_uses(tmp_path: Path) -> None:
    found = _usage(tmp_path, "{{r sheet.fields.signature }}{{ statement.view }}", name="new sheet.docx")
    assert found.template == TemplateKind.SHEET


def test_a_tag_that_cannot_be_read_is_told_with_its_place(tmp_path: Path) -> None:
    with pytest.raises(TemplateError) as caught:
        _usage(tmp_path, "# Section A", "{% If draft %}")
    (finding,) = caught.value.findings
    assert finding.place.where == "Section A › {% If draft %}"


@pytest.mark.slow
def test_what_the_inputs_hold_and_no_template_prints_is_counted_and_named(tmp_path: Path) -> None:
    unprinted = {one.source: one for one in _usage(tmp_path, "{{ marking }}").unprinted}
    assert unprinted["evidence.xlsx, Library, column Owner"].values == 60
    assert unprinted["evidence.xlsx, Library, column Owner"].fields == ()
    assert unprinted["narrative/overview.docx, Review and refresh"].fields == ("{{p process.review }}",)
    assert "council.yaml, report.marking" not in unprinted


# the command


def test_the_command_prints_fields_with_meaning_example_and_origin() -> None:
    said = CliRunner().invoke(penholder, ["template", "fields", "--workspace", str(ROOT)]).output
    assert "{{ risk.owner }}" in said
    assert "the post that answers for it" in said
    assert '"Head of Prevention and Reablement"' in said
    assert "narrative/overview.docx, Our key risks, issues and challenges, column Owner" in said


def test_the_command_gives_every_field_to_programs() -> None:
    arguments = ["template", "fields", "--workspace", str(ROOT), "--format", "json"]
    content = json.loads(CliRunner().invoke(penholder, arguments).output)
    assert sum(len(section["fields"]) for section in content["sections"]) == len(EVERY_FIELD)
    assert all(
        set(entry) == {"write", "tag", "means", "example", "from", "paths"}
        for entry in content["sections"][0]["fields"]
    )


@pytest.mark.slow
def test_the_command_says_what_a_template_uses(tmp_path: Path) -> None:
    path = tmp_path / "report.docx"
    document = word_file("{{ marking }}")
    add_table(document, ("{%tr for row in acronyms %}", ""), ("{{ row.short }}", "x"), ("{%tr endfor %}", ""))
    path.write_bytes(in_bytes(document))
    arguments = ["template", "fields", str(path), "--workspace", str(ROOT)]
    said = CliRunner().invoke(penholder, arguments).output
    assert said.startswith(f"{path} uses 3 of ")
    content = json.loads(CliRunner().invoke(penholder, [*arguments, "--format", "json"]).output)
    assert content["used"] == ["{{ marking }}", "{%p for acronym in acronyms %}", "{{ acronym.short }}"]
