"""What in the text of a Word file runs, fetches, or is a whole other file."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from engine.findings import Finding, error
from engine.templates.carried.addresses import may_be_followed
from engine.templates.places import Tell
from engine.word.names import qn

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
    "{http://www.w3.org/2000/svg}script": "a program inside a picture",
    "{http://www.w3.org/2000/svg}foreignObject": "a web page inside a picture",
}
_SOURCES, _LINKS = ("src", "althref"), ("href",)
_SVG = "{http://www.w3.org/2000/svg}"


def active_markup(root: etree._Element, tell: Tell) -> Iterator[Finding]:
    """W-07 for each element that runs or embeds something, and each attribute that leads somewhere it may not."""
    for element in root.iter(etree.Element):
        what = _ACTIVE.get(str(element.tag))
        if what is not None:
            message = f"Here stands {what}, which no document may carry to its readers."
            yield error("W-07", tell(element), message, "Take it out; put its words, or a picture of it, in its place.")
        for key, value in element.attrib.items():
            name = etree.QName(key).localname.casefold()
            address = str(value).strip()
            if not address or not _leads_astray(element, name, address):
                continue
            if name in _SOURCES or str(element.tag).startswith(_SVG):
                message = f"A picture fetches something from outside: {address[:120]}"
                yield error("W-07", tell(element), message, "Put the picture itself into the template.")
            else:
                message = f"A drawing leads to a file, a folder or a program, not to a page: {address[:120]}"
                yield error(
                    "W-07", tell(element), message, "Take the link off the drawing (right-click › Remove Link)."
                )


def _leads_astray(element: etree._Element, name: str, address: str) -> bool:
    if str(element.tag).startswith(
        _SVG
    ):  # a picture that asks for another; or a program in an attribute such as onload
        is_inside = address.startswith(("#", "data:image/"))
        return (name in (*_SOURCES, *_LINKS) and not is_inside) or name.startswith("on")
    return name in _SOURCES or (name in _LINKS and not may_be_followed(address))
