"""A hand for tests that add revisions to a PDF byte by byte, as programs save, and as no honest program does."""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field

import pikepdf

_LAST = re.compile(rb"startxref\s+(\d+)\s+%%EOF\s*\0*\Z")


def last_start(data: bytes) -> int:
    """Where the newest table of a PDF stands."""
    found = _LAST.search(data)
    assert found
    return int(found[1])


@dataclass(kw_only=True)
class Sheet:
    """What a test needs to know of a PDF before it adds to it: its objects, as they are written."""

    data: bytes
    pdf: pikepdf.Pdf = field(init=False)

    def __post_init__(self) -> None:
        self.pdf = pikepdf.open(io.BytesIO(self.data))

    @property
    def size(self) -> int:
        """The number that the next object may have."""
        return int(self.pdf.trailer.Size)

    def number(self, found: pikepdf.Object) -> int:
        return found.objgen[0]

    def page(self, number: int = 0) -> pikepdf.Object:
        return self.pdf.pages[number].obj

    def field(self, name: str) -> pikepdf.Object:
        return next(found for found in self.pdf.Root.AcroForm.Fields if str(found.T) == name)

    @property
    def form(self) -> pikepdf.Object:
        return self.pdf.Root.AcroForm

    def stream(self, content: bytes, entries: bytes = b"") -> bytes:
        return b"<<%s /Length %d>>\nstream\n%s\nendstream" % (entries, len(content), content)

    def written(self, found: pikepdf.Object, **changes: str | None) -> bytes:
        """A dictionary as it is written, with some of its entries otherwise; None takes one out."""
        entries = {str(key): _raw(found, key) for key in found.keys()}  # noqa: SIM118 - a PDF object is no mapping
        entries.update({f"/{key}": value.encode() for key, value in changes.items() if value is not None})
        gone = {f"/{key}" for key, value in changes.items() if value is None}
        return b"<<" + b" ".join(k.encode() + b" " + v for k, v in entries.items() if k not in gone) + b">>"


def _raw(owner: pikepdf.Object, key: str) -> bytes:
    value = owner[key]
    if isinstance(value, pikepdf.Object) and value.is_indirect:
        return b"%d %d R" % value.objgen
    if isinstance(value, pikepdf.Object):
        return value.unparse()
    return (str(value).lower() if isinstance(value, bool) else str(value)).encode()


def with_revision(data: bytes, objects: Mapping[int, bytes], kind: str = "table", **trailer: str | None) -> bytes:
    """The file with these objects added or written anew, and a table behind them: "table", "stream" or "packed".

    packed: the objects, too, in a stream. trailer: what it is to say otherwise; None takes an entry out.
    """
    sheet = Sheet(data=data)
    size = max([sheet.size, *(number + 1 for number in objects)])
    out = bytearray(data + (b"" if data.endswith(b"\n") else b"\n"))
    places: dict[int, tuple[int, int, int]] = {}
    packed = {n: c for n, c in objects.items() if kind == "packed" and b"stream" not in c}
    for number, content in objects.items():
        if number not in packed:
            places[number] = (1, len(out), 0)
            out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    if packed:
        holder, size = size, size + 1
        heads, body = [], b""
        for at, (number, content) in enumerate(packed.items()):
            heads.append(b"%d %d" % (number, len(body)))
            body += content + b"\n"
            places[number] = (2, holder, at)
        head = b" ".join(heads) + b"\n"
        entries = b"/Type /ObjStm /N %d /First %d" % (len(packed), len(head))
        places[holder] = (1, len(out), 0)
        out += b"%d 0 obj\n%s\nendobj\n" % (holder, sheet.stream(head + body, entries))
    about: dict[str, str | None] = {"Prev": str(last_start(data)), "Size": str(size)}
    for key in ("Root", "Info"):
        if f"/{key}" in sheet.pdf.trailer:
            about[key] = _raw(sheet.pdf.trailer, f"/{key}").decode()
    about["ID"] = sheet.pdf.trailer.ID.unparse().decode("latin-1") if "/ID" in sheet.pdf.trailer else None
    about.update(trailer)
    said = b" ".join(b"/%s %s" % (k.encode(), v.encode("latin-1")) for k, v in about.items() if v is not None)
    start = len(out)
    out += _table(places, said) if kind == "table" else _stream_table(places, said, size, start)
    return bytes(out + b"startxref\n%d\n%%%%EOF\n" % start)


def _table(places: Mapping[int, tuple[int, int, int]], said: bytes) -> bytes:
    rows = b"".join(b"%d 1\n%010d 00000 n \n" % (number, place) for number, (_, place, _) in sorted(places.items()))
    return b"xref\n" + rows + b"trailer\n<<" + said + b">>\n"


def _stream_table(places: Mapping[int, tuple[int, int, int]], said: bytes, own: int, start: int) -> bytes:
    rows = {**places, own: (1, start, 0)}
    index = " ".join(f"{number} 1" for number in sorted(rows)).encode()
    content = zlib.compress(
        b"".join(bytes([k]) + p.to_bytes(4, "big") + bytes([g]) for _, (k, p, g) in sorted(rows.items()))
    )
    said = re.sub(rb"/Size \d+", b"/Size %d" % (own + 1), said)
    head = b"%d 0 obj\n<</Type /XRef /W [1 4 1] /Index [%s] /Filter /FlateDecode /Length %d %s>>\n"
    return head % (own, index, len(content), said) + b"stream\n" + content + b"\nendstream\nendobj\n"
