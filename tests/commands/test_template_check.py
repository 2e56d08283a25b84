"""The check of templates: each fault is found at its place and alone, and sound templates are passed."""

from __future__ import annotations

import json
import random
import re
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest
from docx import Document
from lxml import etree

from engine.assembly.reading import Reading
from engine.assessment.fingerprint import sheet_code
from engine.commands.template_check import check_templates, write_copies
from engine.findings import Finding, Place, Severity, errors_in
from engine.inspection.inspect import inspect
from engine.model.edition import Edition
from engine.rendering.mending import mend
from engine.rendering.proof import faults as proof
from engine.rendering.render import render_all
from engine.templates.kinds import OF_AN_EDITION, TemplateKind
from engine.templates.template import Template
from engine.word.package import Package
from engine.workspace import Workspace
from tests.conftest import ROOT, standing_of
from tests.material.every_case import every_case
from tests.material.small_word import add_table, first_section, in_bytes, opened, saved_by_libreoffice, word_file
from tests.material.template_faults import FAULTY, Fault, edited_at_random, faults, replaced
from tests.material.template_features import features

FAULTS = tuple(faults())


def _found(data: bytes, file: str = FAULTY, any_names: bool = False) -> list[Finding]:
    inspected = inspect(data, Place(f"word_templates/{file}"), any_names)
    return [remark.finding for remark in inspected.remarks]


@cache
def _found_in(fault: Fault) -> list[Finding]:
    return _found(fault.data, fault.file)


def _codes(*lines: str) -> list[str]:
    return [finding.code for finding in errors_in(_found(in_bytes(word_file(*lines))))]


def test_each_fault_is_found_at_its_place() -> None:
    with every_case() as case:
        for fault in FAULTS:
            with case(fault.name):
                found = [finding for finding in _found_in(fault) if finding.code == fault.code]
                assert found
                assert all(finding.message and finding.fix for finding in found)
                assert found[0].place.where.endswith(fault.where)


def test_one_fault_is_told_as_one_fault() -> None:
    with every_case() as case:
        for fault in FAULTS:
            with case(fault.name):
                assert {finding.code for finding in errors_in(_found_in(fault))} <= {fault.code}


def test_each_fault_is_refused_or_renders_without_damage() -> None:
    with every_case() as case:
        for fault in FAULTS:
            with case(fault.name):
                assert errors_in(_found_in(fault)) or _damage_of(fault) == []


def _damage_of(fault: Fault) -> list[Finding]:
    """What is wrong with what a template with a fault renders."""
    place = Place(f"word_templates/{fault.file}")
    package = Template(fault.data, place).render(
        lambda _: {"absent": None, "groups": [{"name": "One"}, {"name": "Two"}]}
    )
    mend(package, place)
    return proof(package, place, ())


def test_there_is_a_template_for_each_of_forty_faults() -> None:
    assert len(FAULTS) >= 40
    assert len({fault.name for fault in FAULTS}) == len(FAULTS)


@pytest.mark.parametrize("name", ["report.docx", "verification_sheet.docx", "endorsement_sheet.docx"])
def test_house_templates_have_nothing_wrong(name: str) -> None:
    assert _found((ROOT / "word_templates" / name).read_bytes(), name) == []


@pytest.mark.office
def test_house_templates_saved_by_libreoffice_have_no_errors(tmp_path: Path) -> None:
    data = saved_by_libreoffice((ROOT / "word_templates" / "verification_sheet.docx").read_bytes(), tmp_path)
    assert errors_in(_found(data, "verification_sheet.docx")) == ()


def test_every_fault_of_a_part_is_told_at_once() -> None:
    lines = ("{{ council.nmae }}", "{{ council name }}", "{% If absent %}x{% endif %}", "{{ marking.upper() }}")
    assert _codes(*lines, "{%p for group in groups %}") == ["W-21", "W-28", "W-24", "W-31", "W-11"]


def test_a_misspelt_field_is_told_with_the_right_one() -> None:
    (finding,) = errors_in(_found(in_bytes(word_file("{{ council.nmae }}"))))
    assert finding.message == 'There is no field "nmae". Did you mean "name"?'
    assert finding.fix == "Write {{ council.name }}"


def _misspelt(tag: str) -> str:
    """A tag in which every name of a field has lost a letter; names that it gives itself stay."""
    before, word, rest = tag.partition(" in ") if " for " in tag else ("", "", tag)
    return before + word + _NAME.sub(lambda name: name[0][:2] + name[0][3:], rest)


_TAG = re.compile(r"\{[{%][^{}]*[%}]\}")
_NAME = re.compile(r"(?<![\w|'\"-])(?!if\b|elif\b|else\b|endif\b|endfor\b|loop\b)(?<!loop\.)[a-z_]{5,}(?![\w'\"(])")


@pytest.mark.parametrize("name", ["report.docx", "verification_sheet.docx", "summary.docx"])
def test_what_is_told_of_a_tag_puts_all_of_it_right(name: str) -> None:
    package = Package.read((ROOT / "word_templates" / name).read_bytes())
    right = {_misspelt(tag): tag for tag in _TAG.findall(package.parts["word/document.xml"].decode())}
    text = package.parts["word/document.xml"].decode()
    package.parts["word/document.xml"] = _TAG.sub(lambda tag: _misspelt(tag[0]), text).encode()
    fixes: dict[str, set[str]] = {}
    for finding in errors_in(_found(package.write(), name)):
        typed = next(iter(_TAG.findall(finding.place.where)[-1:]), "")
        if finding.fix.startswith("Write {"):
            fixes.setdefault(typed, set()).add(finding.fix.removeprefix("Write "))
    assert set(fixes) == {typed for typed, tag in right.items() if typed != tag}
    assert {typed: told for typed, told in fixes.items() if told != {right[typed]}} == {}


def test_a_misspelt_field_is_not_also_told_as_missing() -> None:
    data = replaced("verification_sheet.docx", "{{ sheet.declaration }}", "{{ sheet.declaraton }}")
    assert [finding.code for finding in _found(data, "verification_sheet.docx")] == ["W-21"]


def test_autocorrect_is_told_with_the_tag_to_write() -> None:
    (finding,) = errors_in(_found(in_bytes(word_file("{% if marking == „x“ %}x{% endif %}"))))
    assert finding.fix == 'Write {% if marking == "x" %}'


@pytest.mark.parametrize(
    "line",
    [
        "{% if marking == “OFFICIAL” %}x{% endif %}",
        "{{\u00a0council.name\u00a0}}",
        '{% if marking == "2024–25 …" %}x{% endif %}',
        "{{ council.name|lower }}",
        "{{ glance.figures[0].value }}",
        "{% for group in groups %}{{ loop.index }} {{ group.name }}{% if not loop.last %}, {% endif %}{% endfor %}",
        "{% set n = 2 * 3 %}{{ n }}",
        "{# a remark {{ of }} any kind #}",
        "As [1] and [[2]] say, {see below}, 3 << 4 and “so”",
        "{{ council.name }} {{- marking -}} {%- if marking -%} {%- endif -%} words",
        "Braces { of } no tag, and 100%",
    ],
)
def test_what_works_is_passed(line: str) -> None:
    assert _codes(line) == []


def test_a_tag_that_word_has_split_over_runs_is_passed() -> None:
    document = word_file()
    paragraph = document.add_paragraph("{")
    for piece in ("{ council", ".na", "me }", "}"):
        paragraph.add_run(piece)
    assert errors_in(_found(in_bytes(document))) == ()


def test_a_field_in_alternative_text_is_passed() -> None:
    fault = next(fault for fault in FAULTS if fault.name == "formatted text in alternative text")
    package = Package.read(fault.data)
    text = package.parts["word/document.xml"].decode().replace("council.logo", "council.name")
    package.parts["word/document.xml"] = text.encode()
    assert errors_in(_found(package.write())) == ()


@pytest.mark.slow
def test_what_both_branches_print_is_printed() -> None:
    pair = "{%p if loop.last %}"
    data = replaced("report.docx", pair, '{%p if statement.number == "1" %}')
    assert errors_in(_found(data, "report.docx")) == ()


def test_a_file_that_is_no_word_file_is_one_finding() -> None:
    assert [finding.code for finding in _found(b"no zip")] == ["W-02"]


@pytest.mark.slow
@pytest.mark.parametrize("written", ["²", pytest.param("9" * 5000, id="9…")])
def test_a_measure_or_id_that_is_no_number_is_a_finding_at_most(written: str) -> None:
    path = ROOT / "word_templates" / TemplateKind.SHEET
    package = Package(Package.of_template(path.read_bytes()).parts)
    for name in ("word/document.xml", "word/styles.xml"):
        text = package.parts[name].decode()
        package.put(name, etree.fromstring(re.sub(r'(w:\w+)="[0-9]+"', rf'\1="{written}"', text).encode()))
    assert all(finding.message for finding in _found(package.write(), path.name))


def test_the_place_in_a_table_names_row_and_column() -> None:
    document = word_file("# Section C", "## Endorsements")
    add_table(document, ("Name", "Post"), ("{{ council.name }}", "{{ council.postion }}"))
    (finding,) = errors_in(_found(in_bytes(document)))
    assert finding.place.where == "Section C › Endorsements › table row 2, column 2 › {{ council.postion }}"


# docxtpl's documented features, in templates as its documentation shows them


@pytest.mark.parametrize("name", list(features()))
def test_documented_features_of_docxtpl_are_passed(name: str) -> None:
    assert errors_in(_found(features()[name], any_names=True)) == ()


@pytest.mark.parametrize("tag", ["{{ sub() }}", "{{ 'x'.upper() }}", "{% include 'part' %}", "{{ name|safe }}"])
def test_what_docxtpl_runs_and_penholder_never_does_is_refused(tag: str) -> None:
    found = errors_in(_found(in_bytes(word_file(tag)), any_names=True))
    assert [finding.code for finding in found] == ["W-31"]


# hostile templates

_PAYLOADS = (
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "{{ self.__init__.__globals__.__builtins__.__import__('os').popen('id').read() }}",
    "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
    "{{ lipsum.__globals__['os'].popen('id').read() }}",
    "{{ joiner|attr('__init__')|attr('__globals__') }}",
    "{{ ()|attr('\\x5f\\x5fclass\\x5f\\x5f') }}",
    "{% for x in ().__class__.__base__.__subclasses__() %}{{ x }}{% endfor %}",
    "{% set x = namespace(a=1) %}",
    "{% import 'os' as os %}",
)


@pytest.mark.parametrize("payload", _PAYLOADS)
def test_payloads_are_refused_in_body_header_and_attribute(payload: str) -> None:
    document = word_file(payload)
    first_section(document).header.paragraphs[0].text = payload
    package = Package.read(in_bytes(document))
    for name in ("body", "header"):
        wanted = "header" if name == "header" else ""
        assert any(
            f.code in ("W-21", "W-31") and f.place.where.startswith(wanted) for f in errors_in(_found(package.write()))
        )
    box = next(fault for fault in FAULTS if fault.name == "call in alternative text").data
    parts = Package.read(box)
    escaped = payload.replace("&", "&amp;").replace("<", "&lt;")
    text = parts.parts["word/document.xml"].decode().replace("{{ marking.upper() }}", escaped)
    parts.parts["word/document.xml"] = text.encode()
    assert errors_in(_found(parts.write()))


@pytest.mark.parametrize("payload", _PAYLOADS)
def test_payloads_are_refused_in_document_properties(payload: str) -> None:
    document = word_file("Words")
    document.core_properties.subject = payload
    found = errors_in(_found(in_bytes(document)))
    assert found
    assert all(f.place.where.startswith('document property "Subject"') for f in found)


def _hostile(dice: random.Random) -> str:
    roots = (
        "''",
        "()",
        "[]",
        "self",
        "lipsum",
        "cycler",
        "config",
        "request",
        "council",
        "council.name",
        "marking",
        "9",
    )
    steps = (
        ".__class__", ".__mro__[1]", "['__globals__']", "|attr('__init__')", ".mro()", "()", ".__subclasses__()[40]",
        ".popen('touch /tmp/never')", "*9**9**9", "|format(1)", "['_' ~ '_class_' ~ '_']", ".read()", "|safe",
    )  # fmt: skip
    inside = dice.choice(roots) + "".join(dice.choices(steps, k=dice.randint(1, 4)))
    return dice.choice(("{{{{ {} }}}}", "{{% if {} %}}x{{% endif %}}", "{{% set x = {} %}}", "{{%p if {} %}}")).format(
        inside
    )


@pytest.mark.slow
def test_a_thousand_hostile_expressions_are_findings_and_run_nothing() -> None:
    dice = random.Random(20261124)
    lines = [_hostile(dice) for _ in range(1000)]
    found = errors_in(_found(in_bytes(word_file(*lines))))
    told = " ".join(finding.place.where for finding in found)
    assert [line for line in lines if line.partition(" %}")[0] not in told and line not in told] == []


@pytest.mark.parametrize(
    "tag",
    [f"{{{{ {'(' * 500}marking{')' * 500} }}}}", f"{{{{ marking{'.a' * 3000} }}}}", f"{{{{ {'9' * 5000} }}}}"],
    ids=["brackets", "fields", "digits"],
)
def test_a_tag_that_is_too_much_for_a_reader_is_a_finding(tag: str) -> None:
    assert set(_codes(tag, f"{{%p for a in {tag[3:-3]} %}}", "x", "{%p endfor %}")) <= {"W-21", "W-31", "W-33"}
    assert _codes(tag)


# templates edited at random


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(20))
def test_a_sheet_edited_at_random_is_refused_or_renders_without_damage(seed: int, reading: Reading) -> None:
    data = edited_at_random(seed)
    if not errors_in(_found(data, "verification_sheet.docx")):
        templates = {name: (ROOT / "word_templates" / name).read_bytes() for name in OF_AN_EDITION}
        templates[TemplateKind.SHEET] = data
        with_it = (
            reading.assessment,
            reading.judgement,
            standing_of(reading),
            Edition.DRAFT,
            reading.logo,
            templates,
            sheet_code,
        )
        assert render_all(*with_it)


# copies with comments


def test_a_copy_has_a_comment_at_each_fault(tmp_path: Path) -> None:
    document = word_file("# Findings", "Before {{ council.nmae }} after")
    add_table(document, ("a", "{{ markings }}"))
    first_section(document).header.paragraphs[0].text = "{{ title }}"
    (tmp_path / "mine.docx").write_bytes(in_bytes(document))
    checked = check_templates(Workspace(tmp_path), [tmp_path / "mine.docx"])
    (copy,) = write_copies(checked, tmp_path / "copies")
    comments = [comment.text for comment in Document(str(copy)).comments]
    assert len(comments) == len(checked.findings)
    assert any(text.startswith("W-21") and "nmae" in text for text in comments)
    assert any("header › {{ title }}: " in text for text in comments)


def test_a_comment_stands_at_the_tag_it_is_about(tmp_path: Path) -> None:
    (tmp_path / "mine.docx").write_bytes(in_bytes(word_file("Words", "{{ council.nmae }}")))
    (copy,) = write_copies(check_templates(Workspace(tmp_path), [tmp_path / "mine.docx"]), tmp_path)
    document = Document(str(copy))
    number = next(comment.comment_id for comment in document.comments if "nmae" in comment.text)
    marked = document.paragraphs[1]._p.xpath(f"w:commentRangeStart[@w:id={number}]")
    assert len(marked) == 1


@pytest.mark.office
def test_libreoffice_opens_a_copy_and_keeps_its_comments(tmp_path: Path) -> None:
    (tmp_path / "mine.docx").write_bytes(in_bytes(word_file("Words", "{{ council.nmae }}")))
    (copy,) = write_copies(check_templates(Workspace(tmp_path), [tmp_path / "mine.docx"]), tmp_path)
    saved = opened(saved_by_libreoffice(copy.read_bytes(), tmp_path))
    assert any("nmae" in comment.text for comment in saved.comments)


def test_a_copy_has_no_faults_but_those_it_shows(tmp_path: Path) -> None:
    (tmp_path / "mine.docx").write_bytes(in_bytes(word_file("Words", "{{ council.nmae }}")))
    (copy,) = write_copies(check_templates(Workspace(tmp_path), [tmp_path / "mine.docx"]), tmp_path)
    assert [finding.code for finding in errors_in(_found(copy.read_bytes()))] == ["W-21"]


def test_no_file_is_ever_overwritten(tmp_path: Path) -> None:
    mine = tmp_path / "mine.docx"
    mine.write_bytes(in_bytes(word_file("{{ council.nmae }}")))
    before = mine.read_bytes()
    checked = check_templates(Workspace(tmp_path), [mine])
    first, second = (write_copies(checked, tmp_path)[0] for _ in range(2))
    assert first != second
    assert mine.read_bytes() == before


@pytest.mark.slow
@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_a_copy_can_be_made_of_every_faulty_template(fault: Fault, tmp_path: Path) -> None:
    (tmp_path / fault.file).write_bytes(fault.data)
    checked = check_templates(Workspace(tmp_path), [tmp_path / fault.file])
    (copy,) = write_copies(checked, tmp_path / "copies")
    assert len(list(Document(str(copy)).comments)) >= len(checked.findings)


# the command


def _run(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from engine.cli import main; main()", "template", "check", *arguments]
    return subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False)


@pytest.mark.office
def test_the_command_ends_with_4_where_a_template_has_errors(tmp_path: Path) -> None:
    (tmp_path / "mine.docx").write_bytes(in_bytes(word_file("{{ council.nmae }}")))
    result = _run(str(tmp_path / "mine.docx"), "--format", "json")
    content = json.loads(result.stdout)
    assert result.returncode == 4
    assert set(content) == {"findings", "summary"}
    assert content["findings"][0]["place"] == "{{ council.nmae }}"


@pytest.mark.office
def test_the_command_ends_with_0_where_all_is_well() -> None:
    result = _run()
    assert (result.returncode, result.stdout) == (0, f"{len(TemplateKind)} templates, nothing wrong.\n")


@pytest.mark.office
def test_warnings_do_not_change_the_exit_code(tmp_path: Path) -> None:
    document = word_file("Words")
    add_table(document, ("a", "b"), ("c", "d"))
    (tmp_path / "mine.docx").write_bytes(in_bytes(document))
    findings = _found(in_bytes(document))
    assert {finding.severity for finding in findings} == {Severity.WARNING}
    assert _run(str(tmp_path / "mine.docx")).returncode == 0
