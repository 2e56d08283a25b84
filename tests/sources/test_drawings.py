"""Drawings of a form: what becomes a picture of the report, what is drawn whole, and what is told."""

from __future__ import annotations

import gzip
import hashlib
import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace

import pytest
from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from PIL import Image

from engine.findings import Finding
from engine.foreign.limits import METAFILE
from engine.foreign.metafile import metafile
from engine.model.story import Block, Paragraph, Picture, Table, pictures
from engine.sources.word_body import read_body
from tests.material.hostile_drawings import HOSTILE, ole
from tests.material.metafiles import METAFILES
from tests.material.small_drawings import (
    DECLARED,
    WHOLE,
    alternatives,
    canvas,
    chart,
    chart_xml,
    embedded,
    group,
    inline,
    old,
    photo,
    pic,
    put_in,
    related,
    shape,
)
from tests.material.small_inputs import add_xml, told, with_footnotes, word

FILE = "inputs/narrative/small.docx"
LOST = ", which does not reach the report."
BOXED = "<w:txbxContent><w:p><w:r><w:t>boxed</w:t></w:r></w:p></w:txbxContent>"


def read(document: WordDocument) -> tuple[tuple[Block, ...], list[Finding]]:
    return read_body(document, FILE)


def of(make: Callable[[WordDocument], str], before: str = "") -> WordDocument:
    """A document with one drawing, in a paragraph of its own or behind words."""
    document = word()
    put_in(document, make(document), before=before)
    return document


def one(document: WordDocument) -> Picture:
    """The only picture of a document of which there is nothing to say."""
    blocks, findings = read(document)
    (picture,) = pictures(blocks)
    assert findings == []
    return picture


def dots(picture: Picture) -> Image.Image:
    return Image.open(io.BytesIO(picture.data)).convert("RGB")


def shown(data: bytes | None = None, cut: str = "", turned: str = "") -> Picture:
    """The picture that a document with one pic:pic shows."""
    return one(of(lambda document: inline("picture", pic(related(document, data or photo()), cut=cut, turned=turned))))


# one picture


def test_a_picture_that_is_shown_as_it_is_keeps_its_bytes() -> None:
    found = shown()
    assert (found.data, found.alt, found.identity) == (photo(), "What it shows.", "")
    assert (round(found.width), round(found.height)) == (80, 40)


def test_a_photograph_with_more_dots_than_print_shows_is_scaled_and_is_signed_for_as_its_own_bytes() -> None:
    buffer = io.BytesIO()
    Image.new("RGB", (4000, 2000), "navy").save(buffer, "JPEG")
    found = shown(buffer.getvalue())
    assert dots(found).size == (945, 472)
    assert found.identity == hashlib.sha256(buffer.getvalue()).hexdigest()


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "BMP"])
def test_what_was_cut_away_is_nowhere_any_more(kind: str) -> None:
    found = shown(photo(kind), cut='l="50000" t="10000"')
    assert dots(found).size == (20, 18)
    red, green, blue = dots(found).resize((1, 1), Image.Resampling.BOX).tobytes()
    assert blue > 200 > 60 > max(red, green)
    assert found.identity


def test_a_cut_goes_to_the_last_dot_that_only_half_belongs_to_it() -> None:
    assert dots(shown(cut='t="1000"')).getpixel((0, 0)) == (255, 0, 0)


@pytest.mark.parametrize(
    ("turned", "size", "at_the_top_left"),
    [
        ('rot="5400000"', (20, 40), "red"),
        ('rot="10800000"', (40, 20), "blue"),
        ('rot="16200000"', (20, 40), "lime"),
        ('flipH="1"', (40, 20), "lime"),
        ('flipV="1"', (40, 20), "red"),
        ('flipH="1" rot="5400000"', (20, 40), "blue"),
    ],
)
def test_a_turn_and_a_mirror_are_applied(turned: str, size: tuple[int, int], at_the_top_left: str) -> None:
    found = shown(turned=turned)
    assert dots(found).size == size
    assert dots(found).getpixel((1, 1)) == Image.new("RGB", (1, 1), at_the_top_left).getpixel((0, 0)) or (
        at_the_top_left == "lime" and (0, 255, 0) in {colour for _, colour in dots(found).getcolors() or []}
    )
    assert (found.width > found.height) == (size[0] > size[1])


def test_a_picture_turned_askew_is_as_large_as_what_is_seen_of_it() -> None:
    found = shown(turned='rot="2700000"')
    assert (round(found.width), round(found.height)) == (85, 85)
    assert abs(dots(found).width - dots(found).height) <= 1


def test_room_beside_a_picture_is_white() -> None:
    found = dots(shown(cut='l="-100000"'))
    assert (found.size, found.getpixel((5, 10)), found.getpixel((45, 10))) == ((80, 20), (255, 255, 255), (255, 0, 0))


def test_a_frame_that_shows_a_part_of_its_picture_cuts_it() -> None:
    def drawn(document: WordDocument) -> str:
        inside = pic(related(document, photo()))
        return inline("picture", inside.replace("<a:fillRect/>", '<a:fillRect l="-100000"/>'))

    assert dots(one(of(drawn))).size == (20, 20)


def test_a_picture_of_which_nothing_is_left_is_told() -> None:
    document = of(lambda document: inline("picture", pic(related(document, photo()), cut='l="60000" r="60000"')))
    assert [finding.code for finding in read(document)[1]] == ["I-12"]


@pytest.mark.parametrize(
    "data",
    [
        photo("JPEG").replace(b"JFIF", b"JF\0\0"),
        photo("JPEG", "CMYK"),
        photo("TIFF", "CMYK"),
        photo("WEBP"),
    ],
    ids=["jpeg-without-jfif", "jpeg-of-four-inks", "tiff-of-four-inks", "webp"],
)
def test_what_word_shows_and_other_programs_do_not_is_saved_anew(data: bytes) -> None:
    found = shown(data)
    with Image.open(io.BytesIO(found.data)) as picture:
        assert (picture.format in ("PNG", "JPEG"), picture.mode, picture.size) == (True, "RGB", (40, 20))
    red, green, blue = dots(found).getpixel((5, 12))  # type: ignore[misc]
    assert red > 150 > max(green, blue)
    assert found.identity


def test_words_that_stand_at_the_picture_itself_stand_for_it() -> None:
    def drawn(document: WordDocument) -> str:
        inside = pic(related(document, photo())).replace('name="x"', 'name="x" descr="Of the picture."')
        return inline("picture", inside, words="")

    assert one(of(drawn)).alt == "Of the picture."


def test_a_picture_that_is_only_linked_is_told_and_not_fetched() -> None:
    document = word()
    relation = document.part.relate_to("http://192.0.2.1/x.png", RELATIONSHIP_TYPE.IMAGE, is_external=True)
    put_in(document, inline("picture", pic(relation).replace("r:embed", "r:link")))
    put_in(document, inline("picture", pic(relation)))
    put_in(document, old(f'<v:imagedata r:id="{relation}"/>'))
    put_in(document, old('<v:imagedata src="http://192.0.2.1/x.png"/>'))
    put_in(document, group(pic(relation), shape(at=40)))
    blocks, findings = read(document)
    message = f"Here stands a picture that is only linked, not put in{LOST}"
    assert [finding.message for finding in findings] == [message] * 5
    assert blocks == ()


# pictures of old


@pytest.mark.parametrize(
    ("look", "size"),
    [
        ("", (40, 20)),
        ('cropleft="32768f"', (20, 20)),
        ('cropright="25%"', (30, 20)),
        ('croptop=".5"', (40, 10)),
    ],
)
def test_a_picture_of_old_is_carried_as_it_is_seen(look: str, size: tuple[int, int]) -> None:
    found = one(
        of(lambda document: old(f'<v:imagedata r:id="{related(document, photo())}" {look}/>', more='alt="Of old."'))
    )
    assert (dots(found).size, found.alt) == (size, "Of old.")
    assert (round(found.width), round(found.height)) == (28, 14)


def test_a_picture_of_old_that_is_turned_is_turned() -> None:
    style = "width:80pt;height:40pt;rotation:90"
    found = one(of(lambda document: old(f'<v:imagedata r:id="{related(document, photo())}"/>', style)))
    assert dots(found).size == (20, 40)


def test_a_horizontal_rule_says_nothing_and_nothing_is_said_of_it() -> None:
    document = of(lambda _: '<w:pict><v:rect style="width:0;height:1.5pt" o:hr="t"/></w:pict>', before="Words")
    assert read(document)[1] == []


def test_a_picture_stands_where_it_stands_among_the_words() -> None:
    document = of(lambda d: inline("picture", pic(related(d, photo()))), before="Words")
    put_in(document, inline("picture", pic(related(document, photo()))), "<w:t>More</w:t>")
    kinds = [type(block).__name__ for block in read(document)[0]]
    assert kinds == ["Paragraph", "Picture", "Picture", "Paragraph"]


def test_a_picture_that_hangs_on_a_heading_stands_below_it() -> None:
    document = word(("Heading 1", "How we know"))
    put_in(document, inline("picture", pic(related(document, photo()))))
    document.paragraphs[0]._p.insert(1, document.paragraphs[-1]._p[0])
    heading, picture = read(document)[0]
    assert (heading.place.where, picture.place.where) == ("How we know", "How we know")


SEEN_BY_NOBODY = {
    "a shape without fill and edge": inline(
        "shape",
        shape().replace('<a:solidFill><a:srgbClr val="00B050"/></a:solidFill>', "<a:noFill/><a:ln><a:noFill/></a:ln>"),
    ),
    "one of old": old("", more='filled="f" stroked="f"'),
}


@pytest.mark.parametrize("kind", SEEN_BY_NOBODY)
def test_a_shape_that_nobody_sees_is_nothing(kind: str) -> None:
    assert read(of(lambda _: SEEN_BY_NOBODY[kind], before="Words"))[1] == []


# drawn whole


def test_a_file_shown_as_an_icon_is_told() -> None:
    blocks, findings = read(of(lambda document: embedded(document, "Icon")))
    assert [finding.message for finding in findings] == ["Here stands an embedded object" + LOST]
    assert not list(pictures(blocks))


@pytest.mark.parametrize("damage", [METAFILES["EMZ"][:-20], METAFILES["EMF"][:30], METAFILES["WMF"][4:]])
def test_a_damaged_metafile_is_told(damage: bytes) -> None:
    document = of(lambda document: inline("picture", pic(related(document, damage, "image/x-emf"))))
    assert [finding.code for finding in read(document)[1]] == ["I-12"]


def test_a_metafile_that_unpacks_to_far_more_is_none() -> None:
    assert metafile(gzip.compress(METAFILES["EMF"] + bytes(METAFILE))) is None


@pytest.mark.parametrize("kind", WHOLE)
def test_what_is_not_exactly_one_picture_is_to_be_drawn_whole(kind: str) -> None:
    found = one(of(WHOLE[kind]))
    assert (found.data, bool(found.alt), bool(found.identity)) == (b"", True, True)
    assert found.drawing.startswith(b"PK")


@pytest.mark.slow
@pytest.mark.parametrize("kind", WHOLE)
def test_the_same_drawing_is_known_as_the_same(kind: str) -> None:
    document = word(("Normal", "Other words before it."))
    document.add_picture(io.BytesIO(photo("BMP")))._inline.docPr.set("descr", "x")
    put_in(document, WHOLE[kind](document))
    (_, again) = pictures(read(document)[0])
    assert again.identity == one(of(WHOLE[kind])).identity


def test_another_figure_in_a_chart_makes_another_picture() -> None:
    first, second = (one(of(lambda d, data=data: chart(d, data))) for data in (chart_xml(), chart_xml(words="Weeks")))  # type: ignore[misc]
    assert first.identity != second.identity


@pytest.mark.parametrize("kind", ["chart", "group", "shape"])
def test_a_drawing_in_a_table_is_carried_in_its_cell(kind: str) -> None:
    document = word()
    cell = document.add_table(2, 2).cell(1, 1)
    cell.text = "words"
    put_in(document, WHOLE[kind](document))
    cell._tc.append(document.paragraphs[-1]._p)
    blocks, findings = read(document)
    assert findings == []
    assert isinstance(blocks[0], Table)
    line, picture = blocks[0].rows[1][1]
    assert isinstance(line, Paragraph)
    assert isinstance(picture, Picture)
    assert (line.text, picture.place.where) == ("words", "table 1, row 2, column 2")


def test_a_table_of_nothing_but_a_picture_is_carried() -> None:
    document = word()
    document.add_table(2, 2).cell(0, 0).paragraphs[0].add_run().add_picture(io.BytesIO(photo()))
    blocks, findings = read(document)
    assert (len(list(pictures(blocks))), findings) == (1, [])


# the document that is written around a drawing


@pytest.mark.parametrize("make", HOSTILE)
def test_the_document_around_a_drawing_holds_nothing_that_leads_or_runs(make: str) -> None:
    (found,) = pictures(read(of(HOSTILE[make]))[0])
    with zipfile.ZipFile(io.BytesIO(found.drawing)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    whole = b"".join(parts.values())
    for word_ in (
        b"External",
        b"192.0.2.1",
        b"MACRO",
        b"Evil",
        b"OLEObject",
        b"INCLUDEPICTURE",
        b"passwd",
        b"w:control",
    ):
        assert word_ not in whole, word_
    assert not any(name.endswith((".bin", ".xlsm", ".xlsx", ".vbaProject")) for name in parts)
    assert b"hlink" not in b"".join(
        data for name, data in parts.items() if "theme" not in name
    )  # its colours are called so


def test_words_behind_a_link_and_the_result_of_a_field_stay_in_a_drawing() -> None:
    (found,) = pictures(read(of(ole))[0])
    with zipfile.ZipFile(io.BytesIO(found.drawing)) as package:
        assert b"kept" in package.read("word/document.xml")


def test_a_picture_in_a_group_is_looked_at_like_any_other() -> None:
    document = of(lambda document: group(pic(related(document, b"\x01\x00\x00\x00 EMF", "image/x-emf")), shape(at=40)))
    assert told(read(document)[1]) == [
        ("I-12", "paragraph 1", f"Here stands a drawing with a picture in it that cannot be printed{LOST}")
    ]


def test_a_chart_whose_part_is_damaged_is_told() -> None:
    document = of(lambda document: chart(document, b"<c:chartSpace"))
    assert told(read(document)[1]) == [("I-12", "paragraph 1", f"Here stands a chart that is damaged{LOST}")]


# text boxes

BOXES = {
    "new": inline("shape", shape("boxed")),
    "old": old(f"<v:textbox>{BOXED}</v:textbox>"),
    "both": alternatives(inline("shape", shape("boxed")), old(f"<v:textbox>{BOXED}</v:textbox>")),
}


@pytest.mark.parametrize("kind", BOXES)
def test_the_words_of_a_text_box_are_read_below_the_paragraph_it_stands_beside(kind: str) -> None:
    document = of(lambda _: BOXES[kind], before="Beside")
    put_in(document, "<w:t>After</w:t>")
    blocks, findings = read(document)
    assert [block.text for block in blocks if isinstance(block, Paragraph)] == ["Beside", "boxed", "After"]
    assert told(findings) == [
        ("I-41", "paragraph 1", "The words of a text box are read below the paragraph that it stands beside.")
    ]


def test_a_picture_in_a_text_box_is_carried() -> None:
    def boxed(document: WordDocument) -> str:
        inner = inline("picture", pic(related(document, photo())))
        return inline("shape", shape("WORDS").replace("<w:t>WORDS</w:t>", inner))

    assert len(list(pictures(read(of(boxed))[0]))) == 1


@pytest.mark.parametrize("kind", BOXES)
def test_the_words_of_a_text_box_in_a_table_are_read_in_their_cell(kind: str) -> None:
    document = word()
    cell = document.add_table(2, 2).cell(0, 0)
    put_in(document, BOXES[kind])
    cell._tc.append(document.paragraphs[-1]._p)
    blocks, _ = read(document)
    assert isinstance(blocks[0], Table)
    assert [block.text for block in blocks[0].rows[0][0] if isinstance(block, Paragraph)] == ["boxed"]


def test_of_several_text_boxes_in_a_group_of_old_no_words_are_lost() -> None:
    box = f'<v:shape style="width:80;height:40"><v:textbox>{BOXED}</v:textbox></v:shape>'
    grouped = '<w:pict><v:group style="width:80pt;height:40pt" coordsize="80,40">{}</v:group></w:pict>'
    assert one(of(lambda _: grouped.format(box * 2))).what == "group"
    (line,) = read(of(lambda _: grouped.format(box)))[0]
    assert isinstance(line, Paragraph)
    assert line.text == "boxed"


def test_a_text_box_in_a_text_box_is_read() -> None:
    inner = old(f"<v:textbox>{BOXED}</v:textbox>")
    outer = old(f"<v:textbox><w:txbxContent><w:p><w:r><w:t>around</w:t>{inner}</w:r></w:p></w:txbxContent></v:textbox>")
    assert [block.text for block in read(of(lambda _: outer))[0] if isinstance(block, Paragraph)] == ["around", "boxed"]


def test_a_table_in_a_text_box_is_no_damage() -> None:
    cells = "<w:tc><w:p><w:r><w:t>cell</w:t></w:r></w:p></w:tc>" * 2
    table = f"<w:txbxContent><w:tbl><w:tblGrid/><w:tr>{cells}</w:tr><w:tr>{cells}</w:tr></w:tbl><w:p/></w:txbxContent>"
    blocks, findings = read(of(lambda _: old(f"<v:textbox>{table}</v:textbox>")))
    assert [type(block) for block in blocks] == [Table]
    assert [finding.code for finding in findings] == ["I-41"]


def test_what_no_program_here_draws_and_has_no_other_form_is_told() -> None:
    ink = "http://schemas.microsoft.com/office/word/2010/wordprocessingInk"
    drawn = f'<mc:AlternateContent><mc:Choice xmlns:wpi="{ink}" Requires="wpi">{inline("shape", shape())}</mc:Choice>'
    _, findings = read(of(lambda _: f"{drawn}</mc:AlternateContent>", before="Signed"))
    assert [f.message for f in findings] == [f"Here stands a drawing of a kind that penholder cannot draw{LOST}"]


STRICT = {
    "text box": (inline("shape", shape("boxed")), "boxed"),
    "shape": (inline("shape", shape()), "shape"),
    "group": (group(shape(), shape("words", at=40)), "group"),
    "canvas": (canvas(shape()), "drawing"),
}


@pytest.mark.parametrize("kind", STRICT)
def test_shapes_are_read_under_the_names_of_strict_files(kind: str) -> None:
    xml, seen = STRICT[kind]
    strict = re.sub(r"(</?)(wps|wpg|wpc):", r"\1wp:", xml)
    assert strict != xml
    (found,) = read(of(lambda _: strict))[0]
    assert (found.text if isinstance(found, Paragraph) else isinstance(found, Picture) and found.what) == seen


def test_a_heading_in_a_text_box_is_text() -> None:
    document = word(("Heading 1", "How we know"))
    style = document.styles["Heading 1"].style_id
    boxed = shape("How we know").replace("<w:p>", f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>')
    put_in(document, inline("shape", boxed), before="Words")
    blocks, _ = read(document)
    kinds = [block.kind for block in blocks if isinstance(block, Paragraph)]
    assert kinds == ["heading", "text", "text"]


# told

TOLD = {
    'WordArt: "Well done"': inline("shape", shape("Well done", body='<a:prstTxWarp prst="textWave1"/>')),
    'WordArt: "Of old"': old('<v:textpath string="Of old"/>'),
    "a drawing of a kind that penholder cannot draw": inline("shape", "<wpi:contentPart/>"),
    "a chart with nothing in it": inline("chart", "<c:chart/>"),
    "a drawing with nothing in it that penholder can draw": inline("chart", ""),
}


@pytest.mark.parametrize("where", ["text", "cell"])
@pytest.mark.parametrize("what", TOLD)
def test_what_cannot_be_carried_is_told_with_its_place(what: str, where: str) -> None:
    document = word()
    put_in(document, TOLD[what])
    if where == "cell":
        document.add_table(2, 2).cell(0, 0)._tc.append(document.paragraphs[0]._p)
    place = "paragraph 1" if where == "text" else "table 1, row 1, column 1"
    assert told(read(document)[1]) == [("I-12", place, f"Here stands {what}{LOST}")]


def test_ink_is_printed_as_the_picture_that_stands_beside_it() -> None:
    document = of(
        lambda d: alternatives(
            inline("shape", "<wpi:contentPart/>"), inline("picture", pic(related(d, photo()))), "wpi"
        )
    )
    assert one(document).data == photo()


@pytest.mark.parametrize(
    "xml", ['<w:subDoc r:id="rId99"/>', '<w:p><w:r><w:t>One</w:t></w:r><w:subDoc r:id="rId99"/></w:p>']
)
def test_a_part_of_a_text_that_is_kept_in_another_file_is_told(xml: str) -> None:
    document = word()
    add_xml(document, xml)
    assert [(f.code, "a whole file inside the file" in f.message) for f in read(document)[1]] == [("I-12", True)]


def test_a_picture_in_a_footnote_is_told() -> None:
    document = with_footnotes(word(), "Words")
    part = next(r.target_part for r in document.part.rels.values() if r.reltype.endswith("/footnotes"))
    drawing = f"<w:r>{inline('shape', shape())}</w:r></w:p>"
    opening = part.blob.partition(b">")[0]
    part._blob = part.blob.replace(opening, f"<w:footnotes {DECLARED}".encode()).replace(b"</w:p>", drawing.encode())
    assert told(read(document)[1]) == [("I-12", "paragraph 1", f"Here stands a picture or drawing in a footnote{LOST}")]


@pytest.mark.parametrize("style", ["Form Help", "Title"])
def test_a_picture_among_the_forms_own_words_is_told(style: str) -> None:
    document = word((style, "Of the form"))
    document.paragraphs[0].add_run().add_picture(io.BytesIO(photo()))
    assert [f.message for f in read(document)[1] if f.code == "I-12"] == [f"Here stands a picture or drawing{LOST}"]


def test_what_nobody_sees_is_not_printed() -> None:
    document = word()
    for around in ("<w:del>{}</w:del>", "<w:moveFrom>{}</w:moveFrom>", "{}"):
        put_in(document, inline("picture", pic(related(document, photo()))))
        run = document.paragraphs[-1]._p[0]
        if around == "{}":
            run.insert(0, run.makeelement(qn("w:rPr")))
            run[0].append(run.makeelement(qn("w:vanish")))
        else:
            wrapper = run.makeelement(qn(around[1:].partition(">")[0]))
            run.addprevious(wrapper)
            wrapper.append(run)
    put_in(document, inline("picture", pic(related(document, photo()))))
    asked = parse_xml(f"<w:sdt {DECLARED}><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent/></w:sdt>")
    run = document.paragraphs[-1]._p[0]
    run.addprevious(asked)
    asked[1].append(run)
    hidden = inline("picture", pic(related(document, photo()))).replace("<wp:docPr ", '<wp:docPr hidden="1" ')
    put_in(document, hidden)
    assert list(pictures(read(document)[0])) == []


def test_a_drawing_inside_another_is_drawn_with_it_and_not_beside_it() -> None:
    def nested(document: WordDocument) -> str:
        inner = inline("picture", pic(related(document, photo())))
        return group(shape("WORDS").replace("<w:t>WORDS</w:t>", inner), shape(at=40))

    assert one(of(nested)).what == "group"


def test_a_picture_keeps_what_tells_it_apart_when_its_bytes_are_made_anew() -> None:
    found = shown(cut='l="50000"')
    assert replace(found, data=b"other bytes of another Pillow").identity == found.identity
