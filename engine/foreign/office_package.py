"""An Office file as parts under the names by which its own relations call them, whatever its maker called them.

Programs differ in how they lay a file out: capitals, backslashes, a main part of another name. The relations tell.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from engine.foreign.archive import Archive, Source, opened_archive
from engine.foreign.office_kind import OfficeKind, refuse_what_cannot_be_one
from engine.foreign.refusal import RefusedFile, megabytes
from engine.foreign.relations import (
    PACKAGE,
    TYPES,
    Relation,
    key_of_part,
    plain_name,
    read_relations,
    read_types,
    relations_part,
)
from engine.foreign.strict import STRICT, StrictArchive

_MAIN = "/officeDocument"
_CONTENT_OF_KIND = {
    OfficeKind.WORD: ("wordprocessingml", "ms-word.document.macro", "ms-word.template.macro"),
    OfficeKind.EXCEL: ("spreadsheetml", "ms-excel.sheet.macro", "ms-excel.template.macro"),
}
_LARGEST_LIST = 2**22
"""Bytes of a part that lists others."""


class OfficePackage:
    """A Word file or Excel workbook. main: the name of its main part. is_strict: whether it was saved as Strict."""

    def __init__(self, archive: Archive, kind: OfficeKind) -> None:
        self.archive: Archive | StrictArchive = archive
        self.is_strict = False
        self.kind = kind
        self._actual = _by_key(archive.names)
        self.type_of = read_types(self._list(TYPES), kind.again)
        self.of_package = self.relations(PACKAGE)
        self.main = self._main(archive)

    def has(self, name: str) -> bool:
        """Whether there is such a part."""
        return key_of_part(name) in self._actual

    def read(self, name: str) -> bytes:
        """A part, by the name its relations call it. Raises RefusedFile where it is damaged or not there."""
        return self.archive.read(self.actual(name))

    def size(self, name: str) -> int:
        """The bytes of a part, unpacked."""
        return self.archive.size(self.actual(name))

    def actual(self, name: str) -> str:
        """How a part is called in the file itself. Raises RefusedFile where there is no such part."""
        found = self._actual.get(key_of_part(name))
        if found is None:
            raise RefusedFile(f"The file is damaged (it has no part {name}).", self.kind.again)
        return found

    def relations(self, part: str) -> list[Relation]:
        """What a part is linked to; nothing where it has no list of relations."""
        where = relations_part(part)
        return read_relations(part, self._list(where), self.kind.again) if self.has(where) else []

    def target(self, part: str, kind: str) -> str:
        """The part that a part names as its styles, its texts or the like; empty where it names none that is there."""
        named = (r.target for r in self.relations(part) if not r.is_external and r.kind.endswith(f"/{kind}"))
        return next(filter(self.has, named), "")

    def of_book(self, kind: str) -> str:
        """A part of which a file has one, such as its styles: as the main part names it, else by its type."""
        by_type = (name for name in self.archive.names if self.type_of(name).endswith(f".{kind}+xml"))
        return self.target(self.main, kind) or next(by_type, "")

    def _list(self, name: str) -> bytes:
        if not self.has(name):
            raise self.kind.none_of_it()
        if self.size(name) > _LARGEST_LIST:
            size, most = megabytes(self.size(name)), megabytes(_LARGEST_LIST)
            raise RefusedFile(f"The list {name} in the file has {size}; {most} is the most.", self.kind.again)
        return self.read(name)

    def _main(self, archive: Archive) -> str:
        found = next((r for r in self.of_package if r.kind.endswith(_MAIN) and self.has(r.target)), None)
        if found is None:
            raise self.kind.none_of_it()
        content = self.type_of(found.target).lower()
        if not any(word in content for word in _CONTENT_OF_KIND[self.kind]):
            raise self.kind.none_of_it()
        if found.kind.startswith(STRICT) and self.kind is OfficeKind.WORD:
            self.archive, self.is_strict = StrictArchive(archive), True
            self.of_package = self.relations(PACKAGE)
        elif found.kind.startswith(STRICT):
            message = 'The file is saved as "Strict Open XML", which penholder does not read.'
            wanted = f"{self.kind.value.words} ({self.kind.value.ending})"
            fix = f"Open it, choose Save As, and save it as {wanted}, not Strict."
            raise RefusedFile(message, fix)
        return found.target


@contextmanager
def opened_package(source: Source, kind: OfficeKind) -> Iterator[OfficePackage]:
    """The parts of a Word file or workbook. Raises RefusedFile where it is none, or more than anybody sends."""
    refuse_what_cannot_be_one(source, kind)
    with opened_archive(source, kind.again) as archive:
        yield OfficePackage(archive, kind)


def _by_key(names: tuple[str, ...]) -> dict[str, str]:
    """The actual names of parts; of two that differ in capitals alone, the one that is written plainly."""
    found: dict[str, str] = {}
    for name in names:
        key = key_of_part(name)
        if key not in found or name == plain_name(name).lower():
            found[key] = name
    return found
