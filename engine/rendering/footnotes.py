"""Footnotes of narrative, as real footnotes of the document being made: Word numbers them, PDFs tag them."""

from __future__ import annotations

from collections.abc import Callable

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from lxml import etree

from engine.templates.template import TemplateDocument
from engine.word.names import NAMESPACES, W_ID, qn
from engine.word.package import to_bytes
from engine.word.styles import Styles, read_styles

_TEXT, _MARK = "footnote text", "footnote reference"
_DECLARED = f'xmlns:w="{NAMESPACES["w"]}" xmlns:r="{NAMESPACES["r"]}"'
_STYLES = {
    _TEXT: (
        f'<w:style {_DECLARED} w:type="paragraph" w:styleId="FootnoteText"><w:name w:val="{_TEXT}"/>'
        '<w:basedOn w:val="{base}"/><w:uiPriority w:val="99"/><w:pPr><w:spacing w:before="0" w:after="40"/></w:pPr>'
        "</w:style>"
    ),
    _MARK: (
        f'<w:style {_DECLARED} w:type="character" w:styleId="FootnoteReference"><w:name w:val="{_MARK}"/>'
        '<w:uiPriority w:val="99"/><w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>'
    ),
}
"""What a template that has never had a footnote lacks. The text is set like the template's style Source."""
_BLANK = (
    f'<w:footnotes {_DECLARED}><w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p>'
    '</w:footnote><w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p>'
    "</w:footnote></w:footnotes>"
)


class Footnotes:
    """The footnotes of one document, written after every tag has been replaced, so that none of them acts as one."""

    def __init__(self, document: TemplateDocument) -> None:
        self.document = document
        self.waiting: list[tuple[int, Callable[[Part], str]]] = []

    def mark(self, write: Callable[[Part], str]) -> str:
        """The run that points to a new footnote. write: gives the runs of its text, for the part they will stand in."""
        if not self.waiting:
            self.document.afterwards.append(self.put)
            self.styles = self._styles()
            self.first = self._free()
        number = self.first + len(self.waiting)
        self.waiting.append((number, write))
        style = self.styles.id_of(_MARK)
        return f'<w:r><w:rPr><w:rStyle w:val="{style}"/></w:rPr><w:footnoteReference w:id="{number}"/></w:r>'

    def put(self) -> None:
        """Write every footnote into the document's part for them."""
        part = self._part()
        root = etree.fromstring(part.blob)
        text, mark = self.styles.id_of(_TEXT), self.styles.id_of(_MARK)
        for number, write in self.waiting:
            root.append(
                parse_xml(
                    f'<w:footnote {_DECLARED} w:id="{number}"><w:p><w:pPr><w:pStyle w:val="{text}"/></w:pPr>'
                    f'<w:r><w:rPr><w:rStyle w:val="{mark}"/></w:rPr><w:footnoteRef/></w:r>'
                    f'<w:r><w:t xml:space="preserve"> </w:t></w:r>{write(part)}</w:p></w:footnote>'
                )
            )
        part._blob = to_bytes(root)

    def _part(self) -> Part:
        main: Part = self.document.docx.part
        try:
            return main.part_related_by(RELATIONSHIP_TYPE.FOOTNOTES)
        except KeyError:
            name = PackURI("/word/footnotes.xml")
            part = Part(name, CONTENT_TYPE.WML_FOOTNOTES, _BLANK.encode(), main.package)
            main.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
            return part

    def _free(self) -> int:
        """The first number that no footnote of the template has."""
        taken = [int(note.get(W_ID, "0")) for note in etree.fromstring(self._part().blob).iter(qn("w:footnote"))]
        return max(taken, default=0) + 1

    def _styles(self) -> Styles:
        """The document's styles, with the two for footnotes put in where the template has none."""
        element = self.document.docx.part.styles.element
        known = self.document.template.styles
        base = known.ids.get("source") or known.id_of("Normal")
        for name, xml in _STYLES.items():
            if name not in known.ids:
                element.append(parse_xml(xml.replace("{base}", base)))
        return read_styles(etree.tostring(element))
