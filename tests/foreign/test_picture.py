"""Pictures that came in: whatever their readers raise is one refusal, and their size is known before their dots."""

from __future__ import annotations

import io
import struct
import warnings
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from engine.foreign.picture import RefusedPicture, TooManyDots, open_picture, picture_size, printable
from tests.material.bombs import claiming, png

KINDS = ("PNG", "JPEG", "GIF", "BMP", "TIFF")


def drawn(kind: str, frames: int = 1) -> bytes:
    buffer = io.BytesIO()
    pictures = [Image.new("RGB", (20, 10), (n * 40, 0, 0)) for n in range(frames)]
    pictures[0].save(buffer, kind, save_all=frames > 1, append_images=pictures[1:])
    return buffer.getvalue()


@pytest.mark.parametrize("kind", KINDS)
def test_a_sound_picture_is_opened_whole(kind: str) -> None:
    data = drawn(kind)
    assert open_picture(data).size == picture_size(data) == (20, 10)
    printable(data)


@pytest.mark.parametrize("frames", ["PNG", "GIF"])
def test_of_a_picture_that_moves_the_first_frame_counts(frames: str) -> None:
    assert open_picture(drawn(frames, 5)).size == (20, 10)


def out_of_order(data: bytes) -> bytes:
    """A moving picture whose first frame says that it were the tenth."""
    at = data.index(b"fcTL")
    size = struct.unpack(">L", data[at - 4 : at])[0]
    frame = b"fcTL" + struct.pack(">L", 9) + data[at + 8 : at + 4 + size]
    return data[:at] + frame + struct.pack(">L", zlib.crc32(frame)) + data[at + 8 + size :]


FAULTS = {
    "an APNG out of order": out_of_order(drawn("PNG", 3)),
    "half a PNG": drawn("PNG")[:45],
    "no bytes": b"",
    "text": b"no picture",
    "a PDF": b"%PDF-1.7",
    "an EMF": b"\x01\x00\x00\x00" + bytes(99),
    "a GIF cut short": drawn("GIF")[:20],
    "a TIFF without a directory": drawn("TIFF")[:8],
}


@pytest.mark.parametrize("fault", FAULTS)
def test_whatever_a_reader_of_pictures_raises_is_one_refusal(fault: str) -> None:
    with pytest.raises(RefusedPicture):
        open_picture(FAULTS[fault])


@pytest.mark.slow
@settings(max_examples=300)
@given(st.sampled_from(KINDS), st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(1, 255)), max_size=6))
def test_changed_bytes_of_a_picture_are_read_or_refused(kind: str, changes: list[tuple[float, int]]) -> None:
    data = bytearray(drawn(kind))
    for share, change in changes:
        data[int(share * len(data))] ^= change
    try:
        open_picture(bytes(data))
    except RefusedPicture:
        return


@pytest.mark.parametrize("kind", KINDS)
def test_too_many_dots_are_told_with_both_figures_and_nothing_is_printed_beside(kind: str) -> None:
    data = png(9000, 8000) if kind == "PNG" else claiming(kind, 60_000, 60_000)
    with warnings.catch_warnings(record=True) as told, pytest.raises(TooManyDots, match=r"it has [\d,]+ million dots"):
        open_picture(data)
    assert not told
