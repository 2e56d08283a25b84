"""Parts of templates: their text stands where it is named, and is held to what templates are held to."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from docx import Document
from docx.document import Document as WordDocument
from PIL import Image

from engine.assembly.composing import composed
from engine.assembly.drawing import template_bytes
from engine.assembly.template_gate import template_findings
from engine.findings import Place, errors_in
from engine.publishing.source_hashes import fingerprints
from engine.rendering.render import template_at
from engine.templates.kinds import TemplateKind
from engine.word.package import Package
from engine.word.text import texts
from engine.workspace import Workspace
from tests.conftest import ROOT
from tests.material.laden_templates import forbidden
from tests.material.small_word import add_table, in_bytes, word_file

PLACE = Place("word_templates/report.docx")


def _part(folder: Path, name: str, data: bytes) -> Workspace:
    parts = folder / "word_templates" / "parts"
    parts.mkdir(parents=True, exist_ok=True)
    (parts / f"{name}.docx").write_bytes(data)
    return Workspace(folder)


def _words(data: bytes) -> list[str]:
    return [text for text in texts(Package.read(data).xml("word/document.xml")) if text]


def _with_picture() -> WordDocument:
    made, part = io.BytesIO(), word_file("# {{ theme.name }}", "{{ theme.lead }}")
    Image.new("RGB", (8, 8), "red").save(made, "PNG")
    made.seek(0)
    add_table(part, ("A", "B"), ("{{ marking }}", "d"))
    part.add_paragraph("One", "List Number")
    part.add_picture(made)
    return part


def test_a_part_stands_where_it_is_named_in_the_loop_it_is_named_in(tmp_path: Path) -> None:
    workspace = _part(tmp_path, "intro", in_bytes(_with_picture()))
    before = word_file("before", "{%p for theme in themes %}", "{{p parts.intro }}", "{%p endfor %}", "after")
    data, found = composed(workspace, PLACE, in_bytes(before))
    assert found == ()
    assert _words(data) == [
        *("before", "{%p for theme in themes %}", "{{ theme.name }}", "{{ theme.lead }}"),
        *("A", "B", "{{ marking }}", "d", "One", "{%p endfor %}", "after"),
    ]
    themes = [{"name": name, "lead": "Lead"} for name in ("First", "Second")]
    made = template_at(PLACE, data).render(lambda _: {"themes": themes, "marking": "OFFICIAL"})
    said = [text for text in texts(made.xml("word/document.xml")) if text]
    assert said[:3] == ["before", "First", "Lead"]
    assert said.count("OFFICIAL") == 2
    assert len(Document(io.BytesIO(made.write())).inline_shapes) == 2


def test_styles_go_by_name_and_those_that_are_missing_come_along(tmp_path: Path) -> None:
    part = word_file("x")
    style = part.styles.add_style("House Note", 1)
    style.base_style = part.styles["Quote"]
    part.paragraphs[0].style = style
    workspace = _part(tmp_path, "note", in_bytes(part))
    data, _ = composed(workspace, PLACE, in_bytes(word_file("{{p parts.note }}")))
    made = Document(io.BytesIO(data))
    assert [(one.text, one.style.name) for one in made.paragraphs if one.style] == [("x", "House Note")]


def test_a_template_without_parts_is_the_very_same_file() -> None:
    for kind in TemplateKind:
        data = (ROOT / "word_templates" / kind).read_bytes()
        assert composed(Workspace(ROOT), Place(f"word_templates/{kind}"), data) == (data, ())


def test_a_part_that_cannot_be_put_in_is_told(tmp_path: Path) -> None:
    workspace = _part(tmp_path, "intro", in_bytes(word_file("x")))
    sections = word_file("x")
    sections.add_section()
    sections.add_paragraph("y")
    _part(tmp_path, "sections", in_bytes(sections))
    _part(tmp_path, "nested", in_bytes(word_file("{{p parts.intro }}")))
    _part(tmp_path, "broken", b"PK nothing")
    names = ("intr", "sections", "nested", "broken")
    data, found = composed(workspace, PLACE, in_bytes(word_file(*(f"{{{{p parts.{name} }}}}" for name in names))))
    assert [one.code for one in found] == ["W-71"] * 4
    assert all(one.place.where.startswith("{{p parts.") and one.fix for one in found)
    assert found[0].message.endswith('Did you mean "intro"?')
    assert "a section break" in found[1].message
    assert _words(data) == []


@pytest.mark.slow
@pytest.mark.parametrize(("name", "laden"), list(forbidden()), ids=lambda each: each if isinstance(each, str) else "")
def test_what_no_template_may_carry_is_refused_in_a_part(name: str, laden: Package, tmp_path: Path) -> None:
    workspace = _part(tmp_path, "laden", laden.write())
    data, found = composed(workspace, PLACE, in_bytes(word_file("{{p parts.laden }}")))
    assert found, name
    assert _words(data) == []


@pytest.mark.slow
def test_the_gate_reads_the_tags_of_parts_and_an_edition_knows_their_files(little: Workspace) -> None:
    report = Document(str(little.template(TemplateKind.REPORT)))
    report.add_paragraph("{{p parts.more }}")
    report.save(str(little.template(TemplateKind.REPORT)))
    _part(little.root, "more", in_bytes(word_file("{{ marking }} {{ council.nmae }}")))
    (found,) = errors_in(template_findings(little))
    assert (found.code, found.message) == ("W-21", 'There is no field "nmae". Did you mean "name"?')
    assert "{{ marking }} {{ council.nmae }}" in _words(template_bytes(little, TemplateKind.REPORT))
    assert "word_templates/parts/more.docx" in fingerprints(little)
