"""What in the text of a Word file runs, fetches, or is a whole other file."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import Any

from lxml import etree

from engine.findings import Finding, error
from engine.templates.carried.addresses import may_be_followed
from engine.templates.places import Tell
from engine.word.names import NAMESPACES, qn
from engine.word.text import attributes

_SVG = "http://www.w3.org/2000/svg"
_OFFICE = "{urn:schemas-microsoft-com:office:office}"
_A_FILE = "a whole other file"
_OBJECT = "an object of another program"
_ACTIVE = {
    qn("w:altChunk"): _A_FILE,
    qn("w:subDoc"): "another document",
    qn("w:object"): _OBJECT,
    f"{_OFFICE}OLEObject": _OBJECT,
    qn("w:control"): "an ActiveX control",
    qn("w:entryMacro"): "a macro that a form field runs",
    qn("w:exitMacro"): "a macro that a form field runs",
    qn("w:mailMerge"): "a mail merge, which opens a source of data",
    qn("w:frameset"): "other documents in frames",
    qn("w:saveThroughXslt"): "a program that is run when the document is saved",
    qn("w:movie"): "a film",
    qn("a:videoFile"): "a film",
    qn("a:audioFile"): "a sound",
    qn("a:wavAudioFile"): "a sound",
    qn("a:quickTimeFile"): "a film",
    "{http://schemas.microsoft.com/office/word/2012/wordprocessingDrawing}webVideoPr": "a film on a website",
    f"{{{_SVG}}}script": "a program inside a picture",
    f"{{{_SVG}}}foreignObject": "a web page inside a picture",
}
_SOURCES, _LINK = ("src", "althref"), "href"
_RELATED = f"{{{NAMESPACES['r']}}}"
_FILLED = ("imagedata", "fill", "stroke")
"""Parts of a drawing of old Word that show a picture: an address on them says where it comes from."""
_NAMES = " or ".join(f"local-name() = '{name}'" for name in (*_SOURCES, _LINK))
_LEADING = etree.XPath(f"//*[@*[{_NAMES} or starts-with(local-name(), 'on')]]")
"""Elements with an attribute that may lead somewhere."""


def active_markup(root: etree._Element, tell: Tell) -> Iterator[Finding]:
    """W-07 for each element that runs or embeds something, and each attribute that leads somewhere it may not."""
    for element in root.iter(*_ACTIVE):
        message = f"Here stands {_ACTIVE[str(element.tag)]}, which no document may carry to its readers."
        yield error("W-07", tell(element), message, "Take it out; put its words, or a picture of it, in its place.")
    leading: Any = _LEADING(root) if _may_lead(root) else ()
    for element in leading:
        for key, value in attributes(element):
            name, address = etree.QName(key).localname, value.strip()
            if not address or key.startswith(_RELATED) or not _leads_astray(element, name, address):
                continue  # where a relation leads, its target says
            if _is_a_source(element, name):
                message = f"A picture fetches something from outside: {address[:120]}"
                fix = "Put the picture itself into the template."
            else:
                message = f"A drawing leads to a file, a folder or a program, not to a page: {address[:120]}"
                fix = "Take the link off the drawing (right-click › Remove Link)."
            yield error("W-07", tell(element), message, fix)


def _may_lead(root: etree._Element) -> bool:
    """Whether any attribute has a name of one that leads somewhere: of thousands of elements in most parts none has."""
    keys = set(chain.from_iterable(each.keys() for each in root.iter(etree.Element)))
    names = {etree.QName(key).localname for key in keys}
    return any(name in (*_SOURCES, _LINK) or name.startswith("on") for name in names)


def _leads_astray(element: etree._Element, name: str, address: str) -> bool:
    if etree.QName(element).namespace == _SVG:  # onload and its like hold a program
        is_inside = address.startswith(("#", "data:image/"))
        return (name in (*_SOURCES, _LINK) and not is_inside) or name.startswith("on")
    return _is_a_source(element, name) or (name == _LINK and not may_be_followed(address))


def _is_a_source(element: etree._Element, name: str) -> bool:
    """Whether an attribute says where a picture comes from."""
    kind = etree.QName(element)
    return name in _SOURCES or (name == _LINK and (kind.localname in _FILLED or kind.namespace == _SVG))
