"""pyHanko's reader, without reading the list of an object stream anew for each object in it."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from pyhanko.pdf_utils import generic as typed_generic
from pyhanko.pdf_utils import misc as typed_misc
from pyhanko.pdf_utils.decode_limits import DecodePurpose
from pyhanko.pdf_utils.reader import PdfFileReader

generic: Any = typed_generic  # half of what is called has no types
misc: Any = typed_misc


class QuickReader(PdfFileReader):
    """The same in every respect but time, which grows with the square of the objects in PdfFileReader.

    Whatever is odd about a stream is left to PdfFileReader itself, so that both judge it alike.
    """

    def __init__(self, stream: BytesIO) -> None:
        self._begins: dict[int, tuple[object, dict[int, int]]] = {}
        super().__init__(stream, strict=False)

    def _get_object_from_stream(self, idnum: int, stmnum: int, idx: int) -> Any:
        stream = generic.Reference(stmnum, 0, self).get_object()
        if not isinstance(stream, generic.StreamObject) or stream["/Type"] != "/ObjStm" or not 0 <= idx < stream["/N"]:
            return self._left_to_pyhanko(idnum, stmnum, idx)
        known, begins = self._begins.get(stmnum, (None, {}))
        data = BytesIO(stream.read_data(DecodePurpose.OBJECT_STREAM))
        if known is not stream:
            begins = _begins(data, int(stream["/N"]), int(stream["/First"]))
            self._begins[stmnum] = stream, begins
        if idnum in begins:
            data.seek(begins[idnum])
            try:
                held = generic.read_object(data, generic.Reference(idnum, 0, self))
            except misc.PdfReadError:
                held = None
            if held is not None and not isinstance(held, (generic.StreamObject, generic.IndirectObject)):
                return held
        return self._left_to_pyhanko(idnum, stmnum, idx)

    def _left_to_pyhanko(self, idnum: int, stmnum: int, idx: int) -> Any:
        return super()._get_object_from_stream(idnum, stmnum, idx)  # type: ignore[no-untyped-call]


def _begins(data: BytesIO, count: int, first: int) -> dict[int, int]:
    """Where each object of a stream begins, by its number; of two with one number the first. Up to what is odd."""
    begins: dict[int, int] = {}
    for _ in range(count):
        try:
            misc.read_non_whitespace(data, seek_back=True)
            number = int(generic.NumberObject.read_from_stream(data))
            misc.read_non_whitespace(data, seek_back=True)
            offset = int(generic.NumberObject.read_from_stream(data))
            misc.read_non_whitespace(data, seek_back=True)
        except (ValueError, misc.PdfReadError):
            break
        begins.setdefault(number, first + offset)
    return begins
