"""A template that lacks the styles in which penholder writes gets the house's, all that are used told at once."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from engine.assembly.drawing import Drawn, draw
from engine.assembly.reading import Reading
from engine.commands.template_check import check_templates
from engine.findings import Finding, Severity
from engine.model.edition import Edition, Order
from engine.templates.kinds import TemplateKind
from engine.templates.lent_styles import WRITTEN, lend
from engine.word.names import W_VAL, qn
from engine.word.package import NUMBERING, STYLES, Package
from engine.word.styles import read_styles
from engine.workspace import Workspace
from tests.conftest import ROOT
from tests.material.little_sample import little_sample
from tests.material.real_command import run
from tests.material.small_word import in_bytes, opened, word_file

_NAME = qn("w:name")


def _of_other_names(data: bytes) -> bytes:
    """A template whose styles all have names of the council's own."""
    package = Package.of_template(data)
    styles = package.xml(STYLES)
    for name in styles.iter(_NAME):
        name.set(W_VAL, f"Our {name.get(W_VAL)}")
    package.put(STYLES, styles)
    return package.write()


@pytest.fixture(scope="module")
def renamed(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """The council of two statements; its templates have no style under a name penholder knows. Not to be changed."""
    workspace = little_sample(tmp_path_factory.mktemp("renamed") / "workspace")
    for path in map(workspace.template, TemplateKind):
        path.write_bytes(_of_other_names(path.read_bytes()))
    return workspace


@pytest.fixture(scope="module")
def drawn(renamed: Workspace, little_reading: Reading) -> Drawn:
    """Its final edition, as Word files in memory. Not to be changed."""
    return draw(renamed, little_reading, Order(Edition.FINAL))


def _about_styles(findings: tuple[Finding, ...]) -> list[Finding]:
    return [found for found in findings if found.code == "W-06"]


@pytest.mark.slow
def test_documents_are_made_whatever_styles_a_template_lacks_and_all_are_told_at_once(
    renamed: Workspace, drawn: Drawn
) -> None:
    told = _about_styles(check_templates(renamed).findings)
    assert _about_styles(drawn.findings) == told
    assert {found.severity for found in told} == {Severity.WARNING}
    assert len({found.place.file for found in told}) == len(told)
    of_report = next(found.message for found in told if found.place.file.endswith("report.docx"))
    assert [name for name in WRITTEN if f'"{name}"' not in of_report and not name.startswith("toc")] == []


@pytest.mark.slow
def test_lists_of_a_document_with_lent_styles_are_numbered(drawn: Drawn) -> None:
    (report, *_) = drawn.rendered
    package = report.contents.package
    numbers = {str(one.get(qn("w:numId"))) for one in package.xml(NUMBERING).iter(qn("w:num"))}
    lent = read_styles(package.parts[STYLES]).ids["list number"]
    styles = {str(one.get(qn("w:styleId"))): one for one in package.xml(STYLES).iter(qn("w:style"))}
    asked = {str(one.get(W_VAL)) for one in styles[lent].iter(qn("w:numId"))}
    assert asked
    assert asked <= numbers


def test_what_is_lent_changes_nothing_that_is_there_and_stands_by_itself() -> None:
    before = Package.of_template(_of_other_names((ROOT / "word_templates" / "report.docx").read_bytes()))
    package = Package(dict(before.parts))
    lent = lend(package)
    assert sorted(lent.values()) == sorted(WRITTEN)
    for part, kept in ((STYLES, qn("w:style")), (NUMBERING, qn("w:num")), (NUMBERING, qn("w:abstractNum"))):
        old, new = ([etree.tostring(one) for one in each.xml(part).iter(kept)] for each in (before, package))
        assert set(old) <= set(new)
    ids = [str(one.get(qn("w:styleId"))) for one in package.xml(STYLES).iter(qn("w:style"))]
    assert len(ids) == len(set(ids))
    named = {str(one.get(W_VAL)) for one in package.xml(STYLES).iter(qn("w:basedOn"))}
    assert named <= set(ids)
    assert lend(package) == {}


def test_a_template_without_lists_gets_a_part_for_them_that_word_and_python_docx_open() -> None:
    package = Package.of_template(in_bytes(word_file("Words")))
    for name in [name for name in package.parts if "numbering" in name]:
        del package.parts[name]
    for name in ("[Content_Types].xml", "word/_rels/document.xml.rels"):
        root = package.xml(name)
        for element in [one for one in root if b"numbering" in etree.tostring(one)]:
            root.remove(element)
        package.put(name, root)
    styles = package.xml(STYLES)
    for style in [one for one in styles.iter(qn("w:style")) if "List" in str(one.get(qn("w:styleId")))]:
        styles.remove(style)
    package.put(STYLES, styles)
    assert "List Bullet" in lend(package).values()
    document = opened(package.write())
    document.add_paragraph("Words", style="List Bullet")
    assert document.part.numbering_part.element.findall(qn("w:num"))


@pytest.mark.office
def test_styles_are_put_into_the_templates_and_the_former_ones_are_kept(tmp_path: Path) -> None:
    workspace = little_sample(tmp_path / "workspace")
    template = workspace.template("report.docx")
    before = _of_other_names(template.read_bytes())
    template.write_bytes(before)
    code, output, _ = run("template", "check", "--add-styles", "--workspace", str(workspace.root))
    assert f"report.docx: {len(WRITTEN)} styles added: {', '.join(WRITTEN)}" in output
    assert code == 0
    assert (workspace.root / "earlier_templates" / "1" / "report.docx").read_bytes() == before
    added = Package.of_template(template.read_bytes())
    assert set(map(str.lower, WRITTEN)) <= set(read_styles(added.parts[STYLES]).ids)
    assert {name: data for name, data in added.parts.items() if name not in (STYLES, NUMBERING)} == {
        name: data for name, data in Package.of_template(before).parts.items() if name not in (STYLES, NUMBERING)
    }
    assert _about_styles(check_templates(workspace).findings) == []
    _, output, _ = run("template", "check", "--add-styles", "--workspace", str(workspace.root))
    assert "No template lacks a style." in output
    assert not (workspace.root / "earlier_templates" / "2").exists()
    code, _, errors = run("template", "check", "--add-styles", str(template), "--workspace", str(workspace.root))
    assert code == 2
    assert "leave out FILE" in errors
