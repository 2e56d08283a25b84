"""docs/house.svg: the rooms of engine/ as the code's imports show them, in the layers that pyproject.toml sets."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from xml.sax.saxutils import escape

import grimp

from tests.conftest import ROOT

_STEPS = {
    "sources": "1 load",
    "validation": "2 validate",
    "transcription": "3 model",
    "assessment": "4 assess",
    "rendering": "5 render",
    "pdf": "6 convert, 7 finish",
    "publishing": "8 publish",
    "forms": "blank forms",
    "signatures": "what came back",
}
_EVERYONE_MAY = ("model", "word")
"""Rooms that nearly every other one imports: arrows to them and to the ground floor would hide all others."""
_LEGEND = (
    "Arrows: who imports whom, thicker for more imports; none leads upwards. All rooms may import model, word and the "
    "ground floor: those arrows are left out."
)
_WIDTH, _ROW, _BOX, _GAP, _MARGIN = 1180, 104, 52, 10, 20


@dataclass(frozen=True, slots=True)
class Box:
    """A room in the picture: left edge, top and width."""

    name: str
    under: str
    x: float
    y: float
    width: float


def layers() -> list[list[str]]:
    """The layers of the first contract, from the top, each with its rooms."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contract = project["tool"]["importlinter"]["contracts"][0]
    return [[name.strip() for name in layer.replace(":", "|").split("|")] for layer in contract["layers"]]


def arrows() -> dict[tuple[str, str], int]:
    """How many imports lead from one room to another."""
    graph = grimp.build_graph("engine")
    found: dict[tuple[str, str], int] = {}
    for importer in sorted(graph.modules):
        for imported in sorted(graph.find_modules_directly_imported_by(importer)):
            pair = (_room(importer), _room(imported))
            if all(pair) and pair[0] != pair[1]:
                found[pair] = found.get(pair, 0) + 1
    return found


def picture() -> str:
    """The SVG."""
    rooms = [layer for layer in layers() if any((ROOT / "engine" / name).is_dir() for name in layer)]
    ground = [name for layer in layers() if layer not in rooms for name in layer]
    boxes = {box.name: box for box in _boxes(rooms)}
    bottom = _MARGIN + len(rooms) * _ROW
    drawn = {
        pair: count for pair, count in arrows().items() if pair[1] not in _EVERYONE_MAY and set(pair) <= set(boxes)
    }
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {bottom + 88}" role="img" '
        'font-family="Arial, Liberation Sans, sans-serif">',
        "<title>The rooms of engine/ and what they import</title>",
        f'<rect width="{_WIDTH}" height="{bottom + 88}" fill="#ffffff"/>',
        '<defs><marker id="tip" markerWidth="7" markerHeight="6" refX="6" refY="3" orient="auto">'
        '<path d="M0 0 L7 3 L0 6 z" fill="#5b6b7b"/></marker></defs>',
        *(_arrow(boxes[one], boxes[other], count) for (one, other), count in drawn.items()),
        *(line for box in boxes.values() for line in _drawn(box)),
        *_drawn(Box("ground floor", ", ".join(sorted(ground)), _MARGIN, bottom, _WIDTH - 2 * _MARGIN)),
        f'<text x="{_MARGIN}" y="{bottom + 76}" font-size="13" fill="#33404d">{_LEGEND}</text>',
        "</svg>",
    ]
    return "\n".join(lines) + "\n"


def _room(module: str) -> str:
    parts = module.split(".")
    return parts[1] if len(parts) > 1 else ""


def _boxes(rooms: list[list[str]]) -> Iterator[Box]:
    for row, names in enumerate(rooms):
        width = min(220.0, (_WIDTH - 2 * _MARGIN - _GAP * (len(names) - 1)) / len(names))
        left = (_WIDTH - len(names) * width - (len(names) - 1) * _GAP) / 2
        for place, name in enumerate(names):
            yield Box(name, _STEPS.get(name, ""), left + place * (width + _GAP), _MARGIN + row * _ROW, width)


def _drawn(box: Box) -> Iterator[str]:
    middle = box.x + box.width / 2
    yield (
        f'<rect x="{box.x:.1f}" y="{box.y:.1f}" width="{box.width:.1f}" height="{_BOX}" rx="6" fill="#eef3f7" '
        'stroke="#33597d" stroke-width="1.3"/>'
    )
    high = box.y + (22 if box.under else 31)
    yield f'<text x="{middle:.1f}" y="{high:.1f}" font-size="15" text-anchor="middle" fill="#12283d">{box.name}</text>'
    if box.under:
        yield (
            f'<text x="{middle:.1f}" y="{box.y + 41:.1f}" font-size="12" text-anchor="middle" fill="#33404d">'
            f"{escape(box.under)}</text>"
        )


def _arrow(one: Box, other: Box, count: int) -> str:
    start, end = one.x + one.width / 2, other.x + other.width / 2
    top, bottom = one.y + _BOX, other.y - 2
    thick = min(4.0, 0.8 + count / 12)
    path = f"M{start:.1f} {top:.1f} C{start:.1f} {top + 44:.1f} {end:.1f} {bottom - 44:.1f} {end:.1f} {bottom:.1f}"
    looks = f'fill="none" stroke="#5b6b7b" stroke-opacity="0.55" stroke-width="{thick:.1f}" marker-end="url(#tip)"'
    return f'<path d="{path}" {looks}/>'
