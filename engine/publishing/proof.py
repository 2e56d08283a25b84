"""The proof of an edition: its files are what was built, and its sources still what it was built from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from engine.findings import Finding, Place, error, warning
from engine.foreign.plain_file import is_plain
from engine.left_over import is_left_over
from engine.model.manifest import OutputEntry, Sources
from engine.publishing.earlier import changed, made_earlier, stood_in
from engine.publishing.manifest import NAME, read_manifest
from engine.publishing.source_hashes import fingerprints, hash_of, without_register
from engine.workspace import Workspace


def verify(workspace: Workspace, folder: Path) -> list[Finding]:
    """Whether an edition's files are what its manifest says (errors), and which sources changed since (warnings)."""
    manifest = read_manifest(folder)
    if manifest is None:
        message = "The manifest cannot be read, so nothing about these files is proven."
        return [error("M-01", workspace.place_of(folder / NAME), message, "Build the edition again.")]
    return [
        *_not_as_built(workspace, folder, manifest.outputs),
        *made_earlier(manifest.outputs, folder.name),
        *_put_there(workspace, folder, manifest.outputs),
        *_changed_since(manifest.sources, without_register(fingerprints(workspace))),
    ]


def _not_as_built(workspace: Workspace, folder: Path, outputs: Mapping[str, OutputEntry]) -> Iterator[Finding]:
    """M-02 for each output that is missing or is another file."""
    for name, entry in outputs.items():
        path = folder / name
        place = workspace.place_of(path)
        if not is_plain(path):
            yield error("M-02", place, f"{name} is missing.", "Build the edition again.")
        elif (found := hash_of(path)) is None:
            message = f"{name} cannot be read, so nothing about it is proven."
            yield error("M-02", place, message, "Close it in other programs, or ask for the right to read it.")
        elif found.sha256 != entry.content.sha256:
            message = f"{name} is not the file that was built: its content has changed."
            yield error("M-02", place, message, "Build again, or find out who changed it and why.")


def _put_there(workspace: Workspace, folder: Path, outputs: Mapping[str, OutputEntry]) -> Iterator[Finding]:
    """M-03 for each file that no manifest tells of."""
    listed = {*outputs, NAME}
    for path in sorted(path for path in folder.rglob("*") if is_plain(path) and not is_left_over(path.name)):
        name = path.relative_to(folder).as_posix()
        if name not in listed:
            message = f"{name} is not part of the edition: somebody put it there."
            place = workspace.place_of(folder / NAME)
            yield warning("M-03", place, message, "Take it out before you pass the folder on.")


def _changed_since(before: Sources, after: Sources) -> Iterator[Finding]:
    """M-04 for each source that is another one now, new, or gone; M-11 for a template that is as broken as it was."""
    others = changed(before, after)
    for path in others:
        what = "is new" if path not in before else "has changed" if path in after else "is gone"
        message = f"This file {what} since the edition was built."
        yield warning("M-04", Place(path), message, "Build again to take it in.")
    for path in stood_in(before):
        if path not in others:
            message = "The edition was built with the last version of this template that worked: it was broken, and is."
            yield warning("M-11", Place(path), message, "Mend the template, and build again.")
