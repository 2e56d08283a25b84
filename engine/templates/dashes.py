"""Jinja's dashes, {%- and -%}, which take spaces away beside a tag: in its own paragraph, and nowhere else.

docxtpl would join the paragraph with the one before or behind it, and drop the words between the dash and its edge.
"""

from __future__ import annotations

import re

_MARKUP = r"((?:<[^<>]*>)*+)"
_OPENING = re.compile(rf"\{{{_MARKUP}%{_MARKUP}-")
_CLOSING = re.compile(rf"-{_MARKUP}%{_MARKUP}\}}")
_HELD = "\x02"
"""Stands for a dash while docxtpl reads the tags: a sign that XML does not know, so that no template holds it."""


def held(xml: str) -> str:
    """A part whose dashes docxtpl does not see."""
    if "-" not in xml:
        return xml
    return _CLOSING.sub(rf"{_HELD}\1%\2}}", _OPENING.sub(rf"{{\1%\2{_HELD}", xml))


def let_go(xml: str) -> str:
    """The same with the dashes in their places, where Jinja finds them."""
    return xml.replace(_HELD, "-")
