"""A logo of any shape stands in its box, and one that is too low there is told."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from engine.findings import Place
from engine.rendering.logo_box import OF_REPORT, OF_SHEETS, LogoBox, low_logo

BOXES = (OF_REPORT, OF_SHEETS)
HERE = Place("inputs/council.yaml")


def picture(width: int, height: int) -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (width, height), "navy").save(buffer, "PNG")
    return buffer.getvalue()


@pytest.mark.parametrize("box", BOXES)
@pytest.mark.parametrize("shape", [(600, 1100), (2400, 200), (300, 300), (620, 260), (1, 900)])
def test_it_fills_its_box_one_way_and_keeps_its_shape(shape: tuple[int, int], box: LogoBox) -> None:
    wide, high = box.size_of(picture(*shape))
    assert wide / high == pytest.approx(shape[0] / shape[1])
    assert wide == pytest.approx(box.width) or high == pytest.approx(box.height)
    assert wide <= box.width + 0.001
    assert high <= box.height + 0.001


@pytest.mark.parametrize(("shape", "is_low"), [((2400, 200), True), ((600, 1100), False), ((600, 170), False)])
def test_one_that_is_printed_too_low_is_told(shape: tuple[int, int], is_low: bool) -> None:
    assert [finding.code for finding in low_logo(picture(*shape), HERE)] == (["K-08"] if is_low else [])


def test_a_council_without_a_logo_has_none_that_is_too_low() -> None:
    assert list(low_logo(b"", HERE)) == []
