"""Every part of a rendered document made to fit. It measures in the fonts that print it, and asks no converter."""

from __future__ import annotations

from lxml import etree

from engine.findings import Finding, Place
from engine.rendering.fitting.cover import fit_cover
from engine.rendering.fitting.furniture import fit_leads, shorten_headers
from engine.rendering.fitting.printed_widths import printed_widths
from engine.rendering.fitting.tables import fit_tables
from engine.templates.palette import Palette
from engine.templates.places import part_name, telling
from engine.word.names import TWIPS_PER_MM
from engine.word.package import DOCUMENT, STYLES, Package
from engine.word.sections import word_sections
from engine.word.styles import read_styles

_TABLE = b"<w:tbl"
_HEADER = "word/header"


def fit(
    package: Package, document: etree._Element, template: Place, palette: Palette, title: str = ""
) -> list[Finding]:
    """Fit tables, cover, leads and running headers in place, and tell what cannot be.

    document: the root of its body, which is not put back. title: what headers say of it.
    """
    styles = read_styles(package.parts[STYLES])
    lettering = printed_widths(package.parts[STYLES], palette)
    found = [*fit_cover(document, lettering, styles, template)]
    measures = [section.measure for section in word_sections(document) if section.measure]
    room = min(measures, default=0) / TWIPS_PER_MM
    if room:
        fit_leads(document, room, lettering, styles)
    for name in list(package.texts()):
        is_header = name.startswith(_HEADER) and room > 0
        if name != DOCUMENT and not is_header and _TABLE not in package.parts[name]:
            continue
        root = document if name == DOCUMENT else package.tree(name)
        changed, of_tables = fit_tables(root, lettering, telling(styles, template, part_name(name)))
        changed = (is_header and shorten_headers(root, title, room, lettering)) or changed
        if changed and name != DOCUMENT:
            package.put(name, root)
        found += of_tables
    return list(dict.fromkeys(found))
