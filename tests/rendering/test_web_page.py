"""The web edition of a Word file: all its words in their order, what HTML has for them, and nothing that acts."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from docx import Document
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.shared import Mm
from lxml import etree, html
from PIL import Image

from engine.errors import ConversionError
from engine.rendering.web.page import web_page
from engine.word.names import NAMESPACES, SVG

NAMES = " ".join(f'xmlns:{prefix}="{address}"' for prefix, address in NAMESPACES.items() if prefix != "xml")
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
WPS = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
RUN = "<w:r><w:t>kept words</w:t></w:r>"


def page_of(document: WordDocument) -> Any:
    """The page of a document, as a browser reads it."""
    return html.document_fromstring(bytes_of(document).decode())


def bytes_of(document: WordDocument) -> bytes:
    buffer = BytesIO()
    document.save(buffer)
    return web_page(buffer.getvalue(), "report.docx")


def words(element: Any) -> str:
    return " ".join(" ".join(element.xpath(".//text()[not(ancestor::style)]")).split())


def with_xml(document: WordDocument, inner: str) -> None:
    """One more paragraph, of this markup."""
    paragraph = parse_xml(f'<w:p {NAMES} xmlns:mc="{MC}" xmlns:wps="{WPS}" xmlns:v="urn:v">{inner}</w:p>')
    document.add_paragraph()._p.addprevious(paragraph)


@pytest.mark.parametrize(
    "wrapped",
    [
        f'<w:fldSimple w:instr=" DOCPROPERTY Title ">{RUN}</w:fldSimple>',
        f'<w:sdt><w:sdtPr><w:alias w:val="x"/></w:sdtPr><w:sdtContent>{RUN}</w:sdtContent></w:sdt>',
        f'<w:sdt><w:sdtContent><w:sdt><w:sdtContent>{RUN}</w:sdtContent></w:sdt></w:sdtContent></w:sdt>',
        f'<w:smartTag w:uri="u" w:element="e">{RUN}</w:smartTag>',
        f'<w:customXml w:element="e">{RUN}</w:customXml>',
        f'<w:bdo w:val="rtl">{RUN}</w:bdo>',
        f'<w:dir w:val="ltr">{RUN}</w:dir>',
        f"<w:ins>{RUN}</w:ins>",
        f'<w:hyperlink w:anchor="nowhere">{RUN}</w:hyperlink>',
        f"<w:r><w:ruby><w:rubyPr/><w:rt>{RUN}</w:rt><w:rubyBase>{RUN}</w:rubyBase></w:ruby></w:r>",
        "<m:oMath><m:r><m:t>kept words</m:t></m:r></m:oMath>",
        "<w:r><w:t>kept</w:t><w:tab/><w:t>words</w:t></w:r>",
        "<w:r><w:t>kept</w:t><w:br/><w:t>words</w:t></w:r>",
        "<w:r><w:t>kept</w:t><w:cr/><w:t>wo</w:t><w:softHyphen/><w:t>rds</w:t></w:r>",
        '<w:r><w:sym w:font="Symbol" w:char="F0B7"/><w:t> kept words</w:t></w:r>',
        f"<w:r><w:pict><v:rect><v:textbox><w:txbxContent><w:p>{RUN}</w:p></w:txbxContent></v:textbox></v:rect></w:pict></w:r>",
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx><w:txbxContent><w:p>{RUN}</w:p>'
        "</w:txbxContent></wps:txbx></w:drawing></mc:Choice></mc:AlternateContent></w:r>",
    ],
)  # fmt: skip
def test_words_are_there_whatever_is_around_them(wrapped: str) -> None:
    document = Document()
    with_xml(document, f"<w:r><w:t>before </w:t></w:r>{wrapped}<w:r><w:t> after</w:t></w:r>")
    said = words(page_of(document))
    assert "kept words" in said
    assert said.index("before") < said.index("kept")
    assert "after" in said


def test_a_page_that_would_lack_words_is_not_made() -> None:
    document = Document()
    with_xml(document, f"<w:unheardOf>{RUN}</w:unheardOf>")
    with pytest.raises(ConversionError, match=r"“kept words” stands in report\.docx and would be missing"):
        page_of(document)


@pytest.mark.parametrize("look", ["<w:vanish/>", '<w:color w:val="FFFFFF"/>', '<w:sz w:val="2"/>'])
def test_what_nobody_sees_in_word_is_not_on_the_page(look: str) -> None:
    document = Document()
    with_xml(document, f"<w:r><w:t>seen</w:t></w:r><w:r><w:rPr>{look}</w:rPr><w:t>unseen</w:t></w:r>")
    assert b"unseen" not in bytes_of(document).partition(b"<body>")[2]


HOSTILE = (
    "<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "</style><script>", "{{ 7*7 }}", "&lt;b&gt;",
    "]]><!-- -->", "javascript:alert(1)",
)  # fmt: skip


def test_text_of_any_place_never_becomes_markup() -> None:
    document = Document()
    document.core_properties.title = HOSTILE[0]
    document.add_paragraph(HOSTILE[1], style="Title")
    for text in HOSTILE:
        document.add_heading(text, 1)
        document.add_paragraph(text, style="Caption")
        table = document.add_table(2, 2)
        for cell in table._cells:
            cell.text = text
        _head(table)
        document.add_paragraph(text, style=document.styles.add_style(text, WD_STYLE_TYPE.PARAGRAPH))
        run = document.add_paragraph().add_run(
            text, style=document.styles.add_style(f"r {text}", WD_STYLE_TYPE.CHARACTER)
        )
        language = etree.SubElement(run._r.get_or_add_rPr(), f"{{{NAMESPACES['w']}}}lang")
        language.set(f"{{{NAMESPACES['w']}}}val", text)
        document.add_picture(_dots(), Mm(20))
        document.inline_shapes[-1]._inline.docPr.set("descr", text)
        related = document.part.relate_to(text, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        with_xml(document, f'<w:hyperlink r:id="{related}"><w:r><w:t>a link</w:t></w:r></w:hyperlink>')
    page = page_of(document)
    said = words(page)
    assert all(said.count(" ".join(text.split())) >= 7 for text in HOSTILE)
    assert not page.xpath("//script | //*[@*[starts-with(name(), 'on')]] | //body//style | //iframe | //object")
    assert {str(image.get("alt")) for image in page.iter("img")} == set(HOSTILE)
    assert not [link for link in page.iter("a") if not str(link.get("href")).startswith("#")]
    assert len(page.findall(".//style")) == 1


def test_headings_leave_no_step_out() -> None:
    document = Document()
    document.add_paragraph("The title", style="Title")
    for level, text in ((1, "A"), (3, "A.a"), (2, "A.b"), (9, "A.b.a"), (1, "B")):
        document.add_heading(text, level)
    page = page_of(document)
    assert [(e.tag, words(e)) for e in page.iter("h1", "h2", "h3", "h4") if e.get("id") != "contents"] == [
        ("h1", "The title"), ("h2", "A"), ("h3", "A.a"), ("h3", "A.b"), ("h4", "A.b.a"), ("h2", "B"),
    ]  # fmt: skip
    links = [(words(link), link.get("href")[1:]) for link in page.findall(".//nav//a")]
    assert [text for text, _ in links] == ["A", "A.a", "A.b", "B"]
    assert all(words(page.get_element_by_id(key)) == text for text, key in links)


def test_the_contents_list_of_the_file_is_that_of_the_page_without_its_pages() -> None:
    document = Document()
    for name in ("toc 1", "toc 2"):
        document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    for style, anchor, text in (("toc1", "a", "One"), ("toc2", "b", "Two"), ("toc1", "c", "Three")):
        page_number = (
            '<w:r><w:tab/></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> PAGEREF a '
            '</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>97</w:t></w:r>'
            '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        )
        with_xml(document, f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:hyperlink w:anchor="{anchor}">'
                           f"<w:r><w:t>{text}</w:t></w:r>{page_number}</w:hyperlink>")  # fmt: skip
    for number, (anchor, text) in enumerate((("a", "One"), ("b", "Two"), ("c", "Three"))):
        heading = document.add_heading("", 2 if text == "Two" else 1)
        heading._p.append(parse_xml(f'<w:bookmarkStart {NAMES} w:id="{number}" w:name="{anchor}"/>'))
        heading.add_run(text)
    page = page_of(document)
    assert words(page.find(".//nav")) == "Contents One Two Three"
    assert [words(link) for link in page.findall(".//nav/ul/li/a")] == ["One", "Three"]
    assert [words(link) for link in page.findall(".//nav/ul/li/ul/li/a")] == ["Two"]
    assert "97" not in words(page)
    assert all(words(page.get_element_by_id(link.get("href")[1:])) == words(link) for link in page.findall(".//nav//a"))


def _numbered(document: WordDocument, number: int, form: str, shape: str) -> None:
    """One more list of the document."""
    root = document.part.numbering_part.element
    levels = "".join(
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{shape.replace("1", str(depth + 1))}"/></w:lvl>'
        for depth in (0, 1)
    )
    root.insert(0, parse_xml(f'<w:abstractNum {NAMES} w:abstractNumId="{number}">{levels}</w:abstractNum>'))
    root.append(parse_xml(f'<w:num {NAMES} w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>'))


def test_lists_keep_their_numbers_and_their_depth() -> None:
    document = Document()
    _numbered(document, 90, "decimal", "%1.")
    _numbered(document, 91, "lowerLetter", "(%1)")
    _numbered(document, 92, "bullet", "•")

    def item(number: int, depth: int, text: str) -> None:
        about = f'<w:pPr><w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr></w:pPr>'
        paragraph = parse_xml(f"<w:p {NAMES}>{about}<w:r><w:t>{text}</w:t></w:r></w:p>")
        document.element.body.insert(len(document.element.body) - 1, paragraph)

    item(90, 0, "one")
    item(90, 0, "two")
    item(92, 1, "below two")
    item(90, 0, "three")
    document.add_paragraph("Between")
    item(90, 0, "four")
    item(91, 0, "letters")
    page = page_of(document)
    assert [(li.get("value"), li.text) for li in page.findall(".//main/ol/li")] == [
        ("1", "one"), ("2", "two"), ("3", "three"), ("4", "four"), (None, None),
    ]  # fmt: skip
    assert [words(li) for li in page.findall(".//main/ol/li/ul/li")] == ["below two"]
    assert words(page.findall(".//main/ol/li")[-1]) == "(a) letters"


def _head(table: Any) -> None:
    about = table.rows[0]._tr.get_or_add_trPr()
    about.append(parse_xml(f"<w:tblHeader {NAMES}/>"))


def test_tables_have_headings_with_scopes_a_caption_and_names_beside_their_cells() -> None:
    document = Document()
    document.add_paragraph("Table 1 What we did", style="Caption")
    table = document.add_table(3, 2)
    for cell, text in zip(table._cells, ("Action", "By when", "Ring back", "May", "Write", "June"), strict=True):
        cell.text = text
    _head(table)
    (found,) = page_of(document).iter("table")
    assert words(found.find("caption")) == "Table 1 What we did"
    assert [(th.get("scope"), words(th)) for th in found.iter("th")] == [
        ("col", "Action"), ("col", "By when"), ("row", "Ring back"), ("row", "Write"),
    ]  # fmt: skip
    assert [(td.get("data-name"), words(td)) for td in found.iter("td")] == [("By when", "May"), ("By when", "June")]


def test_languages_and_directions_are_kept() -> None:
    document = Document()
    with_xml(document, '<w:r><w:rPr><w:lang w:val="cy-GB"/></w:rPr><w:t>Bore da</w:t></w:r>')
    with_xml(document, '<w:pPr><w:bidi/></w:pPr><w:r><w:rPr><w:rtl/><w:lang w:val="en-GB" w:bidi="ar-SA"/></w:rPr>'
                       "<w:t>مرحبا</w:t></w:r>")  # fmt: skip
    with_xml(document, '<w:r><w:rPr><w:lang w:val="en-GB" w:eastAsia="zh-CN"/></w:rPr><w:t>你好</w:t></w:r>')
    page = page_of(document)
    spoken = {words(e): (e.get("lang"), e.get("dir")) for e in page.iter("span") if e.get("lang")}
    assert spoken == {"Bore da": ("cy-GB", None), "مرحبا": ("ar-SA", "rtl"), "你好": ("zh-CN", None)}
    assert [words(p) for p in page.iter("p") if p.get("dir") == "rtl"] == ["مرحبا"]


def _dots() -> BytesIO:
    buffer = BytesIO()
    Image.new("RGB", (20, 10), "navy").save(buffer, "PNG")
    buffer.seek(0)
    return buffer


def _with_lines(document: WordDocument, svg: str) -> None:
    """A picture that is a drawing as well, under a caption."""
    document.add_paragraph("Figure 1 Waits fell", style="Caption")
    document.add_picture(_dots(), Mm(120))
    inline = document.inline_shapes[-1]._inline
    inline.docPr.set("descr", "Waits: 46 days, then 24")
    part = Part(PackURI("/word/media/drawing1.svg"), "image/svg+xml", svg.encode(), document.part.package)
    related = document.part.relate_to(part, RELATIONSHIP_TYPE.IMAGE)
    blip = next(inline.iter(f"{{{NAMESPACES['a']}}}blip"))
    blip.append(parse_xml(f'<a:extLst {NAMES}><a:ext uri="u"><asvg:svgBlip xmlns:asvg="{SVG}" r:embed="{related}"/>'
                          "</a:ext></a:extLst>"))  # fmt: skip


DRAWN = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="9mm" height="4mm" viewBox="0 0 9 4">'
    '{}<text x="1" y="2">46</text></svg>'
)


def test_a_chart_is_a_drawing_in_the_page_with_words_for_who_does_not_see_it() -> None:
    document = Document()
    _with_lines(document, DRAWN.format('<rect width="9" height="4" fill="#12404A"/>'))
    (figure,) = page_of(document).iter("figure")
    (drawing,) = figure.iter("svg")
    assert (drawing.get("role"), drawing.get("aria-label")) == ("img", "Waits: 46 days, then 24")
    assert [child.tag for child in drawing] == ["rect", "text"]
    assert words(figure.find("figcaption")) == "Figure 1 Waits fell"


@pytest.mark.parametrize(
    "active",
    [
        "<script>alert(1)</script>", '<rect onload="alert(1)"/>', "<style>*{display:none}</style>",
        '<rect style="position:fixed"/>', '<a href="https://example.org"><rect/></a>', '<image href="https://e.org/x"/>',
        "<foreignObject/>", '<rect id="text"/>', "<unclosed>",
    ],
)  # fmt: skip
def test_a_drawing_that_holds_anything_else_is_a_picture_that_cannot_act(active: str) -> None:
    document = Document()
    _with_lines(document, DRAWN.format(active))
    page = page_of(document)
    assert not list(page.iter("svg", "script"))
    (image,) = page.iter("img")
    assert image.get("src").startswith("data:image/svg+xml;base64,")
    assert image.get("alt") == "Waits: 46 days, then 24"


def test_a_picture_that_older_word_placed_keeps_its_words() -> None:
    document = Document()
    related, _ = document.part.get_or_add_image(_dots())
    with_xml(
        document,
        '<w:r><w:pict xmlns:v="urn:schemas-microsoft-com:vml"><v:shape alt="Our offices">'
        f'<v:imagedata r:id="{related}"/></v:shape></w:pict></w:r>',
    )
    assert [image.get("alt") for image in page_of(document).iter("img")] == ["Our offices"]


def test_notes_stand_at_the_end_and_lead_both_ways() -> None:
    document = Document()
    notes = (
        f'<w:footnotes {NAMES}><w:footnote w:id="2"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t>See the plan.</w:t></w:r>'
        "</w:p></w:footnote></w:footnotes>"
    )
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    part = Part(PackURI("/word/footnotes.xml"), kind, notes.encode(), document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    with_xml(
        document,
        '<w:r><w:t>We have a plan</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r>'
        "<w:r><w:t>, and keep it.</w:t></w:r>",
    )
    page = page_of(document)
    (note,) = page.findall(".//section/ol/li")
    assert words(note).startswith("See the plan.")
    assert words(page.find(".//main/p")) == "We have a plan [1] , and keep it."
    mark = page.get_element_by_id(next(a for a in note.iter("a")).get("href")[1:])
    assert mark.get("href") == f"#{note.get('id')}"


@pytest.mark.parametrize(
    ("address", "stays"),
    [
        ("https://example.org/a?b=1&c=2", True), ("mailto:a@example.org", True), ("javascript:alert(1)", False),
        ("java\tscript:alert(1)", False), ("file:///etc/passwd", False), ("\\\\server\\share", False),
        ("data:text/html,x", False),
    ],
)  # fmt: skip
def test_a_link_leads_to_a_page_or_a_person_or_is_plain_words(address: str, stays: bool) -> None:
    document = Document()
    related = document.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    with_xml(document, f'<w:hyperlink r:id="{related}"><w:r><w:t>the words</w:t></w:r></w:hyperlink>')
    page = page_of(document)
    assert "the words" in words(page)
    assert [a.get("href") for a in page.findall(".//main//a")] == ([address] if stays else [])


def test_a_page_loads_nothing_runs_nothing_and_is_the_same_each_time() -> None:
    document = Document()
    document.add_heading("One", 1)
    document.add_picture(_dots(), Mm(20))
    buffer = BytesIO()
    document.save(buffer)
    made = web_page(buffer.getvalue(), "report.docx")
    assert made == web_page(buffer.getvalue(), "report.docx")
    assert b"default-src 'none'; style-src 'unsafe-inline'; img-src data:" in made
    assert b"http://" not in made
    assert b"https://" not in made
