"""A reader that is only quicker: each object, of sound files and of damaged ones, is as pyHanko's own gives it."""

from __future__ import annotations

import io
import random
from collections.abc import Callable
from typing import Any

import pikepdf
import pytest
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.reader import PdfFileReader

from engine.signatures.quick_reader import QuickReader


def packed(objects: int) -> bytes:
    """A PDF whose objects are packed into streams that stand there in plain letters."""
    made = pikepdf.Pdf.new()
    made.add_blank_page()
    held = [made.make_indirect(pikepdf.Dictionary(Number=n, Words=pikepdf.String(f"word {n}"))) for n in range(objects)]
    made.Root.Held = pikepdf.Array([*held, pikepdf.Name.Sound, 1.5, pikepdf.String("(%"), True])
    buffer = io.BytesIO()
    made.save(
        buffer,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
        compress_streams=False,
        stream_decode_level=pikepdf.StreamDecodeLevel.generalized,
    )
    return buffer.getvalue()


def told(make: Callable[[io.BytesIO], Any], data: bytes) -> list[Any]:
    """What a reader says of each object, written out, or what it raises."""
    try:
        reader = make(io.BytesIO(data))
        numbers = sorted(ref.idnum for ref in reader.xrefs.explicit_refs_in_revision(0))
    except Exception as fault:
        return [type(fault)]
    said: list[Any] = []
    for number in numbers:
        try:
            written = io.BytesIO()
            reader.get_object(generic.Reference(number, 0, reader), never_decrypt=True).write_to_stream(written, None)
            said.append(written.getvalue())
        except Exception as fault:
            said.append(type(fault))
    return said


def slow(stream: io.BytesIO) -> PdfFileReader:
    return PdfFileReader(stream, strict=False)


def test_a_sound_file_is_read_alike() -> None:
    data = packed(130)
    assert b"/ObjStm" in data
    assert told(QuickReader, data) == told(slow, data)
    assert len(told(QuickReader, data)) > 130


@pytest.mark.parametrize("seed", range(40))
def test_a_damaged_list_of_objects_is_read_alike(seed: int) -> None:
    dice, data = random.Random(seed), bytearray(packed(12))
    begin = data.index(b"stream\n", data.index(b"/ObjStm")) + 7
    for _ in range(dice.randint(1, 4)):
        data[begin + dice.randrange(90)] = dice.choice(b"0123456789 \n%<>[(/x\x00")
    assert told(QuickReader, bytes(data)) == told(slow, bytes(data))
