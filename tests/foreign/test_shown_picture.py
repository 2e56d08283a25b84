"""A picture that its author cut in Word looks as it did: in the same colours and greys, whatever it is made of."""

from __future__ import annotations

import io
from typing import Any

import pytest
from PIL import Image, ImageChops, ImageCms, ImageStat

from engine.foreign.picture import on_a_screen, printable
from engine.foreign.shown_picture import Showing, shown_picture

_CUT = Showing(right=0.25)
_PLAIN = ImageCms.createProfile("sRGB")
_SWAPPED = (
    ImageCms.ImageCmsProfile(_PLAIN)
    .tobytes()
    .replace(b"rXYZ", b"    ", 1)
    .replace(b"gXYZ", b"rXYZ", 1)
    .replace(b"    ", b"gXYZ", 1)
)
"""A profile in which red means green: whoever drops it shows other colours."""


def drawn(mode: str = "RGB") -> Image.Image:
    """Grey from dark to light, with a red half where there are colours."""
    grey = Image.linear_gradient("L").resize((80, 60))
    if mode == "I;16":
        return grey.convert("I").point(lambda value: value * 257).convert("I;16")
    picture = grey.convert("RGB")
    picture.paste((220, 30, 30), (0, 0, 40, 60))
    return picture.convert(mode)


def written(picture: Image.Image, kind: str, **more: Any) -> bytes:
    buffer = io.BytesIO()
    picture.save(buffer, kind, **more)
    return buffer.getvalue()


def without_first_segment(data: bytes) -> bytes:
    """A JPEG that begins otherwise than Word's do, as those of many cameras."""
    return data[:2] + data[4 + int.from_bytes(data[4:6], "big") :]


def looks(data: bytes) -> Image.Image:
    """What a reader sees of it, in plain colours."""
    picture: Image.Image = Image.open(io.BytesIO(data))
    profile = picture.info.get("icc_profile")
    if picture.mode == "I;16":
        picture = Image.frombytes("L", picture.size, picture.tobytes()[1::2])
    seen = picture.convert("RGB")
    if profile:
        made = ImageCms.profileToProfile(seen, io.BytesIO(profile), _PLAIN)
        assert made is not None
        seen = made
    return seen


def are_alike(one: Image.Image, other: Image.Image) -> bool:
    return max(ImageStat.Stat(ImageChops.difference(one, other)).mean) < 4


PICTURES = {
    "a photograph": written(drawn(), "JPEG", quality=95),
    "a photograph of other colours": written(drawn(), "JPEG", quality=95, icc_profile=_SWAPPED),
    "one that begins with its colours": without_first_segment(
        written(drawn(), "JPEG", quality=95, icc_profile=_SWAPPED)
    ),
    "a drawing of other colours": written(drawn(), "PNG", icc_profile=_SWAPPED),
    "grey of sixteen bits": written(drawn("I;16"), "PNG"),
    "grey of sixteen bits, as TIFF": written(drawn("I;16"), "TIFF"),
    "a palette": written(drawn("P"), "PNG"),
    "four inks": written(drawn("CMYK"), "TIFF"),
}


@pytest.mark.parametrize("name", PICTURES)
def test_what_is_left_of_it_looks_as_it_did(name: str) -> None:
    data = PICTURES[name]
    assert are_alike(looks(printable(data)), looks(data))
    assert are_alike(looks(shown_picture(data, _CUT)), looks(data).crop((0, 0, 60, 60)))
    assert are_alike(looks(on_a_screen(data, 80)), looks(data))


@pytest.mark.parametrize("mode", ["RGB", "CMYK", "I;16"])
def test_no_picture_says_of_its_colours_what_holds_of_others(mode: str) -> None:
    """As a TIFF in four inks does once it is made anew."""
    profile = b"\0" * 16 + b"CMYK" + b"\0" * 108
    data = written(drawn(mode), "TIFF", icc_profile=profile)
    for made in (shown_picture(data, _CUT), on_a_screen(data, 80)):
        assert "icc_profile" not in Image.open(io.BytesIO(made)).info


def test_sixteen_bits_with_a_grey_that_is_seen_through_are_cut_too() -> None:
    dots = (30000).to_bytes(2, "little") * 80 * 30 + b"\xff\xff" * 80 * 30
    grey = Image.frombytes("I;16", (80, 60), dots)
    picture = Image.open(io.BytesIO(shown_picture(written(grey, "PNG", transparency=65535), _CUT)))
    assert (picture.getpixel((10, 10)), picture.getpixel((10, 50))) == ((116, 116, 116, 255), (255, 255, 255, 0))
