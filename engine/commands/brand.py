"""The council's colours and fonts, put into its Word templates; the former ones are kept."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from engine import patient_moves, whole_file
from engine.assembly.reading import read
from engine.errors import InputError, UsageError
from engine.findings import Finding, error, errors_in, findings_json, in_order, warning
from engine.fonts.on_this_machine import drawn_with, stand_in
from engine.foreign import limits
from engine.foreign.folder import Unlisted, everything_in, holds_something
from engine.foreign.plain_file import is_there, whole
from engine.foreign.refusal import RefusedFile
from engine.left_over import is_of_people
from engine.model.council import Brand
from engine.progress import Progress
from engine.system_words import in_words
from engine.templates.brand.apply import branded
from engine.workspace import Workspace

FORMER = "earlier_templates"
"""Where the former templates go: each time a folder of their own, numbered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Branding:
    """What was done. changed: the templates that are different now; former: the folder that keeps them as they were,
    as the workspace names it; empty where nothing was replaced.
    """

    folder: Path
    changed: tuple[str, ...]
    unchanged: tuple[str, ...]
    former: str
    findings: tuple[Finding, ...]

    def as_json(self) -> dict[str, Any]:
        """As the contract has it."""
        return findings_json(self.findings, changed=self.changed, unchanged=self.unchanged, former=self.former)


def apply_brand(workspace: Workspace, out: Path | None) -> Branding:
    """Put council.yaml's brand into every Word template, or into copies in another folder.

    The former templates are kept first, and all are replaced or none. Raises InputError, with every finding, where
    colours cannot be told apart or a template cannot take a brand; nothing is written then.
    """
    council = read(workspace, Progress()).assessment.council
    templates = {path: _bytes_of(workspace, path) for path in _templates(workspace)}
    if not templates:
        raise UsageError("word_templates/ holds no template. `penholder new` makes a workspace with the house copies.")
    made = {path: branded(data, council, workspace.place(path)) for path, data in templates.items()}
    findings = in_order((*(f for one in made.values() for f in one.findings), *_fonts(workspace, council.brand)))
    if errors_in(findings):
        raise InputError("The brand was not applied, and no template was changed.", findings)
    changed = {path: one.data for path, one in made.items() if one.data != templates[path]}
    root = workspace.template("")
    names = [path.relative_to(root).as_posix() for path in changed]
    same = tuple(path.relative_to(root).as_posix() for path in made if path not in changed)
    if out is not None:
        _write_copies(out, {path.relative_to(root): one.data for path, one in made.items()})
        return Branding(folder=out, changed=tuple(names), unchanged=same, former="", findings=findings)
    former = workspace.relative(_replace(workspace, changed)) if changed else ""
    return Branding(folder=root, changed=tuple(names), unchanged=same, former=former, findings=findings)


def _templates(workspace: Workspace) -> Iterator[Path]:
    """Every template, also in folders of word_templates/. Raises InputError where one of these cannot be listed."""
    for found in everything_in(workspace.template("")):
        if isinstance(found, Unlisted):
            raise _not_applied(workspace, found.path, found.refusal)
        if found.suffix.casefold() == ".docx" and is_of_people(found.name):
            yield found


def _bytes_of(workspace: Workspace, path: Path) -> bytes:
    try:
        return whole(path, limits.FILE)
    except RefusedFile as refused:
        raise _not_applied(workspace, path, refused) from refused


def _not_applied(workspace: Workspace, path: Path, refused: RefusedFile) -> InputError:
    found = error("W-02", workspace.place(path), *refused.reason)
    return InputError("The brand was not applied, and no template was changed.", [found])


def _fonts(workspace: Workspace, brand: Brand) -> Iterator[Finding]:
    """A warning for each font that this machine has not, with what is drawn in its place."""
    for font in dict.fromkeys(filter(None, (brand.heading_font, brand.text_font))):
        if stand_in(font) is None:
            drawn = drawn_with(font)
            instead = f"{drawn} is drawn instead" if drawn else "another one is drawn instead"
            message = f'The font "{font}" is not on this machine: in PDFs {instead}, and pages break elsewhere.'
            fix = "Install it on every machine that builds, or choose one that everybody has, such as Arial."
            yield warning("K-02", workspace.place(workspace.inputs / "council.yaml"), message, fix)


def _write_copies(out: Path, templates: Mapping[Path, bytes]) -> None:
    try:
        if is_there(out) and (not out.is_dir() or holds_something(out)):
            raise UsageError(f"{out} is not empty. Name a new folder; nothing was changed.")
        for name, data in templates.items():
            whole_file.create(out / name, data)
    except OSError as fault:
        raise UsageError(f"{out} cannot be written ({in_words(fault)}).") from fault


def _replace(workspace: Workspace, changed: Mapping[Path, bytes]) -> Path:
    """Keep the former templates, then put the new ones in their place, each whole; all of them or none."""
    root = workspace.template("")
    fresh, done = {}, list[Path]()
    try:
        former = _keep(workspace, root)
        for path, data in changed.items():
            fresh[path] = whole_file.written_beside(path, data)
        for path, ready in fresh.items():
            patient_moves.replace(ready, path)
            done.append(path)
    except OSError as fault:
        for path in done:
            shutil.copyfile(former / path.relative_to(root), path)
        raise UsageError(
            f"The templates could not be replaced ({in_words(fault)}). They are as they were. "
            "Close them in Word and try again."
        ) from fault
    finally:
        for ready in fresh.values():
            ready.unlink(missing_ok=True)
    return former


def _keep(workspace: Workspace, root: Path) -> Path:
    """A copy of all templates as they are, in a new numbered folder."""
    place = workspace.root / FORMER
    place.mkdir(exist_ok=True)
    taken = [int(path.name) for path in place.iterdir() if path.name.isdigit()]
    former = place / str(max(taken, default=0) + 1)
    with tempfile.TemporaryDirectory(dir=place, prefix=".") as beside:
        copy = Path(shutil.copytree(root, Path(beside) / "copy", ignore=shutil.ignore_patterns("~$*", ".*")))
        patient_moves.move(copy, former)
    return former
