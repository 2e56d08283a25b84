"""Small PDFs and pictures that ask for far more memory or time than their size tells."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable, Sequence

_PAGE = (
    b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</XObject<</X 5 0 R>>"
    b"/Pattern<</P 5 0 R>>>>>>"
)
_PNG = b"\x89PNG\r\n\x1a\n"
_TREE = (b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>")


def written(objects: Sequence[bytes]) -> bytes:
    """A PDF of these objects, the catalogue first."""
    out, places = bytearray(b"%PDF-1.7\n"), []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(out)


def _stream(content: bytes, entries: bytes = b"") -> bytes:
    return b"<</Length %d%s>>\nstream\n%s\nendstream" % (len(content), entries, content)


def _packed(size: int, times: int = 1) -> bytes:
    packer, out = zlib.compressobj(9), bytearray()
    for _ in range(size // 2**20):
        out += packer.compress(b" " * 2**20)
    out += packer.flush()
    return bytes(out) if times == 1 else zlib.compress(bytes(out), 9)


def unpacks_to_much() -> bytes:
    return written([*_TREE, _PAGE, _stream(_packed(300 * 2**20), b"/Filter/FlateDecode")])


def is_packed_twice() -> bytes:
    return written([*_TREE, _PAGE, _stream(_packed(600 * 2**20, 2), b"/Filter[/FlateDecode/FlateDecode]")])


def draws_itself_again_and_again() -> bytes:
    form = b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]"
    levels = [
        _stream(b"/X Do " * 10, form + b"/Resources<</XObject<</X %d 0 R>>>>" % (number + 6)) for number in range(12)
    ]
    return written([*_TREE, _PAGE, _stream(b"/X Do"), *levels, _stream(b"0 0 5 5 re f", form)])


def has_a_pattern_of_dust() -> bytes:
    pattern = b"/Type/Pattern/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 9 9]/XStep .002/YStep .002/Resources<<>>"
    page = _stream(b"/Pattern cs /P scn 0 0 595 842 re f")
    return written([*_TREE, _PAGE, page, _stream(b"0 0 5 5 re f", pattern)])


def has_many_pages() -> bytes:
    kids = b" ".join([b"3 0 R"] * 100_000)
    return written([_TREE[0], b"<</Type/Pages/Kids[%s]/Count 100000>>" % kids, _PAGE, _stream(b"")])


def has_many_objects() -> bytes:
    return written([*_TREE, _PAGE, _stream(b""), *[b"null"] * 300_000])


def has_a_huge_page() -> bytes:
    page = _PAGE.replace(b"595 842", b"14400000 14400000")
    return written([*_TREE, page, _stream(b"")])


def has_a_huge_picture() -> bytes:
    dots = zlib.compress(bytes(30_000 * 30_000 // 8), 9)
    picture = b"/Type/XObject/Subtype/Image/Width 30000/Height 30000/BitsPerComponent 1/ColorSpace/DeviceGray"
    page = _stream(b"595 0 0 842 0 0 cm /X Do")
    return written([*_TREE, _PAGE, page, _stream(dots, picture + b"/Filter/FlateDecode")])


def is_nested_without_end() -> bytes:
    return written([*_TREE, _PAGE, _stream(b""), b"[" * 2_000_000])


def tells_of_objects_without_end() -> bytes:
    """A table, as a stream, of a hundred million objects."""
    head = b"<</Type/XRef/W[1 0 0]/Size 90000000/Index[0 90000000]/Root 1 0 R/Filter/FlateDecode/Length %d>>"
    table = _packed(90 * 2**20)
    first = written([*_TREE, _PAGE, _stream(b"")]).rpartition(b"xref\n0 ")[0]
    stream = b"9 0 obj\n" + head % len(table) + b"\nstream\n" + table + b"\nendstream\nendobj\n"
    return first + stream + b"startxref\n%d\n%%%%EOF\n" % len(first)


def is_a_picture_of_many_dots() -> bytes:
    about = struct.pack(">IIBBBBB", 30_000, 30_000, 1, 0, 0, 0, 0)
    rows = zlib.compress(bytes(30_000 * (30_000 // 8 + 1)), 9)
    return _PNG + _chunk(b"IHDR", about) + _chunk(b"IDAT", rows) + _chunk(b"IEND", b"")


BOMBS: tuple[Callable[[], bytes], ...] = (
    unpacks_to_much,
    is_packed_twice,
    draws_itself_again_and_again,
    has_a_pattern_of_dust,
    has_many_pages,
    has_many_objects,
    has_a_huge_page,
    has_a_huge_picture,
    is_nested_without_end,
    tells_of_objects_without_end,
    is_a_picture_of_many_dots,
)


def moving_picture_without_an_end() -> bytes:
    """A PNG that moves and breaks off, which Pillow reports as an error of syntax."""
    return (
        _PNG
        + _chunk(b"IHDR", struct.pack(">IIBBBBB", 10, 10, 8, 0, 0, 0, 0))
        + _chunk(b"acTL", struct.pack(">II", 2, 0))
        + _chunk(b"fcTL", struct.pack(">IIIIIHHBB", 5, 10, 10, 0, 0, 1, 1, 0, 0))
        + _chunk(b"IDAT", zlib.compress(bytes(110)))
        + _chunk(b"IEND", b"")
    )


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
