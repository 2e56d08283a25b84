"""The templates as they were before penholder changed them: each time they are kept first, in a folder of their own."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from engine import patient_moves, whole_file
from engine.errors import UsageError
from engine.system_words import in_words
from engine.whole_numbers import whole_number
from engine.workspace import Workspace

FORMER = "earlier_templates"
"""Where the former templates go: each time a folder of their own, numbered."""


def replace_templates(workspace: Workspace, changed: Mapping[Path, bytes]) -> Path:
    """Keep the former templates, then put the new ones in their place, each whole; all of them or none.

    Returns the folder that keeps the former ones. Raises UsageError where they cannot be written.
    """
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
    taken = (whole_number(path.name) or 0 for path in place.iterdir())
    former = place / str(max(taken, default=0) + 1)
    with tempfile.TemporaryDirectory(dir=place, prefix=".") as beside:
        copy = Path(shutil.copytree(root, Path(beside) / "copy", ignore=shutil.ignore_patterns("~$*", ".*")))
        patient_moves.move(copy, former)
    return former
