"""Pictures as Word draws them, with the words that stand for them."""

from __future__ import annotations

from xml.sax.saxutils import quoteattr

from engine.word.names import EMU_PER_MM, NAMESPACES, SVG

_DECLARED = " ".join(f'xmlns:{prefix}="{NAMESPACES[prefix]}"' for prefix in ("wp", "a", "pic", "r"))
_SVG_KIND = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"
"""By which programs know that an SVG is meant."""
_BEYOND_DOCXTPL = 20000
"""docxtpl numbers the pictures of a body from 1001; those of headers and footers start here."""


def inline_picture(
    relation: str, number: int, width: float, height: float, alt: str, name: str = "", lines: str = ""
) -> str:
    """A run with a picture that stands in the line. Sizes in millimetres. name: what Word's list of objects shows.

    lines: the relation to the same picture as an SVG, which programs that know it draw instead.
    """
    cx, cy = round(width * EMU_PER_MM), round(height * EMU_PER_MM)
    return (
        f'<w:r><w:drawing {_DECLARED}><wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{cx}" cy="{cy}"/>'
        f"{_content(relation, number, cx, cy, alt, name, lines)}</wp:inline></w:drawing></w:r>"
    )


def placed_picture(relation: str, number: int, width: float, height: float, alt: str, left: float) -> str:
    """A run with a picture at a distance from the left edge of the page, level with its paragraph."""
    cx, cy = round(width * EMU_PER_MM), round(height * EMU_PER_MM)
    return (
        f'<w:r><w:drawing {_DECLARED}><wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" '
        'relativeHeight="5" behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>'
        f'<wp:positionH relativeFrom="page"><wp:posOffset>{round(left * EMU_PER_MM)}</wp:posOffset></wp:positionH>'
        '<wp:positionV relativeFrom="paragraph"><wp:posOffset>0</wp:posOffset></wp:positionV>'
        f'<wp:extent cx="{cx}" cy="{cy}"/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapNone/>'
        f"{_content(relation, _BEYOND_DOCXTPL + number, cx, cy, alt)}</wp:anchor></w:drawing></w:r>"
    )


def _content(relation: str, number: int, cx: int, cy: int, alt: str, name: str = "", lines: str = "") -> str:
    return (
        f'<wp:docPr id="{number}" name={quoteattr(name or f"Picture {number}")} descr={quoteattr(alt)}/>'
        '<wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr>'
        f'<a:graphic><a:graphicData uri="{NAMESPACES["pic"]}"><pic:pic><pic:nvPicPr><pic:cNvPr id="{number}" '
        f'name="Picture {number}"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>{_blip(relation, lines)}'
        '<a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/>'
        f'<a:ext cx="{cx}" cy="{cy}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>'
        "</a:graphicData></a:graphic>"
    )


def _blip(relation: str, lines: str) -> str:
    if not lines:
        return f'<a:blip r:embed="{relation}"/>'
    drawing = f'<asvg:svgBlip xmlns:asvg="{SVG}" r:embed="{lines}"/>'
    return f'<a:blip r:embed="{relation}"><a:extLst><a:ext uri="{_SVG_KIND}">{drawing}</a:ext></a:extLst></a:blip>'
