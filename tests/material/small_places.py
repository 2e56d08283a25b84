"""Where places to sign really are on a page: printed in a colour nothing else has, and measured."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from pathlib import Path

import pypdfium2
from PIL import Image

from engine.word.package import DOCUMENT, Package
from engine.word.signing_places import link_places
from tests.building import converter

MM = 72 / 25.4
DOTS = 200
Widgets = Mapping[str, tuple[int, tuple[float, ...]]]


def print_in_colour(documents: Sequence[bytes], folder: Path) -> list[list[Image.Image]]:
    """The pages of each Word file as LibreOffice prints them, every place in magenta instead of transparent."""
    paths = [folder / f"coloured{number}.docx" for number in range(len(documents))]
    for path, data in zip(paths, documents, strict=True):
        path.write_bytes(_coloured(data))
    with converter() as office:
        office.convert(paths, folder)
    return [_pages(path.with_suffix(".pdf")) for path in paths]


def distances(pages: Sequence[Image.Image], fields: Widgets) -> dict[str, float]:
    """How far, in millimetres, the edges of each field are from its coloured place."""
    return {
        name: max(abs(a - b) for a, b in zip(_printed(pages[page - 1], rectangle), rectangle, strict=True)) / MM
        for name, (page, rectangle) in fields.items()
    }


def _coloured(data: bytes) -> bytes:
    package = Package.read(data)
    root = package.xml(DOCUMENT)
    link_places(root, package)
    package.put(DOCUMENT, root)
    magenta = io.BytesIO()
    Image.new("RGB", (8, 8), (255, 0, 255)).save(magenta, "PNG")
    for part, content in package.parts.items():
        if part.startswith("word/media/") and Image.open(io.BytesIO(content)).size == (1, 1):
            package.parts[part] = magenta.getvalue()
    return package.write()


def _pages(path: Path) -> list[Image.Image]:
    with pypdfium2.PdfDocument(path) as pdf:
        return [page.render(scale=DOTS / 72).to_pil().convert("RGB") for page in pdf]


def _printed(page: Image.Image, rectangle: tuple[float, ...]) -> tuple[float, ...]:
    """The box of the coloured area around a rectangle, in points from the bottom left."""
    scale, height = DOTS / 72, page.height
    left, bottom, right, top = rectangle
    x, y = round((left - 6) * scale), height - round((top + 3) * scale)
    part = page.crop((x, y, round((right + 6) * scale), height - round((bottom - 3) * scale)))
    mask = Image.eval(part.getchannel("G"), lambda value: 255 if value < 60 else 0)
    reds = Image.eval(part.getchannel("R"), lambda value: 255 if value > 200 else 0)
    box = Image.composite(mask, Image.new("L", mask.size), reds).getbbox()
    assert box is not None, "no place is printed there"
    return (
        (x + box[0]) / scale,
        (height - y - box[3]) / scale,
        (x + box[2]) / scale,
        (height - y - box[1]) / scale,
    )
