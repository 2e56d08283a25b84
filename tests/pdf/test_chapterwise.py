"""The law of chapters: laid out one by one or as a whole, nobody can tell which it was; else it is the whole."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest
from docx.document import Document as WordDocument

from engine.assembly.drawing import template_bytes
from engine.assembly.reading import read
from engine.assessment.fingerprint import sheet_code
from engine.assessment.readiness import readiness
from engine.cache import Store
from engine.model.edition import Edition
from engine.pdf.chapterwise import Chapterwise, InChapters
from engine.pdf.choice import choose
from engine.pdf.convert import Converted, Source, convert_all
from engine.pdf.converter import Converter
from engine.pdf.finish import About, finish
from engine.pdf.kept import Kept
from engine.pdf.office import Office, find_office
from engine.progress import Progress
from engine.rendering.render import render_all
from engine.templates.kinds import OF_AN_EDITION
from engine.word.contents import Contents
from engine.workspace import Workspace
from tests.conftest import ROOT, copy_sample
from tests.material.brands import BRANDS, council_of
from tests.material.depth import IS_DEEP
from tests.material.form_edits import edit_a_form, lengthen
from tests.material.little_sample import little_sample
from tests.material.same_pages import differences
from tests.material.small_pdf import contents_field
from tests.material.small_word import as_package
from tests.word.test_chapters import at, of_three

pytestmark = [pytest.mark.office, pytest.mark.slow]

ABOUT = About(title="A report", when=datetime(2026, 3, 14, tzinfo=UTC))
ALL = 1.0
_EDITS = 200 if IS_DEEP else 1
_OTHER_BRANDS = ("a serif with a logo as long as a line", "black and yellow")


def report_of(workspace: Workspace) -> Contents:
    """Its report as a build renders it, page numbers still open."""
    found = read(workspace, Progress())
    templates = {name: template_bytes(workspace, name) for name in OF_AN_EDITION}
    about = (found.assessment, found.judgement, readiness(found.assessment, found.judgement))
    (made,) = render_all(*about, Edition.DRAFT, found.logo, templates, sheet_code, {"report"})
    return made.contents


@pytest.fixture(scope="module")
def converter() -> Iterator[Converter]:
    chosen = choose(Edition.DRAFT)
    with chosen.warmed():
        yield chosen


def in_chapters(
    chapterwise: Chapterwise, contents: Contents, folder: Path, whole: Converted | None = None
) -> InChapters:
    """whole: where it is there already, so that every chapter is laid out as in it."""
    if whole is not None:
        chapterwise.make_ready("report", contents, ABOUT, whole)
    made = chapterwise.lay_out("report", contents, ABOUT, folder)
    assert made is not None
    return made


def as_a_whole(contents: Contents, converter: Converter, folder: Path) -> Converted:
    folder.mkdir()
    (made,) = convert_all([Source("report", contents)], converter, folder)
    return made


def test_the_report_in_chapters_is_the_report(converter: Converter, tmp_path: Path) -> None:
    workspace = (copy_sample if IS_DEEP else little_sample)(tmp_path / "workspace")
    contents = report_of(workspace)
    whole = as_a_whole(report_of(workspace), converter, tmp_path / "whole")
    made = in_chapters(Chapterwise(converter), contents, tmp_path / "chapters", whole)
    word = contents.package.write()
    assert differences(made.pdf, finish(whole.pdf, ABOUT)) == []
    assert (made.pages, made.section_pages) == (whole.pages, whole.section_pages)
    assert word == whole.docx
    pdf = tmp_path / "report.pdf"
    pdf.write_bytes(made.pdf)
    done = subprocess.run(["bash", str(ROOT / ".ci" / "verapdf"), str(pdf)], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout


@pytest.mark.skipif(not IS_DEEP, reason="it takes minutes")
def test_a_report_of_hundreds_of_pages_is_too(converter: Converter, tmp_path: Path) -> None:
    workspace = copy_sample(tmp_path / "workspace")
    lengthen(workspace, 26)
    contents = report_of(workspace)
    whole = as_a_whole(contents, converter, tmp_path / "whole")
    made = in_chapters(Chapterwise(converter), contents, tmp_path / "chapters", whole)
    assert made.pages > 350
    assert differences(made.pdf, finish(whole.pdf, ABOUT)) == []


@pytest.mark.parametrize("brand", _OTHER_BRANDS if IS_DEEP else _OTHER_BRANDS[:1])
def test_the_report_of_another_brand_is_too(brand: str, converter: Converter, tmp_path: Path) -> None:
    contents = report_of(council_of(BRANDS[brand], tmp_path / "workspace"))
    whole = as_a_whole(contents, converter, tmp_path / "whole")
    made = in_chapters(Chapterwise(converter), contents, tmp_path / "chapters", whole)
    assert differences(made.pdf, finish(whole.pdf, ABOUT)) == []


def test_after_each_edit_too_and_the_way_there_makes_no_difference(converter: Converter, tmp_path: Path) -> None:
    workspace, chapterwise = little_sample(tmp_path / "workspace"), Chapterwise(converter)
    whole, left_whole = as_a_whole(report_of(workspace), converter, tmp_path / "first"), 0
    chapterwise.make_ready("report", report_of(workspace), ABOUT, whole)
    for seed in range(_EDITS):
        how = edit_a_form(workspace, seed)
        contents = report_of(workspace)
        made = chapterwise.lay_out("report", contents, ABOUT, tmp_path / f"{seed}")
        whole = as_a_whole(contents, converter, tmp_path / f"{seed}-whole")
        if made is None:
            left_whole += 1
        else:
            assert (seed, how, differences(made.pdf, finish(whole.pdf, ABOUT))) == (seed, how, [])
        chapterwise.make_ready("report", contents, ABOUT, whole)
    assert left_whole <= _EDITS // 2
    office = find_office()
    assert office is not None
    from_nothing = Chapterwise(Kept(Office(office), Store(tmp_path / "nothing kept")))
    anew = in_chapters(from_nothing, report_of(workspace), tmp_path / "anew", whole)
    assert in_chapters(chapterwise, contents, tmp_path / "then").pdf == anew.pdf


class Counted(Kept):
    """It tells how many documents it was given each time."""

    def __init__(self, kept: Kept) -> None:
        super().__init__(kept.converter, kept.store)
        self.given: list[int] = []

    def convert(self, documents: Sequence[Path], folder: Path) -> None:
        self.given.append(len(documents))
        super().convert(documents, folder)


class OfAnotherVersion(Kept):
    """It says that it is a newer one."""

    version = "LibreOffice 25.2.3.2"


def prepared(document: WordDocument) -> Contents:
    contents = Contents(as_package(document))
    contents.prepare()
    return contents


def kept(converter: Converter) -> Kept:
    assert isinstance(converter, Kept)
    return converter


def test_one_edit_costs_one_chapter_and_none_costs_nothing(converter: Converter, tmp_path: Path) -> None:
    counted, document = Counted(kept(converter)), of_three()
    chapterwise = Chapterwise(counted, ALL)
    in_chapters(chapterwise, prepared(document), tmp_path / "first")
    counted.given.clear()
    document.add_paragraph("One more line.")
    in_chapters(chapterwise, prepared(document), tmp_path / "then")
    in_chapters(chapterwise, prepared(document), tmp_path / "and again")
    assert counted.given == [1, 1]  # behind many lines and behind few, side by side


def test_a_chapter_that_grows_by_pages_moves_the_numbers_of_the_others(converter: Converter, tmp_path: Path) -> None:
    document, chapterwise = of_three(), Chapterwise(converter, ALL)
    document.element.body.insert(0, contents_field())
    first = in_chapters(chapterwise, prepared(document), tmp_path / "first")
    for _ in range(60):
        at(document, "Below Two").addnext(document.add_paragraph("A line more.")._p)
    contents = prepared(document)
    made = in_chapters(chapterwise, contents, tmp_path / "then")
    whole = as_a_whole(contents, converter, tmp_path / "whole")
    assert (first.pages, made.pages) == (4, 6)
    assert made.section_pages == whole.section_pages
    assert differences(made.pdf, finish(whole.pdf, ABOUT)) == []


def test_a_document_of_which_most_is_new_is_laid_out_as_a_whole(converter: Converter, tmp_path: Path) -> None:
    document = of_three()
    contents = prepared(document)
    chapterwise = Chapterwise(converter)
    assert chapterwise.lay_out("small", contents, ABOUT, tmp_path / "new") is None
    chapterwise.make_ready("small", contents, ABOUT, as_a_whole(contents, converter, tmp_path / "whole"))
    assert chapterwise.lay_out("small", contents, ABOUT, tmp_path / "ready") is not None
    document.styles["Normal"].font.name = "Liberation Serif"
    assert chapterwise.lay_out("small", prepared(document), ABOUT, tmp_path / "in another font") is None


def test_a_report_whose_letters_are_set_closer_is_laid_out_as_a_whole(converter: Converter, tmp_path: Path) -> None:
    contents = report_of(council_of(BRANDS["a wide sans with a portrait logo"], tmp_path / "workspace"))
    assert Chapterwise(converter, ALL).lay_out("report", contents, ABOUT, tmp_path / "chapters") is None


def test_where_a_bookmark_is_lost_the_document_is_laid_out_as_a_whole(converter: Converter, tmp_path: Path) -> None:
    contents = prepared(of_three())
    contents.bookmarks["nowhere"] = 0
    assert Chapterwise(converter, ALL).lay_out("small", contents, ABOUT, tmp_path) is None


def test_another_version_of_libreoffice_lays_out_the_whole(converter: Converter, tmp_path: Path) -> None:
    other = OfAnotherVersion(kept(converter).converter, kept(converter).store)
    assert Chapterwise(other, ALL).lay_out("small", prepared(of_three()), ABOUT, tmp_path) is None
