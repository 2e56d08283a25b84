"""A photograph is carried with the dots that print shows, and with no more."""

from __future__ import annotations

import io
from typing import Any

import pytest
from PIL import Image, ImageCms

from engine.foreign.picture import picture_size
from engine.foreign.picture_in_print import in_print


def photograph(wide: int, high: int, kind: str = "JPEG", **more: Any) -> bytes:
    buffer = io.BytesIO()
    Image.linear_gradient("L").resize((wide, high)).convert("RGB").save(buffer, kind, **more)
    return buffer.getvalue()


@pytest.mark.parametrize(("wide", "width", "printed"), [(4000, 127.0, 1500), (4000, 25.4, 300), (1500, 200.0, 1500)])
def test_a_photograph_has_three_hundred_dots_to_an_inch_at_most(wide: int, width: float, printed: int) -> None:
    data = photograph(wide, wide // 4)
    made = in_print(data, width)
    assert picture_size(made) == (printed, printed // 4)
    assert (made == data) is (printed == wide)
    assert in_print(made, width) == made


def test_what_is_hardly_larger_a_drawing_and_one_with_a_side_up_stay_to_the_byte() -> None:
    turned = Image.Exif()
    turned[0x0112] = 6
    for data in (
        photograph(1800, 450),
        photograph(4000, 1000, "PNG"),
        photograph(4000, 1000, exif=turned.tobytes()),
    ):
        assert in_print(data, 127.0) == data


def test_what_its_colours_mean_stays() -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    made = in_print(photograph(4000, 1000, icc_profile=profile), 127.0)
    with Image.open(io.BytesIO(made)) as picture:
        assert picture.info["icc_profile"] == profile
