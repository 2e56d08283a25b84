"""Files that are small as they come and grow without bound where nobody looks: a line of a table for each kind."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from PIL import Image

from engine.workspace import house

FORM, LIST = "inputs/narrative/safeguarding.docx", "inputs/evidence.xlsx"
CHECKLIST, TEMPLATE = "inputs/checklists/partners.xlsx", "word_templates/verification_sheet.docx"
REPORT, LOGO, COUNCIL = "word_templates/report.docx", "inputs/brand/logo.png", "inputs/council.yaml"
BODY, SHEET, STYLES = "word/document.xml", "xl/worksheets/sheet2.xml", "xl/styles.xml"
MB = 2**20
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@dataclass(frozen=True, slots=True)
class Bomb:
    """A file that takes the place of one of the sample's. place: where it lies in the workspace.

    is_refused: with a figure; else what makes it large is left unread, or refused whatever its size.
    """

    place: str
    make: Callable[[], bytes]
    is_refused: bool = True


def packed(parts: dict[str, bytes], by: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip file of parts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", by, compresslevel=1) as made:
        for name, data in parts.items():
            made.writestr(name, data)
    return buffer.getvalue()


@cache
def parts_of(place: str) -> dict[str, bytes]:
    """The parts of a file of the sample."""
    with zipfile.ZipFile(house() / place) as whole:
        return {entry.filename: whole.read(entry) for entry in whole.infolist()}


def instead(place: str, part: str, before: str, fresh: str | bytes) -> bytes:
    """A file of the sample with something put in before the last occurrence of some words in one of its parts."""
    parts = dict(parts_of(place))
    head, mark, tail = parts[part].rpartition(before.encode())
    assert mark, f"{part} of {place} has no {before}"
    parts[part] = head + (fresh if isinstance(fresh, bytes) else fresh.encode()) + mark + tail
    return packed(parts)


def beside(place: str, more: dict[str, bytes]) -> bytes:
    """A file of the sample with further parts."""
    return packed({**parts_of(place), **more})


def in_text(place: str, piece: str, times: int) -> bytes:
    """A Word file of the sample with something at the end of its text, many times."""
    return instead(place, BODY, "<w:sectPr", piece * times)


def nested(begin: str, inner: str, end: str, depth: int, place: str = FORM) -> bytes:
    """The same in itself, so many times over."""
    return instead(place, BODY, "<w:sectPr", begin * depth + inner + end * depth)


def related(place: str, count: int) -> bytes:
    """A Word file whose text has so many links."""
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
    links = (
        f'<Relationship Id="x{n}" Type="{kind}" Target="http://a.b/" TargetMode="External"/>' for n in range(count)
    )
    return instead(place, "word/_rels/document.xml.rels", "</Relationships>", "".join(links))


def in_sheet(place: str, before: str, fresh: str) -> bytes:
    """A workbook of the sample with something more in one of its sheets."""
    return instead(place, SHEET if place == CHECKLIST else "xl/worksheets/sheet1.xml", before, fresh)


def rows(place: str, cells: str, count: int, attributes: str = "") -> bytes:
    """A workbook with so many rows more. cells: what stands in each, with {n} for its number."""
    made = (f'<row r="{n}"{attributes}>{cells.replace("{n}", str(n))}</row>' for n in range(1000, 1000 + count))
    return in_sheet(place, "</sheetData>", "".join(made))


def shared(place: str, text: bytes, uses: int) -> bytes:
    """A workbook in which so many cells refer to one text."""
    parts = dict(parts_of(place))
    space = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    parts["xl/sharedStrings.xml"] = b"<sst " + space + b"><si><t>" + text + b"</t></si></sst>"
    kind = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    types = parts["[Content_Types].xml"]
    more = b'<Override PartName="/xl/sharedStrings.xml" ContentType="' + kind + b'"/></Types>'
    parts["[Content_Types].xml"] = types.replace(b"</Types>", more)
    sheet = SHEET if place == CHECKLIST else "xl/worksheets/sheet1.xml"
    cells = "".join(f'<row r="{n}"><c r="D{n}" t="s"><v>0</v></c></row>' for n in range(1000, 1000 + uses))
    parts[sheet] = parts[sheet].replace(b"</sheetData>", cells.encode() + b"</sheetData>")
    return packed(parts)


def named(count: int) -> bytes:
    """A workbook with so many names."""
    names = "".join(f'<definedName name="n{n}">Sheet1!$A$1</definedName>' for n in range(count))
    return instead(LIST, "xl/workbook.xml", "</workbook>", f"<definedNames>{names}</definedNames>")


def open_document(rows: str) -> bytes:
    """An OpenDocument workbook of one sheet."""
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
    )
    sheet = f'<table:table table:name="A">{rows}</table:table>'
    body = f"<office:body><office:spreadsheet>{sheet}</office:spreadsheet></office:body>"
    content = f"<office:document-content {spaces}>{body}</office:document-content>"
    kind = b"application/vnd.oasis.opendocument.spreadsheet"
    return packed({"mimetype": kind, "content.xml": content.encode(), "META-INF/manifest.xml": b"<manifest/>"})


def repeated(how: str, text: str) -> bytes:
    """An OpenDocument workbook whose one cell stands for many. how: the attributes that say so."""
    cell = f"<table:table-cell {how}><text:p>{text}</text:p></table:table-cell>"
    return open_document(f'<table:table-row table:number-rows-repeated="12000">{cell}</table:table-row>')


def png(wide: int, high: int) -> bytes:
    """A PNG picture of one colour, made without anybody holding its dots."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">L", len(data)) + kind + data + struct.pack(">L", zlib.crc32(kind + data))

    squeeze = zlib.compressobj(1)
    line = bytes(1 + wide * 3)
    data = b"".join(squeeze.compress(line) for _ in range(high)) + squeeze.flush()
    head = struct.pack(">LLBBBBB", wide, high, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def claiming(kind: str, wide: int, high: int) -> bytes:
    """A small picture of a kind that says it were of another size."""
    buffer = io.BytesIO()
    Image.new("L" if kind != "GIF" else "P", (16, 16)).save(buffer, kind)
    data = bytearray(buffer.getvalue())
    if kind == "JPEG":
        at = data.index(b"\xff\xc0") + 5
        data[at : at + 4] = struct.pack(">HH", high, wide)
    elif kind == "GIF":
        data[6:10] = struct.pack("<HH", wide, high)
    elif kind == "BMP":
        data[18:26] = struct.pack("<ll", wide, high)
    else:
        for tag, size in ((256, wide), (257, high)):
            at = data.index(struct.pack("<HH", tag, 4)) if struct.pack("<HH", tag, 4) in data else -1
            at = data.index(struct.pack("<HH", tag, 3)) if at < 0 else at
            data[at : at + 12] = struct.pack("<HHLL", tag, 4, 1, size)
    return bytes(data)


def with_picture(place: str, data: bytes, ending: str = "png") -> bytes:
    """A Word file of the sample with a picture at the end of its text."""
    names = {
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
        "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    }
    spaces = " ".join(f'xmlns:{short}="{name}"' for short, name in names.items())
    blip = '<pic:blipFill><a:blip r:embed="bomb"/></pic:blipFill>'
    graphic = f'<a:graphic><a:graphicData uri="{names["pic"]}"><pic:pic>{blip}</pic:pic></a:graphicData></a:graphic>'
    inline = (
        f'<wp:inline><wp:extent cx="900000" cy="900000"/><wp:docPr id="99" name="b" descr="b"/>{graphic}</wp:inline>'
    )
    paragraph = f"<w:p {spaces}><w:r><w:drawing>{inline}</w:drawing></w:r></w:p>"
    parts = dict(parts_of(place))
    head, mark, tail = parts[BODY].rpartition(b"<w:sectPr")
    parts[BODY] = head + paragraph.encode() + mark + tail
    relation = f'<Relationship Id="bomb" Type="{names["r"]}/image" Target="media/bomb.{ending}"/></Relationships>'
    rels = "word/_rels/document.xml.rels"
    parts[rels] = parts[rels].replace(b"</Relationships>", relation.encode())
    default = f'<Default Extension="{ending}" ContentType="image/{ending}"/><Override '
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(b"<Override ", default.encode(), 1)
    parts[f"word/media/bomb.{ending}"] = data
    return packed(parts)


def packed_anew(place: str, by: int, size: int) -> bytes:
    """A Word file of the sample with a part of nothing but zeros, packed in a way."""
    return packed({**parts_of(place), "word/media/zeros.bin": bytes(size)}, by)


def of_office_97(records: bytes) -> bytes:
    """A workbook of Excel 97 with one sheet of records, in an envelope of the simplest kind."""
    bof = struct.pack("<HHHHHHLL", 0x809, 16, 0x600, 5, 0, 0, 0, 0)
    name = struct.pack("<LBBBB", 0, 0, 0, 1, 0) + b"A"
    sheet_at = len(bof) + 4 + len(name) + 4
    entry = struct.pack("<HH", 0x85, len(name)) + struct.pack("<L", sheet_at) + name[4:]
    begin = struct.pack("<HHHHHHLL", 0x809, 16, 0x600, 0x10, 0, 0, 0, 0)
    end = struct.pack("<HH", 0x0A, 0)
    return _envelope(bof + entry + end + begin + records + end)


def _envelope(stream: bytes) -> bytes:
    """A stream called Workbook in a compound file: a head, its sectors, the list of its parts, the chain of sectors."""
    stream += bytes(-len(stream) % 512 + (4096 if len(stream) < 4096 else 0))
    sectors = len(stream) // 512
    chains = -(-(sectors + 2 + sectors // 120 + 1) // 128)
    assert chains <= 109, "more would need a list of lists"
    last, none, own = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
    table = [*range(1, sectors), last, last, *[own] * chains]
    table += [none] * (chains * 128 - len(table))
    places = [sectors + 1 + n for n in range(chains)]
    head = OLE + bytes(16) + struct.pack("<HHHHH", 62, 3, 0xFFFE, 9, 6) + bytes(10)
    head += struct.pack("<LLLLLLLL", chains, sectors, 0, 4096, last, 0, last, 0)
    head += struct.pack("<109L", *(places + [none] * 109)[:109])
    return (
        head
        + stream
        + _folder("Root Entry", 5, last, 0, 1)
        + _folder("Workbook", 2, 0, len(stream), none)
        + (bytes(256) + struct.pack(f"<{len(table)}L", *table))
    )


def _folder(name: str, kind: int, start: int, size: int, child: int) -> bytes:
    none = 0xFFFFFFFF
    letters = name.encode("utf-16-le")
    head = letters.ljust(64, b"\0") + struct.pack("<HBBLLL", len(letters) + 2, kind, 1, none, none, child)
    return head + bytes(36) + struct.pack("<LLL", start, size, 0)


def blanks(count: int) -> bytes:
    """Records of Excel 97 for so many cells that hold nothing, 250 in a row."""
    cells = struct.pack("<250H", *[15] * 250)
    return b"".join(
        struct.pack("<HHHH", 0xBE, 506, n % 65536, 0) + cells + struct.pack("<H", 249) for n in range(count // 250)
    )
