"""Word files: looked at as a stream, then given as parts, as plain bytes, or as a document of python-docx."""

from __future__ import annotations

import io
import mimetypes
import re
import zipfile
from collections.abc import Collection, Iterator, Sequence
from itertools import count
from pathlib import Path
from xml.sax.saxutils import quoteattr

from docx import Document
from docx.document import Document as WordDocument
from docx.opc.constants import CONTENT_TYPE

from engine.foreign import limits
from engine.foreign.archive import Source
from engine.foreign.limits import MarkupBounds
from engine.foreign.markup import MarkupTally
from engine.foreign.office_kind import OfficeKind
from engine.foreign.office_package import OfficePackage, opened_package
from engine.foreign.picture import refuse_too_many_dots
from engine.foreign.plain_file import whole
from engine.foreign.refusal import RefusedFile, megabytes
from engine.foreign.relations import PACKAGE, TYPES, Relation, plain_name, relations_part

MAIN = "word/document.xml"
"""How the main part is called in what this module gives, whatever the file calls it."""
_MAIN_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_RELATIONS_TYPE = "application/vnd.openxmlformats-package.relationships+xml"
_MARKUP = (".xml", ".rels", ".vml")
_OF_THE_WEB = "application/xhtml+xml"
_ONE_OF_THEM = {
    kind: f"word/{kind}.xml" for kind in ("styles", "numbering", "settings", "footnotes", "endnotes", "comments")
} | {"theme": "word/theme/theme1.xml"}
_MANY_OF_THEM = {kind: re.compile(rf"word/{kind}[^/]*\.xml") for kind in ("header", "footer")}
"""Parts of the main one, by the kind of relation that leads to them."""
_BY_ENDING = mimetypes.MimeTypes()
"""What endings stand for wherever penholder runs, without what a machine adds."""
_AS_SPELT = {kind.lower(): kind for name, kind in vars(CONTENT_TYPE).items() if name.isupper()}
"""Capitals make no difference in a type, but to python-docx."""
_PRESERVED = "http://schemas.openxmlformats.org/package/2006/"


def word_parts(source: Source, bounds: MarkupBounds) -> dict[str, bytes]:
    """The parts of a Word file by name, in their order. Raises RefusedFile."""
    with opened_package(source, OfficeKind.WORD) as package:
        _look(package, bounds)
        names = package.archive.names
        return {name: package.archive.read(name) for name in names} if _is_plain(package) else _plain_parts(package)


def plain_word_bytes(data: bytes, bounds: MarkupBounds) -> bytes:
    """The same Word file as every library can open it; the very same bytes where it can already. Raises RefusedFile."""
    with opened_package(data, OfficeKind.WORD) as package:
        _look(package, bounds)
        return data if _is_plain(package) else _zipped(_plain_parts(package))


def word_document(source: Source, bounds: MarkupBounds) -> WordDocument:
    """A Word file as python-docx has it. Raises RefusedFile, and of damage whatever python-docx and lxml do."""
    with opened_package(source, OfficeKind.WORD) as package:
        _look(package, bounds)
        plain = None if _is_plain(package) else _zipped(_plain_parts(package))
    if plain is None:
        return Document(io.BytesIO(whole(source, limits.FILE) if isinstance(source, Path) else source))
    return Document(io.BytesIO(plain))


def _look(package: OfficePackage, bounds: MarkupBounds) -> None:
    """Go through every part once. Raises RefusedFile at the first that is damaged, or that is too much."""
    tally = MarkupTally(bounds, package.kind.again)
    room = bounds.unpacked
    for name in package.archive.names:
        kind = package.type_of(name)
        is_drawing = bounds.dots and name.lower().endswith(".svg")  # which nothing but a template is asked for
        if not (_is_markup(name, kind) or is_drawing):
            if bounds.dots and kind.startswith("image/"):
                refuse_too_many_dots(package.archive.read(name), plain_name(name), bounds.dots)
            else:
                package.archive.prove(name)
            continue
        room -= package.archive.size(name)
        if room < 0:
            message = f"Unpacked, the text of the file takes more than {megabytes(bounds.unpacked)}."
            raise RefusedFile(message, "Copy what matters into a new, empty file, and put that here.")
        tally.add(name, package.archive.read(name))
    _refuse_lost_words(package)


def _is_markup(name: str, kind: str) -> bool:
    """Whether a library parses a part: by its name, or by its type. A page of the web in the file is never parsed."""
    kind = kind.partition(";")[0].rstrip().lower()
    return name.lower().endswith(_MARKUP) or (kind.endswith(("+xml", "/xml")) and kind != _OF_THE_WEB)


def _is_plain(package: OfficePackage) -> bool:
    """Whether every part that the file's relations reach is there, has a type, and is called as Word calls it."""
    if package.is_strict or package.type_of(package.main) != _MAIN_TYPE or TYPES not in package.archive.names:
        return False
    reached = [*_reached(package)]
    if not all(package.has(name) and package.type_of(name) == _type(package, name) for name in reached):
        return False  # Word passes over a relation that leads nowhere, and libraries do not
    lists = [where for where in map(relations_part, (PACKAGE, *reached)) if package.has(where)]
    as_usual = all(name == usual for name, usual in _usual_names(package, reached).items())
    return as_usual and all(package.actual(name) == name for name in (*reached, *lists))


def _usual_names(package: OfficePackage, names: Sequence[str]) -> dict[str, str]:
    """How Word on a desk calls the parts: Word for the web writes document2.xml, styles2.xml and the like."""
    called = {package.main: MAIN}
    for relation in package.relations(package.main):
        kind = relation.kind.rpartition("/")[2]
        if relation.is_external or relation.target not in names or relation.target in called:
            continue
        if kind in _ONE_OF_THEM and _ONE_OF_THEM[kind] not in called.values():
            called[relation.target] = _ONE_OF_THEM[kind]
        elif kind in _MANY_OF_THEM and not _MANY_OF_THEM[kind].match(relation.target):
            called[relation.target] = f"word/{kind}-{len(called)}.xml"
    return {name: called.get(name, name) for name in names}


def _refuse_lost_words(package: OfficePackage) -> None:
    """Raises RefusedFile where the text names notes in a part that is not there: nobody could tell what they said."""
    for relation in package.relations(package.main):
        if relation.kind.endswith(("/footnotes", "/endnotes")) and not relation.is_external:
            package.actual(relation.target)


def _reached(package: OfficePackage) -> Iterator[str]:
    """The parts that relations lead to, each once, whether they are there or not."""
    seen: set[str] = set()
    ahead = [PACKAGE]
    links = 0
    while ahead:
        relations = package.relations(ahead.pop())
        links += len(relations)
        if links > limits.RELATIONS:
            message = f"The file has more than {limits.RELATIONS:,} links, which is the most that penholder reads."
            raise RefusedFile(message, "Copy what matters into a new, empty file, and put that here.")
        for relation in relations:
            if not relation.is_external and relation.target not in seen:
                seen.add(relation.target)
                yield relation.target
                if package.has(relation.target):
                    ahead.append(relation.target)


def _plain_parts(package: OfficePackage) -> dict[str, bytes]:
    """The file laid out as Word does it: names as the relations say, the main part and its type as usual."""
    names = [name for name in _reached(package) if package.has(name)]
    called = _usual_names(package, names)
    taken = {usual for name, usual in called.items() if usual != name}
    called |= {name: _beside(name, taken | {*names}) for name in names if called[name] == name and name in taken}
    types = [(called[name], _MAIN_TYPE if name == package.main else _type(package, name)) for name in names]
    parts = {TYPES: _types(types), relations_part(PACKAGE): _relations(package.of_package, called)}
    for name in names:
        parts[called[name]] = package.read(name)
        if relations := package.relations(name):
            parts[relations_part(called[name])] = _relations(relations, called)
    return parts


def _beside(name: str, taken: Collection[str]) -> str:
    """Another name for a part whose own is wanted for another one."""
    stem, dot, ending = name.rpartition(".")
    return next(other for n in count(2) if (other := f"{stem}-{n}{dot}{ending}") not in taken)


def _type(package: OfficePackage, name: str) -> str:
    """The type of a part as libraries spell it; where the file forgot it, what files with this ending are."""
    said = package.type_of(name)
    return _AS_SPELT.get(said.lower(), said) or _BY_ENDING.guess_type(name)[0] or "application/octet-stream"


def _types(types: list[tuple[str, str]]) -> bytes:
    overrides = (f"<Override PartName={quoteattr('/' + name)} ContentType={quoteattr(kind)}/>" for name, kind in types)
    default = f'<Default Extension="rels" ContentType="{_RELATIONS_TYPE}"/>'
    return f'<Types xmlns="{_PRESERVED}content-types">{default}{"".join(overrides)}</Types>'.encode()


def _relations(relations: list[Relation], called: dict[str, str]) -> bytes:
    """The relations anew, each target by its full name; without those to parts that are not there."""
    there = [relation for relation in relations if relation.is_external or relation.target in called]

    def one(relation: Relation) -> str:
        target = relation.target if relation.is_external else "/" + called[relation.target]
        mode = ' TargetMode="External"' if relation.is_external else ""
        about = f"Id={quoteattr(relation.id)} Type={quoteattr(relation.kind)} Target={quoteattr(target)}"
        return f"<Relationship {about}{mode}/>"

    return f'<Relationships xmlns="{_PRESERVED}relationships">{"".join(map(one, there))}</Relationships>'.encode()


def _zipped(parts: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as packed:
        for name, data in parts.items():
            packed.writestr(zipfile.ZipInfo(name), data)
    return buffer.getvalue()
