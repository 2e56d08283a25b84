"""What somebody could do to the revisions and signatures of an issued sheet, so that readers see another document."""

from __future__ import annotations

import io
import re
from collections.abc import Callable

import pikepdf
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import SigFieldSpec, append_signature_field

from tests.material.forged_forms import change_field, entered, words
from tests.material.forged_pages import PAINT, another_pdf
from tests.material.pdf_revisions import Sheet, last_start, with_revision
from tests.material.small_signing import signed

Forgery = Callable[[bytes], bytes]
FORGED_CHAINS: dict[str, Forgery] = {}


def _forgery(forge: Forgery) -> Forgery:
    FORGED_CHAINS[forge.__name__.replace("_", " ")] = forge
    return forge


def moved(pdf: bytes, by: int) -> bytes:
    """A PDF with a plain table whose places are counted from so many bytes before its beginning."""
    start = last_start(pdf)
    head, table = pdf[:start], pdf[start:]
    table = re.sub(rb"(\d{10}) (\d{5}) n", lambda row: b"%010d %s n" % (int(row[1]) + by, row[2]), table)
    return head + re.sub(rb"startxref\s+\d+", b"startxref\n%d" % (start + by), table)


def plain(pdf: bytes) -> bytes:
    """A PDF with a plain table."""
    saved = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        opened.save(saved, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return saved.getvalue()


@_forgery
def another_pdf_stands_behind_the_issued_one(data: bytes) -> bytes:
    """The issued bytes are a dead beginning: no table of the other leads to them."""
    return data + moved(plain(another_pdf()), len(data))


@_forgery
def another_pdf_is_said_to_follow_the_issued_one(data: bytes) -> bytes:
    behind = moved(plain(another_pdf()), len(data))
    return data + re.sub(rb"trailer\s*<<", b"trailer <</Prev %d " % last_start(data), behind)


@_forgery
def the_same_form_stands_in_another_pdf_behind(data: bytes) -> bytes:
    """The other PDF is the issued one with other words, so that its fields are all there."""
    sheet = Sheet(data=data)
    contents = sheet.page().Contents
    (contents[0] if isinstance(contents, pikepdf.Array) else contents).write(PAINT)
    saved = io.BytesIO()
    sheet.pdf.save(saved, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return data + moved(saved.getvalue(), len(data))


@_forgery
def a_revision_leads_to_none_before_it(data: bytes) -> bytes:
    sheet = Sheet(data=data)
    return with_revision(data, {sheet.number(sheet.pdf.Root): sheet.written(sheet.pdf.Root)}, Prev=None)


@_forgery
def a_revision_goes_round_in_a_circle(data: bytes) -> bytes:
    made = with_revision(data, {Sheet(data=data).size: b"null"}, Prev="0000000000")
    return made.replace(b"/Prev 0000000000", b"/Prev %010d" % last_start(made))


@_forgery
def a_table_that_only_some_programs_read_is_hidden(data: bytes) -> bytes:
    """Hybrid: old programs read the table, newer ones the stream it names as well."""
    sheet = Sheet(data=data)
    contents = sheet.page().Contents
    number = sheet.number(contents[0] if isinstance(contents, pikepdf.Array) else contents)
    hidden = with_revision(data, {number: sheet.stream(PAINT)}, "stream")
    return with_revision(hidden, {sheet.size + 5: b"null"}, Prev=str(last_start(data)), XRefStm=str(last_start(hidden)))


@_forgery
def a_table_takes_issued_bytes_for_another_object(data: bytes) -> bytes:
    sheet = Sheet(data=data)
    made = with_revision(data, {sheet.size: b"null"})
    place = data.index(b" 0 obj") - 3
    return re.sub(rb"\d{10} 00000 n \ntrailer", b"%010d 00000 n \ntrailer" % place, made)


@_forgery
def the_end_leads_to_a_table_inside_a_stream(data: bytes) -> bytes:
    sheet = Sheet(data=data)
    inner = b"xref\n0 1\n0000000000 65535 f \ntrailer\n<</Size %d/Root %d 0 R/Prev %d>>\n" % (
        sheet.size + 1,
        sheet.number(sheet.pdf.Root),
        last_start(data),
    )
    made = with_revision(data, {sheet.size: sheet.stream(inner)})
    return re.sub(rb"startxref\n\d+\n%%EOF\n\Z", b"startxref\n%d\n%%%%EOF\n" % made.rindex(b"xref\n0 1"), made)


@_forgery
def words_stand_behind_the_end(data: bytes) -> bytes:
    return data + b"and so on"


@_forgery
def an_object_stands_behind_the_end(data: bytes) -> bytes:
    sheet = Sheet(data=data)
    contents = sheet.page().Contents
    number = sheet.number(contents[0] if isinstance(contents, pikepdf.Array) else contents)
    return data + b"\n%d 0 obj\n%s\nendobj\n" % (number, sheet.stream(PAINT))


@_forgery
def another_pdf_without_an_end_stands_behind(data: bytes) -> bytes:
    return data + another_pdf().rpartition(b"startxref")[0]


@_forgery
def a_second_end_leads_nowhere(data: bytes) -> bytes:
    return data + b"startxref\n0\n%%EOF\n"


@_forgery
def a_page_is_freed(data: bytes) -> bytes:
    sheet = Sheet(data=data)
    number = sheet.number(sheet.page())
    made = with_revision(data, {number: b"null"})
    return re.sub(rb"\d{10} 00000 n \ntrailer", b"0000000000 00001 f \ntrailer", made)


@_forgery
def the_file_is_said_to_be_encrypted(data: bytes) -> bytes:
    return with_revision(data, {Sheet(data=data).size: b"null"}, Encrypt="<</Filter/Standard/V 1/R 2/O()/U()/P -1>>")


@_forgery
def an_object_in_a_stream_is_written_anew(data: bytes) -> bytes:
    sheet = Sheet(data=data)
    page = sheet.page()
    return with_revision(data, {sheet.number(page): sheet.written(page, Rotate="180")}, "packed")


FORGED_SIGNATURES: dict[str, Forgery] = {}
"""What somebody could do to the signature of a sheet that was signed."""


def _of_signature(forge: Forgery) -> Forgery:
    FORGED_SIGNATURES[forge.__name__.replace("_", " ")] = forge
    return forge


def _signature(sheet: Sheet) -> pikepdf.Object:
    return sheet.field("equity_signature").V


@_of_signature
def the_signature_covers_less(data: bytes) -> bytes:
    sheet = Sheet(data=data)
    found = _signature(sheet)
    return with_revision(data, {sheet.number(found): sheet.written(found, ByteRange="[0 100 200 100]")})


@_of_signature
def the_signature_covers_nothing(data: bytes) -> bytes:
    sheet = Sheet(data=data)
    found = _signature(sheet)
    return with_revision(data, {sheet.number(found): sheet.written(found, ByteRange=None)})


@_of_signature
def the_signature_is_empty(data: bytes) -> bytes:
    sheet = Sheet(data=data)
    found = _signature(sheet)
    return with_revision(data, {sheet.number(found): sheet.written(found, Contents="<00>")})


@_of_signature
def the_signature_is_gone(data: bytes) -> bytes:
    sheet = Sheet(data=data)
    field = sheet.field("equity_signature")
    return with_revision(data, {sheet.number(field): sheet.written(field, V=None)})


@_of_signature
def the_bytes_that_are_covered_are_moved(data: bytes) -> bytes:
    """Wrapping: what was signed is still in the file, elsewhere, and the range says so."""
    found = list(re.finditer(rb"/ByteRange\s*\[\s*(\d+) (\d+) (\d+) (\d+)", data))[-1]
    first, second, third, last = (int(found[number]) for number in range(1, 5))
    extra = b"\n%d 0 obj\n%s\nendobj\n" % (900, PAINT)
    moved_range = b"/ByteRange [%d %d %d %d" % (first, second, third + len(extra), last)
    gap = data[: third - 1] + b">" + extra + data[third:]
    return gap.replace(found[0], moved_range.ljust(len(found[0])), 1)


@_of_signature
def one_bit_of_what_was_signed_is_another(data: bytes) -> bytes:
    changed = bytearray(data)
    changed[data.rindex(b"/Reason") if b"/Reason" in data else data.rindex(b"/M (") + 6] ^= 1
    return bytes(changed)


@_of_signature
def an_entry_is_changed_after_it_was_signed(data: bytes) -> bytes:
    return entered(data, "equity_name", words("Karim Bose"), V="(Karim Bose)")


@_of_signature
def what_the_signature_shows_is_another(data: bytes) -> bytes:
    return entered(data, "equity_signature", words("Signed by the director"))


@_of_signature
def the_signature_is_hidden(data: bytes) -> bytes:
    return change_field(data, "equity_signature", F="2")


@_of_signature
def the_signature_is_that_of_another_file(data: bytes) -> bytes:
    """The newest signature's bytes are put in the place of those of this file."""
    other = signed(another_with_field(), "equity_signature", "Priya Nair")
    mine, theirs = (list(re.finditer(rb"/Contents <([0-9a-fA-F]{1000,})>", one))[-1] for one in (data, other))
    return data[: mine.start(1)] + theirs[1][: len(mine[1])].ljust(len(mine[1]), b"0") + data[mine.end(1) :]


def another_with_field() -> bytes:
    """Another PDF with a place to sign of the same name."""
    return _with_field(another_pdf(), "equity_signature", None)


def added_signature(data: bytes, rectangle: tuple[int, int, int, int], name: str) -> bytes:
    """The file signed in a field that was added for it. rectangle: on the first page; nothing but zeros: unseen."""
    return signed(_with_field(data, "Signature1", rectangle), "Signature1", name)


def _with_field(data: bytes, field: str, rectangle: tuple[int, int, int, int] | None) -> bytes:
    writer, saved = IncrementalPdfFileWriter(io.BytesIO(data)), io.BytesIO()
    append_signature_field(writer, SigFieldSpec(field, on_page=0, box=rectangle))
    writer.write(saved)  # type: ignore[no-untyped-call]
    return saved.getvalue()
