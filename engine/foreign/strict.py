"""A Word file saved as Strict Open XML, given as the usual kind: the same words under other namespaces."""

from __future__ import annotations

import re

from engine.foreign.archive import Archive

STRICT = "http://purl.oclc.org/ooxml/"
_MARKUP = (".xml", ".rels")
_NAMED = re.compile(
    rb"""(["'])http://purl\.oclc\.org/ooxml/(drawingml|officeDocument|schemaLibrary|wordprocessingml)/([\w/-]+)\1"""
)
"""A name of the standard, as the value of an attribute: of a namespace, or of a kind of relation."""
_OTHERWISE = {
    b"extendedProperties": b"extended-properties",
    b"customProperties": b"custom-properties",
    b"relationships/extendedProperties": b"relationships/extended-properties",
    b"relationships/customProperties": b"relationships/custom-properties",
}
"""Names that differ in more than where they begin (ECMA-376, parts 1 and 4)."""


class StrictArchive:
    """The parts of such a file, with the names that Word gives them in any other."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self.names = archive.names
        self.size = archive.size
        self.prove = archive.prove

    def read(self, name: str) -> bytes:
        """A whole part, as Archive.read gives it."""
        data = self._archive.read(name)
        return _NAMED.sub(_usual, data) if name.lower().endswith(_MARKUP) else data


def _usual(found: re.Match[bytes]) -> bytes:
    quote, family, rest = found.groups()
    return quote + b"http://schemas.openxmlformats.org/" + family + b"/2006/" + _OTHERWISE.get(rest, rest) + quote
