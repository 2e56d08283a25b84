"""The QR code of a sheet."""

from __future__ import annotations

import io

import segno
from PIL import Image

from engine.rendering.qr_codes import qr_code
from engine.templates.palette import read_palette

CODE = "7K2M4-QX9TB"
PALETTE = read_palette(b"")
SCALE = 12


def _modules(png: bytes) -> list[list[bool]]:
    """Whether each module of the code is dark."""
    image = Image.open(io.BytesIO(png)).convert("L")
    middles = range(SCALE // 2, image.width, SCALE)
    return [[image.getpixel((x, y)) < 128 for x in middles] for y in middles]  # type: ignore[operator]


def test_the_code_says_that_it_is_a_sheet_and_which() -> None:
    expected = segno.make("SHEET:7K2M4-QX9TB", error="m", micro=False)
    assert _modules(qr_code(CODE, PALETTE)) == [[bool(module) for module in row] for row in expected.matrix]


def test_the_code_is_square_and_has_no_border_of_its_own() -> None:
    image = Image.open(io.BytesIO(qr_code(CODE, PALETTE))).convert("L")
    assert image.width == image.height
    assert [image.getpixel((x, 0)) for x in range(0, 7 * SCALE, SCALE)] == [image.getpixel((0, 0))] * 7


def test_the_code_is_drawn_in_the_colour_of_the_text() -> None:
    image = Image.open(io.BytesIO(qr_code(CODE, PALETTE))).convert("RGB")
    assert image.getpixel((0, 0)) == PALETTE.ink


def test_the_same_code_gives_the_same_bytes() -> None:
    assert qr_code(CODE, PALETTE) == qr_code(CODE, PALETTE)


def test_another_code_gives_another_picture() -> None:
    assert qr_code(CODE, PALETTE) != qr_code("7K2M4-QX9TC", PALETTE)
