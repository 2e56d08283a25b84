"""A Word file as it is delivered, as one accessible HTML page: no program, nothing fetched, always the same bytes."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO
from typing import Any

from lxml import etree

from engine.errors import ConversionError
from engine.rendering.page_brand import page_colours, page_font
from engine.rendering.web.links import number_notes, settle_links
from engine.rendering.web.lists import make_lists
from engine.rendering.web.marked import MarkedCopy, marked_copy
from engine.rendering.web.parts import lay_out
from engine.rendering.web.pictures import PictureFound, put_pictures
from engine.rendering.web.tables import complete_figures, complete_tables, without_lonely_paragraphs
from engine.rendering.web.tree import OURS, all_words, words_of_the_file, wrap
from engine.templates.palette import read_palette
from engine.word.names import qn
from engine.word.package import THEME, Package
from engine.workspace import package

_STYLES = package() / "rendering" / "web" / "page.css"
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"
_QUOTED = frozenset(("s-intense-quote", "s-quote"))
_EXTRA = "br[type='page'] => !\nbr[type='column'] => !"


def web_page(docx: bytes, name: str) -> bytes:
    """The page of a Word file that was made here, from that file alone. name: what the file is called.

    Raises ConversionError where words of the file would be missing on the page.
    """
    source = Package.read(docx)
    copy = marked_copy(source)
    body = _converted(copy)
    root = _whole(body, source, copy)
    _refuse_lost(copy.said, root, name)
    made: bytes = etree.tostring(root, method="html", encoding="utf-8", doctype="<!DOCTYPE html>")
    return made + b"\n"


def _converted(copy: MarkedCopy) -> etree._Element:
    """The text of the file as elements of a page."""
    import mammoth  # here, since few commands make a page: the others start without it

    pictures: list[PictureFound] = []

    def kept(image: Any) -> dict[str, str]:
        with image.open() as data:
            about = copy.pictures[int(image.alt_text)]
            pictures.append(PictureFound(about=about, kind=str(image.content_type), data=data.read()))
        return {"src": str(len(pictures) - 1), "alt": ""}

    made = mammoth.convert_to_html(
        BytesIO(copy.docx),
        style_map=f"{copy.style_map}\n{_EXTRA}",
        include_default_style_map=False,
        include_embedded_style_map=False,
        convert_image=mammoth.images.img_element(kept),
        id_prefix="w-",
    )
    page = etree.fromstring(f"<main>{made.value}</main>", etree.XMLParser(resolve_entities=False, huge_tree=True))
    number_notes(page)
    settle_links(page)
    make_lists(page)
    for quotation in [p for p in page.iter("p") if not _QUOTED.isdisjoint(str(p.get("class")).split())]:
        wrap(quotation, "blockquote")
    for box in list(page.iter("input")):
        ticked = box.get("checked") is not None
        box.tag, box.text = "span", "☑" if ticked else "☐"
        box.attrib.clear()
        box.set("class", OURS)
    complete_tables(page)
    complete_figures(page)
    without_lonely_paragraphs(page)
    put_pictures(page, pictures)
    return page


def _refuse_lost(said: Iterable[str], page: etree._Element, name: str) -> None:
    """Every paragraph of the file is on its page."""
    there = "".join(words_of_the_file(page).split())
    at = 0
    for text in said:
        words = "".join(text.split())
        found = there.find(words, at)
        if found < 0 and words not in there:
            lost = f"“{text[:80]}”" if len(text) <= 80 else f"“{text[:80]}…”"
            raise ConversionError(
                f"{lost} stands in {name} and would be missing on its web page. Nothing was published."
            )
        at = max(found, at)


def _whole(body: etree._Element, source: Package, copy: MarkedCopy) -> etree._Element:
    """The page with its head: what it is called, what it may do, how it looks."""
    palette = read_palette(source.parts.get(THEME, b""))
    root = etree.Element("html", {"lang": copy.language})
    head = etree.SubElement(root, "head")
    etree.SubElement(head, "meta", {"charset": "utf-8"})
    etree.SubElement(head, "meta", {"http-equiv": "Content-Security-Policy", "content": _POLICY})
    etree.SubElement(head, "meta", {"name": "viewport", "content": "width=device-width, initial-scale=1"})
    etree.SubElement(head, "title").text = title = _title(source, body)
    colours = "; ".join(f"--{key}: #{value}" for key, value in page_colours(palette).items())
    fonts = f"--font: {page_font(palette.font)}; --headings: {page_font(palette.headings)}"
    style = etree.SubElement(head, "style")
    style.text = f":root {{ {colours}; {fonts}; }}\n{_STYLES.read_text(encoding='utf-8')}"
    root.append(lay_out(body, title, copy.names_pages))
    return root


def _title(source: Package, body: etree._Element) -> str:
    """What the file is called, by its properties; else by its title on the page."""
    properties = source.xml("docProps/core.xml") if "docProps/core.xml" in source.parts else None
    said = None if properties is None else properties.find(qn("dc:title"))
    told = "" if said is None else (said.text or "").strip()
    return told or next((all_words(heading) for heading in body.iter("h1")), "") or "Report"
