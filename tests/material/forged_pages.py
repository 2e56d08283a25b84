"""What somebody could do to the pages of an issued sheet, each added behind it as programs save."""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable

import pikepdf

from tests.material.pdf_revisions import Sheet, with_revision

Forgery = Callable[[bytes], bytes]
FORGED_PAGES: dict[str, Forgery] = {}

PAINT = b"q 1 1 1 rg 100 500 300 80 re f Q BT /F1 12 Tf 110 540 Td (All is well) Tj ET"
_BOX = "/Rect [100 500 400 580]"


def _forgery(forge: Forgery) -> Forgery:
    FORGED_PAGES[forge.__name__.replace("_", " ")] = forge
    return forge


def _page(sheet: Sheet, number: int = 0, **changes: str | None) -> bytes:
    page = sheet.page(number)
    return with_revision(sheet.data, {sheet.number(page): sheet.written(page, **changes)})


def _first_contents(sheet: Sheet) -> pikepdf.Object:
    contents = sheet.page().Contents
    return contents[0] if isinstance(contents, pikepdf.Array) else contents


@_forgery
def the_words_of_a_page_are_written_anew(data: bytes) -> bytes:
    sheet = Sheet(data=data)
    return with_revision(data, {sheet.number(_first_contents(sheet)): sheet.stream(PAINT)})


@_forgery
def a_page_is_painted_over(data: bytes) -> bytes:
    sheet = Sheet(data=data)
    page, old, new = sheet.page(), sheet.number(_first_contents(sheet)), sheet.size
    changed = sheet.written(page, Contents=f"[{old} 0 R {new} 0 R]")
    return with_revision(data, {sheet.number(page): changed, new: sheet.stream(PAINT)})


@_forgery
def something_is_drawn_below_a_page(data: bytes) -> bytes:
    sheet = Sheet(data=data)
    page, old, new = sheet.page(), sheet.number(_first_contents(sheet)), sheet.size
    below = sheet.stream(b"q 0.9 0.9 0.2 rg 100 500 300 80 re f Q")
    return with_revision(data, {sheet.number(page): sheet.written(page, Contents=f"[{new} 0 R {old} 0 R]"), new: below})


@_forgery
def a_page_has_nothing_on_it(data: bytes) -> bytes:
    return _page(Sheet(data=data), Contents=None)


@_forgery
def another_font_is_put_in_place_of_the_text_font(data: bytes) -> bytes:
    sheet = Sheet(data=data)
    font = next(iter(sheet.page().Resources.Font.values()))
    return with_revision(data, {sheet.number(font): b"<</Type/Font/Subtype/Type1/BaseFont/Symbol>>"})


@_forgery
def letters_of_the_text_font_get_other_outlines(data: bytes) -> bytes:
    sheet = Sheet(data=data)
    font = next(iter(sheet.page().Resources.Font.values()))
    inner = font.DescendantFonts[0] if "/DescendantFonts" in font else font
    file = inner.FontDescriptor.FontFile2
    return with_revision(data, {sheet.number(file): sheet.stream(b"no font at all")})


@_forgery
def letters_of_the_text_font_are_read_out_as_others(data: bytes) -> bytes:
    sheet = Sheet(data=data)
    font = next(font for font in sheet.page().Resources.Font.values() if "/ToUnicode" in font)
    return with_revision(data, {sheet.number(font.ToUnicode): sheet.stream(b"1 beginbfchar <01> <0041> endbfchar")})


@_forgery
def widths_of_the_text_font_are_others(data: bytes) -> bytes:
    sheet = Sheet(data=data)
    font = next(iter(sheet.page().Resources.Font.values()))
    return with_revision(data, {sheet.number(font): sheet.written(font, Widths="[900]", FirstChar="32", LastChar="32")})


@_forgery
def a_picture_of_a_page_is_another(data: bytes) -> bytes:
    sheet = Sheet(data=data)
    for page in sheet.pdf.pages:
        for picture in page.Resources.get("/XObject", pikepdf.Dictionary()).values():
            head = b"/Type/XObject/Subtype/Image/Width 8/Height 8/BitsPerComponent 8/ColorSpace/DeviceGray"
            return with_revision(data, {sheet.number(picture): sheet.stream(bytes(64), head)})
    return with_revision(data, {sheet.number(_first_contents(sheet)): sheet.stream(b"")})


@_forgery
def resources_of_a_page_are_others(data: bytes) -> bytes:
    return _page(Sheet(data=data), Resources="<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Symbol>>>>>>")


@_forgery
def the_object_with_resources_is_another(data: bytes) -> bytes:
    sheet = Sheet(data=data)
    resources = sheet.page().Resources
    if not resources.is_indirect:
        return resources_of_a_page_are_others(data)
    return with_revision(data, {sheet.number(resources): b"<<>>"})


def _new_page(sheet: Sheet, number: int) -> dict[int, bytes]:
    parent = sheet.number(sheet.page().Parent)
    font = "/Resources<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>"
    page = f"<</Type/Page/Parent {parent} 0 R/MediaBox[0 0 595 842]{font}/Contents {number + 1} 0 R>>"
    return {number: page.encode(), number + 1: sheet.stream(PAINT)}


def _kids(sheet: Sheet, kids: list[int], new: dict[int, bytes] | None = None) -> bytes:
    tree = sheet.page().Parent
    listed = "[" + " ".join(f"{number} 0 R" for number in kids) + "]"
    changed = sheet.written(tree, Kids=listed, Count=str(len(kids)))
    return with_revision(sheet.data, {sheet.number(tree): changed, **(new or {})})


def _own(sheet: Sheet) -> list[int]:
    return [sheet.number(page) for page in sheet.page().Parent.Kids]


@_forgery
def a_page_is_put_before(data: bytes) -> bytes:
    sheet = Sheet(data=data)
    return _kids(sheet, [sheet.size, *_own(sheet)], _new_page(sheet, sheet.size))


@_forgery
def a_page_is_put_behind(data: bytes) -> bytes:
    sheet = Sheet(data=data)
    return _kids(sheet, [*_own(sheet), sheet.size], _new_page(sheet, sheet.size))


@_forgery
def a_page_is_taken_out(data: bytes) -> bytes:
    sheet = Sheet(data=data)
    return _kids(sheet, _own(sheet)[1:])


@_forgery
def a_page_stands_in_place_of_another(data: bytes) -> bytes:
    sheet = Sheet(data=data)
    return _kids(sheet, [sheet.size, *_own(sheet)[1:]], _new_page(sheet, sheet.size))


@_forgery
def pages_are_in_another_order(data: bytes) -> bytes:
    sheet = Sheet(data=data)
    return _kids(sheet, _own(sheet)[::-1])


@_forgery
def a_page_is_there_twice(data: bytes) -> bytes:
    sheet = Sheet(data=data)
    return _kids(sheet, [_own(sheet)[0], *_own(sheet)])


@_forgery
def the_page_itself_is_written_anew(data: bytes) -> bytes:
    sheet = Sheet(data=data)
    number = sheet.number(sheet.page())
    new = _new_page(sheet, sheet.size)
    return with_revision(data, {number: new[sheet.size], sheet.size + 1: new[sheet.size + 1]})


@_forgery
def there_is_another_tree_of_pages(data: bytes) -> bytes:
    sheet = Sheet(data=data)
    tree, root = sheet.size, sheet.pdf.Root
    new = _new_page(sheet, tree + 1)
    listed = f"<</Type/Pages/Kids[{tree + 1} 0 R]/Count 1>>".encode()
    return with_revision(data, {sheet.number(root): sheet.written(root, Pages=f"{tree} 0 R"), tree: listed, **new})


@_forgery
def there_is_another_catalogue(data: bytes) -> bytes:
    sheet = Sheet(data=data)
    root = sheet.size
    new = _new_page(sheet, root + 2)
    objects = {
        root: f"<</Type/Catalog/Pages {root + 1} 0 R>>".encode(),
        root + 1: f"<</Type/Pages/Kids[{root + 2} 0 R]/Count 1>>".encode(),
    }
    return with_revision(data, {**objects, **new}, Root=f"{root} 0 R")


@_forgery
def a_page_is_cropped(data: bytes) -> bytes:
    return _page(Sheet(data=data), CropBox="[0 0 595 400]")


@_forgery
def a_page_has_another_size(data: bytes) -> bytes:
    return _page(Sheet(data=data), MediaBox="[0 0 595 500]")


@_forgery
def a_page_is_turned(data: bytes) -> bytes:
    return _page(Sheet(data=data), Rotate="90")


@_forgery
def a_page_is_measured_otherwise(data: bytes) -> bytes:
    return _page(Sheet(data=data), UserUnit="4")


@_forgery
def a_page_does_something_when_it_is_opened(data: bytes) -> bytes:
    return _page(Sheet(data=data), AA="<</O<</S/JavaScript/JS(app.alert(1))>>>>")


def _note(kind: str, more: str = "", look: bytes = PAINT) -> Forgery:
    def forge(data: bytes) -> bytes:
        sheet = Sheet(data=data)
        page, new = sheet.page(), sheet.size
        others = [sheet.number(note) for note in page.get("/Annots", pikepdf.Array())]
        listed = " ".join(f"{number} 0 R" for number in [*others, new])
        fonts = b"/Resources<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>"
        picture = sheet.stream(look, b"/Type/XObject/Subtype/Form/BBox[100 500 400 580]" + fonts)
        note = f"<</Type/Annot/Subtype/{kind}{_BOX}/F 4/AP<</N {new + 1} 0 R>>/Contents(All is well){more}>>"
        changed = sheet.written(page, Annots=f"[{listed}]")
        return with_revision(data, {sheet.number(page): changed, new: note.encode(), new + 1: picture})

    return forge


FORGED_PAGES |= {
    "a text is laid on a page": _note("FreeText", "/DA(/Helv 12 Tf 0 g)"),
    "a stamp is laid on a page": _note("Stamp", "/Name/Approved"),
    "a white square is laid on a page": _note("Square", "/IC[1 1 1]"),
    "a text is struck through": _note("StrikeOut", "/QuadPoints[100 580 400 580 100 500 400 500]"),
    "a text is to be blackened": _note("Redact", "/QuadPoints[100 580 400 580 100 500 400 500]"),
    "a link is laid on a page": _note("Link", "/A<</S/URI/URI(https://example.com)>>"),
    "a field that is in no form is laid on a page": _note("Widget", "/FT/Tx/T(other)/V(All is well)"),
    "a button is laid on a page": _note("Widget", "/FT/Btn/Ff 65536/T(button)/MK<</CA(All is well)>>"),
    "a note is pinned to a page": _note("Text"),
    "a drawing is laid on a page": _note("Ink", "/InkList[[100 500 400 580]]"),
    "a watermark is laid on a page": _note("Watermark"),
    "a file is pinned to a page": _note("FileAttachment", "/FS<</Type/Filespec/F(x.exe)>>"),
    "a text is highlighted": _note("Highlight", "/QuadPoints[100 580 400 580 100 500 400 500]/C[1 1 0]"),
    "a film is laid on a page": _note("Screen"),
    "what is laid on a page is on a layer": _note("FreeText", "/OC<</Type/OCG/Name(print)>>"),
}


@_forgery
def text_is_put_on_a_layer_that_is_off(data: bytes) -> bytes:
    sheet = Sheet(data=data)
    layer, root, page = sheet.size, sheet.pdf.Root, sheet.page()
    old = _first_contents(sheet)
    hidden = b"/OC /Off BDC\n" + old.read_bytes() + b"\nEMC"
    resources = sheet.written(page.Resources, Properties=f"<</Off {layer} 0 R>>").decode("latin-1")
    return with_revision(
        data,
        {
            sheet.number(root): sheet.written(
                root, OCProperties=f"<</OCGs[{layer} 0 R]/D<</OFF[{layer} 0 R]/Order[]>>>>"
            ),
            layer: b"<</Type/OCG/Name(Off)>>",
            sheet.number(page): sheet.written(page, Resources=resources),
            sheet.number(old): sheet.stream(zlib.compress(hidden), b"/Filter/FlateDecode"),
        },
    )


@_forgery
def pages_of_another_sheet_are_shown(data: bytes) -> bytes:
    """Shadow: what is to be shown is prepared in a revision, and shown by the next."""
    sheet = Sheet(data=data)
    new = _new_page(sheet, sheet.size)
    prepared = with_revision(data, new)
    again = Sheet(data=prepared)
    return _kids(again, [sheet.size, *_own(again)[1:]])


@_forgery
def an_object_with_a_page_is_freed(data: bytes) -> bytes:
    sheet = Sheet(data=data)
    return with_revision(data, {sheet.number(_first_contents(sheet)): b"null"})


def another_pdf() -> bytes:
    """A whole other PDF, of one page that says that all is well."""
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(595, 842))
    page.Contents = pdf.make_stream(PAINT)
    page.Resources = pikepdf.Dictionary(
        Font=pikepdf.Dictionary(
            F1=pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
        )
    )
    saved = io.BytesIO()
    pdf.save(saved)
    return saved.getvalue()
