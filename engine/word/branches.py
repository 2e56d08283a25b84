"""What stands in a Word file in several forms, of which every program shows the first that it understands."""

from __future__ import annotations

from lxml import etree

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
ALTERNATIVES = f"{_MC}AlternateContent"
_CHOICE, _FALLBACK = f"{_MC}Choice", f"{_MC}Fallback"
_2010 = "http://schemas.microsoft.com/office/word/2010"
_UNDERSTOOD = frozenset(
    (
        *(f"{_2010}/wordprocessing{kind}" for kind in ("Shape", "Group", "Canvas")),
        "http://schemas.microsoft.com/office/word/2010/wordprocessingDrawing",
        "http://schemas.microsoft.com/office/word/2010/wordml",
        "http://schemas.microsoft.com/office/word/2012/wordml",
        "http://schemas.microsoft.com/office/drawing/2007/8/2/chart",
        "http://schemas.microsoft.com/office/drawing/2010/main",
        "http://schemas.openxmlformats.org/drawingml/2006/chart",
        "http://schemas.openxmlformats.org/drawingml/2006/diagram",
        "http://schemas.openxmlformats.org/drawingml/2006/lockedCanvas",
    )
)
"""What a Choice may ask for that is read or drawn. Ink, models in space and new kinds of charts bring a picture."""


def taken(alternatives: etree._Element) -> etree._Element | None:
    """Of an mc:AlternateContent, the branch that is shown; None where there is none for us."""
    choices = [branch for branch in alternatives if branch.tag == _CHOICE and _is_understood(branch)]
    return choices[0] if choices else alternatives.find(_FALLBACK)


def is_shown(element: etree._Element) -> bool:
    """Whether an element stands in no branch that something else is shown in place of."""
    inner = element
    for around in element.iterancestors():
        if around.tag == ALTERNATIVES and taken(around) is not inner:
            return False
        inner = around
    return True


def _is_understood(choice: etree._Element) -> bool:
    asked = [choice.nsmap.get(prefix) for prefix in choice.get("Requires", "").split()]
    return bool(asked) and all(name in _UNDERSTOOD for name in asked)
