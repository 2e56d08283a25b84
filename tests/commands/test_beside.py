"""The page beside a template: its picture, and the page on which it changed, after each save."""

from __future__ import annotations

import io

import pytest
from docx import Document
from PIL import Image

from engine.commands.beside import PageBeside
from engine.errors import TemplateError
from engine.findings import errors_in
from engine.templates.kinds import TemplateKind
from engine.word.changed_line import changed_line, document_lines
from engine.word.package import DOCUMENT, Package
from engine.workspace import Workspace
from tests.material.small_word import in_bytes, word_file


@pytest.mark.office
def test_after_each_save_the_page_is_shown_on_which_the_template_changed(little: Workspace) -> None:
    file = little.template(TemplateKind.SHEET)
    with PageBeside(little) as beside:
        first = beside.look(file)
        assert (first.page, first.changed, first.is_sample) == (1, "", False)
        document = Document(str(file))
        heading = next(line for line in document.paragraphs if line.text == "Declaration")
        heading.runs[0].text = "What is declared"
        document.save(str(file))
        second = beside.look(file)
        assert second.changed == "What is declared"
        assert second.page == second.pages > 1
        assert beside.look(file).changed == ""
        with Image.open(io.BytesIO(second.picture)) as picture:
            assert picture.height > picture.width > 800
        assert errors_in(beside.check(file)) == ()
        document.add_paragraph("{{ statement.veiw }}")
        document.save(str(file))
        with pytest.raises(TemplateError) as caught:
            beside.look(file)
    assert [found.message for found in caught.value.findings] == ['There is no field "veiw". Did you mean "view"?']


@pytest.mark.office
@pytest.mark.slow
def test_of_a_report_the_chapters_that_have_changed_are_shown_first_and_then_the_whole(little: Workspace) -> None:
    file = little.template(TemplateKind.REPORT)
    with PageBeside(little) as beside:
        assert beside.look(file).is_whole
        document = Document(str(file))
        line = next(line for line in document.paragraphs if line.text.startswith("Every document we rely on"))
        line.runs[-1].text += " Nothing else."
        document.save(str(file))
        first = beside.look(file)
        then = beside.whole(file)
    assert (first.is_whole, then.is_whole) == (False, True)
    assert first.changed == then.changed == line.text
    assert (first.page, first.pages, first.picture) == (then.page, then.pages, then.picture)


@pytest.mark.parametrize(
    ("former", "now", "words", "above"),
    [
        (("a", "b", "c"), ("a", "b", "c"), "", ""),
        (("a", "b", "c"), ("a", "x", "c"), "x", "a"),
        (("a", "b", "c"), ("a", "c"), "c", "a"),
        (("a", "b"), ("a", "b", "c"), "c", "b"),
        (("a", "b", "c"), ("a", "b"), "b", "a"),
        (("a",), ("b",), "b", ""),
    ],
)
def test_which_paragraph_has_changed(former: tuple[str, ...], now: tuple[str, ...], words: str, above: str) -> None:
    lines = [document_lines(Package.read(in_bytes(word_file(*each))).xml(DOCUMENT)) for each in (former, now)]
    found = changed_line(*lines)
    assert (found.words, found.above) == (words, above)


def test_a_change_of_looks_alone_is_a_change() -> None:
    document = word_file("a", "b")
    before = document_lines(Package.read(in_bytes(document)).xml(DOCUMENT))
    document.paragraphs[1].runs[0].bold = True
    now = document_lines(Package.read(in_bytes(document)).xml(DOCUMENT))
    assert changed_line(before, now).words == "b"
