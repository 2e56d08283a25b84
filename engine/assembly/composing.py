"""Templates with the parts that they name, from word_templates/parts/."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from zipfile import BadZipFile

from engine.findings import Finding, Place, error, errors_in
from engine.foreign import limits
from engine.foreign.folder import entries
from engine.foreign.plain_file import whole
from engine.foreign.refusal import RefusedFile
from engine.guess import meant
from engine.model.kept import made_once
from engine.templates.carried.carried import not_carried
from engine.templates.parts import NoPartError, names_parts, parts_named, put_in, take_out
from engine.word.package import DOCUMENT, Package
from engine.workspace import Workspace

_FOLDER = "parts"
_DAMAGED = (BadZipFile, LookupError, ValueError, SyntaxError)


def composed(workspace: Workspace, place: Place, data: bytes) -> tuple[bytes, tuple[Finding, ...]]:
    """A template with its parts put in, and W-71 for each that cannot be. One without parts is what it was."""
    try:
        if not _names_parts(data):
            return data, ()
        package = Package.of_template(data)
        root = package.xml(DOCUMENT)
    except (RefusedFile, *_DAMAGED):
        return data, ()  # whoever opens it says what is wrong with it
    named, findings = parts_named(root), list[Finding]()
    if not named:
        return data, ()
    for one in named:
        tag = Place(place.file, f"{{{{p parts.{one.name} }}}}")
        try:
            put_in(package, root, one, _part(workspace, one.name, tag))
        except _UnusableError as fault:
            findings += fault.findings
            take_out(one)
        except NoPartError as fault:
            message = f"The part {one.name} holds {fault}, which cannot stand in a part."
            fix = "Take it out of the part; it may stand in the template itself."
            findings.append(error("W-71", tag, message, fix))
            take_out(one)
    package.put(DOCUMENT, root)
    return package.write(), tuple(dict.fromkeys(findings))


@lru_cache(maxsize=32)
def _names_parts(data: bytes) -> bool:
    """Whether a template names parts; asked for the same one by its check and its build.

    Raises as Package.of_template does.
    """
    return made_once("parts-named", bool, (data,), ("lxml",), lambda: names_parts(Package.of_template(data)))


def is_part(path: str) -> bool:
    """Whether a path within a workspace is that of a part."""
    return path.startswith(f"word_templates/{_FOLDER}/")


class _UnusableError(Exception):
    """A part that cannot be put in, with the findings that say why."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        super().__init__()
        self.findings = findings


def _part(workspace: Workspace, name: str, tag: Place) -> Package:
    """A part, opened as every template is. Raises _UnusableError."""
    path = next((path for path in _parts(workspace) if path.stem.casefold() == name.casefold()), None)
    if path is None:
        near = meant(name, [one.stem for one in _parts(workspace)])
        hint = f' Did you mean "{near}"?' if near else ""
        message = f'There is no part "{name}" in word_templates/{_FOLDER}.{hint}'
        fix = f"Write {{{{p parts.{near} }}}}" if near else f"Put {name}.docx there, or take the tag out."
        raise _UnusableError((error("W-71", tag, message, fix),))
    file = workspace.relative(path)
    try:
        part = Package.of_template(whole(path, limits.FILE))
        refused = errors_in(not_carried(part, Place(file)))
    except RefusedFile as fault:
        raise _UnusableError((error("W-71", tag, f"{file} cannot be read. {fault.message}", fault.fix),)) from fault
    except _DAMAGED as fault:
        message = f"{file} is damaged."
        raise _UnusableError((error("W-71", tag, message, "Open it in Word and save it again as .docx."),)) from fault
    if refused:
        told = (f"In {file}: {found.message}" for found in refused)
        raise _UnusableError(tuple(error("W-71", tag, message, refused[0].fix) for message in told))
    return part


def _parts(workspace: Workspace) -> Iterator[Path]:
    try:
        yield from (path for path in entries(workspace.template(_FOLDER)) if path.suffix.lower() == ".docx")
    except RefusedFile:
        return
