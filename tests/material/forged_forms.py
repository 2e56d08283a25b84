"""What somebody could do to the fields of an issued sheet, so that they show one thing and hold another."""

from __future__ import annotations

from collections.abc import Callable

import pikepdf

from tests.material.pdf_revisions import Sheet, with_revision

Forgery = Callable[[bytes], bytes]
FORGED_FORMS: dict[str, Forgery] = {}

NAME, DATE, SIGNATURE = "equity_name", "equity_date", "equity_signature"
HELVETICA = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"


def _forgery(forge: Forgery) -> Forgery:
    FORGED_FORMS[forge.__name__.replace("_", " ")] = forge
    return forge


def words(text: str, size: float = 10, more: bytes = b"") -> bytes:
    """What draws a line of text in a field."""
    return b"/Tx BMC q BT /Helv %a Tf 0 g 2 6 Td (%s) Tj ET Q %s EMC" % (size, text.encode("cp1252"), more)


def look(sheet: Sheet, field: pikepdf.Object, content: bytes, font: bytes = HELVETICA) -> bytes:
    """An appearance of a field that draws this."""
    left, bottom, right, top = (float(edge) for edge in field.Rect)
    box = b"/BBox[0 0 %a %a]" % (right - left, top - bottom)
    return sheet.stream(content, b"/Type/XObject/Subtype/Form" + box + b"/Resources<</Font<</Helv " + font + b">>>>")


def entered(
    data: bytes, name: str, content: bytes, font: bytes = HELVETICA, kind: str = "table", **changes: str | None
) -> bytes:
    """The sheet with an entry in one field: what it shows is drawn by content, the rest is changes to the field."""
    sheet = Sheet(data=data)
    field, new = sheet.field(name), sheet.size
    changed = sheet.written(field, **{"AP": f"<</N {new} 0 R>>", **changes})
    return with_revision(data, {sheet.number(field): changed, new: look(sheet, field, content, font)}, kind)


def change_field(data: bytes, name: str, **changes: str | None) -> bytes:
    """The sheet with a field written anew, some of its entries otherwise."""
    sheet = Sheet(data=data)
    field = sheet.field(name)
    return with_revision(data, {sheet.number(field): sheet.written(field, **changes)})


def change_form(data: bytes, more: dict[int, bytes] | None = None, **changes: str | None) -> bytes:
    """The sheet with its form written anew, and more objects."""
    sheet = Sheet(data=data)
    return with_revision(data, {sheet.number(sheet.form): sheet.written(sheet.form, **changes), **(more or {})})


def change_root(data: bytes, more: dict[int, bytes] | None = None, **changes: str | None) -> bytes:
    """The sheet with its catalogue written anew, and more objects."""
    sheet = Sheet(data=data)
    root = sheet.pdf.Root
    return with_revision(data, {sheet.number(root): sheet.written(root, **changes), **(more or {})})


_OTHER = (
    b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    b'<rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:identifier>urn:penholder:sheet:AAAAA-BBBBB'
    b"</dc:identifier></rdf:Description></rdf:RDF></x:xmpmeta>"
)


FORGED_FORMS |= {
    "a name field shows somebody else": lambda data: entered(data, NAME, words("Somebody Else")),
    "a name field shows nobody": lambda data: entered(data, NAME, b"/Tx BMC EMC"),
    "a date is drawn over an empty value": lambda data: entered(data, DATE, words("28 March 2026")),
    "a date shows another day": lambda data: entered(data, DATE, words("23 March 2026"), V="(28 March 2026)"),
    "a name is held and not shown": lambda data: change_field(data, NAME, V="(Somebody Else)"),
    "a field is hidden": lambda data: change_field(data, NAME, F="2"),
    "a field is not to be viewed": lambda data: change_field(data, NAME, F="36"),
    "a field shows stars": lambda data: change_field(data, NAME, Ff="8192"),
    "letters are huge": lambda data: entered(data, DATE, words("28 March 2026", 300), V="(28 March 2026)"),
    "letters are tiny": lambda data: entered(data, DATE, words("28 March 2026", 0.4), V="(28 March 2026)"),
    "letters are white": lambda data: entered(
        data, DATE, words("28 March 2026").replace(b"0 g", b"1 g"), V="(28 March 2026)"
    ),
    "letters are invisible": lambda data: entered(
        data, DATE, words("28 March 2026").replace(b"BT", b"BT 3 Tr"), V="(28 March 2026)"
    ),
    "a value is a number": lambda data: entered(data, NAME, words("7"), V="7"),
    "a value is a name": lambda data: entered(data, NAME, words("Priya"), V="/Priya"),
    "a value is a list": lambda data: entered(data, NAME, words("Priya"), V="[(Priya)]"),
    "more is drawn than is held": lambda data: entered(data, NAME, words("Priya Nair and Bob"), V="(Priya Nair)"),
    "a line is drawn through a name": lambda data: entered(
        data, NAME, words("Priya Nair", 10, b"0 0 0 RG 0 9 m 60 9 l S"), V="(Priya Nair)"
    ),
    "a name is painted over with another": lambda data: entered(
        data,
        NAME,
        words("Priya Nair", 10, b"1 1 1 rg 0 0 200 20 re f 0 g 3 3 5 12 re f 11 3 5 12 re f"),
        V="(Priya Nair)",
    ),
    "a name is written in boxes": lambda data: entered(
        data,
        NAME,
        words("Priya Nair").replace(b"BT", b"BT 3 Tr").replace(b"EMC", b"2 4 6 8 re f 10 4 6 8 re f EMC"),
        V="(Priya Nair)",
    ),
    "a field lies elsewhere": lambda data: change_field(data, NAME, Rect="[100 500 400 580]"),
    "a place to sign covers the page": lambda data: change_field(data, SIGNATURE, Rect="[0 0 595 842]"),
    "a field has another name": lambda data: change_field(data, NAME, T="(equity_other)"),
    "a field is of another kind": lambda data: change_field(data, NAME, FT="/Btn"),
    "a field has a caption": lambda data: change_field(data, NAME, MK="<</CA(Somebody Else)/BG[1 1 1]>>"),
    "a field runs something": lambda data: change_field(data, NAME, AA="<</F<</S/JavaScript/JS(event.value=1)>>>>"),
    "a field opens something": lambda data: change_field(data, NAME, A="<</S/URI/URI(https://example.com)>>"),
    "a lock is taken off": lambda data: change_field(data, SIGNATURE, Lock=None),
    "fields are taken out of the form": lambda data: change_form(data, Fields="[]"),
    "the form is another one, of XFA": lambda data: change_form(data, XFA="[(template) null]"),
    "the form is no longer to be saved by appending": lambda data: change_form(data, SigFlags="0"),
    "fonts of the form are others": lambda data: change_form(
        data, DR="<</Font<</Letters<</Type/Font/Subtype/Type1/BaseFont/Symbol>>>>>>"
    ),
    "fields are to be drawn anew, huge": lambda data: change_form(
        data, DA="(/Letters 300 Tf 1 g)", NeedAppearances="true"
    ),
    "a field is to be drawn anew, in white": lambda data: change_form(
        change_field(data, NAME, DA="(/Letters 10 Tf 1 g)"), NeedAppearances="true"
    ),
    "a document runs something": lambda data: change_root(data, OpenAction="<</S/JavaScript/JS(app.alert(1))>>"),
    "a document runs something by name": lambda data: change_root(
        data, Names="<</JavaScript<</Names[(x)<</S/JavaScript/JS(app.alert(1))>>]>>>>"
    ),
    "a document runs something when it is printed": lambda data: change_root(
        data, AA="<</WP<</S/JavaScript/JS(app.alert(1))>>>>"
    ),
    "layers are added": lambda data: change_root(data, OCProperties="<</OCGs[]/D<</BaseState/OFF>>>>"),
    "pages are numbered otherwise": lambda data: change_root(data, PageLabels="<</Nums[0<</P(Draft )>>]>>"),
    "bookmarks are others": lambda data: change_root(data, Outlines=None, PageMode="/UseAttachments"),
    "what is read out is something else": lambda data: change_root(data, StructTreeRoot="<</Type/StructTreeRoot>>"),
    "a file is attached": lambda data: change_root(data, AF="[<</Type/Filespec/F(x.exe)>>]"),
    "its properties name another sheet": lambda data: change_root(
        data,
        {Sheet(data=data).size: Sheet(data=data).stream(_OTHER, b"/Type/Metadata/Subtype/XML")},
        Metadata=f"{Sheet(data=data).size} 0 R",
    ),
}


def _added_field(kind: str, rectangle: str, name: str = "(added)") -> Forgery:
    def forge(data: bytes) -> bytes:
        sheet = Sheet(data=data)
        page, new = sheet.page(), sheet.size
        lies = [sheet.number(note) for note in page.get("/Annots", pikepdf.Array())]
        fields = [sheet.number(field) for field in sheet.form.Fields]
        listed = [" ".join(f"{number} 0 R" for number in [*numbers, new]) for numbers in (lies, fields)]
        cover = sheet.stream(b"1 1 1 rg 0 0 900 900 re f", b"/Type/XObject/Subtype/Form/BBox[0 0 300 80]")
        field = f"<</Type/Annot/Subtype/Widget/FT/{kind}/T{name}/F 4/Rect{rectangle}/AP<</N {new + 1} 0 R>>>>"
        return with_revision(
            data,
            {
                sheet.number(page): sheet.written(page, Annots=f"[{listed[0]}]"),
                sheet.number(sheet.form): sheet.written(sheet.form, Fields=f"[{listed[1]}]"),
                new: field.encode(),
                new + 1: cover,
            },
        )

    return forge


FORGED_FORMS |= {
    "a text field is added": _added_field("Tx", "[100 500 400 580]"),
    "a button is added": _added_field("Btn", "[100 500 400 580]"),
    "a place to sign is laid over the text": _added_field("Sig", "[100 500 400 580]"),
    "a field is there twice": _added_field("Tx", "[100 500 400 580]", "(equity_name)"),
}


@_forgery
def a_field_shows_something_else_under_the_pointer(data: bytes) -> bytes:
    sheet = Sheet(data=data)
    own, other = sheet.field(NAME), sheet.field(DATE)
    return change_field(data, NAME, AP=f"<</N {own.AP.N.objgen[0]} 0 R/R {other.AP.N.objgen[0]} 0 R>>")


@_forgery
def what_a_field_shows_is_written_over_in_its_place(data: bytes) -> bytes:
    sheet = Sheet(data=data)
    field = sheet.field(NAME)
    return with_revision(data, {sheet.number(field.AP.N): look(sheet, field, words("Karim Bose"))})


@_forgery
def the_font_of_fields_is_written_over_in_its_place(data: bytes) -> bytes:
    sheet = Sheet(data=data)
    font = sheet.form.DR.Font.Letters
    return with_revision(data, {sheet.number(font): b"<</Type/Font/Subtype/Type1/BaseFont/Symbol>>"})


@_forgery
def outlines_of_the_font_of_fields_are_others(data: bytes) -> bytes:
    sheet = Sheet(data=data)
    file = sheet.form.DR.Font.Letters.FontDescriptor.FontFile2
    return with_revision(data, {sheet.number(file): sheet.stream(b"no font at all")})


@_forgery
def the_form_runs_something(data: bytes) -> bytes:
    sheet = Sheet(data=data)
    field = sheet.field(NAME)
    return change_form(data, CO=f"[{sheet.number(field)} 0 R]")


@_forgery
def letters_are_called_what_they_are_not(data: bytes) -> bytes:
    """The font tells of each letter that it is the one held, and draws another."""
    held, drawn = "Priya Nair", "Karim Bose"
    pairs = b"".join(b"<%02x> <%04x>\n" % (ord(d), ord(h)) for h, d in zip(held, drawn, strict=True))
    sheet = Sheet(data=data)
    reading, new = sheet.size + 1, sheet.size
    said = b"/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <00> <ff> endcodespacerange "
    said += b"%d beginbfchar\n%sendbfchar endcmap end" % (len(held), pairs)
    font = HELVETICA[:-2] + b"/ToUnicode %d 0 R>>" % reading
    field = sheet.field(NAME)
    return with_revision(
        data,
        {
            sheet.number(field): sheet.written(field, AP=f"<</N {new} 0 R>>", V=f"({held})"),
            new: look(sheet, field, words(drawn), font),
            reading: sheet.stream(said),
        },
    )


@_forgery
def letters_are_drawn_by_the_file_itself(data: bytes) -> bytes:
    """A font of type 3: each letter of the name is a black box."""
    letters = sorted(set("PriyaNr"))
    sheet = Sheet(data=data)
    new, box = sheet.size, sheet.size + 1
    glyphs = " ".join(f"/{letter} {box} 0 R" for letter in letters)
    differences = " ".join(f"{ord(letter)} /{letter}" for letter in letters)
    font = (
        f"<</Type/Font/Subtype/Type3/FontBBox[0 0 1000 1000]/FontMatrix[.001 0 0 .001 0 0]/CharProcs<<{glyphs}>>"
        f"/Encoding<</Type/Encoding/Differences[{differences}]>>/FirstChar 32/LastChar 122/Widths[{'600 ' * 91}]>>"
    )
    field = sheet.field(NAME)
    return with_revision(
        data,
        {
            sheet.number(field): sheet.written(field, AP=f"<</N {new} 0 R>>", V="(Priya Nair)"),
            new: look(sheet, field, words("Priya Nair"), font.encode()),
            box: sheet.stream(b"600 0 0 0 500 700 d1 0 0 500 700 re f"),
        },
    )


@_forgery
def a_page_is_changed_by_way_of_the_fonts_of_the_form(data: bytes) -> bytes:
    """What the form's fonts lead to may be new: here it leads to the words of the page."""
    sheet = Sheet(data=data)
    contents = sheet.page().Contents
    number = sheet.number(contents[0] if isinstance(contents, pikepdf.Array) else contents)
    fonts = sheet.written(sheet.form.DR.Font, Other=f"{number} 0 R").decode("latin-1")
    return change_form(data, {number: sheet.stream(b"")}, DR=f"<</Font {fonts}>>")
