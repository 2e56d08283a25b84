"""A Word file as its parts, read whole and written so that the same parts give the same bytes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from lxml import etree

from engine.clock import in_utc
from engine.foreign.limits import TEMPLATE
from engine.foreign.word_file import word_parts
from engine.word.names import NAMESPACES, qn

DOCUMENT = "word/document.xml"
STYLES = "word/styles.xml"
NUMBERING = "word/numbering.xml"
THEME = "word/theme/theme1.xml"
SETTINGS = "word/settings.xml"

_NO_STYLES = f'<w:styles xmlns:w="{NAMESPACES["w"]}"/>'.encode()
_COMPRESSED = (".png", ".jpeg", ".jpg")
"""Pictures that are compressed already: doing it again takes time and saves nothing."""
_UNIX = 3
"""The system a zip file says it was made on: the same everywhere, or the same parts were other bytes on Windows."""
_ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)


@dataclass(slots=True)
class Package:
    """The parts of a .docx by name, in the order in which they are written."""

    parts: dict[str, bytes]
    trees: dict[str, tuple[bytes, etree._Element]] = field(default_factory=dict, init=False, repr=False, compare=False)
    """Parts that were read or put back, with the very bytes that each was then: others in their place count anew."""

    @classmethod
    def of_template(cls, data: bytes) -> Package:
        """The parts of a template that somebody made. Raises RefusedFile where it is none, or more than a template."""
        parts = word_parts(data, TEMPLATE)
        parts.setdefault(STYLES, _NO_STYLES)
        return cls(parts)

    @classmethod
    def read(cls, data: bytes) -> Package:
        """The parts of an Office file that was made here. Raises zipfile.BadZipFile where it is none."""
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return cls({entry.filename: package.read(entry) for entry in package.infolist()})

    def copied(self) -> Package:
        """The same parts, to be changed apart; what was read of them is not read again."""
        made = Package(dict(self.parts))
        made.trees.update(self.trees)
        return made

    def write(self) -> bytes:
        """The .docx, with no trace of when it was written."""
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
            for name, data in self.parts.items():
                entry = zipfile.ZipInfo(name, _ZIP_EPOCH)
                entry.compress_type = zipfile.ZIP_STORED if name.endswith(_COMPRESSED) else zipfile.ZIP_DEFLATED
                entry.create_system = _UNIX
                entry.external_attr = 0o600 << 16
                package.writestr(entry, data)
        return buffer.getvalue()

    def xml(self, name: str) -> etree._Element:
        """A part, parsed strictly. Raises lxml.etree.XMLSyntaxError where it is not well-formed."""
        return etree.fromstring(self.parts[name], etree.XMLParser(resolve_entities=False, no_network=True))

    def tree(self, name: str) -> etree._Element:
        """The tree of a part that all share who read it; whoever changes it puts it back. Raises as xml() does."""
        data = self.parts[name]
        held = self.trees.get(name)
        if held is None or held[0] is not data:
            held = self.trees[name] = data, self.xml(name)
        return held[1]

    def relation_ids(self, name: str) -> frozenset[str]:
        """The ids by which a part names its pictures, links and other parts."""
        folder, _, file = name.rpartition("/")
        rels = f"{folder}/_rels/{file}.rels"
        return frozenset(str(one.get("Id")) for one in self.tree(rels)) if self.parts.get(rels) else frozenset()

    def put(self, name: str, root: etree._Element) -> None:
        """Replace a part by an element, which is its tree from then on."""
        self.parts[name] = data = to_bytes(root)
        self.trees[name] = data, root

    def texts(self) -> Iterator[str]:
        """The names of the parts that hold text people read: body, headers, footers, notes."""
        kinds = ("document", "header", "footer", "footnotes", "endnotes")
        for name in self.parts:
            if name.startswith("word/") and name.endswith(".xml") and name[5:].startswith(kinds):
                yield name

    def sound_texts(self) -> Iterator[tuple[str, etree._Element]]:
        """Those of them that are well-formed, as tree() gives them."""
        for name in list(self.texts()):
            try:
                root = self.tree(name)
            except etree.XMLSyntaxError:
                continue
            yield name, root

    def describe(self, title: str, subject: str, author: str, when: datetime) -> None:
        """Set the document's properties: what a screen reader and a search read out first."""
        stamp = in_utc(when)
        root = etree.Element(
            qn("cp:coreProperties"),
            nsmap={
                "cp": "http://schemas.openxmlformats.org/package/2006/metadata/core-properties",
                "dc": "http://purl.org/dc/elements/1.1/",
                "dcterms": "http://purl.org/dc/terms/",
                "xsi": "http://www.w3.org/2001/XMLSchema-instance",
            },
        )
        fields = (
            ("dc:title", title),
            ("dc:subject", subject),
            ("dc:creator", author),
            ("cp:lastModifiedBy", author),
        )
        for name, value in (
            *fields,
            ("dc:language", "en-GB"),
            ("dcterms:created", stamp),
            ("dcterms:modified", stamp),
        ):
            element = etree.SubElement(root, qn(name))
            element.text = value
            if name.startswith("dcterms"):
                element.set("{http://www.w3.org/2001/XMLSchema-instance}type", "dcterms:W3CDTF")
        self.put("docProps/core.xml", root)


def to_bytes(root: etree._Element) -> bytes:
    """A part as it is written."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
