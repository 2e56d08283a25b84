"""Converters that do one thing wrong, made up: each spoils a sound PDF as a later LibreOffice might."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping

from fontTools.ttLib import TTFont
from pikepdf import (
    Array,
    ContentStreamInstruction,
    Dictionary,
    Name,
    Object,
    Operator,
    Pdf,
    String,
    parse_content_stream,
    unparse_content_stream,
)

from engine.pdf.second_look.flaws import Flaw
from tests.material.small_pdf import annotations_of, elements

Spoil = Callable[[Pdf], None]


def no_tags(pdf: Pdf) -> None:
    del pdf.Root["/StructTreeRoot"]


def not_marked(pdf: Pdf) -> None:
    del pdf.Root["/MarkInfo"]


def text_without_marks(pdf: Pdf) -> None:
    """The tags are there, and nothing on the last page belongs to them."""
    page = pdf.pages[-1]
    kept = [each for each in parse_content_stream(page) if str(each.operator) not in ("BDC", "BMC", "EMC")]
    page.Contents = pdf.make_stream(unparse_content_stream(kept))


def branch_cut_off(pdf: Pdf) -> None:
    """A table is gone from the structure; its text still says that it belongs there."""
    (table,) = elements(pdf, "/Table")
    table.P.K = Array([kid for kid in table.P.K if kid.objgen != table.objgen])


def parents_forgotten(pdf: Pdf) -> None:
    del pdf.Root.StructTreeRoot["/ParentTree"]


def roles_unknown(pdf: Pdf) -> None:
    for element in elements(pdf, "/H2"):
        element.S = Name.Ueberschrift


def roles_in_a_circle(pdf: Pdf) -> None:
    for element in elements(pdf, "/H2"):
        element.S = Name.Round
    pdf.Root.StructTreeRoot.RoleMap["/Round"] = Name.About
    pdf.Root.StructTreeRoot.RoleMap["/About"] = Name.Round


def cells_without_rows(pdf: Pdf) -> None:
    for element in elements(pdf, "/TR"):
        element.S = Name.Div


def headings_skipped(pdf: Pdf) -> None:
    for element in elements(pdf, "/H2"):
        element.S = Name.H4


def headings_as_text(pdf: Pdf) -> None:
    for element in elements(pdf, "/H1", "/H2"):
        element.S = Name.P


def pictures_without_words(pdf: Pdf) -> None:
    for element in elements(pdf, "/Figure"):
        del element["/Alt"]


def links_without_words(pdf: Pdf) -> None:
    for annotation in annotations_of(pdf):
        del annotation["/Contents"]


def links_outside_the_structure(pdf: Pdf) -> None:
    for annotation in annotations_of(pdf):
        del annotation["/StructParent"]


def links_of_another_kind(pdf: Pdf) -> None:
    for element in elements(pdf, "/Link"):
        element.S = Name.Span


def links_divided(pdf: Pdf) -> None:
    """Each half of a link is one to a screen reader, as it was where a hyphen that never breaks lay in it."""
    for element in elements(pdf, "/Link"):
        kids = list(element.K)
        twin = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Link, P=element.P, K=Array(kids[-1:])))
        element.P.K = Array([*(element.P.K if isinstance(element.P.K, Array) else [element.P.K]), twin])


def rows_without_headings(pdf: Pdf) -> None:
    for row in elements(pdf, "/TR"):
        for cell in list(row.K)[:1]:
            scopes = [about.get("/Scope") for about in cell.get("/A", Array())]
            cell.S = Name.TD if Name.Row in scopes else cell.S


def links_to_nowhere(pdf: Pdf) -> None:
    for annotation in annotations_of(pdf):
        if "/Dest" in annotation:
            annotation.Dest = Name.Lost


def links_left_unfinished(pdf: Pdf) -> None:
    for annotation in annotations_of(pdf):
        if "/A" in annotation:
            annotation.A.URI = String("pack:equity")


def links_that_run_something(pdf: Pdf) -> None:
    annotations_of(pdf)[0].A = Dictionary(S=Name.Launch, F=String("calc.exe"))


def links_not_printed(pdf: Pdf) -> None:
    for annotation in annotations_of(pdf):
        annotation.F = 0


def tabs_in_any_order(pdf: Pdf) -> None:
    for page in pdf.pages:
        if "/Tabs" in page:
            del page["/Tabs"]


def fonts_left_out(pdf: Pdf) -> None:
    for font in fonts(pdf):
        del font.FontDescriptor["/FontFile2"]


def fonts_cut_short(pdf: Pdf) -> None:
    for font in fonts(pdf):
        program = font.FontDescriptor.FontFile2
        program.write(program.read_bytes()[:40])


def letters_untold(pdf: Pdf) -> None:
    for font in fonts(pdf):
        del font["/ToUnicode"]


def letters_as_boxes(pdf: Pdf) -> None:
    """Each letter that is printed is glyph 0: the font's table leads to none of its others."""
    for font in fonts(pdf):
        program = font.FontDescriptor.FontFile2
        file = TTFont(io.BytesIO(program.read_bytes()), recalcTimestamp=False)
        for table in file["cmap"].tables:
            table.cmap = dict.fromkeys(table.cmap, ".notdef")
        buffer = io.BytesIO()
        file.save(buffer)
        program.write(buffer.getvalue())


def a_letter_that_looks_like_a_box(pdf: Pdf) -> None:
    """As LibreOffice does it: the glyph has a number of its own, and only its outline is that of glyph 0."""
    font = fonts(pdf)[0]
    program = font.FontDescriptor.FontFile2
    file = TTFont(io.BytesIO(program.read_bytes()), recalcTimestamp=False)
    first, second = file.getGlyphOrder()[:2]
    file["glyf"][second] = file["glyf"][first]
    buffer = io.BytesIO()
    file.save(buffer)
    program.write(buffer.getvalue())


def no_language(pdf: Pdf) -> None:
    del pdf.Root["/Lang"]


def another_title(pdf: Pdf) -> None:
    pdf.docinfo["/Title"] = String("Another")


def title_not_shown(pdf: Pdf) -> None:
    del pdf.Root["/ViewerPreferences"]


def no_metadata(pdf: Pdf) -> None:
    del pdf.Root["/Metadata"]


def broken_metadata(pdf: Pdf) -> None:
    pdf.Root.Metadata = pdf.make_stream(b"<x:xmpmeta", Type=Name.Metadata, Subtype=Name.XML)


def no_colour_profile(pdf: Pdf) -> None:
    del pdf.Root["/OutputIntents"]


def stray_text(pdf: Pdf) -> None:
    """A word that some pages have and no structure knows, in a drawing on the page."""
    page = pdf.pages[0]
    drawing = pdf.make_stream(
        b"BT /F1 9 Tf 10 10 Td <01> Tj ET", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 99, 99])
    )
    drawing.Resources = page.Resources
    page.Resources.XObject = Dictionary(Stray=drawing)
    done = [*parse_content_stream(page), ContentStreamInstruction([Name.Stray], Operator("Do"))]
    page.Contents = pdf.make_stream(unparse_content_stream(done))


def fonts(pdf: Pdf) -> list[Object]:
    """The fonts that a file embeds."""
    return [each for each in pdf.objects if isinstance(each, Dictionary) and "/FontDescriptor" in each]


FAULTY: Mapping[Spoil, Flaw] = {
    no_tags: Flaw.NO_STRUCTURE,
    not_marked: Flaw.NO_STRUCTURE,
    text_without_marks: Flaw.NOT_IN_STRUCTURE,
    stray_text: Flaw.NOT_IN_STRUCTURE,
    branch_cut_off: Flaw.LOST_PART,
    parents_forgotten: Flaw.LOST_PART,
    roles_unknown: Flaw.UNKNOWN_ROLE,
    roles_in_a_circle: Flaw.UNKNOWN_ROLE,
    cells_without_rows: Flaw.MISPLACED_PART,
    headings_skipped: Flaw.SKIPPED_LEVEL,
    headings_as_text: Flaw.NO_HEADING,
    pictures_without_words: Flaw.SILENT_FIGURE,
    links_without_words: Flaw.SILENT_ANNOTATION,
    links_outside_the_structure: Flaw.LOOSE_ANNOTATION,
    links_of_another_kind: Flaw.LOOSE_ANNOTATION,
    links_divided: Flaw.DIVIDED_LINK,
    rows_without_headings: Flaw.NO_ROW_HEADINGS,
    links_to_nowhere: Flaw.LEADS_NOWHERE,
    links_left_unfinished: Flaw.LEADS_NOWHERE,
    links_that_run_something: Flaw.FORBIDDEN_ACTION,
    links_not_printed: Flaw.HIDDEN_ANNOTATION,
    tabs_in_any_order: Flaw.TAB_ORDER,
    fonts_left_out: Flaw.FONT_NOT_EMBEDDED,
    fonts_cut_short: Flaw.FONT_NOT_EMBEDDED,
    letters_untold: Flaw.UNREADABLE_LETTERS,
    letters_as_boxes: Flaw.EMPTY_BOX,
    a_letter_that_looks_like_a_box: Flaw.EMPTY_BOX,
    no_language: Flaw.NO_LANGUAGE,
    another_title: Flaw.NO_TITLE,
    title_not_shown: Flaw.NO_TITLE,
    no_metadata: Flaw.NO_METADATA,
    broken_metadata: Flaw.NO_CLAIM,
    no_colour_profile: Flaw.NO_COLOUR_PROFILE,
}
"""What each does wrong, and what has to be seen of it."""
