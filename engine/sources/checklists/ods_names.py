"""The names of elements and attributes of an OpenDocument workbook."""

from __future__ import annotations

_ODF = "urn:oasis:names:tc:opendocument:xmlns"
OFFICE = f"{{{_ODF}:office:1.0}}"
TABLE = f"{{{_ODF}:table:1.0}}"
TEXT = f"{{{_ODF}:text:1.0}}"
STYLE = f"{{{_ODF}:style:1.0}}"
DRAW = f"{{{_ODF}:drawing:1.0}}"
FORM = f"{{{_ODF}:form:1.0}}"
NUMBER = f"{{{_ODF}:datastyle:1.0}}"
SVG = f"{{{_ODF}:svg-compatible:1.0}}"
FO = f"{{{_ODF}:xsl-fo-compatible:1.0}}"
XLINK = "{http://www.w3.org/1999/xlink}"
XML = "{http://www.w3.org/XML/1998/namespace}"
CALCEXT = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}"
