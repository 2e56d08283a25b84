"""The guide for template editors, from one text: a sound and accessible Word document with every field in it."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from markdown_it import MarkdownIt
from markdown_it.token import Token

from engine.cli.main import penholder
from engine.findings import Place
from engine.rendering.proof import faults
from engine.templates.environment import TemplateEnvironment
from engine.templates.field_list import field_list
from engine.templates.language import FILTERS
from engine.word.package import Package
from engine.word.text import texts
from tests.conftest import ROOT
from tests.material.small_word import opened

pytestmark = pytest.mark.slow
TEXT = (ROOT / "docs" / "template-editors.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The guide as the command writes it."""
    path = tmp_path_factory.mktemp("guide") / "Guide.docx"
    result = CliRunner().invoke(penholder, ["template", "fields", "--workspace", str(ROOT), "--out", str(path)])
    assert result.exit_code == 0, result.output
    return path


@pytest.fixture(scope="module")
def package(written: Path) -> Package:
    """Its parts."""
    return Package.read(written.read_bytes())


@pytest.fixture(scope="module")
def document(package: Package) -> WordDocument:
    """The guide as python-docx sees it."""
    return opened(package)


@pytest.fixture(scope="module")
def said(package: Package) -> str:
    """All its words."""
    return "\n".join(texts(package.xml("word/document.xml")))


def test_the_guide_is_a_sound_word_file(package: Package, said: str) -> None:
    assert faults(package, Place("guide.docx"), (), said.split("\n")) == []


def test_every_field_stands_in_it_with_its_meaning(said: str) -> None:
    fields = [field for section in field_list() for field in section.fields]
    assert [field.written for field in fields if field.written not in said or field.means not in said] == []


def test_it_says_what_the_text_in_the_docs_says(said: str) -> None:
    told = [token.content for token in _inlines(TEXT) if token.type in ("text", "code_inline")]
    assert len(told) > 100
    assert [words for words in told if " ".join(words.split()) not in said] == []


def test_its_headings_are_headings_and_its_tables_have_header_rows_and_titles(document: WordDocument) -> None:
    styles = {paragraph.style.name for paragraph in document.paragraphs if paragraph.style}
    assert {"Heading 1", "Heading 2", "Heading 3"} <= styles
    for table in document.tables:
        assert table.rows[0]._tr.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None
        assert table._tbl.tblPr.find(qn("w:tblCaption")) is not None


def test_its_picture_has_an_alternative_text(document: WordDocument) -> None:
    (picture,) = document.element.iter(qn("wp:docPr"))
    assert "in the template with its tags, and in the finished report" in str(picture.get("descr"))


def test_nothing_of_the_template_it_takes_its_looks_from_is_left(package: Package) -> None:
    assert not [name for name in package.parts if "header" in name]
    assert package.xml("docProps/core.xml").findtext("{*}title") == "A guide for template editors"


@pytest.mark.slow
def test_the_same_guide_has_the_same_bytes(written: Path, tmp_path: Path) -> None:
    arguments = ["template", "fields", "--workspace", str(ROOT), "--out", str(tmp_path / "again.docx")]
    CliRunner().invoke(penholder, arguments)
    assert (tmp_path / "again.docx").read_bytes() == written.read_bytes()


@pytest.mark.parametrize("name", ["Guide.docx", "guide.txt"])
def test_a_file_is_never_overwritten_and_is_always_a_word_document(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(b"mine")
    arguments = ["template", "fields", "--workspace", str(ROOT), "--out", str(tmp_path / name)]
    result = CliRunner().invoke(penholder, arguments)
    assert result.exception is not None
    assert (tmp_path / name).read_bytes() == b"mine"


def test_the_guide_uses_only_fields_that_there_are() -> None:
    known = {written for section in field_list() for field in section.fields for written in field.written.split("} ")}
    typed = [token.content for token in _inlines(TEXT) if token.type == "code_inline"]
    single = [tag for tag in typed if tag.startswith("{{") and tag.count("{{") == 1]
    assert [tag for tag in single if tag not in {*known, "{{r line }}"}] == []


def test_every_filter_of_the_language_is_one_the_environment_has() -> None:
    assert FILTERS.keys() <= TemplateEnvironment().filters.keys()


def _inlines(text: str) -> list[Token]:
    """The words of a Markdown text and its code, without the words for its pictures."""
    blocks = MarkdownIt("commonmark").enable("table").parse(text)
    return [child for block in blocks for child in block.children or ()]
