"""Drawings that bring more along than a drawing: files, links, fields, programs."""

from __future__ import annotations

from collections.abc import Callable

from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part

from tests.material.small_drawings import chart, chart_part, chart_xml, group, photo, pic, related, shape

ELSEWHERE = "http://192.0.2.1/stolen"


def laden(document: WordDocument) -> str:
    """A chart with its workbook, a link to another one, shapes of its own, and formulas that lead elsewhere."""
    more = (
        '<c:externalData r:id="rId1"><c:autoUpdate val="1"/></c:externalData><c:printSettings/>'
        '<c:userShapes r:id="rId3"/>'
    )
    data = chart_xml(more).replace(b"Sheet1!$A", b"'file:///etc/[passwd]x'!$A")
    drawing = chart(document, data)
    part = chart_part(document)
    package = document.part.package
    part.load_rel("http://x/package", Part(PackURI("/word/embeddings/Book1.xlsm"), "x/x", b"PK MACRO", package), "rId1")
    part.load_rel("http://x/externalLinkPath", ELSEWHERE, "rId2", is_external=True)
    return drawing.replace('descr="', f'descr="{ELSEWHERE} ').replace("<c:chart ", '<c:chart o:href="x" ')


def ole(document: WordDocument) -> str:
    """A group in whose shapes stand an embedded object, a field that fetches, a control, a macro and a link."""
    inside = (
        '<w:object><o:OLEObject Type="Link" ProgID="Excel" r:id="rId9"/></w:object><w:control r:id="rId9"/>'
        f'<w:fldChar w:fldCharType="begin"/><w:instrText>INCLUDEPICTURE "{ELSEWHERE}"</w:instrText>'
        '<w:fldChar w:fldCharType="separate"/><w:t>kept</w:t><w:fldChar w:fldCharType="end"/>'
    )
    link = document.part.relate_to(ELSEWHERE, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    box = shape("WORDS", at=40).replace("<w:t>WORDS</w:t>", inside)
    linked = box.replace("<w:r>", f'<w:hyperlink r:id="{link}"><w:r>').replace("</w:r>", "</w:r></w:hyperlink>")
    picture = pic(related(document, photo()), blip='<a:extLst><a:ext><o:x r:embed="rId9"/></a:ext></a:extLst>')
    named = picture.replace('name="x"/>', f'name="x"><a:hlinkClick r:id="{link}"/></pic:cNvPr>')
    return group(named, linked).replace("<wp:docPr ", '<wp:docPr macro="Evil" ')


def vml(document: WordDocument) -> str:
    """Shapes of old with pictures from elsewhere, a link and an embedded object."""
    link = document.part.relate_to(ELSEWHERE, RELATIONSHIP_TYPE.IMAGE, is_external=True)
    assert link
    return (
        f'<w:pict><v:group style="width:80pt;height:40pt" href="{ELSEWHERE}" alt="x"><v:oval/><v:rect>'
        f'<v:fill src="{ELSEWHERE}" '
        f'o:href="{ELSEWHERE}" type="frame"/></v:rect></v:group><o:OLEObject Type="Link" r:id="rId9"/></w:pict>'
    )


HOSTILE: dict[str, Callable[[WordDocument], str]] = {
    "a chart with its workbook and links": laden,
    "a group with objects, fields and links": ole,
    "a group of old with links": vml,
}
