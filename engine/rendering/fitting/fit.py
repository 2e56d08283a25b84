"""Every part of a rendered document made to fit. It measures in the fonts that print it, and asks no converter."""

from __future__ import annotations

from functools import partial

from lxml import etree

from engine.findings import Finding, Place
from engine.rendering.fitting.cover import fit_cover
from engine.rendering.fitting.printed_widths import PrintedWidths
from engine.rendering.fitting.tables import fit_tables
from engine.templates.palette import Palette
from engine.templates.places import part_name, place_of
from engine.word.looks import Looks
from engine.word.package import DOCUMENT, STYLES, Package
from engine.word.styles import read_styles

_TABLE = b"<w:tbl"


def fit(package: Package, document: etree._Element, template: Place, palette: Palette) -> list[Finding]:
    """Fit tables and cover in place, and tell what cannot be. document: the root of its body, which is not put back."""
    styles = read_styles(package.parts[STYLES])
    lettering = PrintedWidths(Looks(package.xml(STYLES)), palette)
    found = [*fit_cover(document, lettering, styles, template)]
    for name in list(package.texts()):
        root = document if name == DOCUMENT else package.xml(name) if _TABLE in package.parts[name] else None
        if root is None:
            continue
        changed, of_tables = fit_tables(root, lettering, partial(place_of, styles, template, part_name(name)))
        if changed and name != DOCUMENT:
            package.put(name, root)
        found += of_tables
    return list(dict.fromkeys(found))
