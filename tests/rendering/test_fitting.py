"""No word of a table is broken between two letters, and a title stays on its cover, in fonts of any width."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from docx.document import Document as WordDocument
from docx.enum.section import WD_SECTION
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Pt
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from engine.findings import Finding
from engine.fonts.widths import width_of
from engine.rendering.fitting.columns import Column, columns_of
from engine.rendering.fitting.fit import fit
from engine.rendering.fitting.printed_widths import printed_widths
from engine.rendering.fitting.saying import LetterForm, Saying, Stretch
from engine.rendering.fitting.shares import shared
from engine.templates.palette import HOUSE
from engine.word.names import W_TBL, W_VAL, qn
from engine.word.package import DOCUMENT, STYLES, Package
from tests.material.depth import cases
from tests.material.small_word import PLACE, add_table, as_package, opened, word_file

FONTS = ("Liberation Sans", "DejaVu Sans", "Liberation Serif")
NAMES = (
    "O'Shaughnessy", "Guðmundsdóttir", "Okonkwo-Featherstonehaugh", "Commissioning", "Llanfairpwllgwyngyll",
    "improvement", "of", "10.2%", "Tend to agree", "31 December 2026", "people with lived experience", "Dr.", "—",
    "他们终于听懂了我的话", "لقد استمعوا إلينا أخيرا",
)  # fmt: skip
LENGTHS = (98, 150, 200)


def fitted(document: WordDocument, font: str) -> tuple[Package, list[Finding]]:
    package = as_package(document)
    root = package.xml(DOCUMENT)
    found = fit(package, root, PLACE, replace(HOUSE, font=font, headings=font))
    if root_as_it_is(root) != root_as_it_is(package.xml(DOCUMENT)):
        package.put(DOCUMENT, root)
    return package, found


def root_as_it_is(root: etree._Element) -> bytes:
    return etree.tostring(root)


def with_grid(document: WordDocument, *widths: int) -> None:
    """The last table with columns of these widths, in twips."""
    table = document.tables[-1]
    table.style = "Report Table"
    for column, width in zip(table._tbl.tblGrid.findall(qn("w:gridCol")), widths, strict=True):
        column.set(qn("w:w"), str(width))
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell._tc.get_or_add_tcPr().get_or_add_tcW().set(qn("w:w"), str(width))


def widths(package: Package) -> list[int]:
    table = next(package.xml(DOCUMENT).iter(W_TBL))
    return [int(column.get(qn("w:w"), "0")) for column in table.iter(qn("w:gridCol"))]


def sizes(package: Package) -> list[int]:
    return [int(size.get(W_VAL, "0")) for size in package.xml(DOCUMENT).iter(qn("w:sz"))]


def broken(package: Package, font: str) -> list[str]:
    lettering = printed_widths(package.parts[STYLES], replace(HOUSE, font=font, headings=font))
    (table,) = package.xml(DOCUMENT).iter(W_TBL)
    return ["".join(one.text for one in word) for c in columns_of(table, lettering) if (word := c.broken(10_000))]


lengths = st.integers(0, 3000)


@given(st.lists(st.tuples(lengths, lengths), min_size=1, max_size=12))
def test_shares_keep_the_width_of_the_whole_and_give_each_what_it_needs(columns: list[tuple[int, int]]) -> None:
    wide, needed = [one for one, _ in columns], [one for _, one in columns]
    given_ = shared(wide, needed)
    if given_ is None:
        assert sum(needed) > sum(wide)
        return
    assert sum(given_) == sum(wide)
    assert all(one >= least for one, least in zip(given_, needed, strict=True))


@pytest.mark.parametrize("seed", range(cases(40)))
def test_a_table_of_any_words_breaks_none_or_says_which(seed: int) -> None:
    draw = random.Random(seed)
    columns, font = draw.randint(2, 7), draw.choice(FONTS)
    document = word_file("Table 1  What people do")
    rows = [tuple(" ".join(draw.sample(NAMES, 2)) for _ in range(columns)) for _ in range(draw.randint(2, 6))]
    add_table(document, *rows)
    with_grid(document, *(draw.randint(500, 2400) for _ in range(columns)))
    before = sum(widths(as_package(document)))
    package, found = fitted(document, font)
    assert sum(widths(package)) == before
    assert all(size >= 18 for size in sizes(package))
    left = broken(package, font)
    assert len(found) == len(left)
    assert all(word[:30] in finding.message for word, finding in zip(left, found, strict=True))
    assert all("What people do" in finding.message for finding in found)
    assert [row.cells[0].text for row in opened(package).tables[0].rows] == [row[0] for row in rows]


def test_width_moves_from_the_widest_column_and_no_letter_gets_smaller() -> None:
    document = word_file("Who endorses")
    add_table(document, ("Name", "Position", "Date"), ("Bríd O'Shaughnessy", "Leader of the Council", "1 May"))
    with_grid(document, 1000, 5000, 1400)
    package, found = fitted(document, "DejaVu Sans")
    name, position, date = widths(package)
    assert (found, sizes(package), date) == ([], [], 1400)
    assert name > 1000
    assert name + position == 6000


@given(st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from(FONTS), st.booleans(), st.sampled_from((9, 18, 57)))))
def test_no_word_is_wider_than_what_is_taken_for_the_most(said: list[tuple[str, str, bool, int]]) -> None:
    saying = Saying([Stretch(words, LetterForm(font, bold, size)) for words, font, bold, size in said], is_figure=False)
    assert saying.longest(10_000)[0] <= saying.at_most


@given(st.lists(st.tuples(st.sampled_from(NAMES), st.booleans())), st.integers(0, 4000), st.integers(0, 3000))
def test_a_column_fits_where_it_is_as_wide_as_it_needs(said: list[tuple[str, bool]], width: int, picture: int) -> None:
    look = LetterForm(FONTS[0], False, 40)
    says = {Saying([Stretch(words, look)], is_figure): False for words, is_figure in said}
    column = Column(width=width, padding=200, picture=picture, said=says)
    assert column.fits() == (column.needed_whole(10_000) <= width)


def test_a_table_that_fits_is_left_as_it_is() -> None:
    document = word_file("Words")
    add_table(document, ("Name", "Position"), ("Ann", "Leader"))
    with_grid(document, 3000, 3000)
    before = dict(as_package(document).parts)
    package, found = fitted(document, "DejaVu Sans")
    assert (found, package.parts) == ([], before)


def test_a_word_that_fits_nowhere_is_told_with_its_table_and_column() -> None:
    document = word_file("Table 3  Actions for equity")
    add_table(document, ("Action", "Owner"), ("Go on", "Donaudampfschifffahrtsgesellschaftskapitän"))
    with_grid(document, 900, 900)
    _, (finding,) = fitted(document, "DejaVu Sans")
    assert finding.code == "W-64"
    assert all(words in finding.message for words in ("Donaudampfschiff", '"Owner"', "Actions for equity"))


def cover(title: str) -> WordDocument:
    document = word_file()
    document.add_paragraph("Draft edition")
    document.add_paragraph(title, style="Title")
    document.styles["Title"].font.size = Pt(42)
    document.styles["Title"].paragraph_format.space_before = Pt(138)
    document.add_paragraph("How we know what we say", style="Subtitle")
    document.add_section(WD_SECTION.NEW_PAGE)
    document.add_paragraph("Contents")
    return document


@pytest.mark.parametrize("font", FONTS)
@pytest.mark.parametrize("length", LENGTHS)
def test_a_title_of_any_length_gets_letters_that_fit_the_cover(length: int, font: str) -> None:
    title = ("Adult social care self-assessment of the councils of Wenlow, Hartismere and the Vale " * 3)[:length]
    package, found = fitted(cover(title), font)
    assert found == []
    assert all(40 <= size < 84 for size in sizes(package))


def test_a_short_title_keeps_its_letters() -> None:
    package, found = fitted(cover("Adult social care self-assessment"), "Liberation Sans")
    assert (found, sizes(package)) == ([], [])


def test_a_title_that_is_a_page_long_is_told() -> None:
    _, (finding,) = fitted(cover("Adult social care self-assessment " * 60), "Liberation Sans")
    assert finding.code == "W-65"


def test_what_a_hyphen_holds_together_is_one_word() -> None:
    document = word_file()
    table = document.add_table(1, 1)
    run = f"<w:r {nsdecls('w')}><w:t>[D</w:t><w:noBreakHyphen/><w:t>014]</w:t></w:r>"
    table.cell(0, 0).paragraphs[0]._p.append(parse_xml(run))
    lettering = printed_widths(as_package(document).parts[STYLES], HOUSE)
    (word,) = lettering.words(table.cell(0, 0).paragraphs[0]._p)
    assert "".join(one.text for one in word) == "[D-014]"
    assert sum(one.width(1000) for one in word) == pytest.approx(width_of("[D-014]", HOUSE.font, False, 11), abs=0.1)


@pytest.mark.parametrize("font", FONTS)
def test_a_long_title_is_cut_in_a_running_header_and_what_stands_beside_it_is_not(font: str) -> None:
    document, title = (
        word_file("Words"),
        "Adult social care self-assessment of the councils of Wenlow and the Vale " * 2,
    )
    head = document.sections[0].header.paragraphs[0]
    head.add_run(f"Wenlow  |  {title.strip()}")
    head.add_run("\tOFFICIAL")
    package = as_package(document)
    fit(package, package.xml(DOCUMENT), PLACE, replace(HOUSE, font=font, headings=font), title.strip())
    (said,) = [p.text for p in opened(package).sections[0].header.paragraphs]
    assert said.startswith("Wenlow  |  Adult social care")
    assert said.endswith(" …\tOFFICIAL")
    assert width_of(said.replace("\t", " "), font, False, 11) < 160


def test_a_title_that_fits_its_header_stands_whole() -> None:
    document = word_file("Words")
    document.sections[0].header.paragraphs[0].add_run("Wenlow  |  Adult social care")
    package = as_package(document)
    before = dict(package.parts)
    fit(package, package.xml(DOCUMENT), PLACE, HOUSE, "Adult social care")
    assert package.parts == before


def of_tables(words: str, width: int, style: str = "Report Table") -> WordDocument:
    """A table with these words in a column of this width; another style of tables has larger letters."""
    document = word_file("Table 1")
    document.styles["Table Grid"].font.size = Pt(40)
    add_table(document, ("What", "who"), (words, "they"))
    with_grid(document, width, 6000 - width)
    document.tables[-1].style = style
    return document


def in_larger_letters(document: WordDocument) -> WordDocument:
    document.styles["Normal"].font.size = Pt(28)
    return document


def in_a_cell(document: WordDocument, style: str) -> WordDocument:
    """Its last table in a cell of another one in this style."""
    inner = document.tables[-1]._tbl
    add_table(document, ("", ""))
    document.tables[-1].style = style
    document.tables[-1].rows[0].cells[0]._tc.insert(1, inner)
    return document


@pytest.mark.slow
def test_a_table_that_was_seen_before_is_fitted_as_if_it_were_the_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By this process, and by one that kept what it found out."""
    fits, breaks = partial(of_tables, "commissioning", 3000), partial(of_tables, "commissioning", 700)
    cases_: list[Callable[[], WordDocument]] = [
        fits,
        breaks,
        fits,
        partial(of_tables, "Llanfairpwllgwyngyll-Okonkwo-Featherstonehaugh", 3000),
        partial(of_tables, "commissioning", 3000, "Table Grid"),
        lambda: in_larger_letters(fits()),
        lambda: in_larger_letters(of_tables("commissioning", 1800)),
        lambda: in_a_cell(fits(), "Table Grid"),
        lambda: in_a_cell(fits(), "Report Table"),
        fits,
    ]

    def seen(case: Callable[[], WordDocument], font: str) -> tuple[bytes, list[Finding]]:
        package, found = fitted(case(), font)
        return package.parts[DOCUMENT], found

    for font in FONTS:
        monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / font))
        warm = [seen(case, font) for case in cases_]
        for number, (case, before) in enumerate(zip(cases_, warm, strict=True)):
            for cache in (font, f"{font}, {number}"):  # what was kept of all, and nothing
                monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / cache))
                styles = as_package(case()).parts[STYLES]
                printed_widths(styles, replace(HOUSE, font=font, headings=font)).fitting.clear()
                assert seen(case, font) == before
    assert len({document for document, _ in warm}) > 6
