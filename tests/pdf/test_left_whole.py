"""Each reason for which a document is laid out as a whole: the code tells them, and each has a case."""

from __future__ import annotations

import ast
import copy
import logging
import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from lxml import etree

from engine.pdf.chapterwise import Chapterwise
from engine.pdf.convert import Converted
from engine.pdf.empty_page import take_out_empty_page
from engine.pdf.finish import About
from engine.pdf.joined import ChapterPdf, joined
from engine.pdf.numbers import exchange_numbers
from engine.word.chapter_file import FEW_LINES, SCHEME
from engine.word.contents import Contents
from engine.word.uncut import UncutError
from tests.conftest import ROOT
from tests.material.made_up_office import MadeUpOffice, Rule, a_chapter
from tests.material.small_word import as_package
from tests.pdf import test_numbers as numbers
from tests.word import test_chapters as chapters

ABOUT = About(title="A report", when=datetime(2026, 3, 14, tzinfo=UTC))
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
Case = Callable[[Path], str]
"""Comes to a reason, and gives it as it is told. It may use a folder."""


def reasons() -> Iterator[str]:
    """Each as the code has it, {} for what differs from case to case."""
    named = f"{UncutError.__name__}("
    modules = (path.read_text(encoding="utf-8") for path in (ROOT / "engine").rglob("*.py"))
    for call in (call for module in modules if named in module for call in ast.walk(ast.parse(module))):
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == UncutError.__name__:
            yield _said(call.args[0])


def _said(argument: ast.expr) -> str:
    parts = argument.values if isinstance(argument, ast.JoinedStr) else [argument]
    return "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in parts)


def _told(refused: Callable[[], object]) -> str:
    with pytest.raises(UncutError) as told:
        refused()
    return str(told.value)


def of_cut(change: Callable[[WordDocument], None]) -> Case:
    """A document of three chapters, changed."""

    def case(_: Path) -> str:
        document = chapters.of_three()
        change(document)
        return _told(lambda: chapters.cut_up(document))

    return case


def of_numbers(*texts: str, digits: str = "0123456789", wide: str = "") -> Case:
    """The page of a chapter that prints these."""
    return lambda _: _told(
        lambda: exchange_numbers(numbers.file_of("".join(texts), digits=digits, wide=wide), numbers.ASKED)
    )


def of_joined(second: bytes, levels: tuple[int, ...] = ()) -> Case:
    """Another chapter put behind a sound one. levels: of its headings."""
    return lambda _: _told(lambda: joined([ChapterPdf(a_chapter()), ChapterPdf(second)], [(), levels], ABOUT))


def contents(document: WordDocument | None = None) -> Contents:
    made = Contents(as_package(document or chapters.of_three()))
    made.prepare()
    return made


def _heard(work: Callable[[], object]) -> str:
    """The reason that is told to whoever listens."""
    told: list[str] = []

    class _Ear(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            told.append(record.getMessage())

    logger, ear = logging.getLogger("penholder.office"), _Ear()
    level = logger.level
    logger.addHandler(ear)
    logger.setLevel(logging.INFO)
    try:
        work()
    finally:
        logger.removeHandler(ear)
        logger.setLevel(level)
    (said,) = told
    return said.partition(": ")[2]


def of_office(
    office: MadeUpOffice, change: Callable[[Contents], object] = bool, document: WordDocument | None = None
) -> Case:
    """A document of which all may be new, laid out by an engine. change: of what is known of it."""

    def case(folder: Path) -> str:
        made = contents(document)
        change(made)
        return _heard(lambda: Chapterwise(office, 1).lay_out("small", made, ABOUT, folder))

    return case


def _most_new(folder: Path) -> str:
    return _heard(lambda: Chapterwise(_sound()).lay_out("small", contents(), ABOUT, folder))


def _otherwise_than_the_whole(_: Path) -> str:
    made = contents()
    whole = Converted(b"", b"", pages=9, section_pages=dict.fromkeys(made.bookmarks, 4))

    def work() -> None:
        with Chapterwise(_sound()) as chapterwise:
            chapterwise.make_ready("small", made, ABOUT, whole)

    return _heard(work)


def _sound(rule: Rule = lambda words, lines: 1, **about: str | bool) -> MadeUpOffice:
    return MadeUpOffice(rule, **about)  # type: ignore[arg-type]


def _of_two_volumes(made: Contents) -> None:
    made.elsewhere.append(("there", etree.Element("shown"), ""))


def _with_a_bookmark_nowhere(made: Contents) -> None:
    made.bookmarks["nowhere"] = 0


def _telling_a_page() -> WordDocument:
    """Its first chapter prints on which page the second begins."""
    document = chapters.of_three()
    chapters.at(document, "Two").extend(chapters.mark("second", 7))
    chapters.at(document, "Below One").extend(chapters.field(" PAGEREF second ", "–"))
    return document


def _longer_where_it_is_short(words: str, lines: int) -> int:
    """The first chapter has the length that makes what it prints wrong."""
    return 1 if lines or "Below One3" in words else 2


def _no_last_section(document: WordDocument) -> None:
    document.element.body.remove(document.sections[0]._sectPr)


def _section_inside(document: WordDocument) -> None:
    ends = parse_xml(f"<w:sdt {_W}><w:sdtContent><w:p><w:pPr/></w:p></w:sdtContent></w:sdt>")
    ends[0][0][0].append(copy.deepcopy(document.sections[0]._sectPr))
    chapters.at(document, "Below One").addnext(ends)


def _number_outside(document: WordDocument) -> None:
    document.sections[0].footer._element.extend(chapters.field(" PAGE "))


_OF_PAGE, _OF_PAGES = numbers.text(numbers.OF_PAGE, "10"), numbers.text(numbers.OF_PAGES, "88")
CASES: dict[str, Case] = {
    "its pages differ by side ({})": of_cut(chapters.mirrored),
    "a section begins otherwise than with a page ({})": of_cut(chapters.continuous),
    "a section has columns": of_cut(chapters.columns),
    "a section counts its pages or lines by itself": of_cut(chapters.own_numbering),
    "its pages differ by side (even)": of_cut(chapters.even_pages_of_a_section),
    "a section does not tell where its heads stand": of_cut(chapters.no_margins),
    "it has a field that is not spelled out": of_cut(chapters.simple_field),
    "it has a field {} where it cannot stand in a chapter": of_cut(chapters.other_field),
    "it prints a page number in a form of its own ({})": of_cut(chapters.roman),
    "a page number stands outside of a paragraph": of_cut(_number_outside),
    "the colours of its page numbers are too much alike": of_cut(chapters.colours_alike),
    "its last section is not told": of_cut(_no_last_section),
    "it is one chapter": of_cut(chapters.one_chapter),
    "a section ends inside of something else": of_cut(_section_inside),
    "a bookmark goes through two chapters": of_cut(chapters.mark_through_two),
    "{} goes through two chapters": of_cut(chapters.list_through_two),
    "it has notes at its end": of_cut(chapters.notes_at_the_end),
    "page {} of a chapter does not print its numbers as expected": of_numbers(_OF_PAGE),
    "a page number is written in several pieces": of_numbers(
        numbers.text(numbers.OF_PAGE, "10", "[<%s>-20<01>]TJ"), _OF_PAGES
    ),
    "a page number is not {}, as the chapter was laid out": of_numbers(numbers.text(numbers.OF_PAGE, "12"), _OF_PAGES),
    "the font of a page number does not have every digit": of_numbers(_OF_PAGE, _OF_PAGES, digits="018"),
    "the digits of a page number are not equally wide": of_numbers(_OF_PAGE, _OF_PAGES, wide="4"),
    "the page before a chapter is not empty": lambda _: _told(
        lambda: take_out_empty_page(numbers.with_structure(is_empty=False))
    ),
    "the structure of a chapter is not one document": of_joined(a_chapter(documents=2)),
    "the headings of a chapter are not its bookmarks": of_joined(a_chapter(headings=[True]), (1, 2)),
    "a bookmark of a chapter leads nowhere": of_joined(a_chapter(headings=[False]), (1,)),
    "a link leads nowhere": of_joined(a_chapter(link=f"{SCHEME}lost")),
    "chapters are laid out otherwise than the whole by this LibreOffice": of_office(_sound(version="LibreOffice 25.2")),
    "it is one of two volumes": of_office(_sound(), _of_two_volumes),
    "{} is in none of its chapters": of_office(_sound(), _with_a_bookmark_nowhere),
    "its page numbers do not settle": of_office(_sound(_longer_where_it_is_short), document=_telling_a_page()),
    "most of it is new": _most_new,
    "LibreOffice lays out a chapter in two ways": of_office(
        _sound(lambda words, lines: 2 if lines == FEW_LINES else 1)
    ),
    "LibreOffice lays out a chapter otherwise than the whole": _otherwise_than_the_whole,
    "a bookmark of a chapter is lost": of_office(_sound(loses_bookmarks=True)),
}


@pytest.mark.parametrize("reason", sorted(set(reasons())))
def test_each_reason_is_come_to(reason: str, tmp_path: Path) -> None:
    told = CASES[reason](tmp_path)
    assert re.fullmatch(re.escape(reason).replace(r"\{\}", ".+"), told), told


def test_every_case_is_of_a_reason_that_there_is() -> None:
    assert set(CASES) == set(reasons())
