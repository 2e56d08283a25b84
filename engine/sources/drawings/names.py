"""The XML names of drawings, new and old."""

from __future__ import annotations

from typing import Final

from engine.word.names import NAMESPACES

_2006: Final = "http://schemas.openxmlformats.org/drawingml/2006"
_2010: Final = "http://schemas.microsoft.com/office/word/2010"
A: Final = f"{{{NAMESPACES['a']}}}"
C: Final = f"{{{_2006}/chart}}"
CDR: Final = f"{{{_2006}/chartDrawing}}"
DGM: Final = f"{{{_2006}/diagram}}"
DSP: Final = "{http://schemas.microsoft.com/office/drawing/2008/diagram}"
M: Final = f"{{{NAMESPACES['m']}}}"
MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
OFFICE: Final = "{urn:schemas-microsoft-com:office:office}"
PIC: Final = f"{{{_2006}/picture}}"
R: Final = f"{{{NAMESPACES['r']}}}"
V: Final = "{urn:schemas-microsoft-com:vml}"
W: Final = f"{{{NAMESPACES['w']}}}"
WP: Final = f"{{{NAMESPACES['wp']}}}"
WPC: Final = f"{{{_2010}/wordprocessingCanvas}}"
WPG: Final = f"{{{_2010}/wordprocessingGroup}}"
WPS: Final = f"{{{_2010}/wordprocessingShape}}"
LC: Final = f"{{{_2006}/lockedCanvas}}"
C14: Final = "{http://schemas.microsoft.com/office/drawing/2007/8/2/chart}"
C15: Final = "{http://schemas.microsoft.com/office/drawing/2012/chart}"
C16: Final = "{http://schemas.microsoft.com/office/drawing/2014/chart}"

DRAWING: Final = f"{W}drawing"
PICT: Final = f"{W}pict"
OBJECT: Final = f"{W}object"
TEXT_BOX: Final = f"{W}txbxContent"
