"""The last touch on a PDF of LibreOffice: sound for archives and screen readers, and the same bytes each time.

LibreOffice 7.4 writes tab orders in the wrong type, leaves border lines untagged, escapes the title twice in its
metadata, claims PDF/UA without declaring the claim to PDF/A, and stamps the time into four places; 25.2 gives links no
words; neither tells a page's head and foot from other decoration. pikepdf, because it rewrites objects and content
streams whole and gives deterministic ids.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from xml.sax.saxutils import escape

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from engine.cache import scratch
from engine.clock import in_utc
from engine.model.placed_field import Corners
from engine.model.signing import Profile
from engine.pdf.annotation_words import give_words
from engine.pdf.empty_page import take_out_empty_page
from engine.pdf.fields import place_fields
from engine.pdf.marked_text import StructureText
from engine.pdf.numbering import numbered
from engine.pdf.numbers import Exchange, exchange_numbers
from engine.pdf.places_to_sign import corners
from engine.pdf.saving import saved
from engine.pdf.spoken_codes import SPOKEN, speak
from engine.pdf.tags import complete_tags
from engine.pdf.untagged import Band, with_all_marked

_ICC_TIME, _ICC_ID = slice(24, 36), slice(84, 100)
_ICC_FIXED_TIME = bytes((7, 0xE8, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0))

_XMP_TITLE = (
    '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title><rdf:Alt>'
    '<rdf:li xml:lang="x-default">{}</rdf:li></rdf:Alt></dc:title></rdf:Description>'
)

_XMP_CODE = (
    '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">'
    "<dc:identifier>urn:penholder:sheet:{}</dc:identifier></rdf:Description>"
)
"""In the metadata too, since a reader that appends to a file may lose the rest of what it says of itself."""

_UA_SCHEMA = (
    '<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" '
    'xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">'
    '<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">'
    "<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>"
    "<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>"
    '<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix><pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">'
    "<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>"
    "<pdfaProperty:category>internal</pdfaProperty:category>"
    "<pdfaProperty:description>Part of ISO 14289 the file follows</pdfaProperty:description>"
    "</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>"
)
"""PDF/A allows only declared kinds of metadata; this declares the one by which a file says that it follows PDF/UA."""


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What a PDF says of itself, and how it is signed.

    when: the date it carries, the same for the same inputs. code: of a sheet or empty. profile: None where nobody is to
    sign it. first_signer: the number by which a service knows the first person to sign. spoken: codes that it prints,
    each with the words that are read out for it. margins: points above and below the text of every page, in which only
    its head and its foot stand.
    """

    title: str
    when: datetime
    code: str = ""
    profile: Profile | None = None
    first_signer: int = 1
    spoken: tuple[tuple[str, str], ...] = ()
    margins: tuple[float, float] = (0.0, 0.0)


def finish(data: bytes, about: About) -> bytes:
    """The finished PDF."""
    with _on_disk(data) as path, numbered(path) as pdf:
        finish_pages(pdf, about)
        return finish_file(pdf, about)


def finish_chapter(data: bytes, about: About, numbers: Exchange) -> bytes:
    """The PDF of a chapter with the numbers that its pages have in the whole, its pages finished and the file not.

    Raises UncutError where it is not as expected.
    """
    with _on_disk(data) as path, numbered(path) as pdf:
        if not numbers.is_first:
            take_out_empty_page(pdf)
        exchange_numbers(pdf, numbers)
        finish_pages(pdf, about)
        return saved(pdf)


def finish_pages(pdf: Pdf, about: About) -> None:
    """Make sound what is on the pages, and the structure of it."""
    decoration = place_fields(pdf, about.profile, about.first_signer)
    for page in pdf.pages:
        if "/Annots" in page:
            page.Tabs = Name.S
            _single_out_links(page)
        _mark_all(pdf, page, decoration.get(page.obj.objgen, set()), about.margins)
    text = StructureText()
    kinds = complete_tags(pdf, text)
    give_words(pdf, text)
    speak(kinds.get(SPOKEN, ()), dict(about.spoken), text)
    _name_notes(kinds.get("/Note", ()))


def finish_file(pdf: Pdf, about: About) -> bytes:
    """The file whose pages are finished, with what it says of itself."""
    pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    pdf.Root.Lang = String("en-GB")
    if "/First" in pdf.Root.get("/Outlines", Dictionary()):
        pdf.Root.PageMode = Name.UseOutlines
    _describe(pdf, about)
    _still_the_clock(pdf)
    return saved(pdf)


@contextmanager
def _on_disk(data: bytes) -> Iterator[Path]:
    """The PDF as a file: from there a long one is opened in half the time."""
    with scratch() as folder:
        path = folder / "converted.pdf"
        path.write_bytes(data)
        yield path


def _single_out_links(page: pikepdf.Page) -> None:
    """Take out untagged links: a page number that is a link gets a second one, and a footnote's number one as well.

    The note stands on the same page as its number. An untagged link to the web stays, for the tests to find.
    """
    links = [annotation for annotation in page.Annots if annotation.get("/Subtype") == Name.Link]
    tagged = [corners(link.Rect) for link in links if "/StructParent" in link]
    untagged = [
        link
        for link in links
        if "/StructParent" not in link
        and ("/Dest" in link or any(_is_inside(corners(link.Rect), around) for around in tagged))
    ]
    if untagged:
        page.Annots = Array([annotation for annotation in page.Annots if annotation not in untagged])


def _name_notes(notes: Iterable[Object]) -> None:
    """PDF/UA asks for an id of its own on every footnote, which LibreOffice 7.4 does not give."""
    for number, note in enumerate(notes, start=1):
        note.ID = String(f"note-{number}")


def _is_inside(inner: Corners, outer: Corners) -> bool:
    """Whether one rectangle lies in another, give or take a point."""
    return all(i >= o - 1 for i, o in zip(inner[:2], outer[:2], strict=True)) and all(
        i <= o + 1 for i, o in zip(inner[2:], outer[2:], strict=True)
    )


def _mark_all(pdf: Pdf, page: pikepdf.Page, decoration: Collection[int], margins: tuple[float, float]) -> None:
    """Mark all that is painted outside tags as decoration, running heads and feet as such, and these marks too."""
    content = _content_of(page)
    bottom, top = corners(page.MediaBox)[1::2]
    above, below = margins
    marked = with_all_marked(content, decoration, Band(bottom + below, top - above))
    if marked != content:
        page.Contents = pdf.make_stream(marked)


def _content_of(page: pikepdf.Page) -> bytes:
    """What a page paints; in several streams, one goes on where the other ends."""
    told = page.obj.get("/Contents", Array())
    return b"\n".join(stream.read_bytes() for stream in (told if isinstance(told, Array) else [told]))


def _describe(pdf: Pdf, about: About) -> None:
    stamp = in_utc(about.when)
    pdf.docinfo["/Title"] = String(about.title)
    pdf.docinfo["/CreationDate"] = String(about.when.strftime("D:%Y%m%d%H%M%SZ"))
    if about.code:
        pdf.docinfo["/SheetCode"] = String(about.code)
    if "/ModDate" in pdf.docinfo:
        del pdf.docinfo["/ModDate"]
    if "/Metadata" not in pdf.Root:
        return
    xmp = pdf.Root.Metadata.read_bytes().decode("utf-8")
    xmp = re.sub(r"<dc:title>.*?</dc:title>", "", xmp, flags=re.DOTALL)
    xmp = re.sub(r"<xmp:CreateDate>.*?</xmp:CreateDate>", f"<xmp:CreateDate>{stamp}</xmp:CreateDate>", xmp)
    more = _XMP_TITLE.format(escape(about.title))
    if about.code:
        more += _XMP_CODE.format(escape(about.code))
    if "pdfuaid:part" in xmp and "pdfaExtension" not in xmp:
        more += _UA_SCHEMA
    xmp = xmp.replace("</rdf:RDF>", f"{more}</rdf:RDF>")
    pdf.Root.Metadata = pdf.make_stream(xmp.encode(), Type=Name.Metadata, Subtype=Name.XML)


def _still_the_clock(pdf: Pdf) -> None:
    """Take out what differs from run to run: the colour profile's time, the file's ids and checksum."""
    for intent in pdf.Root.get("/OutputIntents", Array()):
        profile = intent.get("/DestOutputProfile")
        if profile is not None:
            icc = bytearray(profile.read_bytes())
            icc[_ICC_TIME], icc[_ICC_ID] = _ICC_FIXED_TIME, bytes(16)
            components = profile.get("/N")
            profile.write(bytes(icc))
            profile.N = components
    for key in ("/DocChecksum", "/ID"):
        if key in pdf.trailer:
            del pdf.trailer[key]
