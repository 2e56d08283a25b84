"""Shapes as Strict Open XML names them: by the names that Word gives them in any other file."""

from __future__ import annotations

from lxml import etree

from engine.sources.drawings.names import WP, WPC, WPG, WPS

_HOMES = (
    dict.fromkeys(("wsp", "cNvSpPr", "cNvCnPr", "spPr", "style", "txbx", "linkedTxbx", "bodyPr"), WPS)
    | dict.fromkeys(("wgp", "grpSp", "grpSpPr", "cNvGrpSpPr", "graphicFrame", "cNvFrPr", "xfrm"), WPG)
    | dict.fromkeys(("wpc", "bg", "whole"), WPC)
)
_OF_WHAT_IS_AROUND = ("cNvPr", "extLst")


def renamed(content: etree._Element) -> None:
    """Give a shape, group or canvas, and all shapes in it, the names that are read; anything else stays as it is."""
    for element in content.iter(f"{WP}*"):
        local = str(element.tag)[len(WP) :]
        around = element.getparent()
        if local in _HOMES:
            element.tag = f"{_HOMES[local]}{local}"
        elif local in _OF_WHAT_IS_AROUND and around is not None:
            element.tag = f"{str(around.tag).partition('}')[0]}}}{local}"
