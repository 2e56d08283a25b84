"""The style in which templates show tags that only steer: it helps whoever edits them, and reaches no document."""

from __future__ import annotations

from engine.word.names import W_VAL, qn
from engine.word.package import STYLES, Package
from engine.word.styles import read_styles

TAG_STYLE = "Template Tag"
"""Its name, as people see it in Word: a style for letters."""
_STYLE, _OF_LETTERS = qn("w:style"), qn("w:rStyle")


def without_tag_style(package: Package) -> bool:
    """Take the style out of a template, and off whatever is in it. Whether it was there."""
    key = read_styles(package.parts[STYLES]).ids.get(TAG_STYLE.lower())
    if key is None:
        return False
    styles = package.xml(STYLES)
    for style in [one for one in styles.iter(_STYLE) if one.get(qn("w:styleId")) == key]:
        styles.remove(style)
    package.put(STYLES, styles)
    for name in package.texts():
        root = package.xml(name)
        for styled in [one for one in root.iter(_OF_LETTERS) if one.get(W_VAL) == key]:
            about = styled.getparent()
            if about is not None:
                about.remove(styled)
        package.put(name, root)
    return True
