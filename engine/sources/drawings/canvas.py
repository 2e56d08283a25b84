"""A canvas as the group that it looks like: LibreOffice before 24.2 draws groups, and of a canvas nothing at all."""

from __future__ import annotations

from lxml import etree

from engine.sources.drawings.names import WP, WPC, WPG, WPS, A


def as_group(drawing: etree._Element) -> None:
    """Put a group in place of a canvas in a w:drawing; its background becomes a shape behind the others."""
    canvas, extent = next(drawing.iter(f"{WPC}wpc"), None), next(drawing.iter(f"{WP}extent"), None)
    data = None if canvas is None else canvas.getparent()
    if canvas is None or data is None or extent is None:
        return
    size = {name: extent.get(name, "0") for name in ("cx", "cy")}
    group = etree.Element(f"{WPG}wgp")
    etree.SubElement(group, f"{WPG}cNvGrpSpPr")
    frame = etree.SubElement(etree.SubElement(group, f"{WPG}grpSpPr"), f"{A}xfrm")
    for name, values in (("off", _NOUGHT), ("ext", size), ("chOff", _NOUGHT), ("chExt", size)):
        etree.SubElement(frame, f"{A}{name}", values)
    group.append(_background(canvas, size))
    for child in list(canvas):
        if child.tag in (f"{WPC}bg", f"{WPC}whole"):
            continue
        if child.tag == f"{WPG}wgp":
            child.tag = f"{WPG}grpSp"
        elif child.tag == f"{WPC}graphicFrame":
            child.tag = f"{WPG}graphicFrame"
        group.append(child)
    data.set("uri", WPG[1:-1])
    data.replace(canvas, group)


_NOUGHT = {"x": "0", "y": "0"}


def _background(canvas: etree._Element, size: dict[str, str]) -> etree._Element:
    """A rectangle with the fill and the edge of the canvas, which mostly has neither."""
    shape = etree.Element(f"{WPS}wsp")
    etree.SubElement(shape, f"{WPS}cNvSpPr")
    look = etree.SubElement(shape, f"{WPS}spPr")
    frame = etree.SubElement(look, f"{A}xfrm")
    etree.SubElement(frame, f"{A}off", _NOUGHT)
    etree.SubElement(frame, f"{A}ext", size)
    etree.SubElement(look, f"{A}prstGeom", {"prst": "rect"})
    fill, edge = canvas.find(f"{WPC}bg/*"), canvas.find(f"{WPC}whole/{A}ln")
    look.append(etree.Element(f"{A}noFill") if fill is None else fill)
    if edge is None:
        etree.SubElement(etree.SubElement(look, f"{A}ln"), f"{A}noFill")
    else:
        look.append(edge)
    etree.SubElement(shape, f"{WPS}bodyPr")
    return shape
