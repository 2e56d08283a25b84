"""House style: what makes a document readable for people who use a screen reader, and what keeps it our own."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from engine.findings import Severity
from engine.inspection.remarks import Fault, Remark, on_element, on_file
from engine.inspection.template_walk import TEXT_BOX, TemplatePart, TemplateWalk
from engine.templates.blank import is_form
from engine.whole_numbers import whole_number
from engine.word.names import W_P, W_R, W_T, W_TBL, W_TC, W_TR, W_VAL, qn
from engine.word.package import STYLES, THEME
from engine.word.text import paragraph_text

_HEADER = f"{qn('w:trPr')}/{qn('w:tblHeader')}"
_LANGUAGES = ("en-GB", "cy-GB")
_LARGE, _LONGEST = 26, 100
"""Half-points from which bold letters look like a heading, and letters up to which a line does."""
_OLD_DRAWING, _RULE = "{urn:schemas-microsoft-com:vml}", "{urn:schemas-microsoft-com:office:office}hr"
_SILENT = "has no alternative text: its PDF would not be fit for screen readers, so no final edition has one (P-03)."
_DESCRIBE = "Right-click it and choose View Alt Text."
_DECORATIVE = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"


def headings(page: TemplateWalk) -> Iterator[Remark]:
    """W-38 a line that looks like a heading and is none; a heading that skips a level."""
    body = page.parts[0]
    before = 0
    for line in body.lines:
        level = page.styles.level_of(line.element)
        if level > before + 1 and before:
            message = (
                f"A heading of level {level} follows one of level {before}: readers would look for what is missing."
            )
            yield _warn(page, body, line.element, "W-38", message, f"Use the style Heading {before + 1}.")
        before = level or before
        if not level and _looks_like_heading(line.element):
            message = f'"{paragraph_text(line.element)[:60]}" looks like a heading, but has no heading style.'
            yield _warn(page, body, line.element, "W-38", message, "Give it one of the styles Heading 1 to Heading 3.")


def _looks_like_heading(paragraph: etree._Element) -> bool:
    runs = [run for run in paragraph.findall(W_R) if run.find(W_T) is not None]
    words = "".join(run.findtext(W_T) or "" for run in runs)
    in_table = next(paragraph.iterancestors(W_TC), None) is not None
    return bool(runs and words.strip() and len(words) < _LONGEST and not in_table and all(map(_is_large_bold, runs)))


def _is_large_bold(run: etree._Element) -> bool:
    bold, size = run.find(f"{qn('w:rPr')}/{qn('w:b')}"), run.find(f"{qn('w:rPr')}/{qn('w:sz')}")
    is_bold = bold is not None and bold.get(W_VAL, "1") not in ("0", "false")
    return is_bold and size is not None and (whole_number(size.get(W_VAL)) or 0) >= _LARGE


def table_headers(page: TemplateWalk) -> Iterator[Remark]:
    """W-39 a table of several rows whose first is not marked as its header row."""
    for part in page.parts:
        for table in part.root.iter(W_TBL) if part.is_body else ():
            rows = table.findall(W_TR)
            if (
                len(rows) > 1
                and not is_form(table, page.styles)
                and not any(row.find(_HEADER) is not None for row in rows)
            ):
                message = "This table has no header row, so a screen reader cannot say what its columns are."
                fix = "Mark its first row: Table Layout › Repeat Header Rows."
                yield _warn(page, part, next(table.iter(W_P), table), "W-39", message, fix)


def alternative_texts(page: TemplateWalk) -> Iterator[Remark]:
    """W-40 a picture, drawing or text box without alternative text that is not marked as decoration."""
    for part in page.parts:
        for shape in part.root.iter(f"{_OLD_DRAWING}*"):
            around = shape.getparent()
            is_outermost = around is not None and around.tag == qn("w:pict")
            is_drawn = shape.tag != f"{_OLD_DRAWING}shapetype" and shape.get(_RULE) is None
            has_words = next(shape.iter(TEXT_BOX), None) is not None
            if (
                shape in part.orders
                and is_outermost
                and is_drawn
                and not has_words
                and not shape.get("alt", "").strip()
            ):
                name = shape.get("id", "")
                yield _warn(page, part, shape, "W-40", f'The drawing "{name}" {_SILENT}', _DESCRIBE)
        for about in part.root.iter(qn("wp:docPr")):
            is_decoration = any(mark.get("val") == "1" for mark in about.iter(_DECORATIVE))
            if about in part.orders and not about.get("descr", "").strip() and not is_decoration:
                yield _warn(page, part, about, "W-40", f'The picture "{about.get("name", "")}" {_SILENT}', _DESCRIBE)


def language(page: TemplateWalk) -> Iterator[Remark]:
    """W-41 a document whose language is not said, or is another."""
    root = page.package.xml(STYLES)
    found = root.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}/{qn('w:lang')}")
    said = "" if found is None else found.get(W_VAL, "")
    if said not in _LANGUAGES:
        message = f"The language of the text is {said or 'not said'}, so a screen reader would pronounce it wrongly."
        fix = "Review › Language › Set Proofing Language: English (United Kingdom), as default."
        yield on_file(page, Fault("W-41", message, fix=fix, severity=Severity.WARNING))


def fonts_asked_for(page: TemplateWalk) -> tuple[str, ...]:
    """Every font that styles, the theme or a text asks for by name."""
    theme = page.package.parts.get(THEME, b"")
    found = [
        latin.get("typeface", "")
        for kind in ("a:minorFont", "a:majorFont")
        for holder in (etree.fromstring(theme).iter(qn(kind)) if theme else ())
        for latin in holder.iterfind(qn("a:latin"))
    ]
    roots = [page.package.xml(STYLES), *(part.root for part in page.parts)]
    found += [str(fonts.get(qn("w:ascii"), "")) for root in roots for fonts in root.iter(qn("w:rFonts"))]
    return tuple(dict.fromkeys(name for name in found if name))


def _warn(page: TemplateWalk, part: TemplatePart, element: etree._Element, code: str, message: str, fix: str) -> Remark:
    return on_element(page, part, element, Fault(code, message, fix=fix, severity=Severity.WARNING))
