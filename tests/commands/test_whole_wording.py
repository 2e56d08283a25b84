"""A whole workbook's wording is imported, however a council has changed its copy, and stands where people read it."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from xml.sax.saxutils import escape

import pytest
from docx import Document
from openpyxl import load_workbook

from engine.commands.forms import blank_forms
from engine.commands.framework_import import ImportedWording, import_wording
from engine.framework.catalogue import PARTS, framework_file, load_framework
from engine.model.edition import Edition
from engine.model.framework import Framework
from engine.plain_words import folded
from engine.progress import Progress
from engine.workspace import Workspace
from tests.building import build
from tests.commands.test_official_wording import REFERENCE, with_reference
from tests.conftest import copy_sample
from tests.material.small_files import ods
from tests.material.small_office import converted
from tests.material.small_pages import DECLARATIONS, SmallPages
from tests.material.small_workbook import SmallWorkbook

VARIANTS: dict[str, Callable[[SmallPages], SmallPages]] = {
    "as printed": lambda pages: pages,
    "in tables": lambda pages: replace(pages, in_tables=True),
    "headings that look like text": lambda pages: replace(pages, headings=False),
    "letters joined": lambda pages: replace(pages, letters_apart=False),
    "renamed": lambda pages: replace(
        pages,
        looked_for="What is being looked for in our theme",
        theme_heading="Theme {number} – {name} (our notes)",
        statement_heading="{name}",
    ),
    "sections in another order": lambda pages: replace(pages, reversed_sections=True),
    "declarations in another order": lambda pages: replace(pages, declarations=dict(reversed(DECLARATIONS.items()))),
}


@pytest.fixture
def ours(tmp_path: Path) -> Workspace:
    (tmp_path / "ours" / "inputs").mkdir(parents=True)
    return Workspace(tmp_path / "ours")


def _changed(framework: Framework) -> Framework:
    """The framework with other words in every text that an import brings, so that none can be the one in use before."""

    def other(text: str) -> str:
        return f"{text.rstrip('.')}, as we print it."

    def others(texts: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(map(other, texts))

    themes = tuple(
        replace(
            theme,
            covers=other(theme.covers),
            points=others(theme.points),
            statements=tuple(replace(s, i_statements=others(s.i_statements)) for s in theme.statements),
        )
        for theme in framework.themes
    )
    sections = {
        name: replace(
            section,
            guidance=others(section.guidance),
            parts=tuple(
                replace(part, guidance=others(part.guidance), prompts=others(part.prompts)) for part in section.parts
            ),
        )
        for name in ("overview_section", "theme_section")
        for section in (getattr(framework, name),)
    }
    tips = tuple(replace(tip, text=other(tip.text)) for tip in framework.top_tips)
    return replace(framework, themes=themes, top_tips=tips, **sections)


def _warnings(made: ImportedWording) -> list[str]:
    return [finding.message for finding in made.findings if finding.code == "I-31"]


@pytest.mark.slow
@pytest.mark.parametrize("variant", VARIANTS)
def test_every_text_arrives_however_the_workbook_is_laid_out(
    ours: Workspace, framework: Framework, tmp_path: Path, variant: str
) -> None:
    printed = _changed(framework)
    small = SmallWorkbook(printed)
    small.pages = VARIANTS[variant](small.pages)
    made = import_wording(ours, small.word(tmp_path / "workbook.docx"))
    assert _warnings(made) == []
    for theme, new in zip(printed.themes, made.framework.themes, strict=True):
        assert (new.covers, new.points, new.lead) == (
            f"This theme covers: {theme.covers}",
            theme.points,
            "Evidence that",
        )
        for before, after in zip(theme.statements, new.statements, strict=True):
            assert after.i_statements == before.i_statements
            assert after.we_statements == (before.text,)
    assert made.framework.overview_section == printed.overview_section
    assert made.framework.theme_section == printed.theme_section
    assert {one.id: one.text for one in made.framework.declarations} == DECLARATIONS
    assert [tip.text for tip in made.framework.top_tips] == [f"{tip.name} - {tip.text}" for tip in printed.top_tips]


@pytest.mark.slow
def test_a_page_that_was_taken_out_is_told_and_stays(ours: Workspace, framework: Framework, tmp_path: Path) -> None:
    small = SmallWorkbook(framework)
    small.pages = replace(small.pages, without=("leadership",))
    made = import_wording(ours, small.word(tmp_path / "workbook.docx"))
    assert _warnings(made) == ['The page on the theme "Leadership" was not found. The wording in use stays.']
    assert made.framework.themes[3].points == framework.themes[3].points


@pytest.mark.slow
def test_a_third_declaration_of_a_workbook_is_taken(ours: Workspace, framework: Framework, tmp_path: Path) -> None:
    small = SmallWorkbook(framework)
    third = "As a regulator we took no part in this, and we sign that we have read the whole of it with care."
    small.pages.declarations["third"] = third
    made = import_wording(ours, small.word(tmp_path / "workbook.docx"))
    assert [(one.id, one.text) for one in made.framework.declarations][2:] == [("declaration-3", third)]


@pytest.mark.office
@pytest.mark.slow
def test_a_text_of_another_word_processor_is_read_with_libreoffice_and_told(
    ours: Workspace, framework: Framework, tmp_path: Path
) -> None:
    printed = _changed(framework)
    path = converted(SmallWorkbook(printed).word(tmp_path / "workbook.docx"), "doc", tmp_path)
    made = import_wording(ours, path)
    assert made.framework.official_parts == PARTS
    assert made.findings[0].message == "LibreOffice made a Word file of the .doc file, and that was read."
    assert {finding.place.file for finding in made.findings} == {path.name}
    assert made.framework.items == framework.items
    assert [tip.text for tip in made.framework.top_tips] == [f"{tip.name} - {tip.text}" for tip in printed.top_tips]


def test_a_checklist_in_opendocument_is_read_as_it_is(ours: Workspace, framework: Framework, tmp_path: Path) -> None:
    said = "The council asks people who are seldom heard what stands in their way."
    lines: list[list[str]] = []
    for statement in framework.statements:
        lines += [
            [f"{statement.name}: Stage 1 checklist"],
            [statement.name, *(r.name for r in framework.ratings), "Why?"],
        ]
        lines += [[said if item.id == "equity.01" else item.text] for item in statement.items]
    cell = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    rows = "".join(
        f"<table:table-row>{''.join(cell.format(escape(text)) for text in line)}</table:table-row>" for line in lines
    )
    made = import_wording(ours, ods(tmp_path / "checklist.ods", rows))
    assert made.framework.official_parts == ("items",)
    assert made.framework.items["equity.01"].text == said
    assert len(made.framework.items) == 94


# where it stands afterwards


def _words_of_word(data: bytes) -> str:
    document = Document(io.BytesIO(data))
    return "\n".join("".join(t.text or "" for t in p.iter(f"{W}t")) for p in document.element.body.iter(f"{W}p"))


W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def _words_of_excel(data: bytes) -> str:
    book = load_workbook(io.BytesIO(data), read_only=True)
    return "\n".join(
        str(value) for sheet in book for row in sheet.iter_rows(values_only=True) for value in row if value
    )


def everything_to_read(workspace: Workspace) -> str:
    """The words of every blank form, and of every Word file of a draft, folded."""
    built = build(workspace, Edition.DRAFT, with_pdf=False, progress=Progress())
    parts = [
        _words_of_word(data) if name.endswith(".docx") else _words_of_excel(data)
        for name, data in blank_forms(workspace)
    ]
    parts += [_words_of_word(path.read_bytes()) for path in sorted(built.folder.rglob("*.docx"))]
    return folded("\n".join(parts))


def parts_of(framework: Framework, council: str) -> Iterator[tuple[str, str]]:
    """Every part of the wording, behind the name of its kind."""
    for theme in framework.themes:
        yield from (("page", text) for text in (theme.covers, theme.lead, *theme.notes) if text)
        yield from (("point", text) for text in theme.points)
        for statement in theme.statements:
            yield from (("we", text) for text in statement.we_statements)
            yield from (("i", text) for text in statement.i_statements)
            yield from (("item", item.text) for item in statement.items)
            for block in statement.blocks:
                yield ("title", block.title)
                for texts in (block.guidance, block.prompts, block.data, block.documents):
                    yield from (("block", text) for text in texts)
    for section in (framework.overview_section, framework.theme_section, framework.process_section):
        yield from (("hint", text) for text in section.lines())
        yield from (("heading", part.title) for part in section.parts)
    yield from (("hint", text) for text in (*framework.library_help, *framework.sources_help))
    yield from (("declaration", one.of_council(council).text) for one in framework.declarations)
    yield from (("tip", tip.text) for tip in framework.top_tips)
    yield from (("row", row.text.replace("· ", "")) for row in framework.library)
    yield from (("source", source.text) for source in framework.sources)


def assert_all_is_read(workspace: Workspace, framework: Framework) -> str:
    """Every part of the wording stands in a form, a brief, a sheet or the report. Gives all that is read there."""
    read = everything_to_read(workspace).replace("· ", "")
    lost = [(kind, text) for kind, text in parts_of(framework, "Wenlow Borough Council") if folded(text) not in read]
    assert lost == []
    return read


@pytest.mark.office
@pytest.mark.slow
def test_whatever_is_imported_stands_where_somebody_reads_it(little: Workspace, tmp_path: Path) -> None:
    small = SmallWorkbook(_changed(load_framework(framework_file(little))))
    small.library[0][1] += " In our words."
    made = import_wording(little, small.word(tmp_path / "workbook.docx"))
    council = little.inputs / "council.yaml"
    own = "declarations: [{id: health, heading: Health partners, text: We have read it and say so in our own words.}]\n"
    council.write_text(council.read_text(encoding="utf-8") + own, encoding="utf-8", newline="\n")
    _ask_for(little, "health")
    read = assert_all_is_read(little, made.framework)
    assert folded("We have read it and say so in our own words.") in read


def _ask_for(workspace: Workspace, declaration: str) -> None:
    """Have the first endorser sign another declaration."""
    path = workspace.inputs / "endorsements.xlsx"
    book = load_workbook(path)
    sheet = book["Endorsements"]
    header = next(row for row in sheet.iter_rows(max_row=20) if any(cell.value == "Declaration" for cell in row))
    column = next(cell.column for cell in header if cell.value == "Declaration")
    sheet.cell((header[0].row or 0) + 1, column, declaration)
    book.save(path)


@with_reference
@pytest.mark.office
@pytest.mark.slow
def test_every_part_of_the_guidances_workbook_is_counted_and_stands_where_somebody_reads_it(tmp_path: Path) -> None:
    workspace = copy_sample(tmp_path / "workspace")
    made = import_wording(workspace, whole_reference(tmp_path / "workbook.docx"))
    assert _warnings(made) == []
    kinds = [kind for kind, _ in parts_of(made.framework, "")]
    counts = {"we": 10, "i": 9, "point": 19, "declaration": 2, "title": 54, "tip": 9, "row": 52, "item": 94}
    assert {kind: kinds.count(kind) for kind in counts} == counts
    assert_all_is_read(workspace, made.framework)


def whole_reference(path: Path) -> Path:
    """The guidance's workbook with its tips and the pages on its themes, which its copy as Word lacks."""
    document = Document(str(REFERENCE / "workbook-part-2.docx"))
    lines = (REFERENCE / "workbook-part-2.txt").read_text(encoding="utf-8").split("\n")
    bare = [re.sub(r"\[bookmark: [^\]]*\]", "", line).strip() for line in lines]
    first = document.element.body[0]

    def put(text: str, before: object, style: str | None = None) -> None:
        before.addprevious(document.add_paragraph(text, style)._p)  # type: ignore[attr-defined]

    tips = document.add_table(0, 2)
    for number, line in enumerate(lines[:28]):
        if line.startswith("\t") and len(bare[number]) == 1:
            for cell, text in zip(tips.add_row().cells, bare[number : number + 2], strict=True):
                cell.text = text
    put(bare[0], first)
    first.addprevious(tips._tbl)
    checklists = [p._p for p in document.paragraphs if "Stage 1 checklist" in p.text]
    pages = [
        number for number, line in enumerate(bare) if re.match("CQC theme (one|two|three|four):", line, re.IGNORECASE)
    ]
    for page, checklist in zip(pages, (0, 3, 5, 7), strict=True):
        end = next(n for n in range(page, len(bare)) if "Stage 1 checklist" in bare[n])
        for number in range(page, end):
            if bare[number]:
                put(bare[number], checklists[checklist], "Heading 2" if number == page else None)
    document.save(str(path))
    return path
