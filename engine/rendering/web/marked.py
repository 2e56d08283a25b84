"""A copy of a Word file that says by styles what a page needs: headings, lists, languages, directions, pictures."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

from engine.rendering.web.languages import Languages
from engine.rendering.web.settled import WHOLE, contents_depth, names_pages, settle_part
from engine.word.counts import Counted, Counts
from engine.word.line_drawings import print_lines
from engine.word.looks import Looks
from engine.word.names import EMU_PER_MM, W_P, W_R, W_T, W_VAL, qn
from engine.word.numbering import Numbering
from engine.word.package import DOCUMENT, NUMBERING, STYLES, Package
from engine.word.styles import read_styles
from engine.word.text import paragraph_text, take_out

_NOTES = ("word/footnotes.xml", "word/endnotes.xml")
_ABOUT_RUN, _ABOUT, _RUN_STYLE = qn("w:rPr"), qn("w:pPr"), qn("w:rStyle")
_TABLE_STYLE = f"{qn('w:tblPr')}/{qn('w:tblStyle')}"
_PLACED = (qn("wp:inline"), qn("wp:anchor"))
_PLAIN = re.compile("[a-z0-9]+")
_READ = {
    qn(f"w:{about}"): frozenset(qn(f"w:{name}") for name in names)
    for about, names in (
        ("rPr", ("rStyle", "b", "i", "strike", "vertAlign")),
        ("pPr", ("pStyle",)),
        ("tblPr", ("tblStyle",)),
        ("trPr", ("tblHeader",)),
        ("tcPr", ("gridSpan", "vMerge")),
        ("tblGrid", ()),
    )
}
"""The settings that are read of the copy: without all others it takes a third of the time less."""
_LEAST, _DEEPEST = 1, 6
_LABELS = frozenset(("section label", "statement label", "caption label", "evidence reference", "sheet code"))
"""Character styles that the page's own style sheet knows."""
_MEANING = {"strong": "strong", "emphasis": "em"}


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureInText:
    """A picture in the text. alt: what it shows, in words; empty for a decoration. width: in millimetres."""

    alt: str
    width: float


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedCopy:
    """The copy, and the map by which mammoth reads its styles.

    pictures: by the number that stands in place of their alternative text. said: the text of each paragraph, in order.
    language: that of the whole text. names_pages: whether the text says on which page something stands.
    """

    docx: bytes
    style_map: str
    pictures: tuple[PictureInText, ...]
    said: tuple[str, ...]
    language: str
    names_pages: bool


def marked_copy(package: Package) -> MarkedCopy:
    """The copy of a Word file that was made here. Raises etree.XMLSyntaxError where a part is not well-formed."""
    copy = package.copied()
    marker = _Marker(copy)
    said: list[str] = []
    has_pages = False
    for name in (DOCUMENT, *(note for note in _NOTES if note in copy.parts)):
        root = copy.xml(name)
        settle_part(root, marker.looks, marker.styles)
        print_lines(root)
        has_pages = has_pages or names_pages(root)
        said += [text for paragraph in root.iter(W_P) if (text := paragraph_text(paragraph))]
        marker.mark(root)
        copy.put(name, root)
    for name in (STYLES, NUMBERING):  # the marks say what is read of them
        copy.parts.pop(name, None)
    return MarkedCopy(
        docx=copy.write(),
        style_map=marker.style_map(),
        pictures=tuple(marker.pictures),
        said=tuple(said),
        language=marker.languages.usual,
        names_pages=has_pages,
    )


@dataclass(slots=True)
class _Outline:
    """Headings one below the other, without a step left out: the title is 1."""

    open: list[int] = field(default_factory=list)
    has_title: bool = False

    def depth(self, level: int) -> int:
        """The depth in the page of a heading of a level, from 2."""
        while self.open and self.open[-1] >= level:
            self.open.pop()
        self.open.append(level)
        return min(len(self.open) + 1, _DEEPEST)


class _Marker:
    def __init__(self, package: Package) -> None:
        looks = package.xml(STYLES)
        self.looks, self.styles, self.languages = Looks(looks), read_styles(package.parts[STYLES]), Languages(looks)
        self._numbering = Numbering(looks, package.xml(NUMBERING) if NUMBERING in package.parts else None)
        self._ids: dict[tuple[str, str], str] = {}
        self._outline = _Outline()
        self.pictures: list[PictureInText] = []

    def style_map(self) -> str:
        return "\n".join(f"{kind}.{key} => {path}" for (kind, path), key in self._ids.items())

    def mark(self, root: etree._Element) -> None:
        counts = Counts(self._numbering, self.styles, root)
        for placed in root.iter(*_PLACED):
            self._mark_picture(placed)
        for style in root.iterfind(f".//{_TABLE_STYLE}"):
            style.set(
                W_VAL, self._id("table", f"table{_class(self.styles.names.get(str(style.get(W_VAL)), ''))}:fresh")
            )
        for paragraph in root.iter(W_P):
            for run in paragraph.iter(W_R):
                self._mark_run(run, paragraph)
            self._mark_paragraph(paragraph, counts.of(paragraph))
        for about in list(root.iter(*_READ)):
            for said in [child for child in about if child.tag not in _READ[str(about.tag)]]:
                about.remove(said)
            if not len(about):
                take_out(about)

    def _mark_picture(self, placed: etree._Element) -> None:
        about, extent = placed.find(qn("wp:docPr")), placed.find(qn("wp:extent"))
        if about is None:
            return
        width = 0 if extent is None else int(extent.get("cx", "0")) / EMU_PER_MM
        self.pictures.append(PictureInText(alt=str(about.get("descr") or ""), width=width))
        about.set("descr", str(len(self.pictures) - 1))

    def _mark_run(self, run: etree._Element, paragraph: etree._Element) -> None:
        about = _about(run, _ABOUT_RUN)
        style = about.find(_RUN_STYLE)
        name = "" if style is None else self.styles.names.get(str(style.get(W_VAL)), "")
        marks = _attributes(self.languages.of(run, paragraph), about.find(qn("w:rtl")))
        path = _MEANING.get(name) or (f"span{_class(name)}" if name in _LABELS else "")
        if run.attrib.pop(WHOLE, ""):
            path = f"{path or 'span'}.whole"
        if marks:
            path = f"{path or 'span'}{marks}"
        _put_style(about, _RUN_STYLE, self._id("r", path) if path else None)

    def _mark_paragraph(self, paragraph: etree._Element, counted: Counted | None) -> None:
        about = _about(paragraph, _ABOUT)
        level = self.styles.level_of(paragraph)
        path = self._path(paragraph, level, counted)
        said = about.find(qn("w:jc"))
        right = ".right" if said is not None and said.get(W_VAL) in ("right", "end") else ""
        label = counted.number.label if counted is not None and counted.number is not None else ""
        if label:
            paragraph.insert(1, self._label(label))
        key = self._id("p", f"{path}{right}{_attributes('', about.find(qn('w:bidi')))}:fresh")
        _put_style(about, qn("w:pStyle"), key)

    def _path(self, paragraph: etree._Element, level: int, counted: Counted | None) -> str:
        name = self.styles.name_of(paragraph)
        if name == "title" and not self._outline.has_title:
            self._outline.has_title = True
            return "h1"
        if depth := 0 if name == "toc heading" else contents_depth(paragraph, self.styles):
            return f"p[data-contents='{depth}']"
        if name == "toc heading":
            return "p[data-contents='0']"
        if level >= _LEAST and paragraph_text(paragraph):
            return f"h{self._outline.depth(level)}{_class(name)}"
        if counted is not None and counted.level is not None and name != "caption":
            kind = "ul" if counted.level.is_bullet else "ol"
            return f"p{_class(name)}[data-list='{kind}'][data-depth='{min(counted.depth, 8)}']"
        return f"p{_class(name)}"

    def _label(self, label: str) -> etree._Element:
        run, text = etree.Element(W_R), etree.Element(W_T)
        text.text = f"{label} "
        _put_style(_about(run, _ABOUT_RUN), _RUN_STYLE, self._id("r", "span.number"))
        run.append(text)
        return run

    def _id(self, kind: str, path: str) -> str:
        return self._ids.setdefault((kind, path), f"m{len(self._ids)}")


def _class(name: str) -> str:
    """The name of a style as a class of the page; empty where nothing of it can be one."""
    words = "-".join(_PLAIN.findall(name.lower()))
    return f".s-{words}" if words else ""


def _attributes(language: str, turned: etree._Element | None) -> str:
    direction = "" if turned is None or turned.get(W_VAL) in ("0", "false") else "[dir='rtl']"
    return (f"[lang='{language}']" if language else "") + direction


def _about(element: etree._Element, tag: str) -> etree._Element:
    """The settings of a paragraph or run, made where there are none."""
    found = element.find(tag)
    if found is None:
        found = etree.Element(tag)
        element.insert(0, found)
    return found


def _put_style(about: etree._Element, tag: str, key: str | None) -> None:
    for former in about.findall(tag):
        about.remove(former)
    if key is not None:
        style = etree.Element(tag)
        style.set(W_VAL, key)
        about.insert(0, style)
