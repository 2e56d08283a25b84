"""Whether letters stand out from what is behind them, by the contrast that WCAG 2.2 defines."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from engine.findings import Severity
from engine.inspection.remarks import Fault, Remark, on_element
from engine.inspection.template_walk import TemplatePart, TemplateWalk
from engine.word.look import Look, contrast
from engine.word.names import W_R, W_T

_ENOUGH, _ENOUGH_LARGE = 4.5, 3.0
_LARGE, _LARGE_BOLD = 36, 28
"""Half-points: letters of 18 points, or bold ones of 14, count as large."""


def too_pale(page: TemplateWalk) -> Iterator[Remark]:
    """W-43 words whose colour is too near to what is behind them; each pair of colours is told once."""
    looks = page.looks
    told: set[tuple[str, str]] = set()
    for part in page.parts:
        for line in part.lines:
            if not line.text.strip():
                continue
            for run in line.element.iter(W_R):
                look = looks.look_of(run, line.element) if run.findtext(W_T, "").strip() else None
                if look is None or (look.colour, look.behind) in told or (ratio := _too_low(look)) is None:
                    continue
                told.add((look.colour, look.behind))
                yield _remark(page, part, run, look, ratio)


def _too_low(look: Look) -> float | None:
    is_large = look.size >= _LARGE or (look.bold and look.size >= _LARGE_BOLD)
    ratio = contrast(look.colour, look.behind)
    return ratio if ratio < (_ENOUGH_LARGE if is_large else _ENOUGH) else None


def _remark(page: TemplateWalk, part: TemplatePart, run: etree._Element, look: Look, ratio: float) -> Remark:
    message = (
        f"Letters in {look.colour} on {look.behind} have a contrast of {ratio:.1f} to 1: too pale to read for many."
    )
    fix = "Choose a darker colour, of at least 4.5 to 1 (large letters 3 to 1)."
    return on_element(page, part, run, Fault("W-43", message, fix=fix, severity=Severity.WARNING))
